"""A record as a table's row and back. Lists and structures are JSON text in one column; `digest` tells whether two versions say the same."""

from __future__ import annotations

from functools import cache, reduce
from hashlib import blake2b
from operator import or_
from typing import Any

import msgspec
from sqlalchemy import Row as SqlRow

from detente.ledger.schema import nested
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
    """The record that a line of a kind's table holds; columns of the table's own (`seq`, `run`) are passed over."""
    record = KINDS[kind]
    columns = line._mapping
    fields = {name: columns[name] for name in record.__struct_fields__}
    for name, decoder in _decoders(kind).items():
        fields[name] = None if fields[name] is None else decoder.decode(fields[name])
    return record(**fields)


@cache
def _decoders(kind: str) -> dict[str, msgspec.json.Decoder[Any]]:
    return {name: msgspec.json.Decoder(hint) for name, hint in nested(KINDS[kind]).items()}
