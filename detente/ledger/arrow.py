"""Rows as Arrow tables: a schema for each kind, derived from its record, so that an empty table has its columns too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin

import msgspec
import pyarrow as pa

from detente.ledger.schema import plain
from detente.records import KINDS, Row


def schema(kind: str) -> pa.Schema:
    """`kind`, then the record's fields in its order."""
    return pa.schema([("kind", pa.string()), *((f.name, arrow_type(f.type)) for f in msgspec.structs.fields(KINDS[kind]))])


def table(kind: str, rows: Iterable[Row]) -> pa.Table:
    """The rows of one kind; structures become structs, tuples lists."""
    return pa.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema=schema(kind))


def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type of a record's field."""
    hint = plain(hint)
    if hint is str or get_origin(hint) is Literal:
        return pa.string()
    if hint in (int, float, bool):
        return {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]
    if get_origin(hint) is tuple:
        return pa.list_(arrow_type(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return pa.map_(*(arrow_type(a) for a in get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return pa.struct([(f.name, arrow_type(f.type)) for f in msgspec.structs.fields(hint)])
    raise TypeError(f"no Arrow type for {hint!r}; records hold text, numbers, tuples, dicts and structures")
