"""Numbers: quantities as printed, with how they bound the truth and what they count.

Dates, ages, ordinals, scores, times of day and numbers that are names ("Resolution 2254", "F-16") count nothing and give no spot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from detente.codebook import Codebook
from detente.codebook.numbers import Numbers
from detente.grammar import covering
from detente.mentions.counted import counted, is_label
from detente.mentions.spelling import PLAIN, any_of, value
from detente.records import Article, Comparator, NumberSpot, Sentence, TimeSpot


class Amount(NamedTuple):
    """A number as printed: its characters in the sentence, its value or bounds, and the unit that is printed with it."""

    start: int
    end: int
    value: float
    high: float | None
    comparator: Comparator
    unit: str | None
    strong: bool


class Grammar(NamedTuple):
    """The patterns made of a codebook's words."""

    amount: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    bounds: dict[str, Comparator]
    currencies: dict[str, str]


def find_numbers(article: Article, sentences: tuple[Sentence, ...], times: tuple[TimeSpot, ...], codebook: Codebook) -> tuple[NumberSpot, ...]:
    """The quantities of an article, in order of place; the numbers of dates and hours are none."""
    dates: dict[int, list[tuple[int, int]]] = {}
    for t in times:
        if t.type in {"DATE", "TIME"}:
            dates.setdefault(t.sentence, []).append((t.start, t.end))
    return tuple(spot for s in sentences for spot in spots(s, dates.get(s.index, []), codebook.numbers))


def spots(s: Sentence, dates: list[tuple[int, int]], numbers: Numbers) -> Iterator[NumberSpot]:
    for amount in amounts(s.text, numbers):
        words = covering(s, s.start + amount.start, s.start + amount.end)
        if not words or any(a < s.start + amount.end and b > s.start + amount.start for a, b in dates) or is_label(s, words, amount.value, numbers):
            continue
        head, unit, of = counted(s, words, amount.unit, numbers)
        if amount.value == 1 and of is None:
            continue
        comparator = amount.comparator
        if comparator == "more than" and on_topic(s, words[0]):
            comparator = "exactly"  # "a row over two ships" is about two
        if comparator == "exactly" and head > words[-1] and (m := grammar(numbers).after.match(s.text, s.tokens[head].end - s.start)):
            comparator = grammar(numbers).bounds[m["word"].lower()]  # "300 shells or so"
        yield NumberSpot(
            sentence=s.index,
            part=s.part,
            first=words[0],
            last=words[-1],
            head=head,
            start=s.start + amount.start,
            end=s.start + amount.end,
            text=s.text[amount.start : amount.end],
            rule="number.strong" if amount.strong else f"number.{comparator.replace(' ', '-')}",
            value=amount.value,
            high=amount.high,
            comparator=comparator,
            unit=unit,
            of=of,
        )


def on_topic(s: Sentence, first: int) -> bool:
    """Is the "over" before a number what a noun is over ("a dispute over", "anger over")?"""
    over = s.tokens[first - 1] if first else None
    return over is not None and over.text.lower() == "over" and over.dep == "prep" and s.tokens[over.head].pos == "NOUN" and over.head == over.i - 1


# --- reading the characters ----------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def grammar(numbers: Numbers) -> Grammar:
    """The patterns, made once for a codebook's words."""
    short = [w for w in numbers.scales if len(w) < 3]
    long = [w for w in numbers.scales if len(w) >= 3]
    cardinal = rf"(?:{any_of(numbers.cardinals)})"
    digits = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    spelled = rf"(?:(?:a |an )?(?:{any_of(long)})|{cardinal}(?:-{cardinal})?)(?:[ -](?:{any_of(long)}))*(?:(?<=hundred) (?:and )?{cardinal}(?:-{cardinal})?)?"
    fraction = (
        rf"(?:(?:(?:a|one|two|three|four) ?-?)?(?:{any_of(numbers.fractions)}))(?: (?:of a |a )?(?:{any_of(long)})\b|(?= (?:a|an|of|the|its|their|his|her|all|million|billion)\b))"
    )
    scale = rf"(?: ?-?(?:{any_of(long)})\b| ?(?:{any_of(short)})\b)"
    one = rf"(?:{digits}{scale}?|{fraction}|\b{spelled}\b)"
    sign = rf"(?P<sign>{any_of(numbers.signs)})"
    again = f"(?:{any_of(numbers.signs)})?"
    percent = r"(?P<percent> ?%| ?-?per ?cent\b| percentage points?\b)"
    money = rf"(?: (?P<money>(?:us )?(?:{any_of(numbers.currencies)})s?)\b(?! of\b| ?\())"
    strong = r"(?P<strong> ?-(?:strong|member|seat|man)\b)"
    bounds_of = rf"(?P<low>{one})(?:(?P<join> ?- ?| to | and | or ){again}(?P<high>{one}))?"
    amount = rf"(?<![\w.,/:#-])(?<![A-Za-z] -){sign}?{bounds_of}(?:{percent}|{money}|{strong})?(?![\d:])"
    before = [w for c in numbers.comparisons for w in c.before]
    after = [w for c in numbers.comparisons for w in c.after]
    bounds: dict[str, Comparator] = {w: c.comparator for c in numbers.comparisons for w in (*c.before, *c.after)}
    return Grammar(
        re.compile(amount, re.I),
        re.compile(rf"(?:^|(?<=[\s(\"'-]))(?:(?P<between>between|from)|(?P<word>{any_of(before)})) ?(?:the |a |an )?$", re.I),
        re.compile(rf",? (?P<word>{any_of(after)})\b", re.I),
        bounds,
        {k.lower(): v for k, v in numbers.currencies.items()},
    )


def amounts(text: str, numbers: Numbers) -> Iterator[Amount]:
    """The amounts printed in a text, in order."""
    g = grammar(numbers)
    text = text.translate(PLAIN)
    at = 0
    while m := g.amount.search(text, at):
        at = m.end()
        if not_an_amount(text, m):
            continue
        before = g.before.search(text[max(0, m.start() - 24) : m.start()])
        low, high, end = value(m["low"], numbers), value(m["high"], numbers) if m["high"] else None, m.end()
        if high is not None and m["join"].strip() in {"and", "or", "to"} and not joined(m, before, low, high):
            high, end = None, m.end("low")
            at = end
        if high is not None and low < high and scaleless(m["low"], numbers) and not scaleless(m["high"], numbers):
            low *= high / value(leading(m["high"]), numbers)
        if high is not None and high <= low:
            high, end = None, m.end("low")
        unit = unit_of(m, numbers, g) if end == m.end() else "USD" if m["sign"] == "$" else None
        after = g.after.match(text, end)
        comparator: Comparator = "exactly"
        if high is not None:
            comparator = "between"
        elif before and before["word"]:
            comparator = g.bounds[before["word"].lower()]
        elif after:
            comparator = g.bounds[after["word"].lower()]
        yield Amount(m.start(), end, low, high, comparator, unit, bool(m["strong"]) and end == m.end())


def not_an_amount(text: str, m: re.Match[str]) -> bool:
    """Is it a year, an ordinal, an age, a time of day or a score?"""
    before, after = text[max(0, m.start() - 8) : m.start()], text[m.end() : m.end() + 12].lower()
    if re.match(r"(?:st|nd|rd|th)\b|[-/]\d|:\d|\.\d| ?[ap]\.?m\b| ?gmt| ?[-–]?years?[- ]old|-year-olds?|s\b| times?\b|o'clock", after):
        return True
    if re.search(r"\b(?:age[ds]?|no\.?|nos\.?|couple|few|several|many) ?$", before, re.I) or (len(m["low"]) > 20 and m["low"].isdigit()):
        return True
    bare = m["low"].isdigit() and not m["sign"] and not m["percent"] and not m["strong"]
    if bare and len(m["low"]) == 4 and m["low"][:2] in {"18", "19", "20"} and not (m["low"].endswith("00") and re.match(r" [a-z]+s\b| people\b", after)):
        return True
    if not (bare and m["high"] and m["join"].strip() == "-" and m["high"].isdigit()):
        return False
    return int(m["high"]) <= int(m["low"]) or bool(re.match(r"(?: (?:win|victory|defeat|loss|lead|draw|vote)\b|[.,;]|$)", after))


def joined(m: re.Match[str], before: re.Match[str] | None, low: float, high: float) -> bool:
    """Do "and", "to" or "or" join the bounds of one amount, not two amounts?"""
    join = m["join"].strip()
    if join == "and":
        return bool(before and before["between"] and before["between"].lower() == "between")
    return low < high and not (join == "to" and before and before["between"])


def scaleless(text: str, numbers: Numbers) -> bool:
    return value(text, numbers) == value(leading(text), numbers)


def leading(text: str) -> str:
    """The number without the scale behind it ("400bn" → "400")."""
    m = re.match(r"[\d.,]+|\w+", text.strip())
    return m[0].rstrip(",.") if m else text


def unit_of(m: re.Match[str], numbers: Numbers, g: Grammar) -> str | None:
    """The unit printed with the number: a share or a currency."""
    if m["percent"]:
        return "points" if "point" in m["percent"] else "%"
    if m["sign"]:
        return next(code for sign, code in numbers.signs.items() if sign.lower() == m["sign"].lower())
    if m["money"]:
        word = m["money"].lower()
        return g.currencies.get(word) or g.currencies.get(word.removesuffix("s")) or g.currencies.get(word.removesuffix("s").removeprefix("us "))
    return None
