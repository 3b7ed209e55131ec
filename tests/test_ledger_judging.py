"""What annotators' decisions make of a row, compared by the row they leave: who says the same, who does not."""

from __future__ import annotations

import pytest
from deciding import decide, ledger
from ledger_rows import MASSED
from msgspec.structs import replace

from detente.ledger import Ledger

__all__ = ["ledger"]
PLANNED = "edit e1 status=planned"


@pytest.mark.parametrize(
    ("acts", "camps", "read"),
    [
        (("ann accept e1", "ben accept e1"), "ann+ben", "ann ben"),
        ((f"ann {PLANNED}", "ben accept e1"), "ann+ben", ""),  # as another edited it
        (("ben accept e1", f"ann {PLANNED}"), "ann|ben", "ben"),  # as it was read
        ((f"ann {PLANNED}", "ann accept e1", "ben accept e1"), "ann+ben", ""),  # one's own edit, accepted
        ((f"ann {PLANNED}", "ben edit e1 status=actual"), "ann|ben", "ben"),  # edited back
        ((f"ann {PLANNED}", "ben edit e1 mode=units"), "ann|ben", ""),  # the one field and two
        ((f"ann {PLANNED}", "ben edit e1 mode=units", "ann accept e1"), "ann+ben", ""),
        ((f"ann {PLANNED}", "ben edit e1 status=threatened", "cyd edit e1 status=planned"), "ann+cyd|ben", ""),
        ((f"ann {PLANNED}", "ann undo e1", "ben accept e1", "ann accept e1"), "ann+ben", "ann ben"),
        ((f"ann {PLANNED}", "ben accept e1", "ann undo e1", "cyd accept e1"), "ben+cyd", ""),  # what ben accepted stands
        ((f"ann {PLANNED}", "ben reject e1", "cyd reject e1"), "ann|ben+cyd", ""),
        (("ben reject e1", f"ann {PLANNED}", "cyd accept e1"), "ann+cyd|ben", ""),  # an edit of what was out of sight
    ],
)
def test_it_is_the_row_they_leave_that_is_compared(ledger: Ledger, acts: tuple[str, ...], camps: str, read: str) -> None:
    assert MASSED.mode != "units"
    decide(ledger, *acts)
    judged = ledger.judgements()
    said: dict[str, list[str]] = {}
    for by, _, value in judged:
        said.setdefault(value, []).append(by)
    assert "|".join(sorted("+".join(names) for names in said.values())) == camps
    assert " ".join(said.get("accept", [])) == read
    assert set(ledger.differing()) == ({"e1"} if "|" in camps else set())


def test_a_newer_reading_between_two_decisions_is_nobodys_edit(ledger: Ledger) -> None:
    decide(ledger, "ann accept e1")
    ledger.add([replace(MASSED, mode="units")])
    decide(ledger, "ben accept e1")
    assert {value for _, _, value in ledger.judgements()} == {"accept"}


def test_who_accepts_what_another_added_agrees(ledger: Ledger) -> None:
    added = ledger.correct("add", by="ann", place=("a1", "quotation", "title", 0, 21)).row
    decide(ledger, f"ben accept {added}", f"cyd edit {added} venue=Orsa")
    assert {by: value.split(":")[0] for by, _, value in ledger.judgements()} == {"ann": "accept", "ben": "accept", "cyd": "edit"}


def test_a_row_on_which_two_differ_is_found_by_the_id_that_it_has_now(ledger: Ledger) -> None:
    decide(ledger, f"ann {PLANNED}", "ben reject e1", "ann accept e2", "ben accept e2")
    heir = replace(MASSED, id="e9", type="THREATEN")
    ledger.add([row for row in ledger.all() if row.id not in ("e1", "e2")] + [heir], again=True)
    assert {row: unit[-1] for row, unit in ledger.differing().items()} == {"e9": "e1"}
