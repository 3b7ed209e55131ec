"""What a phrase for an actor says of its sector and country beyond names and offices: nouns and their kinds, regions and cities, where groups are at home.

`data/actors/nouns.csv`, `locals.csv`, `homes.csv`, `phrases.toml` and `local.toml`. `detente resolve` reads all of them, for there a phrase stands alone and
no article tells more; sentences are read with the nouns, the places and `local.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from detente.codebook.bodies import Home
from detente.codebook.folding import fold
from detente.codebook.load import CodebookError, files, numbered, table, toml, words
from detente.codebook.offices import wrong_term

LONGEST = 4  # words of the longest noun
PUBLIC = frozenset({"CVL", "LAB", "EDU", "MED", "JUD", "COP", "REL", "JRN", "OPP", "UAF", "CRM", "NGO", "REF"})  # sectors of people outside government


class Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of a sector: `heads` say it as the head of a phrase, `before` from before one, `weak` heads say nothing themselves."""

    sector: str = ""
    heads: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Local(Struct, frozen=True, forbid_unknown_fields=True):
    """Regions, peoples or cities inside a state."""

    country: str
    kind: Literal["region", "city"]
    names: tuple[str, ...]


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """`phrases.toml`, which explains each list."""

    of: frozenset[str]
    cuts: frozenset[str]
    pronouns: frozenset[str]
    former: frozenset[str]
    state_media: frozenset[str]
    servants: frozenset[str]
    offices: frozenset[str]


class Hereabouts(Struct, frozen=True, forbid_unknown_fields=True):
    """`local.toml`, which explains each list."""

    of: frozenset[str]
    origin: frozenset[str]
    at: frozenset[str]
    onwards: frozenset[str]
    strangers: frozenset[str]
    homely: frozenset[str]
    populace: frozenset[str]
    several: frozenset[str]
    venues: frozenset[str]
    municipal: frozenset[str]
    idle: frozenset[str]
    against: frozenset[str]
    some: frozenset[str]
    quantities: frozenset[str]


class Sectors:
    """The tables as they are looked up; `crowds` are the nouns for groups of people that may be actors of a sentence, with their sectors."""

    def __init__(self, nouns: list[Nouns], places: list[Local], homes: list[Home], words: Phrases, here: Hereabouts) -> None:
        self.words, self.here = words, here
        idle = {form for word in here.idle for form in forms(word)}
        self.crowds = {form: row.sector for row in nouns if row.sector in PUBLIC for word in row.heads for form in forms(word) if form not in idle}
        self.heads = {form: row.sector for row in nouns for word in row.heads for form in forms(word)}
        self.before = {word: row.sector for row in nouns for word in row.before}
        self.weak = {form for row in nouns for word in row.weak for form in forms(word)}
        self.nouns = self.heads.keys() | self.before.keys() | self.weak
        self.locals: dict[str, Local] = {}
        for place in places:
            for name in place.names:
                self.locals.setdefault(fold(name), place)
        self.homes: dict[str, list[Home]] = {}
        for home in homes:
            self.homes.setdefault(home.code, []).append(home)

    def home(self, code: str, day: str | None) -> Home | None:
        """Where a group is at home and what it is there on the day; without a day, what it is now."""
        rows = self.homes.get(code, [])
        return next((h for h in rows if h.holds(day)), rows[-1] if rows else None)


def forms(noun: str) -> tuple[str, ...]:
    """A noun and its plural."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, noun[:-1] + "ies"
    return noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def load(folder: Path | None, own: Iterable[Home] = ()) -> Sectors:
    """The shipped tables and the user's; `own` homes come first."""
    homes = list(own)
    for path in files(folder, "actors/homes.csv"):
        for line, home in numbered(path, Home):
            if problem := wrong_term(home.since, home.until):
                raise CodebookError(f"{path}:{line}: {home.code}: {problem}")
            homes.append(home)
    nouns = [row for path in files(folder, "actors/nouns.csv") for row in table(path, Nouns)]
    locals_ = [row for path in files(folder, "actors/locals.csv") for row in table(path, Local)]
    phrases = toml(files(folder, "actors/phrases.toml")[-1], Phrases)
    return Sectors(nouns, locals_, homes, phrases, words(files(folder, "actors/local.toml"), Hereabouts))
