"""Comparisons as a table: who tells them and when, and their filters by the same two names on pages, in files, by REST and in feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from detente.ledger import Ledger
from detente.records import Comparison
from detente.web import create

HOME = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def client(examples_ledger: Path) -> Iterator[TestClient]:
    with TestClient(create(examples_ledger), HOME) as made:
        yield made


@pytest.fixture(scope="module")
def known(examples_ledger: Path) -> Iterator[list[Comparison]]:
    with Ledger.open(examples_ledger) as ledger:
        yield [row for row in ledger.rows("comparison") if isinstance(row, Comparison)]


def test_the_table_tells_when_and_by_whom(client: TestClient, known: list[Comparison]) -> None:
    page = html.fromstring(client.get("/rows/comparison").text)
    lines = {tr.get("id").removeprefix("row-"): tr.xpath("td") for tr in page.xpath("//table[contains(@class, 'rows')]/tbody/tr")}
    shown = [c for c in known if c.id in lines]
    days = {a["id"]: (a["published"] or "")[:10] for a in client.get("/api/v1/articles?limit=1000").json()["rows"]}
    assert len(shown) == len(lines) > 10
    for c in shown:
        assert set(lines[c.id][3].text_content().split(", ")) == {a.outlet for a in c.accounts}
        assert lines[c.id][0].xpath("string()").strip() == min((d for a in c.accounts if (d := days[a.article])), default="no day")
    assert page.xpath("//select[@name='sort']/option/text()")[:4] == ["verdict, last first", "verdict", "field, last first", "field"]
    assert [s.get("name") for s in page.xpath("//form[@action='/rows/comparison']//select")] == ["verdict", "field", "sort"]


@pytest.mark.parametrize("asked", ["verdict=differs", "type=differs", "verdict=differs&field=figure", "type=differs&issue=figure"])
def test_filters_have_the_same_two_names_everywhere(asked: str, client: TestClient, known: list[Comparison]) -> None:
    wanted = {c.id for c in known if c.verdict == "differs" and ("figure" not in asked or c.field == "figure")}
    assert wanted
    page = html.fromstring(client.get(f"/rows/comparison?{asked}").text)
    assert {tr.get("id").removeprefix("row-") for tr in page.xpath("//table[contains(@class, 'rows')]/tbody/tr")} == wanted
    assert page.xpath("//select[@name='verdict']/option[@selected]/@value") == ["differs"]
    assert all("verdict=differs" in link and "type=" not in link for link in page.xpath("//p[@class='tally']/a/@href"))
    assert {json.loads(line)["id"] for line in client.get(f"/rows/comparison.jsonl?{asked}").text.splitlines()} == wanted
    assert {row["id"] for row in client.get(f"/api/v1/comparisons?{asked}&limit=1000").json()["rows"]} == wanted
    assert {json.loads(line)["id"] for line in client.get(f"/api/v1/comparisons.jsonl?{asked}").text.splitlines()} == wanted
    assert client.get(f"/feeds/comparisons.atom?{asked}").text.count("<entry>") == min(50, len(wanted))


def test_a_verdict_that_is_none_is_refused_to_programs(client: TestClient) -> None:
    answer = client.get("/api/v1/comparisons?verdict=perhaps")
    assert answer.status_code == 422
    assert "corroborated" in answer.json()["error"]


@pytest.mark.parametrize(
    ("asked", "says", "without"),
    [
        ("event?type=FOO", "No event meets type “FOO”; there are ", ["/rows/event"]),
        ("event?type=FOO&status=actual", "No event meets type “FOO”; there are ", ["/rows/event?status=actual"]),
        ("comparison?verdict=perhaps", "No comparison meets verdict “perhaps”; there are only, corroborated, differs.", ["/rows/comparison"]),
        ("event?search=xyzzy", "No event meets search “xyzzy”. Without it", ["/rows/event"]),
        ("event?type=ASSAULT&status=planned", "No events meet all of this together, though some meet each.", ["/rows/event?status=planned", "/rows/event?type=ASSAULT"]),
    ],
)
def test_what_nothing_meets_is_told_with_what_there_is(asked: str, says: str, without: list[str], client: TestClient) -> None:
    (told,) = html.fromstring(client.get(f"/rows/{asked}").text).xpath("//div[@class='nothing']")
    assert " ".join(told.text_content().split()).startswith(says)
    assert told.xpath(".//a/@href") == without
