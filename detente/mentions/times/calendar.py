"""Arithmetic on the values of TIMEX3: days, weeks, months, quarters, seasons and years as ISO 8601 prefixes and their kin.

"2022-01-18", "2022-01", "2022", "2022-W03", "2022-W03-WE" (a weekend), "2022-Q1", "2022-H1", "2022-SU", "202" (a decade), "20" (a century);
a day may have a part ("2022-01-18TMO") or an hour ("2022-01-18T10:35").
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

Way = Literal["forward", "back"]
Bounds = tuple[str | None, str | None]
UNKNOWN: Bounds = (None, None)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
PART = re.compile(r"(\d{4})-([QH])(\d)$")
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
PLAIN = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T[\w:]+)?$")


def day_of(value: str | None) -> date | None:
    """The day of a full ISO date, with or without a time; `None` for less."""
    try:
        day = date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
    return day if 1000 < day.year < 3000 else None


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The prefix of a date; `None` where there is no such day or month."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def bounds(value: str | None) -> Bounds:
    """The first and last day (or month, or year) of a value as ISO 8601 prefixes; the last is `None` where one prefix says all."""
    if not value:
        return UNKNOWN
    if m := PLAIN.match(value):
        return m[1], None
    if m := WEEK.match(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return (monday + timedelta(days=5 if m[3] else 0)).isoformat(), (monday + timedelta(days=6)).isoformat()
    if m := PART.match(value):
        length = 3 if m[2] == "Q" else 6
        last = int(m[3]) * length
        return f"{m[1]}-{last - length + 1:02d}", f"{m[1]}-{last:02d}"
    if m := SEASON.match(value):
        year, first = int(m[1]), SEASONS[m[2]]
        return iso(year, first), iso(year + (first + 2) // 13, (first + 1) % 12 + 1)
    if value.isdigit() and len(value) in {2, 3}:
        return value.ljust(4, "0"), value.ljust(4, "9")
    return UNKNOWN


def week(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def weekday(anchor: date, number: int, way: Way | None) -> str:
    """The nearest such weekday in a direction, the day of publication included; back where nothing says otherwise."""
    days = (number - anchor.weekday()) % 7 if way == "forward" else -((anchor.weekday() - number) % 7)
    return (anchor + timedelta(days=days)).isoformat()


def year_of(anchor: date, month: int, day: int | None, way: Way | None) -> int:
    """The year of a day or month named without one: the nearest, and rather behind than ahead; one just ahead of publication may stand beside
    words that look back ("declared a day of mourning for Feb. 3")."""
    months = (month - anchor.month) + ((day or anchor.day) - anchor.day) / 31
    if way == "forward":
        return anchor.year + (months < (-2 if day else 0))  # "due by Jan. 14", told on Jan. 15, is no year ahead
    least, most = (-11.5, 1.5 if day else 0.5) if way == "back" else (-8.5, 3.5)
    return anchor.year + (months < least) - (months > most)


def shifted(anchor: date, count: float, unit: str) -> str | None:
    """What lies `count` units from the anchor, as precise as the unit: a day, a week, a month, a quarter or a year."""
    letter, times = unit[0], int(unit[1:] or 1) if unit[1:].isdigit() else 1
    try:
        if letter == "T":
            return (anchor + timedelta(days=round(count / 24) if unit == "TH" else 0)).isoformat()
        if letter == "D":
            return (anchor + timedelta(days=round(count))).isoformat()
        if letter == "E":
            return week(anchor + timedelta(weeks=round(count))) + "-WE"
        if letter == "W":
            return week(anchor + timedelta(weeks=round(count * times)))
        if letter in "MQ":
            months = anchor.year * 12 + anchor.month - 1 + round(count * (3 if letter == "Q" else 1))
            return iso(months // 12, months % 12 + 1) if letter == "M" else quarter(date(months // 12, months % 12 + 1, 1))
        return iso(anchor.year + int(count * times))
    except (OverflowError, ValueError):
        return None


def day_shifted(anchor: date, count: float, unit: str) -> str | None:
    """The end of a span of so many units that begins on the anchor: a day for weeks and less, else as precise as the unit."""
    if unit[0] == "W":
        return shifted(anchor, count * 7 * (int(unit[1:] or 1)), "D")
    if unit[0] == "Q":
        return shifted(anchor, count * 3, "M")
    return shifted(anchor, count, unit)


def whole(anchor: date, offset: int, unit: str) -> str | None:
    """The whole week, weekend, month, quarter, year, decade or century `offset` from the anchor's own."""
    if unit == "E":
        return week(anchor + timedelta(weeks=offset)) + "-WE"
    if unit == "Y10":
        return f"{anchor.year // 10 + offset}"
    if unit == "Y100":
        return f"{anchor.year // 100 + offset}"
    return None if unit[0] == "T" or unit[1:] else shifted(anchor, offset, unit)


def truncated(value: str, unit: str) -> str | None:
    """The day, week, month, quarter, year or decade that a value lies in; `None` where it is less precise."""
    start = bounds(value)[0]
    if not start:
        return None
    day = day_of(start)
    if unit == "D":
        return start if day and not bounds(value)[1] else None
    if unit[0] in "WE":
        return whole(day, 0, unit) if day and unit in {"W", "E"} else None
    if unit in "MQ":
        first = day_of(f"{start[:7]}-01")
        return shifted(first, 0, unit) if first and len(start) >= 7 else None
    return {"Y": start[:4], "Y10": start[:3], "Y100": start[:2]}.get(unit)


def feast(rule: str, year: int) -> str | None:
    """The day of a feast in a year: "12-25", "easter-2", or "11-4-3" for the fourth Thursday of November."""
    if rule.startswith("easter"):
        return (easter(year) + timedelta(days=int(rule.removeprefix("easter")))).isoformat()
    bits = [int(b) for b in rule.split("-")]
    if len(bits) == 2:
        return iso(year, *bits)
    month, nth, number = bits
    first = date(year, month, 1)
    day = first + timedelta(days=(number - first.weekday()) % 7 + 7 * (nth - 1))
    return (day if day.month == month else day - timedelta(days=7)).isoformat()  # "the fifth" Monday is the last


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = c // 4, c % 4
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)
