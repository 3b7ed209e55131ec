"""The store keeps rows as they were, adds only news, and hands out the latest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from ledger_rows import ACTORS, AGAIN, BROKEN, DIFFERS, MASSED, ROWS, RUN, STORY, A, B
from msgspec.structs import replace

from detente.ledger import Ledger, LedgerError
from detente.ledger.migrate import FOLDER, MIGRATIONS, made
from detente.ledger.schema import METADATA, TABLES
from detente.records import KINDS, Actor, Duplicate, kind_of


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger.memory()
    made.add(ROWS)
    return made


def test_rows_come_back_as_they_were(ledger: Ledger) -> None:
    assert {kind: tuple(ledger.rows(kind)) for kind in KINDS} == {kind: tuple(r for r in ROWS if kind_of(r) == kind) for kind in KINDS}


def test_all_rows_stand_in_the_ledgers_order(ledger: Ledger) -> None:
    assert [r.id for r in ledger.all()] == ["a1", "e1", "f1", "n1", "q1", "m1", "b1", "e2", "p1", "o1", "d1", "x1", *(a.id for a in ACTORS), "s1", "c1", "r1"]


def test_the_same_rows_again_add_nothing(ledger: Ledger) -> None:
    assert ledger.add(ROWS) == {}
    assert len(ledger.all()) == len(ROWS)


def test_the_same_input_again_leaves_no_trace(ledger: Ledger) -> None:
    """A duplicate of an article's own origin says only that it was read again, and a run without news says nothing."""
    again = Duplicate(id="d9", origin=A.origin, of=A.id)
    assert ledger.add([again, replace(RUN, id="r9")]) == {}
    assert ledger.add([replace(again, origin="elsewhere.txt"), replace(RUN, id="r9")]) == {"duplicate": 1, "run": 1}


def test_a_later_version_is_appended_and_seen(tmp_path: Path) -> None:
    file = tmp_path / "crisis.db"
    grown = replace(STORY, articles=("a1", "b1", "z1"), last_day="2031-03-09")
    with Ledger.open(file) as ledger:
        ledger.add(ROWS)
        assert ledger.add([grown, DIFFERS]) == {"story": 1}
        assert ledger.rows("story") == [grown]
        assert ledger.row("s1") == grown
    with closing(sqlite3.connect(file)) as raw:
        assert [days for (days,) in raw.execute("SELECT last_day FROM story ORDER BY seq")] == ["2031-03-05", "2031-03-09"]


def test_a_story_that_comes_again_brings_all_its_comparisons(ledger: Ledger) -> None:
    other = replace(DIFFERS, id="c2", what="who met whom")
    ledger.add([STORY, other])
    assert ledger.rows("comparison") == [other]


def test_a_story_retires_those_whose_articles_it_took(ledger: Ledger) -> None:
    joined = replace(STORY, id="s0")
    ledger.add([joined, replace(DIFFERS, id="c0", story="s0")])
    assert [r.id for kind in ("story", "comparison") for r in ledger.rows(kind)] == ["s0", "c0"]


def test_what_is_retired_may_come_back(ledger: Ledger) -> None:
    assert ledger.retire(["e1", "nobody"]) == 1
    assert [r.id for r in ledger.rows("event")] == ["e2"]
    with pytest.raises(LedgerError, match="no row has the id 'e1'"):
        ledger.row("e1")
    assert ledger.add([MASSED]) == {"event": 1}
    assert [r.id for r in ledger.rows("event")] == ["e1", "e2"]


def test_an_actor_keeps_the_names_of_earlier_articles(ledger: Ledger) -> None:
    lund = ACTORS[2]
    assert ledger.add([replace(lund, role=None, aliases=("Lund",))]) == {}
    assert ledger.add([replace(lund, aliases=("Ms Lund",))]) == {"actor": 1}
    (now,) = (row for row in ledger.rows("actor", actor="TRN.GOV:Ada Lund") if isinstance(row, Actor))
    assert now.aliases == ("Ada Lund", "Lund", "Ms Lund")


def test_a_row_is_found_by_the_beginning_of_its_id() -> None:
    ledger = Ledger.memory()
    ledger.add([replace(BROKEN, id="abcd1111"), replace(BROKEN, id="abcd2222"), replace(BROKEN, id="abcd")])
    assert ledger.row("abcd1").id == "abcd1111"
    assert ledger.row("abcd").id == "abcd"
    for name, error in (("abcd_", "no row"), ("abc", "no row"), ("%", "no row")):
        with pytest.raises(LedgerError, match=error):
            ledger.row(name)
    ledger.retire(["abcd"])
    with pytest.raises(LedgerError, match=r"2 ids begin with 'abcd' \(abcd1111, abcd2222\)"):
        ledger.row("abcd")


def test_all_that_a_story_rests_on(ledger: Ledger) -> None:
    ledger.add([replace(B, id="z1", story=None)])
    assert [r.id for r in ledger.told("s1")] == ["a1", "e1", "f1", "q1", "m1", "b1", "e2", "p1", "o1", *(a.id for a in ACTORS), "s1", "c1"]
    with pytest.raises(LedgerError, match="of the kind event"):
        ledger.told("e1")


def test_rows_of_no_known_kind_are_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no kind of row is called 'events'; there are article, "):
        ledger.rows("events")


@pytest.mark.parametrize("table", [*TABLES, "entries", "retired", "schema_version"])
@pytest.mark.parametrize("change", ["DELETE FROM", "UPDATE"])
def test_nothing_can_be_changed(table: str, change: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add([*ROWS, AGAIN])
        ledger.retire(["e2"])
    column = {"entries": "kind", "retired": "run", "schema_version": "version"}.get(table, "id")
    command = f'DELETE FROM "{table}"' if change == "DELETE FROM" else f'UPDATE "{table}" SET {column} = {column}'
    with closing(sqlite3.connect(tmp_path / "crisis.db")) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(command)


def test_the_steps_give_the_tables_of_the_records(tmp_path: Path) -> None:
    """A new kind of row: `python -m detente.ledger.migrate` writes its table into the next file; give MIGRATIONS a step that takes it."""
    Ledger.open(tmp_path / "crisis.db").close()
    with closing(sqlite3.connect(tmp_path / "crisis.db")) as raw:
        columns = {name: {line[1] for line in raw.execute(f'PRAGMA table_info("{name}")')} for name in TABLES}
    assert columns == {name: set(table.c.keys()) for name, table in TABLES.items()}
    assert made() == {table.name for table in METADATA.sorted_tables}
    assert len(MIGRATIONS) >= len(list(FOLDER.glob("*.sql")))
