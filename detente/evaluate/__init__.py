"""Gold and ledger → how many rows are right, kind by kind and field by field. The form of the gold: docs/evaluate.md."""

from __future__ import annotations

from detente.evaluate.figures import Finding, Score
from detente.evaluate.gold import GoldError
from detente.evaluate.printed import rows
from detente.evaluate.reading import chosen, read
from detente.evaluate.scoring import Scores, score

__all__ = ["Finding", "GoldError", "Score", "Scores", "chosen", "read", "rows", "score"]
