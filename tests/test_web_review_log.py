"""What was decided, told: the log and what each decision changed, agreement, gold; and hostile texts in all of it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import PurePath

import pytest
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.records import Figure
from tests.desk import Desk, desk, path, said
from tests.ledger_rows import FIRST, TROOPS, A

__all__ = ["desk", "path"]


@pytest.fixture
def decided(desk: Desk) -> Desk:
    desk.decide("accept", "e1")
    with Ledger.open(desk.path) as ledger:
        ledger.correct("edit", "e1", by="ben", changes={"status": "planned", "recipients": []}, note="<b>next</b> week")
        ledger.correct("reject", "f1", by="ben")
        ledger.correct("reject", "f1", by="Ann Ö")
        ledger.correct("undo", "f1", by="ben")
        ledger.correct("accept", "q1", by="ben")
    return desk


def test_the_log_says_who_did_what_and_what_it_changed(decided: Desk) -> None:
    page = decided.get("/review/log")
    assert "The chain holds" in page.text_content()
    assert page.xpath('//ol[@class="log"]/li/@id') == [f"line-{n}" for n in (6, 5, 4, 3, 2, 1)]
    line = page.get_element_by_id("line-2")
    assert said(line, ".//strong") == ["ben"]
    assert said(line, ".//q") == ["<b>next</b> week"]
    assert [said(d, "./*") for d in line.xpath('.//dl[@class="changed"]/div')] == [["recipients", "ORS → –"], ["status", "actual → planned"]]
    assert "4,000 troops" in page.get_element_by_id("line-4").text_content()
    assert page.get_element_by_id("line-5").xpath('.//a[contains(@href, "after=4")]/text()') == ["line 3"]


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("?by=ben", [6, 5, 3, 2]),
        ("?act=reject", [4, 3]),
        ("?by=ben&act=undo", [5]),
        ("?article=a1", [6, 5, 4, 3, 2, 1]),
        ("?article=b1", []),
        ("?after=3", [2, 1]),
        ("?by=eve", []),
    ],
)
def test_the_log_is_filtered(asked: str, lines: list[int], decided: Desk) -> None:
    assert decided.get(f"/review/log{asked}").xpath('//ol[@class="log"]/li/@id') == [f"line-{n}" for n in lines]


def test_the_log_is_paged_and_is_a_file(decided: Desk) -> None:
    with Ledger.open(decided.path) as ledger:
        for n in range(40):
            ledger.correct("edit", "q1", by="cyd", changes={"venue": f"hall {n}"})
    seen, address = [], "/review/log"
    while address:
        page = decided.get(address)
        seen += page.xpath('//ol[@class="log"]/li/@id')
        address = next(iter(page.xpath('//a[@rel="next"]/@href')), "")
    assert seen == [f"line-{n}" for n in range(46, 0, -1)]
    lines = [json.loads(line) for line in decided.client.get("/review/log.jsonl").text.splitlines()]
    assert [line["number"] for line in lines] == list(range(1, 47))


def test_a_line_that_was_changed_is_told(decided: Desk) -> None:
    with closing(sqlite3.connect(decided.path)) as file:
        file.execute("DROP TRIGGER correction_no_update")
        file.execute("""UPDATE correction SET "by" = 'eve' WHERE number = 3""")
        file.commit()
    told = said(decided.get("/review/log"), '//*[@class="says"]')
    assert ["not as it was written" in line and "line 3" in line for line in told] == [True]


def test_agreement_needs_two_and_says_what_it_means(desk: Desk) -> None:
    assert said(desk.get("/review/agreement"), "//h2") == ["How to get a figure", "What the figure says"]
    with Ledger.open(desk.path) as ledger:
        for row, first, second in (("e1", "accept", "accept"), ("e2", "reject", "reject"), ("f1", "accept", "reject"), ("q1", "accept", "accept")):
            ledger.correct(first, row, by="ann")
            ledger.correct(second, row, by="ben")
    lines = [said(line, "./*") for line in desk.get("/review/agreement").xpath('//table[@class="agreement"]/tbody/tr')]
    assert [(line[0], line[1], line[4], line[5]) for line in lines] == [
        ("all kinds", "0.533", "4", "2"),
        ("quotation", "–", "1", "2"),
        ("event", "1.000", "2", "2"),
        ("figure", "0.000", "1", "2"),
    ]
    assert lines[0][3].startswith("not reliable: talk over the rows on which you differ")
    assert lines[2][3].startswith("reliable: ")


def test_corrected_rows_are_gold(decided: Desk) -> None:
    decided.decide("accept", "e1")  # as ben edited it
    answer = decided.client.get("/review/gold.jsonl")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert rows.pop(0) == {"doc": PurePath(A.origin).stem, "row": "partial"}
    assert [(r["row"], r["key"]) for r in rows] == [("event", FIRST), ("quotation", "We will not attack,")]
    assert (rows[0]["status"], rows[0]["target"]) == (["planned"], [])
    assert 'filename="gold.jsonl"' in answer.headers["content-disposition"]


def test_gold_names_documents_that_are_called_alike_by_their_ids(decided: Desk) -> None:
    assert documents(decided) == {PurePath(A.origin).stem}
    with Ledger.open(decided.path) as ledger:
        ledger.add([replace(A, id="zz", origin=f"elsewhere/{PurePath(A.origin).name}")])
    assert documents(decided) == {A.id}


def documents(desk: Desk) -> set[str]:
    return {json.loads(line)["doc"] for line in desk.client.get("/review/gold.jsonl").text.splitlines()}


def test_hostile_texts_stay_text(desk: Desk) -> None:
    bad = '"><img src=x onerror=alert(1)>{{ 7*7 }}'
    desk.post("/review/as", name=bad[:60])
    with Ledger.open(desk.path) as ledger:
        ledger.add([replace(TROOPS, id="f9", of=bad, unit=bad)])
    action = "/review/edit/f9"
    assert desk.form(action, action)["of"] == [bad]
    assert desk.client.post(action, data={**desk.form(action, action), "unit": bad + "2", "note": bad}).status_code == 303
    for page in ("/review?kind=figure&rows=all", "/review/log", "/articles/a1?row=f9", "/row/f9", action):
        assert desk.get(page).xpath("//main//img | //@onerror") == []
    row = desk.row("f9")
    assert isinstance(row, Figure)
    assert row.unit == bad + "2"
