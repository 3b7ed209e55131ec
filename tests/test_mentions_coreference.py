"""Whom a mention means, case by case (`cases/coreference.toml`), and how many of the cases hold."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detente.codebook import Codebook
from detente.mentions.actors import find_actors
from detente.records import ActorSpot, Article
from detente.sentences import parse

CASES = [
    (group["kind"], group.get("published"), *row, *[""][len(row) - 2 :])
    for group in tomllib.loads((Path(__file__).parent / "cases" / "coreference.toml").read_text(encoding="utf-8"))["group"]
    for row in group["cases"]
]
CODEBOOK = Codebook()
LEAST = 0.95  # of the cases that must hold


def case(kind: str, published: str | None, marked: str, expected: str, unsolved: str) -> Any:
    marks = [pytest.mark.xfail(reason=unsolved, strict=True)] if unsolved else []
    return pytest.param(published, marked, expected, marks=marks, id=f"{kind}: {marked}")


@pytest.mark.parametrize(("published", "marked", "expected"), [case(*row) for row in CASES])
def test_who_is_meant(published: str | None, marked: str, expected: str) -> None:
    assert meant(marked, published) == expected


def test_most_cases_hold_and_each_is_another() -> None:
    solved = [marked for *_, marked, _, unsolved in CASES if not unsolved]
    assert len({row[2] for row in CASES}) == len(CASES) >= 160
    assert len(solved) / len(CASES) >= LEAST


def meant(marked: str, published: str | None) -> str:
    """What the brackets of a text mean: the ids of the widest actors in them."""
    pieces = marked.replace("]", "[").split("[")
    text = "".join(pieces)
    ends = [sum(map(len, pieces[: i + 1])) for i in range(len(pieces))]
    inside = list(zip(ends[::2], ends[1::2], strict=False))
    article = Article(
        id="a", origin="a", url=None, outlet=None, credited_source=None, title=None, standfirst=None, byline=None, published=published, language="en", text=text, dropped=()
    )
    ((_, sentences),) = parse([article])
    starts = {(s.index, t.i): t.start for s in sentences for t in s.tokens}
    spots = [x for x in find_actors(article, sentences, CODEBOOK)[0] if any(a <= starts[x.sentence, x.head] < b for a, b in inside)]
    marks = {text[a:b] for a, b in inside}
    widest = [x for x in spots if not any(within(x, y) for y in spots) and (x.role != "modifier" or x.text in marks)]
    acting = [x for x in widest if x.role != "place"]
    if widest and not acting:
        return "place"
    ids = dict.fromkeys(i for x in acting for i in x.actors)
    return ",".join(ids) or next((f":{x.name}" for x in acting if x.name[:1].isupper()), "")


def within(x: ActorSpot, y: ActorSpot) -> bool:
    return x is not y and y.start <= x.start and x.end <= y.end and (x.end - x.start) < (y.end - y.start)
