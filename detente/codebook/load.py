"""The one strict way from a data file to typed rules: unknown keys, wrong types and double ids are errors that name file, line and mend."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

import msgspec

from detente.refused import RefusedError

SHIPPED = Path(__file__).parent / "data"
T = TypeVar("T")


class CodebookError(RefusedError, ValueError):
    """A codebook file that breaks its format."""


def files(folder: Path | None, pattern: str) -> list[Path]:
    """The shipped files of a pattern, then the user's own of the same names and places, each list in order of name."""
    return [path for place in (SHIPPED, folder) if place for path in sorted(place.glob(pattern)) if path.is_file()]


def misplaced(folder: Path) -> str | None:
    """What is wrong with a user's folder: the first table in it that would never be read, and what it might be meant for."""
    known = sorted(p.relative_to(SHIPPED).as_posix() for p in SHIPPED.rglob("*.*"))
    for path in sorted(p for suffix in ("toml", "csv") for p in folder.rglob(f"*.{suffix}") if p.is_file()):
        own = path.relative_to(folder)
        if own.as_posix() not in known and (own.parent.as_posix() != "acts" or own.suffix != ".toml"):
            near = get_close_matches(own.as_posix(), known, 3, 0.3) or [k for k in known if "/" not in k]
            return f"{path}: the codebook has no table {own.as_posix()}; tables are called as the shipped ones, such as {', '.join(near)}, and acts/ANYTHING.toml; rename it"
    return None


def text_of(path: Path) -> str:
    """The file's text, or an error that names it."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise CodebookError(f"{path}: {e.strerror if isinstance(e, OSError) else 'not UTF-8'}; a codebook's files are text in UTF-8; mend it or take it out") from None


def toml(path: Path, shape: type[T]) -> T:
    """A TOML file as the shape, or an error with file, line and what is allowed."""
    text = text_of(path)
    try:
        return msgspec.toml.decode(text, type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError) as e:
        raise CodebookError(f"{path}:{line_of(text, str(e))}: {e}") from None


def words(paths: list[Path], shape: type[T]) -> T:
    """Word lists as the shape: those of the first file, and what each further one (a user's) adds to them."""
    if not paths:
        raise CodebookError(f"{shape.__name__}: its file is not in {SHIPPED}; install the package again")
    whole: dict[str, object] = {}
    for path in paths:
        text = text_of(path)
        try:
            for key, value in msgspec.toml.decode(text, type=dict[str, dict[str, object] | list[object]]).items():
                have = whole.get(key)
                if isinstance(have, dict) and isinstance(value, dict):
                    whole[key] = {**have, **value}
                elif isinstance(have, list) and isinstance(value, list):
                    whole[key] = [*have, *value]
                else:
                    whole[key] = value
            out = msgspec.convert(whole, shape)
        except (msgspec.ValidationError, msgspec.DecodeError) as e:
            raise CodebookError(f"{path}:{line_of(text, str(e))}: {e}") from None
    return out


def line_of(text: str, error: str) -> int:
    """The line that an error's path (`$.frames[3].mode`) points at, as near as the text tells."""
    at, _, path = 0, *error.partition("`$.")[1:]
    for step in path.split("`")[0].split("."):
        name, _, index = step.partition("[")
        if index:
            for _ in range(int(index.split("]")[0]) + 1 if index[0].isdigit() else 1):
                at = max(at, text.find(f"[[{name}]]", at + 1))
    return text.count("\n", 0, at) + 1


def table(path: Path, shape: type[T]) -> list[T]:
    """A CSV file with a header as a list of the shape; lists stand in one cell, joined by "|"; lines that begin with # are notes."""
    return [row for _, row in numbered(path, shape)]


def numbered(path: Path, shape: type[T]) -> list[tuple[int, T]]:
    """As `table`, each row with its line."""
    out: list[tuple[int, T]] = []
    lines = [(n, line) for n, line in enumerate(text_of(path).split("\n"), 1) if line.strip() and not line.startswith("#")]
    rows = list(csv.reader([line for _, line in lines]))
    if len(rows) != len(lines):
        raise CodebookError(f"{path}: a cell in quotation marks runs over lines; keep each row on one")
    fields = {f.encode_name: f for f in msgspec.structs.fields(shape)}  # type: ignore[arg-type]
    header = rows[0] if rows else []
    if unknown := set(header) - set(fields):
        raise CodebookError(f"{path}:{lines[0][0]}: unknown columns {sorted(unknown)}; allowed are {', '.join(fields)}")
    columns = [(name, "tuple" in str(fields[name].type)) for name in header]
    for (n, _), row in zip(lines[1:], rows[1:], strict=True):
        if len(row) != len(header):
            raise CodebookError(f"{path}:{n}: {len(row)} cells where the header has {len(header)}; quote cells that hold commas")
        cells: dict[str, object] = {}
        for (name, is_list), cell in zip(columns, row, strict=True):
            if is_list:
                cells[name] = [c.strip() for c in cell.split("|") if c.strip()]
            elif cell.strip():
                cells[name] = cell.strip()
        try:
            out.append((n, msgspec.convert(cells, shape, strict=False)))
        except msgspec.ValidationError as e:
            raise CodebookError(f"{path}:{n}: {e}") from None
    return out


def unique(path: Path, ids: Iterable[str]) -> None:
    """No two rules of one name."""
    seen: set[str] = set()
    for i in ids:
        if i in seen:
            raise CodebookError(f"{path}: the id {i!r} stands twice; give one of them another name")
        seen.add(i)
