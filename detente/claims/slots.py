"""Which words stand in the slots of an act: who does it, to whom it is done, what a verb acts on."""

from __future__ import annotations

from detente.grammar import after, ancestors, children, conjuncts, measured, objects, passive, reduced, subjects
from detente.records import Sentence

PLACES = {
    "subject": "as its subject",
    "object": "as its object",
    "indirect": "as the one who is to have it",
    "possessor": "as the one whose it is",
    "speaker": "as the one who says so",
    "inside": "in what it is about",
    "clause-subject": "as the subject of the clause behind it",
    "clause-object": "as the object of the clause behind it",
}
TALKED = frozenset({"discuss", "debate", "review", "consider"})
TIES = frozenset({"relation", "tie", "engagement", "war", "conflict", "dispute", "border", "talk", "trade", "cooperation"})  # what is discussed has its own "with"


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
        if not (s.tokens[i].lemma in TALKED and slot == "with" and s.tokens[o].lemma in TIES):
            out.extend(after(s, o, slot))
    for n in children(s, i, "nsubjpass") if kind == "verb" else ():
        out.extend(after(s, n, slot))
    if kind == "noun" and s.tokens[i].dep in {"dobj", "nsubj", "nsubjpass"} and not out:
        out.extend(after(s, s.tokens[i].head, slot))  # "mounted an attack on": the parser may hang "on" on the verb
    return out


def in_words(slots: tuple[str, ...]) -> str:
    """Where a frame looks, for a reader: "as its object or behind “with”"."""
    told = [PLACES[slot] for slot in slots if slot in PLACES]
    behind = [f"“{slot}”" for slot in slots if slot not in PLACES]
    told += [f"behind {' or '.join(behind)}"] if behind else []
    return " or ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)


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


def things(s: Sentence, i: int, kind: str, particles: tuple[str, ...]) -> list[int]:
    """What a verb acts on: its object, the subject of its passive, or what its preposition governs."""
    if kind != "verb":
        return after(s, i, "of", "to", "for", "on", "with")
    out = meant(s, i)
    if passive(s, i):
        out = out + [c for n in children(s, i, "nsubjpass") for c in conjuncts(s, n)]
    if reduced(s, i):
        out = [*out, s.tokens[i].head]
    if particles:
        out = out + after(s, i, *particles)
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
