"""What was decided on rows, in words: by whom, what, when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import Query
from msgspec import Struct

from detente.ledger import Ledger, NotThereError
from detente.ledger.code import digest
from detente.ledger.corrections import Correction
from detente.records import Citing, Row
from detente.web.site import Site, cells

WORDS = {"accept": ("✓", "accepted"), "reject": ("✗", "rejected"), "edit": ("✎", "edited"), "add": ("+", "added"), "undo": ("↶", "undone")}
"""Of each act a sign and a word."""

Done = Annotated[int | None, Query(ge=1, le=2**53)]
"""The number of the line of the log that was just written."""


class Said(Struct, frozen=True):
    """A decision that holds; `number` is that of its line in the log."""

    number: int
    by: str
    act: str
    at: str
    note: str | None

    @property
    def sign(self) -> str:
        return WORDS[self.act][0]

    @property
    def word(self) -> str:
        return WORDS[self.act][1]


class State(Struct, frozen=True):
    """`said`: the latest decision of each annotator, the one that holds for all first; `mine` the act of the one who asks; `version` of the row
    as it is shown; can it be corrected at all?"""

    said: tuple[Said, ...]
    mine: str | None
    version: str
    possible: bool = True

    @property
    def rejected(self) -> bool:
        return bool(self.said) and self.said[0].act == "reject"


def states(ledger: Ledger, rows: Iterable[Row], name: str | None) -> dict[str, State]:
    """The state of each row, by its id, as the annotator of the name sees it."""
    rows = list(rows)
    found = ledger.decisions(row.id for row in rows if isinstance(row, Citing))
    return {row.id: state(row, found.get(row.id, {}), name) for row in rows}


def state(row: Row, decided: dict[str, Correction], name: str | None) -> State:
    lines = sorted(decided.values(), key=lambda c: -c.number)
    own = decided.get(name) if name else None
    return State(tuple(Said(c.number, c.by, c.act, c.at, c.note) for c in lines), own.act if own else None, digest(row), isinstance(row, Citing))


class Deed(Struct, frozen=True):
    """What somebody has just done, for the line that says so: the row's id and gist, the act, a way to undo it where there is one."""

    row: str
    kind: str
    gist: str
    act: str
    undo: bool

    @property
    def sign(self) -> str:
        return WORDS[self.act][0]

    @property
    def word(self) -> str:
        return WORDS[self.act][1].capitalize()


def deed(site: Site, line: Correction) -> Deed:
    """A line of the log as something just done."""
    row = site.ledger.last(line.row)
    return Deed(line.row, line.kind, cells(row, site.reader([row])).gist, line.act, line.act != "undo")


def last_done(site: Site, number: int | None) -> Deed | None:
    """What was done in the line of a number, if there is one."""
    found = site.ledger.corrections(after=number - 1, limit=1) if number else []
    return deed(site, found[0]) if found and found[0].number == number else None


def row_of(ledger: Ledger, name: str) -> Row:
    """The row of an id or of the only one that begins so, also where it was rejected. Raises `NotThereError`."""
    try:
        return ledger.row(name)
    except NotThereError:
        last = ledger.last(name)
        if ledger.decisions([last.id]).get(last.id):
            return last
        raise
