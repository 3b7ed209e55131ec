"""Whom "he", "it" and "they" mean: up to the subject of the clause above, then to the subjects of the sentences before, at most three back.

First and second persons are left to who quotes them.
"""

from __future__ import annotations

from detente.grammar import ancestors
from detente.mentions.memory import BACK, SUBJECTS, Memory
from detente.mentions.phrase import Phrase
from detente.records import Sentence

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
ANY = "they*"  # "they" of a state or body, where nothing plural stands near
OBJECTS = frozenset({"dobj", "pobj", "dative"})


def pronoun_phrases(s: Sentence) -> list[Phrase]:
    """A phrase for each pronoun of the third person."""
    return [
        Phrase(s.index, t.i, t.i, t.i, "modifier" if t.dep == "poss" else "actor", "pronoun", low)
        for t in s.tokens
        if t.tag in {"PRP", "PRP$"} and ((low := t.text.lower()) in HE or low in IT or low in THEY)
    ]


def settle_pronoun(s: Sentence, phrase: Phrase, memory: Memory) -> None:
    """Give a pronoun the ids of what it means, if that is plain enough."""
    word, t = phrase.name, s.tokens[phrase.head]
    speaker = memory.speaker
    verb = s.tokens[t.head].lemma
    if word in HE and t.dep == "nsubj" and verb in memory.words.saying and speaker and speaker.sentence >= s.index - BACK and fits(speaker, word, memory):
        take(phrase, speaker)
        return
    if t.dep == "expl" or (word in IT and t.dep in OBJECTS):
        return  # "to accept it": most often no actor
    near = word in IT and t.dep == "nsubj" and verb in memory.words.empty  # "Tarn said it was ready", but "it was late"
    if near and any(s.tokens[c].dep in {"acomp", "attr"} and s.tokens[c].lemma in memory.words.impersonal for c in s.children[t.head]):
        return
    for way in (word, ANY) if word in THEY else (word,):
        found = above(s, phrase, way, memory) or (None if near else before(s, phrase, way, memory))
        if found:
            take(phrase, found)
            return


def take(phrase: Phrase, other: Phrase) -> None:
    phrase.ids, phrase.who, phrase.name, phrase.sex = other.ids, other.who, other.name, other.sex


def above(s: Sentence, phrase: Phrase, word: str, memory: Memory) -> Phrase | None:
    """The subject of a clause above the pronoun's own ("Tarn said it ..."), of its own where it is a possessive ("Tarn moved its troops")."""
    here = {p.head: p for p in reversed(memory.by_sentence[s.index])}
    dep = s.tokens[phrase.head].dep
    passed = dep in OBJECTS  # "X warned Y of them": not X
    own = dep != "poss"
    for i in ancestors(s, phrase.head):
        pos = s.tokens[i].pos
        if pos not in {"VERB", "AUX", "NOUN"}:
            continue
        if own and pos != "NOUN":
            own = False
            if dep in SUBJECTS or dep == "dobj":
                continue
        for c in s.children[i]:
            if (s.tokens[c].dep in SUBJECTS or s.tokens[c].dep == "poss") and c in here and c < phrase.first and fits(here[c], word, memory):
                if not passed:
                    return here[c]
                passed = False
    return None


def before(s: Sentence, phrase: Phrase, word: str, memory: Memory) -> Phrase | None:
    """The best of what was named before: this sentence, then the ones before it in turn; in each a subject rather than another."""
    t = s.tokens[phrase.head]
    barred = own_subjects(s, t.head if t.dep != "pobj" else s.tokens[t.head].head, memory) if t.dep in OBJECTS else set()
    clause = s.tokens[t.head]
    for k in range(s.index, max(-1, s.index - BACK - 1), -1):
        if memory.sentences[k].part != s.part:
            return None
        good = [p for p in memory.by_sentence[k] if p.role != "place" and fits(p, word, memory)]
        if k == s.index:
            good = [p for p in good if not p.first <= phrase.first <= p.last and not (clause.dep == "relcl" and clause.head in {p.head, s.tokens[p.head].head})]
            if t.dep in OBJECTS:  # "release the prisoners and send them home"
                good = [p for p in good if memory.dep(p) not in SUBJECTS]
                if good:
                    return good[-1]
        good = [p for p in good if not p.ids or p.ids not in barred]
        subjects = [p for p in good if memory.dep(p) in SUBJECTS]
        if subjects:
            return subjects[-1] if k == s.index else subjects[0]
        if good:
            return good[-1]
    return None


def own_subjects(s: Sentence, verb: int, memory: Memory) -> set[tuple[str, ...]]:
    """Who the subject of the object pronoun's own clause is: "X told him" is never X."""
    return {p.ids for p in memory.by_sentence[s.index] if p.head in s.children[verb] and memory.dep(p) in SUBJECTS}


def fits(p: Phrase, word: str, memory: Memory) -> bool:
    """Can the pronoun mean what the phrase means?"""
    if not (p.ids or p.who or p.office):
        return False
    tag = memory.sentences[p.sentence].tokens[p.head].tag
    one = p.who is not None or (p.kind == "person" and tag not in {"NNS", "NNPS"})
    if word in HE:
        return one and p.sex in {None, HE[word]} and (p.who is None or p.who.sex in {None, HE[word]})
    if one:
        return False
    many = len(p.ids) > 1 or tag == "NNS"
    if word in IT:
        return not many
    if word == ANY:
        return p.rule in {"body", "state", "capital", "seat"}
    return many or tag == "NNPS" or p.kind in {"people", "force", "side", "organ"}
