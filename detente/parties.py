"""Ids as parties: what makes two of them the same side. Asked by claims and positions; stands beside `ids`."""

from __future__ import annotations

from collections.abc import Iterable

AGAINST_THE_STATE = frozenset({"OPP", "REB", "UAF", "SEP", "INS"})


def party(actor: str) -> str:
    """The state or body for which an actor acts, as an id of its own: `RUS.GOV:Sergey Lavrov` → `RUS`; opponents of a state stay apart."""
    head = actor.partition(":")[0]
    code, _, sector = head.partition(".")
    return f"{code}.{sector}" if sector in AGAINST_THE_STATE else code


def parties(actors: Iterable[str]) -> tuple[str, ...]:
    """The ids, the first of each party."""
    seen: dict[str, str] = {}
    for a in actors:
        seen.setdefault(party(a), a)
    return tuple(seen.values())
