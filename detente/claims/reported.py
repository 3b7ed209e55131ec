"""What a sentence's grammar says that someone said: a word of saying, whom it is said of, and the words that are its content.

Works on one parsed sentence and the codebook's sayings; quotation marks are joined to it later (`quotations.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from detente.codebook.sayings import Saying, Sayings
from detente.grammar import ancestors, children, conjuncts, negated, subjects, subtree
from detente.records import Sentence, Span

AUTHOR = frozenset({"i", "we", "you", "there", "one", "let", "'s"})
EDGES = frozenset({",", ":", ";", "-", "--", ".", "'", '"', "''", "``", "“", "”", "‘", "’", "–", "—", "…", "...", "that", "?", "!", "»", "«"})
JOINS = frozenset({",", "-", "--", "–", "—", '"', "''", "``", "“", "”", "‘", "’", ":", ";", "»", "«"})


class Said(Struct, frozen=True):
    """A saying: words of `sentence` that cue it, heads of who says it, the content in characters, whom it is told to."""

    rule: Saying
    sentence: Sentence
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[Span, ...]
    told: int | None

    @property
    def at(self) -> int:
        return self.sentence.tokens[self.cue[0]].start


def reported(s: Sentence, sayings: Sayings) -> Iterator[Said]:
    """All sayings of a sentence, in order of their cue; those whose content the grammar does not show have none and wait for quoted words."""
    for t in s.tokens:
        lemma = t.lemma.lower()
        if t.pos in {"VERB", "AUX"} and t.dep not in {"aux", "auxpass"} and lemma in sayings.verbs:
            found = verb(s, t.i, sayings.verbs[lemma])
        elif t.pos in {"NOUN", "PROPN"} and lemma in sayings.nouns:
            found = noun(s, t.i, sayings.nouns[lemma], sayings.carriers)
        elif t.pos in {"ADJ", "VERB"} and t.text.lower() in sayings.adjectives:
            found = adjective(s, t.i, sayings.adjectives[t.text.lower()])
        elif t.text.lower() in sayings.phrases:
            found = phrase(s, t.i, sayings.phrases[t.text.lower()])
        else:
            continue
        if found is not None:
            yield found


# --- verbs -------------------------------------------------------------------------------------------------------------------------------


def verb(s: Sentence, i: int, entries: list[tuple[Saying, str]]) -> Said | None:
    source = speakers(s, i)
    if not source:
        return None
    waiting = None
    for rule, rest in entries:
        particle = particle_of(s, i, rest)
        if particle is None or (not rule.negated and refused(s, i)):
            continue
        words, told = verb_content(s, i, rule, particle)
        cue = tuple(sorted({i, *particle}))
        content = spans(s, words - set(cue) - aside(s, i, source))
        if content:
            return Said(rule, s, cue, tuple(source), content, told)
        if waiting is None and "quote" in rule.content:
            waiting = Said(rule, s, cue, tuple(source), (), told)
    return waiting


def speakers(s: Sentence, i: int) -> list[int]:
    """Heads of who says it: the agent of a passive, else the subject; nobody where that is the author, "it is said" or a mere "to say"."""
    t = s.tokens[i]
    deps = {s.tokens[c].dep for c in s.children[i]}
    if "auxpass" in deps or (t.tag == "VBN" and t.dep in {"acl", "relcl"} and "aux" not in deps):
        return [o for c in children(s, i, "agent", "prep") if s.tokens[c].text.lower() == "by" for p in children(s, c, "pobj") for o in conjuncts(s, p)]
    found = [j for j in subjects(s, i) if j != i]
    return [] if any(s.tokens[j].text.lower() in AUTHOR for j in found) else found


def refused(s: Sentence, i: int) -> bool:
    """Not said: "did not say", "refused to say", "could say"."""
    if negated(s, i):
        return True
    t = s.tokens[i]
    return t.dep == "xcomp" and s.tokens[t.head].lemma in {"decline", "refuse", "fail"}


def particle_of(s: Sentence, i: int, rest: str) -> tuple[int, ...] | None:
    """The words that an entry needs besides the verb, () where it needs none, None where they are missing."""
    out = []
    for word in rest.split():
        near = [c for c in s.children[i] if s.tokens[c].text.lower() == word and c > i]
        if not near and i + 1 < len(s.tokens) and s.tokens[i + 1].text.lower() == word:
            near = [i + 1]
        if not near:
            return None
        out.append(near[0])
    return tuple(out)


def verb_content(s: Sentence, i: int, rule: Saying, particle: tuple[int, ...]) -> tuple[set[int], int | None]:
    """The words of the content in one of the rule's shapes, and the head of whom it is told to."""
    content: set[int] = set()
    objects = children(s, i, "dobj", "nsubjpass", "dative")
    told = next((o for o in objects if rule.told and s.tokens[o].dep != "dobj" or rule.told), None)
    told_to = told
    for c in [*s.children[i], *(c for p in particle for c in s.children[p])]:
        t = s.tokens[c]
        if t.dep in {"ccomp", "xcomp", "parataxis", "advcl", "pcomp"} and not (t.dep == "advcl" and not infinitive(s, c)):
            shape = shape_of(s, c)
            if t.dep == "advcl" and shape != "infinitive":
                continue
            if shape in rule.content and t.head != i or shape in rule.content:
                content |= set(subtree(s, c))
                if shape in {"infinitive", "gerund"}:
                    content |= {w for o in objects if o != told for w in subtree(s, o)}
        elif t.dep in {"prep", "agent"} and t.text.lower() in rule.content and c not in particle:
            content |= set(subtree(s, c))
            content |= {w for o in objects if o != told for w in subtree(s, o)}
        elif t.dep in {"oprd", "acomp", "attr"} and "predicate" in rule.content and c not in particle:
            content |= set(subtree(s, c)) | {w for o in objects for w in subtree(s, o)}
        elif t.dep == "pobj" and t.head in particle and "object" in rule.content:
            content |= set(subtree(s, c))
        elif t.dep in {"dobj", "nsubjpass"} and "object" in rule.content and not rule.told and not particle_prepositions(s, particle):
            content |= set(subtree(s, c))
    if told is None:
        for c in children(s, i, "prep", "dative"):
            if s.tokens[c].text.lower() == "to" and c not in particle:
                told_to = next(iter(children(s, c, "pobj")), None)
    elif told is not None and not rule.told:
        told_to = None
    return content, told_to


def particle_prepositions(s: Sentence, particle: tuple[int, ...]) -> bool:
    return any(children(s, p, "pobj", "pcomp") for p in particle)


def infinitive(s: Sentence, c: int) -> bool:
    return any(s.tokens[k].tag == "TO" for k in s.children[c])


def shape_of(s: Sentence, c: int) -> str:
    """Which shape a clause under a verb has."""
    t = s.tokens[c]
    if infinitive(s, c):
        return "infinitive"
    deps = {s.tokens[k].dep for k in s.children[c]}
    if t.tag == "VBG" and not deps & {"nsubj", "nsubjpass", "aux", "expl"}:
        return "gerund"
    if t.dep == "xcomp" and not deps & {"nsubj", "nsubjpass", "expl"}:
        return "predicate" if t.pos in {"ADJ", "NOUN", "PROPN"} else "bare"
    return "clause" if t.pos in {"VERB", "AUX"} or deps & {"nsubj", "nsubjpass", "cop", "expl"} else "predicate"


def aside(s: Sentence, i: int, source: list[int]) -> set[int]:
    """Words of the speaker's own noun phrase, which no content holds."""
    own = [c for c in children(s, i, "nsubj", "agent") if c in source or s.tokens[c].dep == "agent"]
    return {w for c in own for w in subtree(s, c)}


# --- nouns, adjectives, phrases ----------------------------------------------------------------------------------------------------------


def noun(s: Sentence, i: int, entries: list[tuple[Saying, str]], carriers: frozenset[str]) -> Said | None:
    """ "Tarn's claim that A", "a call by Orsa for A", "Veldt expressed hope that A"."""
    source = children(s, i, "poss")
    if not source:
        source = [o for c in children(s, i, "prep", "agent") if s.tokens[c].text.lower() in {"by", "from"} for o in children(s, c, "pobj")]
    if not source and s.tokens[i].dep == "dobj" and s.tokens[s.tokens[i].head].lemma in carriers:
        source = subjects(s, s.tokens[i].head)
    if not source or any(s.tokens[j].text.lower() in AUTHOR | {"my", "our", "your"} for j in source):
        return None
    for rule, _ in entries:
        words: set[int] = set()
        for c in s.children[i]:
            t = s.tokens[c]
            if t.dep in {"acl", "relcl", "ccomp", "appos", "xcomp"} and t.pos in {"VERB", "AUX"}:
                marks = {s.tokens[k].text.lower() for k in s.children[c] if s.tokens[k].dep == "mark"}
                shape = "infinitive" if infinitive(s, c) else "clause" if "that" in marks else ""
                if shape in rule.content:
                    words |= set(subtree(s, c))
            elif t.dep == "prep" and t.text.lower() in rule.content:
                words |= set(subtree(s, c)) - {c}
        if words:
            return Said(rule, s, (i,), tuple(source), spans(s, words), None)
    return None


def adjective(s: Sentence, i: int, entries: list[tuple[Saying, str]]) -> Said | None:
    """ "Tarn is confident that A"."""
    t = s.tokens[i]
    be = t.head if t.dep in {"acomp", "oprd"} else i
    source = [j for j in subjects(s, be) if s.tokens[j].text.lower() not in AUTHOR | {"it"}]
    for rule, _ in entries:
        words: set[int] = set()
        for c in s.children[i]:
            if s.tokens[c].dep in {"ccomp", "xcomp"} and shape_of(s, c) in rule.content:
                words |= set(subtree(s, c))
            elif s.tokens[c].dep == "prep" and s.tokens[c].text.lower() in rule.content:
                words |= set(subtree(s, c)) - {c}
        if words and source:
            return Said(rule, s, (i,), tuple(source), spans(s, words), None)
    return None


def phrase(s: Sentence, i: int, entries: list[tuple[Saying, str]]) -> Said | None:
    """ "according to Tarn, A"; the content is the clause that it hangs on, without itself."""
    for rule, rest in entries:
        cue = [i, *range(i + 1, i + 1 + len(rest.split()))]
        if cue[-1] + 1 >= len(s.tokens) or [s.tokens[j].text.lower() for j in cue[1:]] != rest.split():
            continue
        last = s.tokens[cue[-1]]
        source = children(s, last.i, "pobj") or [j for j in s.children[i] if s.tokens[j].dep == "pobj" and j > cue[-1]]
        if not source:
            continue
        own = set(subtree(s, i)) | set(cue)
        top = next((j for j in ancestors(s, i) if s.tokens[j].pos in {"VERB", "AUX"} and j not in own), None)
        top = top if top is not None else next((t.i for t in s.tokens if t.head == t.i), None)
        if top is None:
            continue
        words = set(subtree(s, top)) - own
        if words:
            return Said(rule, s, tuple(cue), tuple(source), spans(s, words), None)
    return None


# --- words → characters ------------------------------------------------------------------------------------------------------------------


def spans(s: Sentence, words: set[int]) -> tuple[Span, ...]:
    """The words as stretches of text; a stretch loses the signs and the "that" at its edges, and gaps of mere signs are bridged."""
    out: list[tuple[int, int]] = []
    run: list[int] = []
    for i in sorted(words):
        if run and any(s.tokens[j].text not in JOINS for j in range(run[-1] + 1, i)):
            out.extend(edge(s, run))
            run = []
        run.append(i)
    out.extend(edge(s, run))
    return tuple(out)


def edge(s: Sentence, run: list[int]) -> list[Span]:
    a, b = 0, len(run)
    while a < b and s.tokens[run[a]].text.lower() in EDGES:
        a += 1
    while b > a and s.tokens[run[b - 1]].text in EDGES - {"that"}:
        b -= 1
    return [(s.tokens[run[a]].start, s.tokens[run[b - 1]].end)] if a < b else []


__all__ = ["Said", "reported", "spans"]
