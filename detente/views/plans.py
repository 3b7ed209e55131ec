"""Plans and debts among the rows: meetings and acts that are planned, promises that are open; each once, however many reports tell it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from detente.records import Event, Meeting, Promise, Row, When
from detente.views.merge import Group, grouped
from detente.views.reader import Reader, place, short

KINDS = ("article", "actor", "event", "meeting", "promise")
"""The kinds of row that tell plans and debts."""

OVER = frozenset({"held", "cancelled", "boycotted", "actual", "denied"})  # a happening told so is no plan any more
WORTH = frozenset({"planned", "proposed"})
LASTING = re.compile(r"^(?!.*\bbetween\b).*(?:\d(?:st|nd|rd|th)?|day)(?: [A-Z][a-z]+)?(?: (?:to|until|till|through|and) |\s?[-–—]\s?)", re.IGNORECASE)
"""Words of a time that lasts from its first day to its last: "March 5 to 7", "5-7 March"."""

UNDATED = (("promise", ("open", "met")), ("meeting", (*sorted(WORTH), "held", "cancelled", "boycotted")))
"""What stands on an agenda though no day is known of it or of its report."""


class Entry(Struct, frozen=True):
    """Something to come: `first` to `last` are days, `None` where none is told; `within` where it is some time between them and not all that time;
    `state` is a plan's status or a promise's state."""

    first: str | None
    last: str | None
    within: bool
    kind: Literal["meeting", "event", "promise"]
    state: str
    who: str
    towards: str | None
    what: str
    where: str | None
    evidence: str
    told: str | None
    outlets: tuple[str, ...]
    rows: tuple[str, ...]


def entries(rows: Iterable[Row], on: str | None = None) -> list[Entry]:
    """All plans and debts, each once however many reports tell it, the earliest day first; with `on`, as they were told up to that day."""
    rows = list(rows)
    reader = Reader(rows)
    known = [r for r in rows if on is None or (reader.told(r) or "") <= on]
    ids = {r.id for r in known}
    owed = [r for r in known if isinstance(r, Promise) and not (r.state == "met" and r.rows and r.rows[-1] in ids)]
    debts = grouped(owed, lambda r: (r.actor, r.towards, r.what.lower()) if isinstance(r, Promise) else r.id)
    taken = {name for r in owed for name in r.rows}
    plans: list[Group[Row]] = []
    for group in grouped((r for r in known if isinstance(r, Event | Meeting) and r.status in WORTH | OVER), lambda r: getattr(r, "happening", None) or r.id):
        meets = [r for r in group if isinstance(r, Meeting)]
        best = [r for r in meets or group if isinstance(r, Event | Meeting) and r.status in WORTH and r.id not in taken]
        if best and not any(isinstance(r, Event | Meeting) and r.status in OVER for r in group) and (meets or best[0].status == "planned"):
            plans.append(tuple(sorted(best, key=lambda r: reader.dated(r) is None)))
    met = grouped((r for group in plans for r in group), meeting)
    found = [entry(group, reader) for group in [*debts, *met]]
    return sorted((e for e in found if e.first or e.kind != "event"), key=lambda e: (e.first or "9999", e.last or "", e.kind, e.rows))


def meeting(row: Row) -> Hashable:
    """What two reports of one meeting share: who meets on which day; else the happening."""
    if isinstance(row, Meeting) and row.when and row.when.start:
        return frozenset(p.partition(":")[0].partition(".")[0] for p in row.parties), row.when.start
    return getattr(row, "happening", None) or row.id


def entry(group: Sequence[Row], reader: Reader) -> Entry:
    row = group[0]
    told = min((d for r in group if (d := reader.told(r))), default=None)
    outlets, ids = tuple(dict.fromkeys(reader.outlet(r) for r in group)), tuple(r.id for r in group)
    match row:
        case Promise():
            first, last = bounds(row.due)
            return Entry(
                first,
                last,
                within(row.due),
                "promise",
                "open",
                reader.name(row.actor),
                reader.name(row.towards) if row.towards else None,
                row.what,
                None,
                row.evidence,
                told,
                outlets,
                ids,
            )
        case Meeting():
            first, last = bounds(row.when)
            where = ", ".join(place(p) for p in row.places) or None
            what = f"{row.format or 'meeting'}{f' on {row.agenda}' if row.agenda else ''}"
            return Entry(first, last, within(row.when), "meeting", row.status, reader.names(row.parties), None, what, where, row.evidence, told, outlets, ids)
        case Event():
            first, last = bounds(row.when)
            towards = reader.names(row.recipients) if row.recipients else None
            words = short(row.evidence[max(0, row.spans.trigger[0][0] - row.start) :], 80).rstrip('.”"')
            return Entry(first, last, within(row.when), "event", row.status, reader.names(row.actors), towards, words, place(row.where) or None, row.evidence, told, outlets, ids)
        case _:
            raise TypeError(f"{type(row).__name__} rows are on no agenda")


def bounds(value: When | None) -> tuple[str | None, str | None]:
    """The first and the last day of a time; of "by March 30" both are that day, of "in March" the first and the 31st."""
    if value is None or not (value.start or value.end):
        return None, None
    last = whole(value.end or value.start or "", end=True)
    return (whole(value.start, end=False) if value.start else last), last


def within(value: When | None) -> bool:
    """Is it some time between the first and the last day, as what is told of "last week" or "in March", rather than on all of them, as "5 to 7 March"?"""
    first, last = bounds(value)
    return value is not None and first != last and not LASTING.search(value.text)


def span(first: str, last: str) -> str:
    """Days in words: "on 7 March", "from 10 to 16 January", "in March 2031", "from 27 February to 1 March"."""
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if a == b:
        return f"on {a.day} {a:%B}"
    if first[:7] == last[:7] and (first, last) == (whole(first[:7], end=False), whole(first[:7], end=True)):
        return f"in {a:%B} {a.year}"
    start = f"{a.day}" if first[:7] == last[:7] else f"{a.day} {a:%B}" if a.year == b.year else f"{a.day} {a:%B} {a.year}"
    return f"from {start} to {b.day} {b:%B}{'' if a.year == b.year else f' {b.year}'}"


def whole(prefix: str, *, end: bool) -> str:
    """The first or the last day of a day, a month or a year."""
    year, month, day = (*prefix[:10].split("-"), "", "")[:3]
    month = month or ("12" if end else "01")
    return f"{year}-{month}-{day or (f'{calendar.monthrange(int(year), int(month))[1]:02}' if end else '01')}"


def standing(reports: tuple[str, str] | None) -> str:
    """The day whose agenda is wanted where none is named: the last of the reports, beyond which nothing is known; today where there are none."""
    return whole(reports[1], end=True) if reports else date.today().isoformat()


def gist(e: Entry) -> str:
    """The entry in a line: "Bolivia owes Peru: a written answer", "Norway, Peru: talks in Lima (planned)"."""
    if e.kind == "promise":
        return f"{e.who} owes{f' {e.towards}' if e.towards else ''}: {short(e.what, 120)}"
    towards = f" → {e.towards}" if e.towards else ""
    return f"{e.who}{towards}: {short(e.what, 100)}{f' in {e.where}' if e.where and e.kind == 'meeting' else ''} ({e.state})"
