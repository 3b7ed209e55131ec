"""Asking by REST, as the tests of it do."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

API = "/api/v1"


def walked(client: TestClient, address: str, **asked: Any) -> list[dict[str, Any]]:
    """The rows of all pages."""
    rows: list[dict[str, Any]] = []
    after = None
    while True:
        page = client.get(address, params=asked | ({"after": after} if after else {})).json()
        rows += page["rows"]
        after = page["next"]
        if after is None:
            return rows


def rejected(client: TestClient) -> dict[str, Any]:
    """The line of the log of an event that is rejected."""
    event = client.get(f"{API}/events?limit=1").json()["rows"][0]
    done = client.post(f"{API}/corrections", json={"act": "reject", "row": event["id"], "by": "Ada"})
    assert done.status_code == 200, done.text
    line: dict[str, Any] = done.json()
    return line
