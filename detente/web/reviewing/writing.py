"""A decision written into the ledger, if the row is still as whoever decided saw it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.ledger import LedgerError
from detente.ledger.corrections import Correction, Place
from detente.web.site import Site


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
        return site.ledger.correct(act, row, by=by, changes=changes, note=note, place=place, seen=version)
    except LedgerError as e:
        raise type(e)(str(e).removeprefix(f"{site.ledger.path}: ")) from None
