"""Days, weeks, months and years counted from the day an article was published. ISO 8601 prefixes in, ISO 8601 prefixes out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

Way = Literal["forward", "back"]


def day_of(published: str | None) -> date | None:
    """The day of a full ISO date, with or without a time; `None` for less."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The prefix of a date; `None` where there is no such day or month."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def weekday(anchor: date, number: int, way: Way | None) -> str:
    """The nearest such weekday in a direction, the day of publication included; back where nothing says otherwise."""
    days = (number - anchor.weekday()) % 7 if way == "forward" else -((anchor.weekday() - number) % 7)
    return (anchor + timedelta(days=days)).isoformat()


def year_of(anchor: date, month: int, day: int | None, way: Way | None) -> int:
    """The year of a day or month named without one: the next, the last, or the nearest."""
    at = (month, day or (anchor.day if month == anchor.month else 15))
    here = (anchor.month, anchor.day)
    if way == "forward":
        return anchor.year + (at < here)
    if way == "back":
        return anchor.year - (at > here)
    months = (month - anchor.month) + ((day or 15) - anchor.day) / 31
    return anchor.year + (months < -6) - (months > 6)


def shifted(anchor: date, count: int, unit: str) -> str | None:
    """The day, month or year that lies `count` units from the anchor, as precise as the unit; units as the codebook writes them."""
    letter, times = unit[0], int(unit[1:] or 1)
    count *= times
    try:
        if letter in "smH":
            hours = count if letter == "H" else 0
            return (anchor + timedelta(days=round(hours / 24))).isoformat()
        if letter in "DE":
            return (anchor + timedelta(days=count)).isoformat()
        if letter == "W":
            return (anchor + timedelta(weeks=count)).isoformat()
        if letter == "M":
            months = anchor.year * 12 + anchor.month - 1 + count
            return iso(months // 12, months % 12 + 1)
        return iso(anchor.year + count)
    except OverflowError:
        return None


def whole(anchor: date, offset: int, unit: str) -> tuple[str | None, str | None]:
    """The whole week, weekend, month or year `offset` from the anchor's own: a prefix, or first and last day."""
    letter = unit[0]
    if letter == "W":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if letter == "E":
        saturday = anchor + timedelta(days=5 - anchor.weekday(), weeks=offset)  # "last weekend" on a Tuesday is that of last week
        return saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
    if letter == "Y" and len(unit) > 1:
        return None, None
    return shifted(anchor, offset, unit), None
