"""What is owed: promises made, answers awaited, things demanded by a day; the acts and words that tell it, in `data/promises.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from detente.codebook.load import files, toml, unique


class PromiseRule(Struct, frozen=True, forbid_unknown_fields=True):
    """An act of one of the `types` or `rules` with one of the `statuses`, by which the actor or the recipient `owes`; `dated` where only a day
    still to come makes it one, `limited` where that day must be a limit ("by", "until", "within").

    Or words: `waits` for one of the `things`, `answers` that have not come, `limits` that are set to somebody. `but` are words that make it none.
    """

    id: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    types: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    owes: Literal["actor", "recipient"] = "actor"
    without: tuple[str, ...] = ()  # beginnings of rules that make nothing owed
    dated: bool = False
    limited: bool = False
    waits: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    setters: frozenset[str] = frozenset()
    facing: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def fits(self, act: str, rule: str, status: str) -> bool:
        """Does an act of that type, rule and status make it owed?"""
        if not (self.types or self.rules) or (self.statuses and status not in self.statuses):
            return False
        return (not self.types or act in self.types) and (not self.rules or rule in self.rules) and not rule.startswith(self.without)


class PromiseFile(Struct, frozen=True, forbid_unknown_fields=True):
    promises: tuple[PromiseRule, ...] = ()
    keeping: tuple[str, ...] = ()  # types of acts by which a promise can be met
    replies: tuple[str, ...] = ()  # words that tell an answer


class Promises(Struct, frozen=True):
    """All rules in order."""

    rules: tuple[PromiseRule, ...]
    keeping: frozenset[str]
    replies: frozenset[str]


def load(folder: Path | None) -> Promises:
    rules: list[PromiseRule] = []
    keeping: set[str] = set()
    replies: set[str] = set()
    for path in files(folder, "promises.toml"):
        sheet = toml(path, PromiseFile)
        unique(path, (r.id for r in sheet.promises))
        rules.extend(sheet.promises)
        keeping.update(sheet.keeping)
        replies.update(sheet.replies)
    return Promises(tuple(rules), frozenset(keeping), frozenset(replies))
