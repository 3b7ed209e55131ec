"""Sentences and mentions → claims: who said what, who did what to whom, how many."""

from detente.claims.events import events
from detente.claims.figures import figures
from detente.claims.quotations import quotations
from detente.claims.why import why

__all__ = ["events", "figures", "quotations", "why"]
