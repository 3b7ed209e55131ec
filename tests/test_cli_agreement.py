"""Two annotators and one ledger: how far they agree, and what of it is gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ledger_rows import FIRST, LEAVE, MASSED, MASSED_TOO, MEETS, ROWS, SAID, THIRD, TROOPS
from typer.testing import CliRunner

from detente.cli import app
from detente.ledger import Ledger

Decision = tuple[str, str, str]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add(ROWS)
    return tmp_path / "crisis.db"


def decide(book: Path, *decisions: Decision) -> None:
    with Ledger.open(book) as ledger:
        for by, act, row in decisions:
            ledger.correct(act, row, by=by, changes={"status": "held"} if act == "edit" else None)


def printed(*arguments: str | Path) -> str:
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


ALIKE: tuple[Decision, ...] = tuple((by, "accept", row.id) for by in ("ada", "bo") for row in (MASSED, SAID, TROOPS))
APART: tuple[Decision, ...] = (("ada", "accept", MASSED_TOO.id), ("bo", "reject", MASSED_TOO.id), ("ada", "reject", LEAVE.id), ("bo", "reject", LEAVE.id))


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ((), "nobody has judged rows here; agreement needs two annotators who judged the same rows"),
        (ALIKE[:3], "only ada has judged rows here; agreement needs two annotators who judged the same rows"),
        ((("ada", "accept", MASSED.id), ("bo", "accept", SAID.id)), "no row was judged by two annotators (ada, bo); agreement needs some that two of them judged"),
    ],
)
def test_what_is_missing_is_told_in_one_line(book: Path, decisions: tuple[Decision, ...], says: str) -> None:
    decide(book, *decisions)
    assert printed("agreement", "--ledger", book) == f"{says}\n"
    assert printed("agreement", "--ledger", book, "--format", "jsonl") == ""


def test_alpha_is_told_of_all_and_by_kind(book: Path) -> None:
    decide(book, *ALIKE, *APART, ("ada", "accept", MEETS.id))
    lines = [json.loads(line) for line in printed("agreement", "--ledger", book, "--format", "jsonl").splitlines()]
    assert [(x["of"], x["alpha"], x["rows"], x["annotators"], x["judgements"]) for x in lines] == [
        ("all kinds", 0.5714, 5, 2, 10),  # by hand: seven accepts, three rejects, one row of five apart: 1 - 9 · 2 / (100 - 49 - 9)
        ("quotation", None, 1, 2, 2),
        ("event", 0.0, 2, 2, 4),  # three and one, one row of two apart: 1 - 3 · 2 / (16 - 9 - 1)
        ("figure", None, 1, 2, 2),
        ("position", None, 1, 2, 2),
    ]
    table = printed("agreement", "--ledger", book)
    assert "all kinds" in table
    assert "0.571" in table


def test_three_annotators_are_told_by_twos(book: Path) -> None:
    decide(book, *ALIKE, *APART, ("cy", "reject", MASSED.id), ("cy", "accept", SAID.id))
    lines = [json.loads(line) for line in printed("agreement", "--ledger", book, "--format", "jsonl").splitlines()]
    assert [(x["of"], x["rows"]) for x in lines if " and " in x["of"]] == [("ada and bo", 5), ("ada and cy", 2), ("bo and cy", 2)]


def test_what_annotators_left_is_gold(book: Path, tmp_path: Path) -> None:
    decide(book, ("ada", "accept", MASSED.id), ("ada", "reject", SAID.id), ("bo", "edit", MEETS.id), ("ada", "accept", MEETS.id), ("ada", "accept", LEAVE.id))
    with Ledger.open(book) as ledger:
        ledger.correct("add", by="ada", place=("a1", "figure", "body", 0, len(FIRST)), changes={"value": 4000.0, "of": "soldiers"})
    gold = [json.loads(line) for line in printed("export", "--to", "gold", "--reviewed", "--ledger", book).splitlines()]
    assert [gold.pop(0), gold.pop(0)] == [{"doc": doc, "row": "partial"} for doc in ("a1", "b1")]
    assert [(g["row"], g["key"]) for g in gold] == [("event", FIRST), ("figure", FIRST), ("meeting", THIRD), ("position", LEAVE.evidence)]
    assert [g["status"] for g in gold if g["row"] == "meeting"] == [["held"]]
    whole = [json.loads(line) for line in printed("export", "--to", "gold", "--ledger", book).splitlines()]
    assert "quotation" not in {g["row"] for g in whole}  # it was rejected
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(g) + "\n" for g in whole), "utf8")
    scores = [json.loads(line) for line in printed("evaluate", file, "--ledger", book, "--format", "jsonl").splitlines()]
    assert [(s["kind"], s["f1"]) for s in scores if s["f1"] != 1.0] == [("boilerplate", None)]


def test_rows_on_which_annotators_differ_are_no_gold_until_they_agree(book: Path) -> None:
    decide(book, *ALIKE[:3], ("bo", "reject", MASSED.id), ("ada", "accept", LEAVE.id), ("bo", "reject", LEAVE.id), ("ada", "accept", LEAVE.id), ("bo", "accept", MASSED.id))
    export = ["export", "--to", "gold", "--reviewed", "--ledger", str(book)]
    done = CliRunner().invoke(app, export)
    assert [json.loads(line)["row"] for line in done.stdout.splitlines()] == ["partial", "event", "figure", "quotation"]
    assert done.stderr == "left out 1 row on which annotators differ; `detente serve` lists them (Review, rows on which annotators differ)\n"
    assert CliRunner().invoke(app, [*export, "--kinds", "event"]).stderr == ""
    decide(book, ("bo", "accept", LEAVE.id))
    done = CliRunner().invoke(app, export)
    assert ({json.loads(line)["row"] for line in done.stdout.splitlines()}, done.stderr) == ({"partial", "event", "figure", "quotation", "position"}, "")


def test_gold_of_some_rows_tells_no_precision(book: Path, tmp_path: Path) -> None:
    decide(book, ("ada", "accept", MASSED.id), ("ada", "reject", SAID.id), ("ada", "reject", TROOPS.id))
    done = CliRunner().invoke(app, ["export", "--to", "gold", "--reviewed", "--ledger", str(book)])
    assert done.stderr.startswith("2 rows were rejected and left out: gold has no form for what is wrong")
    file = tmp_path / "gold.jsonl"
    file.write_text(done.stdout, "utf8")
    (score,) = [json.loads(line) for line in printed("evaluate", file, "--ledger", book, "--format", "jsonl", "--misses", "9").splitlines()]
    assert (score["kind"], score["partial"], score["precision"], score["recall"], score["f1"]) == ("event", True, None, 1.0, None)
    told = printed("evaluate", file, "--ledger", book, "--misses", "9")
    assert told.splitlines()[1].split()[:7] == ["event", "1", "1", "1.000", "–", "1.000", "–"]
    assert "No precision and no F1: of 1 document gold has only the rows that people reviewed and left, so" in " ".join(told.split())
    file.write_text("\n".join(done.stdout.splitlines()[1:]), "utf8")
    assert "No precision" not in printed("evaluate", file, "--ledger", book)


def test_only_gold_is_of_reviewed_rows(book: Path) -> None:
    done = CliRunner().invoke(app, ["export", "--to", "jsonl", "--reviewed", "--ledger", str(book)])
    assert (done.exit_code, done.stderr) == (2, "detente: --reviewed is for gold: detente export --to gold --reviewed\n")
