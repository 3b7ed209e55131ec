"""The pages and interfaces, a module each; `ROUTERS` lists them."""

from __future__ import annotations

from detente.web.routes.enter import router as enter
from detente.web.routes.rows import router as rows

ROUTERS = (enter, rows)
