"""A sentence with what the ledger holds of it: its rows, whom it relies on, its numbers. What a comparison lays side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from detente.records import Account, Article, Citing, Event, Figure, Meeting, Position, Quotation, Row
from detente.stories.units import Unit, Word, units

SMALL = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
LARGE = {"hundr": 100.0, "dozen": 12.0, "thousand": 1_000.0, "million": 1_000_000.0, "billion": 1_000_000_000.0}
MONTHS = frozenset("january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec".split())
BEFORE = {
    "about": "about",
    "around": "about",
    "som": "about",
    "some": "about",
    "near": "about",
    "almost": "about",
    "rough": "about",
    "over": "more than",
    "than": "more than",
    "least": "at least",
    "to": "up to",
}
REACH = 4  # words after a number in which what it counts must stand
RANK: tuple[type[Row], ...] = (Event, Meeting, Figure, Quotation, Position)


class Number(Struct, frozen=True):
    """A quantity in a sentence: from `low` to `high`, the key of what is counted, the words."""

    low: float
    high: float
    loose: str
    of: str
    start: int
    end: int


class Telling(Struct, frozen=True):
    """`source` is whom the report relies on, None for its own voice; `speech` whether the words are given as said."""

    unit: Unit
    rows: tuple[Citing, ...]
    source: str | None
    speech: bool
    numbers: tuple[Number, ...]


def tellings(article: Article, rows: Sequence[Row]) -> list[Telling]:
    """The sentences of an article with their rows, in order."""
    cut = units(article)
    mine: dict[int, list[Citing]] = defaultdict(list)
    for row in rows:
        if isinstance(row, RANK) and isinstance(row, Citing):
            for n in covered(row, cut):
                mine[n].append(row)
    out = []
    for n, unit in enumerate(cut):
        held = tuple(sorted(mine[n], key=lambda r: ([isinstance(r, k) for k in RANK].index(True), r.start, r.id)))
        said = [r for r in held if isinstance(r, Quotation)]
        source = next((r.speaker_name or r.speaker for r in said if r.speaker_name or r.speaker), None)
        if source is None:
            source = next((chain[0] for r in held if not isinstance(r, Quotation) and len(chain := getattr(r, "according_to", ())) > 1), None)
        out.append(Telling(unit, held, source, any(r.form != "indirect" for r in said), tuple(numbers(unit))))
    return out


def covered(row: Citing, cut: Sequence[Unit]) -> list[int]:
    """The sentences that a row is about: of its trigger, of its content, else of its evidence."""
    spans = [(row.start, row.end)]
    if isinstance(row, Event) and row.spans.trigger:
        spans = [row.spans.trigger[0]]
    elif isinstance(row, Quotation) and row.spans.content:
        spans = list(row.spans.content)
    return [n for n, u in enumerate(cut) if u.part == row.part and any(a < u.end and b > u.start for a, b in spans)]


def numbers(unit: Unit) -> list[Number]:
    """Quantities with what they count; days and years are none."""
    out: list[Number] = []
    words = unit.words
    i = 0
    while i < len(words):
        value, j = quantity(words, i)
        if value is not None and not dated(words, i, value):
            of = next((w for w in words[j : j + REACH] if w.sort == "" and w.key not in {"other", "more", "of", "the", "and", "new", "or"} and not w.key[0].isdigit()), None)
            if of:
                loose = comparator(words, i)
                low, high = reach(value, loose)
                out.append(Number(low, high, loose, of.key, words[i - 1].start if loose and i else words[i].start, of.end))
        i = max(j, i + 1)
    return out


def quantity(words: Sequence[Word], i: int) -> tuple[float | None, int]:
    """The number that begins at word i, and the word after it."""
    value: float | None = None
    j = i
    while j < len(words):
        key = words[j].key
        if value is None and key[0].isdigit() and key.count(".") <= 1:
            value = float(key)
        elif value is None and key in SMALL:
            value = float(SMALL[key])
        elif value is not None and key in LARGE:
            value *= LARGE[key]
        else:
            break
        j += 1
    return value, j


def dated(words: Sequence[Word], i: int, value: float) -> bool:
    """A day of a month, or a year."""
    around = {w.key for w in words[max(0, i - 1) : i] + words[i + 1 : i + 2]}
    return bool(around & MONTHS) or (1900 <= value <= 2100 and words[i].key.isdigit())


def comparator(words: Sequence[Word], i: int) -> str:
    """How loosely the number at word i is meant, "" for exactly."""
    last = words[i - 1].key if i else ""
    first = words[i - 2].key if i > 1 else ""
    if last == "than":
        return "less than" if first in {"less", "few", "fewer"} else "more than"
    if last == "to":
        return "up to" if first == "up" else ""
    return BEFORE.get(last, "")


def reach(value: float, loose: str) -> tuple[float, float]:
    """The interval that a number may mean."""
    return {
        "about": (value * 0.9, value * 1.1),
        "more than": (value, value * 1.5),
        "at least": (value, value * 1.5),
        "less than": (value * 0.5, value),
        "up to": (value * 0.5, value),
    }.get(loose, (value, value))


def account(telling: Telling, article: Article, value: str | None, row: str | None = None) -> Account:
    """A report's own words on a fact."""
    u = telling.unit
    return Account(
        article=u.article,
        outlet=article.outlet,
        source=telling.source,
        row=row or (telling.rows[0].id if telling.rows else u.article),
        part=u.part,
        start=u.start,
        end=u.end,
        evidence=article.part(u.part)[u.start : u.end],
        value=value,
    )
