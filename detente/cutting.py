"""A text cut into sentences by marks alone, without a parser, so that stored reports can be laid side by side anew; and runs of five words.

Independent reports of one event share some 2 % of their five-word runs; a shortened wire copy keeps more than half of its own while
Jaccard similarity falls to .14. So containment tells copies, and what reports share word for word is no confirmation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detente.codebook.vocabulary import WORD
from detente.records import Span

SHINGLE = 5  # words
LEAST = 60  # words of a text that can be judged a shortened copy
CONTAINED = 0.45  # share of the shorter text's runs from which it is a copy
KINDRED = 0.2  # and from which two reports have an agency's words in common
SHARED = 0.8  # share of the shorter sentence's runs from which two sentences are the same words
TELLING = 8  # runs of a sentence that can be told to be the same
END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|\n+")
ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Rep|Sen|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|[A-Z]|[A-Z]\.[A-Z])\.$")

Shingles = frozenset[str]


def sentences(text: str) -> Iterator[Span]:
    """Sentences by their marks; an abbreviation ends none."""
    at = 0
    for m in END.finditer(text):
        if text[m.start()] != "\n" and ABBREVIATION.search(text, max(at, m.start() - 12), m.start() + 1):
            continue
        end = m.start() if text[m.start()] == "\n" else m.end()
        yield from trimmed(text, at, end)
        at = m.end()
    yield from trimmed(text, at, len(text))


def trimmed(text: str, a: int, b: int) -> Iterator[Span]:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    if a < b:
        yield a, b


def shingles(text: str) -> Shingles:
    """All runs of five words, in lower case."""
    words = [w.lower() for w in WORD.findall(text)]
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def contained(a: Shingles, b: Shingles) -> float:
    """How much of the smaller set the other holds."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return len(small & large) / len(small) if small else 0.0


def same_words(a: str, b: str) -> bool:
    """Are two sentences the same words?"""
    one, two = shingles(a), shingles(b)
    return min(len(one), len(two)) >= TELLING and contained(one, two) >= SHARED


class Cut(NamedTuple):
    """A text cut once, to be laid beside many: its runs of five words, its sentences with theirs, and in which sentences (by number) a run stands."""

    runs: Shingles
    sentences: list[tuple[Span, Shingles]]
    where: dict[str, list[int]]


def cut(text: str) -> Cut:
    own = [(span, shingles(text[slice(*span)])) for span in sentences(text)]
    where: dict[str, list[int]] = {}
    for n, (_, runs) in enumerate(own):
        for run in runs:
            where.setdefault(run, []).append(n)
    return Cut(shingles(text), own, where)


def agency(a: Cut, b: Cut) -> list[tuple[Span, Span]]:
    """The sentences that two reports have word for word, where they share enough for an agency's text; it costs what they share."""
    if contained(a.runs, b.runs) < KINDRED:
        return []
    out = []
    for span, mine in a.sentences:
        near = sorted({n for run in mine for n in b.where.get(run, ())})
        found = next((other for other, runs in (b.sentences[n] for n in near) if min(len(mine), len(runs)) >= TELLING and contained(mine, runs) >= SHARED), None)
        if found:
            out.append((span, found))
    return out
