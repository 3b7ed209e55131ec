"""What analysts decided, line by line: who, when, on what, before and after; and whether the log is as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.exports.jsonl import line
from detente.ledger import Correction, Problem
from detente.views.reader import UNKNOWN, short
from detente.views.show import SHORT_ID

STYLES = {"accept": "green", "reject": "red", "edit": "yellow", "add": "cyan", "undo": "dim"}


def table(lines: Iterable[Correction], console: Console) -> None:
    """A line for each decision."""
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    out.add_column("no", justify="right", no_wrap=True)
    out.add_column("when", no_wrap=True)
    out.add_column("who", max_width=16, overflow="fold")
    out.add_column("what", no_wrap=True)
    out.add_column("before and after", ratio=1, overflow="fold")
    out.add_column("row", no_wrap=True, style="dim")
    for c in lines:
        said = Text("\n".join([*changes(c), *([f"“{c.note}”"] if c.note else [])]))
        out.add_row(str(c.number), c.at[:16].replace("T", " "), c.by, Text(c.act, STYLES[c.act]), said, f"{c.kind} {c.row[:SHORT_ID]}")
    if out.row_count:
        console.print(out)
    else:
        console.print("nobody has decided on a row here", style="dim")


def changes(c: Correction) -> Iterator[str]:
    """What a decision made of the row: its words, or each field that is another now."""
    before, after = c.before or {}, c.after or {}
    if c.undoes:
        yield f"takes back {c.undoes}"
    if not (before and after) or before == after:
        yield short((after or before).get("evidence", "")) or "the row did not stand, before or after"
        return
    for name in after:
        if after[name] != before.get(name):
            yield f"{name}: {value(before.get(name))} → {value(after[name])}"


def value(given: Any) -> str:
    if given in (None, []):
        return UNKNOWN
    return short(given if isinstance(given, str) else msgspec.json.encode(given).decode())


def write(lines: Iterable[Correction], out: BinaryIO) -> None:
    for c in lines:
        out.write(line(c))


def check(problems: Iterable[Problem], console: Console) -> int:
    """Each line of the log that is not as it was written; how many these are."""
    found = list(problems)
    for p in found:
        console.print(f"{p.number}: {p.says}" if p.number else p.says, style="red", markup=False, soft_wrap=True)
    if not found:
        console.print("every line is as it was written")
    return len(found)
