"""Where commands read from and print to: the terminal, pipes, ledgers, files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.cli.group import Misuse

if TYPE_CHECKING:
    from rich.console import Console

    from detente.ledger import Ledger
    from detente.records import Row

WIDE = 120  # columns of a table that goes into a pipe


def console(*, stderr: bool = False) -> Console:
    """The terminal, or a pipe with room for tables."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False)
    return made if made.is_terminal or "COLUMNS" in os.environ else Console(stderr=stderr, highlight=False, width=WIDE)


def opened(ledger: str | None, *, create: bool = False) -> Ledger:
    from detente.ledger import Ledger

    if not ledger:
        raise Misuse("which ledger? Name its file with --ledger FILE, or in the variable DETENTE_LEDGER")
    return Ledger.open(ledger, create=create)


def stdin(sources: Iterable[str]) -> Any:
    return sys.stdin.buffer if "-" in sources else None


def ready(format: str | None, out: Path | None, kinds: tuple[str, ...]) -> None:  # noqa: A002
    """Refuse what cannot be printed as asked, before any work is done for it."""
    from detente.exports import files

    if format in (None, "table"):
        if out:
            raise Misuse(f"--out {out} is for files; say which with --format csv, parquet or jsonl")
    elif format not in ("jsonl", "ics", "gold"):
        files.paths(out, kinds, format)
        if format == "parquet" and not out and sys.stdout.isatty():
            raise Misuse("parquet is not for reading on a terminal; give --out DIR or send it into a file")
    elif out:
        files.folder(out.parent if out.suffix == (".jsonl" if format == "gold" else f".{format}") else out)


def printed(rows: Iterable[Row], format: str, out: Path | None, kinds: tuple[str, ...]) -> None:  # noqa: A002
    """Rows as asked, to standard output or to files whose names are told."""
    from detente.exports import writer
    from detente.records import kind_of
    from detente.views.reader import Reader
    from detente.views.show import tables

    if format == "table":
        rows = list(rows)
        tables((row for row in rows if kind_of(row) in kinds), Reader(rows), console())
        return
    for path in writer(format)(rows, out or sys.stdout.buffer, kinds):
        sys.stderr.write(f"wrote {path}\n")
