"""Rows a page at a time, in any of a few orders: each page costs what it holds, however long the ledger is.

A cursor says behind which row the next page begins ("keyset" or "seek" paging), so that rows added meanwhile move nothing. It holds the order
and the values of the last row in it, in base64; whoever changes it gets an error and nothing else.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Select, Table, func, literal, select, tuple_

from detente.ledger import filters
from detente.ledger.code import decode
from detente.ledger.errors import LedgerError
from detente.ledger.schema import NAMED, STANDING, TABLES
from detente.records import Row

SORTS = ("day", "place", "added", "type", "status", "issue", "actor", "outlet")
"""By what pages can be sorted; with a minus before it from the end."""

MOST = 1_000  # rows of one page
COUNTED = 1_000  # rows that are counted; beyond there are "more than"
SEARCHED = 5_000  # rows with the words wanted that a page looks at, those that were added last


class Page(msgspec.Struct, frozen=True):
    """Some rows; `next` is the cursor of the page after, `total` how many there are in all, None where they are more than `COUNTED`."""

    rows: tuple[Row, ...]
    next: str | None
    total: int | None


def page(connection: Connection, kind: str, wanted: dict[str, Any], sort: str, after: str | None, limit: int) -> Page:
    """A page of the rows of a kind. Raises `LedgerError` for an order that is not known, a cursor that is none, a limit out of bounds."""
    down, name = sort.startswith("-"), sort.removeprefix("-")
    if name not in SORTS:
        raise LedgerError(f"rows cannot be sorted by {sort!r}; they can by {', '.join(SORTS)}, with a minus before it from the end")
    if not 1 <= limit <= MOST:
        raise LedgerError(f"a page of {limit} rows is not given; 1 to {MOST} are")
    driver, where = _driven(kind, wanted, name)
    order: Sequence[Column[Any]] = _order(name, driver)
    seq = order[-1] if name != "place" else STANDING.c.seq
    query = select(seq.label("seq"), *(c.label(f"o{n}") for n, c in enumerate(order))).where(*where)
    if after is not None:
        values = tuple_(*(literal(v) for v in opened(after, sort, len(order))))
        query = query.where(tuple_(*order) < values if down else tuple_(*order) > values)
    lines = connection.execute(query.order_by(*(c.desc() if down else c for c in order)).limit(limit + 1)).all()
    some, more = lines[:limit], len(lines) > limit
    table = TABLES[kind]
    found = {line.seq: decode(kind, line) for line in connection.execute(select(table).where(table.c.seq.in_([line.seq for line in some])))}
    return Page(tuple(found[line.seq] for line in some), closed(sort, some[-1][1:]) if more else None, _total(connection, kind, wanted, where))


def part(connection: Connection, kind: str, wanted: dict[str, Any], after: tuple[int, ...], limit: int) -> tuple[list[Row], tuple[int, ...] | None]:
    """Some rows in the ledger's order and behind which place the next begin, None at the end. Unlike pages they are not counted, and words are
    looked for in all rows."""
    query = filters.rows(kind, wanted).add_columns(*(c.label(f"o{n}") for n, c in enumerate(filters.PLACE)))
    if after:
        query = query.where(tuple_(*filters.PLACE) > tuple_(*(literal(v) for v in after)))
    lines = connection.execute(query.limit(limit + 1)).all()
    place = tuple(lines[limit - 1][-len(filters.PLACE) :]) if len(lines) > limit else None
    return [decode(kind, line) for line in lines[:limit]], place


def _driven(kind: str, wanted: dict[str, Any], name: str) -> tuple[Table, list[Any]]:
    """The table that is gone through in order, and what its lines must meet: `named` where someone is asked for and days give the order."""
    side = next((n for n in filters.SIDES if wanted.get(n)), None)
    if side is None or name != "day" or side not in filters.allowed(kind):
        return STANDING, filters.of(kind, wanted, SEARCHED)
    rest = {n: v for n, v in wanted.items() if n != side}
    joined = [NAMED.c.seq == STANDING.c.seq, *filters.conditions(kind, rest, SEARCHED)] if any(rest.values()) else []
    return NAMED, [*filters.named(kind, side, wanted[side]), *joined]


def _order(name: str, driver: Table) -> Sequence[Column[Any]]:
    if name == "place":
        return filters.PLACE
    if name == "added":
        return (STANDING.c.seq,)
    return (driver.c.day, driver.c.seq) if name == "day" else (STANDING.c[name], STANDING.c.day, STANDING.c.seq)


def _total(connection: Connection, kind: str, wanted: dict[str, Any], where: list[Any]) -> int | None:
    few: Select[Any] = select(literal(1)).where(*where).limit(COUNTED + 1)
    n = connection.scalar(select(func.count()).select_from(few.subquery())) or 0
    return n if n <= COUNTED else None


def closed(sort: str, values: Sequence[Any]) -> str:
    """The cursor behind a row."""
    return urlsafe_b64encode(msgspec.json.encode([sort, *values])).decode().rstrip("=")


def opened(cursor: str, sort: str, length: int) -> list[str | int]:
    """The values in a cursor of this order."""
    try:
        of, *values = msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=list[str | int])
    except (Base64Error, msgspec.DecodeError, msgspec.ValidationError, ValueError):
        of, values = "", []
    if of != sort or len(values) != length or any(isinstance(v, int) and abs(v) >= 2**63 for v in values):
        raise LedgerError("that is no place in this list; begin again without `after`, or take it from `next` of the page before, in the same order")
    return values
