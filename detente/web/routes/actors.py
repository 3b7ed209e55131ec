"""The actors: a list of who acts and speaks, and one with where it stands, whom it addresses and with whom it acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, cast

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from msgspec import Struct

from detente.ledger.paging import MOST
from detente.parties import party
from detente.records import Actor, Position
from detente.views.cells import Cells
from detente.views.stands import About, stands
from detente.web.asking import Day, Text
from detente.web.drawing.network import Act
from detente.web.drawing.ring import Picture, pictures
from detente.web.routes.places import window
from detente.web.site import Here, Site, cells
from detente.web.who import KINDS, Names, above, code, known, ranked, sector, starred, under

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 50
READ = 40_000  # acts of a window, the latest; of one actor's quotations, too
STANDS, ISSUES = 200, 12  # positions, the latest; issues that are shown
ADDRESSED, BELOW = 12, 12
LATEST, SHOWN = 4, ("quotation", "event", "meeting", "promise", "figure")


class Listed(Struct, frozen=True):
    """A line of the list; acts and quotations are of it and all under it."""

    id: str
    name: str
    role: str | None
    of: str | None
    acts: int
    quotations: int


class Addressed(Struct, frozen=True):
    """Another side, with the happenings in which the actor did something towards it, cooperation and conflict, and what it said to it."""

    id: str
    name: str
    known: bool
    cooperation: int
    conflict: int
    quotations: int


class Some(Struct, frozen=True):
    """The latest rows of a kind; `more` where there are others."""

    kind: str
    rows: tuple[tuple[str, str | None, str, Cells], ...]
    more: bool


class Shown(Struct, frozen=True):
    """What an actor's page holds."""

    name: str
    actor: Actor | None
    called: tuple[str, ...]
    of: str
    sector: str
    above: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str, int], ...]
    more_below: int
    abouts: tuple[About, ...]
    more_abouts: int
    positions: int
    names: Names
    addressed: tuple[Addressed, ...]
    pictures: tuple[Picture, ...]
    latest: tuple[Some, ...]


@router.get("/actors")
def actors(request: Request, site: Here, search: Text = None, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """A page of the actors, those first of whom most is told."""
    asked = (search or "").strip()
    found = named(site, asked) if asked else list(ranked(site))
    some = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    lines = site.cached(("actors", tuple(some)), lambda: listed(site, some))
    return site.page(request, "actors.html", lines=lines, search=asked, page=page, total=len(found), more=len(found) > page * ON_A_PAGE)


def named(site: Site, asked: str) -> list[str]:
    """The ids that hold the words, in their names or by their codes, in order of what is told of them."""
    here = {row.id for row in site.ledger.page("actor", {"search": starred(asked)}, sort="-added", limit=MOST).rows}
    return [i for i in ranked(site) if i in here or under(i.lower(), asked.lower())]


def listed(site: Site, ids: Sequence[str]) -> tuple[Listed, ...]:
    names, told = Names(site, ids), site.ledger.overview.named(ids, KINDS)
    here = names.reader.actors
    return tuple(
        Listed(i, names(i), here[i].role if i in here else None, names.of(i) if i != code(i) else None, told.get((i, "event"), 0), told.get((i, "quotation"), 0)) for i in ids
    )


@router.get("/actors/{name:path}")
def actor(request: Request, site: Here, name: str, since: Day = None, until: Day = None) -> Response:
    """An actor in some days, the last ninety of the ledger where none are asked for."""
    who = known(site, name)
    if who is None:
        raise HTTPException(404, f"nobody in this ledger has the id {name[:100]!r}; /actors lists who acts and speaks")
    days = window(site.ledger.days(), since, until)
    found = site.cached(("actor", who, days), lambda: gathered(site, who, days or ("0001", "9999")))
    return site.page(request, "actor.html", id=who, found=found, days=days, wanted={"since": since, "until": until})


def gathered(site: Site, who: str, days: tuple[str, str]) -> Shown:
    look = site.ledger.shelf.within
    acts: list[Act] = site.cached(("acts", days), lambda: read(site, days))
    named = cache(lambda ids: any(under(x, who) for x in ids))
    own = [a for a in acts if named(a.actors) or named(a.recipients)]
    addressed = towards(site, who, days, own)
    positions = [row for row in look("position", days, STANDS, {"actor": who}) if isinstance(row, Position)]
    everyone = ranked(site)
    mine = [i for i in everyone if i != who and under(i, who)]
    sides = {party(x) for a in own for x in (*a.actors, *a.recipients)}
    names = Names(site, {who, *above(who), *mine[:BELOW], *sides, *addressed, *(x for p in positions for x in (p.actor, p.towards) if x)})
    abouts = stands(positions, site.reader(positions), site.codebook.issues)
    return Shown(
        name=names(who),
        actor=(row := names.reader.actors.get(who)),
        called=tuple(a for a in row.aliases if any(c.isupper() for c in a)) if row else (),  # not "who", "the minister"
        of=names.of(who),
        sector=sector(who),
        above=tuple((i, names(i)) for i in above(who)),
        below=tuple((i, names(i), everyone[i]) for i in mine[:BELOW]),
        more_below=max(0, len(mine) - BELOW),
        abouts=tuple(abouts[:ISSUES]),
        more_abouts=max(0, len(abouts) - ISSUES),
        positions=len(positions),
        names=names,
        addressed=tuple(Addressed(i, names(i) if i in everyone else i, i in everyone, *n) for i, n in addressed.items()),
        pictures=tuple(pictures(acts, who, names)),
        latest=tuple(latest(site, who, days)),
    )


def read(site: Site, days: tuple[str, str]) -> list[Act]:
    """The acts of some days, for all who ask."""
    return [Act(*fields) for _, *fields in site.ledger.shelf.fields("event", Act.__struct_fields__, days, READ)]


def towards(site: Site, who: str, days: tuple[str, str], own: Iterable[Act]) -> dict[str, tuple[int, int, int]]:
    """By other side the happenings of cooperation and of conflict, and the quotations, of most in all."""
    happened: dict[str, tuple[set[str], set[str]]] = {}
    for a in own:
        if any(under(x, who) for x in a.actors):
            for side in {party(x) for x in a.recipients if not under(x, who)}:
                happened.setdefault(side, (set(), set()))[a.quad > 2].add(a.happening or a.id)
    said = Counter(party(to) for _, to in site.ledger.shelf.fields("quotation", ("addressee",), days, READ, {"actor": who}, "addressee"))
    found = {i: (*map(len, happened.get(i, ((), ()))), said[i]) for i in {*happened, *said}}
    most = sorted(found.items(), key=lambda pair: (-sum(pair[1]), pair[0]))[:ADDRESSED]
    return cast("dict[str, tuple[int, int, int]]", dict(most))


def latest(site: Site, who: str, days: tuple[str, str]) -> Iterable[Some]:
    for kind in SHOWN:
        rows = site.ledger.shelf.within(kind, days, LATEST + 1, {"actor": who})
        if rows:
            reader = site.reader(rows[:LATEST])
            yield Some(kind, tuple((row.id, reader.day(row), reader.outlet(row), cells(row, reader)) for row in rows[:LATEST]), len(rows) > LATEST)
