"""The log of corrections on the command line, and pages that are read again after analysts decided."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from deciding import decide
from ledger_rows import ROWS
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.ledger import Ledger
from detente.records import Actor, Comparison, Quotation, Row, Run

Call = Callable[..., Result]
PAGE = (
    "Norway imposed sanctions on Peru on Monday. “We will not wait,” the Norwegian prime minister, Kari Lund, said in Oslo. "
    "About 300 Peruvian soldiers left the border with Bolivia. Peru will not talk to Norway, a Peruvian minister said.\n"
)
OTHER = (
    "Norway imposed sanctions on Peru on Monday. The Norwegian prime minister, Kari Lund, said that Norway would not wait. "
    "About 400 Peruvian soldiers left the border with Bolivia.\n"
)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.delenv("DETENTE_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *args, **more: CliRunner().invoke(app, [str(a) for a in args], **more)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add(ROWS)
        ledger.correct("edit", "e1", by="ann", changes={"status": "planned", "where": None}, note="not yet", at="2031-03-06T08:00:00Z")
        ledger.correct("reject", "q1", by="Zoë", at="2031-03-06T09:30:00Z")
        ledger.correct("undo", "q1", by="Zoë", at="2031-03-06T09:31:00Z")
    return tmp_path / "crisis.db"


def test_the_log_is_told(call: Call, book: Path) -> None:
    done = call("corrections", "--ledger", book)
    assert done.exit_code == 0
    told = [line.rstrip() for line in done.stdout.splitlines()[2:]]
    assert [line.split()[:6] for line in told if line[1:2].isdigit()] == [
        ["1", "2031-03-06", "08:00", "ann", "edit", "status:"],
        ["2", "2031-03-06", "09:30", "Zoë", "reject", "“We"],
        ["3", "2031-03-06", "09:31", "Zoë", "undo", "takes"],
    ]
    assert "status: actual → planned" in done.stdout
    assert "“not yet”" in done.stdout


def test_the_log_as_lines(call: Call, book: Path) -> None:
    lines = [json.loads(line) for line in call("corrections", "--ledger", book, "--by", "Zoë", "--format", "jsonl").stdout.splitlines()]
    assert [(line["number"], line["act"], line["row"], line["undoes"]) for line in lines] == [(2, "reject", "q1", None), (3, "undo", "q1", 2)]
    assert lines[0]["before"]["content"] == "We will not attack,"
    assert call("corrections", "--ledger", book, "--by", "nobody").stdout.strip() == "nobody has decided on a row here"


def test_the_log_is_checked(call: Call, book: Path) -> None:
    done = call("corrections", "--ledger", book, "--check")
    assert (done.exit_code, done.stdout.strip()) == (0, "every line is as it was written")
    with closing(sqlite3.connect(book)) as raw:
        raw.execute("DROP TRIGGER correction_no_update")
        raw.execute("""UPDATE correction SET before = '{"kind"' WHERE number = 2""")
        raw.commit()
    done = call("corrections", "--ledger", book, "--check")
    assert (done.exit_code, done.stdout.strip()) == (1, "2: the line is not as it was written")
    done = call("corrections", "--ledger", book)
    assert done.exit_code == 2
    assert "line 2 of the corrections was damaged; `detente corrections --check` names all such lines" in done.stderr


def test_reading_again_needs_a_ledger(call: Call, tmp_path: Path) -> None:
    done = call("read", tmp_path, "--again")
    assert (done.exit_code, done.stderr) == (2, "detente: --again reads anew what a ledger has; name its file with --ledger FILE, or in the variable DETENTE_LEDGER\n")


def said(rows: list[Row]) -> set[tuple[str, str | None]]:
    return {(q.content, q.speaker) for q in rows if isinstance(q, Quotation)}


def test_pages_are_read_again(call: Call, tmp_path: Path) -> None:
    """Without the tagger the reading is another, as a newer version's is."""
    pages, file = tmp_path / "pages", tmp_path / "crisis.db"
    pages.mkdir()
    for name, text in (("one.txt", PAGE), ("two.txt", OTHER)):
        (pages / name).write_text(text, "utf8")
    read = ("read", pages, "--ledger", file, "--published", "2024-03-14")
    assert call(*read).exit_code == 0
    with Ledger.open(file) as ledger:
        before = ledger.all()
        unchanged = f"{file}: {sum(not isinstance(row, Actor | Run) for row in before)} rows read anew, 0 changed"
        for more, says in (((), f"{file}: nothing new"), (("--again",), unchanged)):
            done = call(*read, *more)
            assert (done.exit_code, done.stdout.strip()) == (0, says)
            assert ledger.all() == before
        quotations, (sanction, *_) = ledger.rows("quotation"), ledger.rows("event", type="SANCTION")
        decide(ledger, *(f"ann accept {row.id}" for row in quotations), f"ann reject {sanction.id}", f"ben edit {ledger.rows('figure')[0].id} unit=men")
        held = ledger.all()
        assert call(*read, "--again").stdout.strip() == unchanged
        assert ledger.all() == held
        done = call(*read, "--again", "--fast")
        assert done.exit_code == 0
        assert re.search(r": \d+ rows read anew, [1-9]\d* changed, ", done.stdout)
        assert said(quotations) == said(ledger.rows("quotation"))
        assert ledger.rows("event", type="SANCTION") == [r for r in before if r.id != sanction.id and getattr(r, "type", "") == "SANCTION"]
        assert sanction.id not in {a.row for c in ledger.rows("comparison") if isinstance(c, Comparison) for a in c.accounts}
        after = ledger.all()
        assert call(*read, "--again", "--fast").stdout.strip().endswith(" rows read anew, 0 changed")
        assert ledger.all() == after
        assert ledger.audit() == []
