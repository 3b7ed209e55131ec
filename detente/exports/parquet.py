"""Parquet: a file a kind, lists and structures as Parquet's own, empty kinds with their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from detente.exports.files import a_file_a_kind
from detente.records import Row


def write(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str]) -> list[Path]:
    """Rows of one kind into the open file, or of each kind into `KIND.parquet` in the folder."""
    return a_file_a_kind(rows, out, kinds, "parquet", _begun)


@contextmanager
def _begun(kind: str, out: BinaryIO) -> Iterator[Callable[[Sequence[Row]], None]]:
    """The file of a kind in one row group: its rows wait as Arrow, which takes less memory."""
    import pyarrow as pa  # takes a while to load
    import pyarrow.parquet as pq

    from detente.ledger.arrow import schema, table

    parts = [table(kind, ())]
    yield lambda rows: parts.append(table(kind, rows))
    with pq.ParquetWriter(out, schema(kind), compression="zstd") as writer:
        writer.write_table(pa.concat_tables(parts).combine_chunks())


def grouped(kind: str, parts: Iterable[Sequence[Row]], out: BinaryIO) -> None:
    """The file of a kind, with a row group for each part of its rows."""
    import pyarrow.parquet as pq  # takes a while to load

    from detente.ledger.arrow import schema, table

    with pq.ParquetWriter(out, schema(kind), compression="zstd") as writer:
        for rows in parts:
            writer.write_table(table(kind, rows))
