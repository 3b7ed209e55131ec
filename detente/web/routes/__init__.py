"""The pages and interfaces, a module each; `ROUTERS` lists them."""

from __future__ import annotations

from detente.web.routes.actors import router as actors
from detente.web.routes.api import router as api
from detente.web.routes.articles import router as articles
from detente.web.routes.book import router as book
from detente.web.routes.days import router as days
from detente.web.routes.deciding import router as deciding
from detente.web.routes.editing import router as editing
from detente.web.routes.enter import router as enter
from detente.web.routes.explained import router as explained
from detente.web.routes.feeds import router as feeds
from detente.web.routes.interface import router as interface
from detente.web.routes.log import router as log
from detente.web.routes.places import router as places
from detente.web.routes.queue import router as queue
from detente.web.routes.rows import router as rows
from detente.web.routes.search import router as search
from detente.web.routes.stories import router as stories
from detente.web.routes.today import router as today

ROUTERS = (search, book, actors, today, api, feeds, interface, enter, rows, places, days, articles, explained, stories, queue, deciding, editing, log)
