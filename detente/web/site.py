"""What every route has at hand: the ledger, the codebook, templates, and answers that are kept until the ledger changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from detente.codebook import Codebook
from detente.ledger import Ledger
from detente.ledger.shelf import names
from detente.records import Actor, Article, Citing, Position, Row
from detente.version import VERSION
from detente.views.accounts import verdicts
from detente.views.cells import CELLS, Cells
from detente.views.citing import cited
from detente.views.codebook import Entry, entries
from detente.views.kinds import counted, plural
from detente.views.reader import Reader, place, short, when
from detente.web.guard.keys import FIELD, HEADER, Keys
from detente.web.settings import Settings
from detente.web.steps import Stepping

T = TypeVar("T")
KEPT = 256  # answers that are kept
PLACES = {
    "/": "Today",
    "/stories": "Stories",
    "/articles": "Articles",
    "/actors": "Actors",
    "/rows": "Ledger",
    "/map": "Map",
    "/calendar": "Calendar",
    "/review": "Review",
}
"""What stands at the head of every page."""


class Site:
    """One for each server; routes get it by `Here`."""

    def __init__(self, ledger: Ledger, settings: Settings, keys: Keys) -> None:
        self.ledger, self.settings, self.keys = ledger, settings, keys
        self.stepping = Stepping(settings.codebook, settings.actors)
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        self.templates = Environment(
            loader=ChoiceLoader([PackageLoader("detente.web"), PackageLoader("detente.views")]),
            autoescape=True,
            auto_reload=False,  # templates of one version with the code of another would fail
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals |= {
            "places": PLACES,
            "version": VERSION,
            "field": FIELD,
            "header": HEADER,
            "query": query,
            "plural": plural,
            "counted": counted,
            "verdicts_of": verdicts,
            "issue_called": lambda name: self.issues.get(name),
        }
        self.templates.filters |= {"when": when, "place": place, "short": short, "thousands": "{:,}".format}

    @cached_property
    def codebook(self) -> Codebook:
        return Codebook(self.settings.codebook, self.settings.actors)

    @cached_property
    def issues(self) -> dict[str, str]:
        """What the codebook's issues are called, by id."""
        return {issue.id: issue.name for issue in self.codebook.issues.issues}

    @cached_property
    def rules(self) -> dict[str, Entry]:
        """The codebook's rules by name."""
        return {entry.name: entry for entry in entries(self.codebook)}

    def warm(self) -> None:
        """Load what takes a second, so that nobody waits for it."""
        _ = self.codebook.places

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made anew only when the ledger has changed. Keys name the question with all it hangs on."""
        whole = (key, self.ledger.head)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return cast(T, self._kept[whole])
        made = make()
        with self._lock:
            self._kept[whole] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def reader(self, rows: Iterable[Row], *more: str) -> Reader:
        """To name those who act in the rows (and in `more`), and the reports that tell them; it costs what the rows cost."""
        rows = list(rows)
        found = cited(rows, self.ledger, *more)
        if any(isinstance(row, Position) for row in rows):
            found.issues = self.issues
        return found

    def told(self, rows: Iterable[Citing]) -> list[Article | Actor]:
        """The reports that tell the rows, without their text, in the ledger's order, and those who act in the rows."""
        rows, shelf = list(rows), self.ledger.shelf
        return [*shelf.reports({r.article for r in rows}), *shelf.actors({n for r in rows for n in names(r)})]

    def page(self, request: Request, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
        """A template as an answer; a page asked for by htmx alone comes without what stands around it."""
        session = request.state.session
        here = {"path": request.url.path, "csrf": self.keys.form(session), "ledger": self.ledger, "part": "hx-request" in request.headers, "entered": self.keys.is_known(session)}
        return HTMLResponse(self.templates.get_template(template).render(**here, **values), status, {"vary": "HX-Request"})


def query(*parts: Mapping[str, Any], **changed: Any) -> str:
    """`?…` of the values that are set; what is `changed` to None falls away."""
    values = {k: v for part in parts for k, v in part.items()} | changed
    told = {k: v for k, v in values.items() if v not in (None, "")}
    return f"?{urlencode(told)}" if told else ""


def cells(row: Row, reader: Reader) -> Cells:
    """A row as people read it: when, the gist, its particulars, its words."""
    return CELLS[type(row)](row, reader)


def here(request: Request) -> Site:
    return cast(Site, request.app.state.site)


Here = Annotated[Site, Depends(here)]
FOLDER = Path(__file__).parent
