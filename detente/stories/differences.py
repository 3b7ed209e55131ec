"""What two tellings of one thing differ in: figure, status, party, scope, place, time, attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from detente.records import Event, Field, Meeting
from detente.stories.happenings import codes
from detente.stories.tellings import Number, Telling
from detente.stories.units import DAYS, Word

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
    yield from names(a.unit.words[x[0] : x[1]], b.unit.words[y[0] : y[1]], texts)
    yield from days(a.unit.words[x[0] : x[1]], b.unit.words[y[0] : y[1]], texts)
    if a.source and b.source and not set(a.source.lower().split()) & set(b.source.lower().split()):
        yield Difference("attribution", a.source, b.source, 0.4)


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


def names(a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]) -> Iterator[Difference]:
    """Sides or places that one clause has and the other has not."""
    for sorts, field in ((("place",), "place"), (("party",), "party")):
        here, there = ({w.key: texts[n][w.start : w.end] for w in words if w.sort in sorts} for n, words in enumerate((a, b)))
        if not here or not there or here.keys() == there.keys():
            continue
        more, less = [k for k in here if k not in there], [k for k in there if k not in here]
        if more and less:
            yield Difference("place" if field == "place" else "party", ", ".join(here[k] for k in more), ", ".join(there[k] for k in less), 0.6)
        elif field == "party":
            yield Difference("scope", ", ".join(here.values()), ", ".join(there.values()), 0.5)


def days(a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]) -> Iterator[Difference]:
    """Weekdays or months that cannot be the same."""
    here, there = ({w.key: texts[n][w.start : w.end] for w in words if w.key in DAYS} for n, words in enumerate((a, b)))
    if here and there and not here.keys() & there.keys():
        yield Difference("time", ", ".join(here.values()), ", ".join(there.values()), 0.6)


__all__ = ["Difference", "Number", "differences"]
