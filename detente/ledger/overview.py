"""What pages that look over a whole ledger ask: who spoke how often in some days, what stands ahead of a day, how much is known of whom.

Each answer goes along an index and has a bound, so that it costs what it holds and not what the ledger holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine, func, select

from detente.ledger import filters, sqlite
from detente.ledger.code import decode
from detente.ledger.schema import NAMED, STANDING, TABLES
from detente.records import Event, Row


class Overview:
    """`ledger.overview`."""

    def __init__(self, engine: Engine, telling: Callable[[], AbstractContextManager[None]]) -> None:
        self._engine, self._telling = engine, telling

    def acting(self, kind: str, days: tuple[str, str], most: int) -> list[tuple[str, int]]:
        """Who acts first in the rows of a kind that begin in these days, and in how many: those of most rows."""
        actor = STANDING.c.actor.concat("").label("actor")  # so that the index of days is gone along, not that of all actors
        rows = func.count().label("n")
        query = select(actor, rows).where(STANDING.c.kind == kind, actor != "", *filters.beginning(*days)).group_by(actor).order_by(rows.desc(), actor)
        with self._asking() as connection:
            return [(line.actor, line.n) for line in connection.execute(query.limit(most))]

    def ahead(self, kind: str, statuses: Sequence[str], days: tuple[str, str], told: str, most: int, still: str = "") -> list[Row]:
        """The citing rows of these statuses that begin in these days, and last until `still` or longer, the earliest first, as far as reports of up to
        the day `told` have them."""
        table, report = TABLES[kind], STANDING.alias("report")
        query = select(table).join(STANDING, STANDING.c.seq == table.c.seq).join(report, report.c.id == STANDING.c.article)
        here = STANDING.c.kind == kind, STANDING.c.status.in_(statuses), *filters.beginning(*days)
        here = *here, filters.since(still, STANDING.c.ending.concat(""))
        query = query.where(*here, report.c.kind.concat("") == "article", report.c.day.concat("") <= f"{told}~")  # so that `report` is found by its id
        with self._asking() as connection:
            return [decode(kind, line) for line in connection.execute(query.order_by(STANDING.c.day, STANDING.c.seq).limit(most))]

    def undated(self, kind: str, statuses: Sequence[str], most: int) -> list[Row]:
        """The citing rows of these statuses that have no day, and whose reports have none: the last added first."""
        table = TABLES[kind]
        query = select(table).join(STANDING, STANDING.c.seq == table.c.seq)
        query = query.where(STANDING.c.kind == kind, STANDING.c.day == "", STANDING.c.status.concat("").in_(statuses))
        with self._asking() as connection:
            return [decode(kind, line) for line in connection.execute(query.order_by(STANDING.c.seq.desc()).limit(most))]

    def events(self, ids: Iterable[str]) -> list[Event]:
        """The acts of these ids, in order of their ids."""
        table = TABLES["event"]
        here = STANDING.c.id.in_(sqlite.listed(sorted(set(ids)))), STANDING.c.kind.concat("") == "event"  # so that lines are found by their ids
        query = select(table).join(STANDING, STANDING.c.seq == table.c.seq).where(*here)
        with self._asking() as connection:
            out = [row for line in connection.execute(query) if isinstance(row := decode("event", line), Event)]
        return sorted(out, key=lambda row: row.id)

    def named(self, codes: Iterable[str], kinds: Sequence[str], side: str = "actor") -> dict[tuple[str, str], int]:
        """By (code, kind) how many rows name a code or someone under it."""
        wanted = {code.lower(): code for code in codes}
        rows = func.count().label("n")
        query = select(NAMED.c.value, NAMED.c.kind, rows).where(NAMED.c.side == side, NAMED.c.value.in_(sorted(wanted)), NAMED.c.kind.in_(kinds))
        with self._asking() as connection:
            return {(wanted[line.value], line.kind): line.n for line in connection.execute(query.group_by(NAMED.c.value, NAMED.c.kind))}

    def marked(self, words: str, texts: Sequence[str]) -> list[list[tuple[str, bool]]]:
        """Each text in pieces, with whether a piece is one of the words that the search found it by."""
        return sqlite.marked(words, texts)

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        with self._telling(), self._engine.connect() as connection:
            yield connection
