"""How right a ledger is, in the terminal and as lines: a line a kind, and on demand what was missed, what is wrong, what is too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.evaluate import Finding, Scores
from detente.exports.jsonl import line
from detente.views.reader import UNKNOWN, short

VERDICTS = {"missed": "no row has these words", "wrong": "a row has these words, but not", "false": "gold does not know this"}


def table(scores: Scores, most: int, console: Console) -> None:
    """The figures, then of each kind at most so many rows of each verdict."""
    out = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("kind", "gold", "printed", "found", "precision", "recall", "F1"):
        out.add_column(head, justify="left" if head == "kind" else "right", no_wrap=True)
    out.add_column("right where found", overflow="fold", ratio=1, style="dim")
    for s in scores.kinds:
        out.add_row(
            s.kind,
            f"{s.gold:,}",
            UNKNOWN if s.printed is None else f"{s.printed:,}",
            share(s.found / s.gold),
            share(s.precision),
            share(s.recall),
            share(s.f1),
            " · ".join(f"{name} {share(right / told)}" for name, (right, told) in s.fields.items()),
        )
    console.print(out)
    if scores.partial:
        console.print(partly(scores), style="yellow", markup=False, soft_wrap=True)
    for s in scores.kinds:
        for f in chosen(s.findings, most):
            off = f" {', '.join(f.fields)}" if f.fields else ""
            console.print(
                Text.assemble((f"{f.verdict:6} ", "bold"), f"{f.kind} in {f.doc}: {short(f.words, 160)}", (f"  {VERDICTS[f.verdict]}{off} {f.row or ''}".rstrip(), "dim"))
            )
    if scores.absent:
        some = ", ".join(scores.absent[:5]) + (", …" if len(scores.absent) > 5 else "")
        console.print(f"{len(scores.absent)} of the gold's documents are not in the ledger, so all their rows are missed: {some}", style="yellow", markup=False)


def write(scores: Scores, most: int, out: BinaryIO) -> None:
    """A line a kind, as JSON; then a line each row that is not right, so many of each verdict as asked."""
    for s in scores.kinds:
        rounded = {name: None if value is None else round(value, 4) for name, value in (("precision", s.precision), ("recall", s.recall), ("f1", s.f1))}
        fields = {name: {"right": right, "told": told} for name, (right, told) in s.fields.items()}
        out.write(line({"kind": s.kind, "gold": s.gold, "printed": s.printed, "found": s.found, "met": s.met, "right": s.right, **rounded, "partial": s.partial, "fields": fields}))
    for s in scores.kinds:
        for f in chosen(s.findings, most):
            out.write(line(f))


def partly(scores: Scores) -> str:
    """Why there is no precision."""
    n = len(scores.partial)
    some = f"of {n:,} document{'' if n == 1 else 's'} gold has only the rows that people reviewed and left"
    return f"No precision and no F1: {some}, so a row that it does not have may be right. Export gold without --reviewed once all rows were gone through."


def chosen(findings: Sequence[Finding], most: int) -> Iterator[Finding]:
    """The first of each verdict."""
    for verdict in VERDICTS:
        yield from [f for f in findings if f.verdict == verdict][:most]


def share(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.3f}"
