"""The ledger in a browser: pages, corrections, a REST interface and feeds, served on this machine."""

from __future__ import annotations

from detente.web.app import create
from detente.web.settings import Settings

__all__ = ["Settings", "create"]
