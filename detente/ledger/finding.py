"""By what an article is found again without reading all: rare words with the day, samples of its five-word runs, its address and words as such.

Derived from the articles and kept beside them; each question costs the same however long the ledger is, for of every key only the nearest
in time are taken. `spread` counts in how many reports a word stands (of "" how many reports there are); copies are not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection

from detente.codebook.vocabulary import shipped
from detente.marks import Words, address, day, keys, prints, same_text, sketch
from detente.marks import spread as counted
from detente.records import Article

NEAREST = 30  # articles of one key on each side of a day
CANDIDATES = 40  # articles that share most with a new one
TWO = 2  # words at least that two reports of one affair share
ALIKE = 10  # possible originals of a copy
UNDATED = 0
LATEST = 10**7  # a day after all days: of an undated report the latest are looked at
ALL = ""  # the word that stands for every report
CHUNK = 500
ENCODER, DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(Words)

BEFORE = "SELECT article FROM mark WHERE word = ? AND day <= ? AND day > 0 ORDER BY day DESC LIMIT ?"
AFTER = "SELECT article FROM mark WHERE word = ? AND day > ? ORDER BY day LIMIT ?"
WITHOUT_DAY = "SELECT article FROM mark WHERE word = ? AND day = 0 LIMIT ?"
SAME_RUN = "SELECT article FROM print WHERE run = ? LIMIT ?"
COUNT = "INSERT INTO spread (word, reports) VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET reports = reports + excluded.reports"


def keep(connection: Connection, articles: Sequence[Article]) -> None:
    """Note by what new articles are found; only addresses and words as such of a copy, which weighs nothing among the others."""
    own = {a.id: sketch(a) for a in articles if not a.copy_of}
    marks = [(key, day(a) or UNDATED, a.id) for a in articles for key in (same_text(a), address(a), *(keys(own[a.id]) if a.id in own else ())) if key]
    runs = [(n, a.id) for a in articles if not a.copy_of for n in prints(a)]
    spread = counted(own.values())
    spread[ALL] = len(own)
    many(connection, "INSERT OR IGNORE INTO mark (word, day, article) VALUES (?, ?, ?)", sorted(set(marks)))
    many(connection, "INSERT OR IGNORE INTO print (run, article) VALUES (?, ?)", sorted(set(runs)))
    many(connection, "INSERT OR IGNORE INTO sketch (article, words) VALUES (?, ?)", [(a, ENCODER.encode(words).decode()) for a, words in own.items()])
    many(connection, COUNT, sorted(spread.items()))


def many(connection: Connection, statement: str, lines: Sequence[Any]) -> None:
    if lines:
        connection.exec_driver_sql(statement, list(lines))


def marked(connection: Connection, key: str) -> list[str]:
    """The articles of one key."""
    return list(connection.exec_driver_sql("SELECT article FROM mark WHERE word = ? ORDER BY article LIMIT ?", (key, NEAREST)).scalars())


def near(connection: Connection, words: Sequence[str], on: int | None) -> list[str]:
    """The articles that share most of the words, those nearest to the day first looked at."""
    weight: dict[str, float] = defaultdict(float)
    shared: Counter[str] = Counter()
    for word in words:
        found: set[str] = set()
        for statement in (BEFORE, AFTER):
            found.update(connection.exec_driver_sql(statement, (word, on or LATEST, NEAREST)).scalars())
        found.update(connection.exec_driver_sql(WITHOUT_DAY, (word, NEAREST)).scalars())
        for article in found:
            weight[article] += shipped().weight(word)
            shared[article] += 1
    good = [a for a in weight if shared[a] >= TWO]
    return sorted(good, key=lambda a: (-round(weight[a], 9), a))[:CANDIDATES]


def alike(connection: Connection, runs: Sequence[int]) -> list[str]:
    """The articles that share most of the five-word runs."""
    shared: Counter[str] = Counter()
    for run in runs:
        shared.update(connection.exec_driver_sql(SAME_RUN, (run, NEAREST)).scalars())
    return [a for a, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:ALIKE]]


def sketches(connection: Connection, articles: Iterable[str]) -> dict[str, Words]:
    return {line.article: DECODER.decode(line.words) for line in asked(connection, "SELECT article, words FROM sketch WHERE article IN", articles)}


def spread(connection: Connection, words: Iterable[str]) -> tuple[int, Mapping[str, int]]:
    """How many reports there are, and in how many each word stands."""
    found = {line.word: line.reports for line in asked(connection, "SELECT word, reports FROM spread WHERE word IN", [*words, ALL])}
    return found.pop(ALL, 0), defaultdict(int, found)


def asked(connection: Connection, statement: str, values: Iterable[str]) -> list[Any]:
    """The lines for many values, some at a time."""
    out: list[Any] = []
    rest = iter(values)
    while some := tuple(islice(rest, CHUNK)):
        out.extend(connection.exec_driver_sql(f"{statement} ({', '.join('?' * len(some))})", some))
    return out
