"""Noun phrases around the codebook's names: "the Russian foreign minister", "Turkish and Syrian troops", "Nato allies", "Moscow's plan"."""

from __future__ import annotations

from detente.codebook.actors import Actors, Words
from detente.grammar import after
from detente.mentions.gazetteer import Hit
from detente.mentions.names import written
from detente.mentions.owners import OPPONENTS, complements, joined_before, left_edge, linked, owners_left, owners_right, prefixed
from detente.mentions.phrase import Phrase
from detente.mentions.standing import role_of
from detente.records import Sentence

FORMER = frozenset({"former", "ex", "onetime", "late", "retired", "ousted", "deposed"})


def phrases(s: Sentence, hits: list[Hit], actors: Actors) -> list[Phrase]:
    """All phrases of a sentence, in order of place."""
    out: list[Phrase] = []
    used: set[int] = set()
    offices = [h for h in hits if h.name.kind == "role"]
    for n in range(len(offices) - 1, -1, -1):
        hit = offices[n]
        if hit.first in used or linked(s, hit):  # "rebel-held"
            continue
        made = office_phrase(s, hit, hits, used, actors.words)
        made.of = next((p for p in out if p.head in after(s, made.head, "of", "for", "to") and p.head > made.head), None)
        if made.of:
            made.owners, made.sector = made.owners or made.of.owners, made.of.sector if made.of.sector in OPPONENTS else made.sector or made.of.sector
        out.append(made)
    inherit(s, out)
    out.extend(plain_phrase(s, hit, hits, actors) for hit in hits if hit.name.kind != "role")
    return sorted(out, key=lambda p: (p.first, -p.last))


def office_phrase(s: Sentence, hit: Hit, hits: list[Hit], used: set[int], words: Words) -> Phrase:
    """The phrase whose head noun is an office, force or other noun for those who act; marks the offices inside it as used."""
    role = hit.name.role
    assert role is not None
    edge = left_edge(s, hit.first, hit.last)
    inside = [h for h in hits if edge <= h.first and h.last < hit.first]
    offices = [h for h in inside if h.name.kind == "role"]
    used.update(h.first for h in offices)
    before = [t.text.lower() for t in s.tokens[edge : hit.first]]
    relation = hit.name.name in words.relations
    owners = owners_left(s, [h for h in inside if h.name.kind != "role"], relation, role.kind)
    if owners:
        edge, more = joined_before(s, edge, hits)
        owners = list(dict.fromkeys([*(o for h in more for o in h.name.owners), *owners]))
    possessed = any(t.dep == "poss" for t in s.tokens[edge : hit.first])  # "Quill's envoy to Tarn" is not Tarn's
    right, last = ([], hit.last) if relation or possessed else owners_right(s, hit, hits, role)
    if owners or not right:
        last = hit.last
    sector = sector_of(s, hit, offices, before)
    named = next((t.i for t in s.tokens[edge:] if t.dep not in {"det", "nummod", "quantmod", "predet"} and t.pos != "NUM"), edge)
    t = s.tokens[hit.head]
    outer = t.dep == "poss" or (t.dep in {"compound", "amod", "nmod"} and t.head > hit.last)
    return Phrase(
        sentence=s.index,
        first=edge,
        last=last,
        head=hit.head,
        role="modifier" if outer else "actor",
        rule="role",
        name=written(s, min(named, hit.first), hit.last),
        owners=owners or right,
        sector=sector,
        office=hit.name.name,
        kind=role.kind,
        sex=role.sex,
        former=not FORMER.isdisjoint(before),
        context=(role.context == "yes" or sector in {"OPP", "REB"})
        and (sector in {"OPP", "REB"} or before[:1] not in (["a"], ["an"]))
        and not stranger(s, edge, hit, inside)
        and not (role.kind == "force" and any(linked(s, h) for h in inside)),  # "Marland-backed troops"
        reach=max(last, complements(s, hit)),
    )


def stranger(s: Sentence, edge: int, hit: Hit, inside: list[Hit]) -> bool:
    """Does a name that we do not know stand before the noun ("the Punjab government")? Then it is that one's."""
    known = {i for h in inside for i in range(h.first, h.last + 1)}
    return any(t.i not in known and t.text[:1].isupper() and t.dep != "det" and (t.i or t.tag.startswith("NNP")) for t in s.tokens[edge : hit.first])


def sector_of(s: Sentence, hit: Hit, offices: list[Hit], before: list[str]) -> str | None:
    """The noun's own sector, or what stands before it says: "opposition delegation", "rebel forces", "anti-government fighters"."""
    inner = [h.name.sector for h in offices if h.name.sector and not owned(s, h)]
    opposed = [x for x in inner if x in OPPONENTS]
    if opposed:
        return opposed[0]
    if "anti" in before and ("government" in before or "regime" in before):
        return "REB" if hit.name.role and hit.name.role.kind == "force" else "OPP"
    return hit.name.sector or (inner[-1] if inner else None)


def owned(s: Sentence, hit: Hit) -> bool:
    """Is the inner office a possessor of its own ("the president's envoy"), which says nothing of the outer one's sector?"""
    return s.tokens[hit.head].dep == "poss"


def plain_phrase(s: Sentence, hit: Hit, hits: list[Hit], actors: Actors) -> Phrase:
    """A state, body, seat, capital or adjective that no office noun takes up; "the Nigerian Senate" is Nigeria's."""
    name = hit.name
    if name.kind == "body" and name.code in actors.state_codes:
        before = next((h for h in hits if h.last == hit.first - 1 or (h.last == hit.first - 2 and s.tokens[h.last + 1].dep == "case")), None)
        if before and before.name.kind in {"demonym", "state"} and before.name.code in actors.state_codes and not prefixed(s, before):
            other = before.name.code != name.code
            return Phrase(s.index, before.first, hit.last, hit.head, role_of(s, hit, actors.words), name.kind, "" if other else name.name, [(before.name.code, name.sector)])
    return Phrase(s.index, hit.first, hit.last, hit.head, role_of(s, hit, actors.words), name.kind, name.name, name.owners)


def inherit(s: Sentence, offices: list[Phrase]) -> None:
    """ "Peru's president and defence minister": the second office is of the same state as the first."""
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
    if phrase.office and phrase.office not in actors.words.whole:
        sector = phrase.sector or ("MIL" if phrase.kind == "force" else "GOV")
    phrase.ids = tuple(actors.actor(code, own or sector) for code, own in phrase.owners)
    phrase.name = phrase.name or " and ".join(actors.title(code, own or sector) for code, own in phrase.owners)
