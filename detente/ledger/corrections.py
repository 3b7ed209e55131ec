"""The log of what analysts decided, line by line; nothing in it is ever changed.

A decision holds on to a place (article, kind, part, offsets), so that it outlives the row: a later reading may tell the same under another id,
and `heir` notes which row carries on. All decisions on one row and its heirs are a `Thread`; what it asks of the row is in `hand`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, insert, select

from detente.ledger import standing
from detente.ledger.append import CHUNK, chunks
from detente.ledger.audit import sealed
from detente.ledger.errors import LedgerError
from detente.ledger.schema import CORRECTION, HEIR
from detente.records import Part

Act = Literal["accept", "reject", "edit", "add", "undo"]
Fields = dict[str, Any]
Unit = tuple[str, str, str, int, int, str]
"""What annotators judge: the fields of a place, and the first id of the row there."""
Judgement = tuple[str, Unit, str]


class Place(NamedTuple):
    """What a decision holds on to; offsets are characters of the part, end exclusive."""

    article: str
    kind: str
    part: Part
    start: int
    end: int


class Correction(Struct, frozen=True):
    """A line of the log: `row` the id then, `before` and `after` the row's fields (none where it did not stand), `undoes` a line's number.

    `at` is ISO 8601 in UTC; the order is that of `number`, whatever the clock said. `chain` seals the line and all before it.
    """

    number: int
    at: str
    by: str
    act: Act
    article: str
    kind: str
    part: Part
    start: int
    end: int
    row: str
    before: Fields | None
    after: Fields | None
    note: str | None
    undoes: int | None
    chain: str

    @property
    def place(self) -> Place:
        return Place(self.article, self.kind, self.part, self.start, self.end)


class Line(NamedTuple):
    """The little of a correction that says which others still hold."""

    number: int
    by: str
    act: Act
    undoes: int | None
    row: str


class Thread(NamedTuple):
    """The decisions on one row: its first id and those of its heirs, and all lines in their order."""

    members: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def root(self) -> str:
        return self.members[0]

    @property
    def current(self) -> str:
        """The id that the latest reading gave it."""
        return self.members[-1]

    @property
    def live(self) -> tuple[Line, ...]:
        """The decisions that were not undone."""
        undone = {line.undoes for line in self.lines}
        return tuple(line for line in self.lines if line.act != "undo" and line.number not in undone)


def log(connection: Connection, correction: Correction) -> Correction:
    """The line as it was written: numbered and sealed."""
    last = connection.execute(select(CORRECTION.c.number, CORRECTION.c.chain).order_by(CORRECTION.c.number.desc()).limit(1)).one_or_none()
    fields = {name: getattr(correction, name) for name in correction.__struct_fields__}
    fields["number"] = last.number + 1 if last else 1
    for side in ("before", "after"):
        fields[side] = None if fields[side] is None else msgspec.json.encode(fields[side], order="sorted").decode()
    fields["chain"] = sealed(last.chain if last else "", fields)
    connection.execute(insert(CORRECTION), [fields])
    standing.touch(connection)  # a page that shows who accepted a row is another page now, though the row is the same
    return msgspec.structs.replace(correction, number=fields["number"], chain=fields["chain"])


def inherit(connection: Connection, root: str, row: str) -> None:
    """Note that a row carries on what another was."""
    connection.execute(insert(HEIR), [{"row": row, "of": root}])


def everywhere(connection: Connection) -> tuple[set[str], set[str]]:
    """The ids of all rows on which somebody decided, with their heirs, and the articles of these."""
    rows = {*connection.scalars(select(CORRECTION.c.row)), *connection.scalars(select(HEIR.c.row))}
    return rows, set(connection.scalars(select(CORRECTION.c.article)))


def any_yet(connection: Connection) -> bool:
    return connection.scalar(select(CORRECTION.c.number).limit(1)) is not None


def threads(connection: Connection, ids: Iterable[str]) -> dict[str, Thread]:
    """The thread of each id that has one; ids of one thread share it."""
    wanted = sorted(set(ids))
    root = dict(zip(wanted, wanted, strict=True))
    for some in chunks(wanted, CHUNK):
        root |= {line.row: line.of for line in connection.execute(select(HEIR).where(HEIR.c.row.in_(some)).order_by(HEIR.c.number))}
    members: dict[str, list[str]] = {of: [of] for of in root.values()}
    for some in chunks(sorted(members), CHUNK):
        for row, of in connection.execute(select(HEIR.c.row, HEIR.c.of).where(HEIR.c.of.in_(some)).order_by(HEIR.c.number)):
            members[of].append(row)
    home = {row: of for of, rows in members.items() for row in rows}
    lines: dict[str, list[Line]] = defaultdict(list)
    columns = [CORRECTION.c[name] for name in Line._fields]
    for some in chunks(sorted(home), CHUNK):
        for line in connection.execute(select(*columns).where(CORRECTION.c.row.in_(some))):
            lines[home[line.row]].append(Line(*line))
    made = {of: Thread(tuple(members[of]), tuple(sorted(found))) for of, found in lines.items()}
    return {row: made[of] for row, of in root.items() if of in made}


def of_article(connection: Connection, article: str) -> list[Thread]:
    """The threads of an article's rows, in the order in which they began."""
    ids = set(connection.scalars(select(CORRECTION.c.row).where(CORRECTION.c.article == article)))
    found = {t.root: t for t in threads(connection, ids).values()}
    return sorted(found.values(), key=lambda t: t.lines[0].number)


def whole(connection: Connection, numbers: Sequence[int]) -> list[Correction]:
    """The lines of the numbers, with all their fields."""
    out: list[Correction] = []
    for some in chunks(numbers, CHUNK):
        out.extend(decoded(connection, select(CORRECTION).where(CORRECTION.c.number.in_(some))))
    return sorted(out, key=lambda c: c.number)


def asked(connection: Connection, row: str | None, article: str | None, by: str | None, act: str | None, after: int, limit: int | None, newest: bool) -> list[Correction]:
    """The lines that meet all that is asked; those of a row are those of its whole thread."""
    query = select(CORRECTION)
    if row is not None:
        found = threads(connection, [row]).get(row)
        query = query.where(CORRECTION.c.row.in_(found.members if found else [row]))
    for name, value in (("article", article), ("by", by), ("act", act)):
        query = query.where(CORRECTION.c[name] == value) if value is not None else query
    number = CORRECTION.c.number
    if after:
        query = query.where(number < after if newest else number > after)
    return list(decoded(connection, query.order_by(number.desc() if newest else number).limit(limit)))


def decisions(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Correction]]:
    """For each id that was judged, by whom and how: the latest decision of each that was not undone."""
    found = threads(connection, ids)
    latest = {row: {line.by: line.number for line in thread.live} for row, thread in found.items()}
    lines = {c.number: c for c in whole(connection, sorted({n for numbers in latest.values() for n in numbers.values()}))}
    return {row: {by: lines[n] for by, n in sorted(numbers.items())} for row, numbers in latest.items() if numbers}


def decoded(connection: Connection, query: Select[Any]) -> Iterator[Correction]:
    for line in connection.execute(query):
        fields = dict(line._mapping)
        try:
            sides = {side: None if fields[side] is None else msgspec.json.decode(fields[side], type=Fields) for side in ("before", "after")}
        except msgspec.DecodeError as e:
            raise LedgerError(f"line {line.number} of the corrections was damaged; `detente corrections --check` names all such lines") from e
        yield Correction(**{**fields, **sides})
