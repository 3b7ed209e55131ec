"""What cannot be decided is refused in one line that says how to mend it, and leaves no trace."""

from __future__ import annotations

from typing import Any

import pytest
from deciding import decide, ledger

from detente.ledger import ChangedError, Ledger, LedgerError, NotThereError, sqlite
from detente.ledger.code import digest

__all__ = ["ledger"]


@pytest.mark.parametrize(
    ("act", "row", "more", "error"),
    [
        ("accept", "e77", {}, "no row has the id 'e77'; `detente show event` and its like list them"),
        ("accept", "a1", {}, "'a1' is of the kind article; rows that rest on words can be corrected: quotation, event, "),
        ("accept", "s1", {}, "'s1' is of the kind story"),
        ("accept", None, {}, "a place .* is given with add, a row's id with every other act"),
        ("add", "e1", {}, "a place .* is given with add"),
        ("praise", "e1", {}, "no decision is called 'praise'; there are accept, reject, edit, add, undo"),
        ("accept", "e1", {"changes": {"status": "planned"}}, "accept takes no changes; use edit"),
        ("accept", "e1", {"by": " "}, "' ' names no annotator"),
        ("accept", "e1", {"by": "ann\nben"}, "names no annotator; give a name of at most 80 characters on one line"),
        ("accept", "e1", {"note": ""}, "a note is a text of at most 2,000 characters, or null"),
        ("undo", "e1", {}, "e1: there is nothing of ann to undo; `detente corrections` lists"),
        ("edit", "e1", {}, "e1: the edit changes nothing; give a field another value, or accept the row"),
        ("edit", "e1", {"changes": {"status": "actual"}}, "the edit changes nothing"),
        ("edit", "e1", {"changes": {"colour": "red"}}, "event: 'colour' is no field of these rows; give part, start, end, type, mode, "),
        ("edit", "e1", {"changes": {"id": "e9"}}, "event: 'id' is not the analyst's to say; give part, "),
        ("edit", "e1", {"changes": {"evidence": "no"}}, "event: 'evidence' is not the analyst's to say"),
        ("edit", "e1", {"changes": {"status": "done"}}, "event: status cannot be 'done': Invalid enum value 'done'; one of actual, planned, proposed, "),
        ("edit", "e1", {"changes": {"type": "HUG"}}, "event: type cannot be 'HUG'; one of AGREE, CONSULT, "),
        ("edit", "e1", {"changes": {"mode": ""}}, "event: mode is empty; give null for what is unknown"),
        ("edit", "e1", {"changes": {"quad": "four"}}, "event: quad cannot be 'four': Expected `int`, got `str`"),
        ("edit", "e1", {"changes": {"actors": None}}, "event: actors cannot be None: Expected `array`, got `null`"),
        ("edit", "f1", {"changes": {"value": float("nan")}}, "figure: value cannot be nan"),
        ("edit", "e1", {"changes": {"where": {"text": 7}}}, "event: where cannot be {'text': 7}: Expected `str`, got `int`"),
        ("edit", "e1", {"changes": {"mode": "\ud800"}}, "event: .*surrogates not allowed"),
        ("edit", "e1", {"changes": {"condition": {"text": "if", "start": 0, "end": 4}}}, "the condition's text is not that of its place; 0–4 reads 'Tarn'"),
        ("edit", "e1", {"changes": {"spans": {"trigger": [[150, 170]], "actors": [], "recipients": []}}}, "spans.trigger 150–170 lies outside the body, which has 159"),
        ("edit", "e1", {"changes": {"when": {"start": "2031-13-45", "end": None, "text": "x"}}}, "event: when cannot be '2031-13-45', which is no day; write 2022-01-18"),
        ("edit", "e1", {"changes": {"when": {"start": "yesterday", "end": None, "text": "x"}}}, "'yesterday', which is no day"),
        ("edit", "e1", {"changes": {"when": {"start": "2031-03", "end": "2030", "text": "x"}}}, "when ends on 2030, before it begins on 2031-03; give the earlier day as start"),
        ("edit", "e1", {"changes": {"type": "AID", "mode": "phone"}}, "event: AID has no mode 'phone'; it has "),
        ("edit", "e1", {"changes": {"actors": ["TRN", "Tran"]}}, "event: actors: 'Tran' is no code, and nobody of this ledger is called so; write a code .* or a name"),
        ("edit", "q1", {"changes": {"speaker": "Ada"}}, "quotation: speaker: 'Ada' is no code"),
        ("edit", "e1", {"changes": {"end": 160}}, "0–160 is no place in the body of a1, which has 159 characters; give 0 ≤ start < end ≤ 159"),
        ("edit", "e1", {"changes": {"start": 55}}, "55–55 is no place"),
        ("edit", "e1", {"changes": {"start": -1}}, "-1–55 is no place"),
        ("edit", "e1", {"changes": {"start": "0"}}, "0–55 is no place"),
        ("edit", "e1", {"changes": {"end": 56}}, "0–56 of the body begins or ends with a space; mark words"),
        ("edit", "e1", {"changes": {"part": "footnote"}}, "'footnote' is no part of an article; one of title, standfirst, body"),
        ("edit", "e1", {"changes": {"part": "standfirst"}}, "no place in the standfirst of a1, which has 0 characters"),
        ("add", None, {"place": ("a9", "event", "body", 0, 4)}, "no article has the id 'a9'"),
        ("add", None, {"place": ("a1", "story", "body", 0, 4)}, "story rows rest on no words; rows of these kinds can be added: quotation, event, "),
        ("add", None, {"place": ("a1", "position", "body", 0, 4)}, "position rows must say actor and issue and stance; give them with the row"),
        ("add", None, {"place": ("a1", "event", "body", 0, 4), "changes": {"start": 3}}, "event: 'start' is not the analyst's to say"),
        ("add", None, {"place": ("a1", "event", "body", 4, 4), "changes": {"type": "AID"}}, "4–4 is no place in the body"),
        ("add", None, {"place": ("a1", "event", "body", 0, 4), "changes": {"type": "HUG"}}, "type cannot be 'HUG'"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(act: str, row: str | None, more: dict[str, Any], error: str, ledger: Ledger) -> None:
    before = ledger.all()
    with pytest.raises(LedgerError, match=error) as told:
        ledger.correct(act, row, **{"by": "ann", **more})
    assert "\n" not in str(told.value)
    assert isinstance(told.value, NotThereError) == ("has the id" in error)
    assert (ledger.all(), ledger.corrections()) == (before, [])


def test_what_a_reading_retired_is_not_corrected(ledger: Ledger) -> None:
    ledger.retire(["e1"])
    with pytest.raises(LedgerError, match="e1: the row was retired, for a later reading no longer has it; read its article again or add the row by hand"):
        ledger.correct("accept", "e1", by="ann")


def test_where_nothing_may_be_written_nothing_is_corrected(ledger: Ledger) -> None:
    assert ledger.path
    ledger.correct("accept", "e1", by="ann")
    ledger.close()
    locked = Ledger._ready(sqlite.engine(ledger.path, writable=False), ledger.path, False)
    with pytest.raises(LedgerError, match="nothing can be written there"):
        locked.correct("accept", "e2", by="ann")
    assert [c.row for c in locked.corrections()] == ["e1"]
    assert locked.audit() == []


@pytest.mark.parametrize("act", ["accept", "reject", "edit", "undo"])
def test_who_saw_another_row_decides_nothing(ledger: Ledger, act: str) -> None:
    changes = {"status": "denied"} if act == "edit" else None
    decide(ledger, "ann accept e1")
    seen = digest(ledger.row("e1"))
    decide(ledger, "ben edit e1 status=planned")
    before = len(ledger.corrections())
    with pytest.raises(ChangedError, match="changed since you opened it"):
        ledger.correct(act, "e1", by="ann", changes=changes, seen=seen)
    assert len(ledger.corrections()) == before
    assert ledger.correct(act, "e1", by="ann", changes=changes, seen=digest(ledger.row("e1"))).number == before + 1
