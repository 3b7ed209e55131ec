"""A record as a table's row and back. Lists and structures are JSON text in one column; `digest` tells whether two versions say the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from typing import Any, Union

import msgspec

from detente.ledger.schema import nested
from detente.records import KINDS, Row

ENCODER = msgspec.json.Encoder()
ANY: msgspec.json.Decoder[Row] = msgspec.json.Decoder(Union[tuple(KINDS.values())])
"""Of a row of any kind, told by its `kind`."""


def kind_of(row: Row) -> str:
    """The row's `kind`, as its record is tagged."""
    return str(type(row).__struct_config__.tag)


def digest(row: Row) -> str:
    return blake2b(ENCODER.encode(row), digest_size=8).hexdigest()


def encode(row: Row) -> dict[str, Any]:
    """The row's fields as columns."""
    out = {name: getattr(row, name) for name in row.__struct_fields__}
    for name in _decoders(kind_of(row)):
        out[name] = None if out[name] is None else ENCODER.encode(out[name]).decode()
    return out


def decode(kind: str, columns: Mapping[str, Any]) -> Row:
    """The record that the columns of a kind's table hold; columns of the table's own (`seq`, `run`) are passed over."""
    decoders = _decoders(kind)
    record = KINDS[kind]
    fields = {name: columns[name] for name in record.__struct_fields__}
    for name, decoder in decoders.items():
        fields[name] = None if fields[name] is None else decoder.decode(fields[name])
    return record(**fields)


@cache
def _decoders(kind: str) -> dict[str, msgspec.json.Decoder[Any]]:
    return {name: msgspec.json.Decoder(hint) for name, hint in nested(KINDS[kind]).items()}
