"""Noun phrases around the codebook's names: "the Russian foreign minister", "Turkish and Syrian troops", "Nato allies", "Moscow's plan".

An owner is a name of a state, body or group that says whose the head noun is: adjective ("Russian troops"), possessor ("Syria's president"),
first noun ("US envoy for Syria") or what follows "of", "for", "to" ("the government of Iran").
"""

from __future__ import annotations

from detente.codebook.actors import Actors
from detente.grammar import after, children, conjuncts, subtree
from detente.mentions.gazetteer import Hit
from detente.mentions.phrase import Kind, Phrase
from detente.records import Sentence

LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "punct", "npadvmod", "advmod", "hmod", "nn"})
COMPLEMENTS = {  # prepositions that say whose, by the kind of noun, the surest first
    "person": (("of",), ("for", "from", "to", "at")),
    "people": (("of", "from"),),
    "organ": (("of",), ("in",)),
    "force": (("of",), ("from",)),
    "side": (("of",), ("in", "from")),
}
LEADING = frozenset({"led", "dominated", "run", "majority", "controlled"})  # "the Saudi-led coalition" is Saudi, "US-backed rebels" are not American
RELATIONS = frozenset({"allies", "partners", "neighbours", "neighbors"})
WHOLE = frozenset("country nation people state countries nations states powers capitals member states allies partners".split())  # nouns for a state as such
OPPONENTS = frozenset({"OPP", "REB", "UAF"})
PLACE = frozenset({"in", "into", "inside", "within", "near", "across", "throughout", "around", "outside", "at", "through", "via", "towards", "toward", "throughout", "onto"})
TRAVEL = frozenset(
    "fly travel go return come move head flee deport deploy trip visit journey route way arrive bring march transfer withdraw pull leave drive expel depart retreat evacuate escape exit withdrawal flight border migrate emigrate".split()
)
TAKING = frozenset("visit leave reach enter capture seize bomb shell storm surround besiege retake hit".split())


def phrases(s: Sentence, hits: list[Hit]) -> list[Phrase]:
    """All phrases of a sentence, in order of place."""
    out: list[Phrase] = []
    used: set[int] = set()
    offices = [h for h in hits if h.name.kind == "role"]
    for n in range(len(offices) - 1, -1, -1):
        hit = offices[n]
        if hit.first in used:
            continue
        made = office_phrase(s, hit, hits, used)
        made.of = next((p for p in out if p.head in after(s, made.head, "of", "for", "to") and p.head > made.head), None)
        if made.of and not made.owners:
            made.owners, made.sector = made.of.owners, made.sector or made.of.sector
        out.append(made)
    inherit(s, out)
    for hit in hits:
        if hit.name.kind != "role":
            out.append(plain_phrase(s, hit, hits))
    return sorted(out, key=lambda p: (p.first, -p.last))


def inherit(s: Sentence, offices: list[Phrase]) -> None:
    """ "Turkey's president and foreign minister": the second office is of the same state as the first."""
    for phrase in offices:
        t = s.tokens[phrase.head]
        if phrase.owners or phrase.first != phrase.last - len((phrase.office or "").split()) + 1 or not phrase.first:
            continue
        if s.tokens[phrase.first - 1].text not in {"and", "or"}:
            continue
        earlier = [p for p in offices if p.owners and p.last < phrase.first and p.kind == phrase.kind and phrase.first - p.last <= 5]
        if earlier and (t.dep in {"conj", "compound", "nmod"} or earlier[0].last == phrase.first - 2):
            phrase.owners = max(earlier, key=lambda p: p.last).owners


def finish(phrase: Phrase, actors: Actors) -> None:
    """Ids and name from the owners; parts of a state say which part they are."""
    sector = None
    if phrase.office and phrase.office not in WHOLE:
        sector = phrase.sector or ("MIL" if phrase.kind == "force" else "GOV")
    phrase.ids = tuple(actors.actor(code, own or sector) for code, own in phrase.owners)
    phrase.name = phrase.name or " and ".join(actors.names.get(code, code) for code, _ in phrase.owners)


def left_edge(s: Sentence, first: int, last: int) -> int:
    """How far to the left the noun phrase reaches whose last words are `first` to `last`."""
    tokens, j = s.tokens, first - 1
    while j >= 0:
        t = tokens[j]
        if t.text in {"-", "–", "—", "--"} and (j == 0 or tokens[j - 1].end < t.start):
            break  # a dash between spaces: a dateline or another clause
        if j < t.head <= last and t.dep in LEFT:
            pass
        elif t.dep == "case" or (t.dep in {"cc", "conj", "punct"} and t.head < j and j < root_of_conjuncts(s, j) <= last):
            pass
        elif j == first - 1 and t.tag in {"JJ", "NNP"} and t.dep in {"amod", "compound"}:
            pass
        else:
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


def office_phrase(s: Sentence, hit: Hit, hits: list[Hit], used: set[int]) -> Phrase:
    """The phrase whose head noun is an office, force or other noun for those who act; marks the offices inside it as used."""
    assert hit.name.role is not None
    edge = left_edge(s, hit.first, hit.last)
    inside = [h for h in hits if edge <= h.first and h.last < hit.first]
    sectors = []
    for h in inside:
        if h.name.kind == "role":
            used.add(h.first)
            if h.name.sector and not owned(s, h):
                sectors.append(h.name.sector)
    words = [s.tokens[i].text.lower() for i in range(edge, hit.first)]
    sector = hit.name.sector
    against = "anti" in words and any(w in words for w in ("government", "regime"))
    if opposed := [x for x in sectors if x in OPPONENTS]:
        sector = opposed[0]
    elif against:
        sector = "OPP" if hit.name.role.kind != "force" else "REB"
    elif sector is None and sectors:
        sector = sectors[-1]
    relation = hit.name.name in RELATIONS
    owners = owners_left(s, [h for h in inside if h.name.kind != "role"], relation, hit.name.role.kind)
    last, rule = hit.last, "role"
    right, reach = ([], hit.last) if relation else owners_right(s, hit, hits)
    if not owners and right:
        owners, last = right, reach
    t = s.tokens[hit.head]
    outer = t.dep in {"compound", "amod", "nmod"} and t.head > hit.last or t.dep == "poss"
    phrase = Phrase(s.index, edge, last, hit.head, "modifier" if outer else "actor", rule, "", owners, sector, hit.name.name, hit.name.role.kind, hit.name.role.sex)
    phrase.reach, phrase.context = max(reach, last, complements(s, hit)), hit.name.role.context == "yes" and not words[:1] in (["a"], ["an"])
    phrase.former = any(w in {"former", "ex", "onetime", "late", "retired", "ousted", "deposed"} for w in words)
    return phrase


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


def owned(s: Sentence, hit: Hit) -> bool:
    """Is the inner office a possessor of its own ("the president's envoy"), which says nothing of the outer one's sector?"""
    return s.tokens[hit.head].dep == "poss"


def owners_left(s: Sentence, inside: list[Hit], relation: bool, kind: str) -> list[tuple[str, str | None]]:
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


def linked(s: Sentence, h: Hit) -> bool:
    """Does the name only say who backs, holds or hosts ("Russian-backed", "London-based")?"""
    follows = s.tokens[h.last + 1 : h.last + 3]
    if s.tokens[h.last].text.count("-") and not s.tokens[h.last].text.rpartition("-")[2].lower() in LEADING:
        return True
    if len(follows) == 2 and follows[0].text in {"-", "–"} and follows[0].start == s.tokens[h.last].end:
        return follows[1].text.lower() not in LEADING and not follows[1].text[:1].isupper()
    return False


def prefixed(s: Sentence, h: Hit) -> bool:
    """Is it "pro-Russian", "anti-American", "non-Nato"?"""
    before = s.tokens[max(0, h.first - 2) : h.first]
    return len(before) == 2 and before[1].text in {"-", "–"} and before[0].text.lower() in {"pro", "anti", "non"}


def owners_right(s: Sentence, hit: Hit, hits: list[Hit]) -> tuple[list[tuple[str, str | None]], int]:
    """Whose, by "of Iran", "for the Syrian opposition", "to the UN"; and the last word of that."""
    kind = hit.name.role.kind if hit.name.role else ""
    for prepositions in COMPLEMENTS[kind]:
        for c in children(s, hit.head, "prep"):
            if c < hit.last or s.tokens[c].text.lower() not in prepositions:
                continue
            for o in children(s, c, "pobj"):
                found = [h for h in hits if h.name.kind != "role" and c < h.first and h.last <= o and (h.head == o or s.tokens[h.head].head == o)]
                if found:
                    heads = conjuncts(s, found[0].head)
                    found += [h for h in hits if h.head in heads and h not in found and h.name.kind != "role"]
                    return list(dict.fromkeys(w for h in found for w in h.name.owners)), max(o, *(h.last for h in found))
    return [], hit.last


def plain_phrase(s: Sentence, hit: Hit, hits: list[Hit]) -> Phrase:
    """A state, body, seat, capital or adjective that no office noun takes up; "the Nigerian Senate" is Nigeria's."""
    name = hit.name
    if name.kind == "body" and len(name.code) == 3:
        before = next((h for h in hits if h.last == hit.first - 1 or (h.last == hit.first - 2 and s.tokens[h.last + 1].dep == "case")), None)
        if before and before.name.kind in {"demonym", "state"} and not prefixed(s, before):
            other = before.name.code != name.code
            return Phrase(s.index, before.first, hit.last, hit.head, role_of(s, hit), name.kind, "" if other else name.name, [(before.name.code, name.sector)])
    return Phrase(s.index, hit.first, hit.last, hit.head, role_of(s, hit), name.kind, name.name, name.owners)


def role_of(s: Sentence, hit: Hit) -> Kind:
    """Does the name stand for the actor itself, as an adjective or possessor, or for a place?"""
    t = s.tokens[hit.head]
    kind = hit.name.kind
    after = s.tokens[hit.last + 1].text if hit.last + 1 < len(s.tokens) else ""
    if t.dep == "poss" or after in {"'s", "’s", "'", "’"}:
        return "modifier"
    if after in {"-", "–"} and s.tokens[hit.last + 1].start > s.tokens[hit.last].end:
        after = ""  # a dash
    attached = t.dep in {"amod", "compound", "nmod", "npadvmod"} and t.head > hit.last
    if kind == "demonym":
        return "actor" if not attached and hit.first and s.tokens[hit.first - 1].text.lower() == "the" and t.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"} else "modifier"
    if attached or after in {"-", "–"} or linked(s, hit):
        return "place" if kind == "capital" and after not in {"-", "–"} else "modifier"
    if kind in {"body", "coalition"}:
        return "actor"
    return "place" if placed(s, hit.head, kind) else "actor"


def placed(s: Sentence, i: int, kind: str) -> bool:
    """Is the name of a state, capital or seat used as a place?"""
    t = s.tokens[i]
    while t.dep == "conj" and t.head != t.i:
        t = s.tokens[t.head]
    if t.dep in {"pobj", "pcomp"}:
        preposition = s.tokens[t.head]
        word, governor = preposition.text.lower(), s.tokens[preposition.head].lemma
        if word in PLACE:
            return True
        if word in {"to", "from"}:
            return kind == "capital" or governor in TRAVEL
        return kind == "capital" and word in {"of", "over", "on"}
    if kind == "capital" and dateline(s, i):
        return True
    if kind == "capital":
        return t.dep in {"appos", "attr", "npadvmod"} or (t.dep == "dobj" and s.tokens[t.head].lemma in TAKING)
    return t.dep in {"npadvmod"} or (t.dep == "appos" and s.tokens[t.head].entity in {"GPE", "LOC", "FAC"})


def dateline(s: Sentence, i: int) -> bool:
    """Is the name where the report was filed: "KABUL (AP) --", "Tehran, March 15"?"""
    if i + 1 >= len(s.tokens) or i > 2 or any(t.text[:1].islower() for t in s.tokens[:i]):
        return False
    after = s.tokens[i + 1]
    return after.text in {"(", "-", "--", "—", "–", ":"} and after.start > s.tokens[i].end or (after.text == "," and s.tokens[i].dep != "nsubj")
