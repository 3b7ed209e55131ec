"""Answers in JSON as the rows are printed, with a mark by which a program learns that nothing has changed (RFC 9110: ETag, If-None-Match)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from detente.exports.jsonl import ENCODER
from detente.web.site import Site

JSON = "application/json"
LINES = "application/x-ndjson"


def mark(request: Request, site: Site, *also: object) -> str:
    """The ETag of an answer: it hangs on the ledger's state and on what was asked. Another start of the server gives others, for another ledger
    may stand under the same name by then."""
    asked = f"{request.url.path}?{request.url.query}"
    return f'"{site.keys.mark(" ".join(map(str, (site.ledger.head, asked, *also))))}"'


def unchanged(request: Request, tag: str) -> bool:
    """Does who asks have this answer already?"""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return tag in known or known == ["*"]


def answer(request: Request, site: Site, make: Callable[[], Any], *also: object, media_type: str = JSON) -> Response:
    """What `make` gives: bytes as they are, anything else as JSON; nothing where it is known already."""
    tag = mark(request, site, *also)
    if unchanged(request, tag):
        return Response(status_code=304, headers={"etag": tag})
    made = make()
    return Response(made if isinstance(made, bytes) else ENCODER.encode(made), media_type=media_type, headers={"etag": tag})
