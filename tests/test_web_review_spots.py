"""Which words are the speaker, the act …: typed or kept in forms, refused in one line, told in the log, held over readings, given as gold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.records import EventSpans, Quotation, QuotationSpans, Row
from tests.desk import HX, Desk, desk, filled, path, said
from tests.ledger_rows import LEAVE, MASSED, MEETS, ORSA_TEXT, SAID, SECOND, TARN_TEXT, TROOPS, A, B, span

__all__ = ["desk", "path"]
LUND_SAID, NOT_ATTACK, BORDER = span(TARN_TEXT, "Lund said"), span(TARN_TEXT, "not attack"), span(TARN_TEXT, "the Orsan border")
WE_WILL, JUST_ATTACK = span(TARN_TEXT, "We will"), span(TARN_TEXT, "attack")
MINISTER, LUND, SAYS = span(TARN_TEXT, "Foreign Minister Ada Lund"), span(TARN_TEXT, "Ada Lund"), span(TARN_TEXT, "said")
ATTACK = span(TARN_TEXT, "We will not attack,")


def sent(*spans: tuple[int, int]) -> list[str]:
    return [f"body:{a}-{b}" for a, b in spans]


@pytest.mark.parametrize(
    ("row", "typed", "after"),
    [
        (SAID, {"spans.speaker": ["Ada   Lund"]}, replace(SAID, spans=QuotationSpans((LUND,), (SAYS,), (ATTACK,)))),
        (SAID, {"spans.speaker": [*sent(MINISTER), ""]}, None),
        (SAID, {"spans.speaker": ["", f"{LUND[0]}–{LUND[1]}"]}, replace(SAID, spans=QuotationSpans((LUND,), (SAYS,), (ATTACK,)))),
        (SAID, {"spans.speaker": [f" {LUND[0]} - {LUND[1]} "]}, replace(SAID, spans=QuotationSpans((LUND,), (SAYS,), (ATTACK,)))),
        (SAID, {"spans.cue": [""]}, replace(SAID, spans=QuotationSpans((MINISTER,), (), (ATTACK,)))),
        (
            SAID,
            {"spans.content": ["attack", "We will"], "spans.cue": "Lund said"},
            replace(
                SAID,
                content="We will … attack",
                cue="Lund said",
                spans=QuotationSpans((MINISTER,), (LUND_SAID,), (WE_WILL, JUST_ATTACK)),
            ),
        ),
        (
            SAID,
            {"spans.content": "not attack", "content": "no attack"},
            replace(SAID, content="no attack", spans=QuotationSpans((MINISTER,), (SAYS,), (NOT_ATTACK,))),
        ),
        (SAID, {"spans.speaker": "She"}, replace(SAID, spans=QuotationSpans((span(TARN_TEXT, "She"),), (SAYS,), (ATTACK,)))),
        (MASSED, {"spans.trigger": "massed 4,000 troops"}, replace(MASSED, spans=replace(MASSED.spans, trigger=(span(TARN_TEXT, "massed 4,000 troops"),)))),
        (
            MASSED,
            {"spans.recipients": ["the Orsan border", *sent(*MASSED.spans.recipients)]},
            replace(MASSED, spans=replace(MASSED.spans, recipients=(BORDER, *MASSED.spans.recipients))),
        ),
        (MASSED, {"evidence": "Lund rules out"}, replace(MASSED, part="title", start=0, end=14, evidence="Lund rules out", spans=EventSpans((), (), ()))),
        (
            MASSED,
            {"evidence": "Lund rules out", "spans.trigger": ["rules out", *sent(*MASSED.spans.trigger)]},
            replace(MASSED, part="title", start=0, end=14, evidence="Lund rules out", spans=EventSpans(((5, 14),), (), ())),
        ),
    ],
)
def test_words_are_marked_by_a_form(row: Row, typed: dict[str, Any], after: Row | None, desk: Desk) -> None:
    action = f"/review/edit/{row.id}"
    answer = desk.client.post(action, data={**desk.form(action, action), **typed})
    assert answer.status_code == (303 if after else 422)
    assert desk.row(row.id) == (after or row)
    desk.decide("undo", row.id)
    assert desk.row(row.id) == row


@pytest.mark.parametrize(
    ("row", "typed", "why"),
    [
        ("q1", {"spans.speaker": "the king"}, "speaker: “the king” does not stand in the body; copy the words as they stand there"),
        ("e1", {"spans.actors": "on"}, "who acts: “on” stands there 3 times ("),
        ("e1", {"spans.actors": "title:0-4"}, "who acts: the words marked stand in the title and the row in the body; mark words of one part"),
        ("e1", {"spans.trigger": "12-12"}, "act: 12–12 is no place in the body, which has 159 characters; give the first character and the one behind the last"),
        ("e1", {"spans.trigger": "12-5"}, "act: 12–5 is no place in the body"),
        ("e1", {"spans.trigger": "150-160"}, "act: 150–160 is no place in the body"),
        ("e1", {"spans.recipients": "4-11"}, "towards whom: 4–11 of the body begins or ends with a space; mark words"),
        ("q1", {"spans.speaker": ["body:0-4", "title:0-4"]}, "speaker: the words marked stand in the title and the row in the body"),
    ],
)
def test_what_cannot_be_marked_is_refused_in_one_line(row: str, typed: dict[str, Any], why: str, desk: Desk) -> None:
    action = f"/review/edit/{row}"
    answer = desk.client.post(action, data={**desk.form(action, action), **typed, "note": "mine"}, headers=HX)
    assert answer.status_code == 422
    page = html.fromstring(answer.text)
    (line,) = said(page, '//*[@class="says"]')
    assert line.startswith(why)
    (name,) = typed
    given = [typed[name]] if isinstance(typed[name], str) else typed[name]
    again = filled(page, action)
    assert set(given) <= set(again[name])
    assert again["note"] == ["mine"]


def test_a_form_shows_what_is_marked(desk: Desk) -> None:
    page = desk.get("/review/edit/q1")
    assert said(page, "//*[@data-span]/p[1]") == ["speaker", "word of saying", "words said"]
    assert said(page, "//*[@data-span]//li") == ["Foreign Minister Ada Lund", "said", "We will not attack,"]
    assert page.xpath("//*[@data-span]//li//input/@value") == sent(MINISTER, SAYS, ATTACK)
    for row in (MEETS, TROOPS, LEAVE):
        assert desk.get(f"/review/edit/{row.id}").xpath("//*[@data-span]") == []


def test_a_row_added_by_hand_says_who_speaks_and_what_in_gold(desk: Desk) -> None:
    start = TARN_TEXT.index(SECOND)
    where = {"article": "a1", "kind": "quotation", "part": "body", "start": str(start), "end": str(start + len(SECOND))}
    refused = desk.post("/review/add", **where, **{"spans.speaker": "nobody"})
    assert refused.status_code == 422
    again = filled(html.fromstring(refused.text), "/review/add") | {"spans.speaker": ["Ada Lund"], "spans.cue": "said", "spans.content": sent(ATTACK)}
    answer = desk.client.post("/review/add", data=again)
    assert answer.status_code == 303
    row = desk.row(answer.headers["location"].partition("row=")[2].partition("&")[0])
    assert isinstance(row, Quotation)
    assert (row.spans, row.content, row.cue, row.speaker_name) == (QuotationSpans((LUND,), (SAYS,), (ATTACK,)), "We will not attack,", "said", "Ada Lund")
    marks = {(a.text_content(), name) for a in desk.get("/articles/a1").xpath(f'//a[contains(@data-rows, "{row.id}")]') for name in a.get("class").split()}
    assert marks >= {("Ada Lund", "m-speaker"), ("said", "m-cue"), ("We will not attack,", "m-content")}
    gold = [json.loads(line) for line in desk.client.get("/review/gold.jsonl").text.splitlines() if "partial" not in line]
    assert [(g["row"], g["key"], g["speaker"]) for g in gold] == [("quotation", "We will not attack,", "Ada Lund")]
    (entry,) = desk.get("/review/log").xpath('//ol[@class="log"]/li')
    assert [line for line in said(entry, ".//dl/div") if line.startswith("marked")] == [
        "marked as speaker“Ada Lund”",
        "marked as word of saying“said”",
        "marked as words said“We will not attack,”",
    ]


def test_the_log_tells_marked_words_before_and_after(desk: Desk) -> None:
    action = "/review/edit/q1"
    desk.client.post(action, data={**desk.form(action, action), "spans.speaker": "Ada Lund", "spans.cue": ""})
    (entry,) = desk.get("/review/log").xpath('//ol[@class="log"]/li')
    assert said(entry, ".//dl/div") == ["marked as speaker“Foreign Minister Ada Lund” → “Ada Lund”", "marked as word of saying“said” → –"]


def test_two_who_mark_at_once_keep_both(desk: Desk) -> None:
    action = "/review/edit/q1"
    mine = {**desk.form(action, action), "spans.speaker": "Ada Lund"}
    with Ledger.open(desk.path) as ledger:
        ledger.correct("edit", "q1", by="ben", changes={"spans": {"speaker": [MINISTER], "cue": [], "content": [ATTACK]}})
    page = html.fromstring(desk.client.post(action, data=mine).text)
    assert [said(line, "./*") for line in page.xpath('//table[@class="both"]/tbody/tr')] == [
        ["marked as speaker", "“Foreign Minister Ada Lund”", "“Foreign Minister Ada Lund”", "“Ada Lund”"],
        ["marked as word of saying", "“said”", "–", "as now"],
    ]
    assert desk.client.post(action, data=filled(page, action)).status_code == 303
    assert desk.row("q1") == replace(SAID, spans=QuotationSpans((LUND,), (), (ATTACK,)))


READ_AGAIN = replace(SAID, id="q9", spans=QuotationSpans((span(TARN_TEXT, "Foreign Minister"),), (LUND_SAID,), (ATTACK,)))


@pytest.mark.parametrize(
    ("act", "spans"),
    [
        ("edit", QuotationSpans((LUND,), READ_AGAIN.spans.cue, (ATTACK,))),  # what was marked by hand, and what the newer reading says of the rest
        ("accept", SAID.spans),
        ("undo", READ_AGAIN.spans),
    ],
)
def test_marked_words_are_held_when_the_article_is_read_again(act: str, spans: QuotationSpans, desk: Desk) -> None:
    if act == "accept":
        desk.decide("accept", "q1")
    else:
        desk.client.post("/review/edit/q1", data={**desk.form("/review/edit/q1", "/review/edit/q1"), "spans.speaker": "Ada Lund"})
    if act == "undo":
        desk.decide("undo", "q1")
    with Ledger.open(desk.path) as ledger:
        ledger.add([A, MASSED, TROOPS, READ_AGAIN, MEETS], again=True)
        (row,) = ledger.rows("quotation")
    assert isinstance(row, Quotation)
    assert (row.id, row.spans) == ("q9", spans)


def test_an_act_keeps_its_marks_where_it_is_read_no_more(desk: Desk) -> None:
    start = ORSA_TEXT.index("It demanded")
    where = {"article": "b1", "kind": "event", "part": "body", "start": str(start), "end": str(len(ORSA_TEXT))}
    typed = {"type": "REQUEST", "actors": "ORS", "recipients": "TRN", "spans.trigger": "demanded", "spans.actors": "It", "spans.recipients": "they"}
    name = desk.post("/review/add", **where, **typed).headers["location"].partition("row=")[2].partition("&")[0]
    with Ledger.open(desk.path) as ledger:
        ledger.add([B], again=True)
    marks = EventSpans((span(ORSA_TEXT, "demanded"),), (span(ORSA_TEXT, "It"),), (span(ORSA_TEXT, "they"),))
    row = desk.row(name)
    assert row.spans == marks  # type: ignore[attr-defined]
    gold = [json.loads(line) for line in desk.client.get("/review/gold.jsonl").text.splitlines() if "partial" not in line]
    assert [(g["key"], g["source"], g["target"], g["types"]) for g in gold] == [("It demanded that they leave.", ["ORS"], ["TRN"], ["REQUEST"])]
