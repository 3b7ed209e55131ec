"""Who is let in: requests by another name, from pages of others, with forms that are not ours, are refused whatever they ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient

from detente.web import Settings, create
from detente.web.guard.keys import COOKIE as BASE
from detente.web.guard.keys import FIELD, HEADER
from tests.ledger_rows import ROWS
from tests.page_reading import HOME, asking, filled

TOKEN = "a-token-of-forty-three-characters-or-more-0123456789"
COOKIE = f"{BASE}-8000"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("guard") / "small.db", ROWS)


@pytest.fixture(scope="module")
def client(ledger: Path) -> Iterator[TestClient]:
    """A server for this machine alone."""
    with asking(ledger) as made:
        yield made


@pytest.fixture
def closed(ledger: Path) -> Iterator[TestClient]:
    """A server that asks for a token; its form to give it is the one that every server has."""
    with TestClient(create(ledger, Settings(token=TOKEN)), HOME, follow_redirects=False) as made:
        yield made


NAMES_REFUSED = (
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "127.0.0.1.evil.example:8000",
    "localhost.evil.example",
    "evil-localhost",
    "localhost.",
    "127.0.0.2",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0:8000",
    "",
    ":8000",
    "[::]:8000",
    "[::ffff:7f00:1]:8000",
    "[0:0:0:0:0:0:0:1%lo]:8000",
    "::1",
    "127.0.0.1:8000:80",
    "127.0.0.1:",
    "127.0.0.1:99999",
    "127.0.0.1:80 evil.example",
    "127.0.0.1@evil.example",
    "evil.example@127.0.0.1:8000",
    "127.0.0.1/evil.example",
    "127.0.0.1,evil.example",
    "localhost#.evil.example",
)
NAMES_KNOWN = ("127.0.0.1", "127.0.0.1:8000", "127.0.0.1:1", "localhost", "LocalHost:8000", "[::1]", "[::1]:8000")


@pytest.mark.parametrize("host", NAMES_REFUSED)
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    for path in ("/rows/event", "/static/style.css", "/api/v1/openapi.json", "/nowhere"):
        answer = client.get(path, headers={"host": host})
        assert (answer.status_code, "events" in answer.text) == (403, False), path


def test_two_host_names_are_refused(client: TestClient) -> None:
    for second in ("evil.example", "127.0.0.1:8000"):
        assert client.get("/rows/event", headers=[("host", "127.0.0.1:8000"), ("host", second)]).status_code == 403


@pytest.mark.parametrize("host", NAMES_KNOWN)
def test_this_machine_by_its_names_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/rows/event", headers={"host": host}).status_code == 200


def test_a_forwarded_name_counts_for_nothing(client: TestClient) -> None:
    forwarded = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example", "x-forwarded-proto": "https"}
    assert client.get("/rows/event", headers=forwarded).status_code == 200
    assert client.get("/rows/event", headers={"host": "evil.example", "x-forwarded-host": "127.0.0.1:8000"}).status_code == 403


READS_REFUSED = (
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "nonsense"},
)


@pytest.mark.parametrize("headers", READS_REFUSED)
def test_a_page_of_another_site_reads_nothing(client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/rows/event", "/rows/event.jsonl"):
        assert client.get(path, headers=headers).status_code == 403


def test_a_link_of_another_site_may_lead_here(client: TestClient) -> None:
    for headers in ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {}):
        answer = client.get("/rows/event", headers=headers)
        assert answer.status_code == 200
        assert "access-control-allow-origin" not in answer.headers


# Of a form that is right but for these.
SENT_REFUSED = (
    {"origin": "null"},
    {"origin": "http://evil.example"},
    {"origin": "http://evil.example:8000"},
    {"origin": "http://127.0.0.1"},
    {"origin": "http://127.0.0.1:8001"},
    {"origin": "https://127.0.0.1:8000"},
    {"origin": "http://localhost:8000"},
    {"origin": "http://127.0.0.1:8000.evil.example"},
    {"origin": "http://127.0.0.1:8000@evil.example"},
    {"origin": "http://127.0.0.1:8000/"},
    {"origin": "127.0.0.1:8000"},
    {"origin": ""},
    {"origin": "file://"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    {"origin": HOME, "sec-fetch-site": "cross-site"},
    {"host": "evil.example:8000", "origin": "http://evil.example:8000"},
)
SENT_KNOWN = ({}, {"origin": HOME}, {"origin": "HTTP://127.0.0.1:8000"}, {"origin": HOME, "sec-fetch-site": "same-origin"})


def form(client: TestClient) -> dict[str, str]:
    """The form of the token as the page gives it, filled in right; the client keeps its cookie."""
    page = client.get("/enter").text
    return {"token": TOKEN, FIELD: page.split(f'name="{FIELD}"', 1)[1].split('value="', 1)[1].split('"', 1)[0]}


@pytest.mark.parametrize("headers", SENT_REFUSED)
def test_a_form_sent_by_another_page_is_refused(closed: TestClient, headers: dict[str, str]) -> None:
    answer = closed.post("/enter", data=form(closed), headers=headers)
    assert answer.status_code == 403
    assert closed.get("/rows/event").status_code == 303, "not let in"


@pytest.mark.parametrize("headers", SENT_KNOWN)
def test_our_own_form_is_taken(closed: TestClient, headers: dict[str, str]) -> None:
    assert closed.post("/enter", data=form(closed), headers=headers).status_code == 303
    assert closed.get("/rows/event").status_code == 200


def test_a_form_needs_the_token_of_its_own_session(closed: TestClient, ledger: Path) -> None:
    right = form(closed)
    for wrong in ("", "x", right[FIELD][:-1], right[FIELD][:-1] + ("0" if right[FIELD][-1] != "0" else "1"), right[FIELD].upper(), right[FIELD] * 2, "ü", "\x00"):
        assert closed.post("/enter", data=right | {FIELD: wrong}).status_code == 403, wrong
    assert closed.post("/enter", data={"token": TOKEN}).status_code == 403, "none"
    assert closed.post("/enter", data=right, headers={HEADER: "x"}).status_code == 403, "in the header another than in the form"
    assert closed.post("/enter", files={FIELD: ("a", right[FIELD])}, data={"token": TOKEN}).status_code == 403, "a file in its place"
    with TestClient(create(ledger, Settings(token=TOKEN)), HOME, follow_redirects=False) as another_start:
        another_start.cookies.update(closed.cookies)
        assert another_start.post("/enter", data=right).status_code == 403, "of a server that ran before"


def test_a_form_of_another_session_is_refused(closed: TestClient) -> None:
    other = form(closed)
    own = str(closed.cookies[COOKIE])
    closed.cookies.clear()
    mine = form(closed)
    assert mine[FIELD] != other[FIELD]
    assert closed.post("/enter", data=mine | {FIELD: other[FIELD]}).status_code == 403
    for cookie in ("", "x", own[:-1], own.replace("g", "k", 1), own + "x"):
        closed.cookies.clear()
        assert closed.post("/enter", data=other, headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 403, cookie
    closed.cookies.clear()
    assert closed.post("/enter", data=other).status_code == 403, "no session at all"


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper()])
def test_without_the_token_nothing_is_told(closed: TestClient, token: str) -> None:
    for path in ("/", "/rows/event", "/rows/event.csv", "/nowhere", "/enter/../rows/event", "//rows/event"):
        answer = closed.get(path, headers={"authorization": f"Bearer {token}"} if token else {})
        assert (answer.status_code, answer.headers.get("location")) == (303, "/enter"), path
    assert closed.get("/api/v1/events", headers={"authorization": f"Bearer {token}"}).status_code == 401
    assert closed.post("/enter", data=form(closed) | {"token": token}).status_code in (403, 422)
    assert closed.get("/rows/event").status_code == 303


def test_a_program_gives_the_token_with_each_request(closed: TestClient) -> None:
    assert closed.get("/rows/event.jsonl", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert closed.get("/rows/event.jsonl", headers={"authorization": f"Basic {TOKEN}"}).status_code == 303
    assert closed.get(f"/rows/event?token={TOKEN}").status_code == 303, "an address is written down in too many places to hold one"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "OPTIONS", "MADEUP"])
def test_no_other_method_changes_a_table(client: TestClient, method: str) -> None:
    answer = client.request(method, "/rows/event", headers={"origin": HOME})
    assert answer.status_code == 405


def test_what_is_too_much_is_refused(client: TestClient) -> None:
    assert client.get("/rows/event", params={"search": "x" * 9_000}).status_code == 414
    assert client.post("/enter", content=b"x" * 300_000).status_code == 413
    assert client.post("/enter", content=(b"x" * 1_000 for _ in range(300)), headers={"content-type": "application/x-www-form-urlencoded"}).status_code in (400, 413)
    assert client.post("/enter", content=b"", headers={"content-length": "-1"}).status_code == 413


WITH_HEADERS = ("/rows/event", "/rows/event.csv", "/nowhere", "/static/style.css", "/static/nothing.css", "/rows/nothing", "/api/v1/nothing", "/row/nothing")


@pytest.mark.parametrize("path", WITH_HEADERS)
def test_every_answer_carries_the_same_headers(client: TestClient, path: str) -> None:
    for headers in ({}, {"host": "evil.example"}):
        answer: httpx2.Response = client.get(path, headers=headers)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert not any(word in policy for word in ("unsafe", "*", "data:", "http"))
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "server" not in answer.headers
        assert "cache-control" in answer.headers


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/static/style.css?v=1", "private, max-age=86400"), ("/static/offsets.js", "private, no-cache"), ("/rows/event", "no-store"), ("/api/v1/events", "no-store")],
)
def test_what_has_no_version_in_its_address_is_asked_for_again(client: TestClient, path: str, kept: str) -> None:
    answer = client.get(path)
    assert answer.headers["cache-control"] == kept
    if kept.startswith("private"):
        assert client.get(path, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_the_cookie_is_of_this_site_alone(client: TestClient) -> None:
    client.cookies.clear()
    told = client.get("/rows/event").headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=lax" in told
    assert "domain" not in told


def test_an_error_of_ours_tells_nothing_of_itself(ledger: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create(ledger)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("the secret is 12345")

    answer = TestClient(app, HOME).get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "the secret is 12345" in caplog.text, "the log has it"
