"""Places: states, capitals, cities, regions, waters and sites, in `data/places.csv`; the words that show a place, in `data/places.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from detente.codebook.load import files, table, words


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A place by its usual name. `kind` says how far its name may stand for those who rule there: a state and a capital may, a city may not."""

    name: str
    kind: Literal["state", "capital", "city", "region", "water", "site"]
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which the grammar shows a place.

    `locative` prepositions always do; `directional` ones do after a `motion` word; `of` does after a word of `lands` ("the outskirts of");
    `entering` verbs take a place as their object; `occasions` take its name before them ("the Geneva talks"); `bearings` go before it.
    After `abstract` words ("faith in") and where `messages` are what is sent, a preposition shows none.
    """

    locative: frozenset[str]
    directional: frozenset[str]
    motion: frozenset[str]
    lands: frozenset[str]
    entering: frozenset[str]
    attacking: frozenset[str]
    occasions: frozenset[str]
    bearings: frozenset[str]
    abstract: frozenset[str]
    messages: frozenset[str]


class Places(Struct, frozen=True):
    """All places; `starts` has, under the first word of a name, the names of several words first; a name of several places is the first's."""

    places: tuple[Place, ...]
    starts: dict[str, tuple[tuple[tuple[str, ...], Place], ...]]
    words: PlaceWords

    def named(self, name: str) -> Place | None:
        """The place of exactly this name."""
        spelled = split(name)
        return next((place for other, place in self.starts.get(spelled[0], ()) if other == spelled), None) if spelled else None


def load(folder: Path | None) -> Places:
    places = [p for path in files(folder, "places.csv") for p in table(path, Place)]
    starts: dict[str, dict[tuple[str, ...], Place]] = {}
    for place in places:
        for name in (place.name, *place.aliases):
            if spelled := split(name):
                starts.setdefault(spelled[0], {}).setdefault(spelled, place)
    ranked = {first: tuple(sorted(names.items(), key=lambda n: (-len(n[0]), n[0]))) for first, names in starts.items()}
    return Places(tuple(places), ranked, words(files(folder, "places.toml"), PlaceWords))


def split(name: str) -> tuple[str, ...]:
    """A name as the words the tokenizer makes of it: hyphens and commas stand alone, all in lower case, apostrophes plain."""
    for sign in "-,":
        name = name.replace(sign, f" {sign} ")
    return tuple(name.lower().replace("’", "'").replace("‘", "'").split())
