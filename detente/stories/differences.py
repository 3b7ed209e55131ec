"""What two tellings of one thing differ in: figure, status, party, scope, place, time, attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from detente.codebook.vocabulary import shipped
from detente.records import Event, Field, Meeting
from detente.stories.happenings import codes
from detente.stories.tellings import Telling
from detente.stories.units import Word, dates

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
NEAR = 4  # words within which a name stands beside another
JOINING = frozenset({"and", "or", "nor", "both", "neither", "the", "as", "well"})
OWN = "the report itself"
LOCATIVE = frozenset({"in", "at", "near", "off", "outsid", "insid", "around", "from"})


class Difference(Struct, frozen=True):
    """The field, and each side's words for it; `weight` how surely it is one."""

    field: Field
    first: str
    second: str
    weight: float


def differences(a: Telling, b: Telling, x: Range, y: Range, texts: tuple[str, str]) -> Iterator[Difference]:
    """What the clauses x of a and y of b differ in, the surest first. `texts` are the parts that the units stand in."""
    yield from figures(a, b, texts)
    yield from statuses(a, b)
    yield from sides(a.unit.words[x[0] : x[1]], b.unit.words[y[0] : y[1]], texts)
    yield from spots(a.unit.words[x[0] : x[1]], b.unit.words[y[0] : y[1]], texts)
    yield from days(a.unit.words[x[0] : x[1]], b.unit.words[y[0] : y[1]], texts)
    yield from sources(a, b)


def sources(a: Telling, b: Telling) -> Iterator[Difference]:
    """Two who say it; or one report says it as its own."""
    if a.source and b.source:
        if not same_source(a, b):
            yield Difference("attribution", a.source, b.source, 0.45)
    elif a.source or b.source:
        yield Difference("attribution", a.source or OWN, b.source or OWN, 0.35)


def same_source(a: Telling, b: Telling) -> bool:
    """One side, or one name, or nobody knows who "he" is."""
    one, two = ({w.lower() for w in (t.source or "").split()} for t in (a, b))
    return bool(one & two) or bool(a.side and a.side == b.side) or not all(t.source and t.source[0].isupper() for t in (a, b))


def figures(a: Telling, b: Telling, texts: tuple[str, str]) -> Iterator[Difference]:
    """Numbers of the same thing that cannot both be right, or are meant otherwise; and one ship against two."""
    for n in a.numbers:
        for m in b.numbers:
            if n.of != m.of:
                continue
            if n.high < m.low or m.high < n.low:
                yield Difference("figure", texts[0][n.start : n.end], texts[1][m.start : m.end], 1.0)
            elif n.loose != m.loose and n.loose and m.loose:
                yield Difference("wording", texts[0][n.start : n.end], texts[1][m.start : m.end], 0.9)
    counted = ({n.of for n in a.numbers}, {m.of for m in b.numbers})
    for n in a.numbers:
        if n.low > 1 and n.of not in counted[1] and (one := single(b, n.of, texts[1])):
            yield Difference("figure", texts[0][n.start : n.end], one, 0.8)
    for m in b.numbers:
        if m.low > 1 and m.of not in counted[0] and (one := single(a, m.of, texts[0])):
            yield Difference("figure", one, texts[1][m.start : m.end], 0.8)


def single(telling: Telling, of: str, text: str) -> str | None:
    """The words by which a sentence tells one of a thing: "a Hong Kong-flagged vessel"."""
    words = telling.unit.words
    for i, w in enumerate(words):
        if w.key == of and not text[w.start : w.end].endswith("s"):
            for before in reversed(words[max(0, i - 4) : i]):
                if before.key in {"a", "an"}:
                    return text[before.start : w.end]
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


def sides(a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]) -> Iterator[Difference]:
    """Names that stand by the same word on both sides: another one (party), or one among several where the other has it alone (scope)."""
    for key in sorted({w.key for w in a if w.sort == ""} & {w.key for w in b if w.sort == ""}):
        if shipped().weight(key) < TELLING:
            continue
        here, there = beside(a, key), beside(b, key)
        for side in sorted(here.keys() & there.keys()):
            one, two = here[side], there[side]
            if {w.key for w in one} == {w.key for w in two}:
                continue
            both = {w.key for w in one} & {w.key for w in two}
            if both and len(one) == 1 or both and len(two) == 1:
                yield Difference("scope", listed(one, texts[0]), listed(two, texts[1]), 0.8)
            elif not both:
                yield Difference("party", listed(one, texts[0]), listed(two, texts[1]), 0.6)


def beside(words: Sequence[Word], key: str) -> dict[str, list[Word]]:
    """The names next before and next after a word, each with those it is listed with ("neither Tarn nor Orsa")."""
    out: dict[str, list[Word]] = {}
    at = next(i for i, w in enumerate(words) if w.key == key)
    for side, run in (("before", range(at - 1, max(-1, at - 1 - NEAR), -1)), ("after", range(at + 1, min(len(words), at + 1 + NEAR)))):
        first = next((i for i in run if words[i].sort == "party"), None)
        if first is not None:
            out[side] = [words[i] for i in listing(words, first)]
    return out


def listing(words: Sequence[Word], i: int) -> list[int]:
    """The names joined to name i by "and", "or", "nor" or a comma (no word between)."""
    out = [i]
    for step in (-1, 1):
        j = i
        while True:
            k = j + step
            while 0 <= k < len(words) and words[k].key in JOINING:
                k += step
            if not (0 <= k < len(words)) or words[k].sort not in {"party", "place"} or k == j + step and abs(words[k].start - words[j].start) > 40:
                break
            out.append(k)
            j = k
    return sorted(out)


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
    """Weekdays or months that cannot be the same."""
    here, there = ({w.key: texts[n][w.start : w.end] for w in words if w.key in dates()} for n, words in enumerate((a, b)))
    if here and there and not here.keys() & there.keys():
        yield Difference("time", ", ".join(here.values()), ", ".join(there.values()), 0.6)

