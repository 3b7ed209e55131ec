"""Which frame a word of a sentence tells, and which words fill its slots."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from detente.codebook.acts import Acts, Frame, Rule
from detente.grammar import after, ancestors, auxiliaries, children, conjuncts, measured, negated, objects, passive, reduced, subjects, subtree
from detente.records import Sentence

CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}
MEASURES = frozenset({"series", "number", "lot", "round", "package", "barrage", "wave", "kind", "type", "set", "string", "campaign", "range", "piece"})


class Match(Struct, frozen=True):
    """A frame told by word `trigger`; `rank` how specific it is."""

    rule: Rule
    trigger: int
    kind: str
    rank: int


def matches(s: Sentence, acts: Acts) -> Iterator[list[Match]]:
    """For each word that tells an act the frames that fit, the most specific first, in order of words."""
    for t in s.tokens:
        found: list[tuple[int, int, Match]] = []
        for kind, lemma in [*keys(s, t.i), *([("verb", "*")] if t.pos == "VERB" and t.dep not in {"aux", "amod"} else [])]:
            for rule, rest in acts.by_word.get((kind, lemma), ()):
                rank = fits(s, t.i, kind, rule.frame, rest, acts)
                if rank >= 0:
                    found.append((-rank, len(found), Match(rule, t.i, kind, rank)))
        if found:
            yield [m for _, _, m in sorted(found, key=lambda x: x[:2])]


def keys(s: Sentence, i: int) -> list[tuple[str, str]]:
    """The entries under which word i may stand. A participle after "be" may be an adjective too ("prepared to")."""
    t = s.tokens[i]
    if t.dep in {"aux", "auxpass", "neg"}:
        return []
    kind = CLASSES.get(t.pos)
    out = [(kind, t.lemma.lower())] if kind else []
    if t.tag == "JJ" or (t.tag in {"VBN", "VBD", "VBG"} and (t.dep in {"acomp", "oprd", "amod", "acl", "attr"} or passive(s, i))):
        out.insert(0, ("adjective", t.text.lower()))
    if t.pos == "NOUN" and t.dep in {"ROOT", "ccomp", "relcl", "conj"} and children(s, i, "nsubj", "dobj"):
        out.append(("verb", t.lemma.lower()))  # "Moscow demands a pullback", tagged as a noun
    return out


def fits(s: Sentence, i: int, kind: str, frame: Frame, rest: str, acts: Acts) -> int:
    """How specifically the frame fits word i; -1 where it does not."""
    rank = 0
    if frame.modals and not set(frame.modals) & set(auxiliaries(s, i)):
        return -1
    if frame.negated:
        if not negated(s, i):
            return -1
        rank += 2
    if rest:
        if not has_particles(s, i, rest.split()):
            return -1
        rank += 3
    if frame.object:
        wanted = acts.expand(frame.object)
        if not any(head_lemmas(s, o) & wanted for o in things(s, i, kind, rest)):
            return -1
        rank += 3
    if frame.complement:
        if not any(has_complement(s, i, c) for c in frame.complement):
            return -1
        rank += 2
    if frame.words or frame.unless:
        below = {s.tokens[j].lemma.lower() for j in reach(s, i, kind)}
        if frame.unless and below & acts.expand(frame.unless):
            return -1
        if frame.words:
            if not below & acts.expand(frame.words):
                return -1
            rank += 2
    return rank


def reach(s: Sentence, i: int, kind: str) -> list[int]:
    """The words that hang on the trigger, but for "on" in "on Monday"; for a noun or adjective also the verb above it."""
    out = subtree(s, i)
    if kind != "verb" and s.tokens[i].head != i:
        out.append(s.tokens[i].head)
    return [j for j in out if j != i and not (s.tokens[j].dep == "prep" and dated(s, j))]


def has_particles(s: Sentence, i: int, wanted: list[str]) -> bool:
    """Do all the words hang on word i, or the second on the first ("pull out of")?"""
    below = [c for c in s.children[i] if s.tokens[c].dep in {"prt", "prep", "advmod", "agent", "dative", "npadvmod", "acomp", "dobj", "mark"} and not dated(s, c)]
    for word in wanted:
        hit = next((c for c in below if s.tokens[c].text.lower() == word), None)
        if hit is None:
            return False
        below = below + list(s.children[hit])
    return True


def dated(s: Sentence, prep: int) -> bool:
    """Does a preposition only give the time ("called on Tuesday")?"""
    return any(s.tokens[o].entity in {"DATE", "TIME"} for o in children(s, prep, "pobj"))


def things(s: Sentence, i: int, kind: str, rest: str) -> list[int]:
    """What a verb acts on: its object, the subject of its passive, or what its preposition governs."""
    if kind != "verb":
        return after(s, i, "of", "to", "for", "on", "with")
    out = meant(s, i)
    if passive(s, i):
        out = out + [c for n in children(s, i, "nsubjpass") for c in conjuncts(s, n)]
    if reduced(s, i):
        out = [*out, s.tokens[i].head]
    if rest:
        out = out + after(s, i, *rest.split())
    return out


def meant(s: Sentence, verb: int) -> list[int]:
    """The verb's objects; of a relative clause the noun that stands for them ("the aid that Norway sent", "the aid Norway sent")."""
    out = objects(s, verb)
    if (
        s.tokens[verb].dep == "relcl"
        and children(s, verb, "nsubj")
        and all(s.tokens[o].tag in {"WDT", "WP"} for o in out)
        and s.tokens[children(s, verb, "nsubj")[0]].tag not in {"WDT", "WP"}
    ):
        return [s.tokens[verb].head]
    return out


def head_lemmas(s: Sentence, o: int) -> set[str]:
    """The head's lemma, its compounds', and through "a series of" what is measured."""
    out = {s.tokens[o].lemma.lower()} | {s.tokens[c].lemma.lower() for c in children(s, o, "compound", "amod", "nmod")}
    if s.tokens[o].lemma in MEASURES or s.tokens[o].pos in {"NUM", "DET"}:
        for inner in after(s, o, "of"):
            out |= {s.tokens[inner].lemma.lower()} | {s.tokens[c].lemma.lower() for c in children(s, inner, "compound")}
    return out


def has_complement(s: Sentence, i: int, kind: str) -> bool:
    below = children(s, i, "xcomp", "ccomp", "acl", "advcl", "oprd")
    if kind == "gerund":
        return any(s.tokens[c].tag == "VBG" for c in [*below, *(g for p in children(s, i, "prep") for g in children(s, p, "pcomp"))])
    infinitive = any(s.tokens[a].tag == "TO" for c in below for a in children(s, c, "aux"))
    if kind == "infinitive":
        return infinitive
    if kind == "own infinitive":
        return infinitive and not any(children(s, c, "nsubj", "nsubjpass") for c in below) and not children(s, i, "dobj")
    return any(s.tokens[c].dep in {"ccomp", "acl"} and not reduced(s, c) for c in below)


def fill(s: Sentence, i: int, kind: str, slot: str) -> list[int]:
    """The words that stand in a slot of the trigger, heads of their phrases."""
    if slot == "subject":
        return doers(s, i, kind)
    if slot == "object":
        return undergoers(s, i, kind)
    if slot == "indirect":
        return [c for d in children(s, i, "dative") if s.tokens[d].pos != "ADP" for c in conjuncts(s, d)]
    out: list[int] = []
    if slot in {"clause-subject", "clause-object"}:
        for c in children(s, i, "ccomp", "xcomp", "acl", "advcl"):
            if slot == "clause-subject":
                out.extend(w for n in children(s, c, "nsubj", "nsubjpass") for w in conjuncts(s, n))
            else:
                out.extend(objects(s, c))
                out.extend(w for p in children(s, c, "prep", "agent") for o in children(s, p, "pobj") for w in conjuncts(s, o))
        return out
    out = after(s, i, slot)
    if not out and kind == "noun" and (top := measured(s, i)) != i:
        out = after(s, top, slot)  # "a week of talks between"
    for o in objects(s, i) if kind == "verb" else ():
        out.extend(after(s, o, slot))
    for n in children(s, i, "nsubjpass") if kind == "verb" else ():
        out.extend(after(s, n, slot))
    if kind == "noun" and s.tokens[i].dep in {"dobj", "nsubj", "nsubjpass"} and not out:
        out.extend(after(s, s.tokens[i].head, slot))  # "mounted an attack on": the parser may hang "on" on the verb
    return out


def doers(s: Sentence, i: int, kind: str) -> list[int]:
    """Who does it: of a verb its subject (of a passive its agent), of an adjective who is so, of a noun the doer of the verb it hangs on."""
    t = s.tokens[i]
    if kind == "verb":
        if passive(s, i) or reduced(s, i):
            return after(s, i, "by")
        return subjects(s, i)
    if kind == "adjective":
        if children(s, i, "nsubj", "nsubjpass"):
            return subjects(s, i)
        return [t.head] if t.dep in {"amod", "acl", "relcl"} else subjects(s, t.head) if t.head != i else []
    for a in ancestors(s, i):
        if s.tokens[a].pos in {"VERB", "AUX"}:
            agents = after(s, a, "by") if passive(s, a) else subjects(s, a)
            return agents if i not in agents else [w for n in children(s, a, "nsubjpass") for w in conjuncts(s, n)]
    return []


def undergoers(s: Sentence, i: int, kind: str) -> list[int]:
    """To whom it is done: the object, of a passive its subject; "urged Peru to leave" may be parsed as a clause with Peru for subject."""
    t = s.tokens[i]
    if kind != "verb":
        return after(s, i, "of")
    if reduced(s, i):
        return [t.head]
    if passive(s, i):
        return [w for n in children(s, i, "nsubjpass") for w in conjuncts(s, n)] or ([t.head] if t.dep == "relcl" else subjects(s, t.head) if t.dep in {"xcomp", "conj"} else [])
    out = meant(s, i)
    if not out:
        out = [w for d in children(s, i, "dative") if s.tokens[d].pos != "ADP" for w in conjuncts(s, d)]
    if not out:
        for c in children(s, i, "ccomp", "xcomp"):
            if any(s.tokens[a].tag == "TO" for a in children(s, c, "aux")):
                out.extend(w for n in children(s, c, "nsubj", "nsubjpass") for w in conjuncts(s, n))
    return out
