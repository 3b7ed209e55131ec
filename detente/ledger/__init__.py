"""The ledger: the only store, the only SQL. Append-only; corrections will be rows too."""

from __future__ import annotations

from detente.ledger.errors import LedgerError, NotThereError
from detente.ledger.store import Ledger

__all__ = ["Ledger", "LedgerError", "NotThereError"]
