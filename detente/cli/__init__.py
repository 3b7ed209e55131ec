"""The command. Exit codes: 0 fine, 1 some input quarantined, 2 misuse, told in one line."""

from __future__ import annotations

from detente.cli import days, scores, serve
from detente.cli.commands import app

__all__ = ["app", "days", "scores", "serve"]
