"""Actors of a user's own (`--actors FILE`): a CSV of ours, or a dictionary of TABARI and PETRARCH (`cameo_actors.py`), each checked line by line.

The columns of the CSV stand in `Row`; docs/actors.md shows them. What a user says of a name outranks what is shipped.
"""

from __future__ import annotations

import re
from collections.abc import Set
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from detente.codebook.bodies import Body, Home
from detente.codebook.load import CodebookError, numbered
from detente.codebook.offices import Person, Placed, Rules, Sector, apart, wrong_term

CODE = re.compile(r"[A-Z][A-Z0-9]{1,19}")
MOST = 5  # faults told at once


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A line: a person in office, a group with a code of its own, or an organ that acts for a state or body."""

    name: str
    code: str
    kind: Literal["person", "group", "organ"] | None = None
    sector: Sector | None = None
    role: str = ""
    since: str = field(name="from", default="")
    until: str = field(name="to", default="")
    country: str = ""
    sex: Literal["m", "f"] | None = None
    aliases: tuple[str, ...] = ()


class Own(Struct, frozen=True):
    """What a file adds."""

    people: tuple[Person, ...] = ()
    bodies: tuple[Body, ...] = ()
    homes: tuple[Home, ...] = ()


def faulty(path: Path, faults: list[tuple[int, str]]) -> CodebookError:
    """The first faults of a file, each with its line, as one error."""
    told = "; ".join(f"{path}:{line}: {fault}" for line, fault in faults[:MOST])
    return CodebookError(told + (f"; and {len(faults) - MOST} more lines" if len(faults) > MOST else ""))


def read(path: Path, codes: Set[str], states: Set[str], rules: Rules) -> Own:
    """The rows of a CSV of ours; `codes` are those of the codebook, of them `states` those of states."""
    rows = numbered(path, Row)
    known = codes | {row.code for _, row in rows if row.kind == "group"}
    faults = [(line, fault) for line, row in rows if (fault := wrong(row, known, states))]
    if faults:
        raise faulty(path, faults)
    people: list[Placed] = []
    bodies: list[Body] = []
    homes: list[Home] = []
    for line, row in rows:
        if kind_of(row) == "person":
            person = Person(row.name, row.code, row.sector or "GOV", row.role, row.since, row.until, "sure", row.sex, row.aliases)
            people.append((path, line, person))
            continue
        bodies.append(Body(row.code, row.sector or "", row.name, row.aliases))
        if row.country or row.since or row.until:
            homes.append(Home(row.code, row.country, row.sector or "", row.since, row.until))
    apart(people, rules)
    return Own(tuple(p for _, _, p in people), tuple(bodies), tuple(homes))


def kind_of(row: Row) -> str:
    """A row with an office is a person unless it says otherwise."""
    return row.kind or ("person" if row.role else "organ")


def wrong(row: Row, known: Set[str], states: Set[str]) -> str | None:
    """What is wrong with a row, or None."""
    kind = kind_of(row)
    if kind == "group" and not CODE.fullmatch(row.code):
        return f"the code {row.code!r} of {row.name} is none: capitals and digits, 2 to 20 of them"
    if kind != "group" and row.code not in known:
        return f"unknown code {row.code!r} of {row.name}; write a state's ISO code (RUS), a body's or group's (NATO), or give the group a line of its own (kind group)"
    if kind == "group" and row.code in states:
        return f"{row.code} is a state; {row.name} acts for it as an organ (kind organ), or needs a code of its own"
    if row.country and row.country not in states:
        return f"unknown country {row.country!r} of {row.name}; write its ISO code (SYR)"
    if kind != "person" and not row.sector:
        return f"{row.name} needs a sector (GOV, MIL, REB, …)"
    if kind == "organ" and (row.since or row.until):
        return f"{row.name} is an organ and has no term; only people and groups have"
    if problem := wrong_term(row.since, row.until):
        return f"{row.name}: {problem}"
    return None
