"""Who did what with whom around an actor: the ties between it, its partners, and those with each other; cooperation and conflict apart.

Counts are of happenings, never of reports. What is denied, only supposed, threatened, conditional or background is left out, as it weighs
nothing in the tension of two sides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Literal

from msgspec import Struct

from detente.parties import AGAINST_THE_STATE, party

Side = Literal["cooperation", "conflict"]
QUADS: dict[Side, frozenset[int]] = {"cooperation": frozenset({1, 2}), "conflict": frozenset({3, 4})}
DONE = frozenset({"actual", "unconfirmed", "planned", "proposed"})
MOST = 24  # nodes


class Act(Struct, frozen=True, gc=False):
    """What a network needs of an event, in the order in which a ledger is asked for it."""

    id: str
    happening: str | None
    quad: int
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class Tie(Struct, frozen=True):
    """Two that acted: happenings in which `one` acted towards `other`, the other way, and both together; `total` counts each once."""

    one: str
    other: str
    forth: int
    back: int
    together: int
    total: int


class Network(Struct, frozen=True):
    """The ties of a focus and its partners, the heaviest first; `nodes` begin with the focus, then by the happenings they share with it.
    `left` is how many partners were left out."""

    side: Side
    focus: str
    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    left: int


def network(acts: Iterable[Act], focus: str, side: Side, most: int = MOST) -> Network:
    """What is known of a side: acts of cooperation (quad 1–2) or of conflict (quad 3–4) of the focus with others, and of those with each other."""
    stands = cache(lambda actor: node(actor, focus))  # the same few act in many rows
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: {"forth": set(), "back": set(), "together": set()})
    for act in acts:
        if act.quad in QUADS[side] and act.status in DONE:
            ones, others = ({stands(a) for a in ends} for ends in (act.actors, act.recipients))
            for a, b in product(ones, others or ones):
                if a != b:
                    way = "together" if not others else "forth" if a < b else "back"
                    found[min(a, b), max(a, b)][way].add(act.happening or act.id)
    ties = [Tie(*pair, len(w["forth"]), len(w["back"]), len(w["together"]), len(w["forth"] | w["back"] | w["together"])) for pair, w in found.items()]
    shared = Counter({t.other if t.one == focus else t.one: t.total for t in ties if focus in (t.one, t.other)})
    partners = sorted(shared, key=lambda p: (-shared[p], p))
    nodes = (focus, *partners[: most - 1])
    here = set(nodes)
    ties = sorted((t for t in ties if t.one in here and t.other in here), key=lambda t: (-t.total, t.one, t.other))
    return Network(side, focus, nodes, tuple(ties), len(partners) - len(nodes) + 1)


def node(actor: str, focus: str) -> str:
    """The actor as it stands in the picture: the focus and all under it, else the state or body it acts for."""
    if actor == focus or actor.startswith((f"{focus}:", f"{focus}.")):
        sector = actor.removeprefix(focus)[1:].partition(":")[0]
        return focus if actor[len(focus) : len(focus) + 1] != "." or sector not in AGAINST_THE_STATE else party(actor)
    return party(actor)


def narrowed(whole: Network, most: int) -> Network:
    """The same with at most so many nodes."""
    nodes = whole.nodes[:most]
    return Network(whole.side, whole.focus, nodes, tuple(t for t in whole.ties if t.one in nodes and t.other in nodes), whole.left + len(whole.nodes) - len(nodes))
