"""REST: rows are those of the ledger in its order and as they are printed, whatever way they are asked for; what is wrong is said in one line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from detente.exports.jsonl import line
from detente.ledger import Ledger, LedgerError, sqlite
from detente.ledger.filters import allowed
from detente.records import KINDS, Row
from detente.views.kinds import plural
from detente.web import Settings, create
from tests.conftest import Command
from tests.page_reading import HOME, asking
from tests.rest import API, rejected, walked


@pytest.fixture(scope="module")
def client(examples_ledger: Path) -> Iterator[TestClient]:
    with asking(examples_ledger) as made:
        yield made


@pytest.fixture(scope="module")
def ledger(examples_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(examples_ledger) as opened:
        yield opened


@pytest.fixture
def writable(examples_ledger: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A server of a copy, to correct."""
    with TestClient(create(shutil.copy(examples_ledger, tmp_path / "crisis.db")), HOME) as made:
        yield made


def printed(ledger: Ledger, kind: str, **wanted: str) -> bytes:
    return b"".join(map(line, ledger.rows(kind, **wanted)))


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_those_of_the_ledger(client: TestClient, ledger: Ledger, kind: str) -> None:
    lines = printed(ledger, kind)
    rows = [json.loads(one) for one in lines.splitlines()]
    assert client.get(f"{API}/{plural(kind)}.jsonl").content == lines
    assert [list(row.items()) for row in walked(client, f"{API}/{plural(kind)}", limit=1000)] == [list(row.items()) for row in rows]  # the same keys in the same order
    few = [row["id"] for row in walked(client, f"{API}/{plural(kind)}", limit=37)]
    assert few == [row["id"] for row in rows]


FILTERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("event", {"actor": "NOR"}),
    ("event", {"actor": "nor.gov", "since": "2019-03-05"}),
    ("event", {"towards": "SWE", "until": "2019-03"}),
    ("event", {"type": "threaten"}),
    ("event", {"status": "planned", "outlet": "meridian wire"}),
    ("event", {"search": '"Koster Bank"'}),
    ("quotation", {"search": "withdraw*", "actor": "SWE"}),
    ("position", {"issue": "prisoners"}),
    ("figure", {"since": "2019-03-04", "until": "2019-03-04"}),
    ("promise", {"status": "open"}),
    ("meeting", {"actor": "FIN"}),
    ("comparison", {"type": "differs", "issue": "figure"}),
    ("comparison", {"outlet": "Northern Standard", "search": "soldiers"}),
    ("article", {"outlet": "The Harbour Courier"}),
    ("event", {"actor": "nobody"}),
)


@pytest.mark.parametrize(("kind", "wanted"), FILTERS, ids=str)
def test_filters_are_those_of_the_command(client: TestClient, examples_ledger: Path, ledger: Ledger, command: Command, kind: str, wanted: dict[str, str]) -> None:
    got = client.get(f"{API}/{plural(kind)}.jsonl", params=wanted)
    assert got.content == printed(ledger, kind, **wanted)
    assert [r["id"] for r in walked(client, f"{API}/{plural(kind)}", **wanted, limit=3)] == [json.loads(one)["id"] for one in got.content.splitlines()]
    if wanted in ({"status": "planned", "outlet": "meridian wire"}, {"type": "differs", "issue": "figure"}):  # the command takes a while to start
        options = [word for name, value in wanted.items() for word in (f"--{name}", value)]
        assert command("show", kind, "--ledger", examples_ledger, *options, "--format", "jsonl").stdout == got.content


def test_most_filters_find_something(ledger: Ledger) -> None:
    assert sum(bool(ledger.rows(kind, **wanted)) for kind, wanted in FILTERS) >= len(FILTERS) - 2


@pytest.mark.parametrize("sort", ["-day", "type", "-added"])
def test_rows_come_in_the_order_asked_for(client: TestClient, ledger: Ledger, sort: str) -> None:
    want = [row.id for row in ledger.page("event", sort=sort, limit=1000).rows]
    assert [row["id"] for row in walked(client, f"{API}/events", sort=sort, limit=11)] == want


def test_a_walk_through_a_ledger_takes_it_in_parts(ledger: Ledger) -> None:
    parts = list(ledger.walk("quotation", at_once=50))
    assert {len(part) for part in parts[:-1]} == {50}
    assert [row for part in parts for row in part] == ledger.rows("quotation")
    assert [len(part) for part in ledger.walk("quotation", {"actor": "NOR", "search": "said"}, at_once=1)] == [1] * len(ledger.rows("quotation", actor="NOR", search="said"))
    assert list(ledger.walk("event", {"actor": "nobody"})) == []


def test_the_root_leads_everywhere(client: TestClient, ledger: Ledger) -> None:
    root = client.get(f"{API}/").json()
    assert root["counts"] == ledger.counts()
    assert root["days"] == list(ledger.days() or ())
    needs = {"tension": "?between=NOR,SWE"}
    assert {name: client.get(to + needs.get(name, "")).status_code for name, to in root["links"].items()} == dict.fromkeys(root["links"], 200)


def test_a_row_is_found_by_its_id_or_the_beginning_of_it(client: TestClient, ledger: Ledger) -> None:
    for kind in ("event", "story", "actor"):
        row = ledger.rows(kind)[-1]
        assert client.get(f"{API}/rows/{row.id}").content == msgspec.json.encode(row)
    event = ledger.rows("event")[0]
    assert client.get(f"{API}/rows/{event.id[:12]}").json()["id"] == event.id


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("nothing", 404, "there is nothing at this address"),
        ("rows/0000000000000000", 404, "no row has the id '0000000000000000'"),
        ("rows/00", 404, "fewer than 4 characters"),
        ("stories/0000000000000000/told", 404, "no row has the id"),
        ("events?actors=NOR", 422, "actors: there is no parameter of this name here"),
        ("actors?status=open", 422, "status: there is no parameter of this name here"),
        ("events.jsonl?limit=3", 422, "limit: there is no parameter of this name here"),
        ("events?limit=0", 422, "limit: "),
        ("events?limit=1001", 422, "limit: "),
        ("events?limit=many", 422, "limit: "),
        ("events?sort=colour", 422, "sort: "),
        ("events?since=2019-02-30", 422, "since: '2019-02-30' is no day"),
        ("events?since=yesterday", 422, "since: "),
        ("events?since=2019-03-05&until=2019-03-04", 400, "since 2019-03-05 is after until 2019-03-04, and no day is both; give the earlier day as since"),
        ("events?after=nonsense", 400, "that is no place in this list"),
        ("events?sort=-day&after=WyJwbGFjZSIsMSwwLDEsMV0", 400, "that is no place in this list"),
        ("events?after=%00", 422, "after: "),
        (f"events?search={'x' * 201}", 422, "search: "),
        (f"events?search={'x' * 9000}", 414, "that address asks too much"),
        ("tension", 422, "between: "),
        ("tension?between=NOR", 422, "between: "),
        ("tension?between=NOR,SWE,FIN", 422, "between: "),
        ("tension?between=NOR,SWE&half_life=0", 422, "half_life: "),
        ("tension?between=NOR,SWE&since=2017&until=2019", 422, "1095 days; at most 366"),
        ("timeline?since=2019-03-05&until=2019-03-04", 422, "2019-03-04 is before 2019-03-05"),
        ("agenda?on=soon", 422, "on: "),
        ("agenda?days=1000", 422, "days: "),
        ("corrections?act=ponder", 422, "act: "),
    ],
)
def test_what_is_wrong_is_said_in_one_line(client: TestClient, asked: str, status: int, says: str) -> None:
    got = client.get(f"{API}/{asked}")
    assert got.status_code == status, got.text
    assert list(got.json()) == ["error"]
    assert says in got.json()["error"]
    assert "\n" not in got.json()["error"]
    assert ".db" not in got.json()["error"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_rows_cannot_be_written(client: TestClient, method: str) -> None:
    got = client.request(method, f"{API}/events")
    assert (got.status_code, got.headers["allow"], list(got.json())) == (405, "GET", ["error"])


def test_what_takes_too_long_is_given_up(examples_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create(examples_ledger, Settings(seconds=0.0)), HOME) as hurried:
        monkeypatch.setattr(sqlite, "STEPS", 50)  # so that a small ledger takes too long
        for asked in ("quotations.jsonl", "quotations", "timeline"):
            got = hurried.get(f"{API}/{asked}")
            assert (got.status_code, got.headers.get("retry-after")) == (503, "5"), got.text
            assert "took too long" in got.json()["error"]


@pytest.mark.parametrize("asked", ["", "events?actor=NOR", "events.jsonl", "agenda", "timeline", "tension?between=NOR,SWE", "corrections"])
def test_an_answer_is_not_sent_twice_until_something_changes(writable: TestClient, asked: str) -> None:
    first = writable.get(f"{API}/{asked}")
    tag = {"if-none-match": f'"another", {first.headers["etag"]}'}
    again = writable.get(f"{API}/{asked}", headers=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert writable.get(f"{API}/{asked}", headers={"if-none-match": '"another"'}).content == first.content
    rejected(writable)
    assert writable.get(f"{API}/{asked}", headers=tag).status_code == 200


def test_a_stream_that_breaks_off_is_no_whole_answer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(ledger: Ledger, *_: object) -> Iterator[list[Row]]:
        yield ledger.rows("event")[:3]
        raise LedgerError("interrupted; the question took too long")

    monkeypatch.setattr(Ledger, "walk", broken)
    with pytest.raises(RuntimeError, match="response already started"):  # so that the server ends the connection without the last chunk
        client.get(f"{API}/events.jsonl")


def test_an_etag_is_of_one_question_and_one_start(client: TestClient, examples_ledger: Path) -> None:
    tags = [client.get(f"{API}/events?limit={n}").headers["etag"] for n in (1, 2, 1)]
    assert tags[0] == tags[2] != tags[1]
    with TestClient(create(examples_ledger), HOME) as other:
        assert other.get(f"{API}/events?limit=1").headers["etag"] != tags[0]


def test_every_kind_is_described_with_its_filters(client: TestClient) -> None:
    spec = client.get(f"{API}/openapi.json").json()
    for kind, record in KINDS.items():
        asked = {p["name"]: p for p in spec["paths"][f"{API}/{plural(kind)}"]["get"]["parameters"]}
        assert set(asked) == {*allowed(kind), "sort", "after", "limit", *(("verdict", "field") if kind == "comparison" else ())}
        assert all(p["description"] for p in asked.values())
        assert list(spec["components"]["schemas"][record.__name__]["properties"]) == ["kind", *record.__struct_fields__]


def test_every_route_says_what_may_go_wrong_and_every_reference_leads_somewhere(client: TestClient) -> None:
    spec = client.get(f"{API}/openapi.json").json()
    for path, methods in spec["paths"].items():
        assert path.startswith(API)
        for method, told in methods.items():
            assert told["summary"], path
            assert {"304", "400", "401", "403", "404", "405", "413", "422", "503"} <= set(told["responses"]), (method, path)
    names = {one.rpartition("/")[2] for one in references(spec)}
    assert names <= set(spec["components"]["schemas"]), names - set(spec["components"]["schemas"])


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)
