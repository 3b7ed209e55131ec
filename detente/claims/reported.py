"""What a sentence's grammar says that someone said: a word of saying, whom it is said of, and the words that are its content.

Works on one parsed sentence and the codebook's sayings; quotation marks are joined to it later (`quotations.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from detente.codebook.sayings import Saying, Sayings
from detente.grammar import ancestors, auxiliaries, children, conjuncts, negated, subjects, subtree
from detente.records import Sentence, Span

AUTHOR = frozenset({"i", "we", "you", "there", "one", "let", "'s"})
SHOWING = frozenset({"show", "underline", "underscore", "reveal", "indicate", "signal", "highlight", "confirm"})
ONWARD = frozenset({"go", "continue", "begin", "start", "proceed", "rush", "hasten", "seem", "appear", "use", "come"})  # "went on to say" is said
UNREAL = frozenset({"would", "could", "might", "may", "can", "'d", "should"})
ASIDES = frozenset(
    {
        "add",
        "cite",
        "note",
        "call",
        "warn",
        "say",
        "argue",
        "urge",
        "accuse",
        "insist",
        "claim",
        "describe",
        "suggest",
        "stress",
        "vow",
        "declare",
        "tell",
        "write",
        "promise",
        "threaten",
        "point",
        "blame",
        "demand",
        "deny",
        "predict",
    }
)
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
    stand_in: int | None = None  # "who" and "which", where they stand for the source

    @property
    def at(self) -> int:
        return self.sentence.tokens[self.cue[0]].start


def reported(s: Sentence, sayings: Sayings) -> Iterator[Said]:
    """All sayings of a sentence, in order of their cue; those whose content the grammar does not show have none and wait for quoted words."""
    for t in s.tokens:
        lemma = t.lemma.lower()
        if t.pos in {"VERB", "AUX"} and t.dep not in {"aux", "auxpass"} and lemma in sayings.verbs:
            found = verb(s, t.i, sayings.verbs[lemma])
            if found is not None and s.tokens[found.source[0]].lemma in sayings.vessels:
                found = voiced(s, found, sayings.carriers)
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
    up = governor(s, i, entries)
    source = speakers(s, up if up is not None else i)
    if not source:
        return None
    waiting = None
    for rule, rest in entries:
        particle = particle_of(s, i, rest)
        if particle is None or unsaid(s, i, rule):
            continue
        words, told = verb_content(s, i, rule, particle)
        cue = tuple(sorted({i, *particle}))
        content = spans(s, words - set(cue) - aside(s, i, source))
        if content:
            return Said(rule, s, cue, tuple(source), content, told, stand_in(s, i))
        if waiting is None and "quote" in rule.content:
            waiting = Said(rule, s, cue, tuple(source), (), told, stand_in(s, i))
    return waiting


def voiced(s: Sentence, f: Said, carriers: frozenset[str]) -> Said:
    """ "Tarn issued a statement saying A": who speaks is Tarn, where the sentence names it."""
    whose = [j for j in owner(s, f.source[0], carriers) if s.tokens[j].text.lower() not in AUTHOR]
    return structs.replace(f, source=tuple(whose)) if whose else f


def stand_in(s: Sentence, i: int) -> int | None:
    return next((c for c in children(s, i, "nsubj", "nsubjpass") if s.tokens[c].tag in {"WP", "WDT"}), None)


def governor(s: Sentence, i: int, entries: list[tuple[Saying, str]]) -> int | None:
    """The verb above whose speaker goes on in word i, where the parser hung i too low: "said A, adding that B", "said it would A and warned of B"."""
    t = s.tokens[i]
    if children(s, i, "nsubj", "nsubjpass", "agent"):
        return None
    low = t.head
    if t.tag == "VBG" and t.dep == "advcl" and i > low and comma_before(s, i):
        pass
    elif t.dep == "conj" and t.tag in {"VBD", "VBZ"} and i > low and s.tokens[low].tag != t.tag:
        pass
    else:
        return None
    top = s.tokens[low].head
    while s.tokens[low].dep in {"conj", "xcomp", "advcl"} and top != low:
        low, top = top, s.tokens[top].head
    if s.tokens[low].dep != "ccomp" or top > low:
        return None
    return top if t.tag == "VBG" or s.tokens[top].tag == t.tag else None


def comma_before(s: Sentence, i: int) -> bool:
    """Does a comma open the clause of word i?"""
    a = i
    while a and (s.tokens[a - 1].head == i or s.tokens[a - 1].dep == "advmod") and s.tokens[a - 1].dep != "punct":
        a -= 1
    return a > 0 and s.tokens[a - 1].text in {",", "-", "–", "—"}


def speakers(s: Sentence, i: int) -> list[int]:
    """Heads of who says it: the agent of a passive, else the subject; nobody where that is the author, "it is said" or a mere "to say"."""
    t = s.tokens[i]
    deps = {s.tokens[c].dep for c in s.children[i]}
    if "auxpass" in deps or (t.tag == "VBN" and t.dep in {"acl", "relcl"} and "aux" not in deps):
        return [o for c in agents(s, i) for p in children(s, c, "pobj") for o in conjuncts(s, p)]
    found = [j for j in subjects(s, i) if j != i]
    return [] if any(s.tokens[j].text.lower() in AUTHOR for j in found) else found


def agents(s: Sentence, i: int) -> list[int]:
    """The "by" of a passive, also where the parser hung it on the last word before it ("was described as alarming by Tarn")."""
    own = [c for c in children(s, i, "agent", "prep") if s.tokens[c].text.lower() == "by"]
    return own or [t.i for t in s.tokens[i + 1 :] if t.text == "by" and t.dep in {"prep", "agent"} and i in ancestors(s, t.i) and no_verb_between(s, t.i, i)][:1]


def no_verb_between(s: Sentence, i: int, top: int) -> bool:
    return all(s.tokens[a].pos not in {"VERB", "AUX"} for a in ancestors(s, i) if a != top and a > top)


def unsaid(s: Sentence, i: int, rule: Saying) -> bool:
    """Not said: "did not say", "refused to say", "could say", "in order to say"; of an attitude only the last two."""
    t = s.tokens[i]
    if t.tag == "VBG" and t.dep == "advcl" and t.lemma in SHOWING:
        return True  # what is shown by all that was told before, and by nobody
    if any(a in UNREAL for a in auxiliaries(s, i)) and t.lemma != "like":
        return True
    if infinitive(s, i) and not (t.dep == "xcomp" and s.tokens[t.head].lemma in ONWARD) and t.dep not in {"ROOT", "ccomp", "conj"}:
        return True
    if rule.negated:
        return t.tag == "VBG" and t.dep == "acl"
    return negated(s, i)


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
    kept = set() if rule.told else {w for o in objects for w in subtree(s, o) if s.tokens[o].dep != "nsubjpass" or w < i}
    prepositions = any(children(s, p, "pobj", "pcomp") for p in particle)
    for c in [*s.children[i], *(c for p in particle for c in s.children[p])]:
        t = s.tokens[c]
        if c in particle:
            continue
        if t.dep in {"ccomp", "xcomp", "parataxis", "advcl", "pcomp"}:
            shape = shape_of(s, c)
            if shape not in rule.content or (t.dep == "advcl" and shape != "infinitive"):
                continue
            content |= clause(s, i, c)
            if shape in {"infinitive", "gerund"}:
                content |= kept
        elif t.dep in {"prep", "agent"}:
            if t.text.lower() in rule.content:
                content |= set(subtree(s, c)) | kept
        elif t.dep in {"oprd", "acomp", "attr"}:
            if "predicate" in rule.content:
                content |= set(subtree(s, c)) | kept
        elif "object" in rule.content and not rule.told and ((t.dep == "pobj" and t.head in particle) or (t.dep in {"dobj", "nsubjpass"} and not prepositions)):
            content |= set(subtree(s, c))
    if not content and "predicate" in rule.content and any(children(s, o, "appos") for o in objects):  # "considers the force a branch of the militia"
        content = kept
    if not content and "clause" in rule.content:
        content = around(s, i)
    told = objects[0] if rule.told and objects else next((o for c in children(s, i, "prep", "dative") if s.tokens[c].text.lower() == "to" for o in children(s, c, "pobj")), None)
    return content, told


def clause(s: Sentence, i: int, c: int) -> set[int]:
    """The words of clause c under the cue i: without a joined saying that is the speaker's next, with the condition that follows, and where the cue
    stands between commas with what precedes it."""
    words = set(subtree(s, c))
    for w in sorted(words):
        t = s.tokens[w]
        if (
            w > i
            and t.head in words
            and ((t.dep == "conj" and t.tag in {"VBD", "VBZ"} and s.tokens[t.head].tag != t.tag and s.tokens[i].tag == t.tag) or (t.dep == "advcl" and t.tag == "VBG" and w > c))
        ):
            if children(s, w, "nsubj", "nsubjpass") or t.head not in {c, *children(s, c, "conj")} or (t.dep == "advcl" and not (t.lemma in ASIDES and comma_before(s, w))):
                continue
            words -= set(subtree(s, w))
    if c > i:
        words |= afterthought(s, i)
        for k in s.children[i]:
            if k > c and s.tokens[k].dep == "advcl" and s.tokens[k].tag != "VBG" and not (s.tokens[k - 1].text == "," and s.tokens[k - 1].head == i):
                words |= set(subtree(s, k))
        if i + 1 < len(s.tokens) and s.tokens[i + 1].text == ",":
            subject = min(children(s, i, "nsubj", "nsubjpass"), default=i)
            for k in s.children[i]:
                if k < subject and s.tokens[k].dep in {"advcl", "prep", "npadvmod"}:
                    words |= set(subtree(s, k))
    return words


def afterthought(s: Sentence, i: int) -> set[int]:
    """ "said the talks had begun, but he would wait": a joined clause of "he" or "it" that will or would be."""
    out: set[int] = set()
    for c in children(s, i, "conj"):
        subject = children(s, c, "nsubj")
        if subject and s.tokens[subject[0]].tag == "PRP" and set(auxiliaries(s, c)) & {"will", "would", "'ll", "’ll", "'d"}:
            out |= set(subtree(s, c))
    return out


def around(s: Sentence, i: int) -> set[int]:
    """ "The benefit, the minister says, would fall": the clause that a cue between commas interrupts."""
    t = s.tokens[i]
    if t.dep != "parataxis" or t.head == i or t.tag not in {"VBD", "VBZ", "VBP", "VBN", "VB"}:
        return set()
    subject = {w for c in children(s, i, "nsubj", "nsubjpass") for w in subtree(s, c)}
    own = {i, *subject, *children(s, i, "aux", "advmod", "punct", "neg", "npadvmod")}
    first = min(own)
    return {w for w in subtree(s, t.head) if w not in own and not (s.tokens[w].dep in {"cc", "mark"} and w < first and s.tokens[w].head == t.head)}


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
    own = [c for c in children(s, i, "nsubj") if c in source] + [c for c in agents(s, i) if set(children(s, c, "pobj")) & set(source)]
    return {w for c in own for w in subtree(s, c)}


# --- nouns, adjectives, phrases ----------------------------------------------------------------------------------------------------------


def noun(s: Sentence, i: int, entries: list[tuple[Saying, str]], carriers: frozenset[str]) -> Said | None:
    """ "Tarn's claim that A", "a call by Orsa for A", "Veldt expressed hope that A"."""
    source = owner(s, i, carriers)
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


def owner(s: Sentence, i: int, carriers: frozenset[str]) -> list[int]:
    """Whose claim it is: "Tarn's claim", "a claim by Tarn", "the Tarnish claim", "Tarn made the claim", "Tarn surprised all with the claim"."""
    t = s.tokens[i]
    named = children(s, i, "poss") or [o for c in children(s, i, "prep", "agent") if s.tokens[c].text.lower() in {"by", "from"} for o in children(s, c, "pobj")]
    if named:
        return named
    above = s.tokens[t.head]
    if t.dep == "dobj" and above.lemma in carriers:
        return subjects(s, above.i)
    if t.dep == "pobj" and above.text.lower() in {"with", "in", "by"} and s.tokens[above.head].pos == "VERB":
        return subjects(s, above.head)
    return [c for c in children(s, i, "amod", "compound", "nmod") if s.tokens[c].entity in {"GPE", "NORP", "ORG"}][:1]


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
