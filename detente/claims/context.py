"""When and where an act took place, as the sentence says, and what it is about (PLOVER contexts)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from detente.codebook import Codebook
from detente.codebook.acts import Frame
from detente.days import dated
from detente.grammar import ancestors, children, subtree
from detente.records import Article, Mentions, PlaceSpot, Sentence, Span, TimeSpot, When, Where

SAID = frozenset({"REQUEST", "REJECT", "ACCUSE"})  # acts about another act, whose time and place are not theirs ("urged Peru to leave by Friday")
ENDS = {False: frozenset({"relcl", "ccomp", "advcl"}), True: frozenset({"relcl", "ccomp", "advcl", "xcomp", "pcomp", "acl"})}  # clauses not looked into


class Scene:
    """Times and places of an article, asked by sentence and word."""

    def __init__(self, article: Article, mentions: Mentions, codebook: Codebook) -> None:
        self.published = article.published
        self.times: dict[int, list[TimeSpot]] = defaultdict(list)
        self.places: dict[int, list[PlaceSpot]] = defaultdict(list)
        for t in filter(dated, mentions.times):
            self.times[t.sentence].append(t)
        for p in mentions.places:
            self.places[p.sentence].append(p)

    def when(self, s: Sentence, i: int, act: str) -> When | None:
        spot = nearest(s, i, self.times[s.index], ENDS[act in SAID])
        return spot.when if isinstance(spot, TimeSpot) else None

    def meanwhile(self, s: Sentence, i: int) -> When | None:
        """The time of the clauses above an act: of the saying that tells it, and of what happened when it was said ("fell on Tuesday when Orsa said")."""
        for verb in beside(s, i):
            spot = nearest(s, verb, self.times[s.index], ENDS[True])
            if isinstance(spot, TimeSpot):
                return spot.when
        return None

    def where(self, s: Sentence, i: int, act: str, speaker: tuple[Span, ...] = ()) -> Where | None:
        """The place of the act, never where those are who tell of it ("officials in Quill said")."""
        telling = vouching(s)
        spots = [p for p in self.places[s.index] if p.head not in telling and not any(a <= p.start < b for a, b in speaker)]
        spot = nearest(s, i, spots, ENDS[act in SAID])
        return spot.where if isinstance(spot, PlaceSpot) else None


def vouching(s: Sentence) -> set[int]:
    """The words of "according to officials in Quill"."""
    return {j for t in s.tokens if t.text.lower() == "according" for j in subtree(s, t.i)}


def nearest(s: Sentence, i: int, spots: list[TimeSpot] | list[PlaceSpot], ends: frozenset[str]) -> TimeSpot | PlaceSpot | None:
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
            if s.tokens[j].dep in ends:
                break
    return spots[best[1]] if best else None


def beside(s: Sentence, i: int) -> Iterator[int]:
    """The verbs above an act whose time is its own: what says it, what it is joined to, what happened when it was said; nearest first."""
    for j in [i, *ancestors(s, i)]:
        t = s.tokens[j]
        if t.pos not in {"VERB", "AUX"} or t.head == j:
            continue
        together = t.dep == "advcl" and any(s.tokens[c].text.lower() in {"when", "while", "as"} for c in s.children[j])
        joined = t.dep == "conj" and not children(s, j, "nsubj", "nsubjpass")
        if not (together or joined or t.dep == "ccomp"):
            return
        yield t.head


def contexts_of(s: Sentence, frame: Frame, codebook: Codebook) -> tuple[str, ...]:
    """What the sentence is about, in PLOVER's contexts: the frame's own, then the codebook's words."""
    found = list(frame.contexts)
    table = codebook.contexts
    for t in s.tokens:
        for context in table.get(t.lemma.lower(), ()):
            if context not in found:
                found.append(context)
    return tuple(sorted(found))
