"""Whose people, courts and offices are by the place told with them: "workers at a mine in Peru", "Milan prosecutors", "the mayor of Palermo".

Nouns of the codebook that have no owner yet are given one; other nouns for groups of people become phrases only where a nation or place is told.
"""

from __future__ import annotations

from detente.codebook.sectors import Hereabouts
from detente.grammar import children
from detente.mentions.gazetteer import Hit
from detente.mentions.lying import STEPS, Lying, Where
from detente.mentions.names import written
from detente.mentions.owners import left_edge, linked, prefixed
from detente.mentions.phrase import Owner, Phrase
from detente.records import Sentence

NOUNS = frozenset({"NN", "NNS"})
HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative", "iobj", "agent", "ROOT", "poss", "appos"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PLURAL = frozenset({"NNS", "NNPS", "NNP"})
PRIVATE = frozenset({"CVL", "LAB", "EDU", "MED", "REL", "JRN", "REF", "NGO"})  # one of these does no politics
KIN = frozenset({"family", "families", "relatives", "brothers", "sisters"})  # "the Orsk family" has its surname before it
SUFFERING = frozenset({"nsubjpass", "dobj"})
LOCAL = frozenset({"JUD", "COP", "LAB", "EDU", "MED", "CVL", "OPP", "REB", "UAF", "CRM", "PTY", "LEG", "REL", "JRN"})  # they act where they are told to be


def settle_here(s: Sentence, found: list[Phrase], hits: list[Hit], lying: Lying) -> list[Phrase]:
    """The phrases, more of them with an owner, and further ones for groups of people."""
    here = lying.sectors.here
    for p in found:
        if p.office and p.rule == "role" and not p.owners:
            own_by_place(s, p, hits, lying, here)
        elif p.rule in {"people", "demonym"} and (some_of_them(s, p, here) or one_of_them(s, p)):
            p.role, p.owners = "actor", [(code, "CVL") for code, _ in p.owners]
    for p in found:
        if p.of and not p.owners and p.of.owners and p.of.rule == "role":  # "the head of a hospital in Goma"
            p.owners, p.sector = p.of.owners, p.sector or p.of.sector
    taken = {i for p in found if p.office for i in range(p.first, p.last + 1)} | {h.head for h in hits}
    crowds = (crowd(s, t.i, hits, lying, here) for t in s.tokens if t.tag in NOUNS and t.dep in HEADS and t.i not in taken)
    return sorted([*found, *(p for p in crowds if p)], key=lambda p: (p.first, -p.last))


def some_of_them(s: Sentence, p: Phrase, here: Hereabouts) -> bool:
    """Are some of a people meant and not the people: "thousands of Quillans", "three Quillans", "many Quillans"?"""
    t = s.tokens[p.head]
    if t.tag not in PLURAL or t.dep not in HEADS:
        return False
    if any(s.tokens[c].dep == "nummod" or s.tokens[c].text.lower() in here.some for c in s.children[p.head] if c < p.head):
        return True
    up = s.tokens[t.head]
    return t.dep == "pobj" and up.text.lower() == "of" and s.tokens[up.head].lemma.lower() in here.quantities


def one_of_them(s: Sentence, p: Phrase) -> bool:
    """Is one of a people meant ("a Quillan was shot")?"""
    t = s.tokens[p.head]
    articles = [c for c in s.children[p.head] if c < p.first and s.tokens[c].text.lower() in {"a", "an", "another", "one"}]
    return bool(articles) and t.dep in HEADS and t.tag in {"NN", "NNP", "JJ"} and p.first == p.last


def own_by_place(s: Sentence, p: Phrase, hits: list[Hit], lying: Lying, here: Hereabouts) -> None:
    """Give an office or group the country of the place before it or after it."""
    hit = next((h for h in hits if h.head == p.head and h.name.kind == "role"), None)
    if hit is None or hit.name.role is None or (p.of and p.of.owners) or (p.kind == "person" and hit.name.sector in PRIVATE - {"REL"}):
        return
    if hit.name.name not in lying.relations and (left := before(s, p.first, hit.first - 1, lying)):
        p.owners = [(left, None)]
        return
    if any(s.tokens[c].dep == "poss" for c in s.children[p.head]):
        return
    steps = 1 if p.kind == "person" and hit.name.sector not in LOCAL else STEPS  # "the captain of a ferry from Quill"
    right = after(s, p.head, hit.last, prepositions(p, hit, here), hits, lying, steps)
    if right and allowed(p, hit, right, here):
        p.owners = [(code, "CVL" if hit.name.name in here.populace else None) for code in right[0]]
        p.last = max(p.last, right[1])
        p.reach = max(p.reach, p.last)


def prepositions(p: Phrase, hit: Hit, here: Hereabouts) -> tuple[frozenset[str], ...]:
    """Those that say whose it is, the surest first."""
    noun, kind = hit.name.name, p.kind
    if noun in here.strangers:
        return (here.of | here.origin,)
    home = (here.of, here.origin, here.at)
    if kind == "force":
        return home if p.sector == "COP" else (here.of,)
    if kind == "people" and hit.name.sector not in LOCAL:
        return home if noun in here.homely else ()
    if kind == "person":
        return home if hit.name.sector in LOCAL - {"REL"} else (here.of, here.origin) if noun in here.municipal or hit.name.sector else (here.of,)
    return home


def allowed(p: Phrase, hit: Hit, place: Where, here: Hereabouts) -> bool:
    """Does the office belong to such a place? Towns have mayors and no presidents; officials in Geneva are anyone's."""
    countries, _, town = place
    if town and p.kind == "person" and hit.name.sector in {None, "GOV", "IGO", "MIL", "BUS"}:
        return hit.name.name in here.municipal
    return not (p.kind == "people" and not here.venues.isdisjoint(countries))


def before(s: Sentence, first: int, last: int, lying: Lying) -> str | None:
    """The country of the place whose name stands before the noun, unless another name follows it ("Detroit Tigers officials")."""
    found = lying.between(s, first, last) if first <= last else None
    if found is None or any(t.text[:1].isupper() and t.tag in {"NNP", "NNPS"} for t in s.tokens[found[2] + 1 : last + 1]):
        return None
    if any(t.text in {"-", "–"} for t in s.tokens[found[2] + 1 : last + 1]):
        return None  # "Lyon-based"
    return found[0]


def after(s: Sentence, head: int, last: int, kinds: tuple[frozenset[str], ...], hits: list[Hit], lying: Lying, steps: int = STEPS) -> Where | None:
    """The place that follows the noun."""
    preps = [c for c in children(s, head, "prep") if c >= last]
    beside = last + 1
    if beside < len(s.tokens) and s.tokens[beside].dep == "prep" and beside not in preps and s.tokens[head].dep in SUBJECTS and s.tokens[beside].head > beside:
        preps.append(beside)  # "police in Lyon arrested": told with the noun however it hangs
    for words in kinds:
        for c in preps:
            if s.tokens[c].text.lower() in words and (found := lying.below(s, c, hits, lying.sectors.here.onwards, steps)):
                return found
    return None


def crowd(s: Sentence, i: int, hits: list[Hit], lying: Lying, here: Hereabouts) -> Phrase | None:
    """A noun for a group of people that has no office, where its nation or place is told ("a Nigerian man", "nurses in Harare")."""
    t = s.tokens[i]
    pair = f"{s.tokens[i - 1].text.lower()} {t.text.lower()}" if i and s.tokens[i - 1].head == i else ""
    noun = pair if pair in lying.sectors.crowds else t.text.lower()
    against = noun in here.against
    sector = "OPP" if against else lying.sectors.crowds.get(noun)
    if sector is None or (t.tag == "NN" and not against and sector in PRIVATE and noun not in here.several and t.dep not in SUFFERING):
        return None
    edge = left_edge(s, i, i)
    owners, last = owners_of(s, i, edge, hits, lying, noun, t.tag == "NN" and sector in PRIVATE and noun not in here.several) if not against else rulers(s, i, hits)
    if not owners and not (against and someone(s, i)):
        return None
    outer = t.dep == "poss" or (t.dep in {"compound", "amod", "nmod"} and t.head > i)
    return Phrase(s.index, edge, last, i, "modifier" if outer else "actor", "crowd", written(s, edge, i), owners=owners, sector=sector, office=noun, kind="side")


def owners_of(s: Sentence, i: int, edge: int, hits: list[Hit], lying: Lying, noun: str, one: bool) -> tuple[list[Owner], int]:
    """Whose a group is, by its nation before it or its place, and its last word; a private person's only by the nation."""
    here = lying.sectors.here
    inside = [h for h in hits if edge <= h.first and h.last < i and not linked(s, h) and not prefixed(s, h)]
    nations = [h for h in inside if h.name.kind in {"demonym", "state", "capital"} and h.name.code in lying.states]
    if nations:
        return nations[0].name.owners, i
    if one:
        return [], i
    if inside or any(s.tokens[c].dep == "poss" for c in s.children[i]):
        return [], i
    if noun not in KIN and (left := before(s, edge, i - 1, lying)):
        return [(left, None)], i
    kinds = (here.of | here.origin,) if noun in here.strangers else (here.of, here.origin, here.at)
    right = after(s, i, i, kinds, hits, lying)
    return ([(code, None) for code in right[0]], right[1]) if right else ([], i)


def someone(s: Sentence, i: int) -> bool:
    """Is a person named whose critics they are ("X's critics", "critics of X")?"""
    after = [o for c in children(s, i, "prep") if s.tokens[c].text.lower() in {"of", "to"} for o in children(s, c, "pobj")]
    return any(s.tokens[c].entity == "PERSON" for c in [*children(s, i, "poss"), *after])


def rulers(s: Sentence, i: int, hits: list[Hit]) -> tuple[list[Owner], int]:
    """Of "Kremlin critics" and "opponents of the Quill government" the state in whose opposition they are."""
    for h in hits:
        t = s.tokens[h.head]
        if h.name.kind == "seat" and t.head == i and h.last < i:
            return [(h.name.code, None)], i
    for c in [c for c in children(s, i, "prep") if s.tokens[c].text.lower() in {"of", "to"}]:
        for o in children(s, c, "pobj"):
            if s.tokens[o].lemma.lower() in {"government", "regime", "president", "junta", "leader", "king", "ruler"}:
                for h in hits:
                    if c < h.first and h.last < o and h.name.kind in {"state", "demonym"} and s.tokens[h.head].head == o:
                        return [(h.name.code, None)], o
    return [], i
