"""iCalendar (RFC 5545): planned meetings and acts with a day, and what is due, as events of whole days that any calendar takes.

What has no day, or only a year, is left out. What is some time within a week or a month is one event from its first to its last day that says so,
and tentative. The stamp of an entry is the day it was told,
so that the same ledger gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from detente.exports.files import ExportError, folder, whole
from detente.records import Row
from detente.version import VERSION
from detente.views.plans import Entry, entries, gist, span

LONGEST_DAYS = 62  # longer than a month or two is no date
UNTOLD = date(1970, 1, 1)


def write(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str]) -> list[Path]:
    """A calendar of the plans and debts among the rows into the open file, the file named `….ics`, or `agenda.ics` in the folder."""
    if isinstance(out, Path):
        path = out if out.suffix == ".ics" else folder(out) / "agenda.ics"
        with whole(path) as handle:
            write(rows, handle, kinds)
        return [path]
    out.write(calendar([e for e in entries(rows) if e.kind in kinds]))
    return []


def calendar(plans: Sequence[Entry]) -> bytes:
    """The calendar as it is written; there must be something in it."""
    from icalendar import Calendar  # takes a while to load

    made = Calendar()
    made.add("prodid", f"-//detente//{VERSION}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "detente agenda")
    if not (entered := dated(plans)):
        raise ExportError("no meeting is planned and nothing is due on a day that is told; a calendar must hold something (detente agenda shows what has no day)")
    for e in entered:
        made.add_component(event(e))
    return bytes(made.to_ical())


def dated(plans: Iterable[Entry]) -> list[Entry]:
    """Those with days that a calendar can hold."""
    return [e for e in plans if e.first and e.last and (date.fromisoformat(e.last) - date.fromisoformat(e.first)).days <= LONGEST_DAYS]


def event(e: Entry):  # type: ignore[no-untyped-def]  # the library's own type, loaded only here
    from icalendar import Event

    made = Event()
    told = date.fromisoformat(e.told[:10]) if e.told and len(e.told) >= 10 else UNTOLD
    made.add("uid", f"{e.rows[0]}@detente")
    made.add("dtstamp", datetime(told.year, told.month, told.day, tzinfo=UTC))
    made.add("dtstart", date.fromisoformat(e.first or ""))
    made.add("dtend", date.fromisoformat(e.last or "") + timedelta(days=1))
    some = f"Some time {span(e.first or '', e.last or '')}: " if e.within else ""
    made.add("summary", f"{some}{'Due: ' if e.kind == 'promise' else ''}{gist(e)}")
    made.add("description", f"{e.evidence}\n\nTold by {', '.join(e.outlets)}{f' on {e.told}' if e.told else ''}. Row {e.rows[0]}.")
    made.add("categories", [e.kind])
    made.add("status", "TENTATIVE" if e.state == "proposed" or e.within else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    if e.where:
        made.add("location", e.where)
    return made
