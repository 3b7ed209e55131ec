"""The log of corrections: what it is asked, what it says of annotators, and that no line of it can be changed unseen."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from deciding import decide, ledger
from ledger_rows import MASSED, ROWS
from msgspec.structs import replace

from detente.ledger import Ledger, Place

TITLE = Place("a1", "quotation", "title", 0, 21)
ALL = "at, by, act, article, kind, part, start, end, row, before, after, note, undoes, chain"
__all__ = ["ledger"]


def test_what_the_log_is_asked(ledger: Ledger) -> None:
    decide(ledger, "ann accept e1", "ben reject e1", "ann edit f1 unit=men", "ben accept p1", "ben undo e1", "ann reject q1")
    asked = [
        ({}, 123456),
        ({"row": "e1"}, 125),
        ({"article": "b1"}, 4),
        ({"by": "ann"}, 136),
        ({"act": "accept"}, 14),
        ({"after": 3, "limit": 2}, 45),
        ({"by": "ben", "after": 2}, 45),
    ]
    asked += [({"newest": True, "limit": 2}, 65), ({"newest": True, "after": 5, "limit": 3}, 432), ({"row": "zz"}, 0)]
    assert [int("".join(str(c.number) for c in ledger.corrections(**wanted)) or 0) for wanted, _ in asked] == [numbers for _, numbers in asked]  # type: ignore[arg-type]
    found = ledger.decisions(["e1", "e2", "f1", "p1"])
    assert {row: {by: c.act for by, c in of.items()} for row, of in found.items()} == {"e1": {"ann": "accept"}, "f1": {"ann": "edit"}, "p1": {"ben": "accept"}}


def test_what_annotators_said_of_each_row(ledger: Ledger) -> None:
    decide(
        ledger, "ann reject e1", "ann accept e1", "ben edit e1 status=planned", "ann reject e2", "ann undo e2", "ben reject f1", "cyd edit e1 cameo=155", "dot edit e1 cameo=154"
    )
    added = ledger.correct("add", by="ben", place=TITLE).row
    said = {(by, unit[-1]): value.split(":")[0] for by, unit, value in ledger.judgements()}
    assert said == {("ann", "e1"): "accept", ("ben", "e1"): "edit", ("cyd", "e1"): "edit", ("dot", "e1"): "edit", ("ben", "f1"): "reject", ("ben", added): "accept"}
    units = {unit for by, unit, _ in ledger.judgements() if by == "ben"}
    assert ("a1", "event", "body", 0, 55, "e1") in units
    values = {by: value for by, unit, value in ledger.judgements() if unit[-1] == "e1"}
    assert values["ben"] == values["dot"] != values["cyd"]


def sealed(path: Path, lines: int = 30) -> None:
    """A ledger with so many decisions, each at a second of its own."""
    rows = [replace(MASSED, id=f"r{n:03}") for n in range(lines)]
    with Ledger.open(path) as ledger:
        ledger.add([*ROWS, *rows])
        for n, row in enumerate(rows, 1):
            act, changes = [("accept", None), ("reject", None), ("edit", {"status": "planned"})][n % 3]
            ledger.correct(act, row.id, by="Zoë", changes=changes, note=f"№ {n}", at=f"2031-03-06T08:00:{n:02}Z")
        assert ledger.audit() == []


def test_any_changed_byte_of_the_log_is_found(tmp_path: Path) -> None:
    sealed(tmp_path / "crisis.db")
    whole = (tmp_path / "crisis.db").read_bytes()
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        lines = ledger.corrections()
    spans = {line.number: (whole.index(line.at.encode()), whole.index(line.chain.encode()) + len(line.chain)) for line in lines}
    luck = random.Random(26)
    for _ in range(100):
        number = luck.choice(list(spans))
        at = luck.randrange(*spans[number])
        byte = luck.choice([b for b in range(256) if b != whole[at]])
        (tmp_path / "edited.db").write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
        with Ledger.open(tmp_path / "edited.db") as ledger:
            assert [p.number for p in ledger.audit()] == [number], f"byte {at} made {byte:#x} in {whole[spans[number][0] : spans[number][1]]!r}"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE correction SET note = 'nothing' WHERE number = 7", {7: "the line is not as it was written"}),
        ("UPDATE correction SET after = before WHERE number = 2", {2: "the line is not as it was written"}),
        ("UPDATE correction SET undoes = 1 WHERE number = 30", {30: "the line is not as it was written"}),
        ("DELETE FROM correction WHERE number IN (4, 5)", {4: "the line is missing", 5: "the line is missing"}),
        ("DELETE FROM correction WHERE number = 1", {1: "the line is missing"}),
        ("DELETE FROM correction WHERE number > 28", {29: "the line is missing", 30: "the line is missing"}),
        ("DELETE FROM correction", dict.fromkeys(range(1, 31), "the line is missing")),
        ("UPDATE correction SET number = CASE number WHEN 8 THEN -9 ELSE -8 END WHERE number IN (8, 9)", {}),
        (f"INSERT INTO correction SELECT 31, {ALL} FROM correction WHERE number = 30", {31: "the line is not as it was written"}),
    ],
)
def test_lines_that_were_changed_taken_out_or_moved_are_named(statement: str, found: dict[int, str], tmp_path: Path) -> None:
    sealed(tmp_path / "crisis.db")
    with closing(sqlite3.connect(tmp_path / "crisis.db")) as raw:
        for act in ("update", "delete"):
            raw.execute(f"DROP TRIGGER correction_no_{act}")
        raw.execute(statement)
        if " -9 " in statement:
            raw.execute("UPDATE correction SET number = -number WHERE number < 0")
            found = dict.fromkeys((8, 9, 10), "the line is not as it was written")
        raw.commit()
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        assert {p.number: p.says for p in ledger.audit()} == found


@pytest.mark.parametrize("table", ["correction", "heir"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET row = row"])
def test_no_line_can_be_changed(table: str, change: str, tmp_path: Path) -> None:
    sealed(tmp_path / "crisis.db", 3)
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add([replace(MASSED, id="r900", mode="units")])  # and so the heir of a row that is no longer read
    with closing(sqlite3.connect(tmp_path / "crisis.db")) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(change.format(table))


def spent(decisions: int) -> float:
    """Seconds of CPU for so many decisions on rows of one place, and for what is asked of them."""
    best = []
    for _ in range(2):
        ledger = Ledger.memory()
        rows = [replace(MASSED, id=f"r{n:04}") for n in range(decisions // 3)]
        ledger.add([*ROWS, *rows])
        began = time.process_time()
        for row in rows:
            ledger.correct("edit", row.id, by="ann", changes={"status": "planned"})
            ledger.correct("accept", row.id, by="ben")
            ledger.correct("undo", row.id, by="ann")
        assert len(ledger.corrections()) == 3 * len(rows)
        assert len(ledger.decisions(row.id for row in rows)) == len(ledger.judgements()) == len(rows)
        assert ledger.audit() == []
        best.append(time.process_time() - began)
    return min(best)


@pytest.mark.usefixtures("unhindered")
def test_twice_the_decisions_take_twice_the_time() -> None:
    assert spent(240) <= 2.5 * spent(120)
