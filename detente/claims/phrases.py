"""Which words of a sentence name a side: the phrase that stands in a slot, and the name that a pronoun stands for."""

from __future__ import annotations

from detente.claims.denote import Denoter
from detente.claims.frames import Match
from detente.claims.slots import fill
from detente.grammar import after, children, objects, span, subtree
from detente.records import Sentence, Span

BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "predet"})
NAMES = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})
DIRECT = frozenset({"subject", "object", "indirect", "against", "in", "into"})  # slots that hold to whom or where it is done, whatever else is told of it
NOT_SIDES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"})
TOWARDS = ("to", "with", "against", "for", "into", "from", "on", "in", "at")


def phrase(s: Sentence, head: int) -> Span:
    """The noun phrase of a word as far as it stands before it ("25 foreign members"), with what stands behind left out."""
    words = [head]
    for c in s.children[head]:
        if c < head and s.tokens[c].dep in BEFORE:
            words.extend(j for j in subtree(s, c) if j < head)
    return span(s, words)


def unnamed(s: Sentence, m: Match, slots: tuple[str, ...], denoter: Denoter, named: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """The phrases of the first slot that has any, though nobody known is meant by them ("a military base"): whom, in the sentence's words.

    Where the other side is `named`, only those that hold a name of it ("a proposal" of "a proposal by Tarn"), or to whom it is done.
    """
    for slot in slots:
        if slot not in {"possessor", "speaker", "inside"}:
            words = [w for w in fill(s, m.trigger, m.kind, slot) if sayable(s, w) and not denoter.timed(s, w)]
            if words:
                return tuple(phrase(s, x) for w in words if not named or slot in DIRECT or holds(s, w, named) for x in whose(s, w, denoter.deeds))
    return ()


def holds(s: Sentence, w: int, spans: tuple[Span, ...]) -> bool:
    """Does one of the spans hang on word w?"""
    return any(a <= s.tokens[j].start < b for j in subtree(s, w) for a, b in spans)


def whose(s: Sentence, w: int, deeds: frozenset[str]) -> list[int]:
    """Of a deed those whose it is or whom it is about ("a complaint lodged by shepherds", "a ban on fishermen"); any other word stands for itself."""
    if s.tokens[w].lemma not in deeds:
        return [w]
    for at in [w, *children(s, w, "acl")]:
        if inner := [o for o in after(s, at, "by", "from", "of", "on", "against", "to", "into") if sayable(s, o)]:
            return inner
    return [w]


def within(s: Sentence, verb: int, denoter: Denoter) -> tuple[Span, ...]:
    """Of what a verb leads to ("agreed to offer loans to farmers") the phrase towards which that goes, else its object."""
    for c in children(s, verb, "xcomp", "ccomp"):
        for words in ([w for p in TOWARDS for w in after(s, c, p)], [w for o in objects(s, c) for p in TOWARDS for w in after(s, o, p)], objects(s, c)):
            if good := [w for w in words if sayable(s, w) and not denoter.timed(s, w)]:
                return tuple(phrase(s, w) for w in good)
        if deeper := within(s, c, denoter):
            return deeper
    return ()


def sayable(s: Sentence, w: int) -> bool:
    """May the word name a side: a noun, and no day or sum?"""
    t = s.tokens[w]
    return t.pos in NAMES and t.entity not in NOT_SIDES
