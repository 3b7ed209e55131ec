"""A ledger in a file: what is no ledger is refused in one line, what was acknowledged stays, many may use it at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from ledger_rows import BROKEN, ROWS
from msgspec.structs import replace

from detente.ledger import Ledger, LedgerError, migrate

HERE = Path(__file__).parent
TRICKY = "crisis #1? 100%.db"


def sheet(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()
    return path


def of_tomorrow(path: Path) -> Path:
    Ledger.open(path).close()
    return sheet(path, "INSERT INTO schema_version VALUES (99)")


def noise(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 64)
    return path


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (noise, "file is not a database; it is no ledger"),
        (lambda path: sheet(path, "CREATE TABLE event (id)"), "a database of something else, not a ledger"),
        (lambda path: sheet(path, "CREATE TABLE schema_version (version)"), "a database of something else, not a ledger"),
        (of_tomorrow, rf"a newer detente wrote it \(version 99 of the tables, this one knows {len(migrate.MIGRATIONS)}\); update detente"),
        (a_folder, "that is a folder; a ledger is a file"),
        (lambda path: path / "deeper.db", "the folder .* is not there; make it first"),
        (lambda _: "postgresql://host/db", "ledgers are files"),
    ],
)
def test_what_is_no_ledger_is_refused_and_left_alone(make, error: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = make(tmp_path / "crisis.db")
    before = path.read_bytes() if isinstance(path, Path) and path.is_file() else None
    with pytest.raises(LedgerError, match=error) as told:
        Ledger.open(path)
    assert str(told.value).startswith(str(path))
    assert "\n" not in str(told.value)
    assert before is None or path.read_bytes() == before


def test_a_missing_ledger_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger; `detente read SOURCE --ledger"):
        Ledger.open(tmp_path / "crisis.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_it_is_there_when_opened_again(tmp_path: Path) -> None:
    for name in (tmp_path / TRICKY, f"sqlite:///{tmp_path / 'plain.db'}"):
        with Ledger.open(name) as ledger:
            ledger.add(ROWS)
        with Ledger.open(name, create=False) as ledger:
            assert len(ledger.all()) == len(ROWS)
            assert ledger.add(ROWS) == {}
    assert {p.name for p in tmp_path.iterdir()} == {TRICKY, "plain.db"}


def test_an_older_ledger_is_kept_beside_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    file = tmp_path / "crisis.db"
    with Ledger.open(file) as ledger:
        ledger.add(ROWS)
    monkeypatch.setattr(migrate, "MIGRATIONS", (*migrate.MIGRATIONS, lambda c: c.exec_driver_sql("CREATE TABLE wish (seq INTEGER PRIMARY KEY)")))
    with Ledger.open(file) as ledger:
        assert len(ledger.all()) == len(ROWS)
    with closing(sqlite3.connect(file)) as new, closing(sqlite3.connect(tmp_path / f"crisis.db.v{len(migrate.MIGRATIONS) - 1}.backup")) as old:
        assert [v for (v,) in new.execute("SELECT version FROM schema_version")] == list(range(1, len(migrate.MIGRATIONS) + 1))
        assert [v for (v,) in old.execute("SELECT version FROM schema_version")] == list(range(1, len(migrate.MIGRATIONS)))
        assert old.execute("SELECT count(*) FROM entries").fetchone() == (len(ROWS),)


def test_rows_that_fail_halfway_leave_nothing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add(ROWS[:3])
        with pytest.raises(TypeError):
            ledger.add([BROKEN, replace(BROKEN, id="x9", reason=object())])  # type: ignore[arg-type]
        assert ledger.rows("quarantined") == []


WRITER = """
import sys
from ledger_rows import BROKEN
from msgspec.structs import replace
from detente.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
for batch in range(1000):
    ledger.add(replace(BROKEN, id=f"{batch:04}-{n:03}") for n in range(300))
    print(batch, flush=True)
"""


@pytest.mark.parametrize("after", [1, 3, 6])
def test_a_killed_run_leaves_whole_batches(after: int, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}"}
    with subprocess.Popen([sys.executable, "-c", WRITER, tmp_path / "crisis.db"], env=environment, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        for _ in range(after):
            writer.stdout.readline()
        time.sleep(0.003 * after)  # somewhere inside the next batch
        writer.send_signal(signal.SIGKILL)
        told = after + len(writer.stdout.readlines())
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        found = [row.id for row in ledger.rows("quarantined")]
        assert len(found) in (told * 300, (told + 1) * 300)
        again = (replace(BROKEN, id=f"{batch:04}-{n:03}") for batch in range(told + 1) for n in range(300))
        ledger.add(again)
        assert [row.id for row in ledger.rows("quarantined")] == [f"{batch:04}-{n:03}" for batch in range(told + 1) for n in range(300)]
    with closing(sqlite3.connect(tmp_path / "crisis.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


FULL = """
import resource, signal, sys
from ledger_rows import BROKEN
from msgspec.structs import replace
from detente.ledger import Ledger, LedgerError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
ledger = Ledger.open(sys.argv[1])
ledger.add([BROKEN])
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    ledger.add(replace(BROKEN, id=f"{n:05}", reason="x" * 500) for n in range(20_000))
except LedgerError as e:
    print(e)
"""


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}"}
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path / "crisis.db"], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.startswith(f"{tmp_path / 'crisis.db'}: "), done.stderr
    assert "what was in the ledger is intact" in done.stdout
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        assert ledger.rows("quarantined") == [BROKEN]


def test_writers_and_readers_at_once(tmp_path: Path) -> None:
    file = tmp_path / "crisis.db"
    Ledger.open(file).close()

    def write(name: str) -> None:
        with Ledger.open(file) as ledger:
            for batch in range(5):
                ledger.add(replace(BROKEN, id=f"{name}-{batch}-{n}") for n in range(50))

    def look(_: int) -> None:
        with Ledger.open(file) as ledger:
            for _ in range(10):
                assert len(ledger.rows("quarantined")) % 50 == 0

    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(write, name) for name in "ab"] + [pool.submit(look, n) for n in range(4)]
        for future in done:
            future.result()
    with Ledger.open(file) as ledger:
        assert len({row.id for row in ledger.rows("quarantined")}) == 500
