"""By which of the wanted filters a page is found: the one that leaves fewest lines, so that what is rare costs little however long the ledger is.

SQLite knows how its indices are built and not how many lines a value has in them; the tally and the names know. So each filter comes in two
shapes: `by`, along its index, and `test`, which looks at a line that was found otherwise and leads SQLite to no index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, FromClause, exists, func, literal, select
from sqlalchemy.sql import ColumnElement

from detente.ledger import filters, sqlite
from detente.ledger.counts import Kept
from detente.ledger.schema import NAMED, STANDING, TALLY

FEW = 5_000  # lines that are looked at one by one and then put in order
MOST = 50_000  # lines that are counted
VALUES = 500  # issues that are looked up one by one; of more each line is looked at
SEARCHED = 5_000  # rows with the words wanted that a page looks at, those that were added last
Conditions = Sequence[ColumnElement[bool]]


class Narrow(NamedTuple):
    """A filter by its name: how many lines it leaves, at most; what is gone through along its index, and how the lines of `standing` come to that; the same
    asked of a line that was found otherwise, and of each line while all are gone through; whether its index has the lines by their days."""

    name: str
    n: int
    driver: FromClause
    by: Conditions
    join: Conditions
    test: ColumnElement[bool]
    walk: ColumnElement[bool]
    by_day: bool = False


def narrowed(connection: Connection, kind: str, wanted: dict[str, Any], kept: Kept) -> tuple[list[Narrow], list[ColumnElement[bool]]]:
    """The filters that can lead, the narrowest first, and those that can only be asked of a line. Raises `LedgerError` where a kind does not
    take one."""
    given = filters.given(kind, wanted)
    leading = [side(connection, kind, name, given[name], given.get("until"), kept) for name in filters.SIDES if name in given]
    others: list[ColumnElement[bool]] = []
    leading += [one_of(kind, name, known(connection, kind, name, TALLY.c.value.in_(filters.cases(given[name])))) for name in ("type", "status") if name in given]
    if (issue := given.get("issue")) is not None:
        found = known(connection, kind, "issue", filters.holds(TALLY.c.value, issue))
        if len(found) <= VALUES:
            leading.append(one_of(kind, "issue", found))
        else:
            others.append(filters.holds(STANDING.c.issue.concat(""), issue))
    if (article := given.get("article")) is not None:
        at = STANDING.c.article == article
        leading.append(Narrow("article", 1, STANDING, [at, STANDING.c.kind.concat("") == kind], [], at, at))
    if (words := given.get("search")) is not None:
        leading.append(searched(connection, kind, words, SEARCHED, alone=not leading))
    for name, by, test in dated(given):
        n = kept.of((kind, name, given[name]), partial(counted, connection, [STANDING.c.kind == kind, by]))
        if n < MOST:
            leading.append(Narrow(name, n, STANDING, [STANDING.c.kind == kind, by], [], test, test))
        else:
            others.append(test)
    return sorted(leading, key=lambda one: one.n), others


def dated(given: dict[str, str]) -> Iterator[tuple[str, ColumnElement[bool], ColumnElement[bool]]]:
    """The days wanted, along an index and as a test."""
    if (since := given.get("since")) is not None:
        yield "since", filters.since(since), filters.since(since, STANDING.c.ending.concat(""))
    if (until := given.get("until")) is not None:
        yield "until", filters.until(until), filters.until(until, STANDING.c.day.concat(""))


def counted(connection: Connection, where: Conditions) -> int:
    """How many lines of an index there are, at most `MOST`."""
    return connection.scalar(select(func.count()).select_from(select(literal(1)).where(*where).limit(MOST).subquery())) or 0


def side(connection: Connection, kind: str, name: str, value: str, until: str | None, kept: Kept) -> Narrow:
    """Who acts or is meant, who tells it, of which story; of one index of names alone, for which days are asked already."""
    by = [*filters.named(kind, name, value), *([] if until is None else [filters.until(until, NAMED.c.day)])]
    other = NAMED.alias(f"of_{name}")
    lead = [other.c.side == name, other.c.value == value.lower(), other.c.kind == kind]
    test = exists(select(literal(1)).select_from(other).where(*lead, other.c.day == STANDING.c.day, other.c.seq == STANDING.c.seq).correlate(STANDING))
    walk = (STANDING.c.seq + 0).in_(select(other.c.seq).where(*lead))
    n = kept.of((kind, name, value, until), partial(counted, connection, by))
    return Narrow(name, n, NAMED, by, [NAMED.c.seq == STANDING.c.seq], test, walk, by_day=True)


def known(connection: Connection, kind: str, name: str, here: ColumnElement[bool]) -> dict[str, int]:
    """The values that there are, with how many rows have each; not more than one beyond `VALUES`."""
    query = select(TALLY.c.value, TALLY.c.n).where(TALLY.c.kind == kind, TALLY.c.name == name, here, TALLY.c.n > 0)
    return {line.value: line.n for line in connection.execute(query.limit(VALUES + 1))}


def one_of(kind: str, name: str, found: dict[str, int]) -> Narrow:
    """A type, a status or an issue."""
    column, values = STANDING.c[name], sorted(found)
    by = column == values[0] if len(values) == 1 else column.in_(values)
    test = column.concat("").in_(values)
    return Narrow(name, sum(found.values()), STANDING, [STANDING.c.kind == kind, by], [], test, test, by_day=len(values) == 1)


def searched(connection: Connection, kind: str, words: str, latest: int, *, alone: bool) -> Narrow:
    """The rows with all the words, so many of them, those that were added last; they are not counted where nothing else could lead."""
    found = sqlite.matching(words, kind, latest).subquery("found")
    n = latest if alone else connection.scalar(select(func.count()).select_from(found)) or 0
    test = (STANDING.c.seq + 0).in_(select(found.c.seq))
    return Narrow("search", n, found, [], [STANDING.c.seq == found.c.seq + 0], test, test)
