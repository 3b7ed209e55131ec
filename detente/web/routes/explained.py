"""One row, explained: as a page of its own, or as the panel beside its article; and its steps, which take the parser."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from msgspec import Struct

from detente.records import Actor, Article, Citing, Comparison, Event, Position, Row, Story, kind_of
from detente.views.book import definition
from detente.views.cells import Cells
from detente.views.reasons import Explained, explained
from detente.web.reviewing.judged import Done, last_done, row_of, states
from detente.web.reviewing.who import Corrector, Hand
from detente.web.site import Here, Site, cells
from detente.web.steps import Steps

router = APIRouter(include_in_schema=False)
OTHERS = 40  # rows on the same words


class Beside(Struct, frozen=True):
    """Another row on some of the same words."""

    id: str
    kind: str
    cells: Cells


class Told(Struct, frozen=True):
    """A row explained; `beside` what else rests on its words, `slow` whether the parser can say more of it,
    `means` what the type of an act is."""

    why: Explained
    beside: tuple[Beside, ...]
    slow: bool
    means: str | None = None


@router.get("/row/{name:path}/steps")
def steps(request: Request, site: Here, hand: Corrector, name: str) -> Response:
    """How a row came about, by reading its article once more: a piece of its panel, or the whole page with it."""
    row = row_of(site.ledger, name)
    if not isinstance(row, Citing):
        return RedirectResponse(f"/row/{row.id}", 307)
    found = site.ledger.shelf.articles([row.article])
    taken = site.stepping(found[0], row) if found else Steps(trouble="The article that tells it is not in the ledger.")
    return answer(request, site, hand, row, taken)


@router.get("/row/{name:path}")
def row(request: Request, site: Here, hand: Corrector, name: str, done: Done = None) -> Response:
    """A row of any kind, by its id or the beginning of it; also one that was rejected."""
    return answer(request, site, hand, row_of(site.ledger, name), None, done)


def answer(request: Request, site: Site, hand: Hand, row: Row, taken: Steps | None, done: int | None = None) -> Response:
    if "hx-request" in request.headers and taken:
        return site.page(request, "_steps.html", row=row, steps=taken)
    values: dict[str, Any] = {"here": told(site, row), "steps": taken, "row": row, "page": page_of(row), "hand": hand, "done": last_done(site, done)}
    values["state"] = states(site.ledger, [row], hand.name)[row.id]
    if "hx-request" in request.headers:
        return site.page(request, "_panel.html", back=f"/articles/{row.article}" if isinstance(row, Citing) else "", **values)
    return site.page(request, "row.html", back=f"/row/{row.id}", **values)


def told(site: Site, row: Row) -> Told:
    why = explained(site.ledger, row, site.rules.get, issues=site.issues if isinstance(row, Position) else None)
    slow = isinstance(row, Event) or (isinstance(row, Citing) and any(not party.by for party in why.who))
    means = site.cached(("means", row.type), lambda: definition(site.codebook, row.type)) if isinstance(row, Event) else None
    return Told(why, tuple(beside(site, row)), slow, means)


def beside(site: Site, row: Row) -> list[Beside]:
    """What else rests on some of the same words, in order of place."""
    if not isinstance(row, Citing):
        return []
    rows = site.ledger.shelf.cited([row.article], over=[(row.part, row.start, row.end)]).get(row.article, [])
    over = [r for r in rows if r.part == row.part and r.start < row.end and r.end > row.start and r.id != row.id][:OTHERS]
    reader = site.reader(over)
    return [Beside(r.id, kind_of(r), cells(r, reader)) for r in over]


def page_of(row: Row) -> tuple[str, str] | None:
    """The page of its own that a thing has besides that of its row: address, what it is."""
    match row:
        case Article():
            return f"/articles/{row.id}", "Read the article"
        case Story():
            return f"/stories/{row.id}", "Open the story"
        case Comparison():
            return f"/stories/{row.story}", "Open the story"
        case Actor():
            return f"/actors/{quote(row.id, safe='')}", "Open the actor's page"
        case Citing():
            return f"/articles/{row.article}?row={row.id}#row-{row.id}", "Read it in its article"
        case _:
            return None
