"""`detente serve`: what it refuses in one line before anybody can come in, what it says when it starts, and how it ends."""

from __future__ import annotations

import shutil
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.datastructures import Headers
from typer.testing import CliRunner

from detente.cli import app
from detente.ledger import Ledger, StoreError
from detente.ledger.migrate import MIGRATIONS
from detente.web import Settings
from detente.web.guard.senders import foreign
from tests.ledger_rows import ROWS
from tests.serving import serving

TOKEN = "a-token-of-forty-three-characters-or-more-0123456789"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "crisis.db"
    with Ledger.open(path) as ledger:
        ledger.add(ROWS)
    return path


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody has."""
    with socket.create_server(("127.0.0.1", 0)) as here:
        yield here.getsockname()[1]


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ([], "which ledger? detente serve FILE, or name it in the variable DETENTE_LEDGER"),
        (["nowhere.db"], "nowhere.db: no such ledger; `detente read SOURCE --ledger nowhere.db` makes one"),
        (["BOOK", "--host", ""], "--host is empty; leave it away to serve this machine alone"),
        (["BOOK", "--host", "0.0.0.0"], "0.0.0.0 can be reached from other machines; give a token that who comes must know (--token or DETENTE_TOKEN), say "),
        (["BOOK", "--host", "0.0.0.0", "--token", "abc"], "the token has 3 characters, fewer than 43; take this one, made just now: "),
        (["BOOK", "--host", "no such host", "--token", TOKEN], "no such host:8000 cannot be served: "),
        (["BOOK", "--allow-host", "http://crisis.example/"], "'http://crisis.example/' is no host name; --allow-host takes one as it stands in an address"),
        (["BOOK", "--allow-host", "crisis.example:80"], "'crisis.example:80' is no host name; --allow-host takes one as it stands in an address"),
        (["BOOK", "--port", "TAKEN"], "127.0.0.1:TAKEN cannot be served: Address already in use; give another --port (0 takes a free one) or --host"),
        (["BOOK", "--codebook", "nowhere"], "nowhere: no such folder; --codebook takes a folder laid out like "),
        (["BOOK", "--actors", "nowhere.csv"], "nowhere.csv: no such file; --actors takes a CSV, or a dictionary of TABARI or PETRARCH"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(args: list[str], error: str, book: Path, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_LEDGER", raising=False)
    monkeypatch.delenv("DETENTE_TOKEN", raising=False)
    done = CliRunner().invoke(app, ["serve", *(arg.replace("BOOK", str(book)).replace("TAKEN", str(taken)) for arg in args)])
    assert done.exit_code == 2
    assert done.stderr.startswith(f"detente: {error.replace('TAKEN', str(taken))}")
    assert done.stderr.count("\n") == 1


def test_ctrl_c_ends_it_without_a_trace_whoever_is_there(book: Path) -> None:
    with serving(book) as server:
        silent = socket.create_connection(("127.0.0.1", urlsplit(server.home).port or 0))
        with silent:
            silent.sendall(b"GET / HTTP/1.1\r\nHost: ")
            server.process.send_signal(signal.SIGINT)
            assert server.process.wait(20) in (130, -signal.SIGINT)
        assert server.said == f"detente: {server.home}  (stop with Ctrl+C)\n"


@pytest.mark.parametrize(
    ("host", "origin", "refused"),
    [
        ("crisis.example", "https://crisis.example", False),  # a proxy that speaks TLS with the browser
        ("crisis.example", "http://crisis.example", False),
        ("crisis.example", "https://evil.example", True),
        ("other.example", "https://other.example", True),
        ("127.0.0.1:8000", "https://127.0.0.1:8000", True),
    ],
)
def test_forms_come_through_a_proxy_under_an_allowed_name(host: str, origin: str, refused: bool) -> None:
    names = Settings(hosts=("crisis.example",)).names()
    assert bool(foreign("POST", "http", Headers({"host": host, "origin": origin, "sec-fetch-site": "same-origin"}), names)) is refused


@pytest.fixture
def older(book: Path, tmp_path: Path) -> Path:
    """A ledger as the version before wrote it."""
    path = Path(shutil.copy(book, tmp_path / "older.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER schema_version_no_delete")
        connection.execute("DELETE FROM schema_version WHERE version = (SELECT max(version) FROM schema_version)")
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


def test_an_older_ledger_that_is_only_read_is_left_as_it_is(older: Path) -> None:
    before = older.read_bytes()
    done = CliRunner().invoke(app, ["serve", str(older), "--read-only", "--port", "0"])
    assert done.exit_code == 2
    assert f"{older}: an older detente wrote it (version {len(MIGRATIONS) - 1} of the tables, this one reads {len(MIGRATIONS)})" in done.output.replace("\n", " ")
    assert "detente show run --ledger FILE" in done.output
    assert [path.name for path in older.parent.iterdir()] == ["older.db"]
    assert older.read_bytes() == before


def test_what_is_only_read_leaves_nothing_beside_it(book: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(book, tmp_path / "crisis.db"))
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.rows("event")
        with pytest.raises(StoreError, match="readonly"):
            ledger.retire([ledger.rows("event")[0].id])
    assert [one.name for one in tmp_path.iterdir()] == ["crisis.db"]
