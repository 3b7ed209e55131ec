"""The one strict way from a data file to typed rules: unknown keys, wrong types and double ids are errors that name file, line and mend."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

SHIPPED = Path(__file__).parent / "data"
T = TypeVar("T")


class CodebookError(ValueError):
    """A codebook file that breaks its format."""


def files(folder: Path | None, pattern: str) -> list[Path]:
    """The shipped files of a pattern, then the user's own of the same names and places, each list in order of name."""
    out = sorted(SHIPPED.glob(pattern))
    return out + (sorted(folder.glob(pattern)) if folder else [])


def toml(path: Path, shape: type[T]) -> T:
    """A TOML file as the shape, or an error with file, line and what is allowed."""
    text = path.read_text("utf8")
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
        text = path.read_text("utf8")
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
    out: list[T] = []
    with path.open(encoding="utf8", newline="") as handle:
        lines = [(n, line) for n, line in enumerate(handle, 1) if line.strip() and not line.startswith("#")]
    rows = csv.reader([line for _, line in lines])
    fields = {f.encode_name: f for f in msgspec.structs.fields(shape)}  # type: ignore[arg-type]
    header = next(rows)
    if unknown := set(header) - set(fields):
        raise CodebookError(f"{path}:{lines[0][0]}: unknown columns {sorted(unknown)}; allowed are {', '.join(fields)}")
    for (n, _), row in zip(lines[1:], rows, strict=True):
        if len(row) != len(header):
            raise CodebookError(f"{path}:{n}: {len(row)} cells where the header has {len(header)}; quote cells that hold commas")
        cells: dict[str, object] = {}
        for name, cell in zip(header, row, strict=True):
            is_list = "tuple" in str(fields[name].type)
            if is_list:
                cells[name] = [c.strip() for c in cell.split("|") if c.strip()]
            elif cell.strip():
                cells[name] = cell.strip()
        try:
            out.append(msgspec.convert(cells, shape, strict=False))
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
