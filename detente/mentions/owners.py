"""Whose a head noun is: the names of states, bodies and groups before it ("the Russian", "Syria's", "UN Syria") and after ("of Iran", "for the UN")."""

from __future__ import annotations

from detente.codebook.actors import Role
from detente.grammar import children, conjuncts, subtree
from detente.mentions.gazetteer import Hit
from detente.mentions.phrase import Owner
from detente.records import Sentence

LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "punct", "npadvmod", "advmod"})
DASHES = frozenset({"-", "–", "—", "--"})
COMPLEMENTS = {  # prepositions that say whose, by the kind of noun, the surest first
    "person": (("of",), ("from", "at")),
    "people": (("of", "from"),),
    "organ": (("of",), ("in",)),
    "force": (("of",), ("from",)),
    "side": (("of",), ("in", "from")),
}
LEADING = frozenset({"led", "dominated", "run", "majority", "controlled"})  # "the Saudi-led coalition" is Saudi, "US-backed rebels" are not American
AT_HOME = frozenset({"soldiers", "army", "military", "police", "security forces", "armed forces"})  # "soldiers in Tarn seized power"
OPPONENTS = frozenset({"OPP", "REB", "UAF"})


def left_edge(s: Sentence, first: int, last: int) -> int:
    """How far to the left the noun phrase reaches whose last words are `first` to `last`."""
    tokens, j = s.tokens, first - 1
    while j >= 0:
        t = tokens[j]
        if t.text in DASHES and (j == 0 or tokens[j - 1].end < t.start):
            break  # a dash between spaces: a dateline or another clause
        hangs = j < t.head <= last and t.dep in LEFT
        joined = t.dep in {"cc", "conj", "punct"} and t.head < j < root_of_conjuncts(s, j) <= last
        beside = j == first - 1 and t.tag in {"JJ", "NNP"} and t.dep in {"amod", "compound"}
        if not (hangs or joined or beside or t.dep == "case"):
            break
        j -= 1
    j += 1
    while j < first and (tokens[j].dep in {"cc", "case"} or tokens[j].text in {",", "-", '"', "“", "”", "'", "‘", "("}):
        j += 1
    return j


def root_of_conjuncts(s: Sentence, j: int) -> int:
    """The word on which the first of joined words hangs."""
    t = s.tokens[j]
    while t.dep in {"conj", "cc", "punct"} and t.head < t.i:
        t = s.tokens[t.head]
    return t.head


def complements(s: Sentence, hit: Hit) -> int:
    """The last word of what is told of the office before a comma: "envoy to the UN in Geneva"."""
    reach = hit.last
    for c in children(s, hit.head, "prep"):
        if c == reach + 1:
            for i in subtree(s, c):
                if i != reach + 1 or s.tokens[i].text == "," or s.tokens[i].pos == "VERB":
                    break
                reach = i
    return reach


def owners_left(s: Sentence, inside: list[Hit], relation: bool, kind: str) -> list[Owner]:
    """Whose, by the names before the noun: a group names its fighters better than a state; else the first, with those joined to it."""
    good = [h for h in inside if not linked(s, h) and not prefixed(s, h)]
    if relation:
        good = [h for h in good if h.name.kind == "demonym" or h.name.kind == "body"]
    if kind == "people":
        good = [h for h in good if h.name.kind != "capital"]  # "the Astana group" is not Kazakhstan's
    if not good:
        return []
    groups = [h for h in good if (h.name.kind == "body" and h.name.sector in OPPONENTS) or h.name.code == "KURDS"]
    first = groups[0] if groups else good[0]
    joined = [h for h in good if h.head in conjuncts(s, first.head)] or [first]
    return list(dict.fromkeys(o for h in joined for o in h.name.owners))


def joined_before(s: Sentence, edge: int, hits: list[Hit]) -> tuple[int, list[Hit]]:
    """What is joined to the name at the left edge, however it was parsed: "Quillish and Marlandic soldiers", "Quill's and Marland's"; and the new edge."""
    out: list[Hit] = []
    by_last, here = {h.last: h for h in hits}, next((h for h in hits if h.first == edge and h.name.kind in {"demonym", "state"}), None)
    while here and edge >= 2 and s.tokens[edge - 1].text in {"and", ",", "or"}:
        possessive = s.tokens[edge - 2].text in {"'s", "’s"}
        before = by_last.get(edge - (3 if possessive else 2))
        if not before or before.name.kind != here.name.kind or possessive != (before.name.kind == "state"):
            break
        out.insert(0, before)
        edge = before.first
    return edge - (edge > 0 and bool(out) and s.tokens[edge - 1].text.lower() == "the"), out


def linked(s: Sentence, h: Hit) -> bool:
    """Does the name only say who backs, holds or hosts ("Russian-backed", "London-based")?"""
    follows = s.tokens[h.last + 1 : h.last + 3]
    if s.tokens[h.last].text.count("-") and s.tokens[h.last].text.rpartition("-")[2].lower() not in LEADING:
        return True
    if len(follows) == 2 and follows[0].text in {"-", "–"} and follows[0].start == s.tokens[h.last].end:
        return follows[1].text.lower() not in LEADING and not follows[1].text[:1].isupper()
    return False


def prefixed(s: Sentence, h: Hit) -> bool:
    """Is it "pro-Russian", "anti-American", "non-Nato"?"""
    before = s.tokens[max(0, h.first - 2) : h.first]
    return len(before) == 2 and before[1].text in {"-", "–"} and before[0].text.lower() in {"pro", "anti", "non"}


def loyal(s: Sentence, head: int) -> list[int]:
    """The "to" of "troops loyal to Tarn"."""
    return [c for a in children(s, head, "amod", "acl", "relcl", "advcl") if s.tokens[a].text.lower() in {"loyal", "answering"} for c in children(s, a, "prep")]


def owners_right(s: Sentence, hit: Hit, hits: list[Hit], role: Role) -> tuple[list[Owner], int]:
    """Whose, by "of Iran", "for the Syrian opposition", "to the UN"; and the last word of that."""
    speaks = role.kind == "person" and (hit.name.name.startswith("spokes") or hit.name.name.endswith("negotiator"))  # an envoy for Tarn is not Tarn's
    at_home = hit.name.name in AT_HOME and s.tokens[hit.head].dep == "nsubj" and not children(s, hit.head, "nummod")
    for prepositions in (*COMPLEMENTS[role.kind], ("for",) if speaks else (), ("in",) if at_home else ()):
        for c in [*children(s, hit.head, "prep"), *loyal(s, hit.head)]:
            if c < hit.last or (s.tokens[c].text.lower() not in prepositions and s.tokens[c].head == hit.head):
                continue
            for o in children(s, c, "pobj"):
                found = [h for h in hits if h.name.kind != "role" and c < h.first and h.last <= o and (h.head == o or s.tokens[h.head].head == o)]
                if found:
                    heads = conjuncts(s, found[0].head)
                    found += [h for h in hits if h.head in heads and h not in found and h.name.kind != "role"]
                    return list(dict.fromkeys(w for h in found for w in h.name.owners)), max(o, *(h.last for h in found))
    return [], hit.last
