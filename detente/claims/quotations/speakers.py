"""Who is meant by a word: the actor that the mentions found there, or the words of its noun phrase."""

from __future__ import annotations

from collections import defaultdict

from detente.grammar import BESIDE, children, subtree
from detente.records import ActorSpot, Mentions, Sentence, Span, TimeSpot

DASHES = frozenset({"-", "–", "—", "--"})
LONGEST = 8  # words of a speaker who has no name


class Spots:
    """The mentions of an article by sentence."""

    def __init__(self, mentions: Mentions) -> None:
        self.actors: dict[int, list[ActorSpot]] = defaultdict(list)
        self.times: dict[int, list[TimeSpot]] = defaultdict(list)
        for a in mentions.actors:
            self.actors[a.sentence].append(a)
        for t in mentions.times:
            self.times[t.sentence].append(t)

    def actor(self, s: Sentence, i: int) -> ActorSpot | None:
        """The actor whose name or description has word i as its head, or else holds it."""
        adjective = s.tokens[i].dep in {"amod", "compound", "nmod", "poss"}  # "the Tarnish claim", where the adjective is all that tells who
        here = [a for a in self.actors[s.index] if a.first <= i <= a.last and a.actors and (a.role != "modifier" or adjective)]
        here.sort(key=lambda a: (a.head != i, a.role == "modifier", a.last - a.first))
        return here[0] if here else None

    def speaker(self, s: Sentence, heads: tuple[int, ...]) -> tuple[str | None, str | None]:
        """(actor id, usual name) of the first of the speakers who is known; names of several are joined."""
        ids: list[str] = []
        names: list[str] = []
        for i in heads[:3]:
            spot = self.actor(s, i) or next((a for c in children(s, i, "appos") if (a := self.actor(s, c))), None)
            if spot:
                ids.extend(spot.actors[:1])
                names.append(spot.name)
            else:
                names.append(words(s, full(s, i)))
        name = " and ".join(dict.fromkeys(names))
        return (ids[0] if ids else None), (name if len(name.split()) <= LONGEST else names[0]) or None


def full(s: Sentence, i: int) -> list[int]:
    """The name that a description stands beside ("the minister, Ivan Sorel"), the name without its titles, or the noun phrase."""
    for c in (i, *children(s, i, "appos")):
        if s.tokens[c].entity == "PERSON":
            own = [c]
            while own[0] and s.tokens[own[0] - 1].entity == "PERSON" and not s.tokens[own[0]].begins:
                own.insert(0, own[0] - 1)
            return own
    return phrase(s, i)


def phrase(s: Sentence, i: int) -> list[int]:
    """Word i with what names it more closely: no clause, no aside, and at most eight words."""
    out = [i]
    for c in s.children[i]:
        t = s.tokens[c]
        if c < i and t.dep in {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case"}:
            out.extend(w for w in range(min(left(s, c), c), i))
        elif c > i and t.dep == "prep" and t.text.lower() in {"of", "in", "at", "from", "for"} and c == max(out) + 1:
            inside = [c, *(w for o in children(s, c, "pobj") for w in phrase(s, o))]
            if len(inside) + i - min(out) + 1 <= LONGEST and sorted(inside) == list(range(c, c + len(inside))):
                out.extend(inside)
    out = sorted(set(out))
    return out[-LONGEST:] if i == out[-1] else out[:LONGEST]


def left(s: Sentence, i: int) -> int:
    """The leftmost word that hangs on word i."""
    at = i
    while s.children[at] and s.children[at][0] < at:
        at = s.children[at][0]
    return at


def words(s: Sentence, words: list[int]) -> str:
    """Their text, without an article at the head, unless a number alone is left ("the two")."""
    if len(words) > 1 and s.tokens[words[0]].text.lower() in {"the", "a", "an"} and s.tokens[words[-1]].tag != "CD":
        words = words[1:]
    a, b = s.tokens[words[0]].start, s.tokens[words[-1]].end
    return " ".join(s.text[a - s.start : b - s.start].split())


def place(s: Sentence, heads: tuple[int, ...], stand_in: int | None, without: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Where the speakers stand, whole: with title, apposition and relative clauses, but without the words `without`, which are cue and content;
    "who" alone where the words of saying hang on it."""
    if stand_in is not None:
        t = s.tokens[stand_in]
        return ((t.start, t.end),)
    taken = {t.i for t in s.tokens if any(t.start < b and t.end > a for a, b in without)}
    own: set[int] = set()
    for i in heads[:3]:
        own |= set(whole(s, i, taken))
    out: list[Span] = []
    run: list[int] = []
    for w in sorted(own):
        if run and any(s.tokens[k].pos != "PUNCT" and s.tokens[k].dep != "cc" for k in range(run[-1] + 1, w)):
            out.append(stretch(s, run))
            run = []
        run.append(w)
    return (*out, stretch(s, run)) if run else tuple(out)


def whole(s: Sentence, i: int, taken: set[int]) -> list[int]:
    """Word i with all that hangs on it and stands beside it without a gap; a branch that holds taken words is none of it."""
    out = {i}
    for c in s.children[i]:
        branch = set(subtree(s, c))
        if not branch & taken and not apart(s, i, c, min(branch)):
            out |= branch
    first = last = i
    while first - 1 in out:
        first -= 1
    while last + 1 in out:
        last += 1
    return list(range(first, last + 1))


def apart(s: Sentence, i: int, c: int, first: int) -> bool:
    """Is branch c of a name no part of it: its "'s", when it was said, the dateline before it?"""
    t = s.tokens[c]
    if t.dep == "case" or (t.dep == "prep" and t.text.lower() in BESIDE):
        return True
    return c < i and any(s.tokens[w].text in DASHES for w in range(c, i)) and first == 0


def stretch(s: Sentence, run: list[int]) -> Span:
    """From the first to the last of the words that is no comma or dash."""
    while len(run) > 1 and s.tokens[run[-1]].pos == "PUNCT":
        run = run[:-1]
    while len(run) > 1 and s.tokens[run[0]].pos == "PUNCT":
        run = run[1:]
    return s.tokens[run[0]].start, s.tokens[run[-1]].end


__all__ = ["Spots", "phrase", "place", "words"]
