"""Numbers: the words of amounts, their signs and measures, and what is said beside them, in `data/numbers.toml`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, words
from detente.records import Comparator


class Comparison(Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside a number that say how it bounds the truth; `before` and `after` it."""

    comparator: Comparator
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


class Numbers(Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """Words of amounts, in lower case.

    `cardinals`, `scales` and `fractions` give values; `signs` stand before a number and `currencies` after it, both as ISO 4217; `measures` are
    units as words; `labels` stand before a number that is a name ("Resolution 2254").
    """

    cardinals: dict[str, float]
    scales: dict[str, float]
    fractions: dict[str, float]
    signs: dict[str, str]
    currencies: dict[str, str]
    measures: dict[str, str]
    labels: frozenset[str]
    comparisons: tuple[Comparison, ...]


def load(folder: Path | None) -> Numbers:
    return words(files(folder, "numbers.toml"), Numbers)
