"""The stories: a list of them, and one with its accounts side by side, its articles side by side, or what happened by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Annotated, Any, get_args

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from msgspec import Struct
from pydantic import AfterValidator

from detente.records import Article, Comparison, Field, Story, kind_of
from detente.views import accounts, outlets, pairs, timeline
from detente.views.reader import Reader
from detente.web.asking import Day, Text
from detente.web.site import Here, Site, cells

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 50  # stories
FACTS = 100  # facts of a page
HAPPENINGS = 150  # happenings of a page
SHARED = 12  # pairs of reports whose common words are shown
LEFT = 8  # facts named of those that a report left out; a link leads to all
FIELDS = get_args(Field)
VIEWS = {"accounts": "Accounts", "articles": "Articles side by side", "timeline": "Timeline"}


def one_of(allowed: Collection[str]) -> AfterValidator:
    """None where nothing is written."""

    def check(value: str | None) -> str | None:
        if value and value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
        return value or None

    return AfterValidator(check)


Shown = Annotated[str | None, Query(max_length=20), one_of(VIEWS)]
OfVerdict = Annotated[str | None, Query(max_length=20), one_of(accounts.HEADS)]
OfField = Annotated[str | None, Query(max_length=20), one_of(FIELDS)]
Number = Annotated[int, Query(ge=1, le=10_000)]


class Report(Struct, frozen=True):
    """A report that stands for itself, with its copies and newer texts folded under it."""

    article: Article
    outlet: str
    copies: tuple[tuple[Article, str], ...]


class Told(Struct, frozen=True):
    """A story with all that its pages begin with; `comparisons` in the order in which they are shown."""

    story: Story
    reader: Reader
    reports: tuple[Report, ...]
    comparisons: tuple[Comparison, ...]

    def articles(self) -> list[Article]:
        """The reports that stand for themselves."""
        return [r.article for r in self.reports]


@router.get("/stories")
def stories(
    request: Request,
    site: Here,
    actor: Text = None,
    since: Day = None,
    until: Day = None,
    search: Text = None,
    after: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """A page of the stories, the latest first."""
    asked = {"search": search, "actor": actor, "since": since, "until": until}
    wanted = {name: (value or "").strip() or None for name, value in asked.items()}
    page = site.ledger.page("story", wanted, sort="-day", after=after, limit=ON_A_PAGE)
    reader = site.reader(page.rows)
    found = [row for row in page.rows if isinstance(row, Story)]
    tallies = site.ledger.shelf.verdicts([s.id for s in found])
    lines = [{"story": s, "cells": cells(s, reader), "outlets": named(s, reader), "tally": tallies.get(s.id, {})} for s in found]
    return site.page(request, "stories.html", lines=lines, page=page, wanted=wanted, after=after)


@router.get("/stories/{name}")
def story(
    request: Request,
    site: Here,
    name: str,
    show: Shown = None,
    verdict: OfVerdict = None,
    field: OfField = None,
    outlet: Text = None,
    without: Text = None,
    a: Text = None,
    b: Text = None,
    page: Number = 1,
) -> Response:
    """A story; `show` says how. The others filter its accounts, `a` and `b` choose the articles."""
    told = gathered(site, name)
    if show == "articles":
        values = side_by_side(told, a, b)
    elif show == "timeline":
        values = by_day(site, told, page)
    else:
        values = by_fact(site, told, {"verdict": verdict, "field": field, "outlet": outlet or None, "without": without or None}, page)
    shown = show or "accounts"
    return site.page(request, f"story_{shown}.html", told=told, story=told.story, shown=shown, views=VIEWS, who=cells(told.story, told.reader), **values)


def gathered(site: Site, name: str) -> Told:
    """A story by its id. Raises `NotThereError`, and 404 for a row that is no story."""
    row = site.ledger.row(name)
    if not isinstance(row, Story):
        raise HTTPException(404, f"{name!r} is of the kind {kind_of(row)}, not a story")
    reader = site.reader([row])
    return Told(row, reader, tuple(folded(row, reader)), tuple(accounts.ordered(site.ledger.shelf.compared([row.id]))))


def folded(story: Story, reader: Reader) -> list[Report]:
    """The reports of a story in order of their days, copies under the first of their words."""
    of = {copy.id: original.id for copy, original in outlets.copies(story, reader.articles)}
    under: dict[str, list[tuple[Article, str]]] = defaultdict(list)
    for copy in of:
        top, passed = of[copy], {copy}
        while top in of and top not in passed:
            passed.add(top)
            top = of[top]
        under[top].append((reader.articles[copy], reader.outlet(reader.articles[copy])))
    own = sorted(outlets.reports(story, reader.articles), key=lambda a: a.published or "")
    return [Report(a, reader.outlet(a), tuple(under[a.id])) for a in own]


def by_fact(site: Site, told: Told, wanted: dict[str, str | None], page: int) -> dict[str, Any]:
    """The facts that meet the filters, a page of them."""
    reader, reports, all_ = told.reader, told.articles(), told.comparisons
    if wanted["without"] and wanted["without"] not in told.story.articles:
        raise HTTPException(404, f"the story has no article {wanted['without']!r}")
    met = [c for c in all_ if meets(c, wanted | {"verdict": None}, reader)]
    found = [c for c in met if c.verdict == wanted["verdict"]] if wanted["verdict"] else met
    here = found[(page - 1) * FACTS : page * FACTS]
    at = {c.id: n // FACTS + 1 for n, c in enumerate(all_)}
    columns = [(a.id, reader.outlet(a)) for a in reports] if 2 <= len(reports) <= accounts.COLUMNS else []
    whole = page == 1 and not any(wanted.values())  # what is said of the story as such stands on its first page
    shared = site.cached(("shared", told.story.id), lambda: outlets.shared(told.story, reader.articles)) if whole else []
    left = outlets.left_out(told.story, all_, reader.articles) if whole and len(reports) > 1 else []
    return {
        "sections": accounts.sections(here, reader, len(reports)),
        "tally": {v: sum(c.verdict == v for c in met) for v in accounts.HEADS},
        "total": len(found),
        "page": page,
        "pages": -(-len(found) // FACTS),
        "wanted": wanted,
        "verdicts": accounts.verdicts(len(told.reports)),
        "fields": [(f, accounts.IN[f], n) for f in FIELDS if (n := sum(c.verdict == "differs" and accounts.on(c, f) for c in all_))],
        "outlets": sorted({r.outlet for r in told.reports}),
        "columns": columns,
        "without": reader.outlet(reader.articles[wanted["without"]]) if wanted["without"] in reader.articles else wanted["without"],
        "shared": [(reader.outlet(a), reader.outlet(b), words) for a, b, words in shared[:SHARED]],
        "more_shared": max(len(shared) - SHARED, 0),
        "left": [(a, reader.outlet(a), len(rows), [(c, accounts.line_of(c), at[c.id]) for c in rows[:LEFT]]) for a, rows in left if rows],
    }


def meets(row: Comparison, wanted: dict[str, str | None], reader: Reader) -> bool:
    """Does a comparison meet the filters? A field is asked of what differs."""
    field: Any = wanted["field"]
    return (
        (not wanted["verdict"] or row.verdict == wanted["verdict"])
        and (not field or (row.verdict == "differs" and accounts.on(row, field)))
        and (not wanted["outlet"] or any(accounts.teller(a, reader) == wanted["outlet"] for a in row.accounts))
        and (not wanted["without"] or (row.verdict != "differs" and all(a.article != wanted["without"] for a in row.accounts)))
    )


def side_by_side(told: Told, a: str | None, b: str | None) -> dict[str, Any]:
    """Two articles, lit where they tell the same; those that tell most in common where none are named."""
    articles = {r.id: r for r in told.articles()}
    for name in (a, b):
        if name and name not in told.reader.articles:
            raise HTTPException(404, f"the story has no article {name!r}")
    one, other = chosen(told.comparisons, list(articles.values()), a or None, b or None)
    if one is None or other is None:
        return {"sides": [], "pairs": [], "chosen": (one, other)}
    left, right = told.reader.articles[one], told.reader.articles[other]
    found = pairs.pairs(told.comparisons, left, right)
    return {
        "sides": [
            ("a", "b", left, told.reader.outlet(left), pairs.lit(left, found, first=True)),
            ("b", "a", right, told.reader.outlet(right), pairs.lit(right, found, first=False)),
        ],
        "pairs": found,
        "chosen": (one, other),
    }


def chosen(comparisons: Sequence[Comparison], articles: Sequence[Article], a: str | None, b: str | None) -> tuple[str | None, str | None]:
    """The two articles to show."""
    if a and b and a != b:
        return a, b
    closest = pairs.closest(comparisons, articles)
    if not closest or not (a or b):
        return closest or (articles[0].id if articles else None, None)
    given = a or b
    rest = next((name for name in (*closest, *(x.id for x in articles)) if name != given), None)
    return (given, rest) if a else (rest, given)


def by_day(site: Site, told: Told, page: int) -> dict[str, Any]:
    """What happened, a line a happening; copies of a report are not counted."""
    cited = site.ledger.shelf.cited([a.id for a in told.articles()], ("event", "meeting"))
    rows = [row for a in told.articles() for row in cited.get(a.id, ())]
    found = timeline.dated(rows, told.reader)
    here = found[(page - 1) * HAPPENINGS : page * HAPPENINGS]
    reader = site.reader([*(row for _, group in here for row in group), told.story])
    return {"days": timeline.days(here, reader), "total": len(found), "page": page, "pages": -(-len(found) // HAPPENINGS), "undated": timeline.UNDATED}


def named(story: Story, reader: Reader) -> list[str]:
    """The outlets of a story, each once."""
    return list(dict.fromkeys(reader.outlet(reader.articles[a]) for a in story.articles if a in reader.articles))
