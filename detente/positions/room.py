"""What an article's sentences hold that a meeting needs, and a meeting as it is told at one place."""

from __future__ import annotations

from msgspec import Struct

from detente.codebook import Codebook
from detente.days import dated
from detente.records import ActorSpot, Article, Event, Happened, Level, Mentions, Sentence, When, Where

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
        for p in mentions.places:
            self.places.setdefault(p.sentence, []).append(p.where)
        for t in filter(dated, mentions.times):
            self.times.setdefault(t.sentence, []).append(t.when)
        self.roles = {a.id: (a.role or "").lower() for a in mentions.cast}
        self.outlet = tuple(x for x in [article.credited_source or article.outlet] if x)

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
