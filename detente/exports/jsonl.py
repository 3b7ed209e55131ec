"""JSON lines: one object a line, `kind` first, then `id`, then every field of the record, `null` where unknown; in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from detente.exports.files import folder, whole
from detente.records import Row, kind_of

ENCODER = msgspec.json.Encoder()


def write(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str]) -> list[Path]:
    """Rows of the kinds into the open file, the file named `….jsonl`, or `rows.jsonl` in the folder."""
    if isinstance(out, Path):
        path = out if out.suffix == ".jsonl" else folder(out) / "rows.jsonl"
        with whole(path) as handle:
            write(rows, handle, kinds)
        return [path]
    for row in rows:
        if kind_of(row) in kinds:
            out.write(line(row))
    return []


def line(row: Struct | dict[str, Any]) -> bytes:
    """A record as it is printed."""
    return ENCODER.encode(row) + b"\n"
