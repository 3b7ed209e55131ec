"""The ledger's tables: every kind of row, filtered and sorted as the address says; `/rows/event.csv` and its like give the file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from detente.exports import jsonl, writer
from detente.ledger.filters import allowed
from detente.ledger.paging import SORTS
from detente.views import kinds
from detente.web.asking import Filters, options
from detente.web.routes.feeds import FED
from detente.web.site import Here, Site, cells, query
from detente.web.who import meant, suggested, title

router = APIRouter(include_in_schema=False)
FILES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}
ON_A_PAGE = 50
SIDES = {"actor": "by", "towards": "towards"}
CHUNK = 64 << 10


@router.get("/rows")
def first() -> Response:
    return RedirectResponse("/rows/event", 307)


@router.get("/rows/{name}")
def rows(
    request: Request,
    site: Here,
    name: str,
    filters: Annotated[Filters, Depends()],
    sort: Annotated[str, Query(max_length=20)] = "-day",
    after: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """A page of the rows of a kind; with a suffix all of them as a file."""
    stem, _, form = name.partition(".")
    kind = kinds.kind(stem)
    wanted = filters.wanted()
    if ids := named(site, wanted):
        asked = dict(request.query_params.items()) | ids
        return RedirectResponse(f"/rows/{quote(name)}{query(asked, after=None)}", 303)
    if form:
        return file(site, kind, form, wanted)
    page = site.ledger.page(kind, wanted, sort=sort, after=after, limit=ON_A_PAGE)
    reader = site.reader(page.rows)
    lines = [{"row": row, "cells": cells(row, reader), "outlet": reader.outlet(row), "day": reader.day(row)} for row in page.rows]
    return site.page(
        request,
        "rows.html",
        kind=kind,
        kinds=list(site.ledger.counts().items()),
        lines=lines,
        page=page,
        wanted=wanted,
        takes=allowed(kind),
        options=options(site, kind),
        people=suggested(site),
        meant=[(SIDES[side], who, called) for side, who in wanted.items() if side in SIDES and who and (called := title(site, who))],
        sort=sort,
        sorts=SORTS,
        after=after,
        files=FILES,
        fed=kind in FED,
    )


def named(site: Site, wanted: dict[str, str | None]) -> dict[str, str]:
    """The ids of those who are asked for by a name, as "Norway" or "Brekke"."""
    given = {side: wanted[side] or "" for side in SIDES if wanted[side]}
    return {side: found for side, text in given.items() if (found := meant(site, text)) and found.lower() != text.lower()}


def file(site: Here, kind: str, form: str, wanted: dict[str, Any]) -> Response:
    """All rows that meet the filters, as a file to keep."""
    if form not in FILES:
        raise HTTPException(404, f"rows come as {', '.join(FILES)}, not as {form!r}")
    found = site.ledger.rows(kind, **wanted)
    head = {"content-disposition": f'attachment; filename="{kinds.plural(kind)}.{form}"'}
    if form == "jsonl":
        return StreamingResponse((jsonl.line(row) for row in found), media_type=FILES[form], headers=head)
    spool = tempfile.SpooledTemporaryFile(max_size=32 << 20)  # noqa: SIM115 - closed when it is sent
    writer(form)(found, spool, (kind,))  # type: ignore[arg-type]
    spool.seek(0)

    def sent() -> Iterator[bytes]:
        with spool:
            while piece := spool.read(CHUNK):
                yield piece

    return StreamingResponse(sent(), media_type=FILES[form], headers=head)
