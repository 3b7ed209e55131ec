"""The best pairs of gold and rows, one to one: as many right ones as possible, then as many that are about the same words, then the most right fields."""

from __future__ import annotations

from collections.abc import Mapping

RIGHT, ABOUT = 2.0**40, 2.0**20  # so far apart that no sum of the lesser outweighs one of the greater

Edges = Mapping[tuple[int, int], tuple[bool, int]]
"""(gold, row) → is it right, and in how many fields."""


def pairs(edges: Edges) -> dict[int, int]:
    """Gold → row. What does not touch is solved apart, so that long documents take no longer than they must."""
    if not edges:
        return {}
    import numpy as np
    from scipy.sparse import coo_array  # takes a while to load, and exports need the gold rows alone
    from scipy.sparse.csgraph import connected_components

    golds, rows = (sorted({pair[side] for pair in edges}) for side in (0, 1))
    at_gold, at_row = ({name: i for i, name in enumerate(names)} for names in (golds, rows))
    ends = np.array([(at_gold[g], len(golds) + at_row[r]) for g, r in edges])
    size = len(golds) + len(rows)
    _, part = connected_components(coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size)), directed=False)
    groups: dict[int, list[tuple[int, int]]] = {}
    for pair in edges:
        groups.setdefault(int(part[at_gold[pair[0]]]), []).append(pair)
    out: dict[int, int] = {}
    for group in groups.values():
        out |= solved({pair: edges[pair] for pair in group})
    return dict(sorted(out.items()))


def solved(edges: Edges) -> dict[int, int]:
    """The best pairs of gold and rows that hang together."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    golds, rows = (sorted({pair[side] for pair in edges}) for side in (0, 1))
    worth = np.zeros((len(golds), len(rows)))
    for (g, r), (right, fields) in edges.items():
        worth[golds.index(g), rows.index(r)] = (RIGHT if right else 0) + ABOUT + fields
    return {golds[i]: rows[j] for i, j in zip(*linear_sum_assignment(worth, maximize=True), strict=True) if worth[i, j]}
