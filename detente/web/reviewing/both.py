"""A row that two changed at once: what it was, what the other made of it, what one typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from detente.ledger import Ledger
from detente.ledger.code import digest
from detente.records import KINDS, Citing
from detente.web.reviewing.fields import label


class Difference(Struct, frozen=True):
    """A field before and after, in words; None for what is not there. `mine`: what one typed where another changed the row meanwhile."""

    name: str
    before: str | None
    after: str | None
    mine: str | None = None


def fields(row: Citing) -> dict[str, Any]:
    """The row as JSON has it."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(row))
    return found


def seen(ledger: Ledger, row: Citing, version: str) -> dict[str, Any] | None:
    """The row as it was in a version that the log knows."""
    for line in ledger.corrections(row.id, newest=True, limit=50):
        for side in (line.before, line.after):
            if side is not None and version == version_of(line.kind, side):
                return side
    return None


def version_of(kind: str, said: Mapping[str, Any]) -> str | None:
    try:
        return digest(msgspec.convert(said, KINDS[kind]))
    except msgspec.ValidationError:  # written by another version of the records
        return None


def differences(kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Difference]:
    """What changed, field by field; of a row that came or went what it says."""
    order = {name: n for n, name in enumerate(KINDS[kind].__struct_fields__)}
    names = sorted({*(before or {}), *(after or {})}, key=lambda name: (order.get(name, len(order)), name))
    out = []
    for name in names:
        was, now = (before or {}).get(name), (after or {}).get(name)
        if was != now and name not in ("kind", "id", "article"):
            out.append(Difference(label(name), None if before is None else words(was), None if after is None else words(now)))
    return [d for d in out if d.before or d.after]


def apart(base: Mapping[str, Any] | None, now: Mapping[str, Any], mine: Mapping[str, Any]) -> list[Difference]:
    """What either changed: as it was, as it is now, as one typed it."""
    names = [name for name in now if name in mine or (base is not None and base.get(name) != now[name])]
    return [Difference(label(n), words(base.get(n)) if base else None, words(now[n]), words(mine[n]) if n in mine else None) for n in names if n not in ("kind", "id", "article")]


def words(value: Any) -> str:
    """A field's value in words; "" for what is unknown or empty."""
    if isinstance(value, Mapping):
        return " · ".join(f"{name} {said}" for name, one in value.items() if (said := words(one)))
    if isinstance(value, list):
        numbers = all(isinstance(one, int | float) for one in value)
        return ("–" if numbers and len(value) == 2 else ", ").join(said for one in value if (said := words(one)))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
