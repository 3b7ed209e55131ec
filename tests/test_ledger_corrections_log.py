"""The log of corrections: what it is asked, what it says of annotators, and that no line of it can be changed unseen."""

from __future__ import annotations

from deciding import decide, ledger

from detente.ledger import Ledger, Place

TITLE = Place("a1", "quotation", "title", 0, 21)
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
