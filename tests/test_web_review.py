"""Correcting in the browser, as forms send it: each act, who may, and the queue."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from lxml import html
from starlette.routing import Mount

from detente.ledger import Ledger
from detente.web import Settings, create
from detente.web.guard.forms import ours
from tests.desk import FIELD, HOME, HX, Desk, desk, path, said

__all__ = ["desk", "path"]


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
    assert {"/review/decide", "/review/add", "/review/as", "/enter", "/leave"} <= set(unsafe)


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
