"""Copies: containment decides, the earliest is the original, in whatever order they come."""

from __future__ import annotations

import random

import pytest
from story_reports import report

from detente.records import Article
from detente.stories import copies

WORDS = [f"word{n}" for n in range(400)]
FIRST = " ".join(WORDS[:200])
SHORTENED = " ".join(WORDS[:90])
HALF_AND_HALF = " ".join(WORDS[60:100] + [f"other{n}" for n in range(100)])
OWN = " ".join(f"own{n}" for n in range(200))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"wire": (FIRST, "2031-03-03"), "paper": (SHORTENED, "2031-03-04")}, {"paper": "wire"}),
        ({"wire": (FIRST, "2031-03-05"), "paper": (SHORTENED, "2031-03-04")}, {"wire": "paper"}),
        ({"wire": (FIRST, None), "paper": (SHORTENED, None)}, {"paper": "wire"}),
        ({"wire": (FIRST, "2031-03-03"), "paper": (FIRST.upper(), "2031-03-03")}, {"wire": "paper"}),
        ({"wire": (FIRST, "2031-03-03"), "paper": (HALF_AND_HALF, "2031-03-04")}, {}),
        ({"wire": (FIRST, "2031-03-03"), "paper": (OWN, "2031-03-04")}, {}),
        ({"wire": ("Too short to tell. " * 4, "2031-03-03"), "paper": ("Too short to tell " * 4, "2031-03-04")}, {"paper": "wire"}),
        ({"wire": ("Too short to tell. " * 4, "2031-03-03"), "paper": ("Too short to tell. " * 5, "2031-03-04")}, {}),
        ({}, {}),
    ],
)
def test_copies(texts: dict[str, tuple[str, str | None]], found: dict[str, str]) -> None:
    articles = [report(name, name, text, published) for name, (text, published) in texts.items()]
    assert copies.find(articles) == found
    assert copies.find(articles[::-1]) == found


def test_order_does_not_matter() -> None:
    articles: list[Article] = []
    for n in range(12):
        cut = WORDS[(n % 3) * 100 : (n % 3) * 100 + 100 - n]
        articles.append(report(f"r{n}", "o", " ".join(cut), f"2031-03-{1 + n:02}"))
    expected = copies.find(articles)
    assert expected == {f"r{n}": f"r{n % 3}" for n in range(3, 12)}
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert copies.find(articles) == expected
