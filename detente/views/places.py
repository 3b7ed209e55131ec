"""Where things happened: for each place its happenings (never its reports), their days and kinds, and how they are told: as done, planned, denied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from detente.records import Status, Where

LATEST = 3  # rows that a place names
DONE = ("actual", "past")  # the statuses of what happened; what has another may never do

Told = tuple[str, str, str | None, str, Status, Where]
"""Of an act its day (a prefix, "" where unknown), id, happening, type, status and place."""


class Place(Struct, frozen=True):
    """A place by its usual name; `lat` and `lon` where they are known, `first` and `last` as ISO prefixes; `done` of its happenings are told
    as done; `types` and `statuses` with their happenings, the most first, `rows` the latest acts as (id, type), one of each happening."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    n: int
    done: int
    first: str | None
    last: str | None
    types: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str], ...]


def places(acts: Iterable[Told]) -> list[Place]:
    """The places of acts, that of most happenings first. A name of which only one country is told stands for that place where none is told, too."""
    found: dict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for act in acts:
        found[act[5].name or act[5].text, act[5].country].append(act)
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
    at = next((w for *_, w in told if w.lat is not None and w.lon is not None), told[0][5])
    types = counted((kind, happening or row) for _, row, happening, kind, *_ in told)
    statuses = counted((status, happening or row) for _, row, happening, _, status, _ in told)
    done = {happening or row for _, row, happening, _, status, _ in told if status in DONE}
    latest: dict[str, tuple[str, str]] = {}
    for _, row, happening, kind, *_ in sorted(told, key=lambda act: act[:2], reverse=True):
        latest.setdefault(happening or row, (row, kind))
    first, last = (days[0][:10], days[-1][:10]) if days else (None, None)
    return Place(name, country, at.lat, at.lon, len(latest), len(done), first, last, types, statuses, tuple(latest.values())[:LATEST])


def counted(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    """Of (what, happening) each what with its happenings, the most first."""
    found: dict[str, set[str]] = defaultdict(set)
    for what, happening in pairs:
        found[what].add(happening)
    return tuple(sorted(((what, len(happenings)) for what, happenings in found.items()), key=lambda pair: (-pair[1], pair[0])))
