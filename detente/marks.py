"""By what an article is found again: its words and headline (`sketch`), the rarest of them with the day, samples of its five-word runs, its address.

A ledger keeps these beside its rows, so that a new article finds its copies and its story without all others being read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Protocol

from detente.codebook.vocabulary import WORD, shipped, stem, stems
from detente.cutting import LEAST, SHINGLE, shingles
from detente.ids import digest
from detente.records import Actor, Article, Citing, Comparison, Promise, Story

LONG = 400  # words from the beginning that say what a report is about; more of them only make long reports alike
TITLE = 10  # a headline's words count as often as this
KEYS = 24  # words by which an article is looked for
SAMPLE = 8  # of so many five-word runs one is kept: a copy of sixty words still shows, and most of a text need not be stored

Words = dict[str, int]


class Shelf(Protocol):
    """What a run asks of the articles that came before: of the few that a new one may belong with, never of all."""

    def articles(self, ids: Iterable[str]) -> list[Article]: ...
    def stories(self, ids: Iterable[str]) -> list[Story]: ...
    def actors(self, ids: Iterable[str]) -> list[Actor]: ...
    def cited(self, articles: Iterable[str]) -> dict[str, list[Citing]]: ...
    def compared(self, stories: Iterable[str]) -> list[Comparison]: ...
    def owed(self, parties: Iterable[str]) -> list[Promise]: ...
    def marked(self, key: str) -> list[str]: ...
    def alike(self, prints: Sequence[int]) -> list[str]: ...
    def near(self, keys: Sequence[str], day: int | None) -> list[str]: ...
    def sketches(self, articles: Iterable[str]) -> dict[str, Words]: ...
    def spread(self, words: Iterable[str]) -> tuple[int, Mapping[str, int]]: ...


def same_text(a: Article) -> str:
    """The same for the same words of one outlet."""
    return "=" + digest(a.outlet, a.title, a.text)


def address(a: Article) -> str | None:
    return "@" + a.url if a.url else None


def day(article: Article) -> int | None:
    """The day of publication as a number, where it is known to the day."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


def sketch(a: Article) -> Words:
    """How often each stem stands in the beginning of a report, its headline's words many times."""
    text = f"{a.standfirst}\n{a.text}" if a.standfirst else a.text
    counts: Words = {}
    for n, m in enumerate(WORD.finditer(text)):
        if n == LONG:
            break
        key = stem(m.group())
        counts[key] = counts.get(key, 0) + 1
    for key in stems(a.title or ""):
        counts[key] = counts.get(key, 0) + TITLE
    return counts


def keys(words: Words) -> list[str]:
    """The words that say most of what a report is about, the weightiest first: names and rare words that it repeats or has in its headline."""
    known = shipped()
    return sorted(words, key=lambda w: (-known.weight(w) * (1 + min(words[w], TITLE)), w))[:KEYS]


def prints(a: Article) -> list[int]:
    """Samples of a text's five-word runs: of equal runs, in whatever text, always the same are kept; all of a short text's words as one."""
    text = a.text or a.title or ""
    runs = shingles(text)
    if len(runs) < LEAST - SHINGLE + 1:
        return [number(" ".join(w.lower() for w in WORD.findall(text)))] if text.strip() else []
    return sorted(n for run in runs if not (n := number(run)) % SAMPLE)


def number(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=7).digest(), "big")


def spread(sketches: Iterable[Words]) -> Counter[str]:
    """In how many reports each word stands."""
    return Counter(word for words in sketches for word in words)
