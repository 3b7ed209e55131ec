"""Where, when and to whom something was said: what hangs on the word of saying and is no part of its content."""

from __future__ import annotations

from detente.claims.quotations.reported import Said
from detente.claims.quotations.speakers import Spots, phrase, words
from detente.codebook.sayings import Sayings
from detente.grammar import children, subtree
from detente.records import Sentence, Span, When

PLACES = frozenset({"GPE", "LOC", "FAC", "ORG", "EVENT", "WORK_OF_ART", "PRODUCT"})
PREPOSITIONS = frozenset({"in", "at", "during", "on", "after", "before", "outside"})
LONGEST = 14  # words of a venue


def addressee(f: Said, spots: Spots, book: Sayings) -> str | None:
    """Whom it was told to: an actor's id, else the words; a news conference is a venue."""
    if f.told is None or f.sentence.tokens[f.told].lemma in book.venues:
        return None
    spot = spots.actor(f.sentence, f.told)
    return spot.actors[0] if spot else words(f.sentence, phrase(f.sentence, f.told))


def venue(f: Said, spots: Spots, book: Sayings, content: tuple[Span, ...]) -> str | None:
    """ "in Brussels", "during a press conference with his counterpart": the words of the first such phrase."""
    s, cue = f.sentence, f.cue[0]
    if f.told is not None and s.tokens[f.told].lemma in book.venues:
        return text(s, subtree(s, f.told))
    for c in s.children[cue]:
        t = s.tokens[c]
        if t.dep != "prep" or t.text.lower() not in PREPOSITIONS or c in f.cue or any(a <= t.start < b for a, b in content):
            continue
        own = [w for w in subtree(s, c) if not any(a <= s.tokens[w].start < b for a, b in content)]
        head = next(iter(children(s, c, "pobj")), None)
        if head is None or len(own) > LONGEST or any(x.first <= head <= x.last for x in spots.times[s.index]):
            continue
        noun = s.tokens[head]
        if noun.lemma.lower() in book.venues or (noun.entity in PLACES and t.text.lower() in {"in", "at", "on", "outside"}):
            return text(s, own)
    return None


def when(f: Said, spots: Spots, content: tuple[Span, ...]) -> When | None:
    """The time that hangs on the cue."""
    s, cue = f.sentence, f.cue[0]
    for spot in spots.times[s.index]:
        if any(a <= spot.start < b for a, b in content):
            continue
        at = spot.head
        while s.tokens[at].head != at and at != cue and s.tokens[at].pos not in {"VERB", "AUX"}:
            at = s.tokens[at].head
        if at == cue:
            return spot.when
    return None


def text(s: Sentence, own: list[int]) -> str:
    """The words as they stand, up to the first gap."""
    last = own[0]
    for w in own[1:]:
        if w != last + 1 or s.tokens[w].text.lower() == "that":
            break
        last = w
    return " ".join(s.text[s.tokens[own[0]].start - s.start : s.tokens[last].end - s.start].rstrip(" ,").split())


__all__ = ["addressee", "venue", "when"]
