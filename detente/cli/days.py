"""What happened when: the commands over days, a function each, no logic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from detente.cli.commands import app
from detente.cli.options import CodebookFolder, LedgerFile, Since, Until, in_order, whole_day
from detente.cli.terminal import console, opened


@app.command()
def timeline(
    ledger: LedgerFile = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="Only what one story tells.")] = None,
    format: Annotated[Literal["table", "jsonl", "csv"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
) -> None:
    """What happened, by the day it happened; a line for each happening, however many reports tell it."""
    from detente.views import timeline as view

    book = opened(ledger)
    rows = book.told(story) if story else book.all(view.KINDS)
    if format == "table":
        view.table(rows, console())
    else:
        view.write(rows, format, sys.stdout.buffer)


@app.command()
def agenda(
    ledger: LedgerFile = None,
    on: Annotated[str | None, typer.Option("--on", callback=whole_day, metavar="DATE", help="The day; that of the last report where none is given.")] = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
) -> None:
    """What is planned, due, overdue and awaited on a day, as far as it was told by then."""
    from detente.views import agenda as view
    from detente.views.plans import KINDS, standing

    book = opened(ledger)
    rows, day = book.all(KINDS), on or standing(book.days())
    if format == "table":
        view.table(rows, day, console())
    else:
        view.write(rows, day, sys.stdout.buffer)


@app.command()
def tension(
    ledger: LedgerFile = None,
    between: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Only these two sides, by codes or names: --between RUS NATO.")] = None,
    since: Since = None,
    until: Until = None,
    half_life: Annotated[float, typer.Option(min=0.1, metavar="DAYS", help="After so many days half of what was done has faded.")] = 7.0,
    directed: Annotated[bool, typer.Option("--directed", help="Tell apart who acts towards whom.")] = False,
    format: Annotated[Literal["table", "jsonl", "csv"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
    chart: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it: .svg, .png, or .html that needs no network.")] = None,
    codebook: CodebookFolder = None,
) -> None:
    """Conflict and cooperation between two sides, day by day: happenings and not reports, weighted by status, with an interval and with n."""
    in_order(since, until)
    from detente.codebook import Codebook
    from detente.views import tension as view

    book = opened(ledger)
    rows = book.all(view.KINDS)
    weights = Codebook(codebook).tension
    sides = (book.called(between[0]), book.called(between[1])) if between else None
    asked = view.Asked(sides, since, until, half_life, directed)
    if chart:
        from detente.views import chart as picture
        from detente.views.reader import Reader

        typer.echo(f"wrote {picture.save(view.courses(rows, weights, asked), Reader(rows), chart, half_life)}", err=True)
    elif format == "table":
        view.table(rows, weights, asked, console())
    else:
        view.write(view.courses(rows, weights, asked), format, sys.stdout.buffer)
