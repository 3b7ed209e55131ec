"""What scoring says of a kind: its figures, and each row that is not right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from detente.evaluate.judging import Judged

Shares = dict[str, tuple[int, int]]
"""Field → of how many it is right, of how many gold tells it."""


class Finding(Struct, frozen=True):
    """What is not right: a gold row that no row met, a row that is wrong about one, a row that gold does not know. `words` are the gold's key, or the row's."""

    verdict: Literal["missed", "wrong", "false"]
    kind: str
    doc: str
    words: str
    fields: tuple[str, ...] = ()
    row: str | None = None


class Score(Struct, frozen=True):
    """A kind's figures. `found`: gold rows whose words some row is about; `met`: those with a right row; `right`: rows that are right.

    `fields` are shares of the rows that are about gold. Of boilerplate nothing is printed, and `met` is what is gone. Of `partial` gold recall
    alone is told: a row that it does not have may be right.
    """

    kind: str
    gold: int
    printed: int | None
    found: int
    met: int
    right: int
    fields: Shares
    findings: tuple[Finding, ...]
    partial: bool = False

    @property
    def precision(self) -> float | None:
        return self.right / self.printed if self.printed and not self.partial else None

    @property
    def recall(self) -> float:
        return self.met / self.gold

    @property
    def f1(self) -> float | None:
        """None where the kind has no precision by its nature, or the gold is partial; 0 where nothing was printed."""
        if self.printed is None or self.partial:
            return None
        p = self.precision or 0.0
        return 2 * p * self.recall / (p + self.recall) if p + self.recall else 0.0


def shares(judged: Iterable[Judged]) -> Shares:
    """Field by field, in the order in which they come."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for fields in judged:
        told.update(fields.keys())
        right.update(name for name, ok in fields.items() if ok)
    return {name: (right[name], n) for name, n in told.items()}
