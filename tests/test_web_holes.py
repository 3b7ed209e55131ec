"""Holes that were found and mended: slow and odd bodies, guessed tokens, sessions that servers or other sites undo, days at the ends of time."""

from __future__ import annotations

import io
import logging
import socket
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
import uvicorn
from fastapi.testclient import TestClient
from msgspec.structs import replace

from detente.exports import writer
from detente.ledger import Ledger
from detente.records import Article
from detente.web import Settings, create, running
from detente.web.guard import bodies, keys, tries
from detente.web.guard.keys import FIELD, HEADER, Keys
from tests.ledger_rows import ROWS
from tests.page_reading import HOME, asking, filled

TOKEN = "a-token-of-forty-three-characters-or-more-0123456789"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("holes") / "small.db", ROWS)


@pytest.fixture(scope="module")
def client(ledger: Path) -> Iterator[TestClient]:
    with asking(ledger) as made:
        yield made


def form_token(client: TestClient, path: str) -> str:
    """The form token of a page of ours; the client keeps its cookie."""
    return client.get(path).text.split(f'name="{FIELD}"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


@pytest.mark.parametrize("code", ["unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "utf-16", "latin-1", '"unicode_escape"', "utf-8; charset=unicode_escape", "utf-8x"])
@pytest.mark.parametrize("path", ["/review/decide", "/review/add", "/review/edit/e1", "/review/as"])
def test_a_form_in_another_code_than_utf8_is_refused(client: TestClient, path: str, code: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="article"\r\n\r\n\\ud800\r\n--b--\r\n'
    for kind in (f"multipart/form-data; boundary=b; charset={code}", f"multipart/form-data; boundary=b; Charset*=utf-8''{code}", f"{FORM};charset = {code}"):
        assert client.post(path, content=body, headers={"content-type": kind}).status_code == 415, kind


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=utf-8", f'{FORM}; charset="UTF-8"', f"{FORM};charset=utf8"])
def test_a_form_in_utf8_is_read(client: TestClient, kind: str) -> None:
    answer = client.post("/review/decide", content=f"act=accept&row=ñ&{FIELD}=x", headers={"content-type": kind})
    assert (answer.status_code, "no longer valid" in answer.text) == (403, True)


@pytest.mark.parametrize("day", ["0001", "0001-01", "0001-01-01", "0001-06-01", "9999-12-31", "9999-12", "9999"])
def test_the_ends_of_time_have_their_pages(client: TestClient, day: str) -> None:
    for path in (f"/?on={day}", f"/map?until={day}", f"/map?since={day}", f"/actors/RUS?since={day}", f"/actors/RUS?until={day}", f"/rows/event?since={day}&until={day}"):
        assert client.get(path).status_code in (200, 404), path


def test_a_ledger_of_the_last_day_opens(tmp_path: Path) -> None:
    last = [replace(row, published="9999-12-31") if isinstance(row, Article) else row for row in ROWS]
    with asking(filled(tmp_path / "last.db", last)) as client:
        assert [client.get(path).status_code for path in ("/", "/map", "/calendar", "/actors", "/rows/event")] == [200] * 5


def test_who_guesses_tokens_has_to_wait(ledger: Path) -> None:
    app = create(ledger, Settings(token=TOKEN))
    with TestClient(app, HOME, follow_redirects=False) as inside, TestClient(app, HOME, follow_redirects=False) as outside:
        assert inside.post("/enter", data={"token": TOKEN, FIELD: form_token(inside, "/enter")}).status_code == 303
        right = {"token": TOKEN, FIELD: form_token(outside, "/enter")}
        assert [outside.post("/enter", data={"token": str(n), FIELD: "x"}).status_code for n in range(tries.MOST)] == [403] * tries.MOST, "no form of ours: not even a guess"
        half = tries.MOST // 2
        assert [outside.get("/api/v1/events", headers={"authorization": f"Bearer {n}"}).status_code for n in range(half)] == [401] * half
        assert [outside.post("/enter", data=right | {"token": str(n)}).status_code for n in range(tries.MOST - half)] == [403] * (tries.MOST - half)
        for late in (outside.post("/enter", data=right), outside.get("/api/v1/events", headers={"authorization": f"Bearer {TOKEN}"})):
            assert late.status_code == 429, "even the right one"
            assert 1 <= int(late.headers["retry-after"]) <= tries.SECONDS
        assert inside.get("/rows/event").status_code == 200, "who is in stays in"


def test_wrong_tokens_are_counted_by_address_and_forgotten() -> None:
    now = [0.0]
    counted = tries.Tries(lambda: now[0])
    for n in range(tries.MOST):
        assert counted.wait("10.0.0.1") == 0
        now[0] = float(n)
        counted.wrong("10.0.0.1")
    assert (counted.wait("10.0.0.1"), counted.wait("10.0.0.2")) == (tries.SECONDS - now[0], 0)
    now[0] = tries.SECONDS + 0.5
    assert counted.wait("10.0.0.1") == 0, "the first is a minute ago"
    counted.wrong("10.0.0.1")
    assert counted.wait("10.0.0.1") == 1, "and the second nearly"
    for n in range(tries.KNOWN):
        counted.wrong(f"10.1.{n // 256}.{n % 256}")
    assert counted.wait("10.0.0.1") == 0, "only so many addresses are remembered"


def test_who_came_in_is_let_in_for_half_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Keys(TOKEN)
    for left, known in ((60, True), (-1, False)):
        monkeypatch.setattr(keys, "LASTS", left)
        session = made.session(known=True)
        assert (made.is_session(session), made.is_known(session)) == (True, known)
    guest = made.session()
    forged = f"k{int(time.time()) + 60:x}" + guest[1:]
    assert (made.is_known(guest), made.is_known(forged), made.is_known("k"), made.is_known("k~.")) == (False, False, False, False)


def test_two_servers_of_one_machine_leave_each_others_sessions_alone(ledger: Path) -> None:
    with TestClient(create(ledger), HOME) as one, TestClient(create(ledger), "http://127.0.0.1:8001") as two:
        token = form_token(one, "/review/as")
        two.cookies = one.cookies  # as a browser: cookies know no ports
        two.get("/review/as")
        assert one.post("/review/as", data={FIELD: token, "name": "Ada"}, follow_redirects=False).status_code == 303


def test_a_page_that_an_error_is_logged_of_writes_no_signs_of_its_own(ledger: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create(ledger)

    @app.get("/broken/{name}")
    def broken(name: str) -> None:
        raise RuntimeError

    with caplog.at_level(logging.ERROR, "detente.web"):
        TestClient(app, HOME).get("/broken/x%0Aerror%20of%20nobody%1B[2J")
    assert "/broken/x\\nerror of nobody\\x1b[2J" in caplog.messages[0]


@pytest.fixture
def quick(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server that waits for nobody longer than half a second."""
    monkeypatch.setattr(running, "IDLE", 0.5)
    monkeypatch.setattr(bodies, "SECONDS", 0.5)
    with running.bound(Settings(port=0)) as listening:
        server = uvicorn.Server(running.configured(create(ledger)))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(20)


def heard(port: int, *pieces: bytes, apart: float = 0.2) -> bytes:
    """What comes back until the connection is ended, while the pieces are sent one after the other."""
    with socket.create_connection(("127.0.0.1", port), timeout=15) as one:
        for n, piece in enumerate(pieces):
            time.sleep(apart if n else 0)
            try:
                one.sendall(piece)
            except OSError:
                break  # it was ended
        out = b""
        try:
            while piece := one.recv(65_536):
                out += piece
        except ConnectionResetError:
            pass
        return out


def test_a_head_that_does_not_come_to_an_end_is_given_up(quick: int) -> None:
    assert heard(quick) == b"", "nothing is said"
    assert heard(quick, b"GET / HTTP/1.1\r\n", *(b"x: y\r\n" for _ in range(30))) == b"", "or a little at a time"
    whole = b"GET /static/mark.svg HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    assert heard(quick, whole[:9], whole[9:]).startswith(b"HTTP/1.1 200"), "in pieces, but in time"
    assert heard(quick, whole + whole[:9]).count(b"HTTP/1.1 200") == 1, "a second one begins"


def test_a_body_that_does_not_come_to_an_end_is_given_up(quick: int) -> None:
    head = f"POST /review/decide HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nContent-Length: 1000\r\n\r\n".encode()
    assert heard(quick, head, *(b"a=b&" for _ in range(10))).startswith(b"HTTP/1.1 408")
    assert heard(quick, head.replace(b"1000", b"4"), b"a=b&").startswith(b"HTTP/1.1 403"), "in time: only its form is none of ours"


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("kind", ["event", "quotation", "duplicate"])
def test_a_file_is_written_a_few_rows_at_a_time_and_is_the_same(client: TestClient, ledger: Path, monkeypatch: pytest.MonkeyPatch, kind: str, form: str) -> None:
    monkeypatch.setattr(import_module("detente.web.routes.rows"), "AT_ONCE", 2)
    with Ledger.open(ledger) as opened:
        whole = io.BytesIO()
        writer(form)(opened.rows(kind), whole, (kind,))
    got = client.get(f"/rows/{kind}.{form}").content
    if form == "parquet":
        assert parquet.read_table(io.BytesIO(got)).equals(parquet.read_table(whole))
    else:
        assert got == whole.getvalue()


def test_a_form_token_that_is_no_ascii_is_no_token(client: TestClient) -> None:
    client.get("/review/as")
    for wrong in ("ü", "\udcff"):
        assert client.post("/review/as", data={"name": "Ada"}, headers={HEADER: wrong.encode("utf8", "surrogatepass")}).status_code == 403
