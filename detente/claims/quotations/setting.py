"""Where, when and to whom something was said: what hangs on the word of saying and is no part of its content."""

from __future__ import annotations

from detente.claims.quotations.reported import Said
from detente.claims.quotations.speakers import Spots, phrase, words
from detente.codebook.sayings import Sayings
from detente.days import dated
from detente.grammar import children, subtree
from detente.records import Sentence, Span, When

PLACES = frozenset({"GPE", "LOC", "FAC", "ORG", "EVENT", "WORK_OF_ART", "PRODUCT"})
PREPOSITIONS = frozenset({"in", "at", "during", "on", "after", "before", "outside"})
LONGEST = 14  # words of a venue


def addressee(f: Said, spots: Spots, book: Sayings) -> str | None:
    """Whom it was told to: an actor's id, else the words; a news conference is a venue. "Speaking to reporters, Tarn said" tells it as well."""
    s, told = f.sentence, f.told
    if told is None:
        told = next((o for v in speaking(f, book) for p in children(s, v, "prep", "dative") if s.tokens[p].text.lower() in {"to", "with"} for o in children(s, p, "pobj")), None)
    if told is None or s.tokens[told].lemma in book.venues:
        return None
    spot = spots.actor(s, told)
    own = phrase(s, told)
    place = next((w for w in own if w > told and s.tokens[w].text.lower() in {"in", "at"}), len(s.tokens))  # where it was told, which is the venue
    return spot.actors[0] if spot else words(s, [w for w in own if w < place])


def venue(f: Said, spots: Spots, book: Sayings, content: tuple[Span, ...]) -> str | None:
    """ "in Brussels", "during a press conference with his counterpart": the words of the first such phrase, without its day."""
    s = f.sentence
    if f.told is not None and s.tokens[f.told].lemma in book.venues:
        return text(s, undated(s, subtree(s, f.told), spots))
    for v in (f.verb, *speaking(f, book)):
        for c in sorted({*s.children[v], *(p for o in children(s, v, "prep", "dobj") for p in hanging(s, o))}):
            t = s.tokens[c]
            if t.dep != "prep" or t.text.lower() not in PREPOSITIONS or c in f.cue or any(a <= t.start < b for a, b in content):
                continue
            own = undated(s, [w for w in subtree(s, c) if not any(a <= s.tokens[w].start < b for a, b in content)], spots)
            head = next(iter(children(s, c, "pobj")), None)
            if head is None or head not in own or len(own) > LONGEST:
                continue
            noun = s.tokens[head]
            if noun.lemma.lower() in book.venues or (noun.entity in PLACES and t.text.lower() in {"in", "at", "on", "outside"}):
                return text(s, own)
    return None


def speaking(f: Said, book: Sayings) -> list[int]:
    """ "Speaking at a summit in Geneva, Tarn said": the participle beside the word of saying."""
    return [c for c in children(f.sentence, f.verb, "advcl") if f.sentence.tokens[c].tag == "VBG" and f.sentence.tokens[c].lemma in book.speaking]


def hanging(s: Sentence, i: int) -> list[int]:
    """The "in" of "to reporters in Geneva" and "told lawmakers in Geneva", which tells where it was said."""
    heads = [i] if s.tokens[i].dep == "dobj" else children(s, i, "pobj") if s.tokens[i].text.lower() == "to" else []
    return [p for o in heads for p in children(s, o, "prep")]


def undated(s: Sentence, own: list[int], spots: Spots) -> list[int]:
    """The words without "on Monday"."""
    days = {w for x in spots.times[s.index] for w in range(x.first, x.last + 1)}
    drop = {w for c in own if s.tokens[c].dep == "prep" and any(o in days for o in children(s, c, "pobj")) for w in subtree(s, c)}
    return [w for w in own if w not in drop and w not in days]


def when(f: Said, spots: Spots, book: Sayings, content: tuple[Span, ...]) -> When | None:
    """The time that hangs on the cue."""
    s, told = f.sentence, {f.verb, *speaking(f, book)}
    for spot in spots.times[s.index]:
        if not dated(spot) or any(a <= spot.start < b for a, b in content):
            continue
        at = spot.head
        while s.tokens[at].head != at and at not in told and s.tokens[at].pos not in {"VERB", "AUX"}:
            at = s.tokens[at].head
        if at in told:
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
