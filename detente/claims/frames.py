"""Which frame a word of a sentence tells, and of a frame that does not fit, what it asked for in vain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from detente.claims.slots import things
from detente.codebook.acts import Acts, Entry, Rule
from detente.grammar import after, auxiliaries, children, negated, passive, reduced, subtree
from detente.records import Sentence

Unmet = Literal["modals", "negated", "particle", "object", "complement", "unless", "words"]
CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}
PARTICLES = frozenset({"prt", "prep", "advmod", "agent", "dative", "npadvmod", "acomp", "dobj", "mark"})
MEASURES = frozenset(
    {"series", "number", "lot", "round", "package", "barrage", "wave", "kind", "type", "set", "string", "campaign", "range", "piece"}
    | {"hundred", "thousand", "dozen", "score", "ten", "million", "couple", "pair", "column", "handful", "batch", "group", "team", "contingent", "shipment", "part", "all", "most"}
)


class Match(Struct, frozen=True):
    """A frame told by word `trigger`; `rank` how specific it is."""

    rule: Rule
    trigger: int
    kind: str
    rank: int


def matches(s: Sentence, acts: Acts) -> Iterator[list[Match]]:
    """For each word that tells an act the frames that fit, the most specific first, in order of words."""
    for t in s.tokens:
        found = [Match(rule, t.i, kind, rank) for kind, rule, rank in tried(s, t.i, acts) if isinstance(rank, int)]
        if found:
            yield sorted(found, key=lambda m: -m.rank)


def tried(s: Sentence, i: int, acts: Acts) -> Iterator[tuple[str, Rule, int | Unmet]]:
    """All frames that word i might tell: (class of word, frame, how specifically it fits, or else the demand that is not met)."""
    t = s.tokens[i]
    for kind, lemma in keys(s, i):
        entries = acts.by_word.get((kind, lemma))
        if entries:
            below: set[str] | None = None
            for entry in entries:
                if entry.words or entry.unless:
                    below = {s.tokens[j].lemma.lower() for j in reach(s, i, kind)} if below is None else below
                yield kind, entry.rule, fits(s, i, kind, entry, below)
    if t.pos == "VERB" and t.dep not in {"aux", "amod"}:
        own = set(auxiliaries(s, i))
        for entry in acts.any_verb:
            if not own.isdisjoint(entry.modals):
                yield "verb", entry.rule, fits(s, i, "verb", entry, {s.tokens[j].lemma.lower() for j in reach(s, i, "verb")})


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


def fits(s: Sentence, i: int, kind: str, entry: Entry, below: set[str] | None) -> int | Unmet:
    """How specifically the frame fits word i, or which of its demands is not met; `below` are the lemmas of what hangs on it."""
    frame, rank = entry.rule.frame, 0
    if entry.modals and entry.modals.isdisjoint(auxiliaries(s, i)):
        return "modals"
    if frame.negated:
        if not negated(s, i):
            return "negated"
        rank += 2
    if entry.particles:
        if not has_particles(s, i, entry.particles):
            return "particle"
        rank += 3
    if below is not None and not below.isdisjoint(entry.unless):
        return "unless"
    if entry.object:
        if all(entry.object.isdisjoint(head_lemmas(s, o)) for o in things(s, i, kind, entry.particles)):
            return "object"
        rank += 3
    if frame.complement:
        if not any(has_complement(s, i, c) for c in frame.complement):
            return "complement"
        rank += 2
    if entry.words and below is not None:
        if below.isdisjoint(entry.words):
            return "words"
        rank += 2
    return rank


def reach(s: Sentence, i: int, kind: str) -> list[int]:
    """The words that hang on the trigger, but for "on" in "on Monday"; for a noun or adjective also the word above it, through "of" or "in"."""
    out = subtree(s, i)
    above = s.tokens[i].head
    if kind != "verb" and above != i:
        out += [above, s.tokens[above].head] if s.tokens[above].text in {"of", "in"} else [above]
    return [j for j in out if j != i and not (s.tokens[j].dep == "prep" and dated(s, j))]


def has_particles(s: Sentence, i: int, wanted: tuple[str, ...]) -> bool:
    """Do all the words hang on word i, or the second on the first ("pull out of")?"""
    below = [c for c in s.children[i] if s.tokens[c].dep in PARTICLES]
    for word in wanted:
        hit = next((c for c in below if s.tokens[c].text.lower() == word and not dated(s, c)), None)
        if hit is None:
            return False
        below = below + list(s.children[hit])
    return True


def dated(s: Sentence, prep: int) -> bool:
    """Does a preposition only give the time ("called on Tuesday")?"""
    return any(s.tokens[o].entity in {"DATE", "TIME"} for o in children(s, prep, "pobj"))


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
