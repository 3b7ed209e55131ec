"""The application: the door, the site that routes share, the routes, and what they say when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from detente.ledger import Ledger, LedgerError, NotThereError, StoreError
from detente.ledger.errors import LISTED
from detente.version import VERSION
from detente.views.kinds import UnknownKind
from detente.web.guard import Door
from detente.web.guard.keys import Keys
from detente.web.routes import ROUTERS
from detente.web.settings import Settings
from detente.web.site import FOLDER, Site

AGAIN = {"retry-after": "5"}  # seconds


def create(ledger: str | Path, settings: Settings | None = None) -> FastAPI:
    """The application over a ledger's file. Raises `UnsafeError`, `LedgerError`, `CodebookError`."""
    settings = (settings or Settings()).checked()
    keys = Keys(settings.token)
    site = Site(Ledger.open(ledger, create=False, seconds=settings.seconds, read_only=settings.read_only), settings, keys)
    if settings.codebook or settings.actors:
        _ = site.codebook.actors  # what is wrong with files of the user's own is said at once
    app = FastAPI(title="detente", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = site
    app.add_middleware(Door, names=settings.names(), keys=keys)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    for router in ROUTERS:
        app.include_router(router)
    for error, says in SAYS.items():
        app.add_exception_handler(error, answer(says))
    return app


def answer(says: Callable[[Any], tuple[int, str]]) -> Callable[[Request, Exception], Response]:
    """An error as a page, or as JSON for programs: its status and one line."""

    def handle(request: Request, error: Exception) -> Response:
        status, why = says(error)
        site: Site = request.app.state.site
        why = why.removeprefix(f"{site.ledger.path}: ")  # where the file lies is nobody's concern
        if request.url.path.startswith("/api/"):
            said: Response = JSONResponse({"error": why}, status)
        else:
            said = site.page(request, "error.html", status, heading=HTTPStatus(status).phrase, why=why)
        said.headers.update(AGAIN if status == 503 else getattr(error, "headers", None) or {})
        return said

    return handle


def invalid(error: RequestValidationError) -> tuple[int, str]:
    """What was given, what is wrong with it; never more than one line of it comes back."""
    first = error.errors()[0]
    if first["type"] == "extra_forbidden":
        return 422, f"{first['loc'][-1]}: there is no parameter of this name here"
    return 422, f"{'.'.join(str(step) for step in first['loc'][1:]) or first['loc'][0]}: {first['msg'].removeprefix('Value error, ')}"


SAYS: dict[type[Exception], Callable[[Any], tuple[int, str]]] = {
    NotThereError: lambda e: (404, str(e).replace(LISTED, "the tables at /rows list them")),
    StoreError: lambda e: (503, str(e)),
    LedgerError: lambda e: (400, str(e)),
    UnknownKind: lambda e: (404, str(e)),
    RequestValidationError: invalid,
    HTTPException: lambda e: (e.status_code, "there is nothing at this address" if e.detail == "Not Found" else str(e.detail)),
}
