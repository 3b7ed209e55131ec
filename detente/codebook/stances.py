"""Stances: which acts and words tell where an actor stands, in `data/stances.toml`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique
from detente.records import Stance


class StanceRule(Struct, frozen=True, forbid_unknown_fields=True):
    """An event of one of the `types`, by one of the `rules` (names or their beginnings; all where none is given) with one of the `statuses`."""

    id: str
    stance: Stance
    yes: tuple[str, ...]
    no: tuple[str, ...]
    types: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()  # or: somebody is quoted with one of these words before a verb ("Orsa must leave")

    def fits(self, type: str, rule: str, status: str) -> bool:
        if self.modals or (self.types and type not in self.types) or (self.statuses and status not in self.statuses):
            return False
        return not self.rules or any(rule == r or rule.startswith(r) for r in self.rules)


class StanceFile(Struct, frozen=True, forbid_unknown_fields=True):
    stances: tuple[StanceRule, ...]


def load(folder: Path | None) -> tuple[StanceRule, ...]:
    """In order: the first that fits an event decides."""
    out: list[StanceRule] = []
    for path in files(folder, "stances.toml"):
        mine = toml(path, StanceFile).stances
        unique(path, (s.id for s in mine))
        out.extend(mine)
    return tuple(out)
