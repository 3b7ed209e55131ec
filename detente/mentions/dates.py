"""The patterns of dates and spans: a name, a regular expression made of the codebook's words, and how its match is read.

They are tried in this order and a later one never reaches into what an earlier one took, so the longer forms stand first.
Each reading gives the first and last day (or month, or year) as ISO 8601 prefixes; the last is `None` where one prefix says all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from detente.codebook.times import Times
from detente.mentions import calendar
from detente.mentions.calendar import Way

Bounds = tuple[str | None, str | None]
UNKNOWN: Bounds = (None, None)
PLAIN = str.maketrans("\u00a0\u2009\u202f’‘–—‑−", "   ''----")  # signs as the patterns know them, of the same length
DIGIT = re.compile(r"\d")
DAYS = frozenset({"iso", "day-month", "month-day", "month-year", "clock"})
STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "current": 0, "the": 0}


class Reading(NamedTuple):
    """What a match is read with: the codebook's words, the day of publication, and whether the grammar looks ahead or back."""

    m: re.Match[str]
    times: Times
    anchor: date | None
    way: Way | None


class Pattern(NamedTuple):
    name: str
    regex: re.Pattern[str]
    read: Callable[[Reading], Bounds]


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


def names(words: Iterable[str]) -> str:
    """The same of names, which are written with a capital whatever the pattern around them allows."""
    return f"(?-i:{any_of(w for word in words for w in (word.capitalize(), word.upper()))})"


@lru_cache(maxsize=4)
def patterns(times: Times) -> tuple[Pattern, ...]:
    """All patterns, made once for a codebook's words."""
    month = rf"(?P<month>{names(times.months)})\b(?:\.(?=[ ,]))?"
    sure = names([m for m in times.months if m not in times.ambiguous_months])
    weekday = rf"(?P<weekday>{names(times.weekdays)})\b(?:\.(?= ))?"
    part = rf"(?: (?P<part>{any_of(times.dayparts)}))?"
    unit = rf"(?P<unit>{any_of(times.units)})s?\b"
    count = rf"(?P<count>\d{{1,3}}|{any_of([*times.counts, *times.vague])})"
    to = rf"(?:(?: ?- ?| to | or )(?P<high>\d{{1,3}}|{any_of(times.counts)}))?"
    year = r"(?P<year>(?:1[89]|20)\d\d)\b(?![,.]\d)"
    step = r"(?P<step>last|past|previous|next|coming|following|this|current)"
    edge = r"(?:(?:the )?(?P<edge>early|late|mid|middle of|start of|beginning of|end of|first half of|second half of)(?: in)?[ -])?"
    behind = "|".join(rf"(?<=\b{word} )" for word in ("in", "since", "until", "by", "last", "next", "this", "early", "late", "from", "of"))
    table: list[tuple[str, str, Callable[[Reading], Bounds]]] = [
        ("iso", r"(?P<iso>(?:1[89]|20)\d\d-[01]\d-[0-3]\d)\b(?:T[\d:.Z+-]{2,15})?", lambda r: (r.m["iso"], None)),
        ("day-month", rf"(?:{weekday},? )?(?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: ?(?:-|to|and) ?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?(?: of)? {month}(?:,? {year})?", dated),
        ("month-day", rf"(?:{weekday},? )?{month} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[,.]\d|-strong)(?: ?(?:-|to|and) ?(?P<last>[0-3]?\d)(?!\d))?(?:,? {year})?", dated),
        ("month-year", rf"{edge}{month},? (?:of )?{year}", month_year),
        ("season", rf"{edge}(?:{step} |(?:in )?the )(?P<season>{any_of(times.seasons)})\b(?: of {year})?", season),
        ("weekday", rf"(?:(?:late|early|earlier) )?(?:{step} )?{weekday}{part}", named_day),
        ("ago", rf"(?:about |some |nearly |almost |more than |just )?{count} {unit} (?P<where>ago|earlier|later|before that)", ago),
        ("month", rf"(?:{edge}(?:{step} )?(?P<month>{sure})\b|(?:{behind})(?P<short>{names(times.ambiguous_months)})\b(?!'))", month_alone),
        (
            "within",
            r"(?:earlier|later|late|early|(?:the )?(?:end|start|beginning|middle|rest|(?:first|second) half) of) (?P<step>last|this|next|the) (?P<unit>week|month|year|decade)\b",
            within,
        ),
        ("weekend", r"(?:the |(?P<step>last|this|next|the) )(?P<unit>weekend)\b", within),
        ("span", rf"(?:the )?(?:{step}|recent)(?: {count}{to})? {unit}", span),
        ("day", rf"(?P<word>{any_of(times.days)})\b{part}|this (?:{any_of(times.dayparts)})\b", near_day),
        ("decade", r"(?:the )?(?:early |late |mid-?)?(?P<decade>(?:1[89]|20)\d0)s\b", lambda r: (r.m["decade"][:3], None)),
        ("year", rf"{edge}{year}(?! ?(?:-strong|%|per cent|percent|km|kilom))", lambda r: (r.m["year"], None)),
        ("clock", r"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))? ?(?:(?P<half>[ap])\.?m\b\.?|(?:hours )?GMT|UTC)|\b(?P<noon>noon|midnight)\b", clock),
        ("length", rf"{count}(?:[ -]{count.replace('count', 'more')})?{to}[ -]{unit}(?:-long)?\b(?! old|-old)", length),
        ("length", rf"(?:several|many|few|recent|coming) (?P<unit>{any_of(times.units)})s\b|\b(?:decade|year|month|week)s\b(?= of\b| ago\b)", lambda r: UNKNOWN),
    ]
    return tuple(Pattern(name, re.compile(rf"(?<![\w$€£.-])(?:{regex})", re.I), read) for name, regex, read in table)


@lru_cache(maxsize=4)
def signs(times: Times) -> frozenset[str]:
    """The words without which, and without a digit, no pattern can match: most sentences need not be searched at all."""
    single = {*times.months, *times.weekdays, *times.seasons, *times.days, *times.units, *times.dayparts}
    return frozenset({*single, *(w + "s" for w in times.units), *(w + "." for w in single), "noon", "midnight"})


def days(text: str, times: Times) -> list[tuple[int, int]]:
    """Where dates and times of day stand in a text, so that their numbers are not taken for amounts."""
    if not DIGIT.search(text):
        return []
    text = text.translate(PLAIN)
    return [m.span() for pattern in patterns(times) if pattern.name in DAYS for m in pattern.regex.finditer(text)]


def number(word: str | None, times: Times) -> int | None:
    """The value of digits or a number word; `None` for "several"."""
    if not word:
        return None
    return int(word) if word.isdigit() else times.counts.get(word.lower())


def dated(r: Reading) -> Bounds:
    month, day = r.times.months[r.m["month"].lower()], int(r.m["day"])
    if r.m["year"]:
        year = int(r.m["year"])
    elif r.anchor:
        year = calendar.year_of(r.anchor, month, day, None if r.way == "back" and abs(month - r.anchor.month) in {0, 11} else r.way)
    else:
        return UNKNOWN
    last = calendar.iso(year, month, int(r.m["last"])) if r.m["last"] else None
    return calendar.iso(year, month, day), last


def month_year(r: Reading) -> Bounds:
    return calendar.iso(int(r.m["year"]), r.times.months[r.m["month"].lower()]), None


def month_alone(r: Reading) -> Bounds:
    month = r.times.months[(r.m["month"] or r.m["short"]).lower()]
    before = r.m.string[: r.m.start("short")].split()[-1:] if r.m["short"] else []
    step = (r.m["step"] or "".join(before)).lower()
    if not r.anchor:
        return UNKNOWN
    direction: Way | None = "forward" if STEP.get(step) == 1 else "back" if STEP.get(step) == -1 else r.way
    year = calendar.year_of(r.anchor, month, None, direction)
    if step in {"last", "next"} and month == r.anchor.month:
        year += STEP[step]
    return calendar.iso(year, month), None


def season(r: Reading) -> Bounds:
    first = r.times.seasons[r.m["season"].lower()]
    year = int(r.m["year"]) if r.m["year"] else None
    if year is None and r.anchor and r.m["step"]:
        begun = (r.anchor.month - first) % 12 < 3 or r.anchor.month > first
        step = STEP[r.m["step"].lower()]
        year = r.anchor.year + (step if (step < 0 and not begun) or (step > 0 and begun) else 0)
    if year is None:
        return UNKNOWN
    last = first + 2
    return calendar.iso(year, first), calendar.iso(year + last // 13, (last - 1) % 12 + 1)


def named_day(r: Reading) -> Bounds:
    if not r.anchor:
        return UNKNOWN
    step = (r.m["step"] or "").lower()
    if step in {"last", "past", "previous"} or step in {"next", "coming", "following"}:
        sign = STEP[step]
        near = r.anchor + timedelta(days=sign)
        return calendar.weekday(near, r.times.weekdays[r.m["weekday"].lower()], "forward" if sign > 0 else "back"), None
    return calendar.weekday(r.anchor, r.times.weekdays[r.m["weekday"].lower()], "forward" if step == "this" and r.way != "back" else r.way), None


def near_day(r: Reading) -> Bounds:
    if not r.anchor:
        return UNKNOWN
    days = r.times.days[r.m["word"].lower()] if r.m["word"] else 0
    return (r.anchor + timedelta(days=days)).isoformat(), None


def ago(r: Reading) -> Bounds:
    count = number(r.m["count"], r.times)
    if not r.anchor or count is None or r.m["where"].lower() != "ago":
        return UNKNOWN
    return calendar.shifted(r.anchor, -count, r.times.units[r.m["unit"].lower()]), None


def span(r: Reading) -> Bounds:
    """ "Last week" is a whole week; "the past few weeks" end, and "the next 30 to 45 days" begin, on the day of publication."""
    unit, step = r.times.units[r.m["unit"].lower()], (r.m["step"] or "recent").lower()
    if not r.anchor:
        return UNKNOWN
    if r.m["count"] is None and step != "recent":
        if step == "past":
            return calendar.shifted(r.anchor, -1, unit), r.anchor.isoformat()
        return calendar.whole(r.anchor, STEP[step], unit)
    count = number(r.m["high"], r.times) or number(r.m["count"], r.times)
    far = calendar.shifted(r.anchor, count * (STEP.get(step) or 1), unit) if count else None
    return (r.anchor.isoformat(), far) if STEP.get(step, -1) > 0 else (far, r.anchor.isoformat())


def within(r: Reading) -> Bounds:
    step = STEP[r.m["step"].lower()] if r.m["step"] else 0 if r.way == "forward" else -1
    return calendar.whole(r.anchor, step, r.times.units[r.m["unit"].lower()]) if r.anchor else UNKNOWN


def clock(r: Reading) -> Bounds:
    return UNKNOWN


def length(r: Reading) -> Bounds:
    """A length alone has no place in time; after "within" it begins on the day of publication."""
    before = r.m.string[max(0, r.m.start() - 12) : r.m.start()].lower()
    count = number(r.m["high"], r.times) or number(r.m["count"], r.times)
    if r.anchor and count and re.search(r"\bwithin (?:the )?$", before):
        return r.anchor.isoformat(), calendar.shifted(r.anchor, count, r.times.units[r.m["unit"].lower()])
    return UNKNOWN
