"""Day by day: what was done fades by half in a week, conflict and cooperation each for itself, with an interval and with its n.

    conflict(t) = Σ max(0, −g) · 2^(−(t − day) / h)    over happenings up to t; g is the score times the weight of its status; h in days

The interval is the 5th to the 95th percentile over happenings drawn again with replacement (bootstrap, Efron 1979), from a seed that hangs on
the two sides alone, so that it comes out the same every time. `mean` does without the number of happenings: the faded average score.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

from detente.tension.acts import Act, Dyad
from detente.tension.changes import changes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HALF_LIFE = 7.0  # days
DRAWS = 400
INTERVAL = (5.0, 95.0)  # percentiles
MOVERS = 3  # rows that a day names

Interval = tuple[float, float]


class Day(Struct, frozen=True):
    """One line: never without `n` (happenings of the day) and `so_far` (up to it). `possible` is the sum of what is only threatened or
    conditional, faded alike; `change` where the course changes; `moved` the rows of the day that weigh most, `why` their first words."""

    dyad: Dyad
    day: str
    n: int
    so_far: int
    conflict: float
    conflict_interval: Interval
    cooperation: float
    cooperation_interval: Interval
    net: float
    mean: float
    possible: float
    change: bool
    moved: tuple[str, ...]
    why: str | None


class Series(Struct, frozen=True):
    """The days of two sides from the first happening on; `n` happenings in all, `apart` of them only threatened or conditional."""

    dyad: Dyad
    n: int
    apart: int
    days: tuple[Day, ...]


def series(dyad: Dyad, found: Sequence[Act], *, half_life: float = HALF_LIFE, until: str | None = None) -> Series:
    """The days from the first happening to the last, or until a day."""
    import numpy as np

    if half_life <= 0:
        raise ValueError(f"a half-life of {half_life} days: give more than 0")
    told = [a for a in found if until is None or a.day <= until[:10]]
    real, apart = [a for a in told if not a.apart], [a for a in told if a.apart]
    if not told:
        return Series(dyad, 0, 0, ())
    first = date.fromisoformat(told[0].day)
    last = max(date.fromisoformat(told[-1].day), date.fromisoformat(until) if until and len(until) == 10 else first)
    n = (last - first).days + 1
    weights = faded(real, first, n, half_life)
    values = np.array([a.value for a in real])
    bad, good = np.maximum(0, -values), np.maximum(0, values)
    conflict, cooperation = weights @ bad, weights @ good
    below, above = drawn(dyad, weights, bad), drawn(dyad, weights, good)
    mass = weights.sum(axis=1)
    mean = np.divide(weights @ values, mass, out=np.zeros(n), where=mass > 0)
    possible = faded(apart, first, n, half_life) @ np.array([a.value for a in apart])
    daily = [[] for _ in range(n)]  # type: list[list[Act]]
    for a in told:
        daily[(date.fromisoformat(a.day) - first).days].append(a)
    turns = changes([sum(a.value for a in acts if not a.apart) for acts in daily], [sum(not a.apart for a in acts) for acts in daily])
    days, so_far = [], 0
    for t, acts in enumerate(daily):
        so_far += len(acts)
        movers = sorted(acts, key=lambda a: (-abs(a.value), a.evidence))[:MOVERS]
        days.append(
            Day(
                dyad=dyad,
                day=(first + timedelta(days=t)).isoformat(),
                n=len(acts),
                so_far=so_far,
                conflict=rounded(conflict[t]),
                conflict_interval=(rounded(below[0][t]), rounded(below[1][t])),
                cooperation=rounded(cooperation[t]),
                cooperation_interval=(rounded(above[0][t]), rounded(above[1][t])),
                net=rounded(cooperation[t] - conflict[t]),
                mean=rounded(mean[t]),
                possible=rounded(possible[t]),
                change=t in turns,
                moved=tuple(row for a in movers for row in a.rows),
                why=movers[0].evidence if movers else None,
            )
        )
    return Series(dyad, len(told), len(apart), tuple(days))


def faded(found: Sequence[Act], first: date, n: int, half_life: float) -> NDArray[np.float64]:
    """Of n days (rows), how much of each happening (columns) is left."""
    import numpy as np

    at = np.array([(date.fromisoformat(a.day) - first).days for a in found], dtype=np.float64)
    age = np.arange(n, dtype=np.float64)[:, None] - at[None, :]
    return np.where(age >= 0, 2.0 ** (-np.maximum(age, 0) / half_life), 0.0)


def drawn(dyad: Dyad, weights: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The lower and the upper end of the interval of each day."""
    import numpy as np

    n = len(values)
    if not n:
        return np.zeros((2, len(weights)))
    draws = np.random.default_rng(crc32(" ".join(dyad).encode())).multinomial(n, np.full(n, 1 / n), size=DRAWS)
    return np.asarray(np.percentile((weights * values) @ draws.T, INTERVAL, axis=1))


def rounded(value: float) -> float:
    return round(float(value), 3) + 0.0
