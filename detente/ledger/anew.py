"""Taking in what was read, where analysts decided on some of it: their decisions are laid over what a newer reading says of the same place.

A row of a new id at a place of which a corrected row is no longer read is that row's heir: of several, the one of which most fields are the
same. `again` means that articles come with all their rows: those that a reading no longer has are retired, unless the analyst holds them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec
from sqlalchemy import Connection, select

from detente.ledger import append, corrections, hand
from detente.ledger.append import Added, Known, latest
from detente.ledger.code import digest
from detente.ledger.corrections import Place, Thread
from detente.ledger.schema import STANDING
from detente.records import KINDS, Article, Citing, Comparison, Mention, Row, kind_of

Standing = dict[str, tuple[Citing, Known]]
CITING = tuple(kind for kind, record in KINDS.items() if issubclass(record, Citing))


def add(connection: Connection, rows: Iterable[Row], run: str | None, again: bool) -> Added:
    """Append what is new, as the analyst's hand has it; how many rows of each kind that was."""
    if not again and not corrections.any_yet(connection):
        return append.add(connection, rows, run)
    taken = Taken(connection, again)
    added = append.add(connection, taken.through(rows), run)
    taken.lay(run)
    added.gone += len(taken.gone)
    return added


class Taken:
    """What comes in of a reading: `through` passes on what is news, `lay` lays the hand over it when it is stored."""

    def __init__(self, connection: Connection, again: bool) -> None:
        self.connection, self.again = connection, again
        self.decided, self.articles = corrections.everywhere(connection)
        self.touched: set[str] = set()
        self.stories: set[str] = set()
        self.heirs: list[tuple[str, str]] = []
        self.gone: list[int] = []

    def through(self, rows: Iterable[Row]) -> Iterator[Row]:
        for article, group in groupby(rows, of_article):
            if article is not None:
                yield from self.read(article, list(group))
                continue
            for row in group:
                yield from self.compared(row) if isinstance(row, Comparison) else [row]

    def lay(self, run: str | None) -> None:
        for root, row in self.heirs:
            corrections.inherit(self.connection, root, row)
        append.retire(self.connection, sorted(self.gone), run)
        for thread in {t.root: t for t in corrections.threads(self.connection, sorted(self.touched)).values()}.values():
            hand.settle(self.connection, thread)
        for story in sorted(self.stories):
            hand.compared(self.connection, story)

    def read(self, article: str, rows: list[Row]) -> Iterator[Row]:
        """One article with its rows, or some of these."""
        threads = [t for t in corrections.of_article(self.connection, article) if t.live] if article in self.articles else []
        whole = self.again and any(isinstance(row, Article) for row in rows)
        if not threads and not whole:
            yield from rows
            return
        citing = [row for row in rows if isinstance(row, Citing)]
        standing = standing_in(self.connection, article)
        home = {name: t for t in threads for name in t.members}
        home |= self.inherited(threads, home, citing, standing)
        for row in rows:
            thread = home.get(row.id)
            if thread is None:
                yield row
                continue
            self.touched.add(thread.root)
            if thread.current != row.id:
                self.heirs.append((thread.root, row.id))
            raw = self.unlaid(row, thread)
            before = hand.as_read(self.connection, kind_of(row), row.id)
            if before is None or digest(before) != digest(raw):
                yield raw
        if whole:
            read = {row.id for row in citing}
            kinds = CITING if any(isinstance(row, Mention) for row in citing) else tuple(kind for kind in CITING if kind != "mention")
            self.gone += [known.seq for name, (row, known) in standing.items() if name not in read and name not in home and kind_of(row) in kinds]

    def inherited(self, threads: Sequence[Thread], home: dict[str, Thread], rows: Sequence[Citing], standing: Standing) -> dict[str, Thread]:
        """The threads of which a row of a new id is the heir. Rows that nobody decided on, and that are no longer read, have heirs too."""
        read = {row.id for row in rows}
        new = [row for row in rows if row.id not in standing and row.id not in home]
        lost: list[tuple[Citing, set[Place], Thread | None]] = [(row, {place(row)}, None) for name, (row, _) in standing.items() if name not in read and name not in home]
        for t in threads if new else ():
            before = None if read & set(t.members) else hand.as_read(self.connection, kind_in(self.connection, t), t.current)
            lost += [(before, {place(before)} | self.places(t), t)] if isinstance(before, Citing) else []
        pairs = [(likeness(row, old), t is not None, -n, -k) for n, row in enumerate(new) for k, (old, places, t) in enumerate(lost) if place(row) in places]
        out: dict[str, Thread] = {}
        rows_left, lost_left = set(range(len(new))), set(range(len(lost)))
        for _, _, n, k in sorted(pairs, reverse=True):
            if -n in rows_left and -k in lost_left:
                rows_left.remove(-n)
                lost_left.remove(-k)
                if (heir := lost[-k][2]) is not None:
                    out[new[-n].id] = heir
        return out

    def places(self, thread: Thread) -> set[Place]:
        """Where the decisions hold on to, and where an edit put the row."""
        lines = corrections.whole(self.connection, [line.number for line in thread.live])
        moved = {Place(c.article, c.kind, c.after["part"], c.after["start"], c.after["end"]) for c in lines if c.after}
        return moved | {c.place for c in lines}

    def unlaid(self, row: Row, thread: Thread) -> Row:
        """The row as it was read: one that comes from the ledger with other news brings along what the hand laid over it."""
        read, found = hand.as_read(self.connection, kind_of(row), row.id), hand.row_of(self.connection, row.id)
        if read is None or found is None:
            return row
        patch = hand.patch_of(corrections.whole(self.connection, [line.number for line in thread.live]))
        same = [name for name in patch if name in row.__struct_fields__ and getattr(row, name) == getattr(found[0], name)]
        return msgspec.structs.replace(row, **{name: getattr(read, name) for name in same})

    def compared(self, row: Comparison) -> Iterator[Row]:
        """A comparison, unless it is as it was read before the hand took accounts from it: then as it stands."""
        if not hand.rejected(self.connection, sorted({a.row for a in row.accounts} & self.decided)):
            yield row
            return
        read = hand.as_read(self.connection, "comparison", row.id)
        if read is None or digest(read) != digest(row):
            self.stories.add(row.story)
            yield row
        elif (found := hand.row_of(self.connection, row.id)) and not found[1].retired:
            yield found[0]


def of_article(row: Row) -> str | None:
    return row.id if isinstance(row, Article) else row.article if isinstance(row, Citing) else None


def standing_in(connection: Connection, article: str) -> Standing:
    """The rows of an article that stand, by id."""
    out: Standing = {}
    for kind, lines in groupby(connection.execute(select(STANDING.c.kind, STANDING.c.id).where(STANDING.c.article == article).order_by(STANDING.c.kind)), lambda line: line.kind):
        ids = {line.id for line in lines}
        out |= {row.id: (row, known) for row, known in append.current(connection, kind, ids) if isinstance(row, Citing)}
    return out


def kind_in(connection: Connection, thread: Thread) -> str:
    return next(kind for kind, _ in latest(connection, {thread.current}))


def place(row: Citing) -> Place:
    return Place(row.article, kind_of(row), row.part, row.start, row.end)


def likeness(one: Citing, two: Citing) -> int:
    """How many fields say the same."""
    return Counter(getattr(one, name) == getattr(two, name) for name in one.__struct_fields__)[True]
