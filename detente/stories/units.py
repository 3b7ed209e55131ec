"""A report cut into sentences and clauses, each with the words that weigh: what is laid side by side.

Cutting is by marks alone, without a parser, so that comparisons can be made anew from a stored ledger.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from detente.codebook import actors, numbers, places, times
from detente.codebook.vocabulary import WORD, shipped, stem
from detente.cutting import sentences, trimmed
from detente.records import Article, Part, Span

PARTS: tuple[Part, ...] = ("title", "standfirst", "body")
LONGEST = 60  # words of an account
LEAST = 4  # words of a sentence that can tell a fact
TAIL = 12  # words at its end by which a sentence is known again after a dateline
SHORT = 16  # words up to which a sentence is one clause
JOINT = re.compile(r"[,;:–—](?:\s|$)|(?<!\s)\s++-\s|(?<!\s)\s++(?=(?:that|which|who|where|while|after|before|because|but|although|though|if|unless|once|and said|as)\s)")


class Word(Struct, frozen=True, gc=False):
    """A word that weighs. `key` compares: a stem or its family, "@RUS" for a state or body, "#yeosu" for a place.

    `sort` is what kind of name it is, "" for a plain word: "party", "place", "role" (a noun for an office), "name" (another word with a capital),
    "first" (a capital that the sentence's start may have given).
    """

    key: str
    start: int
    end: int
    sort: str = ""


class Unit(Struct, frozen=True):
    """A sentence: where it stands, its words, and the ranges of them that are clauses."""

    article: str
    part: Part
    paragraph: int
    start: int
    end: int
    words: tuple[Word, ...]
    clauses: tuple[tuple[int, int], ...]


def units(article: Article) -> list[Unit]:
    """The sentences of an article that can tell a fact, each once: what the text says again word for word is left out."""
    out: list[Unit] = []
    seen: set[tuple[str, ...]] = set()
    ends: set[tuple[str, ...]] = set()
    for part in PARTS:
        text = article.part(part)
        paragraph, last = 0, 0
        for a, b in sentences(text):
            paragraph += "\n" in text[last:a]
            last = b
            words = named(text, a, b)
            keys = tuple(w.key for w in words)
            if len(words) >= LEAST and keys not in seen and (len(keys) < TAIL or keys[-TAIL:] not in ends):
                seen.add(keys)
                ends.add(keys[-TAIL:])
                starts = [w.start for w in words]
                for start, end in windows(text, a, b):
                    inside = tuple(words[bisect_left(starts, start) : bisect_left(starts, end)])
                    out.append(Unit(article.id, part, paragraph, start, end, inside, clauses(text, start, end, inside)))
    return out


def windows(text: str, a: int, b: int) -> Iterator[Span]:
    """The sentence, cut at its joints (or between words) where it is too long for an account."""
    ends = [m.end() + a for m in re.finditer(r"\S+", text[a:b])]
    first = 0
    while len(ends) - first > LONGEST:
        last = first + LONGEST - 1
        joints = [m.end() + a for m in JOINT.finditer(text[a : ends[last]]) if m.end() + a > ends[first + LONGEST // 3]]
        cut = joints[-1] if joints else ends[last]
        yield from trimmed(text, a, cut)
        a, first = cut, bisect_right(ends, cut)
    yield from trimmed(text, a, b)


def clauses(text: str, a: int, b: int, words: tuple[Word, ...]) -> tuple[tuple[int, int], ...]:
    """Ranges of words: the whole, and the clauses of a long sentence that have words enough."""
    whole = (0, len(words))
    if len(words) <= SHORT:
        return (whole,)
    cuts = [a, *(m.end() + a for m in JOINT.finditer(text[a:b])), b]
    ranges: list[tuple[int, int]] = []
    first = 0
    for cut in cuts[1:]:
        last = sum(w.start < cut for w in words)
        if last - first >= 2 * LEAST or cut == b:
            ranges.append((first, last))
            first = last
    return (whole, *(r for r in ranges if r[1] - r[0] >= LEAST)) if len(ranges) > 1 else (whole,)


def named(text: str, a: int, b: int) -> list[Word]:
    """The words between two offsets, names of states, bodies and places under one key each."""
    piece = text[a:b]
    names = spots(piece)
    kin = shipped().kin
    out: list[Word] = []
    at = 0
    for m in WORD.finditer(piece):
        while at < len(names) and names[at][1] <= m.start():
            at += 1
        if at < len(names) and names[at][0] <= m.start():
            x, y, key, sort = names[at]
            if sort != "role":
                if not out or out[-1].start != a + x:
                    out.append(Word(key, a + x, a + y, sort))
                continue
        else:
            sort = ""
        s = stem(m.group())
        if not sort and m.group()[0].isupper() and not any(s in names for names in dates()):
            sort = "name" if m.start() and piece[m.start() - 1] not in '"“‘(' else "first"
        out.append(Word(kin.get(s, s), a + m.start(), a + m.end(), sort))
    return out


def spots(piece: str) -> list[tuple[int, int, str, str]]:
    """Names and nouns of office in a text, in order, none overlapping another: start, end, key, sort. Actors go before places."""
    who, where = tables()
    found = [(x, y, "@" + n.code, "party" if n.code else "role") for x, y, n in who.in_text(piece) if n.code or (n.role and n.role.kind in {"person", "organ"})]
    words = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(piece)]
    for i, (x, _, word) in enumerate(words):
        if piece[x].isupper():
            for name, place in where.starts.get(word, ()):
                run = words[i : i + len(name)]
                if place.kind != "state" and len(run) == len(name) and all(w[2] == n for w, n in zip(run, name, strict=True)):
                    found.append((x, run[-1][1], "#" + place.name.lower(), "place"))
                    break
    out: list[tuple[int, int, str, str]] = []
    for spot in sorted(found, key=lambda s: (s[0], s[3] == "place", -s[1])):
        if not out or spot[0] >= out[-1][1]:
            out.append(spot)
    return out


@lru_cache(maxsize=1)
def tables() -> tuple[actors.Actors, places.Places]:
    """What finds actors and places."""
    return actors.load(None), places.load(None)


@lru_cache(maxsize=1)
def dates() -> tuple[dict[str, int], dict[str, int]]:
    """Weekdays and months by the stem of their name, so that "Oct" is October."""
    words = times.load(None)
    return {stem(w): n for w, n in words.weekdays.items()}, {stem(w): n for w, n in words.months.items()}


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """Units by the stem of their last word, and signs of money: what is counted in them is told by other words."""
    words = numbers.load(None)
    return frozenset(stem(w.split()[-1]) for w in (*words.measures, *words.currencies)) | frozenset(words.signs)


@lru_cache(maxsize=1)
def amounts() -> tuple[dict[str, float], dict[str, float]]:
    """Cardinals and scales by the stem of their word."""
    words = numbers.load(None)
    return {stem(w): float(v) for w, v in words.cardinals.items()}, {stem(w): float(v) for w, v in words.scales.items() if len(w) > 2}
