"""Where the course between two sides changes: days from which what is done is another on average.

All cuts into up to `MOST` + 1 stretches are weighed (segment neighbourhood, Auger and Lawrence 1989), and as many are made as lower the squares
about the stretches' means more than their price, the Schwarz criterion (Yao 1988). A change begins on a day on which something happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

LEAST = 3  # days between two changes
ENOUGH = 6  # happenings in all from which a change can be told
EACH = 2  # happenings of every stretch
PRICE = 3.0  # times log n that a cut must save
MOST = 5  # changes
NOTHING = 1e-6  # share of the squares that is as good as none


def changes(values: Sequence[float], counts: Sequence[int]) -> frozenset[int]:
    """The days (by number) on which another course begins. `values` are a day's scores summed, `counts` its happenings."""
    import numpy as np

    n = len(values)
    if sum(counts) < ENOUGH or n < 2 * LEAST:
        return frozenset()
    ends = np.array([0, *(day for day in range(1, n) if counts[day]), n])
    sums, squares, told = (np.concatenate([[0.0], np.cumsum(v)])[ends] for v in (values, np.square(values), counts))
    m = len(ends)
    rest = [float(squares[-1] - sums[-1] ** 2 / n)]
    best = np.full((MOST + 1, m), np.inf)
    back = np.zeros((MOST + 1, m), dtype=int)
    for j in range(1, m):
        days, acts = ends[j] - ends[:j], told[j] - told[:j]
        about = np.where((days >= LEAST) & (acts >= EACH), squares[j] - squares[:j] - (sums[j] - sums[:j]) ** 2 / days, np.inf)
        best[0, j] = about[0]
        for k in range(1, MOST + 1):
            through = best[k - 1, :j] + about
            back[k, j] = int(np.argmin(through))
            best[k, j] = through[back[k, j]]
    rest += [float(best[k, -1]) for k in range(1, MOST + 1)]
    if rest[0] <= NOTHING:
        return frozenset()
    price = [n * log(max(r, rest[0] * NOTHING)) + PRICE * k * log(n) if r < np.inf else np.inf for k, r in enumerate(rest)]
    found, at = set(), m - 1
    for k in range(int(np.argmin(price)), 0, -1):
        at = int(back[k, at])
        found.add(int(ends[at]))
    return frozenset(found)
