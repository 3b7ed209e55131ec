"""Rows of a kind as a table for people: a line for what is the same, the words it rests on, who tells it, and the row's id for `explain`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from detente.records import Article, Citing, Position, Row, Run, kind_of
from detente.views.cells import CELLS
from detente.views.columns import Column, Columns
from detente.views.kinds import counted, plural
from detente.views.merge import Group, course, grouped, merged
from detente.views.reader import Reader

HEADS = {"actor": "also called", "quarantined": "why", "duplicate": "same as", "run": "rows", "story": "who and where", "comparison": "accounts"}
SHORT_ID = 8


def table(rows: Sequence[Row], reader: Reader, console: Console, *, title: str | None = None) -> None:
    """The rows of one kind; repeats merged, changes of position marked."""
    groups = merged(rows, reader)
    if not groups:
        console.print("no rows", style="dim")
        return
    kind = kind_of(rows[0])
    timed = any(moment(CELLS[type(g[0])](g[0], reader).when, g[0], reader) for g in groups)
    when = [Column("when", most=10, style="cyan", overflow="ellipsis")] if timed else []
    words = Column(HEADS.get(kind, "in these words"), ratio=6)
    out = Columns([*when, Column("what", ratio=4), words, Column("told by · row", least=10, most=18, style="dim")], title=title)
    before: Row | None = None
    for group in groups:
        cells = CELLS[type(group[0])](group[0], reader)
        said = Text(cells.words)
        if change := changed(before, group[0]):
            said = Text(f"before: {change}\n", style="yellow").append_text(Text(cells.words, style="default"))
        out.add(*([moment(cells.when, group[0], reader)] if timed else []), cells.told(), said, sources(group, reader))
        before = group[0]
    out.draw(console)
    console.print(tally(kind, len(rows), len(groups)), style="dim")


def tables(rows: Iterable[Row], reader: Reader, console: Console) -> None:
    """A table for each kind that there is, but for runs."""
    for group in grouped((r for r in rows if not isinstance(r, Run)), kind_of):
        table(group, reader, console, title=plural(kind_of(group[0])))
        console.print()


def moment(when: str, row: Row, reader: Reader) -> Text:
    """When it happened, or the day of the report, marked as such."""
    told = reader.told(row)
    return Text(when) if when or not told else Text(f"told\n{told}", style="dim")


def sources(group: Group[Row], reader: Reader) -> Text:
    """Who tells it, and the id of the first row (and how many more)."""
    outlets = dict.fromkeys(reader.outlet(row) for row in group if isinstance(row, Citing | Article))
    told = ", ".join(outlets)
    more = f" +{len(group) - 1}" if len(group) > 1 else ""
    name = group[0].id if kind_of(group[0]) == "actor" else group[0].id[:SHORT_ID]
    return Text(f"{told}\n{name}{more}" if told else f"{name}{more}")


def changed(before: Row | None, row: Row) -> str | None:
    """The stance that an actor had before on the same issue, where it has another now."""
    if isinstance(before, Position) and isinstance(row, Position) and course(before) == course(row) and before.stance != row.stance:
        return before.stance
    return None


def tally(kind: str, rows: int, groups: int) -> str:
    """ "12 events, 9 happenings"."""
    if groups == rows:
        return counted(rows, kind)
    return f"{counted(groups, kind)} in {counted(rows, 'row')}" if kind == "position" else f"{counted(rows, kind)}, {counted(groups, 'happening')}"
