"""What analysts decide: each act and its undoing, as every reader sees it; two who differ; comparisons that lose an account."""

from __future__ import annotations

from typing import Any

import pytest
from deciding import decide, ledger
from ledger_rows import DIFFERS, GONE_BY, LEAVE, MASSED, MASSED_TOO, SAID, TROOPS, B, cited
from msgspec.structs import replace

from detente.ledger import Ledger, LedgerError, NotThereError, Place
from detente.records import Account, Event, EventSpans, Mention, Position, Quotation, QuotationSpans, Row, When

__all__ = ["ledger"]
THERE = {"e1": MASSED, "q1": SAID, "e2": MASSED_TOO, "p1": LEAVE, "f1": TROOPS}
TITLE = Place("a1", "quotation", "title", 0, 21)
DEMAND = "It demanded that they leave."
LEAVING = ("b1", "body", B.text.index(DEMAND), B.text.index(DEMAND) + len(DEMAND))


def stands(ledger: Ledger, *ids: str) -> dict[str, Row | None]:
    found = {row.id: row for row in ledger.all()}
    return {name: found.get(name) for name in ids}


PLANNED, PROPOSED = replace(MASSED, status="planned"), replace(MASSED, status="proposed")


@pytest.mark.parametrize(
    ("acts", "row"),
    [
        (["ann accept e1"], MASSED),
        (["ann reject e1"], None),
        (["ann edit e1 status=planned"], PLANNED),
        (["ann accept e1", "ann undo e1"], MASSED),
        (["ann reject e1", "ann undo e1"], MASSED),
        (["ann edit e1 status=planned", "ann undo e1"], MASSED),
        (["ann edit e1 status=planned", "ann edit e1 cameo=155"], replace(PLANNED, cameo="155")),
        (["ann edit e1 status=planned", "ann edit e1 status=proposed", "ann undo e1"], PLANNED),
        (["ann edit e1 status=planned", "ann edit e1 status=proposed", "ann undo e1", "ann undo e1"], MASSED),
        (["ann reject e1", "ann accept e1"], MASSED),
        (["ann edit e1 status=planned", "ann reject e1", "ann undo e1"], PLANNED),
        (["ann edit e1 status=planned", "ann reject e1", "ann accept e1"], PLANNED),
        # two annotators: what stands is the latest decision
        (["ann reject e1", "ben accept e1"], MASSED),
        (["ann reject e1", "ben accept e1", "ben undo e1"], None),
        (["ann reject e1", "ben accept e1", "ann undo e1"], MASSED),
        (["ann accept e1", "ben reject e1"], None),
        (["ann reject e1", "ben reject e1", "ann undo e1"], None),
        (["ann edit e1 status=planned", "ben edit e1 status=proposed"], PROPOSED),
        (["ann edit e1 status=planned", "ben edit e1 status=proposed", "ben undo e1"], PLANNED),
        (["ann edit e1 status=planned", "ben edit e1 status=proposed", "ann undo e1"], PROPOSED),
        (["ann edit e1 status=planned", "ben accept e1", "ann undo e1"], PLANNED),
        (["ann reject e1", "ben edit e1 status=planned"], PLANNED),
    ],
)
def test_what_stands_after_decisions(acts: list[str], row: Row | None, ledger: Ledger) -> None:
    before = {r.id: r for r in ledger.all()}
    decide(ledger, *acts)
    assert stands(ledger, *before) == {**before, "e1": row}
    assert [r.id for r in ledger.rows("event")] == (["e1", "e2"] if row else ["e2"])
    assert [r.id for r in ledger.page("event", {"status": "planned"}).rows] == (["e1"] if isinstance(row, Event) and row.status == "planned" else [])
    assert ledger.last("e1").id == "e1"
    assert [c.act for c in ledger.corrections("e1")] == [said.split()[1] for said in acts]
    assert ledger.audit() == []


@pytest.mark.parametrize(
    ("row", "changes", "says"),
    [
        ("e1", {"type": "CONSULT", "mode": "visit"}, {"quad": 1, "cameo": None, "goldstein": None, "type": "CONSULT", "mode": "visit"}),
        ("e1", {"type": "CONSULT", "cameo": "042"}, {"type": "CONSULT", "quad": 1, "cameo": "042", "goldstein": None, "mode": None}),
        ("e1", {"when": {"start": "2031-03", "end": None, "text": "in March"}}, {"when": When("2031-03", None, "in March"), "type": "MOBILIZE"}),
        ("e1", {"when": None, "where": None}, {"when": None, "where": None}),
        ("e1", {"actors": ["TRN.MIL", "TRN"], "recipients": []}, {"actors": ("TRN.MIL", "TRN"), "recipients": ()}),
        ("e1", {"actors": ["ada lund"], "recipients": ["Tarnish military", "NEW.REB:Bo Ek"]}, {"actors": ("TRN.GOV:Ada Lund",), "recipients": ("TRN.MIL", "NEW.REB:Bo Ek")}),
        ("e1", {"start": 5}, {"start": 5, "end": 55, "evidence": MASSED.evidence[5:]}),
        ("e1", {"part": "title", "start": 0, "end": 4}, {"part": "title", "start": 0, "end": 4, "evidence": "Lund", "spans": EventSpans((), (), ())}),
        ("f1", {"value": 4500}, {"value": 4500.0, "unit": "troops"}),
        ("q1", {"speaker": None, "speaker_name": None}, {"speaker": None, "speaker_name": None, "content": SAID.content}),
    ],
)
def test_an_edit_changes_what_it_names_and_what_follows(row: str, changes: dict[str, Any], says: dict[str, Any], ledger: Ledger) -> None:
    line = ledger.correct("edit", row, by="ann", changes=changes)
    now = ledger.row(row)
    assert {name: getattr(now, name) for name in says} == says
    assert {name for name in now.__struct_fields__ if getattr(now, name) != getattr(THERE[row], name)} - {"plover_score"} <= {*says, "evidence"}
    assert line.place == Place(THERE[row].article, line.kind, "body", THERE[row].start, THERE[row].end)  # type: ignore[attr-defined]
    ledger.correct("undo", row, by="ann")
    assert ledger.row(row) == THERE[row]


ADDED: list[tuple[Place, dict[str, Any], Row]] = [
    (
        Place("b1", "position", "body", *LEAVING[2:]),
        {"actor": "ORS", "issue": "troops-at-border", "stance": "demands", "towards": "TRN"},
        replace(LEAVE, id="", rule="hand.add", rows=()),
    ),
    (
        Place("b1", "event", "body", *LEAVING[2:]),
        {"type": "REQUEST", "mode": "change", "actors": ["ORS"], "recipients": ["TRN"]},
        Event(
            **dict.fromkeys(("cameo", "goldstein", "condition", "when", "where", "quotation", "happening")),  # type: ignore[arg-type]
            **cited(B.text, DEMAND),  # type: ignore[arg-type]
            id="",
            article="b1",
            rule="hand.add",
            type="REQUEST",
            mode="change",
            contexts=(),
            quad=3,
            plover_score=0.0,
            actors=("ORS",),
            recipients=("TRN",),
            status="actual",
            according_to=("Orsa Daily",),
            spans=EventSpans((), (), ()),
        ),
    ),
    (
        TITLE,
        {"speaker": "TRN.GOV:Ada Lund", "form": "indirect"},
        Quotation(
            **dict.fromkeys(("speaker_name", "cue", "addressee", "venue", "when")),  # type: ignore[arg-type]
            id="",
            article="a1",
            part="title",
            start=0,
            end=21,
            evidence="Lund rules out attack",
            rule="hand.add",
            content="Lund rules out attack",
            form="indirect",
            speaker="TRN.GOV:Ada Lund",
            according_to=("Tarn Post",),
            spans=QuotationSpans((), (), ()),
        ),
    ),
    (
        Place("b1", "promise", "body", *LEAVING[2:]),
        {"actor": "TRN", "towards": "ORS", "due": {"start": None, "end": "2031-03-09", "text": "by Sunday"}},
        replace(GONE_BY, id="", rule="hand.add", what=DEMAND, rows=()),
    ),
    (
        Place("a1", "figure", "body", TROOPS.start, TROOPS.end),
        {"value": 4000, "of": "troops"},
        replace(TROOPS, id="", rule="hand.add", unit=None, whose=None),
    ),
    (
        Place("a1", "mention", "body", 0, 4),
        {"type": "actor", "value": "TRN"},
        Mention(id="", article="a1", rule="hand.add", part="body", start=0, end=4, evidence="Tarn", type="actor", value="TRN"),
    ),
]


@pytest.mark.parametrize(("place", "says", "row"), ADDED, ids=[place.kind for place, *_ in ADDED])
def test_a_row_is_added_taken_back_and_added_again(place: Place, says: dict[str, Any], row: Row, ledger: Ledger) -> None:
    before = ledger.all()
    line = ledger.correct("add", by="ann", place=place, changes=says)
    made = ledger.row(line.row)
    score = {"plover_score": made.plover_score} if isinstance(made, Event) else {}
    assert made == replace(row, id=line.row, **score)
    assert (line.place, line.before, line.after and line.after["id"]) == (place, None, made.id)
    assert len(ledger.all()) == len(before) + 1
    with pytest.raises(LedgerError, match="this very row was added before; accept or edit it"):
        ledger.correct("add", by="ben", place=place, changes=says)
    ledger.correct("undo", line.row, by="ann")
    assert ledger.all() == before
    with pytest.raises(LedgerError, match="added by hand, which was undone; add it again"):
        ledger.correct("accept", line.row, by="ben")
    assert ledger.correct("add", by="ben", place=place, changes=says).row == line.row
    assert ledger.row(line.row) == made


def test_the_same_again_is_no_second_line(ledger: Ledger) -> None:
    first = ledger.correct("reject", "e1", by="ann")
    assert ledger.correct("reject", "e1", by="ann") == first
    assert ledger.correct("reject", "e1", by="ben").number == 2
    assert ledger.correct("reject", "e1", by="ann").number == 3  # for another one has decided since


def third(**more: Any) -> Account:
    return replace(DIFFERS.accounts[1], **{"row": "p1", "value": "7000", **more})


@pytest.mark.parametrize(
    ("verdict", "accounts", "acts", "left"),
    [
        ("differs", DIFFERS.accounts, ["reject f1"], None),
        ("differs", DIFFERS.accounts, ["reject f1", "undo f1"], ["f1", "e2"]),
        ("differs", DIFFERS.accounts, ["edit f1 unit=men"], ["f1", "e2"]),
        ("differs", DIFFERS.accounts, ["reject q1"], ["f1", "e2"]),
        ("corroborated", (*DIFFERS.accounts, third()), ["reject e2"], ["f1", "p1"]),
        ("corroborated", (*DIFFERS.accounts, third()), ["reject e2", "reject p1"], None),
        ("corroborated", (*DIFFERS.accounts, third()), ["reject e2", "reject p1", "undo e2"], ["f1", "e2"]),
        ("corroborated", (*DIFFERS.accounts, third()), ["reject e2", "reject p1", "undo p1", "undo e2"], ["f1", "e2", "p1"]),
        ("corroborated", (*DIFFERS.accounts, third()), ["reject f1"], None),  # one report alone confirms nothing
        ("only", DIFFERS.accounts[:1], ["reject f1"], None),
        ("only", DIFFERS.accounts[:1], ["reject f1", "accept f1"], ["f1"]),
    ],
)
def test_comparisons_follow_the_rows_they_cite(verdict: Any, accounts: tuple[Account, ...], acts: list[str], left: list[str] | None, ledger: Ledger) -> None:
    told = replace(DIFFERS, id="c2", verdict=verdict, accounts=accounts)
    ledger.add([told])
    decide(ledger, *(f"ann {said}" for said in acts))
    found = {c.id: [a.row for a in c.accounts] for c in ledger.shelf.compared(["s1"])}
    assert found.get("c2") == left


def test_a_rejected_row_is_still_told_in_the_log(ledger: Ledger) -> None:
    ledger.correct("reject", "e2", by="ann", note="hearsay", at="2031-03-06T08:00:00Z")
    assert [r.rows for r in ledger.rows("position") if isinstance(r, Position)] == [("e2",)]
    assert ledger.last("e2") == MASSED_TOO
    (line,) = ledger.corrections("e2")
    assert (line.number, line.at, line.by, line.act, line.note, line.after) == (1, "2031-03-06T08:00:00Z", "ann", "reject", "hearsay", None)
    assert line.before
    assert (line.before["status"], line.before["actors"]) == ("unconfirmed", ["TRN"])
    with pytest.raises(NotThereError):
        ledger.row("e2")


def test_every_change_is_news_for_those_who_keep_pages(ledger: Ledger) -> None:
    heads = [ledger.head]
    for said in ("ann accept e1", "ann edit e1 status=planned", "ann reject e1", "ann undo e1"):
        decide(ledger, said)
        heads.append(ledger.head)
    assert heads == sorted(set(heads))


def test_counts_and_search_follow(ledger: Ledger) -> None:
    before = ledger.counts()
    decide(ledger, "ann reject e1", "ann edit q1 content=Peace")
    assert ledger.counts()["event"] == before["event"] - 1
    assert [r.id for r in ledger.rows("quotation", search="peace")] == ["q1"]
    assert [r.id for r in ledger.rows("event", search="massed Monday")] == []
    decide(ledger, "ann undo e1", "ann undo q1")
    assert ledger.counts() == before
    assert [r.id for r in ledger.rows("quotation", search="peace")] == []
