"""A decision written into the ledger, if the row is still as whoever decided saw it."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from detente.ledger import LedgerError
from detente.ledger.code import digest
from detente.ledger.corrections import Correction, Place
from detente.web.reviewing.judged import row_of
from detente.web.site import Site

ONE = Lock()  # between the look at a row and the writing nobody else of this server writes


class ChangedError(LedgerError):
    """The row is another than the one that was seen."""


def write(
    site: Site,
    act: str,
    row: str | None,
    by: str,
    *,
    changes: Mapping[str, Any] | None = None,
    note: str | None = None,
    place: Place | None = None,
    version: str | None = None,
) -> Correction:
    """The line of the log. Raises `ChangedError` where the row's version is another, `LedgerError` in one line without the ledger's path."""
    try:
        with ONE:
            if version and row and digest(row_of(site.ledger, row)) != version:
                raise ChangedError("this row was changed since you opened it; look at it as it is now, then decide")
            return site.ledger.correct(act, row, by=by, changes=changes, note=note, place=place)
    except LedgerError as e:
        raise type(e)(str(e).removeprefix(f"{site.ledger.path}: ")) from None
