"""What each annotator's latest decision makes of a row, so that two can be compared: `accept` as it was read (or added), `reject`, or `edit:` and a hash
of what differs from that.

It is the row as they left it that counts: who accepts a row that another edited says the same as that edit, who edits it back to what was read
accepts it. The decisions are those of the log, in its order; what a reading says is what stood before the first edit of a field, undone or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection, select

from detente.ledger.append import CHUNK, chunks
from detente.ledger.corrections import Correction, Fields, Judgement, Unit, threads, whole
from detente.ledger.hand import GIVEN, apart
from detente.ledger.schema import CORRECTION


def judgements(connection: Connection) -> Iterator[Judgement]:
    """Who judged what and how, by the rows' first ids: the latest of each annotator that was not undone."""
    for some in chunks(connection.scalars(select(CORRECTION.c.row).distinct().order_by(CORRECTION.c.row)).all(), CHUNK):
        found = {t.root: t for t in threads(connection, some).values() if t.root in some}
        for root in sorted(found):
            latest = {line.by: line.number for line in found[root].live}
            if latest:
                lines = whole(connection, [line.number for line in found[root].lines])
                said = values(lines)
                for by, number in sorted(latest.items()):
                    yield by, (*lines[0].place, root), said[number]


def differing(connection: Connection) -> dict[str, Unit]:
    """The rows of which two annotators' latest decisions do not say the same, by the ids that they have now."""
    said: dict[Unit, set[str]] = {}
    for _, unit, value in judgements(connection):
        said.setdefault(unit, set()).add(value)
    units = {unit[-1]: unit for unit in sorted(said) if len(said[unit]) > 1}
    found = threads(connection, units)
    return {found[root].current: unit for root, unit in units.items()}


def values(lines: Iterable[Correction]) -> dict[int, str]:
    """The value of each line of a row that decides on it, by the line's number; lines in their order."""
    out: dict[int, str] = {}
    read: Fields = {}  # field → what stood before an edit first touched it
    stood: Fields = {}
    for line in lines:
        before, after = apart(line.before or stood), apart(line.after or {})
        if line.act == "edit":
            read = {name: before.get(name) for name in sorted({*before, *after}) if name not in GIVEN and before.get(name) != after.get(name)} | read
        stood = line.after or line.before or stood
        if line.act == "reject":
            out[line.number] = "reject"
        elif line.act != "undo":
            made = {name: after.get(name) for name, value in read.items() if after.get(name) != value}
            out[line.number] = f"edit:{blake2b(msgspec.json.encode(made, order='sorted'), digest_size=8).hexdigest()}" if made else "accept"
    return out
