"""Who held which office, from a day to a day (`data/actors/offices.csv`), and what such a table must keep to.

Days are ISO prefixes: "1992", "1992-04" or "1992-04-15"; an end counts as a day, month or year still held. Two terms of an office that one person
holds at a time must not overlap by more than the day, month or year of the change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from detente.codebook.load import CodebookError, numbered, toml

Sector = Literal["GOV", "MIL", "LEG", "JUD", "SPY", "OPP", "REB", "CVL", "JRN", "MED", "NGO", "BUS", "PTY", "ELI", "UAF", "CRM", "LAB", "REL", "EDU", "COP", "REF", "IGO"]
FIRST, LAST = 1900, 2100  # years that an office may lie in
Placed = tuple[Path, int, "Person"]


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone in an office from a day to a day; `certainty` likely: the office is sure, a year may be one off."""

    name: str = field(name="person")
    code: str
    sector: Sector
    office: str = field(name="role", default="")
    since: str = field(name="from", default="")
    until: str = field(name="to", default="")
    certainty: Literal["sure", "likely"] = "sure"
    sex: Literal["m", "f"] | None = None
    aliases: tuple[str, ...] = ()

    def held(self, day: str | None) -> bool:
        """Was the office held on that day (an ISO prefix)?"""
        return day is None or ((not self.since or self.since <= day) and (not self.until or day[: len(self.until)] <= self.until))


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """`offices.toml`, which explains each list."""

    single: frozenset[str]
    head: frozenset[str]
    ranks: tuple[frozenset[str], ...]

    def rank(self, person: Person) -> int:
        """Public offices before seats in parliament, those before posts in parties."""
        return next((n for n, sectors in enumerate(self.ranks) if person.sector in sectors), len(self.ranks))


def read(paths: Iterable[Path], rules: Path, codes: Set[str]) -> tuple[list[Person], Rules]:
    """The terms of all files, each checked; `codes` are those of states, bodies and groups."""
    kept = toml(rules, Rules)
    rows = [(path, line, person) for path in paths for line, person in numbered(path, Person)]
    for path, line, person in rows:
        if person.code not in codes:
            raise CodebookError(f"{path}:{line}: unknown code {person.code!r} of {person.name}; write a state's ISO code (RUS) or one of the bodies and groups (NATO)")
        if problem := wrong_term(person.since, person.until):
            raise CodebookError(f"{path}:{line}: {person.name}: {problem}")
    apart(rows, kept)
    return [person for _, _, person in rows], kept


def wrong_term(since: str, until: str) -> str | None:
    """What is wrong with the days of a term, or None."""
    for day in (since, until):
        if day and not is_day(day):
            return f"{day!r} is no day; write 1992, 1992-04 or 1992-04-15"
    short = min(len(since), len(until))
    if since[:short] > until[:short]:
        return f"the term ends ({until}) before it begins ({since})"
    return None


def is_day(text: str) -> bool:
    """Is it an ISO day, month or year that an office may lie in?"""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return False
    try:
        day = date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return FIRST <= day.year <= LAST


def apart(rows: Iterable[Placed], rules: Rules) -> None:
    """No two terms of an office for one, and no two of one person in one office, overlap."""
    held: dict[tuple[str, ...], list[Placed]] = {}
    for row in rows:
        person = row[2]
        office = (person.code, person.office) if person.office in rules.single else (person.code, person.office, person.name)
        held.setdefault(office, []).append(row)
    for terms in held.values():
        terms.sort(key=lambda r: r[2].since)
        for (_, before, a), (path, line, b) in pairwise(terms):
            short = min(len(a.until), len(b.since))
            if not a.until or b.since[:short] < a.until[:short]:
                raise CodebookError(
                    f"{path}:{line}: {b.name} ({b.since or '…'} to {b.until or '…'}) and {a.name} ({a.since or '…'} to {a.until or '…'}, line {before}) "
                    f"hold the office {b.office!r} of {b.code} at one time; mend a date"
                )
