"""Conditions: the clause or phrase on which something depends. Asked by the coder of acts and by positions; stands beside `grammar`.

The parser finds such clauses only two times in three, so the cue words of the codebook ("if", "unless", "on condition") lead. They are part
of the condition, since "unless they leave" says the opposite of "if they leave".
"""

from __future__ import annotations

from detente.codebook.status import StatusWords
from detente.grammar import ancestors, children, span, subtree, text
from detente.records import Condition, Sentence

NARROWING = frozenset({"only", "even", "except"})  # before a cue: "only if", "even if"


def condition_of(s: Sentence, i: int, words: StatusWords, leads: bool = False) -> Condition | None:
    """The clause or phrase on which the act depends, searched from what it is to do ("agreed to leave if") upwards to the top of its clause.

    `leads`: what the act leads to may be told in a clause of its own ("warned that it would act if").
    """
    marks = {w for w, cue in words.table["mark"].items() if cue.status == "conditional"}
    here: int | None = i
    while here is not None and (below := children(s, here, "xcomp", *(("ccomp",) if leads else ()))):
        here = below[0]
    while here is not None:
        for c in s.children[here]:
            t = s.tokens[c]
            if t.dep in {"advcl", "ccomp"}:
                opener = next((m for m in s.children[c] if s.tokens[m].dep in {"mark", "advmod"} and s.tokens[m].text.lower() in marks), None)
                if opener is not None:
                    return cut(s, [j for j in subtree(s, c) if j >= opener] if opener < c else subtree(s, c))
            if t.dep == "prep" and t.text.lower() in {"until", "unless", "if", "pending"}:
                return cut(s, [j for j in subtree(s, c) if j >= c])
            for o in [c, *(p for n in ([c] if t.dep == "dobj" else children(s, c, "pobj")) for p in children(s, n, "prep"))]:
                if (noun := conditional_noun(s, o, words)) is not None:
                    return cut(s, [j for j in subtree(s, o) if j >= o], noun)
            if t.dep == "advmod" and t.text.lower() == "long" and children(s, c, "advcl"):
                return cut(s, [j for j in subtree(s, c) if j >= c - 1])  # "so long as", "as long as"
        t = s.tokens[here]
        here = t.head if t.head != here and t.dep in {"xcomp", "ccomp", "conj", "dobj", "acomp", "attr", "prep", "pobj", "oprd", "nsubj", "nsubjpass"} else None
    return None


def conditional_noun(s: Sentence, prep: int, words: StatusWords) -> int | None:
    """Of "on condition that" and "in the event of", which the parser may hang on an object, the noun."""
    if s.tokens[prep].dep != "prep" or s.tokens[prep].text.lower() not in {"in", "on", "under"}:
        return None
    return next((o for o in children(s, prep, "pobj") if (cue := words.table["noun"].get(s.tokens[o].lemma)) and cue.status == "conditional"), None)


def cut(s: Sentence, indexes: list[int], cue: int | None = None) -> Condition | None:
    """The words without signs around them, from the cue on, with what narrows it; `None` where nothing follows the cue (the first word, if not told)."""
    while indexes and s.tokens[indexes[-1]].pos in {"PUNCT", "CCONJ"}:
        indexes.pop()
    while indexes and s.tokens[indexes[0]].pos == "PUNCT":
        indexes.pop(0)
    if not indexes or indexes[-1] <= (indexes[0] if cue is None else cue):
        return None
    if indexes[0] and s.tokens[indexes[0] - 1].text.lower() in NARROWING:
        indexes.insert(0, indexes[0] - 1)
    a, b = span(s, indexes)
    return Condition(text(s, a, b), a, b)


def under_condition(s: Sentence, i: int, words: StatusWords) -> bool:
    """Does the word stand in a clause of condition, or of doubt ("whether")?"""
    marks = words.table["mark"]
    return any(
        s.tokens[j].dep in {"advcl", "ccomp", "pcomp", "acl"} and any(s.tokens[m].dep in {"mark", "advmod"} and s.tokens[m].text.lower() in marks for m in s.children[j])
        for j in [i, *ancestors(s, i)]
    )
