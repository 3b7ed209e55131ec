"""The calendar: meetings and what is due, a month at a time; `/calendar.ics` for programs that keep calendars."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from detente.exports import ics
from detente.exports.files import ExportError
from detente.records import Meeting, Promise, When
from detente.views.month import Month, beside, month, stated
from detente.views.plans import Entry, gist, span
from detente.views.reader import Reader
from detente.web.asking import MONTHS, OfMonth
from detente.web.site import Here, Site

router = APIRouter(include_in_schema=False)
BEFORE = timedelta(days=31)  # what began so long before a month may reach into it
MOST = 2_000  # meetings, and promises, of a month
COMING = ("planned", "proposed", "open", "overdue", "held", "met")
SIGNS = {"held": "●", "planned": "○", "proposed": "◌", "cancelled": "✕", "boycotted": "⊘", "open": "◇", "overdue": "◆", "met": "✓"}
"""A shape for each state, so that none is told by its colour alone."""


@router.get("/calendar")
def calendar(request: Request, site: Here, asked: OfMonth = None) -> Response:
    """A grid of days, which narrow screens show as a list."""
    of, on = about(site, asked)
    found: Month = site.cached(("calendar", of, on), lambda: shown(site, of, on))
    around = {side: (to, named(to)) if MONTHS[0] <= to <= MONTHS[1] else None for side, to in (("before", beside(of, -1)), ("after", beside(of, 1)))}
    has_file = site.cached(("has ics", of, on), lambda: bool(kept(site, of, on)))
    return site.page(request, "calendar.html", month=found, has_file=has_file, name=named(of), on=on, around=around, signs=SIGNS, gist=gist, span=span)


def named(month: str) -> str:
    """ "March 2019"."""
    return date.fromisoformat(f"{month}-01").strftime("%B %Y")


@router.get("/calendar.ics")
def file(site: Here, asked: OfMonth = None) -> Response:
    """What is planned, was held or is due in the month, as iCalendar."""
    of, on = about(site, asked)
    try:
        data = site.cached(("ics", of, on), lambda: ics.calendar(kept(site, of, on)))
    except ExportError as e:
        raise HTTPException(404, str(e)) from None
    return Response(data, media_type="text/calendar; charset=utf-8", headers={"content-disposition": f'attachment; filename="detente-{of}.ics"'})


def kept(site: Site, of: str, on: str) -> list[Entry]:
    """What a calendar of the month holds."""
    return ics.dated(e for e in entries(site, of, on) if e.state in COMING and e.first and e.last and e.first[:7] <= of <= e.last[:7])


def about(site: Site, asked: str | None) -> tuple[str, str]:
    """The month, that of the last report where none is asked for; and the day on which one looks, that of the last report."""
    known = site.ledger.days()
    on = known[1] if known else ""
    return asked or (on[:7] if MONTHS[0] <= on[:7] <= MONTHS[1] and len(on) >= 7 else date.today().isoformat()[:7]), on


def shown(site: Site, of: str, on: str) -> Month:
    rows, reader = read(site, of)
    return month(rows, reader, of, on)


def entries(site: Site, of: str, on: str) -> list[Entry]:
    rows, reader = read(site, of)
    return stated(rows, reader, on)


def read(site: Site, of: str) -> tuple[list[Meeting | Promise], Reader]:
    """The meetings and promises that may reach into a month, and who reads them."""
    first = date.fromisoformat(f"{of}-01") - BEFORE
    found = [row for kind in ("meeting", "promise") for row in site.ledger.shelf.within(kind, (first.isoformat(), of), MOST)]
    rows = [row for row in found if isinstance(row, Meeting | Promise) and reaches(row.due if isinstance(row, Promise) else row.when, of)]
    return rows, site.reader(rows)


def reaches(when: When | None, of: str) -> bool:
    """Whether it lasts until the month; what has no day may still say how a meeting of the month stands."""
    last = (when.end or when.start or "") if when else ""
    return not last or last[:7] >= of[: len(last)]
