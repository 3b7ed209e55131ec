"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from detente.cli.group import Misuse
from detente.days import backwards, written


def day(value: str | None) -> str | None:
    """An ISO day, month or year."""
    if value is not None and not written(value):
        raise typer.BadParameter(f"{value!r} is no day; write 2022-01-18, 2022-01 or 2022")
    return value


def whole_day(value: str | None) -> str | None:
    """An ISO day."""
    if value is not None and len(day(value) or "") < 10:
        raise typer.BadParameter(f"{value!r} is no whole day; write 2022-01-18")
    return value


def in_order(since: str | None, until: str | None) -> None:
    """Refuse days that end before they begin."""
    if backwards(since, until):
        raise Misuse(f"--since {since} is after --until {until}, and no day is both; give the earlier day as --since, the later one as --until")


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files (.txt, .html, .jsonl, .csv, any of them gzipped), folders, globs, or - for standard input (JSON lines, or one page).")
]
SomeSources = Annotated[list[str] | None, typer.Argument(metavar="SOURCE", help="Two or more reports, taken as one story.")]
LedgerFile = Annotated[str | None, typer.Option("--ledger", envvar="DETENTE_LEDGER", metavar="FILE", help="The ledger.")]
Fast = Annotated[bool, typer.Option("--fast", help="Rules alone tell who said what, without the trained tagger: faster, and fewer quotations.")]
Format = Annotated[Literal["table", "jsonl", "csv", "parquet"] | None, typer.Option("--format", help="How to print.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="A folder for CSV and Parquet, a file a kind.")]
Kinds = Annotated[list[str] | None, typer.Option("--kinds", metavar="KIND,…", help="Only these kinds of row; mention rows come only if named.")]
Published = Annotated[str | None, typer.Option(callback=day, metavar="DATE", help="The day of pages that give none.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet of pages that name none.")]
Since = Annotated[str | None, typer.Option(callback=day, metavar="DAY", help="From this day on: the day it happened, else the day it was told.")]
Until = Annotated[str | None, typer.Option(callback=day, metavar="DAY", help="Up to this day; 2022-01 is the whole month.")]
CodebookFolder = Annotated[str | None, typer.Option("--codebook", metavar="DIR", help="A folder of rules of your own, read besides the shipped ones.")]
ActorsFile = Annotated[
    str | None,
    typer.Option("--actors", metavar="FILE", help="Actors of your own: a CSV (docs/actors.md names its columns), or a dictionary of TABARI or PETRARCH (.txt, .actors)."),
]
