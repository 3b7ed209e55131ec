"""Names of people joined to the offices beside them: "Foreign Minister X", "the secretary general, Y", "Z, a top official of W", "Tarn's X".

And offices joined to the people who own them: "the X government", "Y's forces".
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from detente.codebook.actors import Actors, Words
from detente.mentions.gazetteer import Hit, head_of
from detente.mentions.names import Run, name_parts, personal, titled, written
from detente.mentions.owners import left_edge, linked, loyal, prefixed
from detente.mentions.phrase import Owner, Phrase
from detente.records import Sentence

STOPS = frozenset({",", ".", ";", ":", "-", "–", "—", ")", "and", "or", '"', "”", "'s", "’s"})
INSIDE = frozenset({"compound", "amod", "nmod"})
RULING = frozenset({"administration", "government", "regime", "cabinet"})


def attach(s: Sentence, hits: list[Hit], runs: list[Run], found: list[Phrase], actors: Actors, surnames: AbstractSet[str]) -> list[Phrase]:
    """The phrases of a sentence with its names of people: joined to the office beside them, or as phrases of their own."""
    ends = {p.last: p for p in found if p.office} | {p.reach: p for p in found if p.office and p.reach > p.last}
    starts = {p.first: p for p in found if p.office}
    out = list(found)
    for first, last in runs:
        office = office_before(s, first, last, ends, actors.words)
        if office:
            join(s, office, first, last)
            if not office.owners and (second := office_after(s, last, starts, runs)) and second in out and second.owners:
                office.also, office.office, office.owners, office.sector = office.office, second.office, second.owners, second.sector or office.sector
                office.last = second.last
                out.remove(second)
        else:
            told = office_after(s, last, starts, runs)
            bare = first == last and " ".join(name_parts(written(s, first, last), actors.words.particles)) in surnames
            if not (told or bare or personal(s, first, last, actors)):
                continue
            office = name_phrase(s, first, last, hits)
            if told:
                office.owners, office.sector, office.office, office.former, office.kind, office.of = told.owners, told.sector, told.office, told.former, told.kind, told.of
                office.rule, office.last = "person.apposition", told.last if office.role == "actor" else last
                out.remove(told)
            out.append(office)
        if not office.owners and office.last == last:
            office.owners, office.last = of_state(s, last, hits)
            office.rule = "person.of" if office.owners else office.rule
        if title := titled(s, first, actors.words):
            office.sex = office.sex or actors.words.titles[title] or None
            office.first = min(office.first, first - 1)
        lend(s, office, found)
    return sorted(out, key=lambda p: (p.first, -p.last))


def join(s: Sentence, office: Phrase, first: int, last: int) -> None:
    """The office before a name takes the name in."""
    head = head_of(s, first, last)
    t = s.tokens[head]
    office.person, office.last = (first, last), last
    office.rule = "person.apposition" if s.tokens[first - 1].text == "," else "person.office"
    if owning(s, head, last):
        office.role = "modifier"
    elif t.dep != "compound":
        office.role = "actor"
    if t.dep != "appos" and not office.first <= t.head <= last:
        office.head = head


def name_phrase(s: Sentence, first: int, last: int, hits: list[Hit]) -> Phrase:
    """A name by itself, with the state or body that owns it ("Iran's X") or the nation it is told of ("the German lawyer X")."""
    head = head_of(s, first, last)
    role = "modifier" if owning(s, head, last) else "actor"
    phrase = Phrase(s.index, first, last, head, "modifier" if role == "modifier" else "actor", "person", written(s, first, last), person=(first, last))
    owner = None
    if first > 1 and s.tokens[first - 1].text in {"'s", "’s", "'", "’"}:
        owner = next((h for h in hits if h.last == first - 2 and h.name.kind in {"state", "body"}), None)
    if owner:
        phrase.owners, phrase.rule, phrase.first = owner.name.owners, "person.possessor", owner.first
    elif role == "actor" and (nation := told_nation(s, head, last, hits)):
        phrase.owners, phrase.rule = nation.name.owners, "person.nation"
    elif role == "actor":
        edge = left_edge(s, first, last)
        nation = next((h for h in hits if edge <= h.first and h.last < first and h.name.kind == "demonym" and not linked(s, h) and not prefixed(s, h)), None)
        if nation:
            phrase.owners, phrase.rule, phrase.first = nation.name.owners, "person.nation", edge
    return phrase


def told_nation(s: Sentence, head: int, last: int, hits: list[Hit]) -> Hit | None:
    """The nation in "X, an American lawyer," where the noun is no office of ours."""
    if last + 3 >= len(s.tokens) or s.tokens[last + 1].text != "," or s.tokens[last + 2].text.lower() not in {"a", "an", "the"}:
        return None
    nouns = [c for c in s.children[head] if s.tokens[c].dep == "appos" and c > last]
    return next((h for h in hits if h.name.kind == "demonym" and last < h.first <= last + 4 and s.tokens[h.head].head in nouns and not linked(s, h) and not prefixed(s, h)), None)


def owning(s: Sentence, head: int, last: int) -> bool:
    """Is the name a possessor or an adjective ("Putin's plans", "the Assad regime")?"""
    t = s.tokens[head]
    return t.dep == "poss" or (t.dep in INSIDE and t.head > last)


def of_state(s: Sentence, last: int, hits: list[Hit]) -> tuple[list[Owner], int]:
    """The state or body that follows the name: "Chancellor X of Germany"; and the last word of that."""
    if last + 1 < len(s.tokens) and s.tokens[last + 1].text == "of":
        for h in hits:
            if h.first in {last + 2, last + 3} and h.name.kind in {"state", "body"} and all(t.dep == "det" for t in s.tokens[last + 2 : h.first]):
                return h.name.owners, h.last
    return [], last


def office_before(s: Sentence, first: int, last: int, offices: dict[int, Phrase], words: Words) -> Phrase | None:
    """The office that ends right before the name ("Foreign Minister X") or, with a comma, is followed by it ("the foreign minister, X, said")."""
    j = first - 1
    while j >= 0 and s.tokens[j].text.lower() in words.titles:
        j -= 1
    if phrase := offices.get(j):
        return phrase if not phrase.person and phrase.kind == "person" else None
    if j >= 1 and s.tokens[j].text == "," and (phrase := offices.get(j - 1)) and not phrase.person and phrase.kind == "person":
        after = s.tokens[last + 1].text if last + 1 < len(s.tokens) else "."
        return phrase if after in STOPS or s.tokens[last].dep == "appos" else None
    return None


def office_after(s: Sentence, last: int, starts: dict[int, Phrase], runs: list[Run]) -> Phrase | None:
    """The office told after a comma: "X, a top official of Y"."""
    if last + 2 >= len(s.tokens) or s.tokens[last + 1].text not in {",", "(", "-", "–", "—"}:
        return None
    phrase = starts.get(last + 2)
    if not phrase or phrase.kind != "person" or phrase.person:
        return None
    follows = phrase.last + 1
    if any(a in {follows, follows + 1} for a, _ in runs) and s.tokens[min(follows, len(s.tokens) - 1)].text in {",", *(s.tokens[a].text for a, _ in runs if a == follows)}:
        return None  # "Lavrov, the German minister, Baerbock": the office is the second one's
    return phrase


def possessor(s: Sentence, first: int, hits: list[Hit]) -> Hit | None:
    """The state or body right before the name: "Iran's Javad Zarif"."""
    if first < 2 or s.tokens[first - 1].text not in {"'s", "’s", "'", "’"}:
        return None
    return next((h for h in hits if h.last == first - 2 and h.name.kind in {"state", "body"}), None)


def lend(s: Sentence, person: Phrase, found: list[Phrase]) -> None:
    """A name that says whose an office or force is: "the Assad regime", "Haftar's forces", "the government of X"."""
    t = s.tokens[person.head]
    for p in found:
        ruling = p.kind != "people" or any(x.text.lower() in RULING for x in s.tokens[p.first : p.head])  # "Bush administration officials"
        if p is not person and p.office and not p.person and ruling and not p.through:
            inside = p.first <= person.first and person.last < p.head
            of = t.dep == "pobj" and s.tokens[t.head].text.lower() in {"of", "to", "for"} and (s.tokens[t.head].head == p.head or t.head in loyal(s, p.head))
            before = t.head == p.head and t.dep in INSIDE | {"poss"} and person.last < p.head
            if (inside or of or before) and not p.owners:
                p.through = person
                p.first = min(p.first, person.first)
                return
