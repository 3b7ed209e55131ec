"""Readings of names of the calendar: days, months, seasons, feasts, quarters, years, hours. What has no year is counted from publication."""

from __future__ import annotations

from datetime import timedelta

from detente.mentions.spelling import value as amount
from detente.mentions.times import calendar
from detente.mentions.times.calendar import Way
from detente.mentions.times.meaning import At, Meaning, dated
from detente.mentions.times.phrases import Found

OFFSET = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1, "following": 1, "this": 0, "current": 0}


def offset(step: str) -> int | None:
    """-1, 0 or 1 for "last", "this" and "next", by its last word ("this past spring"); `None` where none is said."""
    return OFFSET.get(step.split()[-1]) if step else None


def direction(step: str, at: At) -> Way | None:
    far = offset(step)
    return "forward" if far == 1 else "back" if far == -1 else at.way


def day(f: Found, at: At) -> Meaning | None:
    if written := f.sign("ISO"):
        return dated(written) if calendar.day_of(written) else None
    first, second, year = (int(b) for b in (f.sign("SLASH") or "").split("/"))
    if year < 100:
        near = at.anchor.year if at.anchor else 2020
        year = min((year + 1900, year + 2000), key=lambda y: abs(y - near))
    readings = [v for v in (calendar.iso(year, first, second), calendar.iso(year, second, first)) if v]
    if len(readings) > 1 and at.anchor and readings[0] > at.anchor.isoformat() >= readings[1]:
        readings.reverse()  # the month stands first, unless only the other way round it is past
    return dated(readings[0]) if readings else None


def date(f: Found, at: At) -> Meaning | None:
    month, number, year = f.number("MONTH"), f.number("DAY"), f.number("YEAR")
    if month is None or number is None:
        return None
    if year is None and at.anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{number:02d}")
    if year is None and at.anchor:
        year = calendar.year_of(at.anchor, month, number, at.way)
    value = calendar.iso(year or 0, month, number)
    last = f.worth("DAY", 1) if f.said("last") else None
    return Meaning("DATE", value, value, calendar.iso(year or 0, month, int(last)) if last else None) if value else None


def whose_year(f: Found, at: At) -> int | None:
    """The year of "1990", "last year", "that year" in a phrase."""
    year, whose = f.number("YEAR"), f.said("whose")
    if year is not None:
        return year
    if whose == "that":
        return int(at.previous[:4]) if at.previous and at.previous[:4].isdigit() else None
    return at.anchor.year + OFFSET[whose] if whose and at.anchor else None


def month(f: Found, at: At) -> Meaning | None:
    number, year = f.number("MONTH"), whose_year(f, at)
    if number is None:
        return None
    if year is None and at.anchor:
        step = f.said("step") or before(f)
        year = calendar.year_of(at.anchor, number, None, direction(step, at))
        if offset(step) == 1 and number == at.anchor.month:
            year += 1
        elif offset(step) == -1:
            year = at.anchor.year - (number >= at.anchor.month - 1)  # in March, "last February" is not last month
        elif offset(step) == 0 and step.endswith("this"):
            year = at.anchor.year
    return dated(calendar.iso(year, number)) if year else Meaning("DATE", f"XXXX-{number:02d}")


def before(f: Found) -> str:
    """The word before a phrase."""
    return f.words[f.first - 1].text.lower() if f.first else ""


def season(f: Found, at: At) -> Meaning | None:
    sign, year, step = f.sign("SEASON") or "", f.number("YEAR"), offset(f.said("step"))
    if year is None and at.anchor:
        here = (at.anchor.month % 12 // 3 * 3) or 12  # the first month of the season of publication
        own = at.anchor.year - (here == 12 and at.anchor.month < 3)
        first, begun = calendar.SEASONS[sign], calendar.SEASONS[sign] <= here
        if step == 0 or (step is None and at.way != "forward" and begun):
            year = own
        elif step == 1 or (step is None and at.way == "forward"):
            year = own + (first <= here if step else first < here)
        else:
            year = own - (first >= here)
    return dated(f"{year}-{sign}") if year else Meaning("DATE", f"XXXX-{sign}")


def feast(f: Found, at: At) -> Meaning | None:
    rule, year, step = f.sign("FEAST") or "", f.number("YEAR"), f.said("step")
    if year is None and at.anchor is None:
        return Meaning("DATE", f"XXXX-{rule}" if rule[:1].isdigit() and rule.count("-") == 1 else None)
    if year is None and at.anchor:
        near = calendar.feast(rule, at.anchor.year) or ""
        year = calendar.year_of(at.anchor, int(near[5:7]), int(near[8:10]), direction(step, at))
    value = calendar.feast(rule, year or 0)
    found = calendar.day_of(value)
    return dated(calendar.week(found) if found and f.has("week") else value)


def weekday(f: Found, at: At) -> Meaning | None:
    number, step = f.number("WEEKDAY") or 0, f.said("step")
    part = f"T{f.sign('PART')}" if f.sign("PART") else ""
    if at.anchor is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-WXX-{number + 1}{part}")
    way = direction(step, at)
    far = offset(step)
    base = at.anchor
    if f.has("the") and step and (told := calendar.day_of(at.previous)):
        base = told
    if far:
        base += timedelta(days=far)
    elif far == 0 and way != "back":
        way = "forward"
    return dated(calendar.weekday(base, number, way) + part)


def near_day(f: Found, at: At) -> Meaning | None:
    part = f.sign("PART") or ("NI" if f.has("tonight", "overnight") else "")
    suffix = f"T{part}" if part else ""
    if at.anchor is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-XX-XX{suffix}")
    days = f.number("DAYWORD") or 0
    if where := f.said("where"):
        days += -1 if where.startswith("before") else 1
    elif f.said("step") == "last":
        days -= 1
    return dated((at.anchor + timedelta(days=days)).isoformat() + suffix)


def quarter(f: Found, at: At) -> Meaning | None:
    number, year = f.number("QUARTER") or f.number("NTH"), whose_year(f, at)
    if number is None:
        number = int(at.quarter[-1]) if at.quarter else None
        if number is None:
            return dated(str(year)) if year else None
    if number > 4:
        return None
    if year is None and at.anchor:
        here = (at.anchor.month + 2) // 3
        year = at.anchor.year + (number < here - 1 if at.way == "forward" else -(number > here))
    return dated(f"{year}-Q{number}") if year else Meaning("DATE", f"XXXX-Q{number}")


def half(f: Found, at: At) -> Meaning | None:
    number = 1 if f.said("half") == "first" else 2
    year = whose_year(f, at) or (at.anchor.year if at.anchor else None)
    return dated(f"{year}-H{number}") if year else Meaning("DATE", f"XXXX-H{number}")


def year(f: Found, at: At) -> Meaning | None:
    number = f.number("YEAR")
    after = f.words[f.last + 1].text if f.last + 1 < len(f.words) else ""
    if number and number % 100 == 0 and after.endswith("s") and f.first == f.last:
        return None  # "2000 soldiers"
    return dated(f"{number:04d}")


def year_words(f: Found, at: At) -> Meaning | None:
    first, _, rest = f.said("words").replace("-", " ").partition(" ")
    tens = amount(rest, at.numbers)
    number = amount(f.said("words"), at.numbers) if f.has("year") else amount(first, at.numbers) * 100 + tens
    return dated(f"{number:.0f}") if 1000 < number < 2100 and (tens > 9 or f.has("year")) else None  # "twenty five" is a number


def decade(f: Found, at: At) -> Meaning | None:
    number = f.number("DECADE") or 0
    return dated(f"{number if number > 99 else 190 + number}")


def century(f: Found, at: At) -> Meaning | None:
    number = f.number("NTH") or 0
    return dated(f"{number - 1:02d}") if 0 < number < 22 else None


def year_end(f: Found, at: At) -> Meaning | None:
    return Meaning("DATE", f"{at.anchor.year}", f"{at.anchor.year}-12") if at.anchor else Meaning("DATE", "XXXX")


def clock(f: Found, at: At) -> Meaning | None:
    """An hour; its day comes from the words beside it."""
    said = f.sign("HOUR") or f.sign("TIME") or f.sign("DOTTED") or f.sign("MILITARY") or f"{f.number('DAY') or 0:02d}:00"
    hour, _, minute = said.partition(":")
    late = f.sign("AMPM") == "pm" or f.said("noon") in {"afternoon", "evening"}
    if f.sign("AMPM") or f.said("noon"):
        hour = f"{int(hour) % 12 + (12 if late else 0):02d}"
    return Meaning("TIME", f"T{hour}:{minute}") if int(hour) < 25 else None
