"""Rows in the forms of other tools: each format is a module with `write(rows, out, kinds)`, and a line in `FORMATS`.

`out` is an open binary file, or the path of a file or of a folder. A new format: a module of its own, its line here, a table of tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from detente.exports import csv, gold, ics, jsonl, parquet
from detente.exports.files import ExportError
from detente.records import Row

Write = Callable[[Iterable[Row], Path | BinaryIO, Sequence[str]], list[Path]]

FORMATS: dict[str, Write] = {
    "csv": csv.write,
    "gold": gold.write,
    "ics": ics.write,
    "jsonl": jsonl.write,
    "parquet": parquet.write,
}


def writer(name: str) -> Write:
    """The writer of a format's name."""
    if name not in FORMATS:
        raise ExportError(f"no format is called {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


__all__ = ["FORMATS", "ExportError", "Write", "writer"]
