"""Numbers: a sentence → value, upper bound, comparator, unit, and the words of what is counted."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.mentions.numbers import find_numbers
from detente.mentions.times import find_times
from tests.sentence_reader import article, parsed

CODEBOOK = Codebook()
Amount = tuple[float, float | None, str, str | None, str | None]


def numbers(text: str) -> list[Amount]:
    it, sentences = article(text), parsed(text)
    found = find_numbers(it, sentences, find_times(it, sentences, CODEBOOK), CODEBOOK)
    assert all(text[n.start : n.end] == n.text for n in found)
    return [(n.value, n.high, n.comparator, n.unit, n.of) for n in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 60,000 Marland troops are massed there.", [(60_000, None, "about", None, "Marland troops")]),
        ("More than two million people fled.", [(2_000_000, None, "more than", None, "people")]),
        ("At least 34 civilians were killed.", [(34, None, "at least", None, "civilians")]),
        ("As many as 300 guards left.", [(300, None, "up to", None, "guards")]),
        ("Fewer than 20 tanks remain.", [(20, None, "less than", None, "tanks")]),
        ("Between 40 and 60 tanks were lost.", [(40, 60, "between", None, "tanks")]),
        ("It will cost $20-30bn.", [(2e10, 3e10, "between", "USD", None)]),
        ("Marland pledged €1.5 billion.", [(1.5e9, None, "exactly", "EUR", None)]),
        ("Orsa lost $2.07 billion.", [(2_070_000_000, None, "exactly", "USD", None)]),
        ("Marland pledged 300 million euros.", [(3e8, None, "exactly", "EUR", None)]),
        ("Over 35% of the farmland is lost.", [(35, None, "more than", "%", "farmland")]),
        ("Some 62 per cent of voters agreed.", [(62, None, "about", "%", "voters")]),
        ("Tarn will raise a 20,000-strong coast guard.", [(20_000, None, "exactly", None, "coast guard")]),
        ("Some three dozen soldiers died.", [(36, None, "about", None, "soldiers")]),
        ("Two hundred and fifty soldiers died.", [(250, None, "exactly", None, "soldiers")]),
        ("They own less than half a square mile.", [(0.5, None, "less than", "square miles", None)]),
        ("A quarter of a million people fled.", [(250_000, None, "exactly", None, "people")]),
        ("Both sides want a 72-hour truce.", [(72, None, "exactly", "hours", "truce")]),
        ("The regime fired six missiles.", [(6, None, "exactly", None, "missiles")]),
        ("Tarn fired 300 shells or so.", [(300, None, "about", None, "shells")]),
    ],
)
def test_amounts(text: str, expected: list[Amount]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The council passed Resolution 2254.",
        "The Nord Stream 2 pipeline is stopped.",
        "An F-16 of the G7 crossed.",
        "Talks begin on 28 November.",
        "The envoy, aged 34, spoke in 2018.",
        "The 34-year-old envoy spoke.",
        "Ivo Marek, 64, lives in Orsa.",
        "He came third in the 1990s.",
        "Talks begin at 10:35 a.m. in Orsa.",
        "Tarn beat Orsa 3-1.",
        "No one spoke, and one cannot say why.",
        "Hundreds of guards left.",
        "A few hundred guards left.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert numbers(text) == []
