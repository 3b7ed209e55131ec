"""What stands: a narrow line for each current row, whom it names, and how many there are; so that no question reads more than its answer.

Derived from the rows and kept beside them in the same transaction, so these lines may change where the rows themselves never do.

`standing`: where a row has its place (`came`: the article's arrival, then part and offset), its days (ISO prefixes; "" where unknown; `ending`
with a sign after it that is behind all others, so that "2022-01~" reaches every day of that month), and by what it is sorted.
`named`: under every code above it, who acts (actor), towards whom (towards), who tells it (outlet), of which story (story).
`tally`: of each kind how many rows there are in all, of each type, status, issue, outlet and actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from detente.ledger import sqlite
from detente.ledger.code import decode
from detente.ledger.schema import NAMED, STANDING, TABLES, TALLY
from detente.records import Actor, Article, Citing, Comparison, Event, Figure, Meeting, Mention, Position, Promise, Quotation, Row, Story, When, kind_of

PARTS = ("title", "standfirst", "body")
CHUNK = 500
HEAD = ("", "head", "")
"""The line of `tally` that counts the changes."""


class Placed(NamedTuple):
    """A version of a row: its own `seq`, that of the row's first version, the row."""

    seq: int
    first: int
    row: Row


class Report(NamedTuple):
    """What a cited article lends its rows."""

    came: int
    day: str
    outlet: str


def stand(connection: Connection, placed: Sequence[Placed]) -> None:
    """Rows take their place, each instead of the version that stood before."""
    placed = list({(kind_of(p.row), p.row.id): p for p in placed}.values())  # of two versions that come at once the later
    fall(connection, before(connection, placed))
    later = [p.row.id for p in placed if isinstance(p.row, Article)]
    _put(connection, placed)
    if later:  # rows that came before their article, or whose article has another day now
        lent = connection.execute(select(STANDING.c.kind, STANDING.c.seq, STANDING.c.first).where(STANDING.c.article.in_(later))).all()
        waiting = {line.seq for line in lent} - {p.seq for p in placed}
        again = [Placed(line.seq, line.first, row) for line in lent if line.seq in waiting and (row := _row(connection, line.kind, line.seq))]
        fall(connection, [p.seq for p in again])
        _put(connection, again)
    touch(connection)


def fall(connection: Connection, seqs: Iterable[int]) -> None:
    """Rows stand no longer."""
    gone = sorted(seqs)
    for some in (gone[n : n + CHUNK] for n in range(0, len(gone), CHUNK)):
        lines = connection.execute(select(STANDING).where(STANDING.c.seq.in_(some))).all()
        rows = [(line, _row(connection, line.kind, line.seq)) for line in lines]
        connection.execute(delete(STANDING).where(STANDING.c.seq.in_(some)))
        keys = [{"a": side, "b": value, "c": line.kind, "d": line.day, "e": line.seq} for line, row in rows for side, value in whom(row, line.outlet)]
        if keys:
            columns = zip((NAMED.c.side, NAMED.c.value, NAMED.c.kind, NAMED.c.day, NAMED.c.seq), "abcde", strict=True)
            connection.execute(delete(NAMED).where(*(column == bindparam(key) for column, key in columns)), keys)
        _count(connection, Counter(key for line, row in rows for key in counts(row, line.outlet)), -1)
    if gone:
        touch(connection)


def before(connection: Connection, placed: Sequence[Placed]) -> list[int]:
    """The `seq` of the versions that stand now under the rows' ids."""
    old = [p for p in placed if p.first != p.seq]
    found: list[int] = []
    for some in (old[n : n + CHUNK] for n in range(0, len(old), CHUNK)):
        found.extend(connection.scalars(select(STANDING.c.seq).where(STANDING.c.first.in_([p.first for p in some]), STANDING.c.id.in_([p.row.id for p in some]))))
    return found


def touch(connection: Connection) -> None:
    """Something changed."""
    _count(connection, Counter([HEAD]), 1)


def head(connection: Connection) -> int:
    """How often something changed."""
    return connection.scalar(select(TALLY.c.n).where(TALLY.c.kind == "", TALLY.c.name == "head")) or 0


def _put(connection: Connection, placed: Sequence[Placed]) -> None:
    reports = _reports(connection, placed)
    lines, named, tally = [], [], Counter[tuple[str, str, str]]()
    for seq, first, row in placed:
        report = reports.get(row.article) if isinstance(row, Citing) else None
        line = {"seq": seq, "first": first, **facts(row, report, first)}
        lines.append(line)
        named += [{"side": side, "value": value, "kind": line["kind"], "day": line["day"], "seq": seq} for side, value in whom(row, line["outlet"])]
        tally.update(counts(row, line["outlet"]))
    if lines:
        connection.execute(insert(STANDING), lines)
    if named:
        connection.execute(insert(NAMED), named)
    _count(connection, tally, 1)


def _reports(connection: Connection, placed: Sequence[Placed]) -> dict[str, Report]:
    """The articles that rows cite, among those placed and those that stand."""
    here = {p.row.id: Report(p.first, p.row.published or "", p.row.outlet or "") for p in placed if isinstance(p.row, Article)}
    wanted = sorted({p.row.article for p in placed if isinstance(p.row, Citing)} - set(here))
    for some in (wanted[n : n + CHUNK] for n in range(0, len(wanted), CHUNK)):
        lines = connection.execute(select(STANDING.c.id, STANDING.c.first, STANDING.c.day, STANDING.c.outlet).where(STANDING.c.kind == "article", STANDING.c.id.in_(some)))
        here |= {line.id: Report(line.first, line.day, line.outlet) for line in lines}
    return here


def facts(row: Row, report: Report | None, first: int) -> dict[str, Any]:
    """The line of a row: its place, its days, by what it is sorted."""
    begin, ending = days(row, report)
    article, part, start = (row.article, PARTS.index(row.part), row.start) if isinstance(row, Citing) else ("", 0, 0)
    return {
        "kind": kind_of(row),
        "id": row.id,
        "article": article,
        "came": report.came if report else first,
        "part": part,
        "start": start,
        "day": begin,
        "ending": ending and f"{ending}~",
        "outlet": row.outlet or "" if isinstance(row, Article) else report.outlet if report else "",
        "actor": next(iter(actors(row)), ""),
        "type": getattr(row, "type", None) or getattr(row, "verdict", None) or getattr(row, "form", None) or getattr(row, "stance", None) or "",
        "status": (row.state if isinstance(row, Promise) else getattr(row, "status", None)) or "",
        "issue": getattr(row, "issue", None) or getattr(row, "field", None) or "",
    }


def days(row: Row, report: Report | None) -> tuple[str, str]:
    """First and last day it touches: when it happened or is due, else when it was told; ISO prefixes, "" where unknown."""
    if isinstance(row, Article):
        return row.published or "", row.published or ""
    if isinstance(row, Story):
        return row.first_day or "", row.last_day or ""
    when: When | None = getattr(row, "due" if isinstance(row, Promise) else "when", None)
    told = report.day if report else ""
    return (when and when.start) or told, (when and (when.end or when.start)) or told


def actors(row: Row) -> tuple[str, ...]:
    """Who acts in a row."""
    match row:
        case Event() | Story():
            return row.actors
        case Quotation():
            return (row.speaker,) if row.speaker else ()
        case Meeting():
            return row.parties
        case Position() | Promise():
            return (row.actor,)
        case Figure():
            return (row.whose,) if row.whose else ()
        case Actor():
            return (row.id,)
        case Mention():
            return (row.value,) if row.type == "actor" and row.value else ()
        case _:
            return ()


def others(row: Row) -> tuple[str, ...]:
    """Towards whom."""
    match row:
        case Event():
            return row.recipients
        case Quotation():
            return (row.addressee,) if row.addressee else ()
        case Meeting():
            return row.parties
        case Position() | Promise():
            return (row.towards,) if row.towards else ()
        case _:
            return ()


def whom(row: Row, outlet: str) -> set[tuple[str, str]]:
    """(side, value) under which a row is found, in lower case: each code and all above it, who tells it, the story."""
    out = {("actor", code) for actor in actors(row) for code in above(actor)} | {("towards", code) for actor in others(row) for code in above(actor)}
    outlets = {a.outlet for a in row.accounts if a.outlet} if isinstance(row, Comparison) else {outlet} if outlet else set()
    out |= {("outlet", name.lower()) for name in outlets}
    story = row.story if isinstance(row, Article | Comparison) else None
    return out | ({("story", story.lower())} if story else set())


def above(actor: str) -> Iterator[str]:
    """ "rus", "rus.gov", "rus.gov:sergey lavrov"."""
    code, _, person = actor.lower().partition(":")
    steps = code.split(".")
    yield from (".".join(steps[:n]) for n in range(1, len(steps) + 1))
    if person:
        yield actor.lower()


def counts(row: Row, outlet: str) -> Iterator[tuple[str, str, str]]:
    """The lines of `tally` in which a row counts."""
    kind, line = kind_of(row), facts(row, None, 0)
    yield kind, "", ""
    for name in ("type", "status", "issue"):
        if line[name]:
            yield kind, name, line[name]
    if outlet:
        yield kind, "outlet", outlet
    for actor in dict.fromkeys(actors(row)):
        yield kind, "actor", actor


def _count(connection: Connection, tally: Counter[tuple[str, str, str]], sign: int) -> None:
    sqlite.add_up(connection, [(*key, sign * n) for key, n in sorted(tally.items())])


def _row(connection: Connection, kind: str, seq: int) -> Row:
    return decode(kind, connection.execute(select(TABLES[kind]).where(TABLES[kind].c.seq == seq)).one())


def tally(connection: Connection, kind: str, name: str, most: int | None = None) -> list[tuple[str, int]]:
    """How many rows of each value, the most first; all values, or so many."""
    query = select(TALLY.c.value, TALLY.c.n).where(TALLY.c.kind == kind, TALLY.c.name == name, TALLY.c.n > 0)
    return [(line.value, line.n) for line in connection.execute(query.order_by(TALLY.c.n.desc(), TALLY.c.value).limit(most))]


def span(connection: Connection) -> tuple[str, str] | None:
    """The first and last day of the reports."""
    told = STANDING.c.kind == "article", STANDING.c.day != ""
    first, last = (connection.scalar(select(end(STANDING.c.day)).where(*told)) for end in (func.min, func.max))  # by itself each is one look into the index
    return (first[:10], last[:10]) if first and last else None
