"""The way out: who gave the token can end the session, for everybody who has its cookie, and leaves no name behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from detente.web import Settings, create
from detente.web.guard.keys import FIELD
from tests.desk import HOME, path

__all__ = ["path"]
TOKEN = "a-token-of-forty-three-characters-or-more-0123456789"


def form(client: TestClient, page: str) -> dict[str, str]:
    """The token that the forms of a page send."""
    return {FIELD: html.fromstring(client.get(page).text).xpath(f'//input[@name="{FIELD}"]/@value')[0]}


@pytest.fixture
def inside(path: Path) -> Iterator[TestClient]:
    """Somebody who came in and said a name."""
    with TestClient(create(path, Settings(token=TOKEN)), HOME, follow_redirects=False) as client:
        assert client.post("/enter", data={**form(client, "/enter"), "token": TOKEN}).status_code == 303
        assert client.post("/review/as", data={**form(client, "/review/as"), "name": "Ann"}).status_code == 303
        yield client


def test_who_leaves_is_outside_with_every_copy_of_the_session(inside: TestClient) -> None:
    assert "Ann" in inside.get("/row/e1").text
    before = dict(inside.cookies)
    button = html.fromstring(inside.get("/row/e1").text).xpath('//form[@action="/leave"]')
    assert [b.text_content().strip() for b in button] == ["Log out"]
    answer = inside.post("/leave", data=form(inside, "/row/e1"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/enter")
    assert inside.get("/row/e1").headers["location"] == "/enter"
    assert inside.get("/api/v1/events").status_code == 401
    inside.cookies.update(before)  # a copy of the old cookies
    assert inside.get("/row/e1").headers["location"] == "/enter"
    inside.cookies.clear()
    assert inside.post("/enter", data={**form(inside, "/enter"), "token": TOKEN}).status_code == 303
    assert "Say who you are" in inside.get("/row/e1").text


def test_to_leave_takes_a_form_of_ours(inside: TestClient) -> None:
    for data in ({}, {FIELD: "x"}):
        assert inside.post("/leave", data=data).status_code == 403
    assert inside.post("/leave", data=form(inside, "/row/e1"), headers={"origin": "http://evil.example"}).status_code == 403
    assert inside.get("/leave").status_code == 405
    assert inside.get("/row/e1").status_code == 200


def test_where_no_token_was_asked_there_is_nothing_to_leave(path: Path, inside: TestClient) -> None:
    with TestClient(create(path), HOME) as client:
        assert "/leave" not in client.get("/row/e1").text
    inside.cookies.clear()
    assert "/leave" not in inside.get("/enter").text
    assert "/leave" not in inside.get("/row/e1", headers={"authorization": f"Bearer {TOKEN}"}).text
