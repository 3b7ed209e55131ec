"""What begins in some days: whole rows, or a few fields of many. Goes along the index of days, so it costs what those days hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.sql import ColumnElement

from detente.ledger import filters, sqlite
from detente.ledger.code import decode
from detente.ledger.schema import NAMED, STANDING, TABLES, nested
from detente.records import KINDS, Row


def rows(connection: Connection, kind: str, days: tuple[str, str], most: int, wanted: Mapping[str, Any]) -> list[Row]:
    """The rows of a kind that begin from the first day to the last, the latest first, at most so many."""
    return [decode(kind, line) for line in connection.execute(asked(kind, TABLES[kind].c, days, wanted, []).limit(most))]


def fields(
    connection: Connection, kind: str, names: Sequence[str], days: tuple[str, str], most: int, wanted: Mapping[str, Any], known: str | None, among: Iterable[str] | None
) -> list[tuple[Any, ...]]:
    """Of such rows the day and these fields, in their types; `known`: only of rows where this field is not None, or `among` some values."""
    table = TABLES[kind]
    more = [] if known is None else [table.c[known].is_not(None) if among is None else table.c[known].in_(sqlite.listed(among))]
    query = asked(kind, [table.c[n] for n in names], days, wanted, more, dated=True)
    of = nested(KINDS[kind])
    decoders = [(n, cache(msgspec.json.Decoder(of[name]).decode)) for n, name in enumerate(names, 1) if name in of]  # the same few values stand in many rows
    out = []
    for line in connection.execute(query.limit(most)).all():
        values = list(line)
        for n, decoded in decoders:
            if values[n] is not None:
                values[n] = decoded(values[n])
        out.append(tuple(values))
    return out


def asked(kind: str, columns: Iterable[Any], days: tuple[str, str], wanted: Mapping[str, Any], more: Sequence[ColumnElement[bool]], *, dated: bool = False) -> Any:
    """The columns, after the day where they are `dated`; where someone is named, along the index of names."""
    table = TABLES[kind]
    side = next((n for n in filters.SIDES if wanted.get(n) and n in filters.allowed(kind)), None)
    by = NAMED if side else STANDING
    rest = filters.conditions(kind, {n: v for n, v in wanted.items() if n != side and v})
    query = select(*([by.c.day] if dated else []), *columns).select_from(by).join(table, table.c.seq == by.c.seq)
    if side:
        query = (query.join(STANDING, STANDING.c.seq == by.c.seq) if rest else query).where(*filters.named(kind, side, wanted[side]))
    else:
        query = query.where(STANDING.c.kind == kind)
    day = by.c.day.concat("") if wanted.get("type") or wanted.get("status") else by.c.day  # so that the index of these is gone along, not that of all days
    return query.where(*filters.beginning(*days, by), *rest, *more).order_by(day.desc(), by.c.seq.desc())
