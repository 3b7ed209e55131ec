"""What is worked out over some days: the timeline, the agenda of a day, the tension between two sides; as the commands print them.

Each is bounded: by how many days are asked at once, and by how many rows lie in them. More is refused with a word on how to ask less, and never
cut off, for a half of what happened looks like the whole. Rows without any day (they name none, and nor does their report) lie in no window.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import AfterValidator, Field

from detente.days import later
from detente.parties import party
from detente.records import Event, Meeting, Promise, Row
from detente.tension import HALF_LIFE, Day
from detente.views import agenda as agendas
from detente.views import tension, timeline
from detente.views.plans import UNDATED, WORTH, standing, whole
from detente.views.timeline import Happening
from detente.web.placing import ordered
from detente.web.routes.api.answers import answer
from detente.web.routes.api.asked import Asked, dated, text
from detente.web.routes.api.described import json_of, of
from detente.web.routes.api.rows import whole as told
from detente.web.site import Here, Site
from detente.web.tense import dyads

router = APIRouter(tags=["views"])
MOST_DAYS = 366
MOST_ROWS = 10_000  # of a kind
OVER = ("actual", "denied")
AHEAD = 366  # days
FADED = 10  # half-lives after which nothing is left to speak of (a thousandth)
TWO: dict[str, Any] = {"pattern": "^[^,]+,[^,]+$"}  # said to clients; what is no pair is refused in our words
Days = tuple[str, str]


def lines_of(line: dict[str, Any]) -> dict[str, Any]:
    """An answer of lines, with the days from which they are."""
    days = {"type": ["array", "null"], "items": {"type": "string"}, "description": "The first and the last day looked at; null where the ledger has none."}
    return json_of({"type": "object", "required": ["days", "rows"], "properties": {"days": days, "rows": {"type": "array", "items": line}}})


def sides(value: str) -> str:
    """Two codes or names with a comma between."""
    if len([one for one in value.split(",") if one.strip()]) != 2 or value.count(",") != 1:
        raise ValueError("give two sides with a comma between, as RUS,NATO")
    return value


class TimelineAsked(Asked):
    since: dated("The first day; 30 days before `until` where none is given.") = None  # type: ignore[valid-type]
    until: dated("The last day; the last of the reports where none is given.") = None  # type: ignore[valid-type]
    story: text("Only what one story tells; days are not asked for then.") = None  # type: ignore[valid-type]


class AgendaAsked(Asked):
    on: Annotated[date | None, Field(description="The day; that of the last report where none is given.")] = None
    days: Annotated[int, Field(description="So many days before and after are looked through for what is due or was told.", ge=1, le=MOST_DAYS)] = 92


class TensionAsked(Asked):
    between: Annotated[
        str, Field(description="The two sides by codes or names, as RUS,NATO.", min_length=3, max_length=200, json_schema_extra={"pattern": "^[^,]+,[^,]+$"}), AfterValidator(sides)
    ]
    since: dated("The first day; 91 days before `until` where none is given.") = None  # type: ignore[valid-type]
    until: dated("The last day; the last of the reports where none is given.") = None  # type: ignore[valid-type]
    half_life: Annotated[float, Field(description="After so many days half of what was done has faded.", ge=0.1, le=90)] = HALF_LIFE
    directed: Annotated[bool, Field(description="Tell apart who acts towards whom.")] = False


@router.get("/timeline", operation_id="timeline", summary="What happened, by the day", responses={200: lines_of(of(Happening))})
def happened(request: Request, site: Here, asked: Annotated[TimelineAsked, Query()]) -> Response:
    """A line for each happening, however many reports tell it, as `detente timeline --format jsonl`. At most 366 days, and 10,000 acts in them; what has no day
    at all is left out."""

    def make() -> dict[str, Any]:
        if asked.story:
            return {"days": None, "rows": timeline.happenings(told(site.ledger, asked.story))}
        days = span(site, asked.since, asked.until, 31)
        return {"days": days, "rows": timeline.happenings(gathered(site, days, ("event", "meeting")))}

    return answer(request, site, lambda: site.cached(("timeline", asked.since, asked.until, asked.story), make))


@router.get("/agenda", operation_id="agenda", summary="What is planned, due, overdue and awaited on a day", responses={200: lines_of({"$ref": "#/components/schemas/AgendaLine"})})
def planned(request: Request, site: Here, asked: Annotated[AgendaAsked, Query()]) -> Response:
    """As far as it was told by then, as `detente agenda --format jsonl`; looked for among what is due, happened or was told in `days` days before and after."""
    on = asked.on or date.fromisoformat(standing(site.ledger.days()))

    def make() -> dict[str, Any]:
        days = moved(on, -asked.days), moved(on, asked.days)
        return {"days": days, "rows": list(agendas.lines(ordered(site, coming(site, days)), on.isoformat()))}

    return answer(request, site, lambda: site.cached(("agenda", on, asked.days), make), on)


@router.get("/tension", operation_id="tension", summary="Conflict and cooperation between two sides, day by day", responses={200: lines_of(of(Day))})
def tense(request: Request, site: Here, asked: Annotated[TensionAsked, Query()]) -> Response:
    """As `detente tension --between A B --format jsonl`, on what was done in these days and in ten half-lives before them (what is older has faded to a
    thousandth). `so_far` counts from there. At most 366 days, and 10,000 acts of each side."""
    one, other = (site.ledger.called(side).upper() for side in asked.between.split(","))

    def make() -> dict[str, Any]:
        days = span(site, asked.since, asked.until, 92)
        if days is None:
            return {"days": None, "rows": []}
        before = moved(date.fromisoformat(days[0]), -round(FADED * asked.half_life))
        after = moved(date.fromisoformat(days[1]), AHEAD)  # what was announced for later counts from the day it was said
        rows = ordered(site, shared(site, (before, after), (party(one), party(other))))
        wanted = tension.Asked((one, other), days[0], days[1], asked.half_life, asked.directed)
        return {"days": days, "rows": [day for course in tension.courses(rows, site.codebook.tension, wanted) for day in course.days]}

    return answer(request, site, lambda: site.cached(("tension", *asked.model_dump().values()), make))


def span(site: Site, since: str | None, until: str | None, usual: int) -> Days | None:
    """The days asked for; the last of the ledger where none are. None where the ledger knows of no day."""
    first = whole(since, end=False) if since else None
    last = whole(until, end=True) if until else None
    if not last:
        known = site.ledger.days()
        if known is None:
            return None
        last = max(whole(known[1], end=True), first or "")
    first = first or moved(date.fromisoformat(last), 1 - usual)
    n = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    if not 1 <= n <= MOST_DAYS:
        raise HTTPException(422, f"until: {last} is before {first}" if n < 1 else f"since: {first} to {last} are {n} days; at most {MOST_DAYS} are given at once")
    return first, last


def moved(day: date, by: int) -> str:
    return later(day, by).isoformat()


def gathered(site: Site, days: Days | None, kinds: Sequence[str]) -> list[Row]:
    """The rows of the kinds that begin in the days, with their articles and actors, in the ledger's order."""
    return ordered(site, (row for kind in reversed(kinds) for row in few(site, kind, days))) if days else []


def shared(site: Site, days: Days, sides: tuple[str, str]) -> list[Event]:
    """The acts between two sides that begin in the days: of all that the two did only who it was is read, of these the whole."""
    ids: list[str] = []
    for side in dict.fromkeys(sides):
        done = site.ledger.shelf.fields("event", ("id", "actors", "recipients"), days, MOST_ROWS + 1, {"actor": side})
        bounded(len(done), "event", days)
        ids += [row for _, row, ones, others in done if any({a.upper(), b.upper()} == set(sides) for a, b in dyads(ones, others))]
    return site.ledger.overview.events(ids)


def coming(site: Site, days: Days) -> list[Row]:
    """What an agenda needs: debts, meetings, planned acts (those without any day too), and of all that was done only what met or overtook one of these."""
    owed, meetings = few(site, "promise", days), few(site, "meeting", days)
    planned = [row for status in sorted(WORTH) for row in few(site, "event", days, status=status)]
    happenings = {row.happening for row in (*meetings, *planned) if isinstance(row, Event | Meeting) and row.happening}
    look = site.ledger.shelf.fields
    done = [name for status in OVER for _, name in look("event", ("id",), days, MOST_ROWS, {"status": status}, "happening", happenings)]
    undated = [row for kind, statuses in UNDATED for row in site.ledger.overview.undated(kind, statuses, MOST_ROWS)]
    met = [row.rows[-1] for row in owed if isinstance(row, Promise) and row.state == "met" and row.rows]
    return [*owed, *meetings, *planned, *undated, *site.ledger.overview.events([*met, *done])]


def few(site: Site, kind: str, days: Days, **wanted: str | None) -> list[Row]:
    """Those of one kind, the latest first."""
    found = site.ledger.shelf.within(kind, days, MOST_ROWS + 1, wanted)
    bounded(len(found), kind, days)
    return found


def bounded(n: int, kind: str, days: Days) -> None:
    """Refuse more than are looked at."""
    if n > MOST_ROWS:
        raise HTTPException(422, f"{days[0]} to {days[1]} hold more than {MOST_ROWS:,} rows of the kind {kind}; ask for fewer days")
