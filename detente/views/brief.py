"""Where an actor stands, as a brief for the terminal: issue by issue the stance, since when, in whose words, and what changed when."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from detente.codebook.issues import Issues
from detente.records import Position
from detente.views.cells import STYLES
from detente.views.columns import Column, Columns
from detente.views.kinds import counted
from detente.views.merge import grouped, merged
from detente.views.reader import UNKNOWN, Reader, short
from detente.views.show import sources
from detente.views.stands import About, Stand, stands

COLUMNS = (Column("since", most=10, style="cyan"), Column("stance", ratio=4), Column("in these words", ratio=6), Column("told by · row", least=10, most=18, style="dim"))


def brief(rows: Sequence[Position], reader: Reader, issues: Issues, console: Console) -> None:
    """A table an actor; within it the issues of most reports first, those that the codebook lists before those named by a text's own words."""
    for mine in sorted(grouped(rows, lambda r: r.actor), key=lambda g: (-len(g), g[0].actor)):
        out = Columns(COLUMNS, title=reader.name(mine[0].actor))
        for n, about in enumerate(stands(mine, reader, issues)):
            if n:
                out.add(*[Text()] * len(COLUMNS))
            out.add(Text(), heading(about), Text("\n".join(about.changes), style="yellow"), Text())
            for stand in about.stands:
                out.add(Text(since(stand)), told(stand, reader), words(stand), sources(stand.rows, reader))
        out.draw(console)
        console.print()
    groups = merged(rows, reader)
    console.print(f"{counted(len(groups), 'position')} in {counted(len(rows), 'row')}" if len(groups) != len(rows) else counted(len(rows), "position"), style="dim")


def heading(about: About) -> Text:
    """The issue's name, and its two poles where the codebook has them."""
    text = Text(about.name, style="bold")
    if about.poles:
        text.append(f"\n0 {about.poles[0]} – 100 {about.poles[1]}", style="not bold dim")
    return text


def since(stand: Stand) -> str:
    """The first day it was stood for or told, and the last."""
    if not stand.first:
        return UNKNOWN
    return stand.first if stand.first == stand.last else f"{stand.first}\nto {stand.last}"


def told(stand: Stand, reader: Reader) -> Text:
    """The stance, towards whom, on what condition; and the pole of the issue that the words lean to."""
    text = Text(stand.stance, style=STYLES.get(stand.stance, ""))
    if stand.towards:
        text.append(f" → {reader.name(stand.towards)}", style="default")
    if stand.condition:
        text.append(f"\n{short(stand.condition, 80)}", style="dim")
    if stand.leaning:
        text.append(f"\nleans to: {stand.leaning}", style="dim")
    return text


def words(stand: Stand) -> Text:
    """The latest words, and whose they are."""
    return Text.assemble(short(stand.words), (f"\n– {stand.whose}", "dim") if stand.whose else "")
