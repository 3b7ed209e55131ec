"""The command: what it prints, what it stores, what it refuses in one line, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_rows import ROWS
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.ledger import Ledger
from detente.records import KINDS
from detente.version import VERSION

Call = Callable[..., Result]
PAGE = "Norway’s foreign minister, Ada Quist, said on Monday that her country would not sell arms to Finland.\n\nNorway and Finland will meet in Riga on Friday.\n"
OTHER = "Finland massed 3,000 troops on the Norwegian border on Tuesday, Norway said.\n\n“We demand that they leave,” Ada Quist said.\n"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.delenv("DETENTE_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *args, **more: CliRunner().invoke(app, [str(a) for a in args], **more)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "crisis.db"
    with Ledger.open(path) as ledger:
        ledger.add(ROWS)
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(PAGE, "utf8")
    (folder / "two.txt").write_text(OTHER, "utf8")
    return folder


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (
            ["nonsense"],
            "No such command 'nonsense'. There are read, show, compare, resolve, explain, export, timeline, agenda, tension, evaluate, agreement, corrections, serve, codebook.",
        ),
        (["codebook", "nonsense"], "No such command 'nonsense'. There are check, show."),
        (["codebook", "check", "no.such-rule"], "no rule's name begins with 'no.such-rule'; `detente codebook show FILE` lists them"),
        (["read", "x.txt", "--format", "csv"], "csv on standard output holds one kind of row: name it (--kinds event), or give --out DIR for a file a kind"),
        (["read", "x.txt", "--format", "parquet", "--kinds", "event", "--out", "BOOK"], "BOOK: File exists; give another --out"),
        (["read", "x.txt", "--out", "rows"], "--out rows is for files; say which with --format csv, parquet or jsonl"),
        (["read"], "Missing argument 'SOURCE'."),
        (["read", "x.txt", "--colour"], "No such option: --colour"),
        (["read", "x.txt", "--format", "xml"], "Invalid value for '--format': 'xml' is not one of 'table', 'jsonl', 'csv', 'parquet'."),
        (["read", "x.txt", "--kinds", "event,vents"], f"no kind of row is called 'vents'; there are {', '.join(KINDS)}"),
        (["read", "x.txt", "--published", "2022-02-30"], "Invalid value for '--published': '2022-02-30' is no day; write 2022-01-18, 2022-01 or 2022"),
        (["read", "x.txt", "--workers", "0"], "Invalid value for '--workers': "),
        (["read", "x.txt", "--ledger", "/no/such/folder/x.db"], "/no/such/folder/x.db: the folder /no/such/folder is not there; make it first"),
        (["show", "vents", "--ledger", "x.db"], f"no kind of row is called 'vents'; there are {', '.join(KINDS)}"),
        (["show", "event"], "which ledger? Name its file with --ledger FILE, or in the variable DETENTE_LEDGER"),
        (["show", "event", "--ledger", "none.db"], "none.db: no such ledger; `detente read SOURCE --ledger none.db` makes one"),
        (["show", "event", "--since", "yesterday"], "Invalid value for '--since': 'yesterday' is no day; write 2022-01-18, 2022-01 or 2022"),
        (
            ["show", "event", "--ledger", "BOOK", "--since", "2031-03-05", "--until", "2031-02"],
            "--since 2031-03-05 is after --until 2031-02, and no day is both; give the earlier day as --since, the later one as --until",
        ),
        (["tension", "--ledger", "BOOK", "--since", "2032", "--until", "2031"], "--since 2032 is after --until 2031"),
        (["show", "actor", "--ledger", "BOOK", "--status", "actual", "--format", "csv"], "BOOK: actor rows cannot be asked by status"),
        (["show", "actor", "--ledger", "BOOK", "--status", "actual"], "BOOK: actor rows cannot be asked by status; they can by actor, search"),
        (["compare"], "give two or more reports (detente compare A B), or a story of a ledger (--story ID)"),
        (["compare", "a.txt", "--story", "s1"], "give two or more reports (detente compare A B), or a story of a ledger (--story ID)"),
        (["compare", "--story", "s1"], "which ledger? Name its file with --ledger FILE, or in the variable DETENTE_LEDGER"),
        (["compare", "--story", "e1", "--ledger", "BOOK"], "'e1' is of the kind event, not a story; `detente show story` lists them"),
        (["timeline"], "which ledger? Name its file with --ledger FILE, or in the variable DETENTE_LEDGER"),
        (["explain", "e", "--ledger", "BOOK"], "BOOK: no row has the id 'e', and fewer than 4 characters of one are not enough; `detente show event` and its like list them"),
        (["explain", "zzzz", "--ledger", "BOOK"], "BOOK: no row has the id 'zzzz'; `detente show event` and its like list them"),
        (["export", "--to", "csv", "--ledger", "BOOK"], "csv on standard output holds one kind of row: name it (--kinds event), or give --out DIR for a file a kind"),
        (["export", "--to", "parquet", "--ledger", "BOOK", "--out", "BOOK"], "BOOK: File exists; give another --out"),
        (["export", "--ledger", "BOOK"], "Missing option '--to'. Choose from: csv, jsonl, parquet, ics"),
        (["codebook", "show", "no.such-rule"], "no rule or file of the codebook is called 'no.such-rule'; `detente codebook show` lists the files"),
        (["codebook", "show", "--codebook", "nowhere"], "nowhere: no such folder; --codebook takes a folder laid out like "),
    ],
)
def test_misuse_is_told_in_one_line(args: list[str], error: str, call: Call, book: Path) -> None:
    done = call(*(arg.replace("BOOK", str(book)) for arg in args))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("detente: ")
    assert error.replace("BOOK", str(book)) in done.stderr
    assert done.stderr.count("\n") == 1


def test_help_names_what_there_is_and_nothing_else(call: Call) -> None:
    done = call("--help")
    commands = done.stdout.partition("Commands")[2]
    assert [line.split()[1] for line in commands.splitlines() if line.startswith("│ ") and line[2] != " "] == [
        "read",
        "show",
        "compare",
        "resolve",
        "explain",
        "export",
        "timeline",
        "agenda",
        "tension",
        "evaluate",
        "agreement",
        "corrections",
        "serve",
        "codebook",
    ]
    assert call().stdout == done.stdout
    assert call("--version").stdout == f"detente {VERSION}\n"


def test_help_waits_for_no_parser_and_no_database() -> None:
    code = """
import atexit, sys
atexit.register(lambda: print([heavy for heavy in ("spacy", "sqlalchemy", "pyarrow", "sklearn") if heavy in sys.modules]))
sys.argv = ["detente", "--help"]
from detente.cli import app
app()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["events"], ["e1", "e2"]),
        (["event", "--actor", "TRN.MIL"], ["e1"]),
        (["event", "--towards", "ORS", "--type", "mobilize", "--status", "actual"], ["e1"]),
        (["event", "--since", "2031-03-04"], ["e2"]),
        (["event", "--until", "2031-02"], []),
        (["event", "--outlet", "Orsa Daily"], ["e2"]),
        (["positions", "--issue", "troops"], ["p1"]),
        (["quotations", "--search", "attack"], ["q1"]),
        (["stories"], ["s1"]),
    ],
)
def test_show_prints_what_is_asked(args: list[str], ids: list[str], call: Call, book: Path) -> None:
    done = call("show", *args, "--format", "jsonl", "--ledger", book)
    assert (done.exit_code, [row["id"] for row in rows(done)], done.stderr) == (0, ids, "")
    table = call("show", *args, "--ledger", book)
    assert table.exit_code == 0
    assert all(i in table.stdout for i in ids) if args != ["events"] else "e1 +1" in table.stdout


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["event", "--type", "AID"], "no event meets --type 'AID'; there are MOBILIZE\n"),
        (["event", "--outlet", "Tarn"], "no event meets --outlet 'Tarn'; there are Orsa Daily, Tarn Post\n"),
        (["event", "--actor", "VLD", "--type", "mobilize"], "no event meets --actor 'VLD'; there are TRN\n"),
        (["meeting", "--search", "zebra"], "no meeting meets --search 'zebra'\n"),
        (["event", "--actor", "TRN.MIL", "--outlet", "Orsa Daily"], ""),  # some meet each, though none both
    ],
)
def test_no_rows_have_a_reason(args: list[str], reason: str, call: Call, book: Path) -> None:
    done = call("show", *args, "--ledger", book)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "no rows\n", reason)


def test_what_cannot_be_printed_is_told_before_the_work(call: Call, tmp_path: Path) -> None:
    call("read", tmp_path / "x.txt", "--format", "csv", "--ledger", tmp_path / "crisis.db")
    assert not (tmp_path / "crisis.db").exists()


def test_the_ledger_may_stand_in_a_variable(call: Call, book: Path) -> None:
    done = call("show", "story", "--format", "csv", env={"DETENTE_LEDGER": str(book)})
    assert [line["id"] for line in csv.DictReader(io.StringIO(done.stdout))] == ["s1"]


def test_the_timeline_and_an_explanation(call: Call, book: Path) -> None:
    assert "2031-03-07  1 happening in 1 report" in call("timeline", "--ledger", book).stdout
    assert [row["rows"] for row in rows(call("timeline", "--format", "jsonl", "--ledger", book))] == [["e1", "e2"], ["m1"]]
    assert "»Tarn massed 4,000 troops on the Orsan border on Monday.«" in call("explain", "e1", "--ledger", book).stdout


def test_an_agenda_and_its_calendar(call: Call, book: Path, tmp_path: Path) -> None:
    done = call("agenda", "--on", "2031-03-10", "--ledger", book, "--format", "jsonl")
    assert [(row["section"], row["rows"]) for row in rows(done)] == [("overdue", ["o1"])]
    assert "Tarn owes Orsa: leave" in call("agenda", "--on", "2031-03-10", "--ledger", book).stdout
    assert "no whole day" in call("agenda", "--on", "2031-03", "--ledger", book).stderr
    assert [row["id"] for row in rows(call("show", "meetings", "--status", "planned", "--ledger", book, "--format", "jsonl"))] == ["m1"]
    assert [row["id"] for row in rows(call("show", "promises", "--status", "open", "--since", "2031-03-09", "--ledger", book, "--format", "jsonl"))] == ["o1"]
    assert call("export", "--to", "ics", "--ledger", book).stdout.count("BEGIN:VEVENT") == 2
    assert call("export", "--to", "ics", "--ledger", book, "--kinds", "meeting", "--out", tmp_path / "talks.ics").exit_code == 0
    assert (tmp_path / "talks.ics").read_bytes().count(b"BEGIN:VEVENT") == 1


def test_export_writes_a_ledger(call: Call, book: Path, tmp_path: Path) -> None:
    done = call("export", "--to", "jsonl", "--ledger", book)
    assert [row["id"] for row in rows(done)] == ["a1", "e1", "f1", "q1", "m1", "b1", "e2", "p1", "o1", "d1", "x1", *(row.id for row in ROWS[12:])]
    done = call("export", "--to", "parquet", "--ledger", book, "--out", tmp_path / "out", "--kinds", "event,mention")
    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["event.parquet", "mention.parquet"]
    assert done.stderr.splitlines() == [f"wrote {tmp_path / 'out' / name}" for name in ("event.parquet", "mention.parquet")]


def test_the_codebook_is_shown(call: Call) -> None:
    assert "bodies.csv" in call("codebook", "show", "actors").stdout
    assert "acts/agree" not in call("codebook", "show", "actors").stdout
    assert "Warn of force, sanctions" in call("codebook", "show", "THREATEN").stdout
    assert call("codebook").stdout == call("codebook", "--help").stdout
    assert "acts/request.toml" in call("codebook", "show").stdout
    assert "request.urge" in call("codebook", "show", "acts/request").stdout
    assert "  ✓ " in call("codebook", "show", "request.urge").stdout


def test_read_prints_rows_and_tells_the_counts(call: Call, pages: Path) -> None:
    done = call("read", pages, "--published", "2019-03-06", "--outlet", "The Courier", "--format", "jsonl")
    found = rows(done)
    assert done.exit_code == 0, done.stderr
    assert [row["outlet"] for row in found if row["kind"] == "article"] == ["The Courier", "The Courier"]
    assert {"article", "event", "quotation", "actor", "run"} <= {str(row["kind"]) for row in found}
    assert "mention" not in {row["kind"] for row in found}
    assert done.stderr.startswith("2 inputs = 2 articles + 0 duplicates + 0 quarantined; ")
    only = call("read", pages, "--published", "2019-03-06", "--outlet", "The Courier", "--format", "jsonl", "--kinds", "mention,run")
    assert {row["kind"] for row in rows(only)} == {"mention", "run"}


def test_read_prints_tables_by_itself(call: Call, pages: Path) -> None:
    done = call("read", pages, "--published", "2019-03-06")
    assert done.stdout.startswith("articles")
    assert "Ada Quist" in done.stdout


def test_read_stores_once(call: Call, pages: Path, tmp_path: Path) -> None:
    book = tmp_path / "crisis.db"
    first = call("read", pages, "--published", "2019-03-06", "--ledger", book)
    assert first.stdout.startswith(f"{book}: added ")
    assert "2 articles" in first.stdout
    with Ledger.open(book) as ledger:
        before = ledger.all()
    again = call("read", pages, "--published", "2019-03-06", "--ledger", book)
    assert (again.exit_code, again.stdout) == (0, f"{book}: nothing new\n")
    assert again.stderr.startswith("2 inputs = 0 articles + 2 duplicates + 0 quarantined")
    with Ledger.open(book) as ledger:
        assert ledger.all() == before


def test_one_page_after_the_other_gives_the_same_ledger(call: Call, pages: Path, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        assert call("read", pages / name, "--published", "2019-03-06", "--ledger", tmp_path / "grown.db").exit_code == 0
    call("read", pages, "--published", "2019-03-06", "--ledger", tmp_path / "whole.db")
    with Ledger.open(tmp_path / "grown.db") as grown, Ledger.open(tmp_path / "whole.db") as whole:
        for kind in ("article", "quotation", "event", "figure", "meeting", "position", "story", "comparison"):
            assert grown.rows(kind) == whole.rows(kind)


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(call: Call, pages: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    done = call("read", pages, pages / "missing.txt", "--published", "2019-03-06", "--format", "jsonl", "--kinds", "article,quarantined")
    assert done.exit_code == 1
    assert [row["kind"] for row in rows(done)].count("article") == 2
    told = [line for line in done.stderr.splitlines() if line.startswith("quarantined: ")]
    assert len(told) == 2
    assert "4 inputs = 2 articles + 0 duplicates + 2 quarantined" in done.stderr


def test_read_takes_standard_input(call: Call) -> None:
    line = json.dumps({"id": "x1", "text": PAGE, "published": "2019-03-06", "outlet": "The Courier"})
    done = call("read", "-", "--format", "jsonl", "--kinds", "article", input=line + "\n")
    assert [(row["text"], row["outlet"]) for row in rows(done)] == [(PAGE, "The Courier")]


def test_a_reader_that_goes_away_ends_it_quietly(book: Path) -> None:
    command = f"{sys.executable} -m detente export --to jsonl --ledger {book} | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{", "")
