"""Stances: which acts and words tell where an actor stands, in `data/stances.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from detente.codebook.load import files, toml, unique
from detente.records import Stance


class StanceRule(Struct, frozen=True, forbid_unknown_fields=True):
    """An event of one of the `types`, by one of the `rules` (names or their beginnings; all where none is given) with one of the `statuses`.

    `named`: the other side only where the act's own words name it, and never by guess. Or words somebody is quoted with: one of the `modals`
    before a verb whose subject is the speaker's own side or another's, negated or not, with a condition or not.
    """

    id: str
    stance: Stance
    yes: tuple[str, ...]
    no: tuple[str, ...]
    types: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    but: tuple[str, ...] = ()  # rules that tell no stance
    named: bool = False
    modals: tuple[str, ...] = ()
    subject: Literal["speaker", "other"] = "other"
    negated: bool = False
    condition: bool = False

    def fits(self, act: str, rule: str, status: str) -> bool:
        if self.modals or (self.types and act not in self.types) or (self.statuses and status not in self.statuses):
            return False
        if any(rule.startswith(r) for r in self.but):
            return False
        return not self.rules or any(rule.startswith(r) for r in self.rules)

    def says(self, modal: str, subject: str, negated: bool, condition: bool) -> bool:
        """Do quoted words of this shape tell the stance?"""
        return modal in self.modals and subject == self.subject and negated == self.negated and (condition or not self.condition)


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
