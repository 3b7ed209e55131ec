"""Deciding on a row: accept, reject, undo; by htmx what changed on the page comes back, else the page is shown again."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from detente.ledger import ChangedError, LedgerError, NotThereError, StoreError
from detente.ledger.corrections import Correction
from detente.records import Citing, Mention, Row, kind_of
from detente.web.guard.forms import ours
from detente.web.reading import renewed
from detente.web.reviewing import back as backs
from detente.web.reviewing.judged import deed, row_of, states
from detente.web.reviewing.who import Able, Corrector, Hand
from detente.web.reviewing.writing import write
from detente.web.routes.articles import Line
from detente.web.routes.explained import told
from detente.web.routes.queue import turn
from detente.web.site import Here, Site, cells

router = APIRouter(include_in_schema=False)
MOVES = ("part", "start", "end")  # where a row has its place in the list

Shown = Annotated[int | None, Form(ge=1, le=9999)]


@router.post("/review/decide", dependencies=[Depends(ours)])
def decide(
    request: Request,
    site: Here,
    by: Able,
    hand: Corrector,
    act: Annotated[Literal["accept", "reject", "undo"], Form()],
    row: Annotated[str, Form(max_length=300)],
    back: Annotated[str, Form()] = "",
    version: Annotated[str, Form(max_length=40)] = "",
    sheet: Shown = None,
) -> Response:
    """One decision, written into the log."""
    try:
        line = write(site, act, row, by, version=version if act != "undo" else None)
    except LedgerError as e:
        return refused(request, site, e)
    return after(request, site, hand, line, backs.ours(back), sheet)


def after(request: Request, site: Site, hand: Hand, line: Correction, back: str, sheet: int | None = None) -> Response:
    """What is shown when a decision was written; `sheet` is the stretch of the article that is on the page."""
    again = backs.returned(back, line.row, line.number)
    if "hx-request" not in request.headers:
        return RedirectResponse(again, 303)
    row = standing(site, line.row)
    if row is None or moved(line):
        return Response(status_code=204, headers={"hx-redirect": again})
    state = states(site.ledger, [row], hand.name)[row.id]
    values: dict[str, Any] = {"row": row, "state": state, "hand": hand, "back": back, "done": deed(site, line)}
    if back.startswith("/articles/"):
        listed = None if isinstance(row, Mention) else Line(row, kind_of(row), cells(row, site.reader([row])), state)
        found = site.ledger.shelf.articles([row.article])
        text = renewed(site, found[0], line, row, sheet) if found else None
        return site.page(request, "after_article.html", here=told(site, row), listed=listed, text=text, **values)
    return site.page(request, "after_queue.html", turn=turn(site, row, state), **values)


def refused(request: Request, site: Site, error: LedgerError) -> Response:
    """Why nothing was written, in one line."""
    status = 404 if isinstance(error, NotThereError) else 409 if isinstance(error, ChangedError) else 503 if isinstance(error, StoreError) else 422
    if "hx-request" not in request.headers:
        raise HTTPException(status, str(error))
    said = site.page(request, "refused.html", status, why=str(error))
    said.headers.update({"hx-retarget": "#done", "hx-reswap": "innerHTML"})
    return said


def standing(site: Site, name: str) -> Citing | None:
    """The row, or none where it is out of sight by more than a rejection."""
    try:
        row: Row = row_of(site.ledger, name)
    except NotThereError:
        return None
    return row if isinstance(row, Citing) else None


def moved(line: Correction) -> bool:
    """Does it rest on other words than before?"""
    return bool(line.before and line.after) and any((line.before or {}).get(name) != (line.after or {}).get(name) for name in MOVES)
