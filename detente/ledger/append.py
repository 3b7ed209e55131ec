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

from detente.ledger import filters, sqlite
from detente.ledger.code import decode, digest, encode
from detente.ledger.schema import ENTRIES, RETIRED, TABLES
from detente.records import Actor, Comparison, Duplicate, Row, Run, Story, kind_of

T = TypeVar("T")
CHUNK = 500
WORDS = ("title", "standfirst", "text", "evidence", "content", "what", "name", "reason")


class Known(NamedTuple):
    """The latest version of an id."""

    seq: int
    first: int
    digest: str
    retired: bool


def add(connection: Connection, rows: Iterable[Row], run: str | None) -> dict[str, int]:
    """Append what is new; how many rows of each kind that was."""
    start = connection.scalar(select(func.max(ENTRIES.c.seq))) or 0
    seq, added, batch = start, Counter[str](), Batch()
    for chunk in chunks(rows, CHUNK):
        known = latest(connection, {row.id for row in chunk})
        origins = origins_of(connection, [row.of for row in chunk if isinstance(row, Duplicate)])
        columns: dict[str, list[dict[str, Any]]] = defaultdict(list)
        entries, words = [], []
        waiting: dict[int, Row] = {}
        for given in chunk:
            batch.note(given)
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
            words.append((seq, " ".join(w for name in WORDS if (w := getattr(row, name, None)))))
            added[kind] += 1
        if entries:
            connection.execute(insert(ENTRIES), entries)
            sqlite.index_words(connection, words)
        for kind, lines in columns.items():
            connection.execute(insert(TABLES[kind]), lines)
    retire(connection, list(replaced(connection, batch, start)), run)
    return dict(sorted(added.items()))


class Batch:
    """What was read this time over articles: the stories with their articles, the comparisons."""

    def __init__(self) -> None:
        self.stories: dict[str, tuple[str, ...]] = {}
        self.comparisons: set[str] = set()

    def note(self, row: Row) -> None:
        if isinstance(row, Story):
            self.stories[row.id] = row.articles
        elif isinstance(row, Comparison):
            self.comparisons.add(row.id)


def replaced(connection: Connection, batch: Batch, start: int) -> Iterator[int]:
    """The `seq` of stories and comparisons from before that this reading replaces."""
    if not batch.stories:
        return
    taken, gone = {a for articles in batch.stories.values() for a in articles}, set()
    for line in connection.execute(standing("story", start)):
        story = decode("story", line)
        if isinstance(story, Story) and story.id not in batch.stories and taken.intersection(story.articles):
            gone.add(story.id)
            yield line.seq
    for line in connection.execute(standing("comparison", start)):
        if line.story in gone or (line.story in batch.stories and line.id not in batch.comparisons):
            yield line.seq


def standing(kind: str, start: int) -> Any:
    """The current rows of a kind that were there before."""
    return filters.rows(kind, {}).where(TABLES[kind].c.seq <= start).order_by(None)


def latest(connection: Connection, ids: set[str]) -> dict[tuple[str, str], Known]:
    """What is known of the ids, by kind and id."""
    newest = select(func.max(ENTRIES.c.seq)).where(ENTRIES.c.id.in_(sorted(ids))).group_by(ENTRIES.c.kind, ENTRIES.c.id)
    query = select(ENTRIES, RETIRED.c.seq.is_not(None).label("gone")).outerjoin(RETIRED, RETIRED.c.seq == ENTRIES.c.seq).where(ENTRIES.c.seq.in_(newest))
    return {(line.kind, line.id): Known(line.seq, line.first, line.digest, line.gone) for line in connection.execute(query)}


def origins_of(connection: Connection, articles: list[str]) -> dict[str, str]:
    """Where the articles that stand here came from."""
    article = TABLES["article"]
    return {line.id: line.origin for line in connection.execute(filters.rows("article", {}).where(article.c.id.in_(sorted(set(articles)))))} if articles else {}


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
    return len(seqs)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
