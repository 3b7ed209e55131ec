"""What happened, by the day it happened: acts and meetings, a line for each happening however many reports tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from msgspec import Struct
from rich.console import Console
from rich.text import Text

from detente.exports.csv import sheet
from detente.exports.jsonl import line
from detente.records import Article, Event, Meeting, Row, Where
from detente.views.cells import CELLS, Cells
from detente.views.columns import Column, Columns
from detente.views.kinds import counted
from detente.views.merge import Group, grouped, same
from detente.views.reader import Reader, when
from detente.views.show import sources

KINDS = ("article", "actor", "event", "meeting")
"""The kinds of row that a timeline needs."""

Act = Event | Meeting
COLUMNS = Column("", ratio=4), Column("", ratio=6), Column("", least=10, most=18, style="dim")
UNDATED = "on a day that nobody tells"


class Happening(Struct, frozen=True):
    """A line of the timeline. `day` is an ISO prefix, `None` for what lies before the reports on a day not told, or is told by a report without a day; `told` counts reports."""

    day: str | None
    kind: str
    type: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    evidence: str
    told: int
    outlets: tuple[str, ...]
    rows: tuple[str, ...]


class Line(Struct, frozen=True):
    """A happening as people read it: the row that tells it first, what it says (of what lasts, with its days), all rows, reports and outlets."""

    row: Act
    cells: Cells
    rows: Group[Act]
    told: int
    outlets: tuple[str, ...]


class Day(Struct, frozen=True):
    """A day (None: one that nobody tells) with what happened on it, in how many reports."""

    day: str | None
    reports: int
    lines: tuple[Line, ...]


def happenings(rows: Iterable[Row]) -> list[Happening]:
    """All of the rows' happenings in order of their days; what has no day comes first."""
    rows = list(rows)
    reader = Reader(rows)
    return [described(day, group, reader) for day, group in dated(rows, reader)]


def write(rows: Iterable[Row], form: Literal["jsonl", "csv"], out: BinaryIO) -> None:
    """A happening a line, as JSON lines or CSV."""
    lines = happenings(rows)
    if form == "jsonl":
        out.writelines(line(happening) for happening in lines)
    else:
        sheet(Happening.__struct_fields__, ([getattr(h, name) for name in Happening.__struct_fields__] for h in lines), out)


def table(rows: Iterable[Row], console: Console) -> None:
    """The timeline under a heading for each day."""
    rows = list(rows)
    reader = Reader(rows)
    found = days(dated(rows, reader), reader)
    for day in found:
        console.print(Text.assemble((day.day or UNDATED, "bold cyan"), (f"  {counted(len(day.lines), 'happening')} in {counted(day.reports, 'report')}", "dim")))
        out = Columns(COLUMNS, headed=False, indent=2)
        for happened in day.lines:
            out.add(happened.cells.told(), Text(happened.cells.words), sources(happened.rows, reader))
        out.draw(console)
    total = sum(len(day.lines) for day in found)
    acts = sum(len(happened.rows) for day in found for happened in day.lines)
    console.print(f"{counted(total, 'happening')} on {counted(sum(day.day is not None for day in found), 'day')}, from {counted(acts, 'row')}", style="dim")


def dated(rows: Iterable[Row], reader: Reader) -> list[tuple[str | None, Group[Act]]]:
    """Groups of rows that tell the same, each with its day, in order of day and then of the ledger."""
    acts: list[Act] = [row for row in rows if isinstance(row, Event | Meeting)]
    of_meeting = {event: row for row in acts if isinstance(row, Meeting) for event in row.events}  # the acts that a meeting rests on are the meeting

    def key(row: Act) -> object:
        return same(of_meeting.get(row.id, row))

    out = [(day(group, reader), tuple(sorted(group, key=lambda r: isinstance(r, Event)))) for group in grouped(acts, key)]
    return sorted(out, key=lambda pair: pair[0] or "")


def day(group: Group[Act], reader: Reader) -> str | None:
    """The most exact day that a report gives; else the day of the first report, unless it tells of the past."""
    told = [row.when.start[:10] for row in group if row.when and row.when.start]
    if told:
        return max(told, key=len)
    if all(row.status == "past" for row in group):
        return None
    return min((d for row in group if (d := reader.told(row))), default=None)


def days(found: Iterable[tuple[str | None, Group[Act]]], reader: Reader) -> list[Day]:
    """Happenings under their days."""
    out: dict[str | None, list[Group[Act]]] = {}
    for of, group in found:
        out.setdefault(of, []).append(group)
    return [Day(of, len({row.article for group in groups for row in group}), tuple(told(group, reader) for group in groups)) for of, groups in out.items()]


def told(group: Group[Act], reader: Reader) -> Line:
    row = group[0]
    cells = CELLS[type(row)](row, reader)
    span = row.when if row.when and row.when.end not in (None, row.when.start) else None
    names = dict.fromkeys(reader.outlet(r) for r in group)
    return Line(row, cells._replace(notes=(*cells.notes, when(span))), group, len({r.article for r in group}), tuple(names))


def described(of: str | None, group: Group[Act], reader: Reader) -> Happening:
    row = group[0]
    articles = [reader.articles[r.article] for r in group if r.article in reader.articles]
    return Happening(
        day=of,
        kind="event" if isinstance(row, Event) else "meeting",
        type=row.type if isinstance(row, Event) else "CONSULT",
        status=row.status,
        actors=row.actors if isinstance(row, Event) else row.parties,
        recipients=row.recipients if isinstance(row, Event) else (),
        places=tuple(p.name or p.text for p in places(row)),
        evidence=row.evidence,
        told=len({r.article for r in group}),
        outlets=tuple(dict.fromkeys(outlets(articles))),
        rows=tuple(r.id for r in group),
    )


def places(row: Act) -> list[Where]:
    return list(row.places) if isinstance(row, Meeting) else [row.where] if row.where else []


def outlets(articles: Iterable[Article]) -> Iterator[str]:
    return (a.outlet or a.origin for a in articles)
