"""Places: states, capitals, provinces, cities, regions, waters and sites, in `data/places.csv`; lesser cities, in `data/cities.csv`, tell only where a
name lies that the text uses as a place; the words that show a place, in `data/places.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from detente.codebook.folding import fold
from detente.codebook.load import files, table, words


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A place by its usual name. `kind` says how far its name may stand for those who rule there: a state, a capital and a province may, a city may not."""

    name: str
    kind: Literal["state", "capital", "province", "city", "region", "water", "site"]
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()


class City(Struct, frozen=True, forbid_unknown_fields=True):
    """A city of GeoNames: the largest of its name in its country."""

    name: str
    country: str
    lat: float
    lon: float
    people: int


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which the grammar shows a place.

    `locative` prepositions always do; `directional` ones do after a `motion` word; `of` does after a word of `lands` ("the outskirts of");
    `entering` verbs take a place as their object; `occasions` take its name before them ("the Geneva talks"); `bearings` go before it.
    After `abstract` words ("faith in") and where `messages` are what is sent, a preposition shows none. Who is a `striker` ("missiles", "a blast")
    strikes a place even where it is a capital, and one may march `onto` it. A name is that of one of the `settlements` ("a town in", "the town of").
    What is `on` it after one of the `topics` is about it ("talks on Crimea"). `wide` are the usual names of places wider than a country.
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
    strikers: frozenset[str]
    onto: frozenset[str]
    settlements: frozenset[str]
    topics: frozenset[str]
    wide: frozenset[str]


class Places(Struct, frozen=True):
    """All places; `starts` has, under the first word of a name, the names of several words first; `called` all places of a name, the likeliest first."""

    places: tuple[Place, ...]
    starts: dict[str, tuple[tuple[tuple[str, ...], Place], ...]]
    called: dict[tuple[str, ...], tuple[Place, ...]]
    cities: dict[str, tuple[City, ...]]
    words: PlaceWords

    def named(self, name: str) -> Place | None:
        """The place of exactly this name, the likeliest of several."""
        return next(iter(self.called.get(split(name), ())), None)

    def lesser(self, name: str) -> tuple[Place, ...]:
        """The cities of the long table with this name, the largest first."""
        return tuple(Place(c.name, "city", c.country, c.lat, c.lon) for c in self.cities.get(fold(name), ()))


def load(folder: Path | None) -> Places:
    places = [p for path in files(folder, "places.csv") for p in table(path, Place)]
    called: dict[tuple[str, ...], list[Place]] = {}
    for place in places:
        for name in dict.fromkeys(split(n) for n in (place.name, *place.aliases)):
            called.setdefault(name, []).append(place)
    starts: dict[str, list[tuple[tuple[str, ...], Place]]] = {}
    for spelled, of in called.items():
        starts.setdefault(spelled[0], []).append((spelled, of[0]))
    cities: dict[str, list[City]] = {}
    for city in sorted((c for path in files(folder, "cities.csv") for c in table(path, City)), key=lambda c: -c.people):
        cities.setdefault(fold(city.name), []).append(city)
    return Places(
        tuple(places),
        {first: tuple(sorted(names, key=lambda n: (-len(n[0]), n[0]))) for first, names in starts.items()},
        {name: tuple(of) for name, of in called.items()},
        {name: tuple(of) for name, of in cities.items()},
        words(files(folder, "places.toml"), PlaceWords),
    )


def split(name: str) -> tuple[str, ...]:
    """A name as the words the tokenizer makes of it: hyphens and commas stand alone, in lower case and without accents, apostrophes plain."""
    for sign in "-,":
        name = name.replace(sign, f" {sign} ")
    return tuple(fold(name).split())
