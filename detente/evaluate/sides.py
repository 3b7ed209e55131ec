"""Are two names the same side? Gold says "SYR-OPP" or "Ada Lund", rows say `SYR.REB:Free Army` or `TRN.GOV:Ada Lund`; the codebook knows the names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from detente.codebook import Codebook
from detente.codebook.actors import Actors
from detente.evaluate.words import words
from detente.parties import AGAINST_THE_STATE, party

UNDER = {"SDF": "KURDS", "YPG": "KURDS", "PYD": "KURDS", "UNO": "UN", "EUR": "EU", "HNC": "SYR.OPP", "SNC": "SYR.OPP"}
"""Codes that readers use for one side as it suits: the narrower or PLOVER's, and under which it counts."""


class Sides:
    """Sides by codes and names, as a codebook knows them."""

    def __init__(self, codebook: Codebook) -> None:
        self.actors: Actors = codebook.actors
        self.codes = {*self.actors.names, *UNDER, *UNDER.values()}
        self.side = cache(self._side)
        self.named = cache(self._named)

    def same(self, one: str, other: str) -> bool:
        return self.side(one) == self.side(other)

    def right(self, gold: Iterable[str], given: Iterable[str]) -> bool:
        """More than half of the gold's are there, and at most one side too many; where gold has none, at most one."""
        wanted, have = {self.side(a) for a in gold}, {self.side(a) for a in given}
        return len(have) <= len(wanted) + 1 and (not wanted or 2 * len(wanted & have) > len(wanted))

    def speaks(self, gold: str | None, speaker: str | None, name: str | None) -> bool:
        """Is that the speaker: the same name, the same surname, one of the side that gold names; of "some rebel commanders" the same word for them?"""
        if gold is None or not (speaker or name):
            return gold is None and not (speaker or name)
        have = words(name or "") + words((speaker or "").partition(":")[2])
        if words(gold) == words(name or "") or (speaker and self.side(speaker) in self.named(gold)):
            return True
        if surname := self.surname(gold):
            return any(alike(surname, w) for w in have)
        described = words(gold.partition(",")[0].partition("(")[0])
        return bool(described) and described[-1] in have and not (speaker and self.named(gold))  # officials of one state are not those of another

    def surname(self, gold: str) -> str | None:
        """The last word of a name before any comma or bracket; None where it is no name, or that of a state, a body or an office."""
        plain = gold.partition(",")[0].partition("(")[0]
        left = list(plain)
        for start, end, _ in self.actors.in_text(plain):
            left[start:end] = " " * (end - start)
        own = [w for w in "".join(left).split() if w[:1].isupper()]
        last = words(own[-1]) if own and plain.split()[-1][:1].isupper() else ()
        return last[-1].removesuffix("'s") if last else None

    def _side(self, actor: str) -> str:
        """`RUS.GOV:Sergey Lavrov` and "RUS" → RUS; "SYR-OPP" and `SYR.REB` → SYR.OPP; a group of a known name → that group."""
        head, _, name = actor.partition(":")
        head = head.strip()
        code, dash, sector = head.partition("-")
        code = party(f"{code}.{sector}" if dash and sector in AGAINST_THE_STATE else head)
        if name and "." in code:  # a group that fights a state is itself, not every opponent of that state
            code = next((c for c in self._codes(name) if c not in self.actors.state_codes), code)
        elif code not in self.codes and "." not in code:
            code = next(iter(self._codes(head)), code)
        base, dot, _ = code.partition(".")
        return f"{base}.OPP" if dot and base in self.actors.state_codes else UNDER.get(base, base)

    def _named(self, text: str) -> frozenset[str]:
        """The sides that a text names: "Syrian rebels" are never Syria."""
        against = any(name.kind == "role" and name.sector in AGAINST_THE_STATE for _, _, name in self.actors.in_text(text))
        return frozenset(self.side(f"{code}.OPP" if against and code in self.actors.state_codes else code) for code in self._codes(text))

    def _codes(self, text: str) -> list[str]:
        return [party(self.actors.actor(code, sector)) for _, _, name in self.actors.in_text(text) if name.kind != "role" for code, sector in name.owners]


def alike(one: str, other: str) -> bool:
    """The same surname, however its last letter is spelt."""
    return one == other or (min(len(one), len(other)) > 4 and one[: max(len(one), len(other)) - 1] == other[: max(len(one), len(other)) - 1])
