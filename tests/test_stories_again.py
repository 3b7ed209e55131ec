"""Stories of articles that are read again: they stay as they are, their comparisons follow what is read, and twice is as once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story_reports import ROWS, A, B, report

from benchmarks.invented import reports
from detente.codebook import Codebook
from detente.ledger import Ledger
from detente.records import Article, Comparison, Event, Story
from detente.stories import grouping
from detente.weaving import Fresh, woven

BOOK = Codebook(None)
INVENTED = [f for found in reports(8) for f in found]


def told(*batches: list[Fresh]) -> Ledger:
    ledger = Ledger.memory()
    for some in batches:
        ledger.add(list(woven(some, ledger.shelf, BOOK)))
    return ledger


def again(ledger: Ledger, read: list[Fresh], fresh: list[Fresh] | None = None) -> dict[str, int]:
    """As a run does it: the articles are those of the ledger."""
    held = {a.id: a for a in ledger.rows("article") if isinstance(a, Article)}
    anew = [Fresh(held[f.article.id], f.rows, f.cast) for f in read]
    return ledger.add(list(woven(fresh or [], ledger.shelf, BOOK, anew=anew)), again=True)


@pytest.mark.parametrize("batches", [1, 4])
@pytest.mark.parametrize("some", [slice(None), slice(0, 1), slice(3, 20)])
def test_the_same_reading_again_changes_nothing(batches: int, some: slice) -> None:
    ledger = told(*(INVENTED[n::batches] for n in range(batches)))
    again(ledger, INVENTED[some])
    before = ledger.all()
    assert again(ledger, INVENTED[some]) == {}
    assert ledger.all() == before
    assert {a.id for a in ledger.rows("article")} == {f.article.id for f in INVENTED}
    if batches == 1:
        assert before == told(INVENTED).all()


def test_long_stories_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "LONG", 3)
    ledger = told(*([f] for f in INVENTED[:30]))
    before = {s.id: s.articles for s in ledger.rows("story") if isinstance(s, Story)}
    assert max(map(len, before.values())) > 3
    again(ledger, INVENTED[:30])
    assert {s.id: s.articles for s in ledger.rows("story") if isinstance(s, Story)} == before
    assert {r.id for r in ledger.rows("event")} == {r.id for f in INVENTED[:30] for r in f.rows}
    assert again(ledger, INVENTED[:30]) == {}


def test_comparisons_follow_what_is_read() -> None:
    whole = [Fresh(A, tuple(ROWS["a"]), ()), Fresh(B, tuple(ROWS["b"]), ())]
    ledger = told(whole)
    before = ledger.all()
    cited = {a.row for c in ledger.rows("comparison") if isinstance(c, Comparison) for a in c.accounts}
    gone = next(r.id for r in ROWS["a"] if r.id in cited)
    again(ledger, [Fresh(A, tuple(r for r in ROWS["a"] if r.id != gone), ())])
    assert gone not in {a.row for c in ledger.rows("comparison") if isinstance(c, Comparison) for a in c.accounts}
    assert gone not in {r.id for r in ledger.all()}
    assert [s.articles for s in ledger.rows("story") if isinstance(s, Story)] == [("a", "b")]
    again(ledger, whole[:1])
    assert ledger.all() == before


def test_a_new_report_joins_a_story_that_is_read_again() -> None:
    a, b = Fresh(A, tuple(ROWS["a"]), ()), Fresh(B, tuple(ROWS["b"]), ())
    ledger = told([a])
    changed = tuple(replace(r, id=f"n{r.id}", status="planned") if isinstance(r, Event) else r for r in ROWS["a"])
    again(ledger, [Fresh(A, changed, ())], [b])
    assert [s.articles for s in ledger.rows("story") if isinstance(s, Story)] == [("a", "b")]
    found = {r.id for r in ledger.all()}
    assert {a.row for c in ledger.rows("comparison") if isinstance(c, Comparison) for a in c.accounts} <= found
    assert {r.id for r in ledger.rows("event", article="a")} == {r.id for r in changed if isinstance(r, Event)}
    alone = report("z", "The Echo", "The lake froze early this year, fishermen in Veldt say.", "2031-06-01", title="Lake freezes")
    again(ledger, [Fresh(A, changed, ())], [Fresh(alone, (), ())])
    assert sorted(s.articles for s in ledger.rows("story") if isinstance(s, Story)) == [("a", "b"), ("z",)]
