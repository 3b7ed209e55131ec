"""How good it is: the commands that judge a ledger, a function each, no logic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from detente.cli.commands import app
from detente.cli.options import CodebookFolder, LedgerFile
from detente.cli.terminal import console, opened


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Files of gold rows, a JSON object a line (docs/evaluate.md).")],
    ledger: LedgerFile = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="Judge the rows of this file (JSON lines, as --format jsonl prints them) and no ledger.")
    ] = None,
    kinds: Annotated[list[str] | None, typer.Option("--kinds", metavar="KIND,…", help="Only these kinds of gold row.")] = None,
    misses: Annotated[int, typer.Option(min=0, metavar="N", help="Show so many rows of each kind that are missed, wrong or false.")] = 0,
    format: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
    codebook: CodebookFolder = None,
) -> None:
    """Score a ledger against rows that careful readers found: how many are right, how many are missed, kind by kind and field by field."""
    from detente.codebook import Codebook
    from detente.evaluate import chosen, read, rows, score
    from detente.exports.gold import KINDS
    from detente.views import evaluate as view

    wanted = chosen(kinds or ())
    given = [row for path in gold for row in read(path)]
    printed = rows(against) if against else opened(ledger).all(KINDS)
    found = score(given, printed, Codebook(codebook), wanted)
    if format == "table":
        view.table(found, misses, console())
    else:
        view.write(found, misses, sys.stdout.buffer)


@app.command()
def agreement(
    ledger: LedgerFile = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
) -> None:
    """How far annotators agree beyond chance in what they accept, reject and edit: Krippendorff's alpha, by kind of row and each two of them."""
    from detente.views import agreement as view

    judged = view.by_kind(opened(ledger).judgements())
    if format == "table":
        view.table(judged, console())
    else:
        view.write(judged, sys.stdout.buffer)


@app.command()
def corrections(
    ledger: LedgerFile = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what one annotator decided.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Check that no line of the log was changed, removed or moved.")] = False,
    format: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
) -> None:
    """What analysts decided on rows: who, when, before and after. With --check, whether the log is as it was written; exit 1 where it is not."""
    from detente.views import corrections as view

    book = opened(ledger)
    if check:
        raise typer.Exit(int(view.check(book.audit(), console()) > 0))
    lines = book.corrections(by=by)
    if format == "table":
        view.table(lines, console())
    else:
        view.write(lines, sys.stdout.buffer)
