"""What begins in some days: whole rows, or a few fields of many. Goes along the index of days, so it costs what those days hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.sql import ColumnElement

from detente.ledger import filters
from detente.ledger.code import decode
from detente.ledger.schema import STANDING, TABLES, nested
from detente.records import KINDS, Row


def rows(connection: Connection, kind: str, days: tuple[str, str], most: int, wanted: Mapping[str, Any]) -> list[Row]:
    """The rows of a kind that begin from the first day to the last, the latest first, at most so many."""
    return [decode(kind, line) for line in connection.execute(asked(kind, [TABLES[kind]], days, wanted, []).limit(most))]


def fields(connection: Connection, kind: str, names: Sequence[str], days: tuple[str, str], most: int, wanted: Mapping[str, Any], known: str | None) -> list[tuple[Any, ...]]:
    """Of such rows the day and these fields, in their types; `known`: only of rows where this field is not None."""
    table = TABLES[kind]
    query = asked(kind, [STANDING.c.day, *(table.c[n] for n in names)], days, wanted, [table.c[known].is_not(None)] if known else [])
    of = nested(KINDS[kind])
    decoders = [(n, msgspec.json.Decoder(of[name]).decode) for n, name in enumerate(names, 1) if name in of]
    out = []
    for line in connection.execute(query.limit(most)):
        values = list(line)
        for n, decoded in decoders:
            values[n] = None if values[n] is None else decoded(values[n])
        out.append(tuple(values))
    return out


def asked(kind: str, columns: Sequence[Any], days: tuple[str, str], wanted: Mapping[str, Any], more: Sequence[ColumnElement[bool]]) -> Any:
    table = TABLES[kind]
    query = select(*columns).select_from(STANDING).join(table, table.c.seq == STANDING.c.seq)
    where = (STANDING.c.kind == kind, *filters.beginning(*days), *filters.conditions(kind, dict(wanted)), *more)
    return query.where(*where).order_by(STANDING.c.day.desc(), STANDING.c.seq.desc())
