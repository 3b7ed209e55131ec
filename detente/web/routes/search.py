"""What holds the words wanted, in rows of any kind: a few of each, the words marked, and the way to all."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response
from msgspec import Struct

from detente.ledger import Ledger
from detente.records import Row, kind_of
from detente.views.kinds import counted, plural
from detente.views.reader import around
from detente.web.asking import Text
from detente.web.site import Here, Site, cells

router = APIRouter(include_in_schema=False)
KINDS = ("actor", "story", "event", "quotation", "position", "meeting", "promise", "figure", "comparison", "article", "quarantined")
"""In which kinds of row words are looked for, and the order in which they are shown."""

PAGES = {"actor": "actors", "story": "stories", "article": "articles"}
FEW = 5  # rows of a kind
LONG = 240  # characters of words that are shown
Pieces = list[tuple[str, bool]]
"""A text cut up: (piece, is it one of the words wanted?)."""


class Found(Struct, frozen=True):
    """A row: its gist, its particulars, the words it rests on around those that were wanted, who tells it, when, where it is shown."""

    gist: Pieces
    notes: str
    words: Pieces
    outlet: str
    day: str | None
    address: str


class Some(Struct, frozen=True):
    """The last rows of a kind that hold the words; `all` says how many there are, `more` whether not all are here."""

    kind: str
    all: str
    rows: tuple[Found, ...]
    more: bool


@router.get("/search")
def search(request: Request, site: Here, search: Text = None) -> Response:
    """A page of findings, or the question where nothing is asked."""
    wanted = (search or "").strip()
    found = site.cached(("search", wanted), lambda: [some for kind in KINDS if (some := of(site, kind, wanted))]) if any(c.isalnum() for c in wanted) else []
    return site.page(request, "search.html", wanted=wanted, found=found)


def of(site: Site, kind: str, wanted: str) -> Some | None:
    """The rows of a kind, or nothing where none hold the words."""
    page = site.ledger.page(kind, {"search": wanted}, sort="-added", limit=FEW)
    if not page.rows:
        return None
    total = "more than 1,000 " + plural(kind) if page.total is None else counted(page.total, kind)
    return Some(kind, total, tuple(lit(site, page.rows, wanted)), page.next is not None)


def lit(site: Site, rows: tuple[Row, ...], wanted: str) -> list[Found]:
    reader = site.reader(rows)
    shown = [cells(row, reader) for row in rows]
    gists = marked(site.ledger, wanted, [c.gist for c in shown])
    words = marked(site.ledger, wanted, [near(site.ledger, wanted, whole(row, c.words)) for row, c in zip(rows, shown, strict=True)])
    notes = [" · ".join(n for n in c.notes if n) for c in shown]
    return [Found(g, n, w, reader.outlet(row), reader.day(row), address(row)) for row, g, n, w in zip(rows, gists, notes, words, strict=True)]


def whole(row: Row, short: str) -> str:
    """The words of a row from which some are shown: all that it rests on."""
    return next((text for name in ("text", "evidence") if (text := getattr(row, name, None))), short)


def near(ledger: Ledger, wanted: str, text: str) -> str:
    """The text, if it is long, around the first word wanted."""
    if len(text) <= LONG:
        return text
    first, *rest = marked(ledger, wanted, [text])[0] or [("", True)]
    return around(text, len(first[0]) if rest and not first[1] else 0, LONG)


def marked(ledger: Ledger, wanted: str, texts: list[str]) -> list[Pieces]:
    return ledger.overview.marked(wanted, texts)


def address(row: Row) -> str:
    """The page of an actor, a story or an article; of other rows why they stand."""
    return f"/{PAGES.get(kind_of(row), 'row')}/{quote(row.id, safe='')}"
