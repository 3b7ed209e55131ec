"""Correcting in the browser, as forms send it: each act, who may, what two change at once, rows added by their words; log, agreement, gold."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from lxml import html
from msgspec.structs import replace
from starlette.routing import Mount

from detente.ledger import Ledger
from detente.records import Citing, Figure, Row, When, Where
from detente.web import Settings, create
from detente.web.guard.forms import ours
from detente.web.guard.keys import FIELD
from tests.ledger_rows import FIRST, GONE_BY, LEAVE, MASSED, MASSED_TOO, MEETS, ROWS, SAID, SECOND, TARN_TEXT, TROOPS

HOME = "http://127.0.0.1:8000"
HX = {"hx-request": "true"}
CITING: list[Citing] = [r for r in ROWS if isinstance(r, Citing)]


class Desk:
    """Somebody before a browser."""

    def __init__(self, client: TestClient, path: Path, name: str) -> None:
        self.client, self.path = client, path
        self.post("/review/as", name=name)

    def get(self, path: str, status: int = 200, **headers: str) -> html.HtmlElement:
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == status, answer.text[-300:]
        return html.fromstring(answer.text)

    def post(self, path: str, headers: Mapping[str, str] | None = None, **data: Any) -> httpx2.Response:
        token = self.get("/review/as").xpath(f'//input[@name="{FIELD}"]/@value')[0]
        return self.client.post(path, data={FIELD: token, **data}, headers=headers)

    def decide(self, act: str, row: str, back: str = "", headers: Mapping[str, str] | None = None) -> httpx2.Response:
        return self.post("/review/decide", headers, act=act, row=row, back=back)

    def form(self, path: str, action: str, status: int = 200) -> dict[str, list[str]]:
        """What stands in the form that is sent to an action."""
        return filled(self.get(path, status), action)

    def row(self, name: str) -> Row:
        with Ledger.open(self.path) as ledger:
            return ledger.row(name)

    def rows(self) -> set[str]:
        with Ledger.open(self.path) as ledger:
            return {r.id for r in ledger.all() if isinstance(r, Citing)}


def filled(page: html.HtmlElement, action: str) -> dict[str, list[str]]:
    (form,) = page.xpath(f'//form[@method="post"][@action="{action}"][not(.//*[@name="act"])]')
    out: dict[str, list[str]] = {}
    for name, value in form.form_values():
        long = form.xpath(f'.//textarea[@name="{name}"]')
        out.setdefault(name, []).append(value.removeprefix("\n") if long else value)  # the line break after <textarea> is none of its text
    return out


def said(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(e.text_content().split()) for e in page.xpath(path)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "crisis.db") as made:
        made.add(ROWS)
    return tmp_path / "crisis.db"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with TestClient(create(path), HOME, follow_redirects=False) as client:
        yield Desk(client, path, "Ann Ö")


# --- deciding ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("acts", "told", "stands"),
    [
        (["accept"], ["✓ accepted by Ann Ö"], True),
        (["reject"], ["✗ rejected by Ann Ö"], False),
        (["accept", "undo"], [], True),
        (["reject", "undo"], [], True),
        (["accept", "reject"], ["✗ rejected by Ann Ö"], False),
        (["accept", "reject", "undo"], ["✓ accepted by Ann Ö"], True),
    ],
)
@pytest.mark.parametrize("back", ["/articles/a1", "/row/e1", "/review?kind=event&rows=all", "/review?kind=event&rows=rejected"])
def test_a_row_is_decided_on_without_scripts(acts: list[str], told: list[str], stands: bool, back: str, desk: Desk) -> None:
    for act in acts:
        answer = desk.decide(act, "e1", back)
        assert answer.status_code == 303
    page = desk.get(answer.headers["location"])
    assert ("e1" in desk.rows()) is stands
    assert said(page, '//*[@id="done"]//p')[0].split(":")[0] == {"accept": "✓ Accepted", "reject": "✗ Rejected", "undo": "↶ Undone"}[acts[-1]]
    if back.startswith("/review"):
        assert ("e1" in page.xpath('//ol[@class="queue"]/li/@data-row')) is (stands and "rejected" not in back)
        return
    shown = [line.rpartition(" ")[0].rpartition(" ")[0] for line in said(page, '//*[@data-row="e1"][not(ancestor::*[@data-row])]//ul[@class="judged"]/li')]
    assert sorted(set(shown)) == told
    assert bool(page.xpath("//del")) is not stands


def test_by_htmx_the_panel_and_the_line_come_back(desk: Desk) -> None:
    page = html.fromstring(desk.decide("reject", "e1", "/articles/a1", HX).text)
    assert said(page, '//*[@id="panel-title"]') == ["event Tarnish military → Orsa"]
    assert said(page, '//li[@id="row-e1"][@hx-swap-oob="true"]//del') == ["Tarnish military → Orsa"]
    assert page.xpath('//*[@id="done"][@role="status"]//button/@value') == ["undo"]
    page = html.fromstring(desk.decide("undo", "e1", "/articles/a1", HX).text)
    assert page.xpath("//del") == []
    page = html.fromstring(desk.decide("accept", "e1", "/review", HX).text)
    assert page.xpath("//li/@id") == ["row-e1"]


def test_a_rejected_row_stays_in_its_article_and_has_its_page(desk: Desk) -> None:
    desk.decide("reject", "e1")
    assert said(desk.get("/articles/a1"), '//li[@id="row-e1"]//del') == ["Tarnish military → Orsa"]
    assert "undo" in desk.get("/articles/a1?row=e1").xpath('//*[@id="panel"]//button/@value')
    assert said(desk.get("/row/e1"), "//h1") == ["event Tarnish military → Orsa"]
    assert desk.get("/rows/event").xpath("//tr/@id") == ["row-e2"]


@pytest.mark.parametrize(
    ("act", "row", "status", "why"),
    [("undo", "e1", 422, "nothing of Ann Ö to undo"), ("accept", "zzzz", 404, "no row has the id"), ("accept", "a1", 422, "kind article"), ("edit", "e1", 422, "act:")],
)
def test_what_cannot_be_decided_is_said_in_one_line(act: str, row: str, status: int, why: str, desk: Desk) -> None:
    answer = desk.decide(act, row)
    assert answer.status_code == status
    (line,) = said(html.fromstring(answer.text), '//*[@class="says"]')
    assert why in line
    assert str(desk.path) not in answer.text
    if act != "edit":
        assert desk.decide(act, row, headers=HX).headers["hx-retarget"] == "#done"


def test_who_saw_another_version_decides_again(desk: Desk) -> None:
    version = desk.get("/row/e1").xpath('//input[@name="version"]/@value')[0]
    with Ledger.open(desk.path) as ledger:
        ledger.correct("edit", "e1", by="ben", changes={"status": "planned"})
    answer = desk.post("/review/decide", act="accept", row="e1", version=version)
    assert answer.status_code == 409
    assert "changed since you opened it" in answer.text


# --- who may -----------------------------------------------------------------------------------------------------------------------------

UNSAFE = [
    ("/review/decide", {"act": "reject", "row": "e1"}),
    ("/review/edit/e1", {"status": "planned"}),
    ("/review/add", {"article": "a1", "kind": "figure", "part": "body", "start": "0", "end": "4", "value": "4"}),
    ("/review/as", {"name": "Eve"}),
]


@pytest.mark.parametrize(("path_", "data"), UNSAFE)
@pytest.mark.parametrize("token", [{}, {FIELD: "x"}, {FIELD: "0" * 64}])
def test_forms_that_are_not_ours_change_nothing(path_: str, data: dict[str, str], token: dict[str, str], desk: Desk) -> None:
    before = desk.rows()
    answer = desk.client.post(path_, data={**data, **token})
    assert answer.status_code == 403
    assert "no longer valid" in answer.text
    with Ledger.open(desk.path) as ledger:
        assert ledger.corrections() == []
    assert desk.rows() == before


def walked(routes: Iterable[Any]) -> Iterator[APIRoute]:
    """All routes, also those of routers within; a kind of route that is not known here fails."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(route, Mount):
            assert isinstance(route.app, StaticFiles)  # which answers GET and HEAD alone
        else:
            yield from walked(getattr(route, "original_router", route).routes)


def test_every_way_to_change_anything_asks_for_a_form_of_ours(path: Path) -> None:
    """All routes outside the REST interface, which asks for JSON instead."""
    unsafe = []
    for route in walked(create(path).routes):
        if route.methods - {"GET", "HEAD", "OPTIONS"} and not route.endpoint.__module__.startswith("detente.web.routes.api."):
            unsafe.append(route.path)
            assert ours in {d.call for d in route.dependant.dependencies}, f"{route.path} changes something without Depends(ours)"
    assert {"/review/decide", "/review/add", "/review/as", "/enter"} <= set(unsafe)


@pytest.mark.parametrize("closed", ["--read-only", pytest.param("permissions", marks=pytest.mark.skipif(os.geteuid() == 0, reason="to root every file can be written"))])
def test_where_nothing_can_be_corrected_there_are_no_buttons(closed: str, path: Path) -> None:
    if closed == "permissions":
        path.chmod(0o444)
    with TestClient(create(path, Settings(read_only=closed == "--read-only")), HOME, follow_redirects=False) as client:
        for page in ("/articles/a1?row=e1", "/row/e1", "/review"):
            shown = html.fromstring(client.get(page).text)
            assert shown.xpath('//button[@name="act"] | //a[starts-with(@href, "/review/edit")] | //a[starts-with(@href, "/review/add")]') == []
            assert len(shown.xpath('//*[@class="corrector"]')) == 1
        token = html.fromstring(client.get("/review/as").text).xpath(f'//input[@name="{FIELD}"]/@value')[0]
        for path_, data in UNSAFE[:3]:
            answer = client.post(path_, data={**data, FIELD: token})
            assert (answer.status_code, len(said(html.fromstring(answer.text), '//*[@class="says"]'))) == (403, 1)
        assert client.post("/api/v1/corrections", json={"act": "accept", "row": "e1", "by": "ann"}).status_code == 403
    path.chmod(0o644)
    with Ledger.open(path) as ledger:
        assert ledger.corrections() == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ann", "Ann"),
        ("  Ann  Lee ", "Ann  Lee"),
        ("Åsa 🕊; =\"'", "Åsa 🕊; =\"'"),
        ("x" * 60, "x" * 60),
        ("", None),
        ("  ", None),
        ("x" * 61, None),
        ("a\nb", None),
        ("a\x00b", None),
        ("\u202eevil", None),
    ],
)
def test_a_name_is_asked_once(name: str, kept: str | None, desk: Desk) -> None:
    answer = desk.post("/review/as", name=name, back="/articles/a1")
    if kept is None:
        assert answer.status_code == 422
        assert len(said(html.fromstring(answer.text), '//*[@role="alert"]')) == 1
        return
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles/a1")
    assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
    assert desk.get("/articles/a1").xpath('//*[@class="corrector"]/strong/bdi/text()') == [kept]
    desk.decide("accept", "e1")
    with Ledger.open(desk.path) as ledger:
        assert [c.by for c in ledger.corrections()] == [kept]


def test_without_a_name_nothing_is_decided_where_others_come_in(path: Path) -> None:
    token = "a-token-of-forty-three-characters-or-more-0123456789"
    with TestClient(create(path, Settings(token=token)), HOME, follow_redirects=False) as client:
        form = html.fromstring(client.get("/enter").text).xpath(f'//input[@name="{FIELD}"]/@value')[0]
        assert client.post("/enter", data={FIELD: form, "token": token}).status_code == 303
        page = html.fromstring(client.get("/row/e1").text)
        assert page.xpath('//*[@class="corrector"]/a/@href') == ["/review/as?back=/row/e1"]
        form = page.xpath(f'//input[@name="{FIELD}"]/@value')[0]
        answer = client.post("/review/decide", data={FIELD: form, "act": "accept", "row": "e1"})
        assert (answer.status_code, "say who you are first" in answer.text) == (422, True)


def test_the_name_of_the_start_stands_where_nobody_says_one(path: Path) -> None:
    with TestClient(create(path, Settings(annotator="Cyd")), HOME) as client:
        assert html.fromstring(client.get("/row/e1").text).xpath('//*[@class="corrector"]/strong/bdi/text()') == ["Cyd"]


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/row/e1\nx: y",
        "/articles/../enter",
        "/enter",
        "javascript:alert(1)",
        "/review@evil.example",
        "/reviewx",
        "/row/" + "x" * 2000,
    ],
)
def test_a_form_leads_back_to_pages_of_ours_alone(back: str, desk: Desk) -> None:
    to = desk.decide("accept", "e1", back).headers["location"]
    assert to.startswith(("/review?", "/articles/%2E%2E", "/articles/../"))
    assert "evil" not in to
    assert desk.get("/review/as?back=" + back.replace("\n", "%0A")).xpath('//input[@name="back"]/@value')[0] in ("/review", "/articles/../enter")


# --- the queue ---------------------------------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("asked", ["?kind=article", "?kind=zzz"])
def test_a_queue_of_what_cannot_be_corrected_is_refused(asked: str, desk: Desk) -> None:
    assert len(said(desk.get(f"/review{asked}", 404), '//*[@class="says"]')) == 1


# --- editing -----------------------------------------------------------------------------------------------------------------------------

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


# --- log, agreement, gold ----------------------------------------------------------------------------------------------------------------


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
    answer = decided.client.get("/review/gold.jsonl")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [(r["row"], r["key"]) for r in rows] == [("event", FIRST), ("quotation", "We will not attack,")]
    assert (rows[0]["status"], rows[0]["target"]) == (["planned"], [])
    assert 'filename="gold.jsonl"' in answer.headers["content-disposition"]


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
