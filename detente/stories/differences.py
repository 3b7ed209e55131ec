"""What two tellings of one thing differ in: figure, status, party, scope, place, time, attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from detente.codebook.vocabulary import shipped
from detente.records import Event, Field, Meeting
from detente.stories.happenings import codes
from detente.stories.tellings import Number, Telling
from detente.stories.titles import counting
from detente.stories.units import Word, dates
from detente.stories.voices import voices

Range = tuple[int, int]
GROUP = {
    "actual": "done",
    "past": "done",
    "held": "done",
    "planned": "to come",
    "proposed": "to come",
    "threatened": "to come",
    "conditional": "to come",
    "hypothetical": "maybe",
    "unconfirmed": "maybe",
}
TELLING = 1.5  # weight (in news) of a word that shows what a name beside it does
BESIDE = 0.95  # weight of a difference that stands beside the same word on both sides
CLOSE = 6  # words of a list within which a word must be shared
NEAR = 3  # words within which a name stands beside another
DETERMINERS = frozenset({"the", "this", "that", "its", "their", "his", "her", "no", "any", "each", "every"})
JOINING = re.compile(r"(?:,? (?:and|or|nor|as well as)|,) (?:the |with )?")
OFF = frozenset({"cancelled", "boycotted"})
MANY = ("s", "men", "people", "children")  # how words of several end
STOP = re.compile(r"[;:.]\s")
LINK = 20  # characters between two names of a list
LOCATIVE = frozenset({"in", "at", "near", "off", "outsid", "insid", "around", "from"})


class Difference(Struct, frozen=True):
    """The field, and each side's words for it; `weight` how surely it is one; `what` it is about, where that has a name; `of` the key of what is counted."""

    field: Field
    first: str | None
    second: str | None
    weight: float
    what: str | None = None
    of: str = ""


def differences(a: Telling, b: Telling, x: Range, y: Range, texts: tuple[str, str], said: tuple[Range, Range]) -> Iterator[Difference]:
    """What the clauses x of a and y of b differ in. `texts` are the parts that the units stand in, `said` the words both have, as offsets."""
    one, two = a.unit.words[x[0] : x[1]], b.unit.words[y[0] : y[1]]
    yield from figures(a, b, x, y, texts)
    yield from statuses(a, b)
    yield from called_off(a, b, texts)
    yield from sides(one, two, texts)
    yield from listings(one, two, texts)
    yield from spots(one, two, texts)
    yield from days(one, two, texts)
    yield from (Difference("attribution", v, w, 0.45 if v and w else 0.35) for v, w in voices(a, b, said, texts, {w.key for w in one} & {w.key for w in two}))


def figures(a: Telling, b: Telling, x: Range, y: Range, texts: tuple[str, str]) -> Iterator[Difference]:
    """Numbers of the same thing, told in the clauses, that cannot both be right, or are meant otherwise; and one ship against two."""
    here, there = within(a, x), within(b, y)
    for n in here:
        for m in there:
            if n.of != m.of:
                continue
            if n.high < m.low or m.high < n.low:
                values = texts[0][n.start : n.end], texts[1][m.start : m.end]
                yield Difference("figure", *values, 1.0, counting(*values), n.of)
            elif n.loose != m.loose and n.loose and m.loose:
                yield Difference("wording", texts[0][n.start : n.end], texts[1][m.start : m.end], 0.9)
    counted = ({n.of for n in a.numbers}, {m.of for m in b.numbers})
    for n in here:
        if n.low > 1 and n.of not in counted[1] and (one := single(b, n.of, texts[1])):
            yield Difference("figure", texts[0][n.start : n.end], one, 0.8, counting(texts[0][n.start : n.end]), n.of)
    for m in there:
        if m.low > 1 and m.of not in counted[0] and (one := single(a, m.of, texts[0])):
            yield Difference("figure", one, texts[1][m.start : m.end], 0.8, counting(texts[1][m.start : m.end]), m.of)


def within(telling: Telling, clause: Range) -> list[Number]:
    """The numbers of a clause."""
    words = telling.unit.words[clause[0] : clause[1]]
    return [n for n in telling.numbers if words and words[0].start <= n.start < words[-1].end]


def single(telling: Telling, of: str, text: str) -> str | None:
    """The words by which a sentence tells one of a thing: "a Hong Kong-flagged vessel"."""
    words = telling.unit.words
    for i, w in enumerate(words):
        if w.key == of and not text[w.start : w.end].lower().endswith(MANY):
            near = words[max(0, i - 4) : i]
            article = next((v for v in reversed(near) if v.key in {"a", "an"}), None)
            if article:
                return text[article.start : w.end]
            if text[telling.unit.end - 1].isalnum() and not any(v.key in DETERMINERS for v in near):
                return text[w.start : w.end]  # headlines do without
    return None


def statuses(a: Telling, b: Telling) -> Iterator[Difference]:
    """The same act told as done and as still to come, or as denied."""
    for e in a.rows:
        for f in b.rows:
            if isinstance(e, Event) and isinstance(f, Event):
                same = e.type == f.type and codes(e.actors) & codes(f.actors) and (not e.recipients or not f.recipients or codes(e.recipients) & codes(f.recipients))
            elif isinstance(e, Meeting) and isinstance(f, Meeting):
                same = len(codes(e.parties) & codes(f.parties)) > 1
            else:
                continue
            if same and GROUP.get(e.status, e.status) != GROUP.get(f.status, f.status):
                yield Difference("status", e.status, f.status, 0.9)


def called_off(a: Telling, b: Telling, texts: tuple[str, str]) -> Iterator[Difference]:
    """Another side that called a meeting off."""
    if not (calls_off(a) and calls_off(b)):
        return
    for e in a.rows:
        for f in b.rows:
            if isinstance(e, Event) and isinstance(f, Event) and e.type == f.type == "REJECT" and e.spans.actors and f.spans.actors and not codes(e.actors) & codes(f.actors):
                one, two = (text[r.spans.actors[0][0] : r.spans.actors[0][1]] for text, r in zip(texts, (e, f), strict=True))
                yield Difference("party", one, two, BESIDE, "who called the meeting off")


def calls_off(telling: Telling) -> bool:
    return any(isinstance(r, Meeting) and r.status in OFF for r in telling.rows)


def same_act(a: Telling, b: Telling) -> bool:
    """Do both tell an act of one type, or a meeting, with a side in common?"""
    for e in a.rows:
        for f in b.rows:
            if isinstance(e, Event) and isinstance(f, Event) and e.type == f.type and codes((*e.actors, *e.recipients)) & codes((*f.actors, *f.recipients)):
                return True
            if isinstance(e, Meeting) and isinstance(f, Meeting) and codes(e.parties) & codes(f.parties):
                return True
    return False


def sides(a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]) -> Iterator[Difference]:
    """Another name beside the same word."""
    parties = tuple({w.key for w in words if w.sort == "party"} for words in (a, b))
    for key in sorted({w.key for w in a if w.sort == ""} & {w.key for w in b if w.sort == ""}):
        if shipped().weight(key) < TELLING:
            continue
        here, there = beside(a, key), beside(b, key)
        for side in sorted(here.keys() & there.keys()):
            one, two = here[side], there[side]
            if {w.key for w in one} == {w.key for w in two}:
                continue
            both = {w.key for w in one} & {w.key for w in two}
            if ({w.key for w in one} - both) & parties[1] or ({w.key for w in two} - both) & parties[0]:
                continue  # named elsewhere in the other clause
            if not both:
                yield Difference("party", listed(one, texts[0]), listed(two, texts[1]), 0.6)


def listings(a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]) -> Iterator[Difference]:
    """Several names listed together ("both Tarn and Orsa") near words that both have, of which the other clause has some and nowhere the rest."""
    shared = {w.key for w in a if w.sort == ""} & {w.key for w in b if w.sort == ""}
    shared = {k for k in shared if shipped().weight(k) >= TELLING}
    for first, second, turned in ((a, b, False), (b, a, True)):
        there = {w.key for w in second if w.sort == "party"}
        done: set[int] = set()
        for i, w in enumerate(first):
            if w.sort != "party" or i in done:
                continue
            run = listing(first, i, texts[turned])
            done.update(run)
            if i and first[i - 1].key == "between":
                continue  # "the border between Tarn and Orsa"
            group = [first[k] for k in run]
            keys = {g.key for g in group}
            before, after = first[max(0, i - CLOSE) : i], first[run[-1] + 1 : run[-1] + 1 + CLOSE]
            text = texts[turned]
            close = {v.key for v in before if not STOP.search(text, v.end, w.start)} | {v.key for v in after if not STOP.search(text, group[-1].end, v.start)}
            if len(keys) > 1 and keys & there and keys - there and close & shared:
                many, few = listed(group, texts[turned]), listed([v for v in second if v.key in keys], texts[not turned])
                weight = BESIDE if any(v.key in keys and close & shared & {x.key for x in second[max(0, n - NEAR) : n + NEAR + 1]} for n, v in enumerate(second)) else 0.8
                yield Difference("scope", few, many, weight) if turned else Difference("scope", many, few, weight)


def beside(words: Sequence[Word], key: str) -> dict[str, list[Word]]:
    """The names next before and next after a word."""
    out: dict[str, list[Word]] = {}
    at = next(i for i, w in enumerate(words) if w.key == key)
    for side, run in (("before", range(at - 1, max(-1, at - 1 - NEAR), -1)), ("after", range(at + 1, min(len(words), at + 1 + NEAR)))):
        first = next((i for i in run if words[i].sort == "party"), None)
        if first is not None:
            out[side] = [words[first]]
    return out


def listing(words: Sequence[Word], i: int, text: str) -> list[int]:
    """The names joined to name i by "and", "or", "nor" or a comma, with no other word between."""
    out = [i]
    for j in range(i + 1, len(words)):
        if words[j].sort in {"party", "place"} and JOINING.fullmatch(text, words[out[-1]].end, words[j].start):
            out.append(j)
        elif words[j].start > words[out[-1]].end + LINK:
            break
    return out


def listed(words: Sequence[Word], text: str) -> str:
    return ", ".join(dict.fromkeys(text[w.start : w.end] for w in words))


def spots(a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]) -> Iterator[Difference]:
    """Places, told by a preposition, that cannot be the same."""
    here, there = located(a), located(b)
    if here and there and not {w.key for w in here} & {w.key for w in there}:
        yield Difference("place", listed(here, texts[0]), listed(there, texts[1]), 0.6)


def located(words: Sequence[Word]) -> list[Word]:
    """Names of places after "in", "at", "near", "off"."""
    return [w for i, w in enumerate(words) if w.sort == "place" or (w.sort == "party" and any(v.key in LOCATIVE for v in words[max(0, i - 2) : i]))]


def days(a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]) -> Iterator[Difference]:
    """Weekdays, or months, that cannot be the same."""
    for sort in dates():
        here, there = ({sort[w.key]: texts[n][w.start : w.end] for w in words if w.key in sort and texts[n][w.start].isupper()} for n, words in enumerate((a, b)))
        if here and there and not here.keys() & there.keys():
            yield Difference("time", ", ".join(here.values()), ", ".join(there.values()), 0.6)
