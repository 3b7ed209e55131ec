"""Adding: only what is new, and what a later reading replaces is retired. All inside the caller's transaction.

A row that says the same as the current one of its id is passed over. A row of a known id that says something else (a story that grew) becomes
its latest version. A story that comes again brings all its comparisons: those it had before and has no more are retired, and so are other
stories whose articles it took.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select

from detente.ledger import finding, sqlite, standing
from detente.ledger.code import decode, digest, encode
from detente.ledger.schema import ENTRIES, RETIRED, TABLES
from detente.records import Actor, Article, Comparison, Duplicate, Row, Run, Story, kind_of

T = TypeVar("T")
CHUNK = 500
WORDS = ("title", "standfirst", "text", "evidence", "content", "what", "name", "reason")


class Known(NamedTuple):
    """The latest version of an id."""

    seq: int
    first: int
    digest: str
    retired: bool


def add(connection: Connection, rows: Iterable[Row], run: str | None) -> Added:
    """Append what is new; how many rows of each kind that was."""
    start = connection.scalar(select(func.max(ENTRIES.c.seq))) or 0
    seq, added, batch, changed = start, Counter[str](), Batch(), 0
    for chunk in chunks(rows, CHUNK):
        known = latest(connection, {row.id for row in chunk})
        origins = origins_of(connection, [row.of for row in chunk if isinstance(row, Duplicate)])
        columns: dict[str, list[dict[str, Any]]] = defaultdict(list)
        entries, placed = [], []
        articles: list[Article] = []
        waiting: dict[int, Row] = {}
        for given in chunk:
            batch.note(given, known.get((kind_of(given), given.id)))
            if (isinstance(given, Run) and seq == start) or (isinstance(given, Duplicate) and given.origin == origins.get(given.of)):
                continue  # the same pages again: no news, not even that they were read
            kind, old = kind_of(given), known.get((kind_of(given), given.id))
            row = merged(given, waiting.get(old.seq) or stored(connection, kind, old.seq)) if isinstance(given, Actor) and old else given
            says = digest(row)
            if old and old.digest == says and not old.retired:
                continue
            seq += 1
            first = old.first if old else seq
            waiting[seq] = row
            known[kind, row.id] = Known(seq, first, says, False)
            entries.append({"seq": seq, "first": first, "kind": kind, "id": row.id, "digest": says})
            columns[kind].append({"seq": seq, "run": run, **encode(row)})
            placed.append(standing.Placed(seq, first, row))
            added[kind] += 1
            changed += old is not None and not old.retired
            if isinstance(row, Article) and not old:
                articles.append(row)
        if entries:
            connection.execute(insert(ENTRIES), entries)
            index(connection, placed)
        for kind, lines in columns.items():
            connection.execute(insert(TABLES[kind]), lines)
        if placed:
            standing.stand(connection, placed)
        if articles:
            finding.keep(connection, articles)
    out = Added(sorted(added.items()))
    out.changed, out.gone = changed, retire(connection, list(replaced(connection, batch, start)), run)
    return out


def index(connection: Connection, placed: Iterable[standing.Placed]) -> None:
    """Let rows be found by their words."""
    words: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for p in placed:
        words[kind_of(p.row)].append((p.seq, " ".join(w for name in WORDS if (w := getattr(p.row, name, None)))))
    for kind, lines in words.items():
        sqlite.index_words(connection, kind, lines)


class Added(dict[str, int]):
    """How many rows of each kind were added; `changed`: how many of them stood before and said something else, `gone`: how many no longer stand since."""

    changed = 0
    gone = 0


class Batch:
    """What was read this time over articles: the stories with their articles, the comparisons; articles that were there, by their `seq`."""

    def __init__(self) -> None:
        self.stories: dict[str, tuple[str, ...]] = {}
        self.opened: set[str] = set()
        self.comparisons: set[str] = set()
        self.moved: set[int] = set()

    def note(self, row: Row, old: Known | None) -> None:
        if isinstance(row, Story):
            self.stories[row.id] = row.articles
            if not old:
                self.opened.update(row.articles)
        elif isinstance(row, Comparison):
            self.comparisons.add(row.id)
        elif isinstance(row, Article) and old:
            self.moved.add(old.seq)


def replaced(connection: Connection, batch: Batch, start: int) -> Iterator[int]:
    """The `seq` of stories and comparisons from before that this reading replaces: stories that its articles were in, what its stories had."""
    if not batch.stories:
        return
    table = TABLES["article"]
    moved = batch.moved | {k.seq for k in latest(connection, batch.opened, until=start).values()}
    were = {s for some in chunks(sorted(moved), CHUNK) for s in connection.scalars(select(table.c.story).where(table.c.seq.in_(some))) if s}
    taken, gone = {a for articles in batch.stories.values() for a in articles}, set()
    for story, seq in stood(connection, "story", were - set(batch.stories), start):
        if isinstance(story, Story) and taken.intersection(story.articles):
            gone.add(story.id)
            yield seq
    comparison = TABLES["comparison"]
    for some in chunks(sorted(gone | set(batch.stories)), CHUNK):
        ids = set(connection.scalars(select(comparison.c.id).where(comparison.c.story.in_(some))))
        for row, seq in stood(connection, "comparison", ids - batch.comparisons, start):
            if isinstance(row, Comparison) and row.story in some:
                yield seq


def stood(connection: Connection, kind: str, ids: set[str], start: int) -> Iterator[tuple[Row, int]]:
    """Of the ids, the current rows of a kind that were there before."""
    for row, known in current(connection, kind, ids):
        if known.seq <= start:
            yield row, known.seq


def current(connection: Connection, kind: str, ids: Iterable[str]) -> Iterator[tuple[Row, Known]]:
    """The rows that stand under the ids, in the ledger's order; the cost is that of the ids, however long the ledger is."""
    table = TABLES[kind]
    known: dict[int, Known] = {}
    for some in chunks(sorted(set(ids)), CHUNK):
        known |= {k.seq: k for (of, _), k in latest(connection, set(some)).items() if of == kind and not k.retired}
    rows: dict[int, Row] = {}
    for some_seqs in chunks(sorted(known), CHUNK):
        rows |= {line.seq: decode(kind, line) for line in connection.execute(select(table).where(table.c.seq.in_(some_seqs)))}
    for seq in sorted(known, key=lambda seq: known[seq].first):
        yield rows[seq], known[seq]


def latest(connection: Connection, ids: set[str], until: int | None = None) -> dict[tuple[str, str], Known]:
    """What is known of the ids (as it was at a `seq`), by kind and id."""
    then = [ENTRIES.c.seq <= until] if until is not None else []
    newest = select(func.max(ENTRIES.c.seq)).where(ENTRIES.c.id.in_(sorted(ids)), *then).group_by(ENTRIES.c.kind, ENTRIES.c.id)
    query = select(ENTRIES, RETIRED.c.seq.is_not(None).label("gone")).outerjoin(RETIRED, RETIRED.c.seq == ENTRIES.c.seq).where(ENTRIES.c.seq.in_(newest))
    return {(line.kind, line.id): Known(line.seq, line.first, line.digest, line.gone) for line in connection.execute(query)}


def origins_of(connection: Connection, articles: list[str]) -> dict[str, str]:
    """Where the articles that stand here came from."""
    return {row.id: row.origin for row, _ in current(connection, "article", articles) if isinstance(row, Article)}


def merged(actor: Actor, old: Row) -> Actor:
    """An actor with the names it had in earlier articles too."""
    if not isinstance(old, Actor):
        raise TypeError(f"{old.id} was no actor before")
    if set(actor.aliases) <= set(old.aliases) and actor.role in (None, old.role):
        return old
    return replace(actor, role=actor.role or old.role, aliases=tuple(sorted({*old.aliases, *actor.aliases})))


def stored(connection: Connection, kind: str, seq: int) -> Row:
    """One version of a row."""
    return decode(kind, connection.execute(select(TABLES[kind]).where(TABLES[kind].c.seq == seq)).one())


def retire(connection: Connection, seqs: Sequence[int], run: str | None) -> int:
    if seqs:
        connection.execute(insert(RETIRED), [{"seq": seq, "run": run} for seq in seqs])
        standing.fall(connection, seqs)
    return len(seqs)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
