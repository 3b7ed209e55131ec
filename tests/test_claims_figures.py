"""Figures: a sentence → rule, amount, what is counted, whose, where, when, who vouches."""

from __future__ import annotations

import pytest

from detente import mentions
from detente.claims import figures, quotations
from detente.codebook import Codebook
from detente.records import Article, Figure
from detente.sentences import parse

CODEBOOK = Codebook()


def rows(text: str, title: str | None = None) -> tuple[Figure, ...]:
    article = Article(
        id="a",
        origin="a",
        url=None,
        outlet="The Post",
        credited_source=None,
        title=title,
        standfirst=None,
        byline=None,
        published="2022-01-18",
        language="en",
        text=text,
        dropped=(),
    )
    ((article, sentences),) = parse([article])
    found = mentions.find(article, sentences, CODEBOOK)
    out = figures(article, sentences, found, quotations(article, sentences, found, CODEBOOK), CODEBOOK)
    for row in out:
        assert article.part(row.part)[row.start : row.end] == row.evidence
        assert len(row.evidence.split()) <= 80
    assert len({row.id for row in out}) == len(out)
    return out


@pytest.mark.parametrize(
    ("text", "rule", "value", "high", "comparator", "unit", "of"),
    [
        ("About 60,000 Kenyan troops have massed on the border.", "forces", 60_000, None, "about", "persons", "Kenyan troops"),
        ("At least 34 people were killed in the port.", "killed", 34, None, "at least", "persons", "people"),
        ("The strike killed 12 on Monday.", "killed", 12, None, "exactly", "persons", None),
        ("The shelling wounded 23 people.", "hurt", 23, None, "exactly", "persons", "people"),
        ("Rebels control two-thirds of the country.", "fraction", 2 / 3, None, "exactly", None, "country"),
        ("The army holds 35% of the valley.", "share", 35, None, "exactly", "%", "valley"),
        ("Clearing the port will cost $20-30bn.", "money", 2e10, 3e10, "between", "USD", None),
        ("Tarn expelled six diplomats on Monday.", "expelled", 6, None, "exactly", "persons", "diplomats"),
        ("The siege will end in the next 30-45 days.", "deadline", 30, 45, "between", "days", None),
        ("The 90-strong commission met in Orsa on Friday.", "body", 90, None, "exactly", "persons", "commission"),
        ("The camp covers less than half a square mile.", "area", 0.5, None, "less than", "square miles", None),
        ("Tarn has soldiers abroad, of whom 70 are now in Veldt.", "forces", 70, None, "exactly", "persons", "soldiers"),
    ],
)
def test_amounts_that_matter(text: str, rule: str, value: float, high: float | None, comparator: str, unit: str | None, of: str | None) -> None:
    assert [(r.rule, r.value, r.high, r.comparator, r.unit, r.of) for r in rows(text)] == [(f"figure.{rule}", value, high, comparator, unit, of)]


@pytest.mark.parametrize(
    "text",
    [
        "The three countries met for two days.",
        "The two sides held five rounds of talks.",
        "The war has lasted seven years.",
        "Five people spoke at the meeting.",
        "Hundreds of guards were killed.",
    ],
)
def test_amounts_that_do_not(text: str) -> None:
    assert rows(text) == ()


@pytest.mark.parametrize(
    ("text", "whose", "where", "when"),
    [
        ("About 60,000 Russian troops stand near Kherson.", "RUS", "Kherson", None),
        ("Turkey sent 2,000 soldiers to Libya on Monday.", "TUR", "Libya", "2022-01-17"),
        ("The US keeps 900 marines in Libya.", "USA", "Libya", None),
        ("Turkey accused Russia of massing 6,000 soldiers in Libya.", "RUS", "Libya", None),
        ("Turkish monitors counted 4,800 soldiers in Libya.", None, "Libya", None),
        ("At least 41 people were killed in Aleppo last week.", None, "Aleppo", "2022-01-10"),
    ],
)
def test_whose_where_when(text: str, whose: str | None, where: str | None, when: str | None) -> None:
    (row,) = rows(text)
    assert (row.whose, row.where and row.where.name, row.when and row.when.start) == (whose, where, when)


def test_the_speaker_vouches_before_the_outlet() -> None:
    (row,) = rows("Russia holds 300 prisoners, Sergey Lavrov said on Monday.")
    assert row.according_to == ("Sergey Lavrov", "The Post")


def test_the_same_money_in_another_currency_is_one_row() -> None:
    (row,) = rows("Rebuilding the port will cost $10bn (£7.6bn).")
    assert (row.value, row.unit) == (1e10, "USD")


def test_said_twice_is_one_row_of_the_body() -> None:
    (row,) = rows("The strike on the market killed 17 civilians. The 17 civilians killed were traders.", title="17 civilians killed in strike on market")
    assert row.part == "body"


def test_a_long_sentence_is_cut_to_the_clause() -> None:
    text = "The strike killed 17 civilians" + ", the minister of a land of many hills and many rivers said" * 12 + "."
    (row,) = rows(text)
    assert "17 civilians" in row.evidence
