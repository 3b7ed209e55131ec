"""Where the codebook's phrases stand in a sentence: each word becomes one letter that says what kinds of word it is, each phrase a pattern over letters.

A pattern over a hundred letters is quick, and linear, whatever the number of words that the codebook knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from detente.codebook import CodebookError
from detente.codebook.numbers import Numbers
from detente.codebook.times import TimePhrase, Times
from detente.mentions.times.words import NOTHING, Lexicon, Word, lexicon, words_of

NAME = re.compile(r"\?P<\w+>|(?P<kind>[A-Z]+)|(?P<word>[a-z]+)")
OTHER = "\ue000"  # the letter of words that no phrase asks for
LEAST = frozenset(  # without a word of these kinds no phrase can match
    {"MONTH", "WEEKDAY", "WEEKDAYS", "SEASON", "FEAST", "DAYWORD", "PART", "PARTS", "UNIT", "UNITS", "YEAR", "DECADE", "OFTEN", "HOUR", "REF", "ISO", "SLASH", "TIME"}
    | {"MILITARY", "AMPM", "OCLOCK", "QUARTER", "DOTTED"}
)

ALSO = frozenset({"future", "past", "term", "date", "while", "time", "eighteen", "nineteen", "twenty", "possible", "moment", "present", "point"})  # and without these


class Found(NamedTuple):
    """A phrase in a sentence: words `first` to `last`, the match that holds its named groups, and the words of the sentence."""

    phrase: TimePhrase
    m: re.Match[str]
    words: list[Word]

    @property
    def first(self) -> int:
        return self.m.start()

    @property
    def last(self) -> int:
        return self.m.end() - 1

    def has(self, *texts: str) -> bool:
        """Does it hold one of these words?"""
        return any(self.words[k].text.lower() in texts for k in range(self.first, self.last + 1))

    def worth(self, kind: str, nth: int = 0) -> str | int | float | None:
        """What its first (or nth) word of a kind is worth as such."""
        found = [w.kinds[kind] for w in self.words[self.first : self.last + 1] if kind in w.kinds]
        return found[nth] if len(found) > nth else None

    def number(self, kind: str) -> int | None:
        worth = self.worth(kind)
        return int(worth) if worth is not None else None

    def sign(self, kind: str) -> str | None:
        worth = self.worth(kind)
        return str(worth) if worth is not None else None

    def said(self, group: str) -> str:
        """The words of a named group in small letters, "" where it is not there."""
        if group not in self.m.re.groupindex or self.m.start(group) < 0:
            return ""
        return " ".join(w.text.lower() for w in self.words[self.m.start(group) : self.m.end(group)])


class Grammar(NamedTuple):
    book: Lexicon
    letters: dict[frozenset[str], str]
    literals: frozenset[str]
    patterns: tuple[tuple[TimePhrase, re.Pattern[str]], ...]


@lru_cache(maxsize=4)
def grammar(times: Times, numbers: Numbers) -> Grammar:
    """The patterns over letters, made once for a codebook."""
    written = [(p, filled(pattern, times)) for p in times.phrases for pattern in p.patterns]
    literals = frozenset(m["word"] for _, text in written for m in NAME.finditer(text) if m["word"])
    book = lexicon(times, numbers)
    signatures = {kinds_of(word, kinds, literals) for table in (book.words, book.names) for word, kinds in table.items()}
    signatures |= {kinds_of(word, NOTHING, literals) for word in literals}
    signatures |= {frozenset(k) for k in SIGNED}
    signatures.discard(frozenset())
    letters = {kinds: chr(0xE001 + n) for n, kinds in enumerate(sorted(signatures, key=sorted))}
    by_kind: dict[str, str] = {}
    for kinds, letter in letters.items():
        for kind in kinds:
            by_kind[kind] = by_kind.get(kind, "") + letter

    def lettered(m: re.Match[str]) -> str:
        name = m["kind"] or m["word"]
        if name and name not in by_kind:
            raise CodebookError(f"times.toml: {name!r} is no kind of word; kinds are {', '.join(sorted(k for k in by_kind if k.isupper()))}")
        return f"[{by_kind[name]}]" if name else m[0]

    patterns = [(p, re.compile(NAME.sub(lettered, text).replace(" ", ""))) for p, text in written]
    return Grammar(book, letters, literals, tuple(patterns))


SIGNED = (
    ("HYPHEN",), ("COMMA",), ("PERCENT",), ("OWN",), ("OCLOCK",), ("QUARTER",), ("DECADE",), ("ISO",), ("SLASH",), ("FRACTION",), ("NTH",), ("NTH", "DAY"),
    ("NUMBER",), ("NUMBER", "DOTTED"), ("TIME",), ("YEAR",), ("YEAR", "MILITARY"), ("MILITARY",), ("DAY",), ("DAY", "NUMBER"), ("MILITARY", "NUMBER"),
)  # fmt: skip


def filled(pattern: str, times: Times) -> str:
    """The pattern with its groups written out."""
    for name, text in times.groups.items():
        pattern = pattern.replace("{" + name + "}", text)
    return pattern


def kinds_of(word: str, kinds: Iterable[str], literals: frozenset[str]) -> frozenset[str]:
    """The kinds of a word, and the word itself where a phrase names it."""
    return frozenset([*kinds, word] if word in literals else kinds)


def found(text: str, times: Times, numbers: Numbers) -> Iterator[Found]:
    """The phrases of a text whose signs are plain, in order of place; none reaches into another, and the longest counts."""
    g = grammar(times, numbers)
    words = words_of(text, g.book)
    if all(LEAST.isdisjoint(w.kinds) and w.text.lower() not in ALSO for w in words):
        return
    letters = "".join(g.letters.get(kinds_of(w.text.lower(), w.kinds, g.literals), OTHER) for w in words)
    matches = [(m.start() - m.end(), n, m.start(), p, m) for n, (p, pattern) in enumerate(g.patterns) for m in pattern.finditer(letters) if m.end() > m.start()]
    taken: list[Found] = []
    free = bytearray(len(words))
    for *_, p, m in sorted(matches, key=lambda x: x[:3]):
        if not any(free[m.start() : m.end()]):
            free[m.start() : m.end()] = b"\1" * (m.end() - m.start())
            taken.append(Found(p, m, words))
    yield from sorted(taken, key=lambda f: f.first)
