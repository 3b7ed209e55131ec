"""The first page: what the reports of a day and of those before it tell; of an archive its last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from msgspec import Struct

from detente.days import later
from detente.records import RANK, Comparison, Promise, Row, Story
from detente.views.accounts import titled
from detente.views.agenda import HEADS, Line, Section, agenda, moment
from detente.views.plans import UNDATED, gist, standing, whole
from detente.web.asking import Day
from detente.web.placing import ordered
from detente.web.site import Here, Site
from detente.web.tense import Tense, courses
from detente.web.who import Names

router = APIRouter(include_in_schema=False)
LOOKED_AT, TOLD = 16, 8  # stories: the latest, and of these those that most reports tell
DIFFERING, ACCOUNTS = 6, 4  # comparisons, and the accounts of each
OWED, BACK, AHEAD = 180, 30, 366  # days that an agenda looks back for what is owed, for meetings, and ahead
READ = 150  # rows of a kind for it
SHOWN: dict[Section, int] = {"overdue": 5, "today": 8, "coming": 8, "no day": 5}
PAIRS, COURSE = 2, 29  # courses of tension, and their days before the day
SPEAKERS, SPEAKING = 8, 29  # days


class Told(Struct, frozen=True):
    """A story as far as it was told by the day: when, in how many reports, by whom, who acts in it, and how many of its facts are corroborated,
    differ, or are told once only."""

    story: Story
    first: str | None
    last: str | None
    reports: int
    outlets: tuple[str, ...]
    actors: str
    verdicts: dict[str, int]


class Apart(Struct, frozen=True):
    """What reports of a story tell apart: in what, and what each says, by outlet; `more` accounts are not shown."""

    row: Comparison
    title: str
    story: Story
    accounts: tuple[tuple[str, str], ...]
    more: int


class Due(Struct, frozen=True):
    """A line of the agenda: when, how far off, what, in which words, by whom, its row."""

    day: str | None
    far: str
    what: str
    outlets: str
    row: str


class Heading(Struct, frozen=True):
    """A part of the agenda; `more` lines are not shown."""

    section: Section
    name: str
    lines: tuple[Due, ...]
    more: int


class Today(Struct, frozen=True):
    """What the page holds."""

    stories: tuple[Told, ...]
    apart: tuple[Apart, ...]
    agenda: tuple[Heading, ...]
    tense: tuple[Tense, ...]
    speakers: tuple[tuple[str, str, int], ...]
    since: str


@router.get("/")
def today(request: Request, site: Here, on: Annotated[Day, Query()] = None) -> Response:
    """What there is on a day, the last of the ledger where none is asked for."""
    known = site.ledger.days()
    if known is None:
        return site.page(request, "empty.html", counts=site.ledger.counts())
    last = standing(known)
    day = whole(on, end=True) if on else last
    found = site.cached(("today", day), lambda: gathered(site, day))
    near = date.fromisoformat(day)
    around = {name: later(near, n).isoformat() for name, n in (("before", -1), ("after", 1))}
    return site.page(request, "today.html", found=found, day=day, written=f"{near:%A}, {near.day} {near:%B %Y}", known=known, last=last, around=around, back=BACK)


def gathered(site: Site, day: str) -> Today:
    near = date.fromisoformat(day)
    stories, apart = told(site, day)
    since = later(near, -SPEAKING).isoformat()
    speaking = site.ledger.overview.acting("quotation", (since, day), SPEAKERS)
    names = Names(site, [who for who, _ in speaking])
    return Today(
        stories=stories,
        apart=apart,
        agenda=tuple(ahead(site, near)),
        tense=tuple(courses(site, (later(near, -COURSE).isoformat(), day), PAIRS)),
        speakers=tuple((who, names(who), n) for who, n in speaking),
        since=since,
    )


def told(site: Site, day: str) -> tuple[tuple[Told, ...], tuple[Apart, ...]]:
    """The latest stories that most reports tell, and the latest of what reports tell apart; as far as it was told by the day."""
    page = site.ledger.page("story", {"until": day}, sort="-day", limit=LOOKED_AT)
    reader = site.reader(page.rows)
    here = {a.id for a in reader.articles.values() if (a.published or "")[:10] <= day}
    reports = {s.id: tuple(a for a in s.articles if a in here) for s in page.rows if isinstance(s, Story)}
    stories = sorted((s for s in page.rows if isinstance(s, Story) and reports[s.id]), key=lambda s: (s.last_day or "", len(reports[s.id]), s.id), reverse=True)
    compared: dict[str, list[Comparison]] = {}
    for row in site.ledger.shelf.compared([s.id for s in stories]):
        if all(a.article in here for a in row.accounts):
            compared.setdefault(row.story, []).append(row)
    most = sorted(stories, key=lambda s: -len(reports[s.id]))[:TOLD]
    shown = []
    for s in (s for s in stories if s in most):
        outlets = tuple(dict.fromkeys(reader.outlet(reader.articles[a]) for a in reports[s.id]))
        days = sorted(d for a in reports[s.id] if (d := reader.told(reader.articles[a])))
        verdicts: dict[str, int] = dict(Counter(str(c.verdict) for c in compared.get(s.id, ())))
        shown.append(Told(s, days[0] if days else None, days[-1] if days else None, len(reports[s.id]), outlets, reader.names(s.actors[:4]), verdicts))
    differing = [(c, s) for s in stories for c in compared.get(s.id, ()) if c.verdict == "differs" and len({a.outlet or a.article for a in c.accounts}) > 1]
    weightiest = sorted(differing, key=lambda pair: RANK[pair[0].field])[:DIFFERING]
    return tuple(shown), tuple(split(c, s) for c, s in weightiest)


def split(row: Comparison, story: Story) -> Apart:
    said = tuple((a.outlet or a.article, a.value or a.evidence) for a in row.accounts)
    return Apart(row, titled(row), story, said[:ACCOUNTS], len(said) - len(said[:ACCOUNTS]))


def ahead(site: Site, near: date) -> list[Heading]:
    """What is overdue, due, planned and awaited around a day, as far as it was told by then."""
    on, before, after = near.isoformat(), later(near, -BACK).isoformat(), later(near, AHEAD).isoformat()
    look = site.ledger.overview.ahead
    rows: list[Row] = look("promise", ("open", "met"), (later(near, -OWED).isoformat(), after), on, READ)
    rows += look("event", ("planned",), (before, after), on, READ, still=on)
    rows += look("meeting", ("planned", "proposed"), (before, after), on, READ)
    rows += look("meeting", ("held", "cancelled", "boycotted"), (before, after), on, READ)
    rows += look("event", ("denied",), (before, after), on, READ, still=on)
    rows += [row for kind, statuses in UNDATED for row in site.ledger.overview.undated(kind, statuses, READ)]
    rows += site.ledger.overview.events(r.rows[-1] for r in rows if isinstance(r, Promise) and r.state == "met" and r.rows)
    lines = agenda(ordered(site, rows), on)
    parts = [(section, [x for x in lines if x.section == section]) for section in HEADS]
    return [Heading(section, HEADS[section], tuple(due(x, on) for x in few(some, section)), max(0, len(some) - SHOWN[section])) for section, some in parts if some]


def few(lines: Sequence[Line], section: Section) -> Sequence[Line]:
    """Those to show: of what is overdue the latest, of what has no day the last told, of others the nearest."""
    if section == "overdue":
        return lines[::-1][: SHOWN[section]]
    if section == "no day":
        return sorted(lines, key=lambda x: x.entry.told or "", reverse=True)[: SHOWN[section]]
    return lines[: SHOWN[section]]


def due(x: Line, on: str) -> Due:
    day, _, far = moment(x, on).partition("\n")
    return Due(day if far else None, far or day, gist(x.entry), ", ".join(x.entry.outlets), x.entry.rows[0])
