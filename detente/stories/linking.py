"""Which reports are on one affair: average link over TF-IDF, with time, and with what holds a group together.

Words are as rare as they are among all reports known (the ledger's and the batch's), with a background of common news, so that two reports
alone are judged by the same measure as a thousand, and a word that stands in every report of a crisis tells none of them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import exp, log
from typing import TYPE_CHECKING, Any

from detente.codebook.vocabulary import DOCUMENTS, shipped
from detente.marks import Words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

CUT = 0.12  # least average similarity of two groups that are one story
HOLDS = 0.5  # share of the looser group's own cohesion that two groups must have between them: two close knots are two stories
BACKGROUND = 0.2  # weight of the background counts beside those of the reports known
SHARPNESS = 1.5  # power of a word's rarity: names and rare words decide
PATIENCE, FADE = 10, 365  # days between two groups' nearest reports that cost nothing, and over which likeness then fades
UNDATED = 0.75  # share of their likeness that counts where a day is not known, for then time says nothing for them
CHUNK = 512  # groups whose similarities are held at once

Reach = tuple[int | None, int | None]


def vectors(sketches: Sequence[Words], reports: int, spread: Mapping[str, int]) -> csr_matrix:
    """A row of unit length for each sketch: the logarithm of a word's count times how rare it is among `reports` and in the background."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped,unused-ignore]
    from sklearn.preprocessing import normalize  # type: ignore[import-untyped,unused-ignore]

    common = shipped().common
    shelf = DictVectorizer(dtype=np.float64)
    table = shelf.fit_transform([words or {f" {n}": 1} for n, words in enumerate(sketches)])  # an empty report is like no other
    total = 1 + reports + BACKGROUND * DOCUMENTS
    rare = [max(0.0, log(total / (1 + spread.get(key, 0) + BACKGROUND * common.get(key, 0)))) ** SHARPNESS for key in shelf.feature_names_]
    table.data = 1 + np.log(table.data)
    return normalize(table.multiply(np.asarray(rare)).tocsr())


def linked(table: csr_matrix, days: Sequence[int | None], bound: Sequence[Sequence[int]] = ()) -> list[list[int]]:
    """The two most alike groups become one until none is alike enough. `bound` are rows that stay together. Memory grows with the pairs alike.

    The sum of all similarities of two groups is the product of their summed vectors. An average never rises by joining, so a new group is
    measured only against those that one of its parts was alike to (`near`, without regard to time, which joining can bring nearer).
    """
    import numpy as np

    inside = {i for group in bound for i in group}
    start = sorted([list(group) for group in bound if group] + [[i] for i in range(table.shape[0]) if i not in inside])
    sums = summed(table, start)
    n = len(start)
    size = [len(g) for g in start]
    inner = [max(0.0, float(v) - k) / 2 for v, k in zip(np.asarray(sums.multiply(sums).sum(axis=1)).ravel(), size, strict=True)]
    members: dict[int, list[int]] = {i: [i] for i in range(n)}
    span = {i: joined([(days[k], days[k]) for k in start[i]]) for i in range(n)}
    version = dict.fromkeys(range(n), 0)
    near: dict[int, set[int]] = {i: set() for i in range(n)}
    heap: list[tuple[float, int, int, int, int, float]] = []

    def offer(i: int, j: int, similarity: float) -> None:
        near[i].add(j)
        near[j].add(i)
        if (s := similarity * nearness(span[i], span[j])) >= CUT:
            first, second = min(i, j), max(i, j)
            heappush(heap, (-round(s, 9), first, second, version[first], version[second], similarity))

    scale = np.asarray(size, dtype=np.float64)
    for a in range(0, n, CHUNK):
        block: Any = (sums[a : a + CHUNK] @ sums.T).tocoo()
        means = block.data / (scale[block.row + a] * scale[block.col])
        keep = (means >= CUT) & (block.row + a < block.col)
        for i, j, s in zip((block.row[keep] + a).tolist(), block.col[keep].tolist(), means[keep].tolist(), strict=True):
            offer(i, j, s)
    while heap:
        s, i, j, vi, vj, plain = heappop(heap)
        if i not in members or j not in members or (version[i], version[j]) != (vi, vj):
            continue
        if -s < HOLDS * min(cohesion(inner[i], size[i]), cohesion(inner[j], size[j])):
            continue
        inner[i] += inner[j] + plain * size[i] * size[j]
        size[i] += size[j]
        members[i] = sorted(members[i] + members.pop(j))
        span[i] = joined([span[i], span[j]])
        version[i] += 1
        others = sorted((near.pop(i) | near.pop(j)) - {i, j})
        near[i] = set()
        for k in others:
            near[k] -= {i, j}
        if others:
            whole = np.asarray(sums[members[i]].sum(axis=0)).ravel()
            products = sums[[m for k in others for m in members[k]]] @ whole
            starts = np.cumsum([0, *(len(members[k]) for k in others)])
            for at, k in enumerate(others):
                mean = float(products[starts[at] : starts[at + 1]].sum()) / (size[i] * size[k])
                if mean >= CUT:
                    offer(i, k, mean)
    return sorted(sorted(k for m in members[i] for k in start[m]) for i in members)


def summed(table: csr_matrix, groups: Sequence[Sequence[int]]) -> csr_matrix:
    """The sum of each group's rows."""
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = [n for n, g in enumerate(groups) for _ in g]
    columns = [k for g in groups for k in g]
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(groups), table.shape[0])) @ table


def cohesion(inner: float, size: int) -> float:
    """The average similarity within a group; one report by itself asks for none."""
    return inner / (size * (size - 1) / 2) if size > 1 else 0.0


def nearness(a: Reach, b: Reach) -> float:
    """1 where the two reaches lie within ten days, then falling; less where a day is not known."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return UNDATED
    gap = max(a[0] - b[1], b[0] - a[1], 0)
    return exp(-max(0, gap - PATIENCE) / FADE)


def joined(reaches: Sequence[Reach]) -> Reach:
    known = [d for reach in reaches for d in reach if d is not None]
    return (min(known), max(known)) if known else (None, None)
