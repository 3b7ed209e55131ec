"""A record as a table's row and back. Lists and structures are JSON text in one column; `digest` tells whether two versions say the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from hashlib import blake2b
from operator import or_
from typing import Any

import msgspec
from sqlalchemy import Row as SqlRow

from detente.ledger.schema import TABLES, nested
from detente.records import KINDS, Row, kind_of

ENCODER = msgspec.json.Encoder()
ANY: msgspec.json.Decoder[Row] = msgspec.json.Decoder(reduce(or_, KINDS.values()))
"""Of a row of any kind, told by its `kind`."""


def digest(row: Row) -> str:
    return blake2b(ENCODER.encode(row), digest_size=8).hexdigest()


def encode(row: Row) -> dict[str, Any]:
    """The row's fields as columns."""
    out = {name: getattr(row, name) for name in row.__struct_fields__}
    for name in _decoders(kind_of(row)):
        out[name] = None if out[name] is None else ENCODER.encode(out[name]).decode()
    return out


def decode(kind: str, line: SqlRow[Any]) -> Row:
    """The record in a line that begins with the columns of its kind's table; those of the table's own (`seq`, `run`) and what follows are passed over."""
    record, names, decoders = _record(kind)
    values = list(line[2 : 2 + len(names)])
    for n, decoder in decoders:
        if values[n] is not None:
            values[n] = decoder(values[n])
    return record(**dict(zip(names, values, strict=True)))


@cache
def _record(kind: str) -> tuple[type[Row], tuple[str, ...], tuple[tuple[int, Callable[[str], Any]], ...]]:
    """The record of a kind, the names of its columns in their order, and of those that are JSON how they are read."""
    record = KINDS[kind]
    names = tuple(column.name for column in TABLES[kind].columns)[2:]
    return record, names, tuple((names.index(name), decoder.decode) for name, decoder in _decoders(kind).items())


@cache
def _decoders(kind: str) -> dict[str, msgspec.json.Decoder[Any]]:
    return {name: msgspec.json.Decoder(hint) for name, hint in nested(KINDS[kind]).items()}
