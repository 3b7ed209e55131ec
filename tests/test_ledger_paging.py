"""Pages of rows: every order gives each row once, cursors are ours, and what is counted is what stands."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.ledger import Ledger, LedgerError, narrowing, paging
from detente.ledger.paging import SORTS
from detente.records import KINDS, Actor, Row


@pytest.fixture(scope="module")
def ledger(examples_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(examples_ledger) as opened:
        yield opened


@pytest.fixture
def copied(examples_ledger: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(examples_ledger, tmp_path / "crisis.db"))


def walked(ledger: Ledger, kind: str, wanted: dict[str, Any], sort: str, limit: int) -> list[Row]:
    rows: list[Row] = []
    after = None
    while True:
        page = ledger.page(kind, wanted, sort=sort, after=after, limit=limit)
        rows += page.rows
        if page.next is None:
            return rows
        after = page.next


WANTED: tuple[dict[str, Any], ...] = (
    {},
    {"actor": "NOR"},
    {"actor": "nor.gov", "since": "2019-03-05"},
    {"outlet": "harbour courier"},
    {"search": "said"},
    {"until": "2019-03-04"},
    {"actor": "SWE", "search": "talks"},
    {"search": "said", "until": "2019-03"},
)
MORE: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("quotation", wanted) for wanted in WANTED),
    ("event", {"type": "agree"}),
    ("event", {"actor": "NOR", "towards": "SWE", "type": "CONSULT"}),
    ("event", {"actor": "NOR", "outlet": "harbour courier", "status": "planned"}),
    ("event", {"status": "Actual", "since": "2019-03-05", "until": "2019-03-06"}),
    ("event", {"actor": "ZZZ", "type": "AGREE"}),
    ("position", {"issue": "A"}),
    ("position", {"issue": "e", "actor": "NOR"}),
    ("story", {"until": "2019-03-06"}),
)


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{s}" for s in SORTS)])
@pytest.mark.parametrize("kind", ["event", "quotation", "story", "actor", "article"])
def test_each_row_comes_once_in_every_order(ledger: Ledger, kind: str, sort: str) -> None:
    ids = [row.id for row in walked(ledger, kind, {}, sort, 7)]
    assert sorted(ids) == sorted(row.id for row in ledger.rows(kind))
    assert ids == [row.id for row in walked(ledger, kind, {}, sort, 1000)]
    back = walked(ledger, kind, {}, sort.removeprefix("-") if sort.startswith("-") else f"-{sort}", 1000)
    assert ids == [row.id for row in reversed(back)]


@pytest.mark.parametrize("wanted", WANTED, ids=str)
@pytest.mark.parametrize("sort", ["place", "-day"])
def test_a_page_is_filtered_as_rows_are(ledger: Ledger, wanted: dict[str, Any], sort: str) -> None:
    got = walked(ledger, "quotation", wanted, sort, 5)
    assert sorted(r.id for r in got) == sorted(r.id for r in ledger.rows("quotation", **wanted))
    assert ledger.page("quotation", wanted, sort=sort, limit=1).total == len(got)


@pytest.mark.parametrize("sort", ["place", "-place", "day", "-day", "added", "-added", "actor", "-type"])
def test_many_rows_are_found_as_few_are(ledger: Ledger, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [walked(ledger, kind, wanted, sort, 5) for kind, wanted in MORE]
    assert sum(map(bool, few)) >= 12, "most of these find something"
    monkeypatch.setattr(paging, "FEW", 0)
    monkeypatch.setattr(paging, "AT_ONCE", 0)
    monkeypatch.setattr(narrowing, "VALUES", 0)
    monkeypatch.setattr(narrowing, "MOST", 1)
    for rows, (kind, wanted) in zip(few, MORE, strict=True):
        assert walked(ledger, kind, wanted, sort, 5) == rows
        assert {r.id for r in rows} == {r.id for r in ledger.rows(kind, **wanted)}
        assert ledger.page(kind, wanted, sort=sort).total == len(rows)


def test_the_order_of_place_is_that_of_the_ledger(ledger: Ledger) -> None:
    assert walked(ledger, "event", {}, "place", 9) == ledger.rows("event")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"sort": "colour"}, "rows cannot be sorted by 'colour'"),
        ({"limit": 0}, "a page of 0 rows is not given"),
        ({"limit": 5000}, "a page of 5000 rows is not given"),
        ({"after": "nonsense"}, "that is no place in this list"),
        ({"after": "WyItZGF5IiwgMV0"}, "that is no place in this list"),
        ({"after": "é"}, "that is no place in this list"),
        ({"after": "W10"}, "that is no place in this list"),
    ],
    ids=str,
)
def test_what_is_no_page_is_refused(ledger: Ledger, given: dict[str, Any], says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        ledger.page("event", {}, **given)
    with pytest.raises(LedgerError, match=says):
        ledger.page("event", {"actor": "ZZZ"}, **given)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_counted_is_what_stands(ledger: Ledger, kind: str) -> None:
    rows = ledger.rows(kind)
    assert ledger.counts()[kind] == len(rows)
    for name in ("type", "status"):
        if rows and hasattr(rows[0], name):
            assert dict(ledger.tally(kind, name)) == {v: sum(getattr(r, name) == v for r in rows) for v in {getattr(r, name) for r in rows} if v}


def test_what_is_retired_or_renewed_is_neither_listed_nor_counted(copied: Path) -> None:
    with Ledger.open(copied) as ledger:
        rows = ledger.rows("event")
        gone = random.Random(7).sample(rows, 9)
        before, head = ledger.counts()["event"], ledger.head
        assert ledger.retire(r.id for r in gone) == 9
        assert ledger.head > head
        assert ledger.counts()["event"] == before - 9
        assert {r.id for r in walked(ledger, "event", {}, "-day", 50)} == {r.id for r in rows} - {r.id for r in gone}
        ledger.add(gone)
        assert [r.id for r in ledger.rows("event")] == [r.id for r in rows], "each has its old place again"
        assert sum(n for _, n in ledger.tally("event", "type")) == before


def test_a_question_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    many = [Actor(id=f"TRN.GOV:Person {n}", name=f"Person {n}", code="TRN", sector="GOV", role=None, aliases=()) for n in range(3000)]
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add(many)
        assert len(ledger.rows("actor", actor="TRN")) == 3000
    with Ledger.open(tmp_path / "crisis.db", seconds=0.0) as hurried, pytest.raises(LedgerError, match="took too long; narrow it"):
        hurried.rows("actor", actor="TRN")


def test_the_first_and_last_day(ledger: Ledger) -> None:
    assert ledger.days() == ("2019-03-04", "2019-03-08")
    with Ledger.memory() as empty:
        assert empty.days() is None


@pytest.mark.parametrize("wanted", [{}, {"type": "AGREE"}, {"actor": "NOR"}, {"search": "said"}, {"since": "2019-03-01", "actor": "SWE"}])
def test_what_was_counted_is_counted_anew_when_the_ledger_changes(wanted: dict[str, Any], copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AT_ONCE", "FEW", "MOST_LINES"):
        monkeypatch.setattr(paging, name, 0)
    with Ledger.open(copied) as ledger, Ledger.open(copied) as other:
        before = ledger.page("event", wanted)
        assert ledger.page("event", wanted).total == before.total == len(walked(ledger, "event", wanted, "place", 1_000))
        other.correct("reject", before.rows[0].id, by="ann")
        assert ledger.page("event", wanted).total == (before.total or 0) - 1
