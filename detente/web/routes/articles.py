"""The articles: a list of them, and one with its rows marked in its text, the chosen one explained beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response
from msgspec import Struct

from detente.ledger import LedgerError
from detente.ledger.filters import allowed
from detente.records import KINDS, Article, Citing, Dropped, Mention, kind_of
from detente.views.cells import Cells
from detente.views.reader import Reader
from detente.web import reading
from detente.web.asking import Filters, options
from detente.web.drawing import marking
from detente.web.reading import PARTS
from detente.web.reviewing.judged import Done, State, last_done, row_of, states
from detente.web.reviewing.who import Corrector
from detente.web.routes.explained import told
from detente.web.site import Here, Site, cells

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 30
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SORTS = ("day", "added", "outlet")


class Line(Struct, frozen=True):
    """A row in the list beside the text."""

    row: Citing
    kind: str
    cells: Cells
    state: State


@router.get("/articles")
def articles(
    request: Request,
    site: Here,
    filters: Annotated[Filters, Depends()],
    sort: Annotated[str, Query(max_length=20)] = "-day",
    after: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """A page of the articles, the latest first."""
    wanted = filters.wanted()
    page = site.ledger.page("article", wanted, sort=sort, after=after, limit=ON_A_PAGE)
    reader = site.reader(())
    return site.page(
        request,
        "articles.html",
        lines=[{"article": a, "outlet": reader.outlet(a)} for a in page.rows],
        page=page,
        wanted=wanted,
        takes=allowed("article"),
        options=options(site, "article"),
        sort=sort,
        sorts=SORTS,
        after=after,
    )


@router.get("/articles/{name}")
def article(
    request: Request,
    site: Here,
    hand: Corrector,
    name: str,
    row: Annotated[str | None, Query(max_length=200)] = None,
    sheet: Annotated[int | None, Query(ge=1, le=9999)] = None,
    done: Done = None,
) -> Response:
    """An article with its rows; `row` is the one that is explained, `sheet` which stretch of a long one is shown."""
    found = site.ledger.row(name)
    if not isinstance(found, Article):
        raise HTTPException(404, f"{name!r} is of the kind {kind_of(found)}, not an article")
    chosen = chosen_of(site, found, row)
    here = reading.sheet(site, found, sheet, chosen)
    gone = [r for r in site.ledger.rejected(found.id) if isinstance(r, Citing) and here.holds(r)]
    lined = sorted([*here.rows, *(r for r in gone if not isinstance(r, Mention))], key=lambda r: (PARTS.index(r.part), r.start))
    reader = site.reader([found, *lined])
    judged = states(site.ledger, {r.id: r for r in (*lined, *([chosen] if chosen else []))}.values(), hand.name)
    marks = here.marks(chosen)
    return site.page(
        request,
        "article.html",
        article=found,
        outlet=reader.outlet(found),
        address=address(found.url),
        language=found.language if found.language and LANGUAGE.fullmatch(found.language) else None,
        parts=here.drawn(marks),
        sheet=here.number + 1,
        sheets=here.sheets,
        counts=marking.counts(mark for part in PARTS for mark in marks[part]),
        names=marking.NAMES,
        kinds=listed(lined, reader, judged),
        akin=akin(site, found),
        dropped=blocks(found.dropped),
        asked=row,
        here=told(site, chosen) if chosen else None,
        state=judged[chosen.id] if chosen else None,
        hand=hand,
        back=f"/articles/{found.id}",
        done=last_done(site, done),
    )


def chosen_of(site: Site, article: Article, name: str | None) -> Citing | None:
    """The row that is asked for, if it is one of the article's."""
    with suppress(LedgerError):  # none, or several that begin so
        found = row_of(site.ledger, name) if name else None
        return found if isinstance(found, Citing) and found.article == article.id else None
    return None


def listed(rows: Sequence[Citing], reader: Reader, judged: dict[str, State]) -> list[tuple[str, list[Line]]]:
    """The rows kind by kind, in order of place."""
    lines = [Line(row, kind_of(row), cells(row, reader), judged[row.id]) for row in rows]
    return [(kind, own) for kind in KINDS if (own := [line for line in lines if line.kind == kind])]


def akin(site: Site, article: Article) -> list[tuple[str, Article]]:
    """What the article is a copy or a revision of, and its own copies and revisions, each with what it is."""
    shelf = site.ledger.shelf
    of = [(how, name) for how, name in (("copy of", article.copy_of), ("revision of", article.revision_of)) if name]
    known = {a.id: a for a in shelf.articles(name for _, name in of)}
    out = [(how, known[name]) for how, name in of if name in known]
    for story in shelf.stories([article.story] if article.story else []):
        for other in shelf.articles(story.articles):
            out += [("copied in", other)] * (other.copy_of == article.id) + [("revised in", other)] * (other.revision_of == article.id)
    return out


def blocks(dropped: Sequence[Dropped]) -> list[tuple[str, list[str]]]:
    """The blocks left out, reason by reason."""
    out: dict[str, list[str]] = {}
    for block in dropped:
        out.setdefault(block.reason, []).append(block.text)
    return list(out.items())


def address(url: str | None) -> str | None:
    """An address that may be followed: of the web, and whole."""
    try:
        parts = urlsplit(url or "")
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
