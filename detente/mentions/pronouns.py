"""Whom "he", "it", "they" and "who" mean: up to the subject of the clause above, then to the subjects of the sentences before, at most three
back; where none fits, ahead to the subject of the clause that follows ("Before she left, X spoke").

First and second persons are left to who quotes them.
"""

from __future__ import annotations

from detente.grammar import ancestors
from detente.mentions.memory import BACK, SUBJECTS, Memory, root
from detente.mentions.phrase import Phrase
from detente.records import Sentence

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
ANY = "they*"  # "they" of a state or body, where nothing plural stands near
OBJECTS = frozenset({"dobj", "pobj", "dative"})
RELATIVE = frozenset({"who", "whom", "which", "whose"})
QUOTED = frozenset('“”"«»„')
FRONTED = frozenset({"advcl", "prep"})


def pronoun_phrases(s: Sentence) -> list[Phrase]:
    """A phrase for each pronoun of the third person and each relative pronoun."""
    out = []
    for t in s.tokens:
        low = t.text.lower()
        if (t.tag in {"PRP", "PRP$"} and (low in HE or low in IT or low in THEY)) or (t.tag in {"WP", "WP$", "WDT"} and low in RELATIVE):
            out.append(Phrase(s.index, t.i, t.i, t.i, "modifier" if t.dep == "poss" else "actor", "relative" if low in RELATIVE else "pronoun", low))
    return out


def settle_relative(s: Sentence, phrase: Phrase, memory: Memory) -> None:
    """ "Tarn, which ...": whom the noun means that the clause hangs on, with those joined to it where the verb is plural."""
    clause = next((i for i in ancestors(s, phrase.head) if s.tokens[i].dep == "relcl"), None)
    if clause is None:
        return
    noun = s.tokens[clause].head
    found = next((p for p in reversed(memory.by_sentence[s.index]) if noun == p.head or (p.who and p.first <= noun <= p.last)), None)
    if found:
        take(phrase, found)


def settle_pronoun(s: Sentence, phrase: Phrase, memory: Memory) -> None:
    """Give a pronoun the ids of what it means, if that is plain enough."""
    word, t = phrase.name, s.tokens[phrase.head]
    speaker = memory.speaker
    verb = s.tokens[t.head].lemma
    if (
        word in HE
        and t.dep == "nsubj"
        and verb in memory.words.saying
        and speaker
        and speaker.sentence >= s.index - BACK
        and fits(speaker, word, memory)
        and not overtaken(s, phrase, speaker, word, memory)
    ):
        take(phrase, speaker)
        return
    if t.dep == "expl" or (word in IT and t.dep in OBJECTS):
        return  # "to accept it": most often no actor
    subject = word in IT and t.dep in SUBJECTS
    near = subject and (verb in memory.words.empty or verb in memory.pointing.inanimate)  # "Tarn said it was ready", but "it was late"
    if near and any(s.tokens[c].dep in {"acomp", "attr"} and s.tokens[c].lemma in memory.words.impersonal for c in s.children[t.head]):
        return
    if subject and (verb in memory.words.impersonal or (verb in memory.pointing.inanimate and s.tokens[t.head].dep == "ROOT")):
        return  # "made it clear"; "it fell into the sea"
    found = judged(s, phrase, word, memory) or (ahead(s, phrase, word, memory) if t.dep == "poss" else None)
    found = found or back(s, phrase, word, near, memory)
    if not found and word in THEY:
        found = back(s, phrase, ANY, near, memory)
        if found and not memory.speaks(memory.sentences[found.sentence], found.head) and crowded(s, phrase, found, memory):
            return
    found = found or ahead(s, phrase, word, memory)
    if found:
        take(phrase, found)
        if word in THEY:
            join(phrase, memory.with_others(found))


def overtaken(s: Sentence, phrase: Phrase, speaker: Phrase, word: str, memory: Memory) -> bool:
    """Has somebody else been the subject since the last speaker, so that "he said" is rather theirs? Not behind the words that somebody says."""
    if any(QUOTED & set(t.text) for t in s.tokens[: phrase.first]):
        return False
    later = (p for k in range(speaker.sentence + 1, s.index) for p in memory.by_sentence[k])
    return any(p.who is not None and p.who != speaker.who and memory.dep(p) in SUBJECTS and fits(p, word, memory) for p in later)


def back(s: Sentence, phrase: Phrase, word: str, near: bool, memory: Memory) -> Phrase | None:
    return above(s, phrase, word, memory) or (None if near else before(s, phrase, word, memory))


def take(phrase: Phrase, other: Phrase) -> None:
    phrase.ids, phrase.who, phrase.name, phrase.sex = other.ids, other.who, other.name, other.sex


def join(phrase: Phrase, others: list[Phrase]) -> None:
    """ "They" of several that were named together."""
    ids = tuple(dict.fromkeys(i for p in others for i in p.ids))
    if len(ids) > 1:
        phrase.ids, phrase.who, phrase.name = ids, None, " and ".join(dict.fromkeys(p.name for p in others))


def crowded(s: Sentence, phrase: Phrase, found: Phrase, memory: Memory) -> bool:
    """Does a plural that "they" may mean stand between the two: "Tarn attacked the towns, for they were rich"?"""
    there = memory.sentences[found.sentence]
    between = [t for t in there.tokens[found.last + 1 :] if there is not s or t.i < phrase.first] + ([] if there is s else list(s.tokens[: phrase.first]))
    return any(t.tag == "NNS" and t.dep in {*OBJECTS, *SUBJECTS} and t.entity not in {"DATE", "TIME"} for t in between)


def judged(s: Sentence, phrase: Phrase, word: str, memory: Memory) -> Phrase | None:
    """The object of "thanked Tarn for its help" """
    t = s.tokens[phrase.head]
    preposition = next((s.tokens[i] for i in ancestors(s, phrase.head) if s.tokens[i].dep in {"prep", "dobj"}), None) if t.dep == "poss" else None
    if preposition is None or preposition.text.lower() not in {"for", "over"} or s.tokens[preposition.head].lemma not in memory.pointing.judging:
        return None
    return next((p for p in memory.by_sentence[s.index] if p.head in s.children[preposition.head] and memory.dep(p) == "dobj" and fits(p, word, memory)), None)


def ahead(s: Sentence, phrase: Phrase, word: str, memory: Memory) -> Phrase | None:
    """The named subject of the clause before which the pronoun's own stands: "despite its losses, Tarn went on"."""
    for i in [phrase.head, *ancestors(s, phrase.head)]:
        t = s.tokens[i]
        if t.dep in FRONTED and t.i < t.head and s.tokens[t.head].pos in {"VERB", "AUX"}:
            subjects = [c for c in s.children[t.head] if s.tokens[c].dep in SUBJECTS and c > phrase.head]
            found = next((p for p in memory.ahead if p.head in subjects and p.rule not in {"pronoun", "relative", "pointing"} and fits(p, word, memory)), None)
            if found:
                return found
    return None


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
        if word in IT:  # "the Marland minister, X": not Marland
            people = [range(p.first, p.last + 1) for p in memory.by_sentence[k] if p.who]
            good = [p for p in good if not (p.rule == "demonym" and any(p.head in r for r in people))]
        if k == s.index:
            noun = root(s, clause.head) if clause.dep == "relcl" else -1  # "the Units (U), which it fears": not they
            good = [p for p in good if not p.first <= phrase.first <= p.last and noun not in {root(s, p.head), root(s, s.tokens[p.head].head)}]
            if t.dep in OBJECTS:  # "release the prisoners and send them home"
                good = [p for p in good if memory.dep(p) not in SUBJECTS]
                if good:
                    return good[-1]
        good = [p for p in good if not p.ids or p.ids not in barred]
        subjects = [p for p in good if memory.dep(p) in SUBJECTS]
        if word in HE and k < s.index - 1 and len({p.who.name if p.who else p.name for p in good}) > 1:
            return None  # two are as likely
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
    if word in THEY and len(memory.with_others(p)) > 1:
        return True
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
