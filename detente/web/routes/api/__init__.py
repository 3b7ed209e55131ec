"""REST under /api/v1: rows as they are printed, views over some days, what there is of it; a module an idea."""

from __future__ import annotations

from fastapi import APIRouter

from detente.web.routes.api.described import ERRORS
from detente.web.routes.api.described import router as described
from detente.web.routes.api.rows import router as rows
from detente.web.routes.api.windows import router as windows

router = APIRouter(prefix="/api/v1", responses=ERRORS)
for part in (described, windows, rows):
    router.include_router(part)
