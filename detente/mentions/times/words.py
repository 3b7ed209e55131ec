"""The words of a sentence as the phrases of time know them: each with the kinds of word it is, and what it is worth as each of them.

A kind is written in capitals ("MONTH"), a word that a phrase names for itself in small letters. Words that no phrase asks for have no kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from detente.codebook.numbers import Numbers
from detente.codebook.times import Times
from detente.mentions.spelling import any_of

Worth = Mapping[str, "str | int | float"]
NOTHING: Worth = {}
YEARS = range(1500, 2100)
SIGNS: dict[str, Worth] = {"-": {"HYPHEN": ""}, ",": {"COMMA": ""}, "%": {"PERCENT": ""}, "'s": {"OWN": ""}, "'": {"OWN": ""}, "o'clock": {"OCLOCK": ""}}
MONEY = frozenset("$€£¥#")


class Word(NamedTuple):
    """Characters `start` to `end` of the sentence, and the kinds of word they are, each with its worth."""

    start: int
    end: int
    text: str
    kinds: Worth


class Lexicon(NamedTuple):
    """How a text is cut into words, and what its words are; `names` are written with a capital."""

    cut: re.Pattern[str]
    words: dict[str, Worth]
    names: dict[str, Worth]


@lru_cache(maxsize=4)
def lexicon(times: Times, numbers: Numbers) -> Lexicon:
    words: dict[str, dict[str, str | int | float]] = {}
    names: dict[str, dict[str, str | int | float]] = {}
    tables: list[tuple[str, dict[str, str] | dict[str, int] | dict[str, float]]] = [
        ("SEASON", times.seasons),
        ("DAYWORD", times.days),
        ("PART", times.dayparts),
        ("UNIT", times.units),
        ("OFTEN", times.often),
        ("HOUR", times.hours),
        ("REF", times.references),
        ("NTH", times.ordinals),
        ("DECADE", times.decades),
        ("NUMBER", {k: v for k, v in (*numbers.cardinals.items(), *numbers.scales.items()) if len(k) > 2}),
        ("CARDINAL", {k: v for k, v in (*numbers.cardinals.items(), *numbers.scales.items()) if len(k) > 2}),
        ("FRACTION", {"half": 0.5}),
        ("VAGUE", dict.fromkeys(times.vague, "")),
        ("ZONE", dict.fromkeys(times.time_zones, "")),
        ("AGE", dict.fromkeys(times.ages, "")),
        ("AMPM", {"am": "am", "pm": "pm", "a.m": "am", "p.m": "pm", "a.m.": "am", "p.m.": "pm"}),
    ]
    for kind, table in tables:
        for word, worth in table.items():
            words.setdefault(word, {})[kind] = worth
    for word, letter in times.units.items():
        if letter not in {"TS", "Q"}:
            words[word]["LENGTH"] = letter
        words.setdefault(word + "s", {})["UNITS"] = letter
    for word, sign in times.dayparts.items():
        words.setdefault(word + "s", {})["PARTS"] = sign
    for word, nth in times.ordinals.items():
        words[word]["DAY"] = nth
    for word in ("centuries", "millennia"):
        words[word] = {"UNITS": times.units[word]}
    for word, month in times.months.items():
        names[word] = names[word + "."] = {"MONTH": month, "RISKY" if word in times.ambiguous_months else "SURE": month}
    for word, day in times.weekdays.items():
        names[word] = names[word + "."] = {"WEEKDAY": day}
        if word.endswith("day"):
            names[word + "s"] = {"WEEKDAYS": day}
    names |= {word: {"FEAST": rule} for word, rule in times.feasts.items()}
    short = [w.capitalize() for w in (*times.months, *times.weekdays) if short_for(w, times)]
    feasts = any_of(" ".join(p.capitalize() for p in f.split()) for f in times.feasts)
    cut = re.compile(
        rf"(?:{feasts})\b|(?:{any_of(short)})\.|\d{{4}}-\d\d-\d\d(?:T[\d:.+Z-]+)?(?![\d-])|\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\d/])|[1-3]/[2-4](?![\d/])"
        r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.:]\d+)?(?:(?:s|st|nd|rd|th)\b)?|o'clock\b|[ap]\.m\b\.?|'[2-9]0s\b|Q[1-4]\b|[^\W\d_]+|'s\b|\S",
    )
    return Lexicon(cut, dict(words), dict(names))


def short_for(word: str, times: Times) -> bool:
    """Is it the beginning of a longer name of a month or weekday, and so written with a dot?"""
    return any(w != word and w.startswith(word) for w in (*times.months, *times.weekdays))


def words_of(text: str, book: Lexicon) -> list[Word]:
    """The words of a text whose signs have been made plain."""
    out = []
    for m in book.cut.finditer(text):
        word = m[0]
        if word[0].isdecimal() or (word[0] == "'" and len(word) > 2) or (word[0] == "Q" and word[1:].isdecimal()):
            kinds = digits(word, text[max(0, m.start() - 2) : m.start()], text[m.end() : m.end() + 2])
        else:
            low = word.lower()
            kinds = book.names.get(low, NOTHING) if word[0].isupper() else NOTHING
            kinds = kinds or book.words.get(low) or SIGNS.get(low, NOTHING)
            if "OFTEN" in kinds and word[0].isupper() and m.start():
                kinds = NOTHING  # the name of a paper
        out.append(Word(m.start(), m.end(), word, kinds))
    return out


def digits(word: str, before: str, after: str) -> Worth:
    """What digits may be: a day, a year, a decade, an hour, a count; nothing where they belong to a price, a name ("F-16") or a measure ("40km")."""
    if before[-1:] in MONEY or before[-1:].isalpha() or (before[-1:] in ".,:/" and before[:1].isdigit()):
        return NOTHING
    if after[:1].isalpha() and after.lower() not in {"am", "pm"} and not (after[:1] in "ap" and after[1:] == "."):
        return NOTHING
    if word[0] == "Q":
        return {"QUARTER": int(word[1])}
    if word[0] == "'":
        return {"DECADE": int(word[1])}
    if word[4:5] == "-":
        return {"ISO": word[:10]}
    if word.count("/") == 2:
        return {"SLASH": word}
    if "/" in word:
        return {"FRACTION": int(word[0]) / int(word[2])}
    bare = word.rstrip("dhnrst")
    if bare != word:
        number = int(bare) if bare.isdecimal() and len(bare) < 5 else 0
        if word.endswith("s"):
            return {"DECADE": number // 10} if number in YEARS and number % 10 == 0 else NOTHING
        return {"NTH": number, "DAY": number} if 0 < number < 32 else {"NTH": number}
    if ":" in word or "." in word:
        hour, _, minute = word.replace(".", ":").partition(":")
        clock = len(minute) == 2 and len(hour) < 3 and int(hour) < 25 and int(minute) < 60
        kind = "DOTTED" if "." in word else "TIME"
        return {**({"NUMBER": float(word)} if "." in word else {}), **({kind: f"{int(hour):02d}:{minute}"} if clock else {})}
    if "," in word or len(word) > 9:
        return {"NUMBER": float(word.replace(",", ""))}
    number, kinds = int(word), dict[str, str | int | float]()
    if len(word) == 4:
        if number in YEARS:
            kinds["YEAR"] = number
        if number < 2400 and number % 100 < 60:
            kinds["MILITARY"] = f"{word[:2]}:{word[2:]}"
    if len(word) < 3 and 0 < number < 32:
        kinds["DAY"] = number
    if before[-1:] == "-" and before[:1].isalpha() and "YEAR" not in kinds:
        return kinds if "DAY" in kinds and before[:1].islower() else NOTHING  # "F-16" and "covid-19", but "mid-1996"
    return kinds if "YEAR" in kinds or (word[0] == "0" and len(word) > 2) else {**kinds, "NUMBER": number}
