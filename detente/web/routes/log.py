"""What was decided: the log with what each decision changed, how far annotators agree, and the corrected rows as gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Annotated, Any, get_args

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse
from msgspec import Struct

from detente.evaluate.printed import name
from detente.exports import gold
from detente.exports.jsonl import ENCODER
from detente.ledger import NotThereError
from detente.ledger.audit import Problem
from detente.ledger.corrections import Act, Correction
from detente.records import KINDS, Article, Citing, Row
from detente.views.agreement import Line, by_kind, lines, nobody
from detente.web.reviewing.both import Difference, differences
from detente.web.reviewing.judged import WORDS
from detente.web.site import Here, Site, cells

router = APIRouter(include_in_schema=False)
ON_A_PAGE, AT_ONCE = 30, 500
RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff, Content Analysis (2004), p. 241
FEW = 20  # rows, of which an alpha says little
NDJSON = "application/x-ndjson"
Text = Annotated[str, Query(max_length=200)]


class Entry(Struct, frozen=True):
    """A line of the log: its sign and word, the gist of the row, and what changed."""

    line: Correction
    sign: str
    word: str
    gist: str
    changed: tuple[Difference, ...]


@router.get("/review/log")
def log(request: Request, site: Here, by: Text = "", act: Text = "", article: Text = "", after: Annotated[int, Query(ge=0, le=2**53)] = 0) -> Response:
    """The decisions, the latest first."""
    wanted = {"by": by.strip() or None, "act": act or None, "article": article.strip() or None}
    found = site.ledger.corrections(by=wanted["by"], act=wanted["act"], article=wanted["article"], after=after, limit=ON_A_PAGE + 1, newest=True)
    shown = found[:ON_A_PAGE]
    return site.page(
        request,
        "log.html",
        entries=told(site, shown),
        wanted=wanted,
        acts=get_args(Act),
        after=after,
        next=shown[-1].number if len(found) > len(shown) else None,
        problems=audited(site),
    )


def told(site: Site, found: list[Correction]) -> list[Entry]:
    rows = {line.number: row_in(line) or last(site, line.row) for line in found}
    reader = site.reader([row for row in rows.values() if row])
    gists = {n: cells(row, reader).gist for n, row in rows.items() if row}
    marking = sorted({c.article for c in found if any("spans" in (side or {}) for side in (c.before, c.after))})
    articles = {a.id: a for a in site.ledger.shelf.articles(marking)}
    return [Entry(c, *WORDS[c.act], gists.get(c.number, c.row), changed(c, articles.get(c.article))) for c in found]


def changed(line: Correction, article: Article | None) -> tuple[Difference, ...]:
    """What a decision changed; of one that took the row away or brought it back nothing but that is told."""
    if line.act != "add" and (line.before is None or line.after is None):
        return ()
    return tuple(differences(line.kind, line.before, line.after, article))


def row_in(line: Correction) -> Row | None:
    """The row that a line tells of, if this version's records can hold it."""
    for said in (line.after, line.before):
        try:
            return msgspec.convert(said, KINDS[line.kind]) if said else None
        except msgspec.ValidationError:
            continue
    return None


def last(site: Site, row: str) -> Row | None:
    """The row of a decision that found it out of sight and left it there."""
    with suppress(NotThereError):
        return site.ledger.last(row)
    return None


def audited(site: Site) -> list[Problem]:
    return site.cached("audit", site.ledger.audit)


@router.get("/review/log.jsonl")
def log_file(site: Here) -> Response:
    """The whole log, a line each, in its order."""

    def sent() -> Iterator[bytes]:
        number = 0
        while some := site.ledger.corrections(after=number, limit=AT_ONCE):
            number = some[-1].number
            yield b"".join(ENCODER.encode(line) + b"\n" for line in some)

    return StreamingResponse(sent(), media_type=NDJSON, headers={"content-disposition": 'attachment; filename="corrections.jsonl"'})


@router.get("/review/agreement")
def agreement(request: Request, site: Here) -> Response:
    """How far annotators agree beyond chance."""

    def make() -> dict[str, Any]:
        judged = by_kind(site.ledger.judgements())
        found = lines(judged)
        differ = Counter(unit[1] for unit in site.ledger.differing().values())
        return {"found": [(line, *meaning(line)) for line in found], "why": None if found else nobody(judged), "differ": [(kind, differ[kind]) for kind in KINDS if differ[kind]]}

    return site.page(request, "agreement.html", few=FEW, **site.cached("agreement", make))


def meaning(line: Line) -> tuple[str, str]:
    """What an alpha means, as a word and in a sentence."""
    if line.alpha is None:
        return "no figure", "all gave the same answer, so chance cannot be told from agreement"
    more = f", though the interval reaches down to {line.low:.3f}: decide on more rows" if line.low is not None and line.low < TENTATIVE else ""
    if line.alpha >= RELIABLE:
        return "reliable", f"good enough to draw conclusions{more}"
    if line.alpha >= TENTATIVE:
        return "tentative", f"good enough for tentative conclusions only{more}"
    return "not reliable", "talk over the rows on which you differ, and decide anew"


@router.get("/review/gold.jsonl")
def gold_file(site: Here) -> Response:
    """Rows that somebody accepted, edited or added, in the form that `detente evaluate` scores against."""
    touched = sorted({unit[0] for _, unit, _ in site.ledger.judgements()})
    cited: dict[str, list[Citing]] = site.ledger.shelf.cited(touched)
    rows: list[Row] = [*documents(site, touched), *(row for article in touched for row in cited.get(article, ()))]
    out = BytesIO()
    gold.write(gold.reviewed(rows, site.ledger), out, gold.KINDS)
    return Response(out.getvalue(), media_type=NDJSON, headers={"content-disposition": 'attachment; filename="gold.jsonl"'})


def documents(site: Site, touched: Iterable[str]) -> list[Article]:
    """The reports without their text, and those whose documents are called as theirs are, for gold names no two alike."""
    called = {name(a.origin) for a in site.ledger.shelf.reports(touched)}
    return site.ledger.shelf.reports({*touched, *(i for i, origin in site.ledger.shelf.origins() if i in called or name(origin) in called)})
