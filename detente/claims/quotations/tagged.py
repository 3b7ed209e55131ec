"""What the trained tagger adds to the grammar's sayings: attributions that no rule has, and better spans for those that one has.

An attribution and a saying are the same where their cues touch. The rules keep what they know better: which words are quoted, and who is meant
by a source. Both are `Said` records, so that quotation marks are joined to either alike (`direct.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import structs

from detente.claims.quotations.marks import Quoted
from detente.claims.quotations.reported import Said
from detente.claims.quotations.sources import AUTHOR, agents
from detente.codebook.sayings import Saying
from detente.grammar import children, conjuncts, covering, negated
from detente.records import Sentence, Span, Tagged

HEADS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "pcomp", "csubj", "parataxis"})  # and not a mere relative clause
TAGGED = Saying(id="tagged", words=(), yes=(), no=())  # content and quoted words as with any verb of saying
CERTAIN = 0.97  # and where the content is a mere thing
SURE = 0.8  # how sure of an attribution that no rule has the tagger must be: below, its rows are more often wrong than right (PolNeAR dev)


def joined(sayings: list[Said], tagged: Sequence[Tagged], sentences: list[Sentence], quotes: Sequence[Quoted]) -> list[Said]:
    """The sayings of a part with what the tagger lends them, and those that only it has, in order of place. `quotes` are the part's quoted words."""
    starts = [s.start for s in sentences]
    marked = [(q.start, q.end) for q in quotes]
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
        elif t.score >= (SURE if touched(t.content, marked) or claims(sentence_at(sentences, starts, t.content[0][0]), t.content) else CERTAIN):
            added.extend(only_tagged(t, s, sentences, starts))
    out = [lent(f, taken[id(f)], marked) if id(f) in taken else f for f in sayings]
    return sorted([*out, *added], key=lambda f: f.at)


def only_tagged(t: Tagged, s: Sentence, sentences: list[Sentence], starts: list[int]) -> list[Said]:
    """The attribution as a saying; none without a source, where the author speaks, where nobody does it ("he was criticised"), or where it is
    denied."""
    home, heads = source_heads(t.source, sentences, starts)
    cue = tuple(dict.fromkeys(w for a, b in t.cue for w in covering(s, a, b)))
    if not any(s.tokens[w].text[0].isalnum() or s.tokens[w].text == ":" for w in cue):
        return []  # a dash behind a quotation is the rules' work
    if home is None or not heads or home.tokens[heads[0]].text.lower() in AUTHOR or done_to(s, cue) or any(negated(s, w) for w in cue):
        return []
    return [Said(TAGGED, s, cue, heads, t.content, None, home=home, where=t.source, score=t.score)]


def claims(s: Sentence, content: tuple[Span, ...]) -> bool:
    """Is the content a clause, or a thing with one ("the idea that A", "the right to A")? "Criticised the plan" is an act with a mere thing."""
    own = {w for a, b in content for w in covering(s, a, b)}
    tops = [w for w in sorted(own) if s.tokens[w].head not in own or s.tokens[w].head == w]
    clauses = {w for w in own if s.tokens[w].pos in {"VERB", "AUX"}}
    return any((w in clauses and s.tokens[w].dep != "conj") or any(c in clauses and s.tokens[c].dep in CLAUSES for c in s.children[w]) for w in tops)


def done_to(s: Sentence, cue: tuple[int, ...]) -> bool:
    """ "He was criticised", "she is expected to": a passive that names nobody who does it."""
    return any(s.tokens[w].tag == "VBN" and children(s, w, "auxpass") and not agents(s, w) for w in cue)


def lent(f: Said, t: Tagged, marked: Sequence[Span]) -> Said:
    """The saying with the tagger's spans: of its source where that is the same one, and of its content where no words of it are quoted."""
    where = t.source if any(a <= f.whose.tokens[i].start < b for a, b in t.source for i in f.source) else ()
    return structs.replace(f, where=where, content=f.content if not f.content or touched(f.content, marked) else t.content, spare=t.content)


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


def touched(content: Sequence[Span], marked: Sequence[Span]) -> bool:
    """Does the content hold quoted words? `marked` is in order and without overlaps."""
    for a, b in content:
        k = bisect_right(marked, (a, b))
        if (k and marked[k - 1][1] > a) or (k < len(marked) and marked[k][0] < b):
            return True
    return False


def touching(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Characters that both hold."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


__all__ = ["joined"]
