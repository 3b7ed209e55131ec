"""A sentence with what the ledger holds of it: its rows, whom it relies on, its numbers. What a comparison lays side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from detente.codebook.numbers import load as numbers_table
from detente.codebook.times import load as times_table
from detente.codebook.vocabulary import stem
from detente.records import Account, Article, Citing, Event, Figure, Meeting, Position, Quotation, Row
from detente.stories.units import Unit, Word, units

LOOSE = {"about": "about", "around": "about", "some": "about", "near": "about", "almost": "about", "rough": "about", "over": "more than", "least": "at least"}  # by stem
SKIPPED = frozenset({"other", "more", "of", "the", "and", "new", "or"})
REACH = 4  # words after a number in which what it counts must stand
RANK = (Event, Meeting, Figure, Quotation, Position)


class Number(Struct, frozen=True):
    """A quantity in a sentence: from `low` to `high`, the key of what is counted, the words."""

    low: float
    high: float
    loose: str
    of: str
    start: int
    end: int


class Telling(Struct, frozen=True):
    """`source` is whom the report relies on, None for its own voice, `side` that one's code; `speech` whether the words are given as said."""

    unit: Unit
    rows: tuple[Citing, ...]
    source: str | None
    side: str | None
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
        source, side = vouched(held, said)
        out.append(Telling(unit, held, source, side, any(r.form != "indirect" for r in said), tuple(numbers(unit))))
    return out


def vouched(rows: Sequence[Citing], said: Sequence[Quotation]) -> tuple[str | None, str | None]:
    """Whom a sentence's rows rely on: its speaker, else the first of a chain that ends with the outlet."""
    for row in said:
        if row.speaker_name or row.speaker:
            return row.speaker_name or row.speaker, row.speaker.partition(":")[0].partition(".")[0] if row.speaker else None
    for other in rows:
        chain: tuple[str, ...] = getattr(other, "according_to", ())
        if len(chain) > 1:
            return chain[0], None
    return None, None


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
            of = next((w for w in words[j : j + REACH] if w.sort == "" and w.key not in SKIPPED and not w.key[0].isdigit()), None)
            if of:
                loose = comparator(words, i)
                low, high = reach(value, loose)
                out.append(Number(low, high, loose, of.key, words[i - 1].start if loose and i else words[i].start, of.end))
        i = max(j, i + 1)
    return out


def quantity(words: tuple[Word, ...], i: int) -> tuple[float | None, int]:
    """The number that begins at word i, and the word after it."""
    small, large, _ = amounts()
    value: float | None = None
    j = i
    while j < len(words):
        key = words[j].key
        if value is None and key[0].isdigit() and key.count(".") <= 1:
            value = float(key)
        elif value is None and key in small:
            value = small[key]
        elif value is not None and key in large:
            value *= large[key]
        else:
            break
        j += 1
    return value, j


@lru_cache(maxsize=1)
def amounts() -> tuple[dict[str, float], dict[str, float], frozenset[str]]:
    """Cardinals and scales by the stem of their word, and the stems of months."""
    words = numbers_table(None)
    small = {stem(w): float(v) for w, v in words.cardinals.items()}
    large = {stem(w): float(v) for w, v in words.scales.items() if len(w) > 1}
    return small, large, frozenset(stem(m) for m in times_table(None).months)


def dated(words: tuple[Word, ...], i: int, value: float) -> bool:
    """A day of a month, or a year."""
    around = {w.key for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])}
    return bool(around & amounts()[2]) or (1900 <= value <= 2100 and words[i].key.isdigit())


def comparator(words: tuple[Word, ...], i: int) -> str:
    """How loosely the number at word i is meant, "" for exactly."""
    last = words[i - 1].key if i else ""
    first = words[i - 2].key if i > 1 else ""
    if last == "than":
        return "less than" if first in {"less", "few", "fewer"} else "more than"
    if last == "to":
        return "up to" if first == "up" else ""
    return LOOSE.get(last, "")


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
