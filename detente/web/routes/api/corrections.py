"""Corrections by REST: what was decided, and deciding."""

from __future__ import annotations

from typing import Annotated, Any, get_args

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response
from msgspec import Meta, Struct
from pydantic import Field

from detente.ledger.corrections import Act, Correction, Place
from detente.records import Part
from detente.web.reviewing.who import closed
from detente.web.routes.api.answers import JSON, answer
from detente.web.routes.api.asked import Asked, text
from detente.web.routes.api.described import Problem, json_of, listing, of
from detente.web.site import Here

router = APIRouter(tags=["corrections"])
LARGEST = 2**53  # whole numbers beyond are not the same in every language


class Marked(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of an article; offsets are characters of the part, end exclusive."""

    article: Annotated[str, Meta(max_length=200)]
    kind: Annotated[str, Meta(max_length=40, description="What is told there: event, quotation, position, …")]
    part: Part
    start: Annotated[int, Meta(ge=0, le=LARGEST)]
    end: Annotated[int, Meta(ge=0, le=LARGEST)]


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """What an analyst decides: accept, reject, edit and undo are of a `row`, add is of a `place`. `by` may be left away where the server was
    started with --annotator."""

    act: Act
    row: Annotated[str, Meta(max_length=300)] | None = None
    place: Marked | None = None
    changes: Annotated[dict[str, Any], Meta(max_length=100, description="Field → value, for edit and add.")] | None = None
    note: Annotated[str, Meta(max_length=2_000)] | None = None
    by: Annotated[str, Meta(max_length=80)] | None = None


class CorrectionsAsked(Asked):
    row: text("Of this row and what carries it on.") = None  # type: ignore[valid-type]
    article: text("Of this article.") = None  # type: ignore[valid-type]
    by: text("Of this annotator.") = None  # type: ignore[valid-type]
    act: Annotated[str | None, Field(description="Decisions of this kind.", pattern="^(accept|reject|edit|add|undo)?$")] = None
    after: Annotated[int, Field(description="`next` of the page before: the number behind which this one begins.", ge=0, le=LARGEST)] = 0
    limit: Annotated[int, Field(description="Lines of the page.", ge=1, le=1_000)] = 100


async def decision(request: Request) -> Decision:
    """What was sent, if it is JSON and says so.

    No token of a form is asked: a page of another site can send forms and text unasked, but this type only after the browser has asked us
    whether it may (a CORS preflight), which is never granted; and the door looks at Origin as well.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise HTTPException(415, f"a correction is sent as JSON; set Content-Type: {JSON}")
    try:
        found = msgspec.json.decode(await request.body(), type=Decision)
        within(found.changes)
        return found
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:  # a ValidationError is a DecodeError
        mend = f"; one of {', '.join(get_args(Act))}" if str(e).endswith("`$.act`") else ""
        raise HTTPException(422, f"{e}{mend}" if isinstance(e, msgspec.DecodeError) else "that is no JSON in UTF-8, or lists within lists without end") from None


def within(value: object) -> None:
    """Refuse whole numbers that no ledger holds."""
    if isinstance(value, int) and abs(value) > LARGEST:
        raise msgspec.ValidationError(f"{value!r:.20}… is too large a number")
    for one in (*value, *value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        within(one)


@router.get("/corrections", operation_id="list_corrections", summary="What was decided", responses={200: json_of(listing(of(Correction), "integer"))})
def corrections(request: Request, site: Here, asked: Annotated[CorrectionsAsked, Query()]) -> Response:
    """The lines of the log in their order; each with the row before and after, and sealed with all before it."""

    def make() -> dict[str, Any]:
        found = site.ledger.corrections(asked.row or None, article=asked.article or None, by=asked.by or None, act=asked.act or None, after=asked.after, limit=asked.limit + 1)
        lines = found[: asked.limit]
        return {"rows": lines, "next": lines[-1].number if len(found) > len(lines) else None, "total": None}

    return answer(request, site, make)


@router.post(
    "/corrections",
    operation_id="correct",
    summary="Decide",
    responses={200: json_of(of(Correction)), 415: {"model": Problem, "description": "It was not sent as application/json."}},
    openapi_extra={"requestBody": {"required": True, "content": {JSON: {"schema": of(Decision)}}}},
)
def correct(request: Request, site: Here, asked: Annotated[Decision, Depends(decision)]) -> Response:
    """Accept, reject, edit or add a row, or undo one's latest decision on it; the line of the log is given back. To decide the same twice is one decision."""
    if why := closed(site):
        raise HTTPException(403, why)
    by = asked.by or site.settings.annotator
    if not by:
        raise HTTPException(422, "by: say who decides, or start the server with --annotator NAME")
    place = Place(**msgspec.structs.asdict(asked.place)) if asked.place else None
    done = site.ledger.correct(asked.act, asked.row, by=by, changes=asked.changes, note=asked.note, place=place)
    return Response(msgspec.json.encode(done), media_type=JSON)
