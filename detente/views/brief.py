"""Where an actor stands, as a brief: issue by issue the stance, since when, in whose words, and what changed when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.codebook.issues import Issues
from detente.records import Position
from detente.views.cells import STYLES
from detente.views.kinds import counted
from detente.views.merge import Group, grouped, merged
from detente.views.reader import UNKNOWN, Reader, short
from detente.views.show import sources

AGAINST = frozenset({"refuses", "opposes"})
NEITHER = frozenset({"threatens", "conditions"})  # for these the words tell what would follow, not what is wanted
OUTLETS_LAST = 1  # of those who vouch the last is the outlet, which stands beside the row


def brief(rows: Sequence[Position], reader: Reader, issues: Issues, console: Console) -> None:
    """A table an actor; within it the issues of most reports first, those that the codebook lists before those named by a text's own words."""
    for mine in sorted(grouped(rows, lambda r: r.actor), key=lambda g: (-len(g), g[0].actor)):
        out = Table(box=box.SIMPLE_HEAD, title=reader.name(mine[0].actor), title_justify="left", title_style="bold", pad_edge=False, show_edge=False, expand=True)
        out.add_column("since", max_width=10, style="cyan")
        out.add_column("stance", ratio=4, overflow="fold")
        out.add_column("in these words", ratio=6, overflow="fold")
        out.add_column("told by · row", max_width=18, min_width=10, overflow="fold", style="dim")
        for about in sorted(grouped(mine, lambda r: r.issue), key=lambda g: (issues.named(g[0].issue) is None, -len(g), g[0].issue)):
            out.add_section()
            out.add_row("", heading(about[0].issue, issues), Text(course(about, reader), style="yellow"), "")
            for group in sorted(merged(about, reader), key=lambda g: min(days(g, reader), default="9999")):
                out.add_row(since(group, reader), stand(group, reader, issues), words(group, reader), sources(group, reader))
        console.print(out)
        console.print()
    groups = merged(rows, reader)
    console.print(f"{counted(len(groups), 'position')} in {counted(len(rows), 'row')}" if len(groups) != len(rows) else counted(len(rows), "position"), style="dim")


def heading(issue: str, issues: Issues) -> Text:
    """The issue's name, and its two poles where the codebook has them."""
    known = issues.named(issue)
    text = Text(known.name if known else issue, style="bold")
    if known and known.low and known.high:
        text.append(f"\n0 {known.low.name} – 100 {known.high.name}", style="not bold dim")
    return text


def course(rows: Iterable[Position], reader: Reader) -> str:
    """How the stance towards one side changed: "demands, then refuses since 2022-01-18"; "" where it did not."""
    out = []
    for same in grouped(rows, lambda r: r.towards or ""):
        dated = sorted((day, n, r.stance) for n, r in enumerate(same) if (day := reader.day(r)))
        steps = [(day, stance) for k, (day, _, stance) in enumerate(dated) if k == 0 or dated[k - 1][2] != stance]
        if len(steps) > 1 and steps[0][0] != steps[-1][0]:
            towards = f" towards {reader.name(same[0].towards)}" if same[0].towards else ""
            out.append(f"changed{towards}: " + ", ".join(f"{stance} ({day})" for day, stance in steps))
    return "\n".join(out)


def days(group: Iterable[Position], reader: Reader) -> list[str]:
    return sorted(d for r in group if (d := reader.day(r)))


def since(group: Group[Position], reader: Reader) -> str:
    """The first day it was stood for or told, and the last."""
    told = days(group, reader)
    if not told:
        return UNKNOWN
    return told[0] if told[0] == told[-1] else f"{told[0]}\nto {told[-1]}"


def stand(group: Group[Position], reader: Reader, issues: Issues) -> Text:
    """The stance, towards whom, on what condition; and the pole of the issue that the words lean to."""
    row, known = group[0], issues.named(group[0].issue)
    text = Text(row.stance, style=STYLES.get(row.stance, ""))
    if row.towards:
        text.append(f" → {reader.name(row.towards)}", style="default")
    if row.condition:
        text.append(f"\nif: {short(row.condition.text, 80)}", style="dim")
    if known and row.stance not in NEITHER and (pole := known.leaning(row.evidence, row.stance in AGAINST)):
        text.append(f"\nleans to: {pole}", style="dim")
    return text


def words(group: Group[Position], reader: Reader) -> Text:
    """The latest words, and whose they are."""
    row = max(group, key=lambda r: (reader.day(r) or "", r.id))
    whose = ", ".join(row.according_to[:-OUTLETS_LAST])
    return Text.assemble(short(row.evidence), (f"\n– {whose}", "dim") if whose else "")
