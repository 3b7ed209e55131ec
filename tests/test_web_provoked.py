"""Two hundred ways to provoke an error: whatever is asked, the answer is a line for people, without a trace, words of SQL, or where things lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tests.ledger_rows import ROWS
from tests.page_reading import asking, filled

INNER = re.compile(
    r"Traceback|sqlite|sqlalchemy|site-packages|pydantic|msgspec|\.py\b|File \"|0x[0-9a-f]{6,}|\b(SELECT|INSERT|UPDATE|FROM|WHERE) \w+|(?<![\w/.])/(tmp|home|root|usr|var|private)/"
)
ODD = (
    "\x00", "\x00" * 40, "%", "'", '"', "';--", "' OR '1'='1", "../../etc/passwd", "..\\..", "\r\nX: y", "\ufeff", "\u202e", "\U0010ffff", "ﬃ", "{{7*7}}", "${7*7}", "<b>", "NaN",
    "-1", "1e999", "9" * 100, "0x10", "null", "[]", "{}", "*", '"*"', "a" * 199,
)  # fmt: skip
PATHS = (
    "/row/{}",
    "/articles/{}",
    "/stories/{}",
    "/actors/{}",
    "/rows/{}",
    "/rows/event.{}",
    "/feeds/{}.atom",
    "/review/edit/{}",
    "/review/turn/{}",
    "/api/v1/{}",
    "/api/v1/rows/{}",
    "/api/v1/stories/{}/told",
    "/static/{}",
)
QUESTIONS = (
    "/?on={}", "/rows/event?since={}", "/rows/event?sort={}", "/rows/event?after={}", "/rows/event?search={}", "/rows/event?actor={}", "/search?search={}", "/map?until={}",
    "/calendar?month={}",
    "/calendar.ics?month={}", "/stories?after={}", "/articles?sort={}", "/actors?page={}", "/review?kind={}", "/review/log?after={}", "/review/add?article={}",
    "/api/v1/events?limit={}", "/api/v1/events?after={}", "/api/v1/events?type={}", "/api/v1/tension?between={}", "/api/v1/agenda?on={}", "/api/v1/timeline?story={}",
    "/api/v1/corrections?after={}", "/feeds/events.atom?since={}",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with asking(filled(tmp_path_factory.mktemp("provoked") / "secret-folder.db", ROWS)) as made:
        yield made


@pytest.mark.parametrize("asked", [*PATHS, *QUESTIONS])
def test_what_is_odd_is_answered_without_what_is_within(client: TestClient, asked: str) -> None:
    refused = 0
    for odd in ODD:
        address = asked.format(quote(odd, safe=""))
        answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code >= 400:
            refused += 1
            assert not (found := INNER.search(answer.text.replace(odd, ""))), (address, found)
            assert len(answer.text) < 6_000, address
    assert refused == len(ODD) or asked in QUESTIONS, "there is nothing by such names"


BODIES = (
    "",
    "{",
    "[]",
    "null",
    "1",
    '"x"',
    "{}",
    '{"act": "x"}',
    '{"act": "edit"}',
    '{"act": "edit", "row": "e1"}',
    '{"act": "edit", "row": "e1", "by": "A", "changes": {"id": "x"}}',
    '{"act": "edit", "row": "e1", "by": "A", "changes": {"status": 5}}',
    '{"act": "edit", "row": "e1", "by": "A", "changes": {"when": {"start": [1]}}}',
    '{"act": "add", "by": "A", "place": {"article": "a1", "kind": "event", "part": "body", "start": 5, "end": 1}}',
    '{"act": "accept", "row": "e1", "by": "\\n"}',
    '{"act": "accept", "row": "\\u0000", "by": "A"}',
    '{"act": "undo", "row": "e1", "by": "nobody"}',
    '{"act": "accept", "act": "reject"}',
    "\xff",
    "[" * 5_000,
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *product(["/api/v1/corrections"], ["application/json", "text/plain"]),
        *product(
            ["/review/decide", "/review/add", "/review/as", "/review/edit/e1", "/enter"],
            ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x"],
        ),
    ],
)
def test_what_is_sent_wrong_is_answered_without_what_is_within(client: TestClient, path: str, kind: str) -> None:
    for body in BODIES:
        answer = client.post(path, content=body.encode("latin-1"), headers={"content-type": kind})
        assert 400 <= answer.status_code < 500, (body, answer.status_code)
        assert not (found := INNER.search(answer.text)), (body, found, answer.text)
