"""What a run asks of a ledger: single articles, stories and their rows by id, and where a new article may belong. Never all of anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, func, literal, or_, select

from detente.ledger import filters, finding, sqlite, within
from detente.ledger.append import CHUNK, chunks, current
from detente.ledger.code import decode
from detente.ledger.schema import NAMED, STANDING, TABLES
from detente.marks import Words
from detente.records import KINDS, Actor, Article, Citing, Comparison, Event, Figure, Meeting, Mention, Position, Promise, Quotation, Row, Story

R = TypeVar("R", bound=Row)
Stretch = tuple[str, int, int]
"""A part of an article, and the characters of it from start to end."""
OPEN = 100  # promises of one side that a new act may meet
CITED = tuple(kind for kind, record in KINDS.items() if issubclass(record, Citing) and kind != "mention")


class Shelf:
    """A ledger's answers; see `marks.Shelf` for the questions."""

    def __init__(self, engine: Engine, telling: Callable[[], AbstractContextManager[None]]) -> None:
        self.engine, self.telling = engine, telling

    def articles(self, ids: Iterable[str]) -> list[Article]:
        return self._current("article", Article, ids)

    def reports(self, ids: Iterable[str]) -> list[Article]:
        """Articles as far as one needs to name who told what and when: without their text and what was dropped from it."""
        table = TABLES["article"]
        columns = [literal({"text": "", "dropped": "[]"}[c.name]).label(c.name) if c.name in ("text", "dropped") else c for c in table.columns]
        return self._current("article", Article, ids, columns)

    def origins(self) -> list[tuple[str, str]]:
        """Where each article that stands came from, by its id."""
        table = TABLES["article"]
        query = select(STANDING.c.id, table.c.origin).join(table, table.c.seq == STANDING.c.seq).where(STANDING.c.kind == "article")
        with self._asking() as connection:
            return [(line.id, line.origin) for line in connection.execute(query)]

    def stories(self, ids: Iterable[str]) -> list[Story]:
        return self._current("story", Story, ids)

    def actors(self, ids: Iterable[str]) -> list[Actor]:
        return self._current("actor", Actor, ids)

    def compared(self, stories: Iterable[str], row: str | None = None) -> list[Comparison]:
        """The comparisons of stories, in the ledger's order; those alone that cite a row, where one is named."""
        table = TABLES["comparison"]
        citing = [table.c.accounts.contains(f'"row":"{row}"', autoescape=True)] if row else []
        with self._asking() as connection:
            ids = {i for some in chunks(stories, CHUNK) for i in connection.scalars(select(table.c.id).where(table.c.story.in_(some), *citing))}
            found = [found for found, _ in current(connection, "comparison", ids) if isinstance(found, Comparison)]
        return [c for c in found if row is None or any(a.row == row for a in c.accounts)]

    def verdicts(self, stories: Iterable[str]) -> dict[str, dict[str, int]]:
        """How many comparisons of each verdict stories have; a story with none is left away."""
        out: dict[str, dict[str, int]] = defaultdict(dict)
        with self._asking() as connection:
            for some in chunks(stories, CHUNK):
                of = select(NAMED.c.value, STANDING.c.type, func.count()).join(STANDING, STANDING.c.seq == NAMED.c.seq)
                of = of.where(NAMED.c.side == "story", NAMED.c.value.in_([s.lower() for s in some]), NAMED.c.kind == "comparison").group_by(NAMED.c.value, STANDING.c.type)
                names = {s.lower(): s for s in some}
                for story, verdict, n in connection.execute(of):
                    out[names[story]][verdict] = n
        return dict(out)

    def mentioned(self, articles: Iterable[str], over: Sequence[Stretch] = ()) -> list[Mention]:
        """The mentions of articles (over stretches alone, where there are any), in the ledger's order; none where they were not kept."""
        table = TABLES["mention"]
        with self._asking() as connection:
            ids = {i for some in chunks(articles, CHUNK) for i in connection.scalars(select(table.c.id).where(table.c.article.in_(some), *touching(table, over)))}
            return [row for row, _ in current(connection, "mention", ids) if isinstance(row, Mention)]

    def happened(self, kind: str, happening: str, articles: Iterable[str]) -> list[Event | Meeting]:
        """The acts or meetings of one happening in articles, in the ledger's order."""
        table = TABLES[kind]
        with self._asking() as connection:
            here = (select(table.c.id).where(table.c.article.in_(some), table.c.happening == happening) for some in chunks(articles, CHUNK))
            ids = {i for query in here for i in connection.scalars(query)}
            return [row for row, _ in current(connection, kind, ids) if isinstance(row, Event | Meeting) and row.happening == happening]

    def cited(self, articles: Iterable[str], kinds: Sequence[str] = CITED, over: Sequence[Stretch] = ()) -> dict[str, list[Citing]]:
        """The rows of articles but for their mentions (over stretches alone, where there are any), each article's in order of place."""
        wanted = list(articles)
        placed: dict[str, list[tuple[int, int, int, Citing]]] = defaultdict(list)
        with self._asking() as connection:
            for kind in kinds:
                table = TABLES[kind]
                ids = {i for some in chunks(wanted, CHUNK) for i in connection.scalars(select(table.c.id).where(table.c.article.in_(some), *touching(table, over)))}
                for row, known in current(connection, kind, ids):
                    if isinstance(row, Citing):
                        placed[row.article].append((filters.PARTS.index(row.part), row.start, known.first, row))
        return {a: [row for *_, row in sorted(rows, key=lambda r: r[:3])] for a, rows in placed.items()}

    def within(self, kind: str, days: tuple[str, str], most: int, wanted: Mapping[str, str | None] | None = None) -> list[Row]:
        """The rows of a kind that begin from a day to a day, filtered as by `Ledger.rows`, the latest first."""
        with self._asking() as connection:
            return within.rows(connection, kind, days, most, wanted or {})

    def fields(
        self,
        kind: str,
        names: Sequence[str],
        days: tuple[str, str],
        most: int,
        wanted: Mapping[str, str | None] | None = None,
        known: str | None = None,
        among: Iterable[str] | None = None,
    ) -> list[tuple[Any, ...]]:
        """Of such rows only their day and these fields, which is quicker; `known`: only of rows where this field is not None, or `among` some values."""
        with self._asking() as connection:
            return within.fields(connection, kind, names, days, most, wanted or {}, known, among)

    def owed(self, parties: Iterable[str]) -> list[Promise]:
        """The latest open promises of each of those who owe."""
        table = TABLES["promise"]
        with self._asking() as connection:
            late = (select(table.c.id).where(table.c.actor == p, table.c.state == "open").order_by(table.c.seq.desc()).limit(OPEN) for p in parties)
            ids = {i for query in late for i in connection.scalars(query)}
            return [row for row, _ in current(connection, "promise", ids) if isinstance(row, Promise) and row.state == "open"]

    def marked(self, key: str) -> list[str]:
        with self._asking() as connection:
            return finding.marked(connection, key)

    def alike(self, prints: Sequence[int]) -> list[str]:
        with self._asking() as connection:
            return finding.alike(connection, prints)

    def near(self, keys: Sequence[str], day: int | None) -> list[str]:
        with self._asking() as connection:
            return finding.near(connection, keys, day)

    def sketches(self, articles: Iterable[str]) -> dict[str, Words]:
        with self._asking() as connection:
            return finding.sketches(connection, articles)

    def spread(self, words: Iterable[str]) -> tuple[int, Mapping[str, int]]:
        with self._asking() as connection:
            return finding.spread(connection, words)

    def _current(self, kind: str, record: type[R], ids: Iterable[str], columns: Sequence[Any] | None = None) -> list[R]:
        """The rows of a kind that stand under the ids, in the ledger's order."""
        table = TABLES[kind]
        here = STANDING.c.id.in_(sqlite.listed(sorted(set(ids)))), STANDING.c.kind.concat("") == kind  # so that lines are found by their ids
        query = select(*(columns or [table])).join(STANDING, STANDING.c.seq == table.c.seq).where(*here).order_by(STANDING.c.first)
        with self._asking() as connection:
            return [row for line in connection.execute(query) if isinstance(row := decode(kind, line), record)]

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        with self.telling(), self.engine.connect() as connection:
            yield connection


def touching(table: Table, over: Sequence[Stretch]) -> list[ColumnElement[bool]]:
    """What a row must meet to cite words of one of the stretches."""
    return [or_(*(and_(table.c.part == part, table.c.start < end, table.c.end > start) for part, start, end in over))] if over else []


def names(row: Row) -> tuple[str, ...]:
    """The ids of those who act in a row."""
    if isinstance(row, Event):
        return row.actors + row.recipients
    if isinstance(row, Meeting):
        return row.parties
    if isinstance(row, Position | Promise):
        return (row.actor, *((row.towards,) if row.towards else ()))
    if isinstance(row, Quotation):
        return tuple(n for n in (row.speaker, row.addressee) if n)
    return (row.whose,) if isinstance(row, Figure) and row.whose else ()
