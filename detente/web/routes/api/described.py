"""What the interface says of itself: its root, and OpenAPI with the schema of every row taken from the records."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from detente.ledger.corrections import Correction
from detente.records import KINDS
from detente.tension import Day
from detente.version import VERSION
from detente.views.kinds import plural
from detente.views.plans import Entry
from detente.views.timeline import Happening
from detente.web.routes.api.answers import answer
from detente.web.site import Here

router = APIRouter()
REF = "#/components/schemas/{name}"
ROOT = "/api/v1"


class Problem(BaseModel):
    """What went wrong, in one line."""

    error: str = Field(description="What is wrong, what is allowed, how to mend it.")


WHY = {
    400: "The question cannot be answered: an unknown order or cursor, several rows under one beginning of an id.",
    401: "A token is needed.",
    403: "Sent by a page of another site, or to a name that this server does not answer to.",
    404: "There is no such row.",
    405: "The address takes other methods; the header Allow names them.",
    413: "More was sent than is taken.",
    414: "The address asks more than is taken.",
    422: "A parameter is unknown, or has a value that is not allowed.",
    503: "The question took too long; narrow it, or ask again after Retry-After seconds.",
}
ERRORS: dict[int | str, dict[str, Any]] = {status: {"model": Problem, "description": why} for status, why in WHY.items()}
ERRORS[304] = {"description": "Nothing has changed since the answer whose ETag was sent as If-None-Match."}
ABOUT = """Rows as `detente show --format jsonl` prints them: the same keys in the same order, all of them, `null` where unknown.

Every answer has an ETag; sent back as If-None-Match it costs nothing until the ledger changes. Errors are `{"error": "one line"}`."""


def of(record: type) -> dict[str, Any]:
    """A record's schema by its name."""
    return {"$ref": REF.format(name=record.__name__)}


def json_of(schema: dict[str, Any]) -> dict[str, Any]:
    """An answer of that schema."""
    return {"description": "The answer.", "content": {"application/json": {"schema": schema}}}


def listing(item: dict[str, Any], cursor: str = "string") -> dict[str, Any]:
    """A page of rows."""
    return {
        "type": "object",
        "required": ["rows", "next", "total"],
        "properties": {
            "rows": {"type": "array", "items": item},
            "next": {"type": [cursor, "null"], "description": "The cursor of the next page, to be given as `after`; null on the last."},
            "total": {"type": ["integer", "null"], "description": "How many rows there are in all; null where more than 1,000, or not counted."},
        },
    }


def said(record: type) -> str:
    """The docstring of a record, "" where it has none of its own."""
    return inspect.cleandoc(record.__dict__.get("__doc__") or "")


def schemas(taken: Iterable[type] = ()) -> dict[str, Any]:
    """The JSON Schema of every record that is answered with, of those that are taken, and of what stands within."""
    _, found = msgspec.json.schema_components([*KINDS.values(), Happening, Day, Entry, Correction, *taken], ref_template=REF)
    entry = found.pop("Entry")
    section = {"enum": ["overdue", "today", "coming", "no day"]}
    found["AgendaLine"] = {**entry, "title": "AgendaLine", "required": ["section", *entry["required"]], "properties": {"section": section, **entry["properties"]}}
    return dict(sorted(found.items()))


@router.get("/", operation_id="root", summary="What there is", tags=["about"])
def root(request: Request, site: Here) -> Response:
    """The version, how many rows of each kind there are, the days of the reports, and where to go on."""
    counts = site.ledger.counts()
    links = {plural(kind): f"{ROOT}/{plural(kind)}" for kind in KINDS}
    more = {name: f"{ROOT}/{name}" for name in ("corrections", "tension", "agenda", "timeline", "openapi.json")}
    return answer(request, site, lambda: {"version": VERSION, "counts": counts, "days": site.ledger.days(), "links": links | more})
