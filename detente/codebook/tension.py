"""How much an act counts in the tension of two sides, by what is known of it: `tension.csv`, which says where its weights come from."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from msgspec import Struct

from detente.codebook.load import CodebookError, files, table
from detente.records import Status


class Weight(Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of one status, 0 to 1; `apart` where it is never mixed with what happened; `tier` which accounts of one happening go first."""

    status: Status
    weight: float
    apart: bool
    tier: int
    reason: str


def load(folder: Path | None) -> dict[str, Weight]:
    """Status → weight; a user's table replaces the lines it has."""
    found: dict[str, Weight] = {}
    for path in files(folder, "tension.csv"):
        for line in table(path, Weight):
            if not 0 <= line.weight <= 1:
                raise CodebookError(f"{path}: the weight of {line.status!r} is {line.weight}; weights are from 0 to 1")
            found[line.status] = line
    if missing := set(get_args(Status)) - set(found):
        raise CodebookError(f"tension.csv: no weight for {', '.join(sorted(missing))}; add the lines")
    return found
