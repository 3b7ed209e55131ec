"""How far people agree beyond chance: Krippendorff's alpha for nominal values, where not everyone need have judged everything.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: values of a unit are paired within it, each pair weighted by
1 / (values of the unit − 1). With o the values so paired and n of them in all, alpha = 1 − (n − 1) · Σ o(c,k) / Σ n(c)·n(k) over c ≠ k.
1 is full agreement, 0 what chance gives, below 0 is worse than chance. It is not defined where nothing can be paired or all values are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Judgement = tuple[str, Hashable, str]
"""Annotator, what was judged, the value given; the last of an annotator on a unit counts."""

Array = NDArray[np.float64]
DRAWS = 1_000
SEED = 20_110_125  # any would do; the same gives the same interval


class Agreement(NamedTuple):
    """`alpha` with the 2.5th and 97.5th percentile of alphas of units drawn again; `units` that two or more judged, by `annotators`; `values` they gave."""

    alpha: float | None
    interval: tuple[float, float] | None
    units: int
    annotators: int
    values: int


def agreement(judgements: Iterable[Judgement], draws: int = DRAWS) -> Agreement:
    """Alpha of all annotators together."""
    paired = [given for given in by_unit(judgements).values() if len(given) > 1]
    counts = table([Counter(given.values()) for given in paired])
    return Agreement(
        alpha=alpha(counts),
        interval=interval(counts, draws),
        units=len(paired),
        annotators=len({who for given in paired for who in given}),
        values=sum(map(len, paired)),
    )


def pairwise(judgements: Iterable[Judgement], draws: int = DRAWS) -> dict[tuple[str, str], Agreement]:
    """Alpha of each two annotators who both judged a unit, in order of name."""
    units = by_unit(judgements)
    pairs: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for unit, given in units.items():
        for two in combinations(sorted(given), 2):
            pairs[two] += [(who, unit, given[who]) for who in two]
    return {two: agreement(pairs[two], draws) for two in sorted(pairs)}


def alpha(counts: Array, times: Array | None = None) -> float | None:
    """Alpha of units × values, each unit taken so many times; None where it is not defined."""
    weights = np.ones(len(counts)) if times is None else times
    totals = weights @ counts
    if np.count_nonzero(totals) < 2:
        return None
    given = counts.sum(axis=1)
    apart = (given * given - (counts * counts).sum(axis=1)) / (given - 1)
    n = totals.sum()
    return float(1 - (n - 1) * (weights @ apart) / (n * n - (totals * totals).sum()))


def interval(counts: Array, draws: int) -> tuple[float, float] | None:
    """The middle 95 % of alphas of as many units drawn with replacement; None where alpha is not defined or most draws have none."""
    if len(counts) < 2 or alpha(counts) is None or not draws:
        return None
    kinds, many = np.unique(counts, axis=0, return_counts=True)  # units that were judged alike are drawn together
    random = np.random.default_rng(SEED)
    drawn = (alpha(kinds, random.multinomial(len(counts), many / len(counts)).astype(float)) for _ in range(draws))
    found = [a for a in drawn if a is not None]
    if 2 * len(found) < draws:
        return None
    low, high = np.percentile(found, (2.5, 97.5))
    return float(low), float(high)


def table(units: Sequence[Mapping[str, int]]) -> Array:
    """Units × values: how often each was given, values in order of name."""
    values = sorted({value for unit in units for value in unit})
    return np.array([[unit.get(value, 0) for value in values] for unit in units], dtype=float).reshape(len(units), len(values))


def by_unit(judgements: Iterable[Judgement]) -> dict[Hashable, dict[str, str]]:
    """What each annotator said of each unit."""
    units: dict[Hashable, dict[str, str]] = defaultdict(dict)
    for who, unit, value in judgements:
        units[unit][who] = value
    return units
