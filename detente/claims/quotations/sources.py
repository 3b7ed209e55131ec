"""Whose saying it is, by the grammar: the subject of a verb, the agent of a passive, the owner of a claim."""

from __future__ import annotations

from detente.grammar import ancestors, children, conjuncts, subjects
from detente.records import Sentence

AUTHOR = frozenset({"i", "we", "you", "myself", "ourselves", "yourself", "there", "one", "let", "'s"})


def speakers(s: Sentence, i: int) -> list[int]:
    """Heads of who says it: the agent of a passive, else the subject; nobody where that is the author, "it is said" or a mere "to say"."""
    t = s.tokens[i]
    deps = {s.tokens[c].dep for c in s.children[i]}
    if "auxpass" in deps or (t.tag == "VBN" and t.dep in {"acl", "relcl", "advcl"} and not deps & {"aux", "nsubj"}):
        return [o for c in agents(s, i) for p in children(s, c, "pobj") for o in conjuncts(s, p)]
    found = [j for j in subjects(s, i) if j != i]
    return [] if any(s.tokens[j].text.lower() in AUTHOR for j in found) else found


def quoter(s: Sentence, i: int, quoting: frozenset[str]) -> tuple[list[int], list[int]]:
    """ "The Herald quoted Tarn as saying", "Tarn was quoted by the Herald as saying": (who says, who quotes), both empty where the form is another."""
    t = s.tokens[i]
    above = s.tokens[s.tokens[t.head].head]
    if t.tag != "VBG" or t.dep != "pcomp" or s.tokens[t.head].text.lower() != "as" or above.lemma not in quoting:
        return [], []
    said = children(s, above.i, "dobj", "nsubjpass")
    return [j for o in said for j in conjuncts(s, o)], [j for j in speakers(s, above.i) if j not in said]


def agents(s: Sentence, i: int) -> list[int]:
    """The "by" of a passive, also where the parser hung it on the last word before it ("was described as alarming by Tarn")."""
    own = [c for c in children(s, i, "agent", "prep") if s.tokens[c].text.lower() == "by"]
    return own or [t.i for t in s.tokens[i + 1 :] if t.text == "by" and t.dep in {"prep", "agent"} and i in ancestors(s, t.i) and no_verb_between(s, t.i, i)][:1]


def no_verb_between(s: Sentence, i: int, top: int) -> bool:
    return all(s.tokens[a].pos not in {"VERB", "AUX"} for a in ancestors(s, i) if a != top and a > top)


def governor(s: Sentence, i: int) -> int | None:
    """The verb above whose speaker goes on in word i, where the parser hung i too low: "said A, adding that B", "said it would A and warned of B"."""
    t = s.tokens[i]
    if children(s, i, "nsubj", "nsubjpass", "agent"):
        return None
    low = t.head
    if (t.tag == "VBG" and t.dep == "advcl" and i > low and comma_before(s, i)) or (t.dep == "conj" and t.tag in {"VBD", "VBZ"} and i > low and s.tokens[low].tag != t.tag):
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


def stand_in(s: Sentence, i: int) -> int | None:
    return next((c for c in children(s, i, "nsubj", "nsubjpass") if s.tokens[c].tag in {"WP", "WDT"}), None)


def owner(s: Sentence, i: int, carriers: frozenset[str] | None) -> list[int]:
    """Whose claim it is: "Tarn's claim", "a claim by Tarn", "the Tarnish claim", "Tarn made the claim" (by any verb where `carriers` is None),
    "Tarn surprised all with the claim"."""
    t = s.tokens[i]
    named = children(s, i, "poss") or [o for c in children(s, i, "prep", "agent") if s.tokens[c].text.lower() in {"by", "from"} for o in children(s, c, "pobj")]
    if named:
        return named
    above = s.tokens[t.head]
    if t.dep == "dobj" and (carriers is None or above.lemma in carriers):
        return subjects(s, above.i)
    if t.dep == "pobj" and above.text.lower() in {"with", "in", "by"} and s.tokens[above.head].pos == "VERB":
        return subjects(s, above.head)
    return [c for c in children(s, i, "amod", "compound", "nmod") if s.tokens[c].entity in {"GPE", "NORP", "ORG"}][:1]


__all__ = ["AUTHOR", "agents", "comma_before", "governor", "owner", "quoter", "speakers", "stand_in"]
