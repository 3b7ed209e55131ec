"""Readings of times told by their distance: from publication ("last week", "two years ago") or from the last date told ("two days later")."""

from __future__ import annotations

from datetime import date

from detente.mentions.times import calendar
from detente.mentions.times.dates import OFFSET, before, offset
from detente.mentions.times.lengths import count_of, duration
from detente.mentions.times.meaning import At, Meaning, dated
from detente.mentions.times.phrases import Found

OPEN = {"W": "XXXX-WXX", "E": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "D": "XXXX-XX-XX"}  # of a unit, where nothing says which


def unit_of(f: Found) -> str:
    return f.sign("UNIT") or f.sign("UNITS") or "D"


def ago(f: Found, at: At) -> Meaning | None:
    count = count_of(f, at)
    if count is None:
        return Meaning("DATE", "PAST_REF")
    if at.anchor is None:
        return Meaning("DATE", OPEN.get(unit_of(f), "XXXX"))
    return dated(calendar.shifted(at.anchor, -count - (0.5 if f.has("half") and "half" not in f.said("count") else 0), unit_of(f)))


def apart(f: Found, at: At) -> Meaning | None:
    """From the last date told, or from publication where none was and the words look back."""
    unit, count, later = unit_of(f), count_of(f, at), f.said("where") in {"later", "after that", "afterwards"}
    if f.said("where") in {"before", "after"}:
        return Meaning("DATE", None)  # "the day after the vote", whenever that was
    if count is None:
        return Meaning("DURATION", duration(None, unit))
    told = calendar.truncated(at.previous, unit) if at.previous else None
    base = first_day(told) if told else at.anchor if at.previous is None and not later else None
    if base is None:
        return Meaning("DURATION", duration(count, unit))
    return dated(calendar.shifted(base, count if later else -count, unit))


def first_day(value: str) -> date | None:
    """The first day of a value."""
    start = calendar.bounds(value)[0] or ""
    return calendar.day_of(start + "-01-01"[len(start) - 4 :] if len(start) < 10 else start)


def same(f: Found, at: At) -> Meaning | None:
    """ "The same day", "that year", "the following month", "the next morning": by the last date told."""
    unit, step = f.sign("UNIT") or "D", f.said("step")
    part = f"T{f.sign('PART')}" if f.sign("PART") else ""
    if unit[0] == "T":
        return None
    far = offset("previous" if step == "preceding" else step) or 0
    told = calendar.truncated(at.previous, unit) if at.previous else None
    base = first_day(told) if told else at.anchor if far < 0 and at.previous is None else None
    value = calendar.whole(base, far, unit) if base else None
    return dated(value + part) if value else Meaning("DATE", None)


def whole(f: Found, at: At) -> Meaning | None:
    """ "Last week", "later this year", "the end of the month", "the weekend"."""
    unit, step = unit_of(f), f.said("step")
    if unit[0] == "T" or (unit == "D" and step in {"last", "past", "latest", "current"}):
        return None
    if unit == "D" and step == "next":
        return same(f, at)
    if unit == "Q" and step == "latest":
        return period(f, at)
    if at.anchor is None:
        return Meaning("DATE", OPEN.get(unit, "XXXX"))
    far = OFFSET.get(step.split()[-1], 0) if step else 0
    if unit == "E" and not step:
        far = 0 if at.anchor.weekday() > 4 or at.way == "forward" or before(f) in {"of", "by"} else -1
    elif step == "past" and unit != "Y":
        start = calendar.day_shifted(at.anchor, -1, unit)
        return Meaning("DURATION", duration(1, unit), start, at.anchor.isoformat())
    return dated(calendar.whole(at.anchor, far, unit))


def year_ago(f: Found, at: At) -> Meaning | None:
    """The same quarter of the year before where a quarter is told of, else the year before."""
    if f.number("NTH"):
        year = int(at.quarter[:4]) if at.quarter else at.anchor.year if at.anchor else None
        return dated(f"{year - 1}-Q{f.number('NTH')}") if year else None
    if at.quarter and (at.quarterly or f.has("quarter")):
        return dated(f"{int(at.quarter[:4]) - 1}{at.quarter[4:]}")
    if f.has("quarter"):
        return dated(calendar.shifted(at.anchor, -4, "Q")) if at.anchor else None
    told = at.previous[:4] if at.previous and f.said("where") in {"earlier", "before"} else ""
    if told.isdigit() and len(told) == 4:
        return dated(f"{int(told) - 1:04d}")
    return dated(calendar.shifted(at.anchor, -1, "Y")) if at.anchor else Meaning("DATE", "XXXX")


def period(f: Found, at: At) -> Meaning | None:
    """ "The quarter", "the latest period": the one last told of; "the year" is that of publication, or a length where it is said when it ended."""
    unit = {"year": "Y", "week": "W", "month": "M"}.get(f.said("unit"), "Q")
    if unit == "Q":
        last = at.quarter or (calendar.shifted(at.anchor, -1, "Q") if at.anchor else None)
        return dated(last) if last else Meaning("DATE", "XXXX-QX")
    if unit == "Y" and f.said("end"):
        return Meaning("DURATION", "P1Y")
    if at.anchor is None:
        return Meaning("DATE", None)
    return dated(calendar.whole(at.anchor, 0, unit))
