"""Rows a page at a time, in any of a few orders: each page costs what it holds, however long the ledger is.

A cursor says behind which row the next page begins ("keyset" or "seek" paging), so that rows added meanwhile move nothing. It holds the order
and the values of the last row in it, in base64; whoever changes it gets an error and nothing else.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, literal, select, tuple_

from detente.ledger import filters, sqlite
from detente.ledger.code import decode
from detente.ledger.counts import Kept
from detente.ledger.errors import LedgerError
from detente.ledger.narrowing import FEW, Narrow, narrowed, searched
from detente.ledger.narrowing import MOST as MOST_LINES
from detente.ledger.schema import STANDING, TABLES
from detente.records import Row

SORTS = ("day", "place", "added", "type", "status", "issue", "actor", "outlet")
"""By what pages can be sorted; with a minus before it from the end."""

MOST = 1_000  # rows of one page
AT_ONCE = 1_000  # lines that are found, put in order and counted together where an index has them in order
BEYOND = 4  # times a page, within which the rows added last that hold the words wanted are looked for first
COUNTED = 1_000  # rows that are counted; beyond there are "more than"
Total = Callable[[list[Any]], int | None]


class Page(msgspec.Struct, frozen=True):
    """Some rows; `next` is the cursor of the page after, `total` how many there are in all, None where they are more than `COUNTED`."""

    rows: tuple[Row, ...]
    next: str | None
    total: int | None


def page(connection: Connection, kind: str, wanted: dict[str, Any], sort: str, after: str | None, limit: int, kept: Kept) -> Page:
    """A page of the rows of a kind. Raises `LedgerError` for an order that is not known, a cursor that is none, a limit out of bounds."""
    if sort.removeprefix("-") not in SORTS:
        raise LedgerError(f"rows cannot be sorted by {sort!r}; they can by {', '.join(SORTS)}, with a minus before it from the end")
    if not 1 <= limit <= MOST:
        raise LedgerError(f"a page of {limit} rows is not given; 1 to {MOST} are")
    table = TABLES[kind]
    name = sort.removeprefix("-")
    behind = None if after is None else opened(after, sort, len(_order(name, STANDING)))
    lines, total = _lines(connection, kind, wanted, _Part(name, sort.startswith("-"), behind, limit + 1), kept)
    some, more = lines[:limit], len(lines) > limit
    found = {line.seq: decode(kind, line) for line in connection.execute(select(table).where(table.c.seq.in_([line[0] for line in some])))}
    return Page(tuple(found[line[0]] for line in some), closed(sort, some[-1][1:]) if more else None, total)


def part(connection: Connection, kind: str, wanted: dict[str, Any], after: tuple[int, ...], limit: int) -> tuple[list[Row], tuple[int, ...] | None]:
    """Some rows in the ledger's order and behind which place the next begin, None at the end. Unlike pages they are not counted, and words are
    looked for in all rows."""
    query = filters.rows(kind, wanted).add_columns(*(c.label(f"o{n}") for n, c in enumerate(filters.PLACE)))
    if after:
        query = query.where(tuple_(*filters.PLACE) > tuple_(*(literal(v) for v in after)))
    lines = connection.execute(query.limit(limit + 1)).all()
    place = tuple(lines[limit - 1][-len(filters.PLACE) :]) if len(lines) > limit else None
    return [decode(kind, line) for line in lines[:limit]], place


class _Part(NamedTuple):
    """Which of the lines are wanted: so many, in an order or against it, behind a line of these values."""

    name: str
    down: bool
    behind: list[str | int] | None
    most: int

    def against(self, wanted: dict[str, Any]) -> bool:
        """Would all that lies outside the days wanted be gone through first?"""
        return bool(wanted.get("until") and self.name != "day" if self.down else wanted.get("since"))

    def of(self, query: Select[Any], order: Sequence[Any]) -> Select[Any]:
        if self.behind is not None:
            values = tuple_(*(literal(v) for v in self.behind))
            query = query.where(tuple_(*order) < values if self.down else tuple_(*order) > values)
        return query.order_by(*(c.desc() if self.down else c for c in order)).limit(self.most)


def _lines(connection: Connection, kind: str, wanted: dict[str, Any], part: _Part, kept: Kept) -> tuple[Sequence[Any], int | None]:
    """`seq` of the lines wanted, with what gives the order, and how many there are in all.

    Few lines are found, put in order and counted at one go. Of many the order's own index is gone through until the page is full, or that of
    the narrowest filter where days give the order, for the indices of filters have their lines by the day.
    """
    leading, others = narrowed(connection, kind, wanted, kept)
    total = partial(_total, connection, kept, (kind, part.name == "added", *sorted(filters.given(kind, wanted).items())))
    if any(one.n == 0 for one in leading):
        return [], 0
    if not leading:
        here = [STANDING.c.kind == kind, *others]
        return _streamed(connection, STANDING, [*here, *_to(wanted, part)], part), total(here)
    if (part.name, part.down, part.behind) == ("added", True, None) and (lines := _latest(connection, kind, wanted, leading, others, part, total)):
        return lines
    first, *rest = leading
    more = [*(one.test for one in rest), *others]
    by_day = part.name == "day" and first.by_day
    if first.n <= (AT_ONCE if by_day else MOST_LINES if part.against(wanted) else FEW):
        return _at_once(connection, [*first.by, *first.join, *more], part)
    here = [*first.by, *(first.join if more or not first.by else ()), *more]
    n = total(here) if more or first.n <= COUNTED or first.name == "search" else None
    if by_day:
        return _streamed(connection, first.driver, here, part), n
    walked = [STANDING.c.kind == kind, *(one.walk for one in leading), *others, *_to(wanted, part)]
    return _streamed(connection, STANDING, walked, part), n


def _latest(
    connection: Connection, kind: str, wanted: dict[str, Any], leading: list[Narrow], others: list[Any], part: _Part, total: Total
) -> tuple[Sequence[Any], int | None] | None:
    """Of many rows that hold the words those added last, where a few of these fill the page."""
    words = next((one for one in leading if one.name == "search" and one.n > BEYOND * part.most), None)
    if words is None:
        return None
    more = [*(one.test for one in leading if one is not words), *others]
    lines, _ = _at_once(connection, [*searched(connection, kind, wanted["search"], BEYOND * part.most, alone=True).join, *more], part)
    if len(lines) < part.most:
        return None
    return lines, total([*words.join, *more] if more else [STANDING.c.seq == sqlite.matching(wanted["search"], kind).subquery().c.seq])


def _to(wanted: dict[str, Any], part: _Part) -> list[ColumnElement[bool]]:
    """The last day wanted, for the index of days."""
    return [filters.until(wanted["until"])] if part.name == "day" and wanted.get("until") else []


def _streamed(connection: Connection, driver: FromClause, where: list[Any], part: _Part) -> Sequence[Any]:
    order = _order(part.name, driver)
    seq = driver.c.seq if part.name == "day" else STANDING.c.seq
    return connection.execute(part.of(select(seq.label("seq"), *(c.label(f"o{n}") for n, c in enumerate(order))).where(*where), order)).all()


def _at_once(connection: Connection, where: list[Any], part: _Part) -> tuple[Sequence[Any], int | None]:
    order = _order(part.name, STANDING)
    hits = select(STANDING.c.seq.label("seq"), *(c.label(f"o{n}") for n, c in enumerate(order))).where(*where).cte("hits")
    columns = [hits.c[f"o{n}"] for n in range(len(order))]
    counted = select(func.count()).select_from(hits).scalar_subquery()
    lines = connection.execute(part.of(select(hits.c.seq, *columns, counted.label("n")), columns)).all()
    n = lines[0].n if lines else connection.scalar(select(func.count()).select_from(hits)) or 0
    return [line[:-1] for line in lines], n if n <= COUNTED else None


def _order(name: str, driver: FromClause) -> Sequence[ColumnElement[Any]]:
    if name == "place":
        return filters.PLACE
    if name == "added":
        return (STANDING.c.seq,)
    return (driver.c.day, driver.c.seq) if name == "day" else (STANDING.c[name], STANDING.c.day, STANDING.c.seq)


def _total(connection: Connection, kept: Kept, question: Hashable, where: list[Any]) -> int | None:
    few: Select[Any] = select(literal(1)).where(*where).limit(COUNTED + 1)
    n = kept.of(question, lambda: connection.scalar(select(func.count()).select_from(few.subquery())) or 0)
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
