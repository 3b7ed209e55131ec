"""Sentences and mentions → claims: who said what, who did what to whom, how many."""

from detente.claims.quotations import quotations

__all__ = ["quotations"]
