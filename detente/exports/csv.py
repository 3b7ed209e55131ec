"""CSV (RFC 4180, UTF-8): a file a kind, a header, lists and structures as JSON in their cell, unknown as an empty cell.

A spreadsheet takes a cell that begins with = + - @, a tab or a carriage return for a formula, and news may hold any text. Such a cell gets a
leading apostrophe, which spreadsheets do not show (OWASP, "CSV injection"). Numbers stay as they are. Whoever reads the file by program takes
it off again with `plain`: one apostrophe goes where such a sign follows the apostrophes at the beginning.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from detente.exports.files import a_file_a_kind
from detente.records import KINDS, Row

FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
ENCODER = msgspec.json.Encoder()


def write(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str]) -> list[Path]:
    """Rows of one kind into the open file, or of each kind into `KIND.csv` in the folder."""
    return a_file_a_kind(rows, out, kinds, "csv", _begun)


@contextmanager
def _begun(kind: str, out: BinaryIO) -> Iterator[Callable[[Sequence[Row]], None]]:
    sheet(["kind", *KINDS[kind].__struct_fields__], (), out)
    yield lambda rows: sheet(None, lines(kind, rows), out)


def pieces(kind: str, parts: Iterable[Sequence[Row]]) -> Iterator[bytes]:
    """The file of a kind a piece at a time: the header, then each part of its rows."""
    piece = io.BytesIO()
    with _begun(kind, piece) as put:
        for rows in chain([()], parts):
            put(rows)
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()


def lines(kind: str, rows: Iterable[Row]) -> Iterator[list[Any]]:
    """The values of rows."""
    names = KINDS[kind].__struct_fields__
    return ([kind, *(getattr(row, name) for name in names)] for row in rows)


def sheet(header: Sequence[str] | None, lines: Iterable[Sequence[Any]], out: BinaryIO) -> None:
    """Lines of values under a header, where there is one."""
    text = io.TextIOWrapper(out, encoding="utf8", newline="", write_through=True)
    table = csv.writer(text)
    if header:
        table.writerow(header)
    table.writerows([cell(value) for value in line] for line in lines)
    text.detach()


def cell(value: Any) -> str:
    """A field as text that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return ENCODER.encode(value).decode()


def plain(text: str) -> str:
    """The text as it was before `cell`."""
    return text[1:] if GUARDED.match(text) else text
