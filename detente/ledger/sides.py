"""Whom an analyst names in a row: a code, or somebody whom the ledger knows by that name; a slip of the pen is nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, literal, select

from detente.ledger.calling import SIDES, code
from detente.ledger.errors import LedgerError
from detente.ledger.schema import NAMED

FIELDS = frozenset({"speaker", "addressee", "actors", "recipients", "whose", "parties", "actor", "towards"})
CODE = re.compile(r"[A-Z][A-Z0-9&-]+(\.[A-Z]{2,4})*(:\S.*)?", re.DOTALL)


def meant(connection: Connection, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with names as codes. Raises `LedgerError` for what is neither."""
    return {name: _each(connection, f"{kind}: {name}", value) if name in FIELDS else value for name, value in given.items()}


def _each(connection: Connection, where: str, value: Any) -> Any:
    """A code, or each of several; what is no text is told of where fields are converted."""
    if isinstance(value, list | tuple):
        return [_each(connection, where, one) for one in value]
    if not isinstance(value, str) or not value:
        return value
    found = code(connection, value)
    if CODE.fullmatch(found) or connection.scalar(select(literal(1)).where(NAMED.c.side.in_(SIDES), NAMED.c.value == found.lower()).limit(1)):
        return found
    raise LedgerError(f"{where}: {value!r} is no code, and nobody of this ledger is called so; write a code (SWE, SWE.GOV:Karin Lindeborg, NATO) or a name as the ledger has it")
