"""What the analyst's hand asks of rows, and how they come to stand so: the latest reading, with all edits that were not undone laid over it.

Versions and retirements made here are marked `HAND` where a reading's name its run, so that what was read is never lost. A comparison of
which a row was rejected loses that account, and is retired where too few reports are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from detente.ledger import append
from detente.ledger.append import CHUNK, chunks, latest
from detente.ledger.code import decode, digest
from detente.ledger.corrections import Correction, Fields, Thread, of_article, threads, whole
from detente.ledger.schema import ENTRIES, RETIRED, TABLES
from detente.records import KINDS, Article, Comparison, Row

HAND = "hand"
GIVEN = frozenset({"kind", "id", "article", "rule", "happening"})  # what a reading says of a row, and no analyst
LATER = frozenset({"rows", "events", "quotation", "state"})  # what other rows and later articles say of it, so that to accept a row does not freeze it

SPANS = "spans."


def settle(connection: Connection, thread: Thread) -> None:
    """Let the row of a thread stand as its decisions ask; ids that it had before no longer stand."""
    known = latest(connection, set(thread.members))
    kind = next(kind for kind, _ in known)
    old = [k.seq for (_, name), k in known.items() if name != thread.current and not k.retired]
    append.retire(connection, sorted(old), None)
    wanted = wanted_of(connection, kind, thread)
    now = known[kind, thread.current]
    if wanted is None:
        append.retire(connection, [] if now.retired else [now.seq], HAND)
    elif now.retired or digest(wanted) != now.digest:
        append.add(connection, [wanted], HAND)
    gone = wanted is None
    if gone != now.retired:
        compare_again(connection, wanted or append.stored(connection, kind, now.seq))


def wanted_of(connection: Connection, kind: str, thread: Thread) -> Row | None:
    """The row as the decisions ask, none where it is to be out of sight."""
    live = whole(connection, [line.number for line in thread.live])
    read = as_read(connection, kind, thread.current)
    if not live:
        now = latest(connection, {thread.current})[kind, thread.current]
        return None if now.retired and not by_hand(connection, [now.seq]) else read
    if live[-1].act == "reject":
        return None
    patch = patch_of(live)
    if read is None:  # added by hand, and no reading has touched it since
        read = msgspec.convert(next(c.after for c in reversed(live) if c.after), KINDS[kind])
    return patched(read, patch)


def patch_of(live: Iterable[Correction]) -> Fields:
    """All that the decisions say of a row's fields, the later over the earlier."""
    patch: Fields = {}
    for c in live:
        if c.act == "reject" or c.after is None:
            continue
        said = {name: value for name, value in apart(c.after).items() if name not in GIVEN}
        if c.act == "edit" and c.before is not None:
            before = apart(c.before)
            moved = said.get("part") != before.get("part")
            patch |= {name: value for name, value in said.items() if value != before.get(name) or (moved and name.startswith(SPANS))}
        elif c.act == "add":
            patch |= said
        else:  # the whole row is right, though what is unknown in it may yet be found
            patch |= {name: value for name, value in said.items() if value not in (None, []) and name not in LATER}
    if not {"part", "start", "end"} & set(patch):
        patch.pop("evidence", None)
    return patch


def patched(row: Row, patch: Fields) -> Row:
    """The row with the fields; those that this version's records no longer have are passed over."""
    fields = apart(msgspec.to_builtins(row))
    whole = {**fields, **{name: value for name, value in patch.items() if name in fields}}
    spans = {name.removeprefix(SPANS): whole.pop(name) for name in list(whole) if name.startswith(SPANS)}
    return msgspec.convert({**whole, "spans": spans} if spans else whole, type(row))


def apart(fields: Fields) -> Fields:
    """The fields with each span by itself, so that who marks the speaker's words leaves those of saying to the readings."""
    return {name: value for name, value in fields.items() if name != "spans"} | {f"{SPANS}{name}": value for name, value in (fields.get("spans") or {}).items()}


def as_read(connection: Connection, kind: str, name: str) -> Row | None:
    """The row as the latest reading gave it, whatever was made of it by hand; none where no reading did."""
    table = TABLES[kind]
    query = select(table).join(ENTRIES, ENTRIES.c.seq == table.c.seq).where(ENTRIES.c.id == name, ENTRIES.c.kind == kind, read(table)).order_by(table.c.seq.desc())
    line = connection.execute(query.limit(1)).one_or_none()
    return None if line is None else decode(kind, line)


def read(table: Any) -> Any:
    """Is a version, or a retirement, a reading's and not the hand's?"""
    return or_(table.c.run.is_(None), table.c.run != HAND)


def by_hand(connection: Connection, seqs: Iterable[int]) -> set[int]:
    """Those that were retired by hand."""
    return {seq for some in chunks(seqs, CHUNK) for seq in connection.scalars(select(RETIRED.c.seq).where(RETIRED.c.seq.in_(some), RETIRED.c.run == HAND))}


def rejected(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Of the ids, those that the hand took out of sight."""
    known = {k.seq: name for some in chunks(ids, CHUNK) for (_, name), k in latest(connection, set(some)).items() if k.retired}
    return {known[seq] for seq in by_hand(connection, sorted(known))}


def out_of_sight(connection: Connection, article: str) -> Iterator[Row]:
    """The rows of an article that a decision which holds keeps out of sight, in the order in which decisions on them began."""
    for thread in of_article(connection, article):
        if thread.live and (found := row_of(connection, thread.current)) and found[1].retired and by_hand(connection, [found[1].seq]):
            yield found[0]


def compare_again(connection: Connection, row: Row) -> None:
    """Let the comparisons that cite a row follow it."""
    for article, _ in append.current(connection, "article", [getattr(row, "article", "")]):
        if isinstance(article, Article) and article.story:
            compared(connection, article.story, row.id)


def compared(connection: Connection, story: str, citing: str | None = None) -> None:
    """Let the comparisons of a story (those that cite a row) stand with the accounts whose rows do."""
    table = TABLES["comparison"]
    lines = connection.execute(select(table).where(table.c.story == story, read(table)).order_by(table.c.seq))
    found = {c.id: c for c in (decode("comparison", line) for line in lines) if isinstance(c, Comparison)}
    found = {name: c for name, c in found.items() if citing is None or any(a.row == citing for a in c.accounts)}
    known = {name: k for some in chunks(sorted(found), CHUNK) for (_, name), k in latest(connection, set(some)).items()}
    hidden = by_hand(connection, sorted(k.seq for k in known.values() if k.retired))
    gone = rejected(connection, sorted({a.row for c in found.values() for a in c.accounts}))
    rest = {name: without(c, gone) for name, c in found.items() if not known[name].retired or known[name].seq in hidden}
    append.retire(connection, sorted(known[name].seq for name, c in rest.items() if c is None and not known[name].retired), HAND)
    append.add(connection, [c for name, c in rest.items() if c is not None and (known[name].retired or known[name].digest != digest(c))], HAND)


def without(c: Comparison, gone: set[str]) -> Comparison | None:
    """The comparison without the accounts of rows that are gone; none where it says nothing any more."""
    left = tuple(a for a in c.accounts if a.row not in gone)
    fewest = 1 if c.verdict == "only" else 2
    reports = len({a.article for a in left})
    if len(left) < len(c.accounts) and (len(left) < fewest or reports < min(fewest, len({a.article for a in c.accounts}))):
        return None
    return msgspec.structs.replace(c, accounts=left)


def thread_of(connection: Connection, name: str) -> Thread:
    """The thread of an id, an empty one where nobody decided on it."""
    return threads(connection, [name]).get(name) or Thread((name,), ())


def row_of(connection: Connection, name: str) -> tuple[Row, append.Known] | None:
    """The row of an id in its latest version, whether it stands or not; none where there never was one."""
    for (kind, _), known in latest(connection, {name}).items():
        return append.stored(connection, kind, known.seq), known
    return None
