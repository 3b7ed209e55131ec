"""Parquet: a file a kind, lists and structures as Parquet's own, empty kinds with their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from detente.exports.files import a_file_a_kind
from detente.records import Row


def write(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str]) -> list[Path]:
    """Rows of one kind into the open file, or of each kind into `KIND.parquet` in the folder."""
    return a_file_a_kind(rows, out, kinds, "parquet", _write)


def _write(kind: str, rows: list[Row], out: BinaryIO) -> None:
    grouped(kind, [rows], out)


def grouped(kind: str, parts: Iterable[Sequence[Row]], out: BinaryIO) -> None:
    """The file of a kind, with a row group for each part of its rows."""
    import pyarrow.parquet as pq  # takes a while to load

    from detente.ledger.arrow import schema, table

    with pq.ParquetWriter(out, schema(kind), compression="zstd") as writer:
        for rows in parts:
            writer.write_table(table(kind, rows))
