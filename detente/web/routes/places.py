"""The map: where things happened in some days, and the same as a table. What is planned, threatened, denied or the like only where it is asked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from msgspec import Struct

from detente.days import later
from detente.ledger.filters import NAMES
from detente.views.places import DONE, Place, Told, places
from detente.views.plans import whole
from detente.web.asking import Day, Text, options
from detente.web.drawing.spots import NARROW, Spot, World, world
from detente.web.site import Here, Site, query
from detente.web.who import countries, meant, suggested, title

router = APIRouter(include_in_schema=False)
DAYS = 90  # of the window, where none is asked for
MOST = 200  # places
READ = 20_000  # acts with a place, the latest
ALL = "any"
"""What `status` asks for all of them; where it asks nothing, only what happened is shown."""


class Shown(Struct, frozen=True):
    """What the page holds: places with the names of their countries and the key of their line, `drawn` the keys of those on the map; `full` where there
    were more acts than are read, `open` where not all of it happened."""

    lines: tuple[tuple[str, Place, str | None], ...]
    drawn: frozenset[str]
    left: int
    happenings: int
    full: bool
    open: bool
    wide: World
    narrow: World


@router.get("/map")
def where(
    request: Request,
    site: Here,
    since: Day = None,
    until: Day = None,
    type: Annotated[Text, Query()] = None,  # noqa: A002
    actor: Text = None,
    status: Text = None,
) -> Response:
    """Circles on the world, and a table."""
    who = (actor or "").strip()
    if who and (found := meant(site, who)) and found.lower() != who.lower():
        return RedirectResponse(f"/map{query(dict(request.query_params), actor=found)}", 303)
    days = window(site.ledger.days(), since, until)
    asked = {"actor": who or None, "type": (type or "").strip() or None}
    told = (status or "").strip().lower() or None
    shown = site.cached(("map", days, *asked.values(), told), lambda: gathered(site, days, asked, told)) if days else None
    wanted = {**dict.fromkeys(NAMES), "since": since, "until": until, **asked, "status": told}
    return site.page(
        request,
        "map.html",
        shown=shown,
        days=days,
        wanted=wanted,
        filters=any(wanted.values()),
        options=offered(site),
        done=DONE,
        people=suggested(site),
        by=title(site, who) if who else None,
    )


def offered(site: Site) -> dict[str, list[tuple[str, int]]]:
    """The types and the statuses of acts, the first of these all of them."""
    given = options(site, "event")
    return {**given, "status": [(ALL, sum(n for _, n in given["status"])), *given["status"]]}


def window(known: tuple[str, str] | None, since: str | None, until: str | None) -> tuple[str, str] | None:
    """The first and the last day to look at: what is asked, else the last days of the ledger; None where it has no days."""
    last = until or (known[1] if known else None)
    if since and last:
        return since, last
    if not last:
        return None
    return later(date.fromisoformat(whole(last, end=True)), 1 - DAYS).isoformat(), last


def gathered(site: Site, days: tuple[str, str], asked: dict[str, str | None], status: str | None) -> Shown:
    """The places of acts that are told so: of all that happened where no status is asked for."""
    one = {"status": status} if status not in (None, ALL) else {}
    found = cast("list[Told]", site.ledger.shelf.fields("event", ("id", "happening", "type", "status", "where"), days, READ, {**asked, **one}, "where"))
    acts = found if status else [act for act in found if act[4] in DONE]
    here = places(acts)
    names, wide = countries(site), site.codebook.places.words.wide
    lines = tuple((f"place-{n}", p, names.get(p.country, p.country) if p.country else None) for n, p in enumerate(here[:MOST], 1))
    spots = [Spot(key, p.name, p.lat, p.lon, p.n, p.name == country, p.done) for key, p, country in lines if p.lat is not None and p.lon is not None and p.name not in wide]
    happenings = len({happening or row for _, row, happening, *_ in acts})
    return Shown(
        lines, frozenset(s.key for s in spots), len(here) - len(lines), happenings, len(found) == READ, any(p.done < p.n for p in here), world(spots), world(spots, NARROW)
    )
