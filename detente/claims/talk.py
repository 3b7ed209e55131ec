"""What an article has been about so far: whom an act is directed at when its own sentence does not say.

"Russia also opposed the plan" is about the plan that the sentence before gave to somebody. Only acts that need another side are completed,
and only from the same sentence, from what the same side did to whom just before, or from who acted in the sentence before.
"""

from __future__ import annotations

import msgspec

from detente.claims.denote import Denoter
from detente.claims.sides import Sides
from detente.grammar import objects
from detente.parties import party
from detente.records import ActorSpot, Sentence

DIRECTED = frozenset({"REJECT", "REQUEST", "THREATEN", "ACCUSE", "ASSAULT", "CONCEDE", "AGREE", "SUPPORT", "COERCE", "SANCTION", "MOBILIZE"})
BLOWS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
MEMORY = 2  # sentences in which who did what to whom is still on the reader's mind
LONG_MEMORY = 10  # and in which "the plan" is still that plan


class Talk:
    """Remembers who did what to whom in the last sentences."""

    def __init__(self, denoter: Denoter) -> None:
        self.denoter = denoter
        self.things: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.heard = -1
        self.past: list[tuple[int, set[str], Sides]] = []

    def completed(self, s: Sentence, act: str, trigger: int, sides: Sides, meets: bool = False) -> Sides:
        """The sides, with the recipient that the talk gives where there is none; of those who `meets` or will not, never the place."""
        actors = {party(a) for a in sides.actors}
        things = [s.tokens[o].lemma for o in objects(s, trigger) if s.tokens[o].pos == "NOUN"]
        self.hear(s)
        if not sides.recipients and act in DIRECTED and len(actors) == 1 and (owners := self.owners(s, things, actors)):
            sides = msgspec.structs.replace(sides, recipients=owners, by="thing")
        elif not sides.recipients and act in DIRECTED and len(actors) == 1:
            spot = self.nearby(s, actors | (self.teller(s, trigger) if act in BLOWS else set()), not meets)
            before, words = self.before(s, actors), () if sides.loose else sides.recipient_spans
            if spot:
                sides = msgspec.structs.replace(sides, recipients=spot.actors, recipient_spans=(*words, (spot.start, spot.end)), by="sentence")
            elif before:
                sides = msgspec.structs.replace(sides, recipients=before, recipient_spans=words, by="before")
        self.past.append((s.index, actors, sides))
        for thing in things:
            if not self.owners(s, [thing], actors):
                self.things[thing] = (s.index, sides.actors)
        return sides

    def hear(self, s: Sentence) -> None:
        """Remember whose things the sentence names: "the Turkish plan", "Kenya's offer"."""
        if self.heard == s.index:
            return
        self.heard = s.index
        for spot in self.denoter.by_sentence[s.index]:
            head = s.tokens[spot.head]
            if head.dep in {"poss", "amod", "compound", "nmod"} and s.tokens[head.head].pos == "NOUN":
                self.things[s.tokens[head.head].lemma] = (s.index, spot.actors)

    def owners(self, s: Sentence, things: list[str], actors: set[str]) -> tuple[str, ...]:
        """Whose the thing is that the act is about ("opposed the plan"), as named not long before; never the actor's own."""
        for thing in things:
            index, owners = self.things.get(thing, (-99, ()))
            if s.index - index <= LONG_MEMORY and not {party(o) for o in owners} & actors:
                return owners
        return ()

    def teller(self, s: Sentence, trigger: int) -> set[str]:
        """The side of whoever is quoted with the act: of a seizure or a raid the witness, if no more is said."""
        q = self.denoter.quotation(s, s.tokens[trigger].start)
        return {party(q.speaker)} if q and q.speaker else set()

    def nearby(self, s: Sentence, actors: set[str], places: bool) -> ActorSpot | None:
        """The only other side that the sentence names, be it as a place where `places` may be meant."""
        spots = [
            p for p in self.denoter.by_sentence[s.index] if not {party(a) for a in p.actors} & actors and not all(press(a) for a in p.actors) and not self.denoter.opposed(s, p)
        ]
        spots = [p for p in spots if places or p.role != "place"]
        sides = {party(a) for p in spots for a in p.actors}
        return spots[0] if len(sides) == 1 else None

    def before(self, s: Sentence, actors: set[str]) -> tuple[str, ...]:
        """Whom the same side last acted on, else who last acted on it."""
        for index, others, sides in reversed(self.past):
            if s.index - index > MEMORY:
                break
            if others & actors and sides.recipients:
                return tuple(r for r in sides.recipients if party(r) not in actors)
            if {party(r) for r in sides.recipients} & actors and sides.actors:
                return tuple(a for a in sides.actors if party(a) not in actors)
        return ()


def press(actor: str) -> bool:
    """Is that an outlet or a journalist? Those named beside an act are who reports it."""
    return actor.partition(":")[0].endswith((".JRN", ".MED"))
