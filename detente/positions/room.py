"""What an article's sentences hold that a meeting needs, and a meeting as it is told at one place."""

from __future__ import annotations

from msgspec import Struct

from detente.codebook import Codebook
from detente.codebook.formats import MeetingCue
from detente.days import dated
from detente.grammar import ancestors, conjuncts, subtree
from detente.records import ActorSpot, Article, Event, Happened, Level, Mentions, PlaceSpot, Sentence, When, Where

LEVELS: tuple[tuple[Level, tuple[str, ...]], ...] = (
    ("leader", ("president", "prime minister", "chancellor", "king", "emir", "secretary general")),
    ("minister", ("minister", "secretary of state", "foreign secretary")),
)


class Found(Struct, frozen=True):
    """A meeting told at one place, before it is merged with the same one told elsewhere."""

    s: Sentence
    at: int
    parties: tuple[str, ...]
    status: Happened
    rule: str
    when: When | None
    where: tuple[Where, ...]
    format: str | None
    event: Event | None
    according_to: tuple[str, ...]


class Room:
    """What an article's sentences hold that a meeting needs, by sentence."""

    def __init__(self, article: Article, mentions: Mentions, codebook: Codebook) -> None:
        self.article, self.codebook = article, codebook
        self.actors: dict[int, list[ActorSpot]] = {}
        self.places: dict[int, list[Where]] = {}
        self.times: dict[int, list[When]] = {}
        for a in mentions.actors:
            self.actors.setdefault(a.sentence, []).append(a)
        self.placed: dict[int, list[PlaceSpot]] = {}
        for p in mentions.places:
            if p.where.country or not p.where.name:  # a continent is no place to meet in
                self.placed.setdefault(p.sentence, []).append(p)
                self.places.setdefault(p.sentence, []).append(p.where)
        self.capitals = {p.name for p in codebook.places.places if p.kind == "capital"}
        for t in filter(dated, mentions.times):
            self.times.setdefault(t.sentence, []).append(t.when)
        self.roles = {a.id: (a.role or "").lower() for a in mentions.cast}
        self.outlet = tuple(x for x in [article.credited_source or article.outlet] if x)

    def spots(self, s: Sentence) -> list[PlaceSpot]:
        return self.placed.get(s.index, [])

    def near(self, s: Sentence, i: int, where: Where | None) -> tuple[Where, ...]:
        """The place with those joined to it ("in Geneva, Brussels and Vienna"); without one, up to three of the word's clause."""
        if where is None or not (where.country or not where.name):
            verb = next((k for k in (i, *ancestors(s, i)) if s.tokens[k].pos in {"VERB", "AUX"}), i)
            below = set(subtree(s, verb))
            return tuple(p.where for p in self.spots(s) if p.head in below)[:3]
        head = next((p.head for p in self.spots(s) if p.where == where), None)
        while head is not None and s.tokens[head].dep == "conj":
            head = s.tokens[head].head
        joined = conjuncts(s, head) if head is not None else []
        return tuple(dict.fromkeys(p.where for p in self.spots(s) if p.where == where or p.head in joined)) or (where,)

    def settled(self, s: Sentence, i: int) -> Happened | None:
        return settled(s, i, self.codebook)

    def who(self, s: Sentence, i: int) -> tuple[str, ...]:
        spots = [a for a in self.actors.get(s.index, []) if a.first <= i <= a.last and a.actors and a.role != "modifier"]
        best = next((a for a in spots if a.head == i), spots[0] if spots else None)
        return best.actors if best else ()

    def any_at(self, s: Sentence, i: int) -> tuple[str, ...]:
        """Who stands at a word, as himself, as an adjective or as a place; nobody where that is unknown."""
        spots = [a for a in self.actors.get(s.index, []) if a.first <= i <= a.last and a.actors]
        return min(spots, key=lambda a: (a.head != i, a.last - a.first)).actors if spots else ()

    def level(self, actors: tuple[str, ...]) -> Level | None:
        roles = [self.roles.get(a, "") for a in actors]
        for level, words in LEVELS:
            if any(w in r for r in roles for w in words):
                return level
        return None


def settled(s: Sentence, i: int, codebook: Codebook) -> Happened | None:
    """The status that a verb above the meeting gives it ("cancelled talks")."""
    over = [k for k in ancestors(s, i) if s.tokens[k].pos != "ADP"]
    above = [i, *over[:3]] if s.tokens[i].dep != "nsubj" else [i]
    for cue in codebook.formats.cues:
        if cue.settles and (any(settles(s, j, cue) for j in above) or any(s.tokens[k].lemma.lower() in cue.nouns for k in over[:1])):
            return cue.settles
    return None


def settles(s: Sentence, verb: int, cue: MeetingCue) -> bool:
    """Is that the cue's verb? "Call" and "put" need their particle ("call off", "put on hold")."""
    t = s.tokens[verb]
    if t.pos != "VERB" or t.lemma.lower() not in cue.verbs:
        return False
    if t.lemma == "call" and cue.settles == "proposed":
        return any(s.tokens[k].text.lower() == "for" for k in s.children[verb])
    return t.lemma not in {"call", "put"} or any(s.tokens[k].text.lower() in {"off", "hold"} for k in subtree(s, verb))


def tense(s: Sentence, i: int, verb: int | None, codebook: Codebook) -> Happened:
    """Held, unless the noun or its verb looks ahead."""
    near = {s.tokens[c].text.lower() for c in s.children[i]} | ({s.tokens[c].text.lower() for c in s.children[verb]} if verb is not None else set())
    if near & {"proposed", "possible"}:
        return "proposed"
    if near & codebook.formats.ahead or any(s.tokens[j].text.lower() in {"scheduled", "planned", "due", "set"} for j in subtree(s, i)):
        return "planned"
    return "held"
