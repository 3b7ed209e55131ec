"""A ledger's file that goes, is replaced, or is written by somebody else while it is open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from ledger_rows import ROWS

from detente.ledger import Ledger, LedgerError, StoreError, sqlite
from detente.web import create

LAST = len(ROWS) // 2


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed ledger of half of the rows."""
    with Ledger.open(tmp_path / "crisis.db") as made:
        made.add(ROWS[:LAST])
    return tmp_path / "crisis.db"


@pytest.fixture
def reader(path: Path) -> Iterator[Ledger]:
    """As opened by one who may not write."""
    with Ledger._ready(sqlite.engine(path, writable=False), path, False) as opened:
        yield opened


def another(path: Path) -> None:
    other = path.with_name("other.db")
    shutil.copy(path, other)
    other.replace(path)


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


@pytest.mark.parametrize("happens", [Path.unlink, another, moved])
def test_nobody_goes_on_with_a_file_that_is_another(path: Path, happens: object) -> None:
    with Ledger.open(path) as ledger:
        before = ledger.counts()
        happens(path)  # type: ignore[operator]
        there = path.exists()
        for _ in range(2):
            with pytest.raises(StoreError, match=r"crisis\.db: the file was taken away, or another has taken its place"):
                ledger.counts()
            with pytest.raises(StoreError):
                ledger.add(ROWS)
        assert path.exists() == there, "no empty ledger is made in its place"
    if there:
        with Ledger.open(path) as ledger:
            assert ledger.counts() == before


def test_another_folder_to_work_in_is_no_other_file(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with Ledger.open(path.name) as ledger:
        before = ledger.counts()
        os.chdir("/")
        assert ledger.counts() == before


def test_who_may_not_write_sees_what_others_write(path: Path, reader: Ledger) -> None:
    before = reader.head
    with Ledger.open(path) as writer:
        for n in range(LAST, len(ROWS)):
            writer.add(ROWS[n : n + 1])
            assert (reader.head, reader.counts()) == (writer.head, writer.counts()), "while it is open, from its log"
        after = writer.counts()
    assert (reader.counts(), reader.head > before) == (after, True), "and when it is closed"
    with pytest.raises(LedgerError, match="nothing can be written there"):
        reader.add(ROWS[:1], again=True)


def test_who_may_not_write_sees_the_file_that_has_the_name(path: Path, reader: Ledger) -> None:
    before = reader.counts()
    with Ledger.open(path.with_name("other.db")) as other:
        other.add(ROWS)
        after = other.counts()
    path.with_name("other.db").replace(path)
    assert before != reader.counts() == after


def test_a_server_says_that_its_ledger_is_gone(path: Path) -> None:
    with TestClient(create(path), "http://127.0.0.1:8000") as client:
        assert client.get("/rows/event").status_code == 200
        another(path)
        for asked in ("/rows/event", "/", "/api/v1/events"):
            answer = client.get(asked)
            assert (answer.status_code, "the file was taken away" in answer.text, str(path.parent) in answer.text) == (503, True, False), asked


def test_a_search_takes_a_few_stars(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.page("event", {"search": "a* b* c* d* " + "a* " * 50}).rows == ()
        with pytest.raises(LedgerError, match="at most 4 words with a star"):
            ledger.page("event", {"search": "a* b* c* d* e*"})
