"""Whom a word of a sentence stands for, from the mentions and, for "I" and "we", from who is speaking."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from detente.grammar import children, conjuncts
from detente.parties import party
from detente.records import ActorSpot, Mentions, Quotation, Sentence, Span

HOLDING = frozenset({"hold", "held", "control", "controlled", "run"})
NESTED = 16  # quotations that begin before a word and may still go on: sayings inside sayings
DEEDS = ("proposals", "claims", "sanctions", "agreements", "operations", "consequences")  # lists of what is somebody's doing
FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours", "ourselves"})


class Denoter:
    """Looks up actors by sentence and word.

    `who(s, i)` gives the actor ids and the characters that name them; ([], ()) where nobody is meant.
    """

    def __init__(self, mentions: Mentions, quotations: Sequence[Quotation], words: dict[str, frozenset[str]]) -> None:
        self.partitives, self.arms, self.opponents = words["partitives"], words["weapons"] | words["operations"], words["opponents"]
        self.levied = words["sanctions"]
        self.deeds = frozenset().union(*(words[name] for name in DEEDS))
        self.by_sentence: dict[int, list[ActorSpot]] = defaultdict(list)
        for spot in mentions.actors:
            if spot.actors:
                self.by_sentence[spot.sentence].append(spot)
        self.hours = words["hours"]
        self.times = {(t.sentence, i) for t in mentions.times for i in range(t.first, t.last + 1)}
        self.quotes: dict[str, list[tuple[int, int, Quotation]]] = defaultdict(list)
        for q in quotations:
            for a, b in q.spans.content:
                self.quotes[q.part].append((a, b, q))
        for spans in self.quotes.values():
            spans.sort(key=lambda x: (x[0], -x[1]))

    def timed(self, s: Sentence, i: int) -> bool:
        """Is word i part of a time ("the afternoon")?"""
        return (s.index, i) in self.times or s.tokens[i].lemma in self.hours

    def quotation(self, s: Sentence, at: int) -> Quotation | None:
        """The innermost quotation whose content covers a character of the sentence."""
        best = None
        spans = self.quotes[s.part]
        last = bisect_right(spans, at, key=lambda x: x[0])
        for a, b, q in spans[max(0, last - NESTED) : last]:
            if at < b and (best is None or b - a <= best[1] - best[0]):
                best = (a, b, q)
        return best[2] if best else None

    def who(self, s: Sentence, i: int, places: bool = False) -> tuple[tuple[str, ...], Span | None]:
        """The actors that word i, as head of its phrase, stands for; a state's name used as a place counts only where `places` says so."""
        token = s.tokens[i]
        if token.text.lower() in FIRST_PERSON and token.text != "US":
            q = self.quotation(s, token.start)
            if q and q.speaker and q.form != "indirect":
                return (q.speaker,), (token.start, token.end)
            return (), None
        if (held := self.holder(s, i))[0]:
            return held
        best = None
        for spot in self.by_sentence[s.index]:
            if spot.first <= i <= spot.last and (spot.role == "actor" or (places and spot.role == "place")):
                if spot.head == i:
                    return spot.actors, (spot.start, spot.end)
                best = best or spot
        if best:
            return best.actors, (best.start, best.end)
        for appos in children(s, i, "appos"):  # "its allies in the valley, the Red Brigade"
            for spot in self.by_sentence[s.index]:
                if spot.head == appos and spot.role == "actor":
                    return spot.actors, (spot.start, spot.end)
        return self.through(s, i, places)

    def name(self, s: Sentence, ids: tuple[str, ...], at: Span) -> Span | None:
        """Of a pronoun the name that stands for the same actor in the same sentence."""
        if not any(t.start == at[0] and t.end == at[1] and t.pos == "PRON" for t in s.tokens):
            return None
        for spot in self.by_sentence[s.index]:
            if set(spot.actors) & set(ids) and s.tokens[spot.head].pos != "PRON":
                return spot.start, spot.end
        return None

    def holder(self, s: Sentence, i: int) -> tuple[tuple[str, ...], Span | None]:
        """Of a "rebel-held town" those who hold it."""
        for held in children(s, i, "amod", "acl"):
            if s.tokens[held].lemma in HOLDING:
                for spot in self.by_sentence[s.index]:
                    if s.tokens[spot.head].head == held:
                        return spot.actors, (spot.start, spot.end)
        return (), None

    def is_name(self, s: Sentence, i: int) -> bool:
        """Is word i itself the head of an actor's name ("the Syrian opposition"), so that it tells no act?"""
        return any(spot.head == i and spot.role == "actor" for spot in self.by_sentence[s.index]) and not children(s, i, "prep", "acl")

    def through(self, s: Sentence, i: int, places: bool) -> tuple[tuple[str, ...], Span | None]:
        """The actor whose thing a phrase is: "Russian proposals", "the forces of Iran" (the codebook's partitives)."""
        if s.tokens[i].lemma in self.opponents:
            return (), None  # "the Kremlin's critics" are not the Kremlin
        for spot in self.by_sentence[s.index]:
            if spot.role == "modifier" and s.tokens[spot.head].head == i and s.tokens[spot.head].dep in {"poss", "amod", "compound", "nmod"}:
                return spot.actors, (spot.start, spot.end)
        if s.tokens[i].lemma in self.partitives or s.tokens[i].pos in {"NUM", "DET", "PRON"}:
            for prep in children(s, i, "prep"):
                if s.tokens[prep].text.lower() in {"of", "from"}:
                    for o in children(s, prep, "pobj"):
                        found = self.who(s, o, True)
                        if found[0]:
                            return found
        if s.tokens[i].lemma in self.arms:  # "missiles fired by Tarn", "air strikes by Tarn"
            for made in [i, *children(s, i, "acl")]:
                for by in children(s, made, "agent", "prep"):
                    if s.tokens[by].text.lower() == "by":
                        for o in children(s, by, "pobj"):
                            found = self.who(s, o)
                            if found[0]:
                                return found
        return (), None

    def modifiers(self, s: Sentence, i: int) -> list[tuple[tuple[str, ...], Span]]:
        """Actors that possess or qualify word i: "Russia's demands", "the Turkish assault"."""
        out = []
        for spot in self.by_sentence[s.index]:
            head = s.tokens[spot.head]
            if head.head == i and head.i != i and head.dep in {"poss", "amod", "compound", "nmod", "npadvmod"}:
                out.append((spot.actors, (spot.start, spot.end)))
        return out

    def topic(self, s: Sentence, i: int) -> bool:
        """Is the word what something is about ("talks on Ukraine"), with what is joined to it, rather than whom it concerns ("tariffs on Norway and Sweden")?"""
        while s.tokens[i].dep == "conj":
            i = s.tokens[i].head
        t = s.tokens[i]
        prep = s.tokens[t.head]
        return t.dep == "pobj" and prep.text.lower() in {"on", "about", "over", "regarding", "concerning"} and s.tokens[prep.head].lemma not in self.levied

    def opposed(self, s: Sentence, spot: ActorSpot) -> bool:
        """Does the name only say whose opponents somebody is ("Tarn's critics")?"""
        head = s.tokens[s.tokens[spot.head].head]
        return spot.role == "modifier" and head.lemma in self.opponents

    def inside(self, s: Sentence, words: Sequence[int], taken: set[str], places: bool = True) -> list[tuple[tuple[str, ...], Span]]:
        """The first actor that the words name besides those taken, with those joined to it; one that acts goes before one that owns or, where
        `places` may be meant, is a place."""
        wanted = set(words)
        spots = [p for p in self.by_sentence[s.index] if p.head in wanted and not {party(i) for i in p.actors} <= taken and not self.topic(s, p.head) and not self.opposed(s, p)]
        spots = [p for p in spots if places or p.role != "place"]
        if not spots:
            return []
        first = min(spots, key=lambda p: (("actor", "modifier", "place").index(p.role), p.head))
        joined = set(conjuncts(s, first.head))
        return [(p.actors, (p.start, p.end)) for p in spots if p is first or p.head in joined]
