"""The queue of review: what waits for a decision, what others rejected, each under its filters."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.web import Settings, create
from tests.desk import HOME, Desk, desk, path, said
from tests.ledger_rows import TROOPS

__all__ = ["desk", "path"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("", ["e2"]),
        ("?rows=all", ["e1", "e2"]),
        ("?actor=ORS", []),
        ("?outlet=Orsa+Daily", ["e2"]),
        ("?kind=quotation", ["q1"]),
        ("?kind=figure", ["f1"]),
        ("?kind=meeting", ["m1"]),
        ("?kind=positions", ["p1"]),
        ("?kind=promise", ["o1"]),
    ],
)
def test_the_queue_holds_what_one_has_not_decided_on(asked: str, ids: list[str], desk: Desk) -> None:
    desk.decide("accept", "e1")
    assert desk.get(f"/review{asked}").xpath('//ol[@class="queue"]/li/@data-row') == ids


def test_the_queue_goes_on_behind_rows_that_were_decided(path: Path) -> None:
    many = [replace(TROOPS, id=f"f{n:03}", value=float(n)) for n in range(40)]
    with Ledger.open(path) as ledger:
        ledger.add(many)
        for row in many[:25]:
            ledger.correct("accept", row.id, by="Ann")
    with TestClient(create(path, Settings(annotator="Ann")), HOME) as client:
        seen, address = [], "/review?kind=figure"
        while address:
            page = html.fromstring(client.get(address).text)
            seen += page.xpath('//ol[@class="queue"]/li/@data-row')
            address = next(iter(page.xpath('//a[@rel="next"]/@href')), "")
    assert sorted(seen) == [*(row.id for row in many[25:]), "f1"]


def test_what_others_rejected_waits_for_a_second_look(desk: Desk) -> None:
    with Ledger.open(desk.path) as ledger:
        for by, act, row in (("ben", "reject", "e1"), ("ben", "reject", "e2"), ("cyd", "reject", "e1"), ("ben", "reject", "f1"), ("ben", "undo", "f1")):
            ledger.correct(act, row, by=by)
    asked = "/review?kind=event&rows=rejected"
    assert desk.get(asked).xpath('//ol[@class="queue"]/li/@data-row') == ["e1", "e2"]
    desk.decide("reject", "e1", asked)
    assert desk.get(asked).xpath('//ol[@class="queue"]/li/@data-row') == ["e2"]
    desk.decide("accept", "e2", asked)
    assert desk.get(asked).xpath('//ol[@class="queue"]/li/@data-row') == []
    assert desk.get("/review?kind=figure&rows=rejected").xpath('//ol[@class="queue"]/li/@data-row') == []
    assert {"e1", "e2"} & desk.rows() == {"e2"}


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("actor=TRN", ["e1", "e2"]),
        ("actor=TRN.MIL", ["e1"]),
        ("towards=ORS", ["e1"]),
        ("outlet=Orsa+Daily", ["e2"]),
        ("status=unconfirmed", ["e2"]),
        ("search=troop&since=2031-03", ["e1", "e2"]),
        ("search=border&until=2031-03-02", ["e2"]),
        ("article=a1", ["e1"]),
        ("type=AID", []),
        ("issue=", ["e1", "e2"]),
    ],
)
def test_what_others_rejected_is_filtered_as_the_queue_is(asked: str, ids: list[str], desk: Desk) -> None:
    before = desk.get(f"/review?kind=event&{asked}").xpath('//ol[@class="queue"]/li/@data-row')
    with Ledger.open(desk.path) as ledger:
        for row in ("e2", "e1", "q1", "f1"):
            ledger.correct("reject", row, by="ben")
    page = desk.get(f"/review?kind=event&rows=rejected&{asked}")
    assert page.xpath('//ol[@class="queue"]/li/@data-row') == ids
    assert set(before) == set(ids)
    assert desk.get("/review?kind=event&rows=rejected&issue=x", 400) is not None


def test_rows_on_which_annotators_differ_wait_until_they_agree(desk: Desk) -> None:
    def waiting(kind: str = "event", more: str = "") -> list[str]:
        found: list[str] = desk.get(f"/review?kind={kind}&rows=differ{more}").xpath('//ol[@class="queue"]/li/@data-row')
        return found

    assert waiting() == []
    with Ledger.open(desk.path) as ledger:
        for by, act, row in (("ben", "reject", "e1"), ("cyd", "accept", "e2"), ("ben", "reject", "f1"), ("ben", "accept", "q1"), ("cyd", "accept", "q1")):
            ledger.correct(act, row, by=by)
        ledger.correct("reject", "e2", by="ben")
    assert waiting() == ["e2"]
    desk.decide("accept", "e1")
    desk.decide("accept", "f1")
    assert (waiting(), waiting("figure"), waiting("quotation")) == (["e1", "e2"], ["f1"], [])
    assert waiting(more="&outlet=Orsa+Daily") == ["e2"]
    assert [(a.text, a.get("href")) for a in desk.get("/review/agreement").xpath('//p/a[contains(@href, "differ")]')] == [
        ("2 events", "/review?kind=event&rows=differ"),
        ("1 figure", "/review?kind=figure&rows=differ"),
    ]
    page = desk.get("/review?kind=event&rows=differ")
    buttons = {row: page.xpath(f'//li[@data-row="{row}"]//button[@name="act"]/@value') for row in ("e1", "e2")}
    assert buttons == {"e1": ["accept", "reject", "undo"], "e2": ["accept", "reject"]}
    desk.decide("reject", "e1")
    with Ledger.open(desk.path) as ledger:
        ledger.correct("reject", "e2", by="cyd")
    assert (waiting(), waiting("figure")) == ([], ["f1"])


def test_many_rows_on_which_annotators_differ_are_paged(path: Path) -> None:
    many = [replace(TROOPS, id=f"f{n:03}", value=float(n)) for n in range(25)]
    with Ledger.open(path) as ledger:
        ledger.add(many)
        for row in many:
            ledger.correct("accept", row.id, by="Ann")
            ledger.correct("reject", row.id, by="ben")
    with TestClient(create(path, Settings(annotator="Ann")), HOME) as client:
        seen, address = [], "/review?kind=figure&rows=differ"
        while address:
            page = html.fromstring(client.get(address).text)
            seen += page.xpath('//ol[@class="queue"]/li/@data-row')
            address = next(iter(page.xpath('//a[@rel="next"]/@href')), "")
    assert seen == [row.id for row in many]


@pytest.mark.parametrize("asked", ["?kind=article", "?kind=zzz"])
def test_a_queue_of_what_cannot_be_corrected_is_refused(asked: str, desk: Desk) -> None:
    assert len(said(desk.get(f"/review{asked}", 404), '//*[@class="says"]')) == 1
