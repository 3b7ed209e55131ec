"""REST under /api/v1: rows as they are printed, views over some days, corrections, what there is of it; a module an idea."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi

from detente.version import VERSION
from detente.web.routes.api import corrections, described, rows, windows
from detente.web.routes.api.described import ABOUT, ERRORS, schemas

router = APIRouter(prefix="/api/v1", responses=ERRORS)
for part in (described, windows, corrections, rows):
    router.include_router(part.router)


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> dict[str, Any]:
    """The description of the interface."""
    return description(request.app)


def description(app: FastAPI) -> dict[str, Any]:
    """OpenAPI of the application's routes, with the schemas of the records that they give and take."""
    whole = get_openapi(title="detente", version=VERSION, summary="A ledger of crisis diplomacy", description=ABOUT, routes=app.routes)
    parts = whole.setdefault("components", {})
    parts["schemas"] = {**parts.get("schemas", {}), **schemas([corrections.Decision])}
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "Needed where the server was started with a token."}}
    return whole | {"security": [{}, {"token": []}]}
