"""What an article has been about so far: whom an act is directed at when its own sentence does not say.

"Russia also opposed the plan" is about the plan that the sentence before gave to somebody. Only acts that need another side are completed,
and only from the same sentence, from what the same side did to whom just before, or from who acted in the sentence before.
"""

from __future__ import annotations

import msgspec

from detente.claims.denote import Denoter, party
from detente.claims.sides import Sides
from detente.records import ActorSpot, Sentence

DIRECTED = frozenset({"REJECT", "REQUEST", "THREATEN", "ACCUSE", "ASSAULT", "CONCEDE", "AGREE", "SUPPORT", "COERCE", "SANCTION", "MOBILIZE"})
MEMORY = 2  # sentences


class Talk:
    """Remembers who did what to whom in the last sentences."""

    def __init__(self, denoter: Denoter) -> None:
        self.denoter = denoter
        self.past: list[tuple[int, set[str], Sides]] = []

    def completed(self, s: Sentence, act: str, sides: Sides) -> Sides:
        """The sides, with the recipient that the talk gives where there is none."""
        actors = {party(a) for a in sides.actors}
        if not sides.recipients and act in DIRECTED and len(actors) == 1:
            spot = self.nearby(s, actors)
            before = self.before(s, actors)
            if spot:
                sides = msgspec.structs.replace(sides, recipients=spot.actors, recipient_spans=((spot.start, spot.end),))
            elif before:
                sides = msgspec.structs.replace(sides, recipients=before)
        self.past.append((s.index, actors, sides))
        return sides

    def nearby(self, s: Sentence, actors: set[str]) -> ActorSpot | None:
        """The only other side that the sentence names."""
        spots = [p for p in self.denoter.by_sentence[s.index] if not {party(a) for a in p.actors} & actors]
        sides = {party(a) for p in spots for a in p.actors}
        return spots[0] if len(sides) == 1 else None

    def before(self, s: Sentence, actors: set[str]) -> tuple[str, ...]:
        """Whom the same side last acted on, else who last acted on it."""
        for index, others, sides in reversed(self.past):
            if s.index - index > MEMORY:
                break
            if others & actors and sides.recipients:
                return sides.recipients
            if {party(r) for r in sides.recipients} & actors and sides.actors:
                return sides.actors
        return ()
