"""Which sentences of a story tell the same thing: by the words they share, the rare ones most, clause against clause.

Common words weigh little (counted over news), words of the whole affair little too (counted over the story), and names half, as two
sayings of one minister need not be one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from msgspec import Struct

from detente.codebook.vocabulary import shipped
from detente.stories.units import Unit, amounts

NAME = 2.5  # a state's, body's or place's weight before the story's own count
NAMED = 0.35  # share of its weight that another name keeps, and a noun of office
COMMON = 0.7  # taken from every weight: words of half of all reports weigh nothing
ENOUGH = 6.0  # shared weight from which likeness counts whole
CROWD = 400  # a key of more units leads to no pair
NEAREST = 12  # pairs a unit may have


Bags = Mapping[int, list[frozenset[str]]]
Sums = Mapping[int, list[float]]


class Pair(Struct, frozen=True):
    """Two units that share words: how alike, and the clauses (ranges of words) that are most alike."""

    score: float
    first: int
    second: int
    a: tuple[int, int]
    b: tuple[int, int]


class Scale:
    """What a key weighs in this story."""

    def __init__(self, units: Sequence[Unit]) -> None:
        sorts = Counter((w.key, w.sort) for u in units for w in u.words)
        counts = {k for k, _ in sorts if k[0].isdigit()} | set(amounts()[0])
        self.names = frozenset(k for k, sort in sorts if sort == "name" and sorts[k, "name"] > sorts[k, ""]) | counts
        self.roles = frozenset(k for k, sort in sorts if sort == "role" and sorts[k, "role"] > sorts[k, ""]) - self.names
        self.spread = Counter(k for u in units for k in {w.key for w in u.words})
        self.total = len(units)
        self.known: dict[str, float] = {}

    def weight(self, key: str) -> float:
        if key not in self.known:
            base = NAME if key[0] in "@#" else max(0.0, shipped().weight(key) - COMMON)
            rare = log((1 + self.total) / self.spread[key]) / log(1 + self.total) if self.spread[key] else 1.0
            self.known[key] = base * rare * (NAMED if key in self.names or key in self.roles else 1.0)
        return self.known[key]

    def plain(self, key: str) -> bool:
        """Does the key tell more than who or where?"""
        return key[0] not in "@#" and key not in self.names and key not in self.roles

    def sum(self, keys: frozenset[str]) -> float:
        return sum(self.weight(k) for k in sorted(keys))


def pairs(units: Sequence[Unit], scale: Scale, least: float, *, within: bool = False) -> list[Pair]:
    """Pairs of units of two articles (`within`: of one), the most alike first."""
    postings: dict[str, list[int]] = defaultdict(list)
    for i, u in enumerate(units):
        for key in {w.key for w in u.words}:
            postings[key].append(i)
    bags = {i: [frozenset(w.key for w in u.words[x:y]) for x, y in u.clauses] for i, u in enumerate(units)}
    sums = {i: [scale.sum(b) for b in bags[i]] for i in bags}
    found: dict[tuple[int, int], Pair] = {}
    for i, u in enumerate(units):
        near: dict[int, float] = defaultdict(float)
        for key in sorted(bags[i][0]):
            if len(postings[key]) <= CROWD and (w := scale.weight(key)) > 0:
                for j in postings[key]:
                    if j != i and (units[j].article == u.article) == within:
                        near[j] += w
        for j, _ in sorted(near.items(), key=lambda kv: (-kv[1], kv[0]))[: NEAREST * 2]:
            first, second = min(i, j), max(i, j)
            if (first, second) not in found:
                found[first, second] = nearest(units, bags, sums, scale, first, second)
    good = sorted((p for p in found.values() if p.score >= least), key=lambda p: (-p.score, p.first, p.second))
    count: Counter[int] = Counter()
    kept = []
    for p in good:
        if count[p.first] < NEAREST and count[p.second] < NEAREST:
            kept.append(p)
            count.update((p.first, p.second))
    return kept


def nearest(units: Sequence[Unit], bags: Bags, sums: Sums, scale: Scale, i: int, j: int) -> Pair:
    """The most alike clauses of two units."""
    best = Pair(0.0, i, j, units[i].clauses[0], units[j].clauses[0])
    for x, (bag, weight) in enumerate(zip(bags[i], sums[i], strict=True)):
        for y, (other, against) in enumerate(zip(bags[j], sums[j], strict=True)):
            if weight and against:
                shared = scale.sum(bag & other)
                score = round(shared / (weight * against) ** 0.5 * min(1.0, shared / ENOUGH), 6)
                if score > best.score:
                    best = Pair(score, i, j, units[i].clauses[x], units[j].clauses[y])
    return best


def nearest_of(units: Sequence[Unit], scale: Scale, i: int, j: int) -> Pair:
    """The same for two units by themselves."""
    bags = {n: [frozenset(w.key for w in units[n].words[x:y]) for x, y in units[n].clauses] for n in (i, j)}
    return nearest(units, bags, {n: [scale.sum(b) for b in bags[n]] for n in bags}, scale, i, j)
