"""Rows by REST: a page of each kind with a cursor to the next, all of a kind line by line, a single row, all of a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from detente.exports import jsonl
from detente.ledger import Ledger
from detente.records import KINDS, Row, Story
from detente.views.kinds import plural
from detente.web.routes.api.answers import LINES, answer, mark, unchanged
from detente.web.routes.api.asked import filters, listed, wanted
from detente.web.routes.api.described import json_of, listing, of, said
from detente.web.site import Here

router = APIRouter()
MOST_REPORTS = 200  # of a story that is given whole
Id = Annotated[str, Path(description="The id of a row, or enough of its beginning.", min_length=1, max_length=300)]


def page(kind: str) -> Callable[..., Response]:
    """The route of a kind's pages."""

    def rows(request: Request, site: Here, asked: Any) -> Response:
        def make() -> dict[str, Any]:
            found = site.ledger.page(kind, wanted(asked, kind), sort=asked.sort, after=asked.after or None, limit=asked.limit)
            return {"rows": found.rows, "next": found.next, "total": found.total}

        return answer(request, site, make)

    rows.__annotations__["asked"] = Annotated[listed(kind), Query()]
    return rows


def stream(kind: str) -> Callable[..., Response]:
    """The route of all rows of a kind."""

    def lines(request: Request, site: Here, asked: Any) -> Response:
        tag = mark(request, site)
        if unchanged(request, tag):
            return Response(status_code=304, headers={"etag": tag})
        walk = site.ledger.walk(kind, wanted(asked, kind))
        first = next(walk, [])  # before the answer begins, so that what is wrong with the question is still said as such
        head = {"etag": tag, "content-disposition": f'attachment; filename="{plural(kind)}.jsonl"'}
        return StreamingResponse(printed(chain([first], walk)), media_type=LINES, headers=head)

    lines.__annotations__["asked"] = Annotated[filters(kind), Query()]
    return lines


def printed(parts: Iterator[list[Row]]) -> Iterator[bytes]:
    """A part at a time as lines. What fails midway ends the connection without the last chunk of HTTP/1.1, which every client tells as an error:
    nobody takes half of the rows for all."""
    for rows in parts:
        yield b"".join(map(jsonl.line, rows))


for _kind, _record in KINDS.items():
    _name = plural(_kind)
    router.add_api_route(
        f"/{_name}.jsonl",
        stream(_kind),
        operation_id=f"stream_{_name}",
        summary=f"All {_name} that meet the filters, a line each",
        description="As `detente show --format jsonl` prints them, in the ledger's order, however many there are. An answer that breaks off ends without its last chunk, "
        "which HTTP clients report (curl: exit 18).",
        responses={200: {"description": "One JSON object a line.", "content": {LINES: {"schema": {"type": "string"}}}}},
        tags=["rows"],
    )
    router.add_api_route(
        f"/{_name}",
        page(_kind),
        operation_id=f"list_{_name}",
        summary=f"A page of {_name}",
        description=said(_record),
        responses={200: json_of(listing(of(_record)))},
        tags=["rows"],
    )


@router.get("/rows/{id:path}", operation_id="row", summary="One row", tags=["rows"], responses={200: json_of({"oneOf": [of(r) for r in KINDS.values()]})})
def row(request: Request, site: Here, id: Id) -> Response:  # noqa: A002
    """A row of any kind."""
    return answer(request, site, lambda: site.ledger.row(id))


@router.get(
    "/stories/{id}/told",
    operation_id="told",
    summary="All that a story rests on",
    tags=["rows"],
    responses={200: json_of({"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": {"oneOf": [of(r) for r in KINDS.values()]}}}})},
)
def told(request: Request, site: Here, id: Id) -> Response:  # noqa: A002
    """Its articles with their rows, the actors, the story, its comparisons: what `detente compare --story ID --format jsonl` prints."""
    return answer(request, site, lambda: {"rows": whole(site.ledger, id)})


def whole(ledger: Ledger, story: str) -> list[Row]:
    found = ledger.row(story)
    if isinstance(found, Story) and len(found.articles) > MOST_REPORTS:
        raise HTTPException(422, f"this story has {len(found.articles)} reports, and at most {MOST_REPORTS} are given whole; ask for rows with article=ID")
    return ledger.told(found.id)
