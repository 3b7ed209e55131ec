"""Places: the names the codebook knows, and those the parser takes for places, wherever the grammar uses them as places.

"In Moscow" is a place, "Moscow said" and "a warning to Moscow" are not: there the capital stands for those who rule in it.
A city that rules nothing is a place wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.codebook import Codebook
from detente.codebook.folding import fold
from detente.codebook.places import Place, Places, PlaceWords
from detente.grammar import ancestors, children, text
from detente.mentions.whereabouts import Name, Whereabouts
from detente.records import ActorSpot, Article, PlaceSpot, Sentence, Where

RULERS = frozenset({"state", "capital", "province"})
NAMED = frozenset({"GPE", "LOC", "FAC"})
NOT_PLACES = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART"})
BEINGS = frozenset({"PERSON", "ORG", "NORP"})


def find_places(article: Article, sentences: tuple[Sentence, ...], codebook: Codebook, actors: Sequence[ActorSpot] = ()) -> tuple[PlaceSpot, ...]:
    """The places of an article, in order of place; `actors` tell which countries it is about."""
    people = frozenset(t.text for s in sentences for t in s.tokens if t.entity == "PERSON")
    named = {s.index: tuple(Name(*found) for found in names(s, codebook.places)) for s in sentences}
    whereabouts = Whereabouts(codebook.places, actors, named)
    return tuple(spot for s in sentences for spot in spots(s, named[s.index], whereabouts, people))


def spots(s: Sentence, named: Sequence[Name], whereabouts: Whereabouts, people: frozenset[str]) -> Iterator[PlaceSpot]:
    """The places of a sentence; a name that no table knows is none where the article has it as a person's."""
    places = whereabouts.places
    for name in named:
        if name.place is None and s.tokens[name.last].text in people:
            continue
        head = head_of(s, name.first, name.last)
        rule = used_as_place(s, head, name.first, name.place, places)
        if not rule:
            continue
        first = with_bearing(s, name.first, name.place, places)
        a, b = s.tokens[first].start, s.tokens[name.last].end
        words = text(s, a, b)
        place, country = whereabouts.of(s, name)
        where = Where(words, place.name, place.country, place.lat, place.lon) if place else Where(words, country=country)
        yield PlaceSpot(sentence=s.index, part=s.part, first=first, last=name.last, head=head, start=a, end=b, text=words, rule=f"place.{rule}", where=where)


def names(s: Sentence, places: Places) -> Iterator[tuple[int, int, Place | None]]:
    """Words that name a place: the longest name of the codebook at each word, else what the parser takes for one."""
    words = [fold(t.text) for t in s.tokens]
    i = 0
    while i < len(words):
        found = known(s, words, i, places)
        if found:
            yield found
            i = found[1] + 1
            continue
        t = s.tokens[i]
        if t.entity not in NAMED | {"PERSON", "NORP"} and t.tag in {"NNP", "NNPS"} and by_words(s, i, places.words):
            yield i, i, None
            i += 1
            continue
        if t.entity not in NAMED | BEINGS and t.tag in {"NNP", "NNPS"} and (attacked_in(s, i, words, places) or in_table(s, i, places)):
            yield i, i, None
        if t.entity in NAMED and t.begins and t.pos == "PROPN":
            j = i
            while j + 1 < len(words) and s.tokens[j + 1].entity == t.entity and not s.tokens[j + 1].begins and s.tokens[j + 1].tag != "POS" and s.tokens[j + 1].text != ",":
                j += 1
            if any(known(s, words, k, places) for k in range(i + 1, j + 1)):
                i += 1
                continue
            if not part_of_name(s, i, j):
                yield i, j, None
            i = j + 1
            continue
        i += 1


def known(s: Sentence, words: list[str], i: int, places: Places) -> tuple[int, int, Place] | None:
    """The longest name of the codebook that begins at word i and is written as a name."""
    for name, place in places.starts.get(words[i], ()):
        j = i + len(name) - 1
        if tuple(words[i : j + 1]) != name or not s.tokens[j].text[:1].isupper():
            continue
        inside = {s.tokens[k].entity for k in range(i, j + 1)}
        if inside & {"PERSON"} and (person_around(s, i, j) or (len(name) == 1 and place.kind == "city" and s.tokens[i].dep != "pobj")):
            continue
        if (place.kind != "region" and s.tokens[j].pos not in {"PROPN", "NOUN", "ADJ", "X"}) or part_of_name(s, i, j):
            continue
        return i, j, place
    return None


def by_words(s: Sentence, i: int, words: PlaceWords) -> bool:
    """Is the name that of a settlement by what stands beside it ("Orsk, a village in", "the town of Orsk")?"""
    t = s.tokens[i]
    if any(s.tokens[c].lemma.lower() in words.settlements and c == i + 3 - (s.tokens[i + 2].pos != "DET") for c in children(s, i, "appos") if i + 2 < len(s.tokens)):
        return True
    return t.dep == "pobj" and t.head == i - 1 and s.tokens[i - 1].text == "of" and s.tokens[i - 2].lemma.lower() in words.settlements


def in_table(s: Sentence, i: int, places: Places) -> bool:
    """Is it a city of the long table, behind a preposition of place or movement ("flew to Trujillo")?"""
    t, before = s.tokens[i], s.tokens[i - 1] if i else None
    if t.dep != "pobj" or before is None or before.i != t.head or before.text.lower() not in places.words.locative | {"to", "from", "into"}:
        return False
    return bool(places.lesser(t.text)) and not s.tokens[min(i + 1, len(s.tokens) - 1)].text[:1].isupper()


def attacked_in(s: Sentence, i: int, words: list[str], places: Places) -> bool:
    """Is it attacked, and does it lie in a place ("shelled Orsk in Tarn's north")?"""
    t = s.tokens[i]
    if t.dep != "dobj" or s.tokens[t.head].lemma not in places.words.attacking or i + 2 >= len(words) or words[i + 1] not in {"in", "near"}:
        return False
    return any(known(s, words, k, places) for k in range(i + 2, min(len(words), i + 5)))


def person_around(s: Sentence, i: int, j: int) -> bool:
    """Do words of a person's name stand beside the words ("Jack London")?"""
    return any(0 <= k < len(s.tokens) and s.tokens[k].entity == "PERSON" for k in (i - 1, j + 1))


def part_of_name(s: Sentence, i: int, j: int) -> bool:
    """Are the words inside a longer name of something else ("Washington Post", "Bank of England")?"""
    inside, after = s.tokens[j], s.tokens[j + 1] if j + 1 < len(s.tokens) else None
    if after and after.entity in NOT_PLACES and not after.begins and inside.entity == after.entity:
        return after.tag != "POS" and after.text[:1].isupper()
    if i > 1 and inside.entity in NOT_PLACES and not s.tokens[i].begins and s.tokens[i - 1].entity == inside.entity:
        return s.tokens[i - 1].text not in {"the", "The"}
    return False


def head_of(s: Sentence, first: int, last: int) -> int:
    """The word of the name on which the grammar hangs it."""
    return next((k for k in range(last, first - 1, -1) if not first <= s.tokens[k].head <= last or s.tokens[k].head == k), last)


def used_as_place(s: Sentence, head: int, first: int, place: Place | None, places: Places) -> str | None:
    """The name of the reason why the grammar takes the name as a place, `None` where it stands for an actor."""
    words = places.words
    t = s.tokens[head]
    up = s.tokens[t.head]
    seen = 0
    while t.dep in {"conj", "appos"} and up.pos in {"PROPN", "NOUN"} and seen < 6:  # joined names share what is before the first
        if t.dep == "appos" and up.lemma.lower() in words.lands:
            return "apposition"
        t, up, seen = up, s.tokens[up.head], seen + 1
    ruler = place is None or place.kind in RULERS
    if dateline(s, head):
        return "dateline"
    if next_is_possessive(s, head):
        return None if ruler else "name"
    if t.dep in {"pobj", "pcomp"} and up.pos in {"ADP", "SCONJ", "ADV", "PART"}:
        return after_preposition(s, up.i, ruler, words)
    if t.dep == "dobj":
        return struck(s, up.i, place, words) if up.lemma in words.attacking else "object" if up.lemma in words.entering and not (ruler and seen) else None if ruler else "name"
    if t.dep in {"compound", "nmod", "amod"}:
        if up.lemma.lower() in words.occasions and (place is None or place.kind != "state"):
            return "attributive"
        return None
    if t.dep == "npadvmod" and s.text[t.end - s.start : t.end - s.start + 1] in {"-", "‑"}:  # "US-backed"
        return None
    if (t.dep in {"npadvmod", "advmod"} and not ruler) or (t.dep == "appos" and s.tokens[head].entity in NAMED and up.entity in NAMED):
        return "apposition"
    return None if ruler else "name"


def struck(s: Sentence, verb: int, place: Place | None, words: PlaceWords) -> str | None:
    """What is attacked is a place unless it is a state or a capital, which are attacked as actors; but missiles and blasts strike capitals too."""
    if place is None or place.kind not in {"state", "capital"}:
        return "object"
    by = {s.tokens[c].lemma.lower() for c in children(s, verb, "nsubj")}
    return "object" if by & words.strikers and place.kind == "capital" else None


def after_preposition(s: Sentence, prep: int, ruler: bool, words: PlaceWords) -> str | None:
    """The reason why a name after this preposition is a place."""
    t = s.tokens[prep]
    word, governor = t.text.lower(), s.tokens[t.head]
    above = [governor.lemma.lower(), *(s.tokens[k].lemma.lower() for _, k in zip(range(2), ancestors(s, governor.i), strict=False))]
    if word == "of":
        return "of" if governor.lemma.lower() in words.lands or governor.lemma.lower() in words.bearings or not ruler else None
    if word == "on" and governor.lemma.lower() in words.topics:
        return None
    if not ruler:
        return "preposition" if word in words.locative or word in words.directional else "name"
    if word in words.locative:
        return None if governor.lemma.lower() in words.abstract and word != "near" else "preposition"
    if word == "on":
        return "direction" if governor.lemma.lower() in words.onto else None
    if word not in words.directional or not any(a in words.motion for a in above):
        return None
    sent = {governor.lemma.lower(), *(s.tokens[c].lemma.lower() for c in s.children[governor.i] if s.tokens[c].dep == "dobj")}
    return None if sent & words.messages else "direction"


def next_is_possessive(s: Sentence, i: int) -> bool:
    return any(s.tokens[c].tag == "POS" for c in s.children[i])


def dateline(s: Sentence, head: int) -> bool:
    """Is it the place at the head of an agency report ("GENEVA (Reuters) -", "KYIV —")?"""
    if head > 4 or s.paragraph > 1:
        return False
    rest = s.text[s.tokens[head].end - s.start :][:40].lstrip()
    return s.tokens[head].text.isupper() and len(s.tokens[head].text) > 2 and rest[:1] in {"(", "—", "–", "-", ",", "_", ""}


def with_bearing(s: Sentence, first: int, place: Place | None, places: Places) -> int:
    """The first word with the bearings before it ("north-west Syria", "eastern Aleppo")."""
    k, words = first, [t.text.lower() for t in s.tokens[:first]]
    while k > 0 and (words[k - 1] in places.words.bearings or (words[k - 1] in {"-", "‑"} and k > 1 and words[k - 2] in places.words.bearings)):
        k -= 1
    return k
