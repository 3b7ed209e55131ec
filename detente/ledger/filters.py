"""What rows can be asked for, as SQL: who, towards whom, on what, of what kind, when, where told, in what words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, and_, or_, select
from sqlalchemy.sql import ColumnElement

from detente import days
from detente.ledger import sqlite
from detente.ledger.errors import LedgerError
from detente.ledger.schema import NAMED, STANDING, TABLES, TALLY
from detente.ledger.standing import PARTS
from detente.records import KINDS

__all__ = ["ACTOR", "NAMES", "PARTS", "PLACE", "TOWARDS", "allowed", "conditions", "of", "rows"]

NAMES = ("actor", "towards", "issue", "type", "status", "since", "until", "outlet", "search", "article", "story")
ACTOR = {
    "quotation": "speaker",
    "event": "actors",
    "figure": "whose",
    "meeting": "parties",
    "position": "actor",
    "promise": "actor",
    "story": "actors",
    "actor": "id",
    "mention": "value",
}
TOWARDS = {"quotation": "addressee", "event": "recipients", "meeting": "parties", "position": "towards", "promise": "towards"}
SIDES = ("actor", "towards", "outlet", "story")
"""The filters that `named` answers."""

PLACE = (STANDING.c.came, STANDING.c.part, STANDING.c.start, STANDING.c.first)
"""The ledger's order: articles as they came, an article's rows by their place."""


def rows(kind: str, wanted: dict[str, Any]) -> Select[Any]:
    """The rows of a kind that meet all that is wanted, in the ledger's order."""
    table = TABLES[kind]
    query = select(table, STANDING.c.came, STANDING.c.first).join(STANDING, STANDING.c.seq == table.c.seq)
    return query.where(*of(kind, wanted)).order_by(*PLACE)


def of(kind: str, wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """The lines of `standing` of a kind that meet what is wanted. What is found by its words is of the kind by that; to say so again would let
    SQLite go through all rows of the kind instead of the few that were found."""
    return [*([] if wanted.get("search") else [STANDING.c.kind == kind]), *conditions(kind, wanted)]


def conditions(kind: str, wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """What lines of `standing` must meet."""
    return [_condition(kind, name, value) for name, value in given(kind, wanted).items()]


def given(kind: str, wanted: dict[str, Any]) -> dict[str, str]:
    """The filters that are set. Raises `LedgerError` for one that the kind does not take."""
    may = allowed(kind)
    here = {name: value for name, value in wanted.items() if value is not None}
    for name in here:
        if name not in NAMES:
            raise LedgerError(f"rows cannot be asked by {name!r}; they can by {', '.join(NAMES)}")
        if name not in may:
            raise LedgerError(f"{kind} rows cannot be asked by {name}; they can by {', '.join(may)}")
    if days.backwards(wanted.get("since"), wanted.get("until")):
        raise LedgerError(f"since {wanted['since']} is after until {wanted['until']}, and no day is both; give the earlier day as since, the later one as until")
    return here


def allowed(kind: str) -> list[str]:
    """The filters that a kind takes."""
    fields = KINDS[kind].__struct_fields__
    dated = "article" in fields or kind in ("article", "story")
    takes = {
        "actor": kind in ACTOR,
        "towards": kind in TOWARDS,
        "issue": "issue" in fields or kind == "comparison",  # the field in which accounts differ
        "type": "type" in fields or kind == "comparison",  # the verdict
        "status": "status" in fields or kind == "promise",
        "since": dated,
        "until": dated,
        "outlet": "article" in fields or kind in ("article", "comparison"),
        "search": True,
        "article": "article" in fields,
        "story": "story" in fields,
    }
    return [name for name in NAMES if takes[name]]


def _condition(kind: str, name: str, value: str) -> ColumnElement[bool]:
    if name in SIDES:
        return STANDING.c.seq.in_(select(NAMED.c.seq).where(*named(kind, name, value)))
    if name in ("type", "status"):
        return STANDING.c[name].in_(cases(value))
    if name == "issue":  # the few issues that there are, rather than each row
        known = select(TALLY.c.value).where(TALLY.c.kind == kind, TALLY.c.name == "issue", holds(TALLY.c.value, value))
        return STANDING.c.issue.in_(known)
    if name == "article":
        return STANDING.c.article == value
    if name == "search":
        return STANDING.c.seq.in_(select(sqlite.matching(value, kind).subquery().c.seq))
    return since(value) if name == "since" else until(value)


def cases(value: str) -> list[str]:
    """A type or a status in each of the cases in which it may be written."""
    return sorted({value, value.lower(), value.upper()})


def holds(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Do the words stand in it, in any case of their ASCII letters? SQLite's LIKE is so by itself, and takes half the time of `lower` and LIKE."""
    return column.contains(words, autoescape=True)


def named(kind: str, side: str, value: str) -> tuple[ColumnElement[bool], ...]:
    """The lines of `named` under a value: an actor's code and all under it ("RUS" is also RUS.GOV:Sergey Lavrov), an outlet, a story."""
    return NAMED.c.side == side, NAMED.c.value == value.lower(), NAMED.c.kind == kind


def since(value: str, ending: ColumnElement[str] = STANDING.c.ending) -> ColumnElement[bool]:
    """Does a row's time reach this day? A time of which only the month is known ("2022-01") reaches all its days."""
    return ending >= value


def until(value: str, day: ColumnElement[str] = STANDING.c.day) -> ColumnElement[bool]:
    """Does a row's time begin by then? A shorter prefix ("2022-01") is the whole month."""
    return and_(day > "", day <= f"{value}~")


def beginning(first: str, last: str, of: Table = STANDING) -> tuple[ColumnElement[bool], ...]:
    """Does a row's time begin in these days? The index of days answers it; a row of which only the month or the year is known begins in all its days."""
    shorter = sorted({first[:4], first[:7]} - {first})
    return of.c.day >= first[:4], of.c.day <= f"{last}~", or_(of.c.day >= first, of.c.day.in_(shorter))
