"""The ledger's tables: every kind of row, filtered and sorted as the address says; `/rows/event.csv` and its like give the file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any, BinaryIO, cast
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from detente.exports import csv, parquet
from detente.ledger.filters import allowed
from detente.ledger.paging import SORTS
from detente.records import Row
from detente.views import kinds
from detente.web.asking import Filters, issue, options, own
from detente.web.routes.api.rows import printed
from detente.web.routes.feeds import FED
from detente.web.site import Here, Site, cells, query
from detente.web.who import meant, suggested, title

router = APIRouter(include_in_schema=False)
FILES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}
ON_A_PAGE = 50
SIDES = {"actor": "by", "towards": "towards"}
UNDATED = ("type", "issue", "added")
"""By what comparisons are sorted, which have no day of their own."""

INSTEAD = 12  # values that are named where one that is asked for is none
AT_ONCE = 500  # rows that are in memory while a file is written
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
    sort: Annotated[str | None, Query(max_length=20)] = None,
    after: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """A page of the rows of a kind; with a suffix all of them as a file."""
    stem, _, form = name.partition(".")
    kind = kinds.kind(stem)
    wanted = filters.wanted()
    if ids := named(site, kind, wanted):
        asked = dict(request.query_params.items()) | ids
        return RedirectResponse(f"/rows/{quote(name)}{query(asked, after=None)}", 303)
    if form:
        return file(site, kind, form, wanted)
    sorts = UNDATED if kind == "comparison" else SORTS
    sort = sort or ("type" if kind == "comparison" else "-day")
    page = site.ledger.page(kind, wanted, sort=sort, after=after, limit=ON_A_PAGE)
    reader = site.reader(page.rows)
    lines = [{"row": row, "cells": cells(row, reader), "outlet": reader.tellers(row), "day": reader.day(row)} for row in page.rows]
    return site.page(
        request,
        "rows.html",
        kind=kind,
        kinds=list(site.ledger.counts().items()),
        lines=lines,
        page=page,
        wanted=own(kind, wanted),
        takes=own(kind, dict.fromkeys(allowed(kind))),
        options=own(kind, options(site, kind)),
        people=suggested(site),
        meant=[(SIDES[side], who, called) for side, who in wanted.items() if side in SIDES and who and (called := title(site, who))],
        sort=sort,
        sorts=sorts,
        after=after,
        files=FILES,
        fed=kind in FED,
        unmet=() if page.rows else unmet(site, kind, wanted),
    )


def unmet(site: Site, kind: str, wanted: dict[str, str | None]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Of a question that found nothing the filters that no row meets by itself: name, value, what most rows have instead."""
    given = [(name, value) for name, value in wanted.items() if value]
    alone = [(name, value) for name, value in given if len(given) == 1 or not site.ledger.page(kind, {name: value}, limit=1).rows]
    people = [name for _, name in suggested(site)]
    there = {name: [value for value, _ in some] for name, some in options(site, kind).items()} | dict.fromkeys(SIDES, people)
    names = own(kind, {name: name for name in wanted})
    called = {said: shown for shown, said in names.items()}
    return [(called[name], value, tuple(there.get(name, ())[:INSTEAD])) for name, value in alone]


def named(site: Site, kind: str, wanted: dict[str, str | None]) -> dict[str, str]:
    """The ids of those who are asked for by a name, as "Norway" or "Brekke", and of an issue."""
    given = {side: wanted[side] or "" for side in SIDES if wanted[side]}
    found = {side: meant(site, text) for side, text in given.items()}
    if kind == "position" and (text := wanted["issue"]):
        given["issue"], found["issue"] = text, issue(site, text)
    return {name: who for name, who in found.items() if who and who.lower() != given[name].lower()}


def file(site: Here, kind: str, form: str, wanted: dict[str, Any]) -> Response:
    """All rows that meet the filters, as a file to keep."""
    if form not in FILES:
        raise HTTPException(404, f"rows come as {', '.join(FILES)}, not as {form!r}")
    walk = site.ledger.walk(kind, wanted, at_once=AT_ONCE)
    parts = chain([next(walk, [])], walk)  # the first before the answer begins, so that what is wrong with the question is still said as such
    pieces = printed(parts) if form == "jsonl" else csv.pieces(kind, parts) if form == "csv" else spooled(kind, parts)
    return StreamingResponse(pieces, media_type=FILES[form], headers={"content-disposition": f'attachment; filename="{kinds.plural(kind)}.{form}"'})


def spooled(kind: str, parts: Iterator[list[Row]]) -> Iterator[bytes]:
    """A Parquet file, whose end says where all is: written aside, then sent."""
    with tempfile.SpooledTemporaryFile(max_size=32 << 20) as spool:
        parquet.grouped(kind, parts, cast(BinaryIO, spool))
        spool.seek(0)
        while piece := spool.read(CHUNK):
            yield piece
