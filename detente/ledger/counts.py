"""How many lines a question leaves, kept until the ledger changes: each page of a list, in each order, asks for the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from sqlalchemy import Connection

from detente.ledger import standing

MOST = 5_000  # counts that are kept


class Kept(dict[Hashable, int]):
    """The counts of one state of a ledger."""

    def of(self, question: Hashable, count: Callable[[], int]) -> int:
        """The count as it was told, or is now."""
        n = self.get(question)
        if n is None:
            n = count()
            if len(self) >= MOST:
                self.clear()
            self[question] = n
        return n


class Counts:
    """The counts of a ledger; those of another state of it are let go."""

    def __init__(self) -> None:
        self._kept: tuple[int, Kept] = (-1, Kept())

    def now(self, connection: Connection) -> Kept:
        """Those of the ledger as it stands. Whoever asks in between two changes may note a count of the later state, which nobody asks for again."""
        head, kept = standing.head(connection), self._kept
        if kept[0] != head:
            self._kept = kept = (head, Kept())
        return kept[1]
