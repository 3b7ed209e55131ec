"""Forms of rows: what was typed and nothing else is changed, or kept as it was typed; what two change at once; rows added by their words."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.records import Citing, Row, When, Where
from tests.desk import HX, Desk, desk, filled, path, said
from tests.ledger_rows import GONE_BY, LEAVE, MASSED, MASSED_TOO, MEETS, ROWS, SAID, SECOND, TARN_TEXT, TROOPS

__all__ = ["desk", "path"]
CITING: list[Citing] = [r for r in ROWS if isinstance(r, Citing)]

NEXT = {"start": "2031-03-04", "end": None, "text": "on Tuesday"}


@pytest.mark.parametrize("row", [r for r in CITING if r is not MASSED_TOO], ids=lambda r: r.id)
def test_a_form_sent_as_it_came_changes_nothing(row: Citing, desk: Desk) -> None:
    action = f"/review/edit/{row.id}"
    answer = desk.client.post(action, data=desk.form(action, action))
    assert answer.status_code == 422
    assert "changes nothing" in said(html.fromstring(answer.text), '//*[@class="says"]')[0]


@pytest.mark.parametrize(
    ("row", "typed", "after"),
    [
        (MASSED, {"status": "planned"}, replace(MASSED, status="planned")),
        (MASSED, {"actors": ["TRN", "", " VDT "], "recipients": ""}, replace(MASSED, actors=("TRN", "VDT"), recipients=())),
        (MASSED, {"when.start": "2031-03-04", "when.text": "on Tuesday"}, replace(MASSED, when=When("2031-03-04", None, "on Tuesday"))),
        (MASSED, {"when.start": "", "when.text": ""}, replace(MASSED, when=None)),
        (MASSED, {"where.name": "Veldt", "where.lat": "51.5"}, replace(MASSED, where=Where("the Orsan border", "Veldt", "ORS", 51.5, 30.5))),
        (MASSED, {"type": "AID", "mode": ""}, replace(MASSED, type="AID", mode=None, cameo=None, goldstein=None, quad=2, plover_score=10.0)),
        (MASSED, {"condition.text": ""}, None),
        (MASSED_TOO, {"condition.text": ""}, replace(MASSED_TOO, condition=None)),
        (SAID, {"content": "We will\r\nnot attack,", "form": "mixed", "speaker": ""}, replace(SAID, content="We will\nnot attack,", form="mixed", speaker=None)),
        (TROOPS, {"value": "4,500", "high": "5000.5", "comparator": "between"}, replace(TROOPS, value=4500.0, high=5000.5, comparator="between")),
        (TROOPS, {"evidence": "4,000   troops"}, replace(TROOPS, start=12, end=24, evidence="4,000 troops")),
        (MEETS, {"places.1.name": "Tarn", "level": ""}, replace(MEETS, places=(Where("Veldt"), Where("Tarn", "Tarn")), level=None)),
        (MEETS, {"places.0.text": ""}, replace(MEETS, places=())),
        (LEAVE, {"stance": "offers", "issue": "withdrawal"}, replace(LEAVE, stance="offers", issue="withdrawal")),
        (GONE_BY, {"due.end": "2031-04", "state": "met"}, replace(GONE_BY, due=When(None, "2031-04", "by Sunday"), state="met")),
    ],
)
def test_an_edit_changes_what_was_typed_and_nothing_else(row: Citing, typed: dict[str, Any], after: Row | None, desk: Desk) -> None:
    action = f"/review/edit/{row.id}"
    answer = desk.client.post(action, data={**desk.form(f"{action}?back=/articles/{row.article}", action), **typed, "note": "so it is told"})
    assert answer.status_code == (422 if after is None else 303)
    assert desk.row(row.id) == (after or row)
    if after:
        assert answer.headers["location"].startswith(f"/articles/{row.article}?row={row.id}&done=1")
        with Ledger.open(desk.path) as ledger:
            assert [(c.by, c.act, c.note) for c in ledger.corrections()] == [("Ann Ö", "edit", "so it is told")]


@pytest.mark.parametrize(
    ("row", "typed", "why"),
    [
        ("e1", {"when.start": "Monday"}, "when: 'Monday' is no day"),
        ("e1", {"mode": "seize"}, "MOBILIZE has no mode 'seize'"),
        ("e1", {"type": "NONE"}, "type cannot be 'NONE'"),
        ("e1", {"status": ""}, "status is needed"),
        ("e1", {"condition.text": "if pigs fly"}, "“if pigs fly” does not stand in the article"),
        ("e1", {"evidence": "Orsa"}, "stands in the article 2 times"),
        ("e1", {"where.text": "", "where.name": ""}, "where: give the place’s name"),
        ("f1", {"value": "four"}, "value: 'four' is no number"),
        ("f1", {"value": "inf"}, "value: 'inf' is no number"),
        ("e1", {"quad": "2.5"}, "quad class: '2.5' is no whole number"),
        ("q1", {"form": "sung"}, "form cannot be 'sung'"),
    ],
)
def test_an_edit_that_cannot_be_is_kept_as_it_was_typed(row: str, typed: dict[str, str], why: str, desk: Desk) -> None:
    action = f"/review/edit/{row}"
    sent = {**desk.form(action, action), **typed, "note": "my reason"}
    answer = desk.client.post(action, data=sent)
    assert answer.status_code == 422
    page = html.fromstring(answer.text)
    (line,) = said(page, '//*[@class="says"]')
    assert why in line
    again = filled(page, action)
    assert {name: again[name][0] for name in (*typed, "note")} == {**typed, "note": "my reason"}
    by_htmx = desk.client.post(action, data=sent, headers=HX)
    assert (by_htmx.status_code, by_htmx.headers["hx-retarget"], "<html" in by_htmx.text) == (422, "#editing", False)
    with Ledger.open(desk.path) as ledger:
        assert ledger.corrections() == []


def test_two_who_edit_at_once_both_see_it_and_lose_nothing(desk: Desk) -> None:
    action = "/review/edit/e1"
    mine = {**desk.form(action, action), "mode": "weapons", "note": "tanks"}
    with Ledger.open(desk.path) as ledger:
        ledger.correct("edit", "e1", by="ben", changes={"status": "planned"})
    answer = desk.client.post(action, data=mine)
    assert answer.status_code == 409
    page = html.fromstring(answer.text)
    assert [said(line, "./*") for line in page.xpath('//table[@class="both"]/tbody/tr')] == [["mode", "troops", "troops", "weapons"], ["status", "actual", "planned", "as now"]]
    again = filled(page, action)
    assert (again["note"], again["mode"], again["status"]) == (["tanks"], ["weapons"], ["planned"])
    assert desk.row("e1") == replace(MASSED, status="planned")
    assert desk.client.post(action, data=again).status_code == 303
    kept = desk.row("e1")
    assert (kept.status, kept.mode) == ("planned", "weapons")  # type: ignore[attr-defined]


# --- adding ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("She   will meet\nenvoys", None),
        ("We will not attack", None),
        ("Lund rules out attack", None),
        ("no such words", "“no such words” does not stand in the article; copy the words as they stand there"),
        ("Orsa", "“Orsa” stands in the article 2 times; give more words around it, so that only one place has them"),
    ],
)
def test_a_missed_row_is_added_by_its_words(words: str, error: str | None, desk: Desk) -> None:
    page = desk.get("/review/add?article=a1&kind=quotation&words=" + words.replace(" ", "+").replace("\n", "%0A"), 422 if error else 200)
    assert said(page, '//*[@class="says"]') == ([error] if error else [])
    if error:
        assert page.xpath('//textarea[@name="words"]')[0].text.strip() == words
        return
    answer = desk.client.post("/review/add", data={**filled(page, "/review/add"), "speaker": "TRN", "note": "missed"})
    assert answer.status_code == 303
    with Ledger.open(desk.path) as ledger:
        (line,) = ledger.corrections()
        row = ledger.row(line.row)
    assert (line.act, line.by, line.note) == ("add", "Ann Ö", "missed")
    assert (row.evidence, row.content, row.speaker, row.rule) == (" ".join(words.split()), " ".join(words.split()), "TRN", "hand.add")  # type: ignore[attr-defined]
    assert row.id in desk.get(answer.headers["location"]).xpath('//div[@id="rows-here"]//li/@data-row')
    desk.decide("undo", row.id)
    assert row.id not in desk.get("/articles/a1").xpath('//div[@id="rows-here"]//li/@data-row')


@pytest.mark.parametrize(
    ("kind", "typed", "status"),
    [
        ("event", {"type": "REJECT", "actors": "ORS"}, 303),
        ("event", {}, 422),
        ("figure", {"value": "12", "of": "ships"}, 303),
        ("figure", {}, 422),
        ("meeting", {"parties": ["ORS", "TRN"]}, 303),
        ("position", {"actor": "ORS", "issue": "x", "stance": "offers"}, 303),
        ("position", {"actor": "ORS"}, 422),
        ("promise", {"actor": "ORS"}, 303),
        ("mention", {}, 422),
        ("article", {}, 422),
    ],
)
def test_each_kind_is_added_with_what_it_needs(kind: str, typed: dict[str, Any], status: int, desk: Desk) -> None:
    start = TARN_TEXT.index(SECOND)
    answer = desk.post("/review/add", article="a1", kind=kind, part="body", start=str(start), end=str(start + len(SECOND)), **typed)
    assert answer.status_code == status
    if status == 422:
        assert len(said(html.fromstring(answer.text), '//*[@class="says"]')) == 1
    else:
        row = desk.row(answer.headers["location"].partition("row=")[2].partition("&")[0])
        assert isinstance(row, Citing)
        assert (row.evidence, row.start, row.part) == (SECOND, start, "body")


@pytest.mark.parametrize(("start", "end"), [("x", "4"), ("-1", "4"), ("4", "4"), ("0", "9" * 30), ("0", "99999")])
def test_a_place_that_is_none_is_refused(start: str, end: str, desk: Desk) -> None:
    assert desk.post("/review/add", article="a1", kind="figure", part="body", start=start, end=end, value="1").status_code == 422
