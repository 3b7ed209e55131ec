"""The timeline, the agenda and tension by REST: as the commands print them, for as many days as may be asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from detente.codebook import Codebook
from detente.exports.jsonl import line
from detente.ledger import Ledger
from detente.records import Citing, Row
from detente.views import agenda, plans, tension, timeline
from detente.views.reader import Reader
from detente.web.routes.api import rows, windows
from tests.page_reading import asking
from tests.rest import API


@pytest.fixture(scope="module")
def client(examples_ledger: Path) -> Iterator[TestClient]:
    with asking(examples_ledger) as made:
        yield made


@pytest.fixture(scope="module")
def ledger(examples_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(examples_ledger) as opened:
        yield opened


def dated(ledger: Ledger) -> list[Row]:
    """All rows but those without any day, in the ledger's order."""
    rows = ledger.all(plans.KINDS)
    reader = Reader(rows)
    return [row for row in rows if not isinstance(row, Citing) or reader.day(row)]


def lines(written: Callable[[BytesIO], None]) -> list[dict[str, Any]]:
    out = BytesIO()
    written(out)
    return [json.loads(one) for one in out.getvalue().splitlines()]


@pytest.mark.parametrize("day", ["2019-03-04", "2019-03-06", "2019-04-30"])
def test_the_agenda_is_as_the_command_prints_it(client: TestClient, ledger: Ledger, day: str) -> None:
    got = client.get(f"{API}/agenda?on={day}&days=366").json()["rows"]
    assert got == lines(lambda out: agenda.write(ledger.all(plans.KINDS), day, out))
    assert got


def test_the_timeline_is_as_the_command_prints_it(client: TestClient, ledger: Ledger) -> None:
    want = lines(lambda out: timeline.write(dated(ledger), "jsonl", out))
    assert client.get(f"{API}/timeline?since=2018-09&until=2019-08").json()["rows"] == want
    few = client.get(f"{API}/timeline?since=2019-03-05&until=2019-03-06").json()
    assert few["days"] == ["2019-03-05", "2019-03-06"]
    assert 0 < len(few["rows"]) < len(want)
    assert {one["day"] for one in few["rows"]} <= {"2019-03-05", "2019-03-06", "2019-03", "2019", None}
    story = ledger.rows("story")[0].id
    assert client.get(f"{API}/timeline?story={story}").json()["rows"] == lines(lambda out: timeline.write(ledger.told(story), "jsonl", out))
    assert client.get(f"{API}/stories/{story}/told").json()["rows"] == [json.loads(line(row)) for row in ledger.told(story)]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("between=NOR,SWE", tension.Asked(("NOR", "SWE"))),
        ("between=swe,nor&directed=true&half_life=3", tension.Asked(("SWE", "NOR"), half_life=3, directed=True)),
        ("between=SWE,NOR&since=2019-03-05&until=2019-03-07", tension.Asked(("SWE", "NOR"), "2019-03-05", "2019-03-07")),
    ],
)
def test_tension_is_as_the_command_prints_it(client: TestClient, ledger: Ledger, query: str, asked: tension.Asked) -> None:
    asked = replace(asked, until=asked.until or (ledger.days() or ("", ""))[1])
    want = lines(lambda out: tension.write(tension.courses(dated(ledger), Codebook(None).tension, asked), "jsonl", out))
    assert client.get(f"{API}/tension?{query}").json()["rows"] == want
    assert want


def test_days_with_too_much_in_them_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "MOST_ROWS", 20)
    monkeypatch.setattr(rows, "MOST_REPORTS", 2)
    for asked, says in (("timeline?since=2019-02-06", "hold more than 20 rows of the kind event; ask for fewer days"), ("tension?between=SWE,NOR", "hold more than 20 rows")):
        got = client.get(f"{API}/{asked}")
        assert (got.status_code, says in got.json()["error"]) == (422, True), got.text
    story = client.get(f"{API}/stories").json()["rows"][0]
    assert "at most 2 are given whole" in client.get(f"{API}/stories/{story['id']}/told").json()["error"]
