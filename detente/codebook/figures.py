"""Figures: which counted things matter to a crisis, in `data/figures.toml`, each rule with its proof."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique


class Counted(Struct, frozen=True, forbid_unknown_fields=True):
    """Amounts worth a row: the first rule that fits names the row.

    `nouns` are lemmas of what is counted and `units` those that numbers carry; one of them must fit. Where `beside` or `doing` is given, so must a
    word of theirs: `beside` what is done to the counted or stands beside them ("killed", "homeless"), `doing` what they do themselves ("fled").
    `unit` is what a row without a unit of its own gets; `least` and `below` bound the amounts worth a row; `alone` lets a bare number beside such
    a word count people ("12 were killed"); of what is `owned`, the subject of the verb is the owner ("Tarn has 40 tanks"); a `strong` one takes
    only what a body is made of ("a 120-strong committee").
    """

    id: str
    nouns: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    unit: str | None = None
    least: float = 0
    below: float | None = None
    alone: bool = False
    owned: bool = False
    strong: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class CountedFile(Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[Counted, ...]
    tellers: tuple[str, ...] = ()


class Figures(Struct, frozen=True):
    """All rules in order; `nouns` and `units` list those of a counted noun or a unit; `tellers` are verbs whose subject owns nothing of what it counts."""

    rules: tuple[Counted, ...]
    nouns: dict[str, tuple[Counted, ...]]
    units: dict[str, tuple[Counted, ...]]
    tellers: frozenset[str]


def load(folder: Path | None) -> Figures:
    rules: list[Counted] = []
    tellers: set[str] = set()
    for path in files(folder, "figures.toml"):
        mine = toml(path, CountedFile)
        unique(path, (r.id for r in mine.rules))
        rules.extend(mine.rules)
        tellers.update(mine.tellers)
    nouns: dict[str, tuple[Counted, ...]] = {}
    units: dict[str, tuple[Counted, ...]] = {}
    for rule in rules:
        for noun in rule.nouns:
            nouns[noun] = (*nouns.get(noun, ()), rule)
        for unit in rule.units:
            units[unit] = (*units.get(unit, ()), rule)
    return Figures(tuple(rules), nouns, units, frozenset(tellers))
