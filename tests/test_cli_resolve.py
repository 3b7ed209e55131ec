"""`detente resolve`, and `--actors` on the commands that take it: what is printed, and how misuse ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.cli import app

OWN = "name,code,kind,sector,role,from,to\nAda Quist,NOR,,GOV,foreign minister,2020,2024\nVeldt Front,VELDTFRONT,group,REB,,,\n"
PAGE = "Ada Quist threatened the Veldt Front with sanctions on Monday.\n"


def call(*args: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], input=given, env={"COLUMNS": "160", "DETENTE_LEDGER": None})


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my.csv"
    path.write_text(OWN, "utf8")
    return path


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["Jens Stoltenberg", "--date", "2022-01"], ["Jens Stoltenberg", "secretary general", "IGO", "NATO.IGO:Jens Stoltenberg", "2014-10"]),
        (["Norwegian troops"], ["NOR.MIL", "Norwegian forces"]),
        (["Ivanov", "--date", "2002-06"], ["2 people of the table are called so", "Igor Ivanov", "Sergei Ivanov"]),
        (["Ada Quist"], ["Ada Quist: nobody whom the tables know"]),
    ],
)
def test_a_table_for_people(args: list[str], told: list[str]) -> None:
    done = call("resolve", *args)
    assert done.exit_code == 0
    assert [t for t in told if t not in done.stdout] == []


def test_a_line_in_a_line_out() -> None:
    questions = [{"id": "1", "text": "Helsinki", "date": ""}, {"id": 2, "text": "Finnish police", "date": None}, {"id": "3", "text": "Ada Quist"}]
    done = call("resolve", "-", given="\n".join(map(json.dumps, questions)) + "\n\n")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "1", "code": "FIN.GOV", "country": "FIN", "sector": "GOV", "name": "Finland", "role": None, "how": "name of the codebook"},
        {"id": 2, "code": "FIN.COP", "country": "FIN", "sector": "COP", "name": "Finnish police", "role": "police", "how": "the phrase's own words"},
        {"id": "3", "code": None, "country": "", "sector": None, "name": None, "role": None, "how": "unknown"},
    ]


@pytest.mark.parametrize(
    ("args", "given", "error"),
    [
        (["-"], '{"id": 1}\n', "line 1: Object missing required field `text`"),
        (["-"], '{"id": 1, "text": "x"}\n{"text": "x", "date": "2022-13"}\n', "line 2: '2022-13' is no day"),
        (["-"], "Helsinki\n", "line 1: JSON is malformed"),
        (["x", "--date", "yesterday"], None, "'yesterday' is no day"),
        (["x", "--actors", "none.csv"], None, "none.csv: no such file"),
    ],
)
def test_misuse_ends_with_2(args: list[str], given: str | None, error: str) -> None:
    done = call("resolve", *args, given=given)
    assert done.exit_code == 2
    assert error in done.stderr


def test_own_actors_are_asked_and_read(own: Path, tmp_path: Path) -> None:
    assert "NOR.GOV:Ada Quist" in call("resolve", "Ada Quist", "--date", "2022", "--actors", own).stdout
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf8")
    done = call("read", page, "--published", "2022-01-18", "--actors", own, "--format", "jsonl")
    events = [row for row in map(json.loads, done.stdout.splitlines()) if row["kind"] == "event"]
    assert [(row["actors"], row["recipients"]) for row in events] == [(["NOR.GOV:Ada Quist"], ["VELDTFRONT"])]
    plain = call("read", page, "--published", "2022-01-18", "--format", "jsonl")
    books = [[row["codebook"] for row in map(json.loads, r.stdout.splitlines()) if row["kind"] == "run"] for r in (done, plain)]
    assert books[0] != books[1]


@pytest.mark.parametrize("command", [["read"], ["compare"], ["read", "--workers", "2"]])
def test_a_wrong_file_of_actors_stops_before_anything_is_read(command: list[str], tmp_path: Path) -> None:
    wrong, page = tmp_path / "my.csv", tmp_path / "page.txt"
    wrong.write_text("name,code,role,from\nAda Quist,XYZ,envoy,2022\nBo Lind,NOR,envoy,2022-31\n", "utf8")
    page.write_text(PAGE, "utf8")
    done = call(command[0], page, page, "--actors", wrong, *command[1:])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"{wrong}:2: unknown code 'XYZ'" in done.stderr
    assert f"{wrong}:3: Bo Lind: '2022-31' is no day" in done.stderr
