"""What a ledger refuses, in one line that says how to mend it."""

from __future__ import annotations

from detente.refused import RefusedError

LISTED = "`detente show event` and its like list them"  # ids; a page says it in its own way


class LedgerError(RefusedError):
    """A ledger that cannot be opened, written or asked that way."""


class NotThereError(LedgerError):
    """A row that is asked for by its id and is not there."""


class StoreError(LedgerError):
    """What the file or the disk says for itself: the question took too long, the file is damaged or gone. Nothing that who asks did wrong."""


class ChangedError(LedgerError):
    """A row that is another now than whoever decides on it saw."""
