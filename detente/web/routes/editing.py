"""Forms: a row's fields given anew, and a row that was missed added over words of its article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from detente.ledger import ChangedError, LedgerError
from detente.ledger.code import digest
from detente.ledger.corrections import Place
from detente.ledger.given import CITING, DEFAULTS, PARTS
from detente.records import Article, Citing, kind_of
from detente.web.guard.forms import ours
from detente.web.reviewing import spots
from detente.web.reviewing.back import Back
from detente.web.reviewing.back import ours as back_of
from detente.web.reviewing.both import apart, fields, laid, seen
from detente.web.reviewing.fields import asked, flat
from detente.web.reviewing.filled import changes, place
from detente.web.reviewing.judged import row_of
from detente.web.reviewing.who import Able, Corrector, able
from detente.web.reviewing.writing import write
from detente.web.routes.deciding import after
from detente.web.site import Here, Site, cells

router = APIRouter(include_in_schema=False)
ADDED = tuple(kind for kind in CITING if kind != "mention")
OFFERED = 100  # actors that are offered while one types
NOWHERE = "there are no such words in this article; mark them again"
NUMBER = re.compile(r"[1-9][0-9]{0,3}")
Typed = dict[str, list[str]]


async def sent(request: Request) -> Typed:
    """The texts of a form, several where a name has several."""
    form = await request.form()
    return {name: [v for v in form.getlist(name) if isinstance(v, str)] for name in form}


Sent = Annotated[Typed, Depends(sent)]


@router.get("/review/edit/{name:path}", dependencies=[Depends(able)])
def edit(request: Request, site: Here, name: str, back: Back = "/review") -> Response:
    """The form of a row's fields."""
    row = citing(site, name)
    return form(request, site, row, flat_of(row), back)


@router.post("/review/edit/{name:path}", dependencies=[Depends(ours)])
def edited(request: Request, site: Here, by: Able, hand: Corrector, name: str, typed: Sent) -> Response:
    """Keeps what was changed; where that cannot be the form comes again with what was typed."""
    row, version, back = citing(site, name), one(typed, "version"), back_of(one(typed, "back"))
    article, was = article_of(site, row.article), fields(row)
    stale = version != digest(row)
    base = seen(site.ledger, row, version) if stale else None
    try:
        mine = changed(site, row, typed, base or was, article)
        if stale:
            whole = laid(was, mine, base or was)
            return form(request, site, row, stands(kind_of(row), whole) | kept(typed), back, status=409, both=apart(base, was, mine, whole, article))
        line = write(site, "edit", row.id, by, changes=mine, note=one(typed, "note").strip() or None, version=version)
    except ChangedError:  # between the look and the writing
        return edited(request, site, by, hand, name, typed)
    except LedgerError as e:
        return form(request, site, row, flat_of(row) | typed, back, status=422, error=str(e))
    sheet = one(typed, "sheet")
    return after(request, site, hand, line, back, int(sheet) if NUMBER.fullmatch(sheet) else None)


def citing(site: Site, name: str) -> Citing:
    row = row_of(site.ledger, name)
    if not isinstance(row, Citing):
        raise HTTPException(404, f"{name!r} is of the kind {kind_of(row)}; rows that rest on words can be edited: {', '.join(CITING)}")
    return row


def changed(site: Site, row: Citing, typed: Typed, was: Mapping[str, Any], article: Article) -> dict[str, Any]:
    """All that was given anew: fields, the words that the row rests on, those that it marks."""
    where = moved(article, typed, was)
    return changes(kind_of(row), typed, was, article, site.codebook) | where | spots.changes(kind_of(row), typed, was, {**was, **where}, article)


def stands(kind: str, said: Mapping[str, Any]) -> Typed:
    """What stands in the form of a row's fields."""
    return flat(kind, said) | spots.flat(kind, said)


def flat_of(row: Citing) -> Typed:
    """What stands in the form of a row."""
    return stands(kind_of(row), fields(row)) | {"evidence": [row.evidence], "version": [digest(row)], "note": [""]}


def kept(typed: Typed) -> Typed:
    """What is no field of the row and stays as it was typed."""
    return {name: typed[name] for name in ("evidence", "note") if name in typed}


def moved(article: Article, typed: Typed, was: Mapping[str, Any]) -> dict[str, Any]:
    """Where the row is, if other words were given for those that it rests on."""
    words = one(typed, "evidence").replace("\r\n", "\n")
    if "evidence" not in typed or words.split() == was["evidence"].split():
        return {}
    found = dict(zip(("part", "start", "end"), place(article, words), strict=True))
    return {name: value for name, value in found.items() if was[name] != value}


def form(request: Request, site: Site, row: Citing, typed: Typed, back: str, *, status: int = 200, error: str | None = None, both: Any = None) -> Response:
    values = {
        "kind": kind_of(row),
        "row": row,
        "gist": cells(row, site.reader([row])).gist,
        "typed": typed | {"version": [digest(row)]},
        "error": error,
        "both": both,
        "back": back,
        "spots": spots.lines(kind_of(row), typed, fields(row), article_of(site, row.article)),
        **known(site, row.article),
    }
    return answered(request, site, "edit", status, groups=asked(kind_of(row), typed, site.codebook), **values)


@router.get("/review/add", dependencies=[Depends(able)])
def add(
    request: Request,
    site: Here,
    article: Annotated[str, Query(max_length=200)],
    kind: Annotated[str, Query(max_length=20)] = "",
    part: Annotated[str, Query(max_length=20)] = "",
    start: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    end: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    words: Annotated[str, Query(max_length=4_000)] = "",
) -> Response:
    """The form of a new row: first its kind and its words, then its fields."""
    found, where, error = article_of(site, article), None, None
    try:
        where = (part, start, end) if start is not None and end is not None else place(found, words) if words.strip() else None
    except LedgerError as e:
        error = str(e)
    return adding(request, site, found, kind, where, words, {}, error=error, status=422 if error else 200)


@router.post("/review/add", dependencies=[Depends(ours)])
def added(request: Request, site: Here, by: Able, typed: Sent) -> Response:
    """A new row over words of an article."""
    found, kind = article_of(site, one(typed, "article")), one(typed, "kind")
    start, end = one(typed, "start"), one(typed, "end")
    where = (one(typed, "part"), int(start[:15]), int(end[:15])) if start.isdecimal() and end.isdecimal() else None
    try:
        if where is None or kind not in ADDED:
            raise LedgerError(f"mark the words first, and choose what is told there: {', '.join(ADDED)}")
        blank, spot = DEFAULTS.get(kind, {}), Place(found.id, kind, *where)  # type: ignore[arg-type]
        if not placed(found, where):
            raise LedgerError(NOWHERE)
        said = changes(kind, typed, blank, found, site.codebook) | spots.changes(kind, typed, blank, spot._asdict(), found)
        line = write(site, "add", None, by, changes=said, note=one(typed, "note").strip() or None, place=spot)
    except LedgerError as e:
        return adding(request, site, found, kind, where, one(typed, "words"), typed, error=str(e), status=422)
    again = f"/articles/{found.id}?row={line.row}&done={line.number}#row-{line.row}"
    return Response(status_code=204, headers={"hx-redirect": again}) if "hx-request" in request.headers else RedirectResponse(again, 303)


def adding(request: Request, site: Site, article: Article, kind: str, where: tuple[str, int, int] | None, words: str, typed: Typed, *, error: str | None, status: int) -> Response:
    kind = kind if kind in ADDED else "event"
    if where and not placed(article, where):
        where, error, status = None, error or NOWHERE, 422
    blank = DEFAULTS.get(kind, {}) | ({"part": where[0]} if where else {})
    typed = stands(kind, blank) | typed
    values = {
        "article": article,
        "kind": kind,
        "kinds": ADDED,
        "where": where,
        "marked": article.part(where[0])[where[1] : where[2]] if where else None,
        "words": words,
        "typed": typed | {"note": typed.get("note", [""])},
        "spots": spots.lines(kind, typed, blank, article),
        "error": error,
        "both": None,
        "back": f"/articles/{article.id}",
        **known(site, article.id),
    }
    return answered(request, site, "add", status, groups=asked(kind, typed, site.codebook), **values)


def placed(article: Article, where: tuple[str, int, int]) -> bool:
    """Are there such words?"""
    return where[0] in PARTS and where[1] < where[2] <= len(article.part(where[0]))


def answered(request: Request, site: Site, template: str, status: int, **values: Any) -> Response:
    """A form as a page, or as a piece of one; a refusal goes where the form stands."""
    part = "hx-request" in request.headers
    out = site.page(request, f"_{template}.html" if part else f"{template}.html", status, **values)
    if part and status >= 400:
        out.headers.update({"hx-retarget": "#editing", "hx-reswap": "outerHTML"})
    return out


def article_of(site: Site, name: str) -> Article:
    found = site.ledger.shelf.articles([name])
    if not found:
        raise HTTPException(404, f"no article has the id {name!r}")
    return found[0]


def known(site: Site, article: str) -> dict[str, Any]:
    """What is offered while one types: who acts in the article and in most rows, the codebook's issues and contexts."""
    often = site.cached("known actors", lambda: [who for who, _ in site.ledger.tally("event", "actor", OFFERED)])
    reader = site.reader(site.ledger.shelf.cited([article]).get(article, []), *often)
    return {
        "actors": sorted(((name, actor.name) for name, actor in reader.actors.items()), key=lambda pair: pair[1]),
        "issues": [(issue.id, issue.name) for issue in site.codebook.issues.issues],
        "contexts": sorted({context for some in site.codebook.contexts.values() for context in some}),
    }


def one(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0]
