"""The ledger: an append-only store of rows, in a file or in memory.

>>> with Ledger.open("crisis.db") as ledger:
...     ledger.add(rows)
...     ledger.rows("event", actor="RUS", since="2022-01-10")
...     ledger.events  # an Arrow table: pandas, Polars and DuckDB take it
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from heapq import merge
from operator import itemgetter
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any
from weakref import finalize

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, TimeoutError  # noqa: A004 - of the pool

from detente.ledger import anew, append, calling, filters, migrate, paging, sqlite, standing
from detente.ledger.analyst import Analyst
from detente.ledger.append import Added
from detente.ledger.code import ANY, ENCODER, decode
from detente.ledger.counts import Counts
from detente.ledger.errors import LISTED, LedgerError, NotThereError, StoreError
from detente.ledger.overview import Overview
from detente.ledger.paging import Page
from detente.ledger.schema import STANDING
from detente.ledger.shelf import Shelf, names
from detente.records import KINDS, Citing, Row, Run, Story, kind_of

if TYPE_CHECKING:
    import pyarrow as pa

SPOOL = 32 << 20  # bytes of rows that wait in memory; more wait in a file
SHORTEST_PREFIX = 4
MANY = 100  # rows whose ids begin alike, that are looked at
AT_ONCE = 500  # rows of a kind that wait in memory


class Table:
    """`ledger.events` and its like: the rows of a kind as an Arrow table."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get__(self, ledger: Ledger, owner: type[Ledger]) -> pa.Table:
        return ledger.table(self.kind)


class Ledger(Analyst):
    """Rows of every kind. Nothing in it changes: a later version of a row is added, readers see the latest."""

    articles = Table("article")
    duplicates = Table("duplicate")
    quarantined = Table("quarantined")
    quotations = Table("quotation")
    events = Table("event")
    figures = Table("figure")
    meetings = Table("meeting")
    positions = Table("position")
    promises = Table("promise")
    stories = Table("story")
    comparisons = Table("comparison")
    actors = Table("actor")
    mentions = Table("mention")
    runs = Table("run")

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.path, self._engine, self._counts = path, engine, Counts()
        self.close = finalize(self, engine.dispose)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, seconds: float | None = None, read_only: bool = False) -> Ledger:
        """The ledger in a file (or `sqlite:///` and a file); made where there is none, unless `create` is false. A question that takes longer
        than `seconds` is given up with an error. `read_only`: the file is not changed, not even to bring an older one up to date."""
        name = str(path).removeprefix("sqlite:///")
        if "://" in name:
            raise LedgerError(f"{path}: ledgers are files; give the path of one")
        file = Path(name)
        if (not create or read_only) and not file.exists():
            raise LedgerError(f"{file}: no such ledger; `detente read SOURCE --ledger {file}` makes one")
        if not file.absolute().parent.is_dir():
            raise LedgerError(f"{file}: the folder {file.absolute().parent} is not there; make it first")
        if file.is_dir():
            raise LedgerError(f"{file}: that is a folder; a ledger is a file")
        writable = os.access(file.absolute().parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))
        if not writable and ((create and not read_only) or not os.access(file, os.R_OK)):
            raise LedgerError(f"{file}: it cannot be {'written' if create and not read_only else 'read'} by this user; give another file or mend its permissions")
        writable = writable and not read_only
        return cls._ready(sqlite.engine(file, writable=writable, seconds=seconds), file, writable)

    @classmethod
    def memory(cls) -> Ledger:
        """A ledger that lasts as long as the object."""
        return cls._ready(sqlite.engine(None, writable=True), None, True)

    @classmethod
    def _ready(cls, engine: Engine, path: Path | None, writable: bool) -> Ledger:
        ledger = cls(engine, path)
        with ledger._telling():
            if writable:
                migrate.migrate(engine, path)
            else:
                with engine.connect() as connection:
                    migrate.check(connection, exactly=True)
        return ledger

    def add(self, rows: Iterable[Row], *, again: bool = False) -> Added:
        """Append what is new, all or nothing; how many rows of each kind that was, and how many of them changed. Rows already there are passed over, and what analysts decided
        holds. `again`: articles come with all their rows, so that those which a newer reading no longer has are retired."""
        run = None
        with SpooledTemporaryFile(max_size=SPOOL) as waiting:  # so that the lock is held for the writing, not for the reading of pages
            for row in rows:
                run = row.id if isinstance(row, Run) else run
                waiting.write(ENCODER.encode(row) + b"\n")
            waiting.seek(0)
            with self._telling(), sqlite.begin(self._engine).begin() as connection:
                return anew.add(connection, (ANY.decode(line) for line in waiting), run, again)

    def retire(self, ids: Iterable[str]) -> int:
        """Take rows out of sight, though not out of the file; how many that were."""
        with self._telling(), sqlite.begin(self._engine).begin() as connection:
            standing = [known.seq for known in append.latest(connection, set(ids)).values() if not known.retired]
            return append.retire(connection, sorted(standing), None)

    def rows(self, kind: str, **wanted: str | None) -> list[Row]:
        """The rows of a kind, in the ledger's order. Filters: actor, towards (a code and all under it, or a name), issue, type, status, since, until
        (ISO days or months), outlet, search (words), article, story (ids)."""
        return list(self.each((kind,), **wanted))

    def all(self, kinds: Iterable[str] = tuple(KINDS)) -> list[Row]:
        """The rows of many kinds in one order: articles as they came, an article's rows by their place, then actors, stories, comparisons, runs."""
        return list(self.each(kinds))

    def each(self, kinds: Iterable[str] = tuple(KINDS), **wanted: str | None) -> Iterator[Row]:
        """As `all`, filtered as by `rows`, one after the other, so that few are in memory; all as they stood when the first was asked for."""
        asked = list(dict.fromkeys(kinds))
        with self._asking(*asked) as connection:
            wanted = calling.meant(connection, wanted)
            yield from (row for _, row in merge(*(_placed(connection, kind, wanted) for kind in asked), key=itemgetter(0)))

    def called(self, name: str) -> str:
        """The id of who is called so; the text itself where it is a code, or nobody is."""
        with self._asking() as connection:
            return calling.code(connection, name)

    def told(self, story: str) -> list[Row]:
        """All that a story rests on: itself, its articles with their rows, its comparisons, and the actors."""
        found = self.row(story)
        if not isinstance(found, Story):
            raise LedgerError(f"{story!r} is of the kind {kind_of(found)}, not a story; `detente show story` lists them")
        shelf = self.shelf
        cited = shelf.cited(found.articles)
        rows = [row for a in shelf.articles(found.articles) for row in (a, *cited.get(a.id, ()))]
        return [*rows, *shelf.actors(sorted({name for row in rows for name in names(row)})), found, *shelf.compared([found.id])]

    @property
    def shelf(self) -> Shelf:
        """What a run asks of the articles that are here."""
        return Shelf(self._engine, self._telling)

    @property
    def overview(self) -> Overview:
        """What pages that look over the whole ledger ask."""
        return Overview(self._engine, self._telling)

    def row(self, name: str) -> Row:
        """The row of an id, or of the only id that begins so."""
        with self._telling(), self._engine.connect() as connection:
            here = STANDING.c.id.between(name, f"{name}\U0010ffff") if len(name) >= SHORTEST_PREFIX else STANDING.c.id == name
            found = connection.execute(select(STANDING.c.kind, STANDING.c.id, STANDING.c.seq).where(here).order_by(STANDING.c.id).limit(MANY)).all()
            found = [f for f in found if f.id == name] or found
            if not found:
                few = f", and fewer than {SHORTEST_PREFIX} characters of one are not enough" if len(name) < SHORTEST_PREFIX else ""
                raise NotThereError(f"no row has the id {name!r}{few}; {LISTED}")
            if len(found) > 1:
                many, few = f"{len(found)}{' or more' if len(found) == MANY else ''}", ", ".join(f.id for f in found[:5])
                raise LedgerError(f"{many} ids begin with {name!r} ({few}{', …' if len(found) > 5 else ''}); give more of it")
            return append.stored(connection, found[0].kind, found[0].seq)

    def page(self, kind: str, wanted: dict[str, str | None] | None = None, *, sort: str = "place", after: str | None = None, limit: int = 50) -> Page:
        """Some rows of a kind, filtered as by `rows` and sorted by day, place, added, type, status, issue, actor or outlet ("-day": the latest
        first); `after` is the `next` of the page before."""
        with self._asking(kind) as connection:
            return paging.page(connection, kind, calling.meant(connection, wanted or {}), sort, after, limit, self._counts.now(connection))

    def walk(self, kind: str, wanted: dict[str, str | None] | None = None, *, at_once: int = paging.MOST) -> Iterator[list[Row]]:
        """All rows of a kind in the ledger's order, so many at a time, filtered as by `rows`; each part is a question of its own, so a reader who
        is slow holds nothing up."""
        after: tuple[int, ...] | None = ()
        while after is not None:
            with self._asking(kind) as connection:
                rows, after = paging.part(connection, kind, calling.meant(connection, wanted or {}), after, at_once)
            if rows:
                yield rows

    def tally(self, kind: str, name: str, most: int | None = None) -> list[tuple[str, int]]:
        """How many rows of a kind there are of each type, status, issue, outlet or actor, the most first; all, or so many of these."""
        with self._asking(kind) as connection:
            return standing.tally(connection, kind, name, most)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind stand."""
        with self._asking() as connection:
            return {kind: sum(n for _, n in standing.tally(connection, kind, "")) for kind in KINDS}

    @property
    def head(self) -> int:
        """A number that grows with every change."""
        with self._asking() as connection:
            return standing.head(connection)

    def days(self) -> tuple[str, str] | None:
        """The first and last day of the reports."""
        with self._asking() as connection:
            return standing.span(connection)

    def search(self, words: str) -> list[Row]:
        """Rows of any kind that hold all the words, best first; "quoted words" stand together, a star ends a beginning."""
        ranked: dict[int, float] = {}
        found: dict[int, Row] = {}
        with self._asking() as connection:
            for kind in KINDS:
                ranked |= {line.seq: line.rank for line in connection.execute(sqlite.matching(words, kind))}
                found |= {line.seq: decode(kind, line) for line in connection.execute(filters.rows(kind, {"search": words}))}
        return [found[seq] for seq in sorted(found, key=lambda seq: (ranked[seq], seq))]

    def table(self, kind: str) -> pa.Table:
        """The rows of a kind as an Arrow table."""
        from detente.ledger.arrow import table  # pyarrow takes a while to load, and most commands do without

        return table(kind, self.rows(kind))

    @contextmanager
    def _asking(self, *kinds: str) -> Iterator[Connection]:
        for kind in kinds:
            if kind not in KINDS:
                raise LedgerError(f"no kind of row is called {kind!r}; there are {', '.join(KINDS)}")
        with self._telling(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """The database's errors in the ledger's words."""
        try:
            yield
        except DBAPIError as e:
            raise StoreError(f"{self.path or 'ledger'}: {sqlite.told(e.orig)}") from e
        except TimeoutError as e:
            raise StoreError(f"{self.path}: too many questions are asked at once; ask again") from e
        except LedgerError as e:
            raise type(e)(f"{self.path}: {e}" if self.path and not str(e).startswith(str(self.path)) else str(e)) from None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


AFTER = {kind: n for n, kind in enumerate(("actor", "story", "comparison", "run"), 1)}


def _placed(connection: Connection, kind: str, wanted: dict[str, str | None]) -> Iterator[tuple[tuple[int, ...], Row]]:
    """The rows of a kind in the ledger's order, each with its place among those of all kinds."""
    for line in connection.execute(filters.rows(kind, wanted), execution_options={"yield_per": AT_ONCE}):
        row = decode(kind, line)
        yield _place(kind, row, line), row


def _place(kind: str, row: Row, line: Any) -> tuple[int, ...]:
    """Where a row of any kind stands among all."""
    if isinstance(row, Citing):
        return 0, line.came, 1, filters.PARTS.index(row.part), row.start, line.first
    return AFTER.get(kind, 0), line.first, 0, 0, 0, 0
