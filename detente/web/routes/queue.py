"""The queue: rows of a kind in their order, those first that one has not yet decided on; and who one is."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from msgspec import Struct

from detente.ledger.filters import allowed, given
from detente.ledger.given import CITING
from detente.ledger.gone import meeting
from detente.records import Article, Citing, kind_of
from detente.views import kinds
from detente.views.cells import Cells
from detente.views.context import Context, context
from detente.views.reader import Reader
from detente.web.asking import Filters, issue, options
from detente.web.guard.forms import ours
from detente.web.reviewing.back import Back
from detente.web.reviewing.judged import Done, State, last_done, row_of, states
from detente.web.reviewing.who import LONGEST, Corrector, cookie, named
from detente.web.site import Here, Site, cells, query

router = APIRouter(include_in_schema=False)
AT_ONCE = 10  # rows to look at on a page, at least
PASSED = 500  # rows that were decided on and are passed over for a page


class Turn(Struct, frozen=True):
    """A row whose turn it is: its words in their paragraph, and what was decided."""

    row: Citing
    kind: str
    cells: Cells
    state: State
    context: Context | None
    article: Article | None
    outlet: str


@router.get("/review")
def review(
    request: Request,
    site: Here,
    hand: Corrector,
    filters: Annotated[Filters, Depends()],
    kind: Annotated[str, Query(max_length=20)] = "event",
    rows: Annotated[Literal["", "rejected", "differ", "all"], Query()] = "",
    after: Annotated[str | None, Query(max_length=400)] = None,
    done: Done = None,
) -> Response:
    """The next rows of a kind that one has not decided on; of those that stand, or that others `rejected`; those on which annotators `differ`; or `all` that stand."""
    kind = kinds.kind(kind)
    if kind not in CITING:
        raise kinds.UnknownKind(f"rows of the kind {kind} rest on no words and are not corrected; choose {', '.join(CITING)}")
    wanted = filters.wanted()
    if kind == "position" and wanted["issue"]:
        wanted["issue"] = issue(site, wanted["issue"])
    if rows == "rejected":
        found, judged, following = out_of_sight(site, kind, wanted, hand.name, after)
    elif rows == "differ":
        found, judged, following = disputed(site, kind, wanted, hand.name, after)
    else:
        found, judged, following = waiting(site, kind, wanted, hand.name, rows == "all", after)
    shelf = site.ledger.shelf
    articles = {a.id: a for a in shelf.articles(sorted({r.article for r in found}))}
    reader = site.reader(found)
    asked = {**wanted, "kind": kind, "rows": rows or None}
    return site.page(
        request,
        "review.html",
        turns=[made(r, judged[r.id], articles.get(r.article), reader) for r in found],
        kind=kind,
        kinds=[(k, site.ledger.counts()[k]) for k in CITING],
        wanted=wanted,
        which=rows,
        takes=allowed(kind),
        options=options(site, kind),
        after=after,
        next=following,
        asked=asked,
        hand=hand,
        back=f"/review{query(asked, after=after)}",
        done=last_done(site, done),
    )


def waiting(site: Site, kind: str, wanted: dict[str, str | None], name: str | None, all_: bool, after: str | None) -> tuple[list[Citing], dict[str, State], str | None]:
    """Rows for a page with their states, and behind which place the next begins."""
    rows: list[Citing] = []
    judged: dict[str, State] = {}
    for _ in range(PASSED // AT_ONCE):
        page = site.ledger.page(kind, wanted, sort="place", after=after, limit=AT_ONCE)
        judged |= states(site.ledger, page.rows, name)
        rows += [r for r in page.rows if isinstance(r, Citing) and (all_ or not judged[r.id].mine)]
        after = page.next
        if after is None or len(rows) >= AT_ONCE:
            break
    return rows, judged, after


def out_of_sight(site: Site, kind: str, wanted: dict[str, str | None], name: str | None, after: str | None) -> tuple[list[Citing], dict[str, State], str | None]:
    """The like of rows that others rejected, the latest rejection first; `after` is the number of its line."""
    given(kind, wanted)  # refuses what the kind does not take
    rows: list[Citing] = []
    judged: dict[str, State] = {}
    number = int(after[:18]) if after and after.isdecimal() else 0
    for _ in range(PASSED // AT_ONCE):
        lines = site.ledger.corrections(act="reject", newest=True, after=number, limit=AT_ONCE)
        found: list[Citing] = []
        for line in lines:
            number = line.number
            row = site.ledger.last(line.row) if line.kind == kind else None
            state = states(site.ledger, [row], name)[row.id] if row else None
            if state and state.said and state.said[0].number == number and not state.mine and isinstance(row, Citing):
                judged[row.id] = state
                found.append(row)
        rows += meeting(found, {a.id: a for a in site.ledger.shelf.reports({r.article for r in found})}, wanted)
        if len(lines) < AT_ONCE:
            return rows, judged, None
        if len(rows) >= AT_ONCE:
            break
    return rows, judged, str(number)


def disputed(site: Site, kind: str, wanted: dict[str, str | None], name: str | None, after: str | None) -> tuple[list[Citing], dict[str, State], str | None]:
    """The like of rows that annotators left otherwise than one another, standing or not, report by report; `after` is the place of the last before."""
    given(kind, wanted)  # refuses what the kind does not take
    places = {f"{unit[0]} {unit[2]} {unit[3]:09} {row}"[:400]: row for row, unit in site.cached("differing", site.ledger.differing).items() if unit[1] == kind}
    waiting = sorted(place for place in places if after is None or place > after)
    rows: list[Citing] = []
    for n in range(0, len(waiting), AT_ONCE):
        found = [row for place in waiting[n : n + AT_ONCE] if isinstance(row := site.ledger.last(places[place]), Citing)]
        rows += meeting(found, {a.id: a for a in site.ledger.shelf.reports({r.article for r in found})}, wanted)
        if len(rows) >= AT_ONCE and n + AT_ONCE < len(waiting):
            return rows, states(site.ledger, rows, name), waiting[n + AT_ONCE - 1]
    return rows, states(site.ledger, rows, name), None


@router.get("/review/turn/{name:path}")
def shown(request: Request, site: Here, hand: Corrector, name: str, back: Back = "/review") -> Response:
    """One row of the queue as it stands now: a piece of the page, or the row's own page."""
    row = row_of(site.ledger, name)
    if "hx-request" not in request.headers or not isinstance(row, Citing):
        return RedirectResponse(f"/row/{row.id}", 307)
    state = states(site.ledger, [row], hand.name)[row.id]
    return site.page(request, "after_queue.html", turn=turn(site, row, state), hand=hand, back=back, done=None)


def turn(site: Site, row: Citing, state: State) -> Turn:
    found = site.ledger.shelf.articles([row.article])
    return made(row, state, found[0] if found else None, site.reader([row]))


def made(row: Citing, state: State, article: Article | None, reader: Reader) -> Turn:
    return Turn(row, kind_of(row), cells(row, reader), state, context(row, article) if article else None, article, reader.outlet(row))


@router.get("/review/as")
def ask(request: Request, site: Here, hand: Corrector, back: Back = "/review") -> Response:
    """Who corrects?"""
    return site.page(request, "as.html", hand=hand, back=back, given=hand.name or "", wrong=False, longest=LONGEST)


@router.post("/review/as", dependencies=[Depends(ours)])
def answered(request: Request, site: Here, hand: Corrector, name: Annotated[str, Form()] = "", back: Annotated[Back, Form()] = "/review") -> Response:
    """Keeps the name in this browser."""
    called = named(name)
    if called is None:
        return site.page(request, "as.html", 422, hand=hand, back=back, given=name[:200], wrong=True, longest=LONGEST)
    return RedirectResponse(back, 303, {"set-cookie": cookie(called)})
