"""REST: rows are those of the ledger in its order and as they are printed, whatever way they are asked for; what is wrong is said in one line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from detente.codebook import Codebook
from detente.exports.jsonl import line
from detente.ledger import Ledger, sqlite
from detente.ledger.filters import allowed
from detente.records import KINDS, Citing, Row
from detente.views import agenda, plans, tension, timeline
from detente.views.kinds import plural
from detente.views.reader import Reader
from detente.web import Settings, create
from detente.web.routes.api import rows, windows
from tests.conftest import Command

HOME = "http://127.0.0.1:8000"
API = "/api/v1"


@pytest.fixture(scope="module")
def client(examples_ledger: Path) -> Iterator[TestClient]:
    with TestClient(create(examples_ledger), HOME, follow_redirects=False) as made:
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
    ("position", {"issue": "fish"}),
    ("figure", {"since": "2019-03-04", "until": "2019-03-04"}),
    ("promise", {"status": "open"}),
    ("meeting", {"actor": "FIN"}),
    ("comparison", {"type": "differs", "issue": "figure"}),
    ("comparison", {"outlet": "Northern Standard", "search": "troops"}),
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
    assert got == lines(lambda out: agenda.write(dated(ledger), day, out))
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


def test_an_etag_is_of_one_question_and_one_start(client: TestClient, examples_ledger: Path) -> None:
    tags = [client.get(f"{API}/events?limit={n}").headers["etag"] for n in (1, 2, 1)]
    assert tags[0] == tags[2] != tags[1]
    with TestClient(create(examples_ledger), HOME) as other:
        assert other.get(f"{API}/events?limit=1").headers["etag"] != tags[0]


# --- corrections --------------------------------------------------------------------------------------------------------------------------


def rejected(client: TestClient) -> dict[str, Any]:
    """The line of the log of an event that is rejected."""
    event = client.get(f"{API}/events?limit=1").json()["rows"][0]
    done = client.post(f"{API}/corrections", json={"act": "reject", "row": event["id"], "by": "Ada"})
    assert done.status_code == 200, done.text
    line: dict[str, Any] = done.json()
    return line


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
        (b'{"act": "ponder", "by": "A"}', 422, "Invalid enum value 'ponder'"),
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


# --- OpenAPI ------------------------------------------------------------------------------------------------------------------------------


def test_every_kind_is_described_with_its_filters(client: TestClient) -> None:
    spec = client.get(f"{API}/openapi.json").json()
    for kind, record in KINDS.items():
        asked = {p["name"]: p for p in spec["paths"][f"{API}/{plural(kind)}"]["get"]["parameters"]}
        assert set(asked) == {*allowed(kind), "sort", "after", "limit"}
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
