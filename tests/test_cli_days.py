"""The commands over days: timeline, tension, their forms and their refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ledger_rows import MASSED, ROWS, STORY
from typer.testing import CliRunner

from detente.cli import app
from detente.ledger import Ledger


@pytest.fixture
def book(tmp_path: Path) -> str:
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add(ROWS)
    return str(tmp_path / "crisis.db")


def printed(*arguments: str) -> list[dict[str, object]]:
    done = CliRunner().invoke(app, [*arguments, "--format", "jsonl"])
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_storys_timeline_is_that_of_its_reports(book: str) -> None:
    assert printed("timeline", "--ledger", book, "--story", STORY.id) == printed("timeline", "--ledger", book)


def test_the_agenda_is_that_of_the_last_report_where_no_day_is_named(book: str) -> None:
    assert printed("agenda", "--ledger", book) == printed("agenda", "--ledger", book, "--on", "2031-03-05") != []


def test_tension_counts_happenings_on_their_day(book: str) -> None:
    (line,) = printed("tension", "--ledger", book, "--between", "TRN", "ORS")
    assert (line["dyad"], line["day"], line["n"], line["conflict"], line["moved"]) == (["ORS", "TRN"], "2031-03-03", 1, 5.0, [MASSED.id])
    assert printed("tension", "--ledger", book, "--between", "ORS", "TRN") == [line]
    assert printed("tension", "--ledger", book, "--between", "Orsa", "Tarn") == [line]
    assert printed("tension", "--ledger", book, "--between", "TRN", "ORS", "--until", "2031-03-02") == []
    (faded, *_) = printed("tension", "--ledger", book, "--until", "2031-03-10", "--since", "2031-03-10", "--half-life", "3.5")
    assert (faded["day"], faded["n"], faded["so_far"], faded["conflict"]) == ("2031-03-10", 0, 1, 1.25)


def test_tension_draws(book: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["tension", "--ledger", book, "--chart", str(tmp_path / "t.svg")])
    assert (done.exit_code, done.stderr) == (0, f"wrote {tmp_path / 't.svg'}\n")
    assert "<svg" in (tmp_path / "t.svg").read_text("utf8")
    done = CliRunner().invoke(app, ["tension", "--ledger", book, "--chart", str(tmp_path / "t.gif")])
    assert done.exit_code == 2
    assert "end the name with .svg, .png, .html" in done.stderr


def test_tension_of_sides_that_nobody_tells_of(book: str) -> None:
    done = CliRunner().invoke(app, ["tension", "--ledger", book, "--between", "PER", "CHL"])
    assert (done.exit_code, done.stdout.startswith("nothing between PER and CHL")) == (0, True)
