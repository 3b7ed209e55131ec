"""A phrase that stands alone ("a retired Swedish admiral"), cut into what it names: people of the table, names of the codebook, its head and what hangs on it.

No parser: a phrase has no sentence. The words before the first preposition or comma hold its head, those after it say whose or what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.codebook import Codebook
from detente.codebook.actors import Name, fold, spelt
from detente.codebook.offices import Person
from detente.codebook.sectors import LONGEST, Local

WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*\.?")
OWN = re.compile(r"['’]s?$")
PREFERRED = ("body", "seat", "coalition", "state", "people", "demonym", "capital")
ASIDE = ("pro-", "anti-", "non-", "pro–", "anti–")
LEADING = ("-led", "-dominated", "-run", "-controlled", "-majority")
FEW = 6  # words of the longest name


@dataclass(frozen=True, slots=True)
class Found:
    """Something named: the characters it takes, and what it is."""

    start: int
    end: int
    name: Name | None = None
    person: str | None = None
    local: Local | None = None


@dataclass(slots=True)
class Cut:
    """The phrase: its words as (start, end, text), where its head ends, what is named in it."""

    text: str
    words: list[tuple[int, int, str]]
    limit: int
    people: list[Found]
    named: list[Found]
    roles: list[Found]
    preposition: str = ""

    def inside(self, start: int) -> bool:
        """Does it stand before the first preposition or comma?"""
        return start < self.limit

    def rest(self) -> Cut:
        """What stands after the first preposition or comma, as a phrase of its own."""
        words = [w for w in self.words if w[0] >= self.limit and w[2].lower() != self.preposition]
        return Cut(self.text, words, len(self.text), [], [f for f in self.named if f.start >= self.limit], [])

    def front(self) -> Cut:
        """What stands before it."""
        people, named, roles = ([f for f in found if self.inside(f.start)] for found in (self.people, self.named, self.roles))
        return Cut(self.text[: self.limit], [w for w in self.words if self.inside(w[0])], self.limit, people, named, roles)


def cut(text: str, codebook: Codebook) -> Cut:
    """The phrase cut where its head ends: not within a name ("University of St Andrews" is two parts, "Republic of Iran" one)."""
    words = [(m.start(), m.start() + len(w), w) for m in WORD.finditer(text) for w in [OWN.sub("", m[0])]]
    people = list(persons(words, codebook))
    every = [f for f in names(text, codebook) if not any(p.start < f.end and f.start < p.end for p in people)]
    roles = [f for f in every if f.name and f.name.kind == "role"]
    named = [f for f in every if f not in roles]
    for spot in places(words, codebook):
        over = [f for f in [*people, *named] if f.start < spot.end and spot.start < f.end]
        if all(spot.start <= f.start and f.end <= spot.end and f.end - f.start < spot.end - spot.start for f in over):  # "East Jerusalem"
            named = [*(f for f in named if f not in over), spot]
    limit, preposition = len(text), ""
    cuts = codebook.sectors.words.of | codebook.sectors.words.cuts
    for n, (start, _, word) in enumerate(words):
        within = any(f.start < start < f.end for f in [*people, *named])
        if n and not within and (word.lower() in cuts or text[words[n - 1][1] : start].strip().startswith(",")):
            limit, preposition = start, word.lower() if word.lower() in cuts else ","
            break
    return Cut(text, words, limit, people, sorted(named, key=lambda f: f.start), roles, preposition)


def persons(words: list[tuple[int, int, str]], codebook: Codebook) -> list[Found]:
    """Full names of the table of offices, the longest first."""
    people, out, n = codebook.actors.people, [], 0
    while n < len(words):
        for m in range(min(len(words), n + FEW), n, -1):
            spelled = " ".join(w for _, _, w in words[n:m])
            if words[n][2][:1].isupper() and people.key(spelled) in people.by_name and fold(spelled) not in codebook.actors.entries:
                out.append(Found(words[n][0], words[m - 1][1], person=spelled))
                n = m
                break
        else:
            n += 1
    return out


def names(text: str, codebook: Codebook) -> list[Found]:
    """Names of states, bodies, groups and organs, and nouns for offices; where one is written as several things, bodies come first."""
    actors, out = codebook.actors, []
    for start, end, name in actors.in_text(text):
        written = text[start:end]
        alike = [n for spelling, n in actors.entries[fold(written)] if n.kind != "role" and spelt(spelling, n.case, written)]
        if name.kind == "role" or not aside(text, start, end):
            out.append(Found(start, end, name=min(alike, key=lambda n: PREFERRED.index(n.kind)) if alike else name))
    return out


def aside(text: str, start: int, end: int) -> bool:
    """Does the name only say what someone is for, or who backs them ("pro-Russian", "US-backed")?"""
    if text[:start].lower().endswith(ASIDE):
        return True
    return text[end : end + 1] in {"-", "–"} and not text[end:].lower().replace("–", "-").startswith(LEADING)


def places(words: list[tuple[int, int, str]], codebook: Codebook) -> list[Found]:
    """Cities, regions and the peoples of regions; a word inside a run of unknown capitals is a personal name ("Jesse Jackson")."""
    out: list[Found] = []
    n = 0
    while n < len(words):
        for m in range(min(len(words), n + LONGEST), n, -1):
            local = local_of(" ".join(w for _, _, w in words[n:m]), codebook) if words[n][2][:1].isupper() else None
            if local and not (n and unknown(words[n - 1], codebook, out)):
                out.append(Found(words[n][0], words[m - 1][1], local=local))
                n = m
                break
        else:
            n += 1
    return out


def local_of(name: str, codebook: Codebook) -> Local | None:
    """The city or region of the name; a lesser city called like someone of the table is that one ("Bush")."""
    place = codebook.places.named(name) or codebook.places.named(fold(name))
    if place and place.country and place.kind in {"capital", "city", "region"}:
        return Local(place.country, "region" if place.kind == "region" else "city", ())
    local = codebook.sectors.locals.get(fold(name))
    return None if local and local.kind == "city" and fold(name) in codebook.actors.people.by_surname else local


def unknown(word: tuple[int, int, str], codebook: Codebook, found: list[Found]) -> bool:
    """Is it a capitalised word that names nothing we know?"""
    start, _, text = word
    low = text.lower()
    if not text[:1].isupper() or any(f.start <= start < f.end for f in found):
        return False
    words = codebook.sectors.words
    return low not in words.cuts | words.of | words.pronouns and fold(text) not in codebook.actors.entries and low not in codebook.sectors.nouns


def surname(c: Cut, codebook: Codebook) -> tuple[str, int] | None:
    """The only word of the phrase that names someone by surname, beside titles, offices and names of states, and where it ends."""
    left = [(w, s + len(w)) for s, _, w in c.words if w[:1].isupper() and not any(f.start <= s < f.end for f in (*c.named, *c.roles)) and unknown((s, 0, w), codebook, c.named)]
    left = [(w, end) for w, end in left if w.lower() not in codebook.actors.words.titles]
    key = fold(left[0][0]).removeprefix("al-") if len(left) == 1 else ""
    return (key, left[0][1]) if key in codebook.actors.people.by_surname else None


def terms(people: list[Person], day: str | None, now: str) -> list[Person]:
    """The offices of one person that the day asks for: those held on it, else the last before it, else the first after; without a day the latest, if of these years."""
    if day is None:
        last = max((p.until or "9999") for p in people)
        return [p for p in people if (p.until or "9999") == last] if last >= now else []
    held = [p for p in people if p.held(day)]
    if held:
        return held
    gone = [p for p in people if p.until and p.until < day]
    return [] if gone else [min(people, key=lambda p: p.since)]
