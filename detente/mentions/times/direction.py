"""Does the grammar look ahead of publication or back? By the words before a time, and by the verbs and nouns that govern it."""

from __future__ import annotations

from detente.codebook.times import Times
from detente.grammar import ancestors, subtree
from detente.mentions.times.calendar import Way
from detente.mentions.times.words import Word
from detente.records import Sentence

CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "conj", "relcl", "pcomp", "csubj"})
FARTHEST = 7
HOURS = frozenset({"AMPM", "ZONE", "DAY", "TIME", "DOTTED", "HOUR"})
PRESENT = frozenset({"is", "are", "am", "'s", "'re", "'m"})
STATIVE = frozenset({"be", "have", "say", "know", "think", "believe", "want", "remember", "show", "suggest", "mean", "need", "see"})
SMALL = frozenset({"the", "this", "at", "least", "late", "early", "on", "of", "in", "end", "as", "a"})


def way(s: Sentence, head: int, before: list[Word], times: Times) -> Way | None:
    """Ahead or back, `None` where the sentence does not say."""
    pointed = ahead(before, times)
    owned = owner_of(s, head)
    if owned is not None and s.tokens[owned].lemma.lower() not in times.forward_events | times.forward_words:
        return "back"  # "Wednesday's ruling"
    if announced(s, head, owned, times):
        return "forward"
    led = False
    for n, k in enumerate(ancestors(s, head)):
        t = s.tokens[k]
        if t.pos in {"NOUN", "ADJ", "PROPN"} and t.lemma.lower() in times.forward_words and not pluperfect(s, k):
            return "forward"
        if t.pos not in {"VERB", "AUX"}:
            continue
        if n > FARTHEST:
            break
        helpers = helpers_of(s, k)
        if "had" in helpers:
            return "back"
        if pointed:
            break
        if helpers & times.forward_auxiliaries and "have" not in helpers:
            return "forward"
        if t.lemma in times.forward_words and t.tag != "VB" and not (t.tag == "VBD" and n < 2) and not (t.lemma == "set" and not opens(s, k)):
            return "back" if pluperfect(s, k) else "forward"
        if any(s.tokens[c].lemma in times.forward_words and s.tokens[c].dep in {"acomp", "advmod"} for c in s.children[k]):
            return "forward"
        if t.tag == "VBG" and helpers & PRESENT:
            return "forward"
        if t.tag in {"VBZ", "VBP"} and n < 2 and t.pos == "VERB" and t.lemma not in STATIVE and s.part == "body":
            return "forward"  # "they meet on Monday"
        if led and t.lemma in times.forward_leading and s.tokens[head].text.lower() in times.weekdays:
            return "forward"
        led = t.tag == "VB" and "to" in helpers and t.dep in {"xcomp", "ccomp"}
        if t.tag in {"VBD", "VBN"} and not helpers & {"to", "be", "is", "are"}:
            return "back" if n < 3 else None
        if t.dep not in CLAUSES:
            break
    return "forward" if pointed else None


def announced(s: Sentence, head: int, owned: int | None, times: Times) -> bool:
    """Is it the day of a gathering that a verb puts ahead ("withdrew from Friday's summit", "invited Tarn to talks in Orsa on Friday")?"""
    chain = [head if owned is None else owned]
    while len(chain) < FARTHEST and s.tokens[chain[-1]].head != chain[-1] and s.tokens[chain[-1]].pos not in {"VERB", "AUX"}:
        chain.append(s.tokens[chain[-1]].head)
    verb = s.tokens[chain[-1]]
    if verb.pos != "VERB" or verb.i > head or "had" in helpers_of(s, verb.i) or verb.lemma not in (times.forward_called if owned is None else times.forward_off):
        return False
    between = chain if owned is not None else [j for j in subtree(s, verb.i) if verb.i < j < head]
    return any(s.tokens[j].lemma.lower() in times.forward_events and s.tokens[j].pos == "NOUN" for j in between)


def owner_of(s: Sentence, head: int) -> int | None:
    """What a time owns ("Wednesday's ruling") or tells apart ("the Aug. 7 bombings")."""
    t = s.tokens[head]
    return t.head if t.dep == "poss" or (t.dep in {"compound", "nmod", "nummod"} and t.head > head and s.tokens[t.head].pos == "NOUN") else None


def helpers_of(s: Sentence, verb: int) -> set[str]:
    return {s.tokens[c].text.lower() for c in s.children[verb] if s.tokens[c].dep in {"aux", "auxpass"}}


def pluperfect(s: Sentence, k: int) -> bool:
    """Is it said of a time before ("had been due")?"""
    verb = next((j for j in (k, *ancestors(s, k)) if s.tokens[j].pos in {"VERB", "AUX"}), None)
    return verb is not None and "had" in helpers_of(s, verb)


def opens(s: Sentence, verb: int) -> bool:
    """Is it "set for" or "set to"?"""
    return any(s.tokens[c].dep == "xcomp" or s.tokens[c].text.lower() == "for" for c in s.children[verb])


def ahead(before: list[Word], times: Times) -> bool:
    """Do the words before a time point forward ("by the end of", "as early as")?"""
    near = before[-8:]
    words = [w.text.lower() for w in near]
    if words[-3:] in (["as", "early", "as"], ["as", "soon", "as"], ["as", "late", "as"]) or words[-2:] == ["ahead", "of"]:
        return True
    while near and (near[-1].text.lower() in SMALL or not HOURS.isdisjoint(near[-1].kinds)):
        near.pop()
    return bool(near) and near[-1].text.lower() in times.forward_before
