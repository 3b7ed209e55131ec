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
    """The rows of a kind of the page whose name ends so."""
    (article,) = [r["id"] for r in rows if r["kind"] == "article" and Path(r["origin"]).stem[5:] == page]
    return [r for r in rows if r["kind"] == kind and article in (r.get("article"), r["id"])]


def test_every_page_is_an_article(examples: Rows) -> None:
    kinds = Counter(r["kind"] for r in examples)
    assert (kinds["article"], kinds["duplicate"], kinds["quarantined"]) == (len(PAGES), 0, 0)
    assert {Path(r["origin"]).name for r in examples if r["kind"] == "article"} == {p.name for p in PAGES}


def test_the_readme_tells_of_every_page() -> None:
    told = re.findall(r"`(\d\d-\d\d) ([\w-]+)`", (ROOT / "examples" / "README.md").read_text("utf8"))
    assert sorted(f"2019-{day}-{name}" for day, name in told) == [p.stem for p in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_no_furniture_is_left(page: Path, examples: Rows) -> None:
    (article,) = of(examples, page.stem[5:], "article")
    assert [word for word in FURNITURE if word in article["text"]] == []
    assert all(drop["text"] and drop["reason"] for drop in article["dropped"])
    assert 200 < len(article["text"].split()) < 500


HEADS = [
    (
        "03-04-harbour-courier-trawlers",
        "The Harbour Courier",
        "2019-03-04",
        "Norway seizes two Swedish trawlers on disputed bank",
        "Stockholm demands release of 14 crew as both navies send ships to the Koster Bank",
    ),
    (
        "03-05-northern-standard-troops",
        "Northern Standard",
        "2019-03-05",
        "Oslo says more than 6,000 Swedish troops stand at border",
        "Sweden speaks of an exercise and denies that its soldiers crossed into Norway",
    ),
    (
        "03-05-harbour-courier-svinesund",
        None,
        None,
        "Sweden masses about 4,000 troops near Norway as trawler row deepens",
        "Stockholm insists exercise at Svinesund was planned, while Oslo turns to its allies",
    ),
    ("03-06-lowland-gazette-power", None, "2019-03-06", "Sweden threatens to cut power to Norway", None),
    ("03-07-lowland-gazette-pipeline", None, "2019-03-07", "Explosion reported on gas pipeline in Skagerrak; Norway and Sweden trade blame", None),
    (
        "03-07-northern-standard-geneva",
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


@pytest.mark.parametrize(
    ("copy", "original"), [("03-04-lowland-gazette-trawlers", "03-04-meridian-wire-trawlers"), ("03-07-northern-standard-geneva", "03-07-meridian-wire-geneva")]
)
def test_a_copy_knows_its_original(copy: str, original: str, examples: Rows) -> None:
    (one,), (other,) = of(examples, copy, "article"), of(examples, original, "article")
    assert {one["copy_of"], other["copy_of"]} - {None} <= {one["id"], other["id"]}
    assert one["copy_of"] or other["copy_of"]
    assert one["story"] == other["story"] is not None


SAID = [
    ("03-04-harbour-courier-trawlers", "quotation", "will not tolerate poaching", {"speaker": "NOR.GOV:Halvard Brekke", "form": "direct"}),
    ("03-05-harbour-courier-svinesund", "quotation", "unwise to mistake patience", {"speaker": "SWE.GOV:Anders Hallqvist", "form": "direct"}),
    ("03-06-lowland-gazette-power", "quotation", "the cables will be switched off", {"speaker": "SWE.GOV:Gunilla Ahlström", "form": "direct"}),
    ("03-07-meridian-wire-geneva", "quotation", "two sides and no head", {"speaker": "UN.IGO:Lucia Ferrante", "form": "direct"}),
    ("03-05-northern-standard-troops", "figure", "more than 6,000", {"value": 6000.0, "comparator": "more than"}),
    ("03-05-harbour-courier-svinesund", "figure", "about\u00a04,000", {"value": 4000.0, "comparator": "about"}),
    ("03-06-harbour-courier-helsinki", "meeting", "Sweden has cancelled a meeting", {"status": "cancelled"}),
    ("03-07-meridian-wire-geneva", "meeting", "invited Norway and Sweden to talks in Geneva", {"status": "proposed"}),
    ("03-06-lowland-gazette-power", "event", "unless the crews", {"type": "THREATEN", "status": "conditional"}),
    ("03-05-northern-standard-troops", "event", "denied that any of its soldiers", {"type": "REJECT", "status": "actual", "actors": ["SWE"]}),
]


@pytest.mark.parametrize(("page", "kind", "words", "holds"), SAID, ids=[f"{page}: {words}" for page, _, words, _ in SAID])
def test_a_row_that_a_reader_expects(page: str, kind: str, words: str, holds: dict[str, object], examples: Rows) -> None:
    near = [r for r in of(examples, page, kind) if words in r["evidence"]]
    assert [r for r in near if {k: r[k] for k in holds} == holds], [{k: r[k] for k in holds} for r in near]


def test_accounts_that_differ_are_laid_side_by_side(examples: Rows) -> None:
    verdicts = Counter(r["verdict"] for r in examples if r["kind"] == "comparison")
    assert set(verdicts) == {"corroborated", "differs", "only"}
    assert any(r["field"] == "figure" for r in examples if r["kind"] == "comparison")
