"""What a phrase for an actor says of its sector and country beyond names and offices: nouns and their kinds, regions and cities, where groups are at home.

`data/actors/nouns.csv`, `locals.csv`, `homes.csv` and `phrases.toml`; read for `detente resolve`, where a phrase stands alone and no article tells more.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from detente.codebook.bodies import Home
from detente.codebook.folding import fold
from detente.codebook.load import CodebookError, files, numbered, table, toml
from detente.codebook.offices import wrong_term

LONGEST = 4  # words of the longest noun


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


class Sectors:
    """The tables as they are looked up."""

    def __init__(self, nouns: list[Nouns], places: list[Local], homes: list[Home], words: Phrases) -> None:
        self.words = words
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
    return Sectors(nouns, [row for path in files(folder, "actors/locals.csv") for row in table(path, Local)], homes, toml(files(folder, "actors/phrases.toml")[-1], Phrases))
