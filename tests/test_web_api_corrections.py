"""Corrections by REST: what is decided stands and can be undone; what pages of others send, or what is no decision, changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from detente.views.kinds import plural
from detente.web import Settings, create
from tests.page_reading import HOME
from tests.rest import API, rejected, walked


@pytest.fixture
def writable(examples_ledger: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A server of a copy, to correct."""
    with TestClient(create(shutil.copy(examples_ledger, tmp_path / "crisis.db")), HOME) as made:
        yield made


def test_a_row_is_rejected_edited_added_and_all_is_undone(writable: TestClient) -> None:
    before = walked(writable, f"{API}/events", limit=1000)
    assert rejected(writable)["before"] == before[0]
    second = before[1]["id"]
    edit = writable.post(f"{API}/corrections", json={"act": "edit", "row": second, "changes": {"status": "denied"}, "note": "as the ministry says", "by": "Ada"})
    assert edit.json()["after"]["status"] == "denied"
    place = {name: before[0][name] for name in ("article", "part", "start", "end")} | {"kind": "position"}
    added = writable.post(f"{API}/corrections", json={"act": "add", "place": place, "changes": {"actor": "NOR", "issue": "fishing", "stance": "demands"}, "by": "Ada"})
    assert writable.get(f"{API}/rows/{added.json()['row']}").json()["rule"] == "hand.add"
    after = walked(writable, f"{API}/events", limit=1000)
    assert [row["id"] for row in after] == [row["id"] for row in before[1:]]
    assert after[0] == before[1] | {"status": "denied"}
    for row in (before[0]["id"], second):
        assert writable.post(f"{API}/corrections", json={"act": "undo", "row": row, "by": "Ada"}).status_code == 200
    assert walked(writable, f"{API}/events", limit=1000) == before
    log = walked(writable, f"{API}/corrections", limit=2)
    assert [one["act"] for one in log] == ["reject", "edit", "add", "undo", "undo"]
    assert [one["act"] for one in walked(writable, f"{API}/corrections", row=second)] == ["edit", "undo"]
    assert writable.get(f"{API}/corrections?by=Bea").json()["rows"] == []


def test_who_decides_is_said_or_known(writable: TestClient) -> None:
    row = writable.get(f"{API}/events?limit=1").json()["rows"][0]["id"]
    got = writable.post(f"{API}/corrections", json={"act": "accept", "row": row})
    assert (got.status_code, got.json()["error"]) == (422, "by: say who decides, or start the server with --annotator NAME")
    site = writable.app.state.site  # type: ignore[attr-defined]
    site.settings = Settings(annotator="Ada")
    assert writable.post(f"{API}/corrections", json={"act": "accept", "row": row}).json()["by"] == "Ada"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "application/jsonp", "", None])
def test_only_json_is_taken(writable: TestClient, kind: str | None) -> None:
    row = writable.get(f"{API}/events?limit=1").json()["rows"][0]["id"]
    body = json.dumps({"act": "reject", "row": row, "by": "Eve"}).encode()
    got = writable.post(f"{API}/corrections", content=body, headers={"content-type": kind} if kind is not None else {})
    assert (got.status_code, got.json()["error"]) == (415, "a correction is sent as JSON; set Content-Type: application/json")
    assert writable.get(f"{API}/corrections").json()["rows"] == []


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}], ids=str)
def test_pages_of_others_decide_nothing(writable: TestClient, headers: dict[str, str]) -> None:
    row = writable.get(f"{API}/events?limit=1").json()["rows"][0]["id"]
    got = writable.post(f"{API}/corrections", json={"act": "reject", "row": row, "by": "Eve"}, headers=headers)
    assert (got.status_code, list(got.json())) == (403, ["error"])
    asked = writable.options(f"{API}/corrections", headers={**headers, "access-control-request-method": "POST", "access-control-request-headers": "content-type"})
    assert asked.status_code >= 400
    assert not [name for name in asked.headers if name.startswith("access-control")]
    assert writable.get(f"{API}/corrections").json()["rows"] == []


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 422, "truncated"),
        (b"{", 422, "truncated"),
        (b"\xff", 422, "malformed"),
        (b'{"act": "reject", "by": "A\\ud800 \\ud800"}', 422, "surrogate"),
        (b"[" * 200_000, 422, "Expected `object`"),
        (b'{"act": "edit", "row": "x", "by": "A", "changes": {"value": ' + b"[" * 20_000 + b"}}", 422, "lists within lists"),
        (b'{"act": "edit", "row": "x", "by": "A", "changes": {"value": 99999999999999999999}}', 422, "too large"),
        (b'{"act": "ponder", "by": "A"}', 422, "Invalid enum value 'ponder' - at `$.act`; one of accept, reject, edit, add, undo"),
        (b'{"by": "A"}', 422, "missing required field `act`"),
        (b'{"act": "reject", "row": "x", "by": "A", "why": 1}', 422, "unknown field `why`"),
        (b'{"act": "reject", "row": 7, "by": "A"}', 422, "Expected `str | null`"),
        (b'{"act": "reject", "row": "0000000000000000", "by": "A"}', 404, "no row has the id"),
        (b'{"act": "reject", "by": "A"}', 400, "a place (article, kind, part, start, end) is given with add"),
        (b'{"act": "reject", "row": "0000000000000000", "by": " "}', 400, "names no annotator"),
        (b'{"act": "add", "place": {"article": "x", "kind": "event", "part": "body", "start": -1, "end": 2}, "by": "A"}', 422, "Expected `int` >= 0"),
        (b'{"act": "reject", "row": "x", "note": "' + b"x" * 300_000 + b'", "by": "A"}', 413, "more than 256 kB"),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_a_decision_that_is_none_is_refused(writable: TestClient, body: bytes, status: int, says: str) -> None:
    got = writable.post(f"{API}/corrections", content=body, headers={"content-type": "application/json"})
    assert got.status_code == status, got.text
    assert says in got.json()["error"]
    assert writable.get(f"{API}/corrections").json()["rows"] == []


ODD = (None, [[]], -1, 2**53, "x\x00", {"a": [None]})


@pytest.mark.parametrize("kind", ["event", "figure"])
def test_odd_values_never_break_it(writable: TestClient, kind: str) -> None:
    row = writable.get(f"{API}/{plural(kind)}?limit=1").json()["rows"][0]
    for name in row:
        for value in ODD:
            got = writable.post(f"{API}/corrections", json={"act": "edit", "row": row["id"], "changes": {name: value}, "by": "Ada"})
            assert got.status_code in (200, 400), (name, value, got.text)
