"""Where exports go: one open file, or a file a kind in a folder, each whole or not there at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from detente.records import Row, kind_of
from detente.refused import RefusedError


class ExportError(RefusedError, ValueError):
    """An export that cannot be made as asked."""


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when all is written, so that nobody reads half of it."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as handle:
            yield handle
        part.replace(path)
    except OSError as e:
        raise ExportError(f"{path}: {e.strerror}; give another --out") from e
    finally:
        part.unlink(missing_ok=True)


def folder(path: Path) -> Path:
    """The folder, made where it is missing."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise ExportError(f"{path}: {e.strerror}; give another --out") from e
    return path


def a_file_a_kind(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str], suffix: str, write_one: Callable[[str, list[Row], BinaryIO], None]) -> list[Path]:
    """Rows of each kind by `write_one`: into `out` where only one kind is wanted, else into a file a kind, empty ones too; the paths written."""
    sorted_out: dict[str, list[Row]] = {kind: [] for kind in kinds}
    for row in rows:
        if kind_of(row) in sorted_out:
            sorted_out[kind_of(row)].append(row)
    named = paths(out if isinstance(out, Path) else None, kinds, suffix)
    for kind, path in named.items():
        with whole(path) as handle:
            write_one(kind, sorted_out[kind], handle)
    if not isinstance(out, Path):
        write_one(kinds[0], sorted_out[kinds[0]], out)
    return list(named.values())


def paths(out: Path | None, kinds: Sequence[str], suffix: str) -> dict[str, Path]:
    """The file of each kind, in a folder that is made where it is missing; none where one kind goes to standard output."""
    if out is None:
        if len(kinds) != 1:
            raise ExportError(f"{suffix} on standard output holds one kind of row: name it (--kinds event), or give --out DIR for a file a kind")
        return {}
    if out.suffix != f".{suffix}":
        return {kind: folder(out) / f"{kind}.{suffix}" for kind in kinds}
    if len(kinds) != 1:
        raise ExportError(f"{out}: a {suffix} file holds one kind of row: name it (--kinds event), or give a folder for a file a kind")
    return {kinds[0]: folder(out.parent) / out.name}
