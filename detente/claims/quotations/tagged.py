"""What the trained tagger adds to the grammar's sayings: attributions that no rule has, and better spans for those that one has.

An attribution and a saying are the same where their cues touch. The rules keep what they know better: which words are quoted, and who is meant
by a source. Both are `Said` records, so that quotation marks are joined to either alike (`direct.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import structs

from detente.claims.quotations.reported import Said
from detente.claims.quotations.sources import AUTHOR
from detente.codebook.sayings import Saying
from detente.grammar import conjuncts, covering
from detente.records import Sentence, Span, Tagged

HEADS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
TAGGED = Saying(id="tagged", words=(), yes=(), no=())  # content and quoted words as with any verb of saying
SURE = 0.5  # how sure of an attribution that no rule has the tagger must be


def joined(sayings: list[Said], tagged: Sequence[Tagged], sentences: list[Sentence]) -> list[Said]:
    """The sayings of a part with what the tagger lends them, and those that only it has, in order of place."""
    starts = [s.start for s in sentences]
    by_sentence: dict[int, list[Said]] = {}
    for f in sayings:
        by_sentence.setdefault(f.sentence.index, []).append(f)
    taken: dict[int, Tagged] = {}
    added: list[Said] = []
    for t in tagged:
        s = sentence_at(sentences, starts, t.cue[0][0])
        same = [f for f in by_sentence.get(s.index, ()) if id(f) not in taken and touching(f.cue_spans, t.cue)]
        if same:
            taken[id(max(same, key=lambda f: shared(f.content, t.content)))] = t
        elif t.score >= SURE and (new := only_tagged(t, s, sentences, starts)):
            added.append(new)
    out = [lent(f, taken[id(f)]) if id(f) in taken else f for f in sayings]
    return sorted([*out, *added], key=lambda f: f.at)


def only_tagged(t: Tagged, s: Sentence, sentences: list[Sentence], starts: list[int]) -> Said | None:
    """The attribution as a saying; none without a source, or where the author speaks."""
    home, heads = source_heads(t.source, sentences, starts)
    cue = tuple(dict.fromkeys(w for a, b in t.cue for w in covering(s, a, b)))
    if home is None or not heads or not cue or home.tokens[heads[0]].text.lower() in AUTHOR:
        return None
    return Said(TAGGED, s, cue, heads, t.content, None, home=home, where=t.source, score=t.score)


def lent(f: Said, t: Tagged) -> Said:
    """The saying with the tagger's spans: of its source where that is the same one, and of its content."""
    where = t.source if any(a <= f.whose.tokens[i].start < b for a, b in t.source for i in f.source) else ()
    return structs.replace(f, where=where, content=t.content if f.content else (), spare=t.content)


def source_heads(source: tuple[Span, ...], sentences: list[Sentence], starts: list[int]) -> tuple[Sentence | None, tuple[int, ...]]:
    """The sentence of the source and the words that its noun phrases hang on."""
    if not source:
        return None, ()
    s = sentence_at(sentences, starts, source[0][0])
    own = {w for a, b in source for w in covering(s, a, b)}
    tops = [w for w in sorted(own) if (s.tokens[w].head not in own or s.tokens[w].head == w) and s.tokens[w].pos in HEADS]
    if not tops:
        return s, ()
    return s, tuple(c for c in conjuncts(s, tops[0]) if c in own and s.tokens[c].pos in HEADS)


def sentence_at(sentences: list[Sentence], starts: list[int], at: int) -> Sentence:
    return sentences[max(0, bisect_right(starts, at) - 1)]


def touching(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Characters that both hold."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


__all__ = ["joined"]
