"""Towards whom a stance is taken: of those to whom an act is done, the first that its words address and do not only speak of.

In "guarantees that Tarn will not be admitted" and "talks on Tarn" the country is what is spoken of, and nobody who is asked.
"""

from __future__ import annotations

from detente.codebook.issues import Wording
from detente.grammar import ancestors, covering
from detente.parties import party
from detente.records import ActorSpot, Event, Mentions, Sentence

OWNED = frozenset({"amod", "poss", "compound", "nmod"})
INNER = frozenset({"acl", "relcl", "ccomp", "pcomp", "advcl"})  # clauses that, below a noun, tell what it is about


class Facing:
    """Who is named where in an article's sentences."""

    def __init__(self, mentions: Mentions, words: Wording) -> None:
        self.words = words
        self.spots: dict[int, list[ActorSpot]] = {}
        for spot in mentions.actors:
            self.spots.setdefault(spot.sentence, []).append(spot)

    def towards(self, s: Sentence, e: Event, actor: str, named: bool) -> str | None:
        """The other side; `named`: only where the act's own words name it. Whom the sentence does not name may be meant for other reasons."""
        at = covering(s, *e.spans.trigger[0])[0]
        for side in dict.fromkeys(map(party, e.recipients)):
            here = [spot for spot in self.spots.get(s.index, ()) if side in map(party, spot.actors)]
            if side != actor and (any(self.addressed(s, spot, at, named) for spot in here) if here else not named):
                return side
        return None

    def whom(self, s: Sentence, e: Event) -> set[int]:
        """The words of the sentence for those to whom the act is done."""
        sides = set(map(party, e.recipients))
        return {spot.head for spot in self.spots.get(s.index, ()) if spot.role == "actor" and sides & set(map(party, spot.actors))}

    def addressed(self, s: Sentence, spot: ActorSpot, at: int, own: bool) -> bool:
        """Does the way from the name up to the word of the act pass nothing that makes it only a topic? `own`: not by another act's words either."""
        over = {at, *ancestors(s, at)}
        way = [spot.head, *ancestors(s, spot.head)]
        below = way[: next((k for k, j in enumerate(way) if j in over), len(way))]
        if own and (at not in way or any(s.tokens[j].dep == "conj" and s.tokens[j].pos == "VERB" for j in below)):
            return False
        return not any(self.topic(s, spot, j, at) for j in below)

    def topic(self, s: Sentence, spot: ActorSpot, j: int, at: int) -> bool:
        """Is all that hangs on word j only what something else is about?"""
        t, over = s.tokens[j], s.tokens[s.tokens[j].head]
        low = t.text.lower()
        if t.dep == "prep" and low in self.words.topics:
            name = s.tokens[spot.head]
            if name.dep in OWNED and s.tokens[name.head].lemma.lower() in self.words.asking:  # "doubts about a Tarnish plan"
                return False
            return low != "on" or over.lemma.lower() in self.words.talked
        if t.dep in INNER and over.i != at:
            asked = over.lemma.lower() in self.words.asking and s.tokens[spot.head].dep == "nsubj" and s.tokens[spot.head].head == j
            return not asked and (over.pos == "NOUN" or (t.dep == "pcomp" and s.tokens[over.head].pos == "NOUN"))
        return False
