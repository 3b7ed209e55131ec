"""When and where an act took place, as the sentence says, and what it is about (PLOVER contexts)."""

from __future__ import annotations

from collections import defaultdict

from detente.codebook import Codebook
from detente.codebook.acts import Frame
from detente.grammar import ancestors
from detente.records import Article, Mentions, PlaceSpot, Sentence, TimeSpot, When, Where

FRESH_DAYS = 31  # an act told with a date older than this is background


class Scene:
    """Times and places of an article, asked by sentence and word."""

    def __init__(self, article: Article, mentions: Mentions, codebook: Codebook) -> None:
        self.published = (article.published or "")[:10]
        self.times: dict[int, list[TimeSpot]] = defaultdict(list)
        self.places: dict[int, list[PlaceSpot]] = defaultdict(list)
        for t in mentions.times:
            self.times[t.sentence].append(t)
        for p in mentions.places:
            self.places[p.sentence].append(p)

    def when(self, s: Sentence, i: int) -> When | None:
        spot = nearest(s, i, self.times[s.index])
        return spot.when if isinstance(spot, TimeSpot) else None

    def where(self, s: Sentence, i: int) -> Where | None:
        spot = nearest(s, i, self.places[s.index])
        return spot.where if isinstance(spot, PlaceSpot) else None

    def past(self, when: When | None) -> bool:
        """Is the time well before the report?"""
        if not when or not when.start or not self.published:
            return False
        return days(when.end or when.start, last=True) < days(self.published, last=False) - FRESH_DAYS


def nearest(s: Sentence, i: int, spots: list[TimeSpot] | list[PlaceSpot]) -> TimeSpot | PlaceSpot | None:
    """The spot that hangs on word i or, failing that, on the verb above it; nearest first."""
    if not spots:
        return None
    above = [i, *ancestors(s, i)]
    verbs = [j for j in above if s.tokens[j].pos in {"VERB", "AUX"}][:1]
    best: tuple[int, int] | None = None
    for n, spot in enumerate(spots):
        for steps, j in enumerate([spot.head, *ancestors(s, spot.head)]):
            if j == i or j in verbs:
                rank = (steps + (0 if j == i else 2), n)
                best = min(best, rank) if best else rank
                break
            if s.tokens[j].dep in {"relcl", "ccomp", "advcl"}:
                break
    return spots[best[1]] if best else None


def days(iso: str, last: bool) -> int:
    """Days since year 0, near enough to compare; a shorter prefix counts as its last or first day."""
    bits = iso[:10].split("-")
    year = int(bits[0]) if bits[0].isdigit() else 9999
    month = int(bits[1]) if len(bits) > 1 and bits[1].isdigit() else (12 if last else 1)
    day = int(bits[2]) if len(bits) > 2 and bits[2].isdigit() else (31 if last else 1)
    return year * 372 + month * 31 + day


def contexts_of(s: Sentence, frame: Frame, codebook: Codebook) -> tuple[str, ...]:
    """What the sentence is about, in PLOVER's contexts: the frame's own, then the codebook's words."""
    found = list(frame.contexts)
    table = codebook.contexts
    for t in s.tokens:
        for context in table.get(t.lemma.lower(), ()):
            if context not in found:
                found.append(context)
    return tuple(sorted(found))
