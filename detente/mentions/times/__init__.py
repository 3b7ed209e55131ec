"""Times: dates, times of day, lengths and what comes again, as TIMEX3 says them, counted from the day of publication and from each other.

    sentence → words → phrases of the codebook → readings → what they are counted from → spots

A weekday points back from publication, except where the grammar looks ahead ("will", "due", "by", "next"). Without a day of publication the
value stays open ("XXXX-WXX-2") and no day is given; `settling` may fill it in when other articles of the story have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from detente.codebook import Codebook
from detente.grammar import covering
from detente.mentions.spelling import PLAIN
from detente.mentions.times.calendar import day_of
from detente.mentions.times.direction import way
from detente.mentions.times.meaning import At, Meaning
from detente.mentions.times.phrases import Found, found
from detente.mentions.times.reading import READINGS, bounded, lead_of
from detente.records import Article, Sentence, TimeSpot, When

BETWEEN = re.compile(r"[,\s]*(?:on |\([^)]{,16}\),? ?(?:on )?)?")  # what may stand between an hour and its day
RATES = frozenset({"once", "twice", "times", "%", "percent"})


def find_times(article: Article, sentences: Sequence[Sentence], codebook: Codebook) -> tuple[TimeSpot, ...]:
    """The times of an article, in order of place."""
    reader = Reader(day_of(article.published), codebook)
    return tuple(spot for s in sentences for spot in reader.spots(s))


class Reader:
    """Reads an article's sentences in their order, and remembers the last date and the last quarter told."""

    def __init__(self, anchor: date | None, codebook: Codebook) -> None:
        self.anchor, self.codebook = anchor, codebook
        self.previous: str | None = None
        self.quarter: str | None = None
        self.quarterly = False

    def spots(self, s: Sentence) -> Iterator[TimeSpot]:
        text = s.text.translate(PLAIN)
        read = [(f, m) for f in found(text, self.codebook.times, self.codebook.numbers) if (m := self.meaning(s, f))]
        for a, b, phrase, m in joined(text, read, self.previous or (self.anchor.isoformat() if self.anchor else None)):
            words = covering(s, s.start + a, s.start + b)
            if not words:
                continue
            lead, begin = lead_of(text, a)
            start, end = bounded(lead, (m.start, m.end), self.anchor)
            yield TimeSpot(
                sentence=s.index,
                part=s.part,
                first=words[0],
                last=words[-1],
                head=head_of(s, words),
                start=s.start + a,
                end=s.start + b,
                text=s.text[a:b],
                rule=phrase,
                when=When(start, end, s.text[begin:b]),
                type=m.type,
                value=m.value,
            )

    def meaning(self, s: Sentence, f: Found) -> Meaning | None:
        """What a phrase means here; the next one may be counted from it."""
        a, b = f.words[f.first].start, f.words[f.last].end
        words = covering(s, s.start + a, s.start + b)
        if not words:
            return None
        at = At(
            self.anchor,
            way(s, head_of(s, words), f.words[: f.first], self.codebook.times),
            self.previous,
            self.quarter,
            self.quarterly,
            rate=words[0] > 0 and counts(s, words[0] - 1),
            times=self.codebook.times,
            numbers=self.codebook.numbers,
        )
        m = READINGS[f.phrase.reading](f, at)
        if m and m.start and m.type in {"DATE", "TIME"}:
            self.previous = m.value
            if f.phrase.reading in {"quarter", "period"} and m.value and "-Q" in m.value and m.value[:4] >= (self.quarter or m.value)[:4]:
                self.quarter, self.quarterly = m.value, True
        elif m and m.type == "DURATION" and m.value and m.value[-1] in "MY":
            self.quarterly = False
        return m


def head_of(s: Sentence, words: list[int]) -> int:
    """The word of a phrase that the grammar hangs on another."""
    return next((k for k in reversed(words) if s.tokens[k].head not in words or s.tokens[k].head == k), words[-1])


def counts(s: Sentence, before: int) -> bool:
    """Does the word before "a week" say how much or how many a week ("four flights a week", "$2 million a year")?"""
    t = s.tokens[before]
    return t.tag in {"NNS", "CD", "$"} or t.text.lower() in RATES


def joined(text: str, read: list[tuple[Found, Meaning]], last: str | None) -> Iterator[tuple[int, int, str, Meaning]]:
    """(start, end, rule, meaning) of each phrase; an hour and the day beside it are one time, and an hour alone is of the last day told."""
    spans = [(f.words[f.first].start, f.words[f.last].end, f.phrase.name, m) for f, m in read]
    n = 0
    while n < len(spans):
        a, b, rule, m = spans[n]
        n += 1
        if m.value and m.value[0] == "T":
            day = day_value(spans[n][3]) if n < len(spans) and BETWEEN.fullmatch(text[b : spans[n][0]]) else None
            if day:
                b = spans[n][1]
                n += 1
            else:
                day = next((d for *_, x in spans if (d := day_value(x))), None) or (last[:10] if last and len(last) >= 10 and day_of(last) else None)
            start = day if day and day[:4].isdigit() else None
            yield a, b, rule, Meaning("TIME", f"{day or 'XXXX-XX-XX'}{m.value}", start)
        else:
            yield a, b, rule, m


def day_value(m: Meaning) -> str | None:
    """The day of a date ("2022-01-18", "XXXX-WXX-2"); `None` for what is longer."""
    if m.value is None or m.type not in {"DATE", "TIME"} or m.value[0] == "T":
        return None
    day = m.value.partition("T")[0]
    return day if len(day) == 10 and (day_of(day) or day.startswith("XXXX-")) else None
