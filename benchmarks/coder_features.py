"""What a classifier of acts sees of a word: its lemma, what hangs on it by which grammar, what it hangs on, and the word vectors of all that.

Names count as one word each, so that nothing is learned of who the countries are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detente.grammar import after, ancestors, auxiliaries, children, negated, objects, passive, subtree
from detente.records import Sentence, Token
from detente.sentences.parse import model

Vector = NDArray[np.float32]
TRIGGER, AROUND = 2.0, 1.4  # lengths of the vectors beside features of length 1
CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl"})
OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "acomp"})
BESIDE = frozenset({"prep", "prt", "agent", "dative", "advmod"})


def candidates(s: Sentence, nouns: frozenset[str]) -> list[int]:
    """The words that might tell an act: verbs, and the nouns given."""
    return [
        t.i for t in s.tokens if (t.pos == "VERB" and t.dep not in {"aux", "auxpass", "amod"}) or (t.pos in {"NOUN", "ADJ"} and t.lemma.lower() in nouns and t.dep != "compound")
    ]


def lexical(s: Sentence, i: int) -> list[str]:
    """Features that name the lemma of word i, which may be put in another's place: each ends in what goes with the lemma."""
    out = [""]
    for c in s.children[i]:
        t = s.tokens[c]
        if t.dep in BESIDE:
            out.append(t.text.lower())
            out.extend(f"{t.text.lower()} {word(s.tokens[o])}" for o in children(s, c, "pobj", "pcomp"))
        elif t.dep in OBJECTS:
            out.append(f"object {word(t)}")
        elif t.dep in CLAUSAL:
            out.append(f"{t.dep}{infinitive(s, c)}")
    return out


def around(s: Sentence, i: int) -> dict[str, float]:
    """Features of what stands around word i, whatever its lemma."""
    out = [f"pos {s.tokens[i].pos}", f"tag {s.tokens[i].tag}", f"dep {s.tokens[i].dep}", *hanging(s, i)]
    out += [name for name, holds in (("negated", negated(s, i)), ("passive", passive(s, i))) if holds]
    out += [f"auxiliary {a}" for a in auxiliaries(s, i)]
    out += [f"above {word(s.tokens[a])}" for a, _ in zip(ancestors(s, i), range(2), strict=False)]
    return dict.fromkeys((f"below {w}" for w in below(s, i)), 0.5) | dict.fromkeys(out, 1.0)


def hanging(s: Sentence, i: int) -> Iterator[str]:
    """Each dependent's word under its part in the grammar, and those of the objects' own dependents."""
    for c in s.children[i]:
        t = s.tokens[c]
        if t.dep in BESIDE:
            yield t.text.lower()
            yield from (f"behind {word(s.tokens[o])}" for o in children(s, c, "pobj", "pcomp"))
        elif t.dep in OBJECTS:
            yield f"object {word(t)}"
            yield from (f"of object {word(s.tokens[m])}" for m in [*children(s, c, "amod", "compound"), *after(s, c, "of", "on", "to", "from", "with")])
        elif t.dep in CLAUSAL:
            yield f"{t.dep}{infinitive(s, c)}"
            yield f"clause {word(t)}"
        elif t.dep in {"nsubj", "amod", "compound", "poss"}:
            yield f"{t.dep} {word(t)}"


def vectors(s: Sentence, i: int) -> Vector:
    """Of word i, the mean of its objects, the mean of all that hangs on it: 900 numbers."""
    acted_on = objects(s, i) or children(s, i, "nsubjpass") or [o for p in children(s, i, "prep") for o in children(s, p, "pobj")]
    things = [s.tokens[o].lemma for o in acted_on if s.tokens[o].pos != "PROPN"]
    return np.concatenate([TRIGGER * vector(s.tokens[i].lemma.lower()), AROUND * mean(things), AROUND * mean(below(s, i))])


def below(s: Sentence, i: int) -> list[str]:
    return sorted({word(s.tokens[j]) for j in subtree(s, i) if s.tokens[j].pos in CONTENT and j != i})


def word(t: Token) -> str:
    return "<name>" if t.pos == "PROPN" else "<number>" if t.pos == "NUM" else t.lemma.lower()


def infinitive(s: Sentence, clause: int) -> str:
    return " to" if any(s.tokens[a].tag == "TO" for a in children(s, clause, "aux")) else ""


@cache
def vector(lemma: str) -> Vector:
    """The parser's own vector of a word, of length 1; zeros where it has none."""
    v: Vector = np.asarray(model().vocab[lemma].vector, np.float32)
    length = float(np.linalg.norm(v))
    return v / length if length else v


def mean(lemmas: list[str]) -> Vector:
    return np.mean([vector(w) for w in lemmas], axis=0) if lemmas else np.zeros_like(vector("the"))
