"""Stories that grow: batch by batch the same as at once, in whatever order; what is joined, opened, made one; copies and newer words from before."""

from __future__ import annotations

import logging
import random
from itertools import combinations

import pytest
from msgspec.structs import replace
from story_reports import NORTH, ROWS, SOUTH, A, B, report

from benchmarks.invented import reports
from detente.arrivals import Seen
from detente.codebook import Codebook
from detente.ledger import Ledger
from detente.records import Article, Comparison, Event, Story
from detente.weaving import Fresh, woven

BOOK = Codebook(None)
INVENTED = [f for found in reports(25) for f in found]


def grown(fresh: list[Fresh], batches: int) -> Ledger:
    ledger = Ledger.memory()
    for n in range(batches):
        some = fresh[n * len(fresh) // batches : (n + 1) * len(fresh) // batches]
        ledger.add(list(woven(some, ledger.shelf, BOOK)))
    return ledger


def pairs(ledger: Ledger) -> set[tuple[str, str]]:
    return {(min(p), max(p)) for s in ledger.rows("story") if isinstance(s, Story) for p in combinations(s.articles, 2)}


def test_one_batch_in_any_order_gives_the_same_rows() -> None:
    first = grown(INVENTED, 1)
    shuffled = random.Random(4).sample(INVENTED, len(INVENTED))
    again = grown(shuffled, 1)
    for kind in ("article", "story", "comparison", "event"):
        assert sorted(first.rows(kind), key=lambda r: r.id) == sorted(again.rows(kind), key=lambda r: r.id)


@pytest.mark.parametrize("batches", [2, 7])
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_several_batches_give_the_stories_of_one(batches: int, seed: int | None) -> None:
    order = INVENTED if seed is None else random.Random(seed).sample(INVENTED, len(INVENTED))
    whole, parts = pairs(grown(INVENTED, 1)), pairs(grown(order, batches))
    assert len(whole & parts) >= 0.99 * len(whole | parts)


def test_every_article_is_in_one_story_that_it_names() -> None:
    ledger = grown(INVENTED, 5)
    home = {a: s.id for s in ledger.rows("story") if isinstance(s, Story) for a in s.articles}
    assert sorted(home) == sorted(f.article.id for f in INVENTED)
    assert {a.id: a.story for a in ledger.rows("article") if isinstance(a, Article)} == home


def fresh(article: Article, *rows: Event) -> Fresh:
    return Fresh(article, rows, ())


def test_two_stories_become_one_and_it_is_told(caplog: pytest.LogCaptureFixture) -> None:
    half, rest = "Two Swedish trawlers lie in the harbour of Bergen under guard.", "Eleven fishermen wait for the court in Oslo to hear them."
    ledger = Ledger.memory()
    for n, text in enumerate((half, rest)):
        ledger.add(list(woven([fresh(report(f"r{n}", "o", text, title=text))], ledger.shelf, BOOK)))
    assert len(ledger.rows("story")) == 2
    with caplog.at_level(logging.WARNING):
        ledger.add(list(woven([fresh(report("r2", "p", f"{half} {rest}", title=f"{half} {rest}"))], ledger.shelf, BOOK)))
    (story,) = ledger.rows("story")
    assert isinstance(story, Story)
    assert story.articles == ("r0", "r1", "r2")
    assert "stories that have become one" in caplog.text


def test_a_copy_from_before_is_found_and_confirms_nothing() -> None:
    ledger = Ledger.memory()
    ledger.add(list(woven([Fresh(A, tuple(ROWS["a"]), ()), Fresh(B, tuple(ROWS["b"]), ())], ledger.shelf, BOOK)))
    before = ledger.rows("comparison")
    copy = report("c", "The Echo", NORTH, "2031-03-04", title="Trawlers seized")
    events = tuple(replace(r, id=f"c{r.id}", article="c") for r in ROWS["a"])
    ledger.add(list(woven([Fresh(copy, events, ())], ledger.shelf, BOOK)))
    held = {a.id: a for a in ledger.rows("article") if isinstance(a, Article)}
    assert (held["c"].copy_of, held["c"].story) == ("a", held["a"].story)
    assert ledger.rows("comparison") == before
    told = {r.article: r.happening for r in ledger.rows("event") if isinstance(r, Event) and r.type == "COERCE"}
    assert told["c"] == told["a"]


def test_newer_text_under_an_address_is_a_revision_and_no_second_report() -> None:
    url = "https://example.org/trawlers"
    ledger = Ledger.memory()
    ledger.add(list(woven([fresh(replace(A, url=url))], ledger.shelf, BOOK)))
    newer = Seen(shelf=ledger.shelf).welcome(report("d", "Northern Standard", SOUTH, "2031-03-04", url=url))
    assert newer.revision_of == "a"
    older = Seen(shelf=ledger.shelf).welcome(report("e", "Northern Standard", SOUTH, "2031-03-01", url=url))
    assert older.revision_of is None
    ledger.add(list(woven([fresh(newer)], ledger.shelf, BOOK)))
    assert [c for c in ledger.rows("comparison") if isinstance(c, Comparison) and c.verdict == "corroborated"] == []
