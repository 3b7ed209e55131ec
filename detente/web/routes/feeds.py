"""Atom feeds: new comparisons, and the rows of any saved filter; those that were added last come first.

A ledger does not know when a row was added, only in what order. So `updated` is the day of the newest report that an entry rests on, and the
same ledger gives the same feed at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from detente.ledger.filters import NAMES
from detente.records import KINDS, Article, Citing, Comparison, Row, Story
from detente.views.kinds import plural
from detente.views.reader import Reader
from detente.web.asking import own
from detente.web.atom import TYPE, Entry, feed
from detente.web.routes.api.answers import answer
from detente.web.routes.api.asked import filters
from detente.web.routes.api.asked import wanted as meant
from detente.web.site import Here, cells, query

router = APIRouter(include_in_schema=False, prefix="/feeds")
SHOWN = 50
FED = tuple(kind for kind in KINDS if kind not in ("mention", "actor", "duplicate", "run"))
"""The kinds of which there is news; mentions are too many, and the others are none."""


def of(kind: str) -> Callable[..., Response]:
    """The route of a kind's feed."""

    def rows(request: Request, site: Here, asked: Any) -> Response:
        told = {name: str(value).strip() for name, value in asked.model_dump().items() if value and str(value).strip()}
        wanted: dict[str, str | None] = {name: value for name, value in meant(asked, kind).items() if value}

        def make() -> bytes:
            found = site.ledger.page(kind, wanted, sort="-added", limit=SHOWN).rows
            reader, base = site.reader(found), str(request.base_url).rstrip("/")
            filtered = own(kind, {name: wanted[name] for name in NAMES if name in wanted})
            name = f"{site.ledger.path.name if site.ledger.path else ''} {kind}{query(filtered)}"
            about = f": {', '.join(f'{name} {value}' for name, value in told.items())}" if told else ""
            entries = [entry(row, reader, base) for row in found]
            return feed(name, f"New {plural(kind)}{about}", str(request.url), f"{base}/rows/{kind}{query(filtered)}", entries)

        return answer(request, site, make, request.base_url, media_type=f"{TYPE}; charset=utf-8")

    rows.__annotations__["asked"] = Annotated[filters(kind), Query()]
    return rows


for _kind in FED:
    router.add_api_route(f"/{plural(_kind)}.atom", of(_kind), name=f"feed_{_kind}")


def entry(row: Row, reader: Reader, base: str) -> Entry:
    """A row as an entry: its gist, the words it rests on, who tells it and when."""
    shown = cells(row, reader)
    notes = " · ".join(note for note in shown.notes if note)
    gist = f"{notes}: {shown.gist}" if isinstance(row, Comparison) else f"{shown.gist} ({notes})" if notes else shown.gist
    author = reader.outlet(row) if isinstance(row, Citing | Article) else None
    days = [day for a in reports(row) if a in reader.articles and (day := reader.articles[a].published)]
    return Entry(row.id, gist, base + page(row), max(days, default=None), author, str(row.__struct_config__.tag), tuple(shown.words.splitlines()))


def reports(row: Row) -> tuple[str, ...]:
    """The articles that a row rests on."""
    if isinstance(row, Comparison):
        return tuple(account.article for account in row.accounts)
    return row.articles if isinstance(row, Story) else (row.article,) if isinstance(row, Citing) else (row.id,)


def page(row: Row) -> str:
    """The page on which a row is seen among its words."""
    if isinstance(row, Citing):
        return f"/articles/{quote(row.article, safe='')}#row-{quote(row.id, safe='')}"
    if isinstance(row, Comparison | Story):
        return f"/stories/{quote(row.story if isinstance(row, Comparison) else row.id, safe='')}"
    return f"/articles/{quote(row.id, safe='')}" if isinstance(row, Article) else f"/row/{quote(row.id, safe='')}"
