"""Does a name stand for the actor, as adjective or possessor of something else, or for a place: "Moscow said", "Moscow's plan", "in Moscow"?"""

from __future__ import annotations

from detente.codebook.actors import Words
from detente.mentions.gazetteer import Hit
from detente.mentions.owners import linked
from detente.mentions.phrase import Kind
from detente.records import Sentence

WILL = frozenset({"support", "backing", "approval", "consent", "blessing", "criticism", "condemnation", "help", "demand", "policy"})  # of those who act
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj"})


def role_of(s: Sentence, hit: Hit, words: Words) -> Kind:
    """Does the name stand for the actor itself, as an adjective or possessor, or for a place?"""
    t = s.tokens[hit.head]
    kind = hit.name.kind
    after = s.tokens[hit.last + 1].text if hit.last + 1 < len(s.tokens) else ""
    if t.dep == "poss" or after in {"'s", "’s", "'", "’"}:
        return "modifier"
    if after in {"-", "–"} and s.tokens[hit.last + 1].start > s.tokens[hit.last].end:
        after = ""  # a dash
    attached = t.dep in {"amod", "compound", "nmod", "npadvmod"} and t.head > hit.last
    if kind == "demonym":
        the = hit.first > 0 and s.tokens[hit.first - 1].text.lower() == "the"  # "the British said"
        return "actor" if the and not attached and t.dep in NOMINAL else "modifier"
    if attached or after in {"-", "–"} or linked(s, hit):
        return "place" if kind == "capital" and after not in {"-", "–"} else "modifier"
    if kind in {"body", "coalition"}:
        return "actor"
    return "place" if placed(s, hit.head, kind, words) else "actor"


def placed(s: Sentence, i: int, kind: str, words: Words) -> bool:
    """Is the name of a state, capital or seat used as a place?"""
    t = s.tokens[i]
    while t.dep == "conj" and t.head != t.i:
        t = s.tokens[t.head]
    if t.dep in {"pobj", "pcomp"}:
        preposition = s.tokens[t.head]
        word, governor = preposition.text.lower(), s.tokens[preposition.head].lemma
        if word in words.place:
            return True
        if word in {"to", "from"}:
            return kind == "capital" or governor in words.travel
        return kind == "capital" and word in {"of", "over", "on"} and governor not in WILL
    if kind == "capital" and dateline(s, i):
        return True
    if kind == "capital":
        return t.dep in {"appos", "attr", "npadvmod"} or (t.dep == "dobj" and s.tokens[t.head].lemma in words.taking)
    return t.dep in {"npadvmod"} or (t.dep == "appos" and s.tokens[t.head].entity in {"GPE", "LOC", "FAC"})


def dateline(s: Sentence, i: int) -> bool:
    """Is the name where the report was filed: "KABUL (AP) --", "Tehran, March 15"?"""
    if i + 1 >= len(s.tokens) or i > 2 or any(t.text[:1].islower() for t in s.tokens[:i]):
        return False
    after = s.tokens[i + 1]
    return (after.text in {"(", "-", "--", "—", "–", ":"} and (after.start > s.tokens[i].end or after.text in {":", "--"})) or (after.text == "," and s.tokens[i].dep != "nsubj")
