"""What the README of the examples says of its pages is what comes out of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

Rows = list[dict[str, Any]]
ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "examples" / "pages").iterdir())
FURNITURE = (
    "cookies",
    "Photograph",
    "log in",
    "Share",
    "Subscribe",
    "Sign up",
    "stars must",
    "Leave a",
    "Best viewed",
    "Printer",
    "You might also",
    "Advertisement",
    "code of conduct",
    "Reporting by",
    "All rights",
    "Front page",
    "readers have",
)


def of(rows: Rows, page: str, kind: str) -> Rows:
    """The rows of a kind of the page of that name."""
    (article,) = [r["id"] for r in rows if r["kind"] == "article" and Path(r["origin"]).stem == page]
    return [r for r in rows if r["kind"] == kind and article in (r.get("article"), r["id"])]


def test_every_page_is_an_article(examples: Rows) -> None:
    kinds = Counter(r["kind"] for r in examples)
    assert (kinds["article"], kinds["duplicate"], kinds["quarantined"]) == (len(PAGES), 0, 0)
    assert {Path(r["origin"]).name for r in examples if r["kind"] == "article"} == {p.name for p in PAGES}


def test_the_readme_tells_of_every_page() -> None:
    told = re.findall(r"`([a-z-]+-2019-\d\d-\d\d)`", (ROOT / "examples" / "README.md").read_text("utf8"))
    assert sorted(told) == [p.stem for p in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_no_furniture_is_left(page: Path, examples: Rows) -> None:
    (article,) = of(examples, page.stem, "article")
    assert [word for word in FURNITURE if word in article["text"]] == []
    assert all(drop["text"] and drop["reason"] for drop in article["dropped"])
    assert 200 < len(article["text"].split()) < 500


HEADS = [
    ("meridian-wire-2019-03-05", "Meridian Wire", "2019-03-05", "US warns of tariffs if either side opens fire in Skagerrak", None),
    ("northern-standard-2019-03-08", "Northern Standard", "2019-03-08", "Fishermen home, navies to leave Koster Bank for 45 days", None),
    (
        "harbour-courier-2019-03-04",
        "The Harbour Courier",
        "2019-03-04",
        "Norway seizes two Swedish trawlers on disputed bank",
        "Stockholm demands release of 14 crew as both navies send ships to the Koster Bank",
    ),
    (
        "northern-standard-2019-03-05",
        "Northern Standard",
        "2019-03-05",
        "Oslo says more than 6,000 Swedish troops stand at border",
        "Sweden speaks of an exercise and denies that its soldiers crossed into Norway",
    ),
    (
        "harbour-courier-2019-03-05",
        None,
        None,
        "Sweden masses about 4,000 troops near Norway as trawler row deepens",
        "Stockholm insists exercise at Svinesund was planned, while Oslo turns to its allies",
    ),
    ("lowland-gazette-2019-03-06", "The Lowland Gazette", "2019-03-06", "Sweden threatens to cut power to Norway", None),
    ("lowland-gazette-2019-03-07", "The Lowland Gazette", "2019-03-07", "Explosion reported on gas pipeline in Skagerrak; Norway and Sweden trade blame", None),
    (
        "northern-standard-2019-03-07",
        "Northern Standard",
        "2019-03-07",
        "UN envoy calls Norway and Sweden to Geneva",
        "Oslo offers to free nine fishermen, Stockholm asks for more",
    ),
]


@pytest.mark.parametrize(("page", "outlet", "day", "title", "standfirst"), HEADS, ids=[h[0] for h in HEADS])
def test_the_head_of_a_page(page: str, outlet: str | None, day: str | None, title: str, standfirst: str | None, examples: Rows) -> None:
    (article,) = of(examples, page, "article")
    assert article["title"] == title
    assert outlet is None or article["outlet"] == outlet
    assert day is None or article["published"][:10] == day
    assert standfirst is None or article["standfirst"] == standfirst


@pytest.mark.parametrize(("copy", "original"), [("lowland-gazette-2019-03-05", "meridian-wire-2019-03-04"), ("northern-standard-2019-03-07", "meridian-wire-2019-03-07")])
def test_a_copy_knows_its_original(copy: str, original: str, examples: Rows) -> None:
    (one,), (other,) = of(examples, copy, "article"), of(examples, original, "article")
    assert (one["copy_of"], other["copy_of"]) == (other["id"], None)
    assert one["story"] == other["story"] is not None


SAID = [
    ("harbour-courier-2019-03-04", "quotation", "will not tolerate poaching", {"speaker": "NOR.GOV:Halvard Brekke", "form": "direct"}),
    ("harbour-courier-2019-03-05", "quotation", "unwise to mistake patience", {"speaker": "SWE.GOV:Anders Hallqvist", "form": "direct"}),
    ("lowland-gazette-2019-03-06", "quotation", "the cables will be switched off", {"speaker": "SWE.GOV:Gunilla Ahlström", "form": "direct"}),
    ("meridian-wire-2019-03-07", "quotation", "two sides and no head", {"speaker": "UN.IGO:Lucia Ferrante", "form": "direct"}),
    ("northern-standard-2019-03-05", "figure", "more than 6,000", {"value": 6000.0, "comparator": "more than"}),
    ("harbour-courier-2019-03-05", "figure", "about\u00a04,000", {"value": 4000.0, "comparator": "about"}),
    ("harbour-courier-2019-03-06", "meeting", "Sweden has cancelled a meeting", {"status": "cancelled"}),
    ("meridian-wire-2019-03-07", "meeting", "invited Norway and Sweden to talks in Geneva", {"status": "proposed"}),
    ("lowland-gazette-2019-03-06", "event", "unless the crews", {"type": "THREATEN", "status": "conditional"}),
    ("northern-standard-2019-03-05", "event", "denied that any of its soldiers", {"type": "REJECT", "status": "actual", "actors": ["SWE"]}),
]


@pytest.mark.parametrize(
    ("page", "kind", "words", "holds"),
    SAID,
)
def test_a_row_that_a_reader_expects(page: str, kind: str, words: str, holds: dict[str, object], examples: Rows) -> None:
    near = [r for r in of(examples, page, kind) if words in r["evidence"]]
    assert [r for r in near if {k: r[k] for k in holds} == holds], [{k: r[k] for k in holds} for r in near]


def test_accounts_that_differ_are_laid_side_by_side(examples: Rows) -> None:
    verdicts = Counter(r["verdict"] for r in examples if r["kind"] == "comparison")
    assert set(verdicts) == {"corroborated", "differs", "only"}
    assert any(r["field"] == "figure" for r in examples if r["kind"] == "comparison")


def test_nothing_that_is_done_is_dated_after_its_report(examples: Rows) -> None:
    published = {r["id"]: r["published"] for r in examples if r["kind"] == "article"}
    dated = [r for r in examples if r["kind"] == "quotation" or r.get("status") in {"actual", "past", "held"}]
    dated = [r for r in dated if r["when"] and r["when"]["start"] and published[r["article"]]]
    assert [(r["id"], r["evidence"]) for r in dated if r["when"]["start"] > published[r["article"]][: len(r["when"]["start"])][:10]] == []
    assert len(dated) > 20


def test_a_time_is_read_in_one_way_in_a_sentence(examples: Rows) -> None:
    read: dict[tuple[Any, ...], set[str]] = {}
    for r in examples:
        if when := r.get("due") or r.get("when"):
            read.setdefault((r["article"], r["part"], r["start"], when["text"]), set()).add(when["start"])
    assert {key: days for key, days in read.items() if len(days) > 1} == {}
    assert len(read) > 20
