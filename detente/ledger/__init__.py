"""The ledger: the only store, the only SQL. Append-only; what analysts correct are lines of a log and later versions of rows."""

from __future__ import annotations

from detente.ledger.audit import Problem
from detente.ledger.corrections import Correction, Place
from detente.ledger.errors import ChangedError, LedgerError, NotThereError, StoreError
from detente.ledger.store import Ledger

__all__ = ["ChangedError", "Correction", "Ledger", "LedgerError", "NotThereError", "Place", "Problem", "StoreError"]
