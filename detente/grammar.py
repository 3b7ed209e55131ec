"""Questions that any stage may ask of a parsed sentence. Pure functions over `Sentence`; imports the records only.

Labels are ClearNLP's, as spaCy's English models print them. A word is its index in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.records import Sentence, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "parataxis", "csubj"})
COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "prep", "pcomp", "acl", "oprd", "attr", "acomp", "dative", "prt", "nsubjpass"})
BESIDE = frozenset({"after", "before", "during", "amid", "while", "since", "following", "despite", "as", "until", "without"})
CONTROLLED = frozenset({"of", "from", "into"})  # behind these whoever is "accused", "kept" or "talked" does what follows
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "cannot"})


def children(s: Sentence, i: int, *deps: str) -> list[int]:
    """Dependents of word i, of the labels given (all where none is)."""
    return [c for c in s.children[i] if not deps or s.tokens[c].dep in deps]


def subtree(s: Sentence, i: int) -> list[int]:
    """Word i and all that hangs on it, in order."""
    out, stack = [], [i]
    while stack:
        j = stack.pop()
        out.append(j)
        stack.extend(s.children[j])
    return sorted(out)


def about(s: Sentence, i: int) -> list[int]:
    """What a word is about: its objects, complements and prepositional phrases with all that hangs on them, but for subjects, relative
    clauses, and what happens beside it ("after gaining the approval of")."""
    out: list[int] = []
    stack = [c for c in s.children[i] if s.tokens[c].dep in COMPLEMENTS]
    while stack:
        j = stack.pop()
        t = s.tokens[j]
        if t.dep in {"prep", "advcl", "mark"} and t.text.lower() in BESIDE:
            continue
        out.append(j)
        stack.extend(c for c in s.children[j] if s.tokens[c].dep not in {"relcl", "advcl", "parataxis"})
    return sorted(out)


def ancestors(s: Sentence, i: int) -> Iterator[int]:
    """The heads above word i, nearest first."""
    while s.tokens[i].head != i:
        i = s.tokens[i].head
        yield i


def span(s: Sentence, words: list[int]) -> Span:
    """From the first to the last of the words, in characters of the part."""
    return s.tokens[min(words)].start, s.tokens[max(words)].end


def text(s: Sentence, a: int, b: int) -> str:
    """The part's text between two offsets inside this sentence."""
    return s.text[a - s.start : b - s.start]


def conjuncts(s: Sentence, i: int) -> list[int]:
    """Word i and the words joined to it by "and", "or" or commas."""
    out = [i]
    for j in out:
        out.extend(c for c in s.children[j] if s.tokens[c].dep == "conj" and c not in out)
    return out


def passive(s: Sentence, verb: int) -> bool:
    """Is the verb passive ("was seized", "weapons supplied by")?"""
    deps = {s.tokens[c].dep for c in s.children[verb]}
    return bool(deps & {"auxpass", "nsubjpass", "agent"})


def reduced(s: Sentence, verb: int) -> bool:
    """Is the verb a participle on a noun that undergoes it ("the plan endorsed by Peru")?"""
    t = s.tokens[verb]
    return t.dep == "acl" and t.tag == "VBN" and not children(s, verb, "nsubj", "nsubjpass", "aux")


def subjects(s: Sentence, verb: int) -> list[int]:
    """Who the verb is said of, through joined verbs, infinitives and relative clauses; the heads of the noun phrases."""
    seen = set()
    i = verb
    while i not in seen:
        seen.add(i)
        own = children(s, i, "nsubj", "nsubjpass")
        token = s.tokens[i]
        if own:
            if token.dep in {"relcl"} and s.tokens[own[0]].tag in {"WDT", "WP"}:
                return conjuncts(s, token.head) if s.tokens[token.head].dep != "conj" else [token.head]
            return [c for o in own for c in conjuncts(s, o)]
        if token.dep in {"conj", "acomp", "oprd"}:
            i = token.head
        elif token.dep == "xcomp":
            raised = children(s, token.head, "dobj", "dative")
            if raised:
                return [c for o in raised for c in conjuncts(s, o)]
            i = token.head
        elif token.dep in {"relcl", "acl"}:
            return [token.head]
        elif token.dep in {"advcl", "pcomp", "aux"}:
            over = s.tokens[token.head].head
            if token.dep == "pcomp" and s.tokens[token.head].text.lower() in CONTROLLED and (raised := children(s, over, "dobj")) and raised[0] < token.head:
                return [c for o in raised for c in conjuncts(s, o)]  # "accused Tarn of massing soldiers"
            i = over if s.tokens[token.head].pos == "ADP" else token.head
        else:
            return []
    return []


def objects(s: Sentence, verb: int) -> list[int]:
    """Direct objects, with what is joined to them."""
    return [c for o in children(s, verb, "dobj") for c in conjuncts(s, o)]


def after(s: Sentence, i: int, *prepositions: str) -> list[int]:
    """Heads of the noun phrases that hang on word i by one of the prepositions, with what is joined to them."""
    out = []
    for c in s.children[i]:
        token = s.tokens[c]
        if token.dep in {"prep", "agent", "dative"} and token.text.lower() in prepositions:
            for o in children(s, c, "pobj"):
                out.extend(conjuncts(s, o))
            for inner in children(s, c, "prep"):  # "out of", "in front of"
                for o in children(s, inner, "pobj"):
                    out.extend(conjuncts(s, o))
    return out


def measured(s: Sentence, i: int) -> int:
    """Of "a week of talks" and "a round of negotiations" the word that the rest hangs on."""
    t = s.tokens[i]
    if t.dep == "pobj" and s.tokens[t.head].text.lower() == "of" and s.tokens[s.tokens[t.head].head].pos == "NOUN":
        return s.tokens[t.head].head
    return i


def negated(s: Sentence, i: int) -> bool:
    """Is the word itself negated ("did not attack", "no attack")?"""
    return any(s.tokens[c].dep == "neg" or (s.tokens[c].dep in {"det", "advmod", "preconj"} and s.tokens[c].text.lower() in NEGATIONS) for c in s.children[i])


def auxiliaries(s: Sentence, verb: int) -> list[str]:
    """The auxiliaries of the verb in lower case, its own or those of the verb it is joined to."""
    own = [s.tokens[c].text.lower() for c in s.children[verb] if s.tokens[c].dep in {"aux", "auxpass"}]
    if not own and s.tokens[verb].dep == "conj" and not children(s, verb, "nsubj", "nsubjpass"):
        return auxiliaries(s, s.tokens[verb].head)
    return own


def covering(s: Sentence, a: int, b: int) -> list[int]:
    """The words that touch the characters a to b."""
    return [t.i for t in s.tokens if t.start < b and t.end > a]
