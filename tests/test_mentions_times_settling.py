"""Weekdays of an article that does not say when it was published: settled by the other articles of its story, or left open."""

from __future__ import annotations

import io
import json

import pytest

from detente.pipeline import run
from detente.records import Article, Event

UNDATED = "Russian warships shelled Odesa on Tuesday. The French president, Emmanuel Macron, will travel to Kyiv on Friday to meet Volodymyr Zelenskiy."
TOLD = "Russian warships shelled the port of Odesa, officials in Kyiv said. Emmanuel Macron is expected in Kyiv."


def whens(*published: str | None) -> list[tuple[str, str | None, str | None]]:
    """(words, first day, last day) of the undated article's acts, where further articles of the story have these days."""
    lines = [{"id": "undated", "text": UNDATED}] + [{"id": f"other {n}", "text": f"{TOLD} It was the {n}. time.", "published": day} for n, day in enumerate(published)]
    rows = list(run(["-"], stdin=io.BytesIO("\n".join(map(json.dumps, lines)).encode()), one_story=True))
    mine = next(r.id for r in rows if isinstance(r, Article) and r.origin == "undated")
    return [(r.when.text, r.when.start, r.when.end) for r in rows if isinstance(r, Event) and r.article == mine and r.when]


@pytest.mark.parametrize(
    ("published", "tuesday", "friday"),
    [
        (("2022-01-19",), "2022-01-18", "2022-01-21"),
        (("2022-01-19", "2022-01-20"), "2022-01-18", "2022-01-21"),
        (("2022-01-19", "2022-01-27"), None, None),
        (("2022-01-20", "2022-01-22"), "2022-01-18", None),
        ((None,), None, None),
    ],
)
def test_a_weekday_is_what_all_dated_articles_make_of_it(published: tuple[str | None, ...], tuesday: str | None, friday: str | None) -> None:
    assert whens(*published) == [("Tuesday", tuesday, None), ("Friday", friday, None)]
