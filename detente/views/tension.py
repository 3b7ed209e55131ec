"""Tension in the terminal and as lines: each two sides day by day, what moved it, and how many happenings each figure rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Literal

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.codebook.tension import Weight
from detente.exports.csv import sheet
from detente.exports.jsonl import line
from detente.records import Row
from detente.tension import HALF_LIFE, Day, Dyad, Series, acts, series, undated
from detente.tension.acts import between as among
from detente.views.kinds import counted
from detente.views.reader import Reader, short

KINDS = ("article", "actor", "event")
"""The kinds of row that tension needs."""

DAYS = 14  # lines of a course that a terminal shows
FIRST = 20  # pairs of sides that it lists


class Asked(msgspec.Struct, frozen=True):
    """What is wanted: two sides or all, up to which day, how fast what was done fades (days), whether who acts towards whom is told apart."""

    between: Dyad | None = None
    since: str | None = None
    until: str | None = None
    half_life: float = HALF_LIFE
    directed: bool = False


def courses(rows: Iterable[Row], weights: dict[str, Weight], asked: Asked) -> list[Series]:
    """The courses asked for, that of most happenings first. What lies before `since` still counts as far as it has not faded."""
    found = acts(rows, weights, directed=asked.directed)
    wanted = list(among(found, *asked.between)) if asked.between else list(found)
    out = [series(d, found[d], half_life=asked.half_life, until=asked.until) for d in wanted]
    if asked.since:
        since = asked.since
        out = [msgspec.structs.replace(s, days=tuple(d for d in s.days if d.day >= since)) for s in out]
    return sorted((s for s in out if s.days), key=lambda s: (-s.n, s.dyad))


def write(found: Iterable[Series], form: Literal["jsonl", "csv"], out: BinaryIO) -> None:
    """A day of two sides a line, as JSON lines or CSV."""
    days = [d for s in found for d in s.days]
    if form == "jsonl":
        out.writelines(line(d) for d in days)
    else:
        sheet(Day.__struct_fields__, ([getattr(d, name) for name in Day.__struct_fields__] for d in days), out)


def table(rows: Sequence[Row], weights: dict[str, Weight], asked: Asked, console: Console) -> None:
    """One pair of sides day by day, or all with where they stand at the end."""
    reader = Reader(rows)
    found = courses(rows, weights, asked)
    if not found:
        who = " between " + " and ".join(asked.between) if asked.between else ""
        console.print(f"nothing{who}: no happening of a known day has a score; `detente show event` lists what there is", style="dim")
    elif asked.between:
        for s in found:
            course(s, reader, console)
    else:
        overview(found, reader, console)
    lost = undated(rows, weights, directed=asked.directed)
    left = sum(n for dyad, n in lost.items() if not asked.between or set(dyad) == set(asked.between))
    console.print(
        f"Scores are PLOVER's, weighted by status and fading by half in {asked.half_life:g} days; in brackets the 5th to 95th percentile of happenings drawn again."
        + (f" {counted(left, 'happening')} of no known day left out." if left else ""),
        style="dim",
    )


def overview(found: Sequence[Series], reader: Reader, console: Console) -> None:
    out = Table(box=None, pad_edge=False, header_style="dim")
    for head, side in (("between", "left"), ("happenings", "right"), ("from", "left"), ("to", "left"), ("conflict", "right"), ("cooperation", "right"), ("mean", "right")):
        out.add_column(head, justify=side, no_wrap=head != "between")  # type: ignore[arg-type]
    out.add_column("changes", overflow="fold")
    for s in found[:FIRST]:
        last = s.days[-1]
        turns = ", ".join(d.day for d in s.days if d.change)
        out.add_row(
            title(s, reader),
            str(s.n),
            s.days[0].day,
            last.day,
            value(last.conflict, last.conflict_interval),
            value(last.cooperation, last.cooperation_interval),
            f"{last.mean:+.1f}",
            turns,
        )
    console.print(out)
    if len(found) > FIRST:
        console.print(f"  and {len(found) - FIRST} more (--between, or --format jsonl)", style="dim")


def course(s: Series, reader: Reader, console: Console) -> None:
    told = f"{counted(s.n, 'happening')}" + (f", {s.apart} only threatened or conditional" if s.apart else "")
    console.print(Text.assemble((title(s, reader), "bold"), (f"  {told}", "dim")))
    out = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    for head in ("day", "n", "conflict", "cooperation", "possible"):
        out.add_column(head, justify="left" if head == "day" else "right", no_wrap=True)
    out.add_column("moved by", ratio=1, overflow="fold")
    eventful = [d for d in s.days if d.n or d.change or d is s.days[-1]]
    for d in eventful[-DAYS:]:
        mark = Text("course changes  ", style="bold yellow") if d.change else Text("")
        why = Text.assemble(mark, short(d.why or "", 110), (f"  {d.moved[0]}" if d.moved else "", "dim"))
        possible = f"{d.possible:+.1f}" if d.possible else ""
        out.add_row(d.day, f"{d.n}", value(d.conflict, d.conflict_interval), value(d.cooperation, d.cooperation_interval), possible, why)
    console.print(out)
    if len(eventful) > DAYS:
        console.print(f"  {len(eventful) - DAYS} earlier days (--format jsonl)", style="dim")


def value(of: float, interval: tuple[float, float]) -> str:
    return f"{of:.1f} [{interval[0]:.1f}–{interval[1]:.1f}]"


def title(s: Series, reader: Reader, joint: str = " – ") -> str:
    return joint.join(reader.name(side) for side in s.dyad)
