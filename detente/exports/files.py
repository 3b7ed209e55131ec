"""Where exports go: one open file, or a file a kind in a folder, each whole or not there at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from detente.records import Row, kind_of
from detente.refused import RefusedError

AT_ONCE = 500  # rows of a kind that wait in memory
Put = AbstractContextManager[Callable[[Sequence[Row]], None]]
"""A file that is open: rows are put into it, at the end it is closed."""


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


def a_file_a_kind(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str], suffix: str, begun: Callable[[str, BinaryIO], Put]) -> list[Path]:
    """Rows of each kind into `out` where only one kind is wanted, else into a file a kind, empty ones too; the paths written. `begun` opens the
    file of a kind; a part of the rows at a time waits in memory."""
    named = paths(out if isinstance(out, Path) else None, kinds, suffix)
    rest = iter(rows)
    first = list(islice(rest, 1))  # before anything is written, so that what is wrong with the question is said alone
    with ExitStack() as files:
        handles = {kind: files.enter_context(whole(path)) for kind, path in named.items()} if isinstance(out, Path) else {kinds[0]: out}
        puts = {kind: files.enter_context(begun(kind, handle)) for kind, handle in handles.items()}
        waiting: dict[str, list[Row]] = {kind: [] for kind in puts}
        for row in chain(first, rest):
            here = waiting.get(kind_of(row))
            if here is not None:
                here.append(row)
                if len(here) == AT_ONCE:
                    puts[kind_of(row)](here)
                    here.clear()
        for kind, here in waiting.items():
            if here:
                puts[kind](here)
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
