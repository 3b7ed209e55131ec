"""Actor dictionaries of TABARI and PETRARCH, with their date restrictions.

    BILL_CLINTON_              ; a comment, as is what follows #
    +WILLIAM_J._CLINTON_       another name for it
        [USAELI <930120]       the code before a day,
        [USAGOV 930120-010120] from a day to a day,
        [USAELI >010120]       after a day; the first that holds counts
    RUSSIAN_ARMY_ [RUSMIL]     or all on one line

Codes are CAMEO's: a state and a role (USAGOV), or a body (IGONAT); `data/cameo_actors.csv` says what each is here. Days are YYMMDD or YYYYMMDD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from detente.codebook.bodies import Body, Home
from detente.codebook.load import SHIPPED, table, text_of
from detente.codebook.offices import Person, Sector
from detente.codebook.own_actors import Own, faulty

ENTRY = re.compile(r"\[([^\]]*)\]")
LINE = re.compile(r"(?P<plus>\+?)(?P<name>[^\[\]\s][^\[\]]*?)?\s*(?P<codes>(?:\[[^\]]*\]\s*)*)")
CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")
NULL = {"---", "~", "###"}
INTERNATIONAL = {"IGO", "NGO", "NGM", "MNC", "IMG", "UAF", "INT", "UIS"}
CENTURY = 45  # years from here on are of the twentieth century
SMALL = {"of", "the", "and", "for", "al", "bin", "de", "von", "van", "der", "du", "la"}


class Meaning(Struct, frozen=True, forbid_unknown_fields=True):
    kind: Literal["role", "state", "body", "region", "detail"]
    cameo: str
    code: str = ""
    sector: str = ""


class Term(NamedTuple):
    """A code, its sector, and the days it holds for."""

    code: str
    sector: str
    since: str
    until: str


class Known(NamedTuple):
    """What the codebook has: codes, names of people and of others, given names."""

    codes: Set[str]
    states: Set[str]
    people: Set[str]
    others: Mapping[str, Set[str]]
    given: Set[str]


@cache
def meanings() -> dict[tuple[str, str], Meaning]:
    return {(m.kind, m.cameo): m for m in table(SHIPPED / "cameo_actors.csv", Meaning)}


def looks_like(path: Path) -> bool:
    """Is it such a dictionary: by its name, else by its lines?"""
    if path.suffix.lower() in {".txt", ".actors"}:
        return True
    lines = [line for line in text_of(path).splitlines() if line.strip() and line.lstrip()[:1] not in "#;"]
    return path.suffix.lower() != ".csv" and any(ENTRY.search(line) for line in lines[:50])


def read(path: Path, known: Known) -> Own:
    """The entries of a dictionary; all faults of the file are told with their lines."""
    faults: list[tuple[int, str]] = []
    entries: list[tuple[list[str], list[Term]]] = []
    for number, line in enumerate(text_of(path).splitlines(), 1):
        line = re.split(r"[;#]", line, maxsplit=1)[0].strip()
        if not line:
            continue
        found = LINE.fullmatch(line)
        if not found or (found["plus"] and not found["name"]):
            faults.append((number, f"{line!r} is no entry; write NAME_ [CODE], +ALIAS_ or [CODE 930120-010120]"))
            continue
        name = plain(found["name"] or "")
        if name and not found["plus"]:
            entries.append(([name], []))
        elif not entries:
            faults.append((number, f"{line!r} belongs to no name"))
            continue
        elif name:
            entries[-1][0].append(name)
        for restriction in ENTRY.findall(found["codes"]):
            made = term(restriction, known)
            if isinstance(made, str):
                faults.append((number, made))
            elif made:
                entries[-1][1].append(made)
    if faults:
        raise faulty(path, faults)
    return sorted_out(entries, known)


def plain(name: str) -> str:
    """GEORGE_W._BUSH_ as George W. Bush; what has up to three letters stays in capitals."""
    words = name.strip().strip("_").replace("_", " ").split()
    if any(c.islower() for w in words for c in w):
        return " ".join(words)
    if len(words) == 1 and len(words[0]) <= 3:
        return words[0]
    return " ".join(w.lower() if n and w.lower() in SMALL else w.title() for n, w in enumerate(words))


def term(restriction: str, known: Known) -> Term | str | None:
    """What stands in brackets: a term, what is wrong with it, or None where it means nobody."""
    parts = restriction.split()
    if not parts or parts[0] in NULL:
        return None if parts else "empty brackets; write [CODE]"
    code, days = parts[0].split("/")[0], "".join(parts[1:])
    if not CODE.fullmatch(code):
        return f"unknown code {parts[0]!r}; CAMEO's are of three capitals each (USAGOV)"
    meant = meaning(code, known)
    if meant is None:
        return f"unknown code {code!r}; it must begin with a state (USA) or IGO, NGO …, then a role (GOV)"
    since = until = ""
    if days:
        match = re.fullmatch(r"(?:([<>])(\d{6}|\d{8})|(\d{6}|\d{8})-(\d{6}|\d{8}))", days)
        try:
            if not match:
                raise ValueError
            if match[1]:
                edge = as_date(match[2])
                since, until = ("", str(edge - timedelta(1))) if match[1] == "<" else (str(edge + timedelta(1)), "")
            else:
                since, until = str(as_date(match[3])), str(as_date(match[4]))
        except ValueError:
            return f"{' '.join(parts[1:])!r} is no date restriction; write <930120, >010120 or 930120-010120"
        if since and until and since > until:
            return f"the restriction {' '.join(parts[1:])} ends before it begins"
    return Term(*meant, since, until)


def as_date(digits: str) -> date:
    """A day of YYMMDD or YYYYMMDD; ValueError where there is no such day."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= CENTURY else "20") + digits
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def meaning(code: str, known: Known) -> tuple[str, str] | None:
    """Our code and sector of a CAMEO code, or None where it is unknown."""
    table_, (first, *rest) = meanings(), [code[i : i + 3] for i in range(0, len(code), 3)]
    sectors = [table_[("role", r)].sector for r in rest if ("role", r) in table_]
    bodies = [table_[("body", r)] for r in rest if ("body", r) in table_]
    if first in INTERNATIONAL:
        if bodies:
            return bodies[0].code, bodies[0].sector
        role = table_.get(("role", first))
        return code, role.sector if role else sectors[0] if sectors else "IGO"
    if ("region", first) in table_:
        return table_[("region", first)].code or first, sectors[0] if sectors else ""
    state = table_[("state", first)].code if ("state", first) in table_ else first
    if state not in known.states:
        return (bodies[0].code, bodies[0].sector) if first in known.codes and bodies else None
    if rest and not any((kind, rest[0]) in table_ for kind in ("role", "body", "detail")):
        return None
    return state, sectors[0] if sectors else next((table_[("detail", r)].sector for r in rest if ("detail", r) in table_), "") if not bodies else bodies[0].sector


def sorted_out(entries: list[tuple[list[str], list[Term]]], known: Known) -> Own:
    """Entries as people (those with days, given names, or known as such) and as others; a known name that means the same is left alone."""
    people: list[Person] = []
    bodies: list[Body] = []
    homes: list[Home] = []
    for (name, *aliases), terms in entries:
        key = name.lower().replace("-", " ")
        groups = {t.code for t in terms} - known.states
        if key in known.others and any(t.since or t.until for t in terms) and (code := next(iter(sorted(known.others[key] - known.states)), None)):
            homes.extend(Home(code, t.code, t.sector, t.since, t.until) for t in terms if t.code in known.states)
        elif any(t.since or t.until for t in terms) or key in known.people or name.split()[0].lower() in known.given:
            people.extend(Person(name, t.code, cast(Sector, t.sector or "ELI"), "", t.since, t.until, "sure", None, tuple(aliases)) for t in terms)
        elif terms and not (terms[0].code in known.others.get(key, ()) and not groups):
            bodies.append(Body(terms[0].code, terms[0].sector, name, tuple(aliases)))
    return Own(tuple(people), tuple(bodies), tuple(homes))
