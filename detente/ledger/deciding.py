"""One decision: checked, written into the log, and carried out, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection

from detente.ledger import append, given, hand, sides
from detente.ledger.code import digest
from detente.ledger.corrections import Act, Correction, Fields, Line, Place, Thread, log, whole
from detente.ledger.errors import LISTED, ChangedError, LedgerError, NotThereError
from detente.records import Article, Citing, Row, kind_of

NAME, NOTE = 80, 2_000  # characters at most


def correct(
    connection: Connection,
    act: str,
    row: str | None,
    by: str,
    changes: Mapping[str, Any] | None,
    note: str | None,
    place: Place | None,
    at: str | None,
    seen: str | None,
) -> Correction:
    """The line that was written, or the annotator's line that said the same of the row as it stands."""
    who(act, by, note)
    draft = Correction(0, at or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"), by, act, "", "", "body", 0, 0, "", None, None, note, None, "")  # type: ignore[arg-type]
    if (place is not None) != (act == "add") or (row is None) != (act == "add"):
        raise LedgerError("a place (article, kind, part, start, end) is given with add, a row's id with every other act")
    if changes and act not in ("edit", "add"):
        raise LedgerError(f"{act} takes no changes; use edit")
    if place is not None:
        return added(connection, draft, Place(*place), changes or {})
    return decided(connection, draft, str(row), changes or {}, seen)


def added(connection: Connection, draft: Correction, place: Place, said: Mapping[str, Any]) -> Correction:
    made = given.made(place, sides.meant(connection, place.kind, said), article_of(connection, place.article))
    found = hand.row_of(connection, made.id)
    if found and not found[1].retired:
        raise LedgerError(f"{made.id}: this very row was added before; accept or edit it")
    line = log(connection, msgspec.structs.replace(draft, row=made.id, after=fields(made), **place._asdict()))
    append.add(connection, [made], hand.HAND)
    hand.settle(connection, hand.thread_of(connection, made.id))
    return line


def decided(connection: Connection, draft: Correction, name: str, changes: Mapping[str, Any], seen: str | None) -> Correction:
    thread = hand.thread_of(connection, name)
    found = hand.row_of(connection, thread.current)
    if found is None:
        raise NotThereError(f"no row has the id {name!r}; {LISTED}")
    row, known = found
    if seen and digest(row) != seen:
        raise ChangedError("this row was changed since you opened it; look at it as it is now, then decide")
    if not isinstance(row, Citing):
        raise LedgerError(f"{name!r} is of the kind {kind_of(row)}; rows that rest on words can be corrected: {', '.join(given.CITING)}")
    held = place_of(connection, thread, row)
    draft = msgspec.structs.replace(draft, row=row.id, before=None if known.retired else fields(row), **held._asdict())
    if draft.act == "undo":
        return undone(connection, draft, thread, row)
    if known.retired and not hand.by_hand(connection, [known.seq]):
        raise LedgerError(f"{name}: the row was retired, for a later reading no longer has it; read its article again or add the row by hand")
    if known.retired and thread.lines and not thread.live:
        raise LedgerError(f"{name}: the row was added by hand, which was undone; add it again")
    article = article_of(connection, row.article)
    after = row if draft.act == "accept" else edited(row, sides.meant(connection, kind_of(row), changes), article) if draft.act == "edit" else None
    draft = msgspec.structs.replace(draft, after=None if after is None else fields(after))
    if draft.act != "edit" and thread.live and (last := thread.live[-1]).by == draft.by and last.act == draft.act:
        return whole(connection, [last.number])[0]
    line = log(connection, draft)
    hand.settle(connection, hand.thread_of(connection, row.id))
    return line


def undone(connection: Connection, draft: Correction, thread: Thread, row: Row) -> Correction:
    """Take back the annotator's latest decision on the row."""
    own = [line for line in thread.live if line.by == draft.by]
    if not own:
        raise LedgerError(f"{row.id}: there is nothing of {draft.by} to undo; `detente corrections` lists what was decided")
    rest = Thread(thread.members, (*thread.lines, Line(thread.lines[-1].number + 1, draft.by, "undo", own[-1].number, row.id)))
    wanted = hand.wanted_of(connection, kind_of(row), rest)
    line = log(connection, msgspec.structs.replace(draft, after=None if wanted is None else fields(wanted), undoes=own[-1].number))
    hand.settle(connection, hand.thread_of(connection, row.id))
    return line


def edited(row: Citing, changes: Mapping[str, Any], article: Article) -> Citing:
    after = given.changed(row, changes, article)
    if after == row:
        raise LedgerError(f"{row.id}: the edit changes nothing; give a field another value, or accept the row")
    return after


def place_of(connection: Connection, thread: Thread, row: Citing) -> Place:
    """Where readings put the row, whatever its offsets were edited to."""
    if thread.lines:
        return whole(connection, [thread.lines[0].number])[0].place
    return Place(row.article, kind_of(row), row.part, row.start, row.end)


def article_of(connection: Connection, name: str) -> Article:
    for article, _ in append.current(connection, "article", [name]):
        if isinstance(article, Article):
            return article
    raise NotThereError(f"no article has the id {name!r}; `detente show article` lists them")


def who(act: str, by: str, note: str | None) -> None:
    """Refuse what could not be told from the log."""
    if act not in get_args(Act):
        raise LedgerError(f"no decision is called {act!r}; there are {', '.join(get_args(Act))}")
    if not by.strip() or by != by.strip() or len(by) > NAME or not by.isprintable():
        raise LedgerError(f"{by!r} names no annotator; give a name of at most {NAME} characters on one line")
    if note is not None and (not note.strip() or len(note) > NOTE or any("\ud800" <= c <= "\udfff" for c in note)):
        raise LedgerError(f"a note is a text of at most {NOTE:,} characters, or null")


def fields(row: Row) -> Fields:
    found: Fields = msgspec.json.decode(msgspec.json.encode(row))
    return found
