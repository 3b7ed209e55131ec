"""Where things happened: for each place its happenings (never its reports), their days and kinds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from detente.records import Where

LATEST = 3  # rows that a place names

Told = tuple[str, str, str | None, str, Where]
"""Of an act its day (a prefix, "" where unknown), id, happening, type and place."""


class Place(Struct, frozen=True):
    """A place by its usual name; `lat` and `lon` where they are known, `first` and `last` as ISO prefixes; `types` with their happenings, the most
    first, `rows` the latest acts as (id, type), one of each happening."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    n: int
    first: str | None
    last: str | None
    types: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str], ...]


def places(acts: Iterable[Told]) -> list[Place]:
    """The places of acts, that of most happenings first. A name of which only one country is told stands for that place where none is told, too."""
    found: dict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for act in acts:
        found[act[4].name or act[4].text, act[4].country].append(act)
    countries = defaultdict(set)
    for name, country in found:
        if country:
            countries[name].add(country)
    for name, country in list(found):
        if country is None and len(countries[name]) == 1:
            found[name, next(iter(countries[name]))] += found.pop((name, None))
    return sorted((place(name, country, told) for (name, country), told in found.items()), key=lambda p: (-p.n, p.name, p.country or ""))


def place(name: str, country: str | None, told: list[Told]) -> Place:
    days = sorted(day for day, *_ in told if day)
    kinds: dict[str, set[str]] = defaultdict(set)
    for _, row, happening, kind, _ in told:
        kinds[kind].add(happening or row)
    at = next((w for *_, w in told if w.lat is not None and w.lon is not None), told[0][4])
    types = sorted(((kind, len(rows)) for kind, rows in kinds.items()), key=lambda pair: (-pair[1], pair[0]))
    latest: dict[str, tuple[str, str]] = {}
    for _, row, happening, kind, _ in sorted(told, key=lambda act: act[:2], reverse=True):
        latest.setdefault(happening or row, (row, kind))
    first, last = (days[0][:10], days[-1][:10]) if days else (None, None)
    return Place(name, country, at.lat, at.lon, len(latest), first, last, tuple(types), tuple(latest.values())[:LATEST])
