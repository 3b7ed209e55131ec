"""A month of meetings and of what is due, each once however many reports tell it; what is known within some days only is one bar over them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from detente.records import Meeting, Promise, Row
from detente.views.merge import grouped, same
from detente.views.plans import Entry, entry, meeting
from detente.views.reader import Reader

SETTLED = ("held", "boycotted", "cancelled", "planned", "proposed")  # of reports that say different things the first counts
LONGEST = 7  # days of a bar; what is longer has no place in the month


class Day(Struct, frozen=True):
    """A day of the grid; `within` the month or beside it."""

    day: str
    number: int
    within: bool
    entries: tuple[Entry, ...]


class Bar(Struct, frozen=True):
    """What is over several days of a week, from the column `start` (0 is Monday) over `days` of them; `again` where it began in a week before."""

    entry: Entry
    start: int
    days: int
    again: bool


class Week(Struct, frozen=True):
    """A week from Monday to Sunday, and above its days what is known within some of them only, or lasts over them."""

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]


class Month(Struct, frozen=True):
    """`whole` has what is some time in the month, `before` and `after` are the months beside it."""

    month: str
    weeks: tuple[Week, ...]
    whole: tuple[Entry, ...]
    n: int


def month(rows: Iterable[Row], reader: Reader, of: str, on: str) -> Month:
    """The month (as "2031-03") of meetings and promises among the rows, overdue what is open and was due before `on`."""
    year, number = int(of[:4]), int(of[5:7])
    found = [e for e in stated(rows, reader, on) if e.first and e.last and e.first[:7] <= of <= e.last[:7]]
    short, spans = [e for e in found if length(e) == 1], [e for e in found if 1 < length(e) <= LONGEST]
    weeks = []
    for week in calendar.Calendar().monthdayscalendar(year, number):
        monday = date(year, number, max(week)) - timedelta(days=week.index(max(week)))
        days = [monday + timedelta(days=n) for n in range(7)]
        own = [(n, d) for n, d in enumerate(days) if d.month == number]
        shown = tuple(Day(d.isoformat(), d.day, d.month == number, standing(short, d) if d.month == number else ()) for d in days)
        weeks.append(Week(shown, tuple(bars(spans, own))))
    return Month(of, tuple(weeks), tuple(e for e in found if length(e) > LONGEST), len(found))


def bars(spans: Iterable[Entry], days: Sequence[tuple[int, date]]) -> Iterator[Bar]:
    """Of what is over several days its part in a week, whose days are (column, day)."""
    for e in spans:
        here = [(n, d) for n, d in days if (e.first or "") <= d.isoformat() <= (e.last or "")]
        if here:
            yield Bar(e, here[0][0], len(here), here[0][1].day > 1 and here[0][1].isoformat() != e.first)


def stated(rows: Iterable[Row], reader: Reader, on: str) -> list[Entry]:
    """Meetings with how they stand by all reports of them, promises open, overdue or met; the earliest day first."""
    rows = list(rows)
    happenings = grouped((r for r in rows if isinstance(r, Meeting)), same)
    best = [settled(g) for g in happenings]
    by_day = grouped((g[0] for g in best), meeting)  # two reports of one meeting that were not seen to be one
    behind = {g[0].id: g for g in best}
    out = [entry(settled([r for first in some for r in behind[first.id]]), reader) for some in by_day]
    for group in grouped((r for r in rows if isinstance(r, Promise)), lambda r: (r.actor, r.towards, r.what.lower()) if isinstance(r, Promise) else r.id):
        owed = entry(group, reader)
        met = any(isinstance(r, Promise) and r.state == "met" for r in group)
        out.append(replace(owed, state="met" if met else "overdue" if owed.last and owed.last < on else "open"))
    return sorted(out, key=lambda e: (e.first or "9999", e.last or "", e.kind, e.rows))


def settled(group: Sequence[Meeting]) -> list[Meeting]:
    """The reports of a meeting, first those that say what counts, of these those that say when."""
    return sorted(group, key=lambda m: (SETTLED.index(m.status), m.when is None or m.when.start is None))


def standing(entries: Iterable[Entry], day: date) -> tuple[Entry, ...]:
    """What is on a day."""
    return tuple(e for e in entries if e.first and e.last and e.first <= day.isoformat() <= e.last)


def length(e: Entry) -> int:
    return (date.fromisoformat(e.last or "") - date.fromisoformat(e.first or "")).days + 1


def beside(of: str, by: int) -> str:
    """The month so many months later, or earlier."""
    months = int(of[:4]) * 12 + int(of[5:7]) - 1 + by
    return f"{months // 12:04}-{months % 12 + 1:02}"
