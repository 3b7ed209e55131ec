"""A sentence with what the ledger holds of it: its rows, whom it relies on, its numbers. What a comparison lays side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from detente.codebook.vocabulary import shipped, stem
from detente.records import Account, Article, Citing, Event, Figure, Meeting, Position, Quotation, Row, Span
from detente.stories.units import Unit, Word, amounts, dates, units

LOOSE = {stem(w): "about" for w in ("about", "around", "some", "nearly", "almost", "roughly", "approximately")} | {"over": "more than", "least": "at least"}
MONEY = frozenset("$€£¥")
BREAK = re.compile(r"[.;:()\"”“]")
NAMING = 0.5  # least weight (in news) of a word that names what is counted
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
    """A unit with its rows; `speech` whether its words are given as said."""

    unit: Unit
    rows: tuple[Citing, ...]
    speech: bool
    numbers: tuple[Number, ...]

    def source(self, a: int, b: int) -> tuple[str, str | None] | None:
        """Whom the report relies on for the words between two offsets, and that one's code; None for its own voice."""
        for row in self.rows:
            if isinstance(row, Quotation) and (row.speaker_name or row.speaker) and 2 * sum(max(0, min(y, b) - max(x, a)) for x, y in row.spans.content) > b - a:
                return row.speaker_name or row.speaker or "", row.speaker.partition(":")[0].partition(".")[0] if row.speaker else None
        for row in self.rows:
            if isinstance(row, Event | Figure | Meeting) and len(row.according_to) > 1 and any(x < b and y > a for x, y in self.place(row)):
                return row.according_to[0], None
        return None

    def place(self, row: Event | Figure | Meeting) -> list[Span]:
        """The words that a row's source vouches for: of a figure that somebody gives those that are said, not what stands around them."""
        said = [s for r in self.rows if isinstance(row, Figure) and isinstance(r, Quotation) and row.according_to[0] == r.speaker_name for s in r.spans.content]
        return said or [(row.start, row.end)]


DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")  # "½" and other digits are words to a comparison


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
        out.append(Telling(unit, held, any(isinstance(r, Quotation) and r.form != "indirect" for r in held), tuple(numbers(unit, article.part(unit.part)))))
    return out


def covered(row: Citing, cut: Sequence[Unit]) -> list[int]:
    """The sentences that a row is about: of its trigger, of its content, else of its evidence."""
    spans = [(row.start, row.end)]
    if isinstance(row, Event) and row.spans.trigger:
        spans = [row.spans.trigger[0]]
    elif isinstance(row, Quotation) and row.spans.content:
        spans = list(row.spans.content)
    return [n for n, u in enumerate(cut) if u.part == row.part and any(a < u.end and b > u.start for a, b in spans)]


def numbers(unit: Unit, text: str) -> list[Number]:
    """Quantities with what they count; days and years are none. `text` is the part."""
    out: list[Number] = []
    words = unit.words
    i = 0
    while i < len(words):
        value, j = quantity(words, i)
        if value is not None and not dated(words, i, value):
            of, end = counted(words, i, j, text)
            if of:
                loose = comparator(words, i)
                low, high = reach(value, loose)
                first = i - 2 if loose in {"more than", "less than", "at least", "up to"} and words[i - 1].key in {"than", "least", "to"} else i - 1 if loose else i
                out.append(Number(low, high, loose, of, words[max(0, first)].start, end))
        i = max(j, i + 1)
    return out


def counted(words: tuple[Word, ...], i: int, j: int, text: str) -> tuple[str | None, int]:
    """The key of what the number of words i to j counts, and where it ends: money by its sign, else the next word that names a thing."""
    if text[words[i].start - 1 : words[i].start] in MONEY:
        return text[words[i].start - 1], words[j - 1].end
    for w in words[j : j + REACH]:
        if BREAK.search(text, words[j - 1].end, w.start):
            return None, 0
        if w.sort in {"", "role"} and w.key not in SKIPPED and not w.key[0].isdigit() and shipped().weight(w.key) >= NAMING:
            return w.key, w.end
    return None, 0


def quantity(words: tuple[Word, ...], i: int) -> tuple[float | None, int]:
    """The number that begins at word i, and the word after it."""
    small, large = amounts()
    value: float | None = None
    j = i
    while j < len(words):
        key = words[j].key
        if value is None and DECIMAL.fullmatch(key):
            value = float(key)
        elif value is None and key in small:
            value = small[key]
        elif value is not None and 20 <= value < 100 and value % 10 == 0 and words[j - 1].key in small and small.get(key, 10) < 10:
            value += small[key]  # "twenty-one"
        elif value is not None and key in large:
            value *= large[key]
        else:
            break
        j += 1
    return value, j


def dated(words: tuple[Word, ...], i: int, value: float) -> bool:
    """A day of a month, or a year."""
    around = {w.key for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])}
    return bool(any(k in names for names in dates() for k in around)) or (1900 <= value <= 2100 and words[i].key.isdigit())


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


def account(telling: Telling, article: Article, said: tuple[int, int], value: str | None) -> Account:
    """A report's own words on a fact, which the characters `said` tell."""
    u = telling.unit
    a, b = said
    source = telling.source(a, b)
    row = next((r for r in telling.rows if r.start < b and r.end > a), None)
    return Account(
        article=u.article,
        outlet=article.outlet,
        source=source[0] if source else None,
        row=row.id if row else u.article,
        part=u.part,
        start=u.start,
        end=u.end,
        evidence=article.part(u.part)[u.start : u.end],
        value=value,
    )
