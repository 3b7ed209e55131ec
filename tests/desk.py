"""What tests of corrections in the browser share: somebody who sends forms as a browser without scripts does, over a small ledger of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from lxml import html

from detente.ledger import Ledger
from detente.records import Citing, Row
from detente.web import create
from detente.web.guard.keys import FIELD
from tests.ledger_rows import ROWS

HOME = "http://127.0.0.1:8000"
HX = {"hx-request": "true"}


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
