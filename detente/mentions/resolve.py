"""Who a phrase means on a day, by itself: `detente resolve`.

1. Someone of the table of offices, by full name or by a surname that only one may have that day; the phrase's own words outrank it.
2. Else the head of the phrase says the sector, the names before and after it the country.
3. Else a slip of two letters ("Dehli") is read as what it nearly is. Nothing is guessed: unknown is null.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import lru_cache

from msgspec.structs import replace

from detente.codebook import Codebook
from detente.codebook.actors import fold
from detente.codebook.offices import Person
from detente.codebook.sectors import LONGEST
from detente.mentions.standalone import Cut, Found, cut, local_of, surname, terms
from detente.records import Resolved

RECENT = "2016"  # an undated phrase is of these years: an office that ended earlier makes a former one
IDENTICAL = 0.87  # how like a noun a misspelt one is


def resolve(text: str, day: str | None, codebook: Codebook) -> list[Resolved]:
    """All that the phrase may mean, the likeliest first; never empty."""
    if script := foreign_script(text):
        return [Resolved(how=f"written in {script} letters, which the tables do not hold")]
    c = cut(text.strip(), codebook)
    said = own_words(c, codebook, day)
    if c.people and c.people[0].person:
        rows = codebook.actors.people.by_name[codebook.actors.people.key(c.people[0].person)]
        return of_person(rows, day, said, codebook)
    if key := surname(c, codebook):
        rows = codebook.actors.people.by_surname[key]
        rows = [p for p in rows if said.country in ("", p.code) or day is None] or rows
        rows = [p for p in rows if day and p.held(day)] or rows
        rows = [p for p in rows if said.role and p.office.endswith(said.role)] or rows
        meant = codebook.actors.people.meant(key, day)
        if meant and meant in rows:
            rows = [p for p in rows if p.name == meant.name]
        if len({p.name for p in rows}) == 1:
            rows = codebook.actors.people.by_name[codebook.actors.people.key(rows[0].name)]
            return of_person(rows, day, said, codebook)
        if not said.code:
            return [Resolved(how=f"{len({p.name for p in rows})} people of the table are called so"), *(r for n in named(rows) for r in of_person(n, day, said, codebook))]
    return [said if said.country or said.code else by_spelling(c, codebook, day) or said]


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
        out = [replace(r, sector="ELI", code=id_of(r, "ELI", codebook), how="the phrase's own words") for r in out[:1]]
    elif said.sector and said.sector not in {r.sector for r in out}:
        out = [replace(out[0], sector=said.sector, code=id_of(out[0], said.sector, codebook), role=said.role, how="the phrase's own words"), *out]
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


def country_of(code: str, codebook: Codebook, day: str | None) -> str:
    """The country of a code: itself, or where a group is at home."""
    if code in codebook.actors.state_codes and code not in codebook.sectors.homes:
        return code
    home = codebook.sectors.home(code, day)
    return home.country if home else ""


def own_words(c: Cut, codebook: Codebook, day: str | None) -> Resolved:
    """What the phrase says by its own words, without the people in it."""
    sector, head, former = head_of(c, codebook)
    owner, local = owner_of(c, codebook)
    body = next((f for f in reversed(c.named) if f.name and f.name.kind in {"body", "seat"} and c.inside(f.start)), None)
    if sector is None and c.preposition in codebook.sectors.words.of:
        later = own_words(c.rest(), codebook, day) if c.limit < len(c.text) else Resolved()
        sector = later.sector if head or not c.named else None
    elif c.preposition == "of" and sector in {"GOV", None}:  # "president of the Riigikogu" is of parliament
        tail = next((f for f in c.named if f.name and f.name.kind == "body" and not c.inside(f.start)), None)
        sector = tail.name.sector if tail and tail.name and tail.name.sector else sector
    code, country, name = None, "", None
    if owner and owner.name:
        n = owner.name
        if n.kind == "coalition":
            return Resolved(",".join(n.codes), "", None, n.name, None, "name of the codebook: several actors")
        code, country, name = n.code, country_of(n.code, codebook, day), n.name
        alone = not head or (body is not None and body.start <= owner.start)
        if body and body.name and body.name.sector and (body is owner or organ_of_another(body, owner)) and not head:
            sector = codebook.sectors.before.get(fold(body.name.name)) or (body_sector(body.name.code, body.name.sector, codebook, day) if body is not owner else None)
        if sector is None and alone and n.kind in {"body", "seat", "capital", "people"}:
            sector = {"capital": "GOV", "people": "CVL"}.get(n.kind) or body_sector(n.code, n.sector, codebook, day)
        elif sector is None and n.kind in {"body", "seat"}:
            sector = body_sector(n.code, n.sector, codebook, day)
    elif local and local.local:
        code = country = local.local.country
        sector = sector or ("CVL" if local.local.kind == "city" and not head and len(c.words) <= 3 else None)
    if sector is None and head in codebook.sectors.words.servants and country:
        sector = "GOV"
    if former and (sector is None or sector in codebook.sectors.words.offices):
        return Resolved(codebook.actors.actor(code, "ELI") if code else None, country, "ELI", None, "former", "the phrase's own words")
    if not code and not sector:
        return Resolved()
    how = "the phrase's own words" if head else "name of the codebook" if owner else "place"
    whole = name if owner and not head else None
    own = None if code in codebook.actors.state_codes and not sector else sector
    return Resolved(codebook.actors.actor(code, own) if code else None, country, sector, whole or (codebook.actors.title(code, sector) if code else None), head, how)


def body_sector(code: str, sector: str | None, codebook: Codebook, day: str | None) -> str | None:
    """A group's sector on the day: the Taliban rule, or rebel; a body of states has none of its own beside IGO's."""
    home = codebook.sectors.home(code, day)
    return (home.sector if home and home.sector else sector) or None


def head_of(c: Cut, codebook: Codebook) -> tuple[str | None, str | None, bool]:
    """Sector, head noun, and whether it is a former one: the rightmost noun before the first preposition that says a sector; weak ones leave it to those before them."""
    words = [w for w in c.words if c.inside(w[0]) and not any(p.start <= w[0] < p.end for p in c.people)]
    low = [w.lower() for _, _, w in words]
    former = any(w in codebook.sectors.words.former or w.startswith("ex-") for w in low)
    sectors, end, head, sector = codebook.sectors, len(low), None, None
    while end > 0 and sector is None:
        body = next((f for f in c.named if f.start <= words[end - 1][0] < f.end and f.name and f.name.kind in {"body", "seat"}), None)
        if body and body.name:
            if not head:
                return None, None, former
            sector = body.name.sector if body.name.sector != "IGO" else None
            break
        size, found, weak = noun_ending(low, end, codebook, modifies=head is not None)
        head = head or (" ".join(low[end - size : end]) if found or weak else None)
        sector = found
        end -= size
    if sector is None and head:
        roles = [n.sector for _, n in codebook.actors.entries.get(head, []) if n.kind == "role"]
        sector = roles[0] if roles and head not in codebook.sectors.words.servants else None
    if sector == "JRN" and codebook.sectors.words.state_media & set(low):
        sector = "GOV"
    if head and head not in sectors.weak and sector is None:
        head = None
    return sector, head, former


def noun_ending(low: list[str], end: int, codebook: Codebook, modifies: bool) -> tuple[int, str | None, bool]:
    """The longest noun that ends there: its words, its sector, and whether it is a weak one."""
    sectors = codebook.sectors
    for size in range(min(LONGEST, end), 0, -1):
        noun = " ".join(low[end - size : end])
        if modifies and noun in sectors.before:
            return size, sectors.before[noun], False
        if noun in sectors.heads and noun not in sectors.weak:
            return size, sectors.heads[noun], False
        roles = [n.sector for _, n in codebook.actors.entries.get(fold(noun), []) if n.kind == "role"]
        if noun in sectors.weak or (roles and not roles[0]):
            return size, None, True
        if roles:
            return size, roles[0], False
        if noun in sectors.before:
            return size, sectors.before[noun], False
    return 1, None, False


def owner_of(c: Cut, codebook: Codebook) -> tuple[Found | None, Found | None]:
    """Whose it is: the last name of a state, body or group before the head's end (a group before a state), else the first after "of"; and the place, likewise."""
    before = [f for f in c.named if f.name and c.inside(f.start)]
    groups = [f for f in before if f.name and f.name.kind == "body"]
    states = [f for f in before if f.name and f.name.kind != "body"]
    after = [f for f in c.named if f.name and not c.inside(f.start)] if c.preposition in codebook.sectors.words.of or c.preposition == "," else []
    spots = [f for f in c.named if f.local and (c.inside(f.start) or c.preposition in codebook.sectors.words.of)]
    if groups and states and organ_of_another(groups[-1], states[-1]):
        groups = []
    owner = groups[-1] if groups else states[-1] if states else after[0] if after and not any(c.inside(f.start) for f in spots) else None
    return owner, spots[0] if spots else None


def organ_of_another(body: Found, state: Found) -> bool:
    """Is it an organ that several states have ("the Nigerian Senate")?"""
    return bool(body.name and state.name and len(body.name.code) == 3 and body.name.code.isupper() and body.name.sector == "LEG" and body.name.code != state.name.code)


def by_spelling(c: Cut, codebook: Codebook, day: str | None) -> Resolved | None:
    """A slip: two letters of a known place exchanged, or a noun nearly written; None where nothing is like it."""
    for _, _, word in c.words:
        if len(word) >= 5 and word[:1].isupper() and (right := anagrams(codebook).get((fold(word)[0], *sorted(fold(word))))) and right != fold(word):
            guess = own_words(cut(c.text.replace(word, right.title()), codebook), codebook, day)
            if guess.country:
                return replace(guess, how=f"spelling: {word} read as {right.title()}")
    if len(c.words) == 1 and head_of(c, codebook)[0] is None and (near := nearly(c.words[0][2].lower(), codebook)):
        return Resolved(sector=codebook.sectors.heads[near], role=near, how=f"spelling: {c.words[0][2]} read as {near}")
    return None


def nearly(noun: str, codebook: Codebook) -> str | None:
    """The noun that this one nearly is."""
    return next(iter(get_close_matches(noun, [h for h in codebook.sectors.heads if len(h) > 6], 1, IDENTICAL)), None)


@lru_cache(maxsize=2)
def anagrams(codebook: Codebook) -> dict[tuple[str, ...], str]:
    """Names of states, capitals and places by their first letter and all their letters; only those that no other shares."""
    names = [fold(n) for p in codebook.places.places for n in (p.name, *p.aliases)]
    names += [key for key, entries in codebook.actors.entries.items() if entries[0][1].kind in {"state", "capital", "demonym"}]
    out: dict[tuple[str, ...], str] = {}
    for name in names:
        if name.isalpha() and len(name) >= 5 and local_or_state(name, codebook):
            key = (name[0], *sorted(name))
            out[key] = name if out.get(key, name) == name else ""
    return out


def local_or_state(name: str, codebook: Codebook) -> bool:
    return name in codebook.actors.entries or local_of(name, codebook) is not None
