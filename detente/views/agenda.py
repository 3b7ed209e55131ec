"""What is coming up, due, overdue and awaited on a day: planned meetings and acts, and what is owed; as far as it was told by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, BinaryIO, Literal

from msgspec import Struct
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.exports.jsonl import line
from detente.records import Row, When
from detente.views.plans import Entry, entries, gist
from detente.views.reader import UNKNOWN, short, when
from detente.views.show import SHORT_ID

Section = Literal["overdue", "today", "coming", "no day"]
HEADS: dict[Section, str] = {"overdue": "Overdue", "today": "Today", "coming": "Coming up", "no day": "No day set"}
STYLES: dict[Section, str] = {"overdue": "red", "today": "bold", "coming": "default", "no day": "default"}


class Line(Struct, frozen=True):
    """An entry as it stands on a day."""

    section: Section
    entry: Entry


def agenda(rows: Iterable[Row], on: str) -> list[Line]:
    """What stands on the agenda of a day: overdue, today, coming, and what has no day. Plans whose day has passed are on none."""
    out = []
    for e in entries(rows, on):
        if e.first is None or e.last is None:
            out.append(Line("no day", e))
        elif e.last < on:
            if e.kind == "promise":
                out.append(Line("overdue", e))
        else:
            out.append(Line("today" if e.first <= on and e.last == on else "coming", e))
    order = tuple(HEADS)
    return sorted(out, key=lambda x: order.index(x.section))


def write(rows: Iterable[Row], on: str, out: BinaryIO) -> None:
    """A line an entry, as JSON."""
    out.writelines(line(x) for x in lines(rows, on))


def lines(rows: Iterable[Row], on: str) -> Iterator[dict[str, Any]]:
    """Each entry: its section, `state` overdue where it is, and its fields."""
    for x in agenda(rows, on):
        shown = {name: getattr(x.entry, name) for name in Entry.__struct_fields__}
        yield {"section": x.section, **shown, "state": "overdue" if x.section == "overdue" else x.entry.state}


def table(rows: Iterable[Row], on: str, console: Console) -> None:
    """A list by section: the day and how far off it is, who owes or plans what, who tells it."""
    found = agenda(rows, on)
    console.print(Text(f"Agenda of {on}", style="bold"))
    if not found:
        console.print("nothing planned, due or awaited", style="dim")
        return
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, show_header=False)
    out.add_column("day", min_width=11, max_width=13, style="cyan")
    out.add_column("what", ratio=5, overflow="fold")
    out.add_column("in these words", ratio=6, overflow="fold", style="dim")
    out.add_column("told by · row", max_width=18, overflow="fold", style="dim")
    before: Section | None = None
    for x in found:
        if x.section != before:
            out.add_section()
            out.add_row("", Text(HEADS[x.section], style="bold underline"))
            before = x.section
        more = f" +{len(x.entry.rows) - 1}" if len(x.entry.rows) > 1 else ""
        out.add_row(
            moment(x, on),
            Text(gist(x.entry), style=STYLES[x.section]),
            short(x.entry.evidence, 140),
            f"{', '.join(x.entry.outlets) or UNKNOWN}\n{x.entry.rows[0][:SHORT_ID]}{more}",
        )
    console.print(out)
    console.print(", ".join(f"{sum(x.section == s for x in found)} {head.lower()}" for s, head in HEADS.items() if any(x.section == s for x in found)), style="dim")


def moment(x: Line, on: str) -> str:
    """The day, and how far off it is."""
    if x.entry.first is None or x.entry.last is None:
        return f"since {x.entry.told}" if x.entry.told else ""
    days = (date.fromisoformat(x.entry.last if x.section == "overdue" else max(x.entry.first, on)) - date.fromisoformat(on)) // timedelta(days=1)
    far = "today" if days == 0 else f"{-days} day{'s' * (days != -1)} ago" if days < 0 else f"in {days} day{'s' * (days != 1)}"
    return f"{when(When(x.entry.first, x.entry.last, ''))}\n{far}"
