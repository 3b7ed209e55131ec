"""Pairs of reports of one story: the same thing told in other words, and another thing told of the same actors."""

from __future__ import annotations

import io
import json
import tomllib
from pathlib import Path

from detente.pipeline import run
from detente.records import Comparison, Event, Meeting

PAIRS = tomllib.loads((Path(__file__).parent / "cases" / "alignment.toml").read_text("utf8"))["pair"]
PRECISION, RECALL = 0.85, 0.75  # least


def aligned(first: str, second: str) -> bool:
    """Do the two share a happening, or does a comparison say that both state the same?"""
    lines = [{"id": name, "text": text, "published": "2031-03-05", "outlet": f"The {name} Gazette"} for name, text in (("first", first), ("second", second))]
    rows = list(run(["-"], stdin=io.BytesIO("\n".join(map(json.dumps, lines)).encode()), one_story=True))
    told: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row, Event | Meeting) and row.happening:
            told.setdefault(row.happening, set()).add(row.article)
    told_apart = {"figure", "wording"}  # of one thing; what a side says at all is no thing
    laid = [r for r in rows if isinstance(r, Comparison) and len({a.article for a in r.accounts}) > 1 and not r.what.startswith("what ")]
    agreed = any(r.verdict == "corroborated" for r in laid)
    near = any(r.verdict == "differs" and r.field in told_apart for r in laid)
    return agreed or near or any(len(articles) > 1 for articles in told.values())


def test_half_of_them_are_traps() -> None:
    assert len(PAIRS) == 30
    assert sum(p["same"] for p in PAIRS) == 15


def test_what_is_lined_up_is_the_same_and_most_that_is_the_same_is_lined_up() -> None:
    found = [(p, aligned(p["first"], p["second"])) for p in PAIRS]
    right = sum(p["same"] and yes for p, yes in found)
    wrong = [(p["first"], p["second"]) for p, yes in found if p["same"] != yes]
    assert right / max(1, sum(yes for _, yes in found)) >= PRECISION, wrong
    assert right / sum(p["same"] for p in PAIRS) >= RECALL, wrong
