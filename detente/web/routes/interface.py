"""The page about the REST interface: its routes as its description tells them, with examples for the shell, Python and R."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from msgspec import Struct

from detente.ledger.filters import allowed
from detente.records import KINDS
from detente.views.kinds import plural
from detente.web.routes.api import description
from detente.web.routes.feeds import FED
from detente.web.site import Here, Site
from detente.web.who import code

router = APIRouter(include_in_schema=False)


class Way(Struct, frozen=True):
    """A route: what it gives, and its parameters with what each is."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]


@router.get("/api")
def interface(request: Request, site: Here) -> Response:
    """What can be asked, and how."""
    ways = site.cached("interface", lambda: tuple(listed(description(request.app))))
    kinds = [(kind, plural(kind), allowed(kind), kind in FED) for kind in KINDS]
    return site.page(request, "api.html", ways=ways, kinds=kinds, home=str(request.base_url).rstrip("/"), closed=site.keys.closed, example=example(site))


def example(site: Site) -> dict[str, str]:
    """What the examples ask: something that this ledger has."""
    days, types, actors = site.ledger.days(), site.ledger.tally("event", "type"), site.ledger.tally("quotation", "actor")
    return {"since": days[0][:7] if days else "2022-01", "type": types[0][0] if types else "THREATEN", "actor": code(actors[0][0]) if actors else "RUS"}


def listed(told: dict[str, Any]) -> Iterator[Way]:
    """The routes but those of each kind, which are alike."""
    for path, methods in told["paths"].items():
        for method, way in methods.items():
            if not way["operationId"].startswith(("list_", "stream_")) or path.endswith("/corrections"):
                yield Way(method.upper(), path, way["summary"], tuple((p["name"], p.get("description", "").replace("`", "")) for p in way.get("parameters", ())))
