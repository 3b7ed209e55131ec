"""Who a phrase means, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.records import Resolved

HEADS = ("who", "office", "country", "sector", "from", "to", "id", "how that is known")


def lines(answers: Iterable[Any], out: BinaryIO) -> None:
    """A JSON object a line, each as soon as it is known."""
    encode = msgspec.json.Encoder().encode
    for answer in answers:
        out.write(encode(answer) + b"\n")
        out.flush()


def table(text: str, found: Sequence[Resolved], console: Console) -> None:
    """A line for each whom the phrase may mean, the likeliest first."""
    if not any(r.code or r.sector for r in found):
        console.print(Text(f"{text}: nobody whom the tables know ({found[0].how})"))
        return
    if not found[0].code and not found[0].sector:  # several, of whom none is likelier
        console.print(Text(found[0].how))
        found = found[1:]
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in HEADS:
        out.add_column(head, overflow="fold")
    for r in found:
        out.add_row(*(Text(cell or "") for cell in (r.name, r.role, r.country, r.sector, r.since, r.until, r.code, r.how)))
    console.print(out)
