"""The tension between the sides that have most to do with each other in some days, as pictures."""

from __future__ import annotations

from collections import Counter
from functools import cache

from msgspec import Struct

from detente.parties import party
from detente.tension import Dyad, acts, series
from detente.web.drawing.course import Pair, pair
from detente.web.site import Site

READ = 30_000  # acts, the latest
Parties = tuple[str, ...]


class Tense(Struct, frozen=True):
    """Two sides, by id and by name, and their course."""

    dyad: Dyad
    names: tuple[str, str]
    pair: Pair


def busiest(site: Site, days: tuple[str, str], most: int) -> list[tuple[Dyad, list[str]]]:
    """The two sides that share most happenings, most first, each with the ids of the acts that tell them."""
    read = site.ledger.shelf.fields("event", ("id", "happening", "actors", "recipients"), days, READ)
    between = cache(dyads)
    told: dict[Dyad, list[str]] = {}
    happened: set[tuple[Dyad, str]] = set()
    n: Counter[Dyad] = Counter()
    for _, row, happening, ones, others in read:
        for dyad in between(ones, others):
            told.setdefault(dyad, []).append(row)
            if (dyad, happening or row) not in happened:
                happened.add((dyad, happening or row))
                n[dyad] += 1
    return [(dyad, told[dyad]) for dyad, _ in sorted(n.items(), key=lambda found: (-found[1], found[0]))[:most]]


def dyads(ones: Parties, others: Parties) -> tuple[Dyad, ...]:
    """Between which sides an act is; those who act together without a recipient are each other's."""
    pairs = ((party(a), party(b)) for a in ones for b in others or ones)
    return tuple(dict.fromkeys((a, b) if a < b else (b, a) for a, b in pairs if a != b))


def courses(site: Site, days: tuple[str, str], most: int) -> list[Tense]:
    """The courses of the busiest two sides up to the last of the days."""
    out = []
    for dyad, ids in busiest(site, days, most):
        events = site.ledger.overview.events(ids)
        rows = [*events, *site.ledger.shelf.articles(sorted({e.article for e in events}))]
        found = acts(rows, site.codebook.tension).get(dyad)
        drawn = pair(series(dyad, found, until=days[1])) if found else None
        if drawn:
            reader = site.reader([], *dyad)
            out.append(Tense(dyad, (reader.name(dyad[0]), reader.name(dyad[1])), drawn))
    return out
