"""Who a phrase means on a day, by itself: `detente resolve`.

1. Someone of the table of offices, by full name or by a surname that only one may have that day; the phrase's own words outrank it.
2. Else the head of the phrase says the sector, the names before and after it the country.
3. Else a slip of the pen ("Stokcholm") is read as the one thing it nearly is (`slips.py`). Nothing is guessed: unknown is null.
"""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from detente.codebook import Codebook
from detente.codebook.offices import Person
from detente.mentions.own_words import OWN, country_of, own_words
from detente.mentions.slips import mended
from detente.mentions.standalone import Cut, cut, surname, terms
from detente.records import Resolved

RECENT = "2016"  # an undated phrase is of these years: an office that ended earlier makes a former one


def resolve(text: str, day: str | None, codebook: Codebook) -> list[Resolved]:
    """All that the phrase may mean, the likeliest first; never empty."""
    if script := foreign_script(text):
        return [Resolved(how=f"written in {script} letters, which the tables do not hold")]
    c = cut(text.strip(), codebook)
    found = meant(c, day, codebook)
    if not found[0].country and not found[0].code and len(found) == 1 and (better := mended(c, codebook)):
        again = meant(cut(better[0], codebook), day, codebook)
        if again[0].country or (again[0].sector and not found[0].sector):
            return [replace(r, how=better[1]) for r in again]
    return found


def meant(c: Cut, day: str | None, codebook: Codebook) -> list[Resolved]:
    """Whom the phrase means as it is written."""
    said = own_words(c, codebook, day)
    people = codebook.actors.people
    if c.people and c.people[0].person:
        return through(c.people[0].end, people.by_name[people.key(c.people[0].person)], c, day, said, codebook)
    found = surname(c, codebook)
    if not found:
        return [holder(said, day, codebook) or said]
    key, end = found
    rows = people.by_surname[key]
    rows = [p for p in rows if said.country in ("", p.code) or day is None] or rows
    rows = [p for p in rows if day and p.held(day)] or rows
    rows = [p for p in rows if said.role and p.office.endswith(said.role)] or rows
    only = people.meant(key, day)
    if only and only in rows:
        rows = [p for p in rows if p.name == only.name]
    if len(named(rows)) == 1:
        return through(end, people.by_name[people.key(rows[0].name)], c, day, said, codebook)
    if said.code:
        return [said]
    others = [r for person in named(rows) for r in of_person(person, day, said, codebook)]
    code = next(iter({p.code for p in rows})) if len({p.code for p in rows}) == 1 else None  # all of one state: that much is known
    country = country_of(code, codebook, day) if code else ""
    several = Resolved(codebook.actors.actor(code, said.sector) if code else None, country, said.sector, None, said.role, f"{len(named(rows))} people of the table are called so")
    return [several, *others]


def holder(said: Resolved, day: str | None, codebook: Codebook) -> Resolved | None:
    """Who held the office that the phrase names ("the German chancellor") on the day, where the table is sure of one."""
    if not (day and said.role and said.code and said.sector == "GOV"):
        return None
    held = codebook.actors.people.incumbent(said.code.partition(":")[0].partition(".")[0], said.role, day)
    return person(held, held.sector, held.office, f"table of offices: from {held.since or '…'} to {held.until or 'this day'}", codebook) if held else None


def through(end: int, rows: list[Person], c: Cut, day: str | None, said: Resolved, codebook: Codebook) -> list[Resolved]:
    """The person, or whose what follows the name is: "the Putin government" is Russia's."""
    if said.role and said.sector and c.text.lower().rfind(said.role) >= end and c.inside(end) and not c.text[end:].lstrip().startswith(","):
        code = of_person(rows, day, Resolved(), codebook)[0].code or ""
        state = code.partition(":")[0].partition(".")[0]
        return [replace(said, code=codebook.actors.actor(state, said.sector), country=country_of(state, codebook, day), name=codebook.actors.title(state, said.sector))]
    if c.preposition not in {"", "of", ","}:  # "in Paris" tells where someone is
        said = own_words(c.front(), codebook, day)
    return of_person(rows, day, said, codebook)


def named(rows: list[Person]) -> list[list[Person]]:
    """The rows of each person."""
    out: dict[str, list[Person]] = {}
    for person in rows:
        out.setdefault(person.name, []).append(person)
    return list(out.values())


def foreign_script(text: str) -> str | None:
    """The script of the letters, if it is not the Latin one."""
    for letter in text:
        if letter.isalpha() and not (script := unicodedata.name(letter, "LATIN").split()[0]).startswith(("LATIN", "MODIFIER", "FULLWIDTH", "FEMININE", "MASCULINE", "MICRO")):
            return script.capitalize()
    return None


def of_person(rows: list[Person], day: str | None, said: Resolved, codebook: Codebook) -> list[Resolved]:
    """A person's offices on the day, a former one's as PLOVER's ELI; the country and sector of the phrase's own words come first."""
    order = codebook.actors.people.order
    current = sorted(terms(rows, day, RECENT), key=order)
    out = []
    for p in current:
        span = f"from {p.since or '…'} to {p.until or 'this day'}"
        how = f"table of offices: {span}" if day is None or p.held(day) else f"table of offices: not yet in office on {day}"
        sector = p.sector if day is None or p.held(day) else None
        out.append(person(p, sector, p.office, how, codebook))
    if not current:
        gone = max((p for p in rows if p.until and (day is None or p.until < day)), key=lambda p: p.until)
        out.append(person(gone, "ELI", f"former {gone.office.removeprefix('former ')}", f"table of offices: until {gone.until}", codebook))
    if said.role in codebook.sectors.words.former:
        out = [replace(r, sector="ELI", code=id_of(r, "ELI", codebook), how=OWN) for r in out[:1]]
    elif said.sector and said.sector not in {r.sector for r in out}:
        out = [replace(out[0], sector=said.sector, code=id_of(out[0], said.sector, codebook), role=said.role, how=OWN), *out]
    out.sort(key=lambda r: said.sector is not None and r.sector != said.sector)
    if said.country and out and said.country != out[0].country:
        out = [replace(said, name=rows[0].name, code=codebook.actors.actor(said.country, said.sector, rows[0].name))]
    return out


def person(p: Person, sector: str | None, role: str, how: str, codebook: Codebook) -> Resolved:
    if p.certainty == "likely":
        how += " (likely)"
    return Resolved(codebook.actors.actor(p.code, sector, p.name), country_of(p.code, codebook, None), sector, p.name, role, how, p.since or None, p.until or None)


def id_of(r: Resolved, sector: str, codebook: Codebook) -> str | None:
    """The id with another sector."""
    return codebook.actors.actor(r.code.partition(":")[0].partition(".")[0], sector, r.name) if r.code else None
