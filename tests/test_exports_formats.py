"""What other tools get: every key, nothing lost, nothing that a spreadsheet runs, whole files or none."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import msgspec
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_rows import BROKEN, ROWS
from msgspec.structs import replace

from detente.exports import FORMATS, ExportError, writer
from detente.exports.csv import cell, plain
from detente.records import KINDS, kind_of

ALL = tuple(KINDS)
IDS = {kind: [r.id for r in ROWS if kind_of(r) == kind] for kind in KINDS}
SIGNS = ("=", "+", "-", "@", "\t", "\r")


def sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_jsonl_has_all_keys_kind_and_id_first() -> None:
    out = io.BytesIO()
    assert FORMATS["jsonl"](ROWS, out, ALL) == []
    lines = out.getvalue().decode().splitlines()
    assert [list(json.loads(line))[:2] for line in lines] == [["kind", "id"]] * len(ROWS)
    assert [msgspec.json.decode(line, type=KINDS[json.loads(line)["kind"]]) for line in lines] == list(ROWS)
    assert set(json.loads(lines[1])) == {"kind", *KINDS["event"].__struct_fields__}


def test_jsonl_takes_the_kinds_asked_in_the_order_given(tmp_path: Path) -> None:
    assert FORMATS["jsonl"](ROWS, tmp_path / "new" / "folder", ("event", "article")) == [tmp_path / "new" / "folder" / "rows.jsonl"]
    assert [json.loads(line)["id"] for line in (tmp_path / "new" / "folder" / "rows.jsonl").read_text("utf8").splitlines()] == ["a1", "e1", "b1", "e2"]
    assert FORMATS["jsonl"](ROWS, tmp_path / "mine.jsonl", ("run",)) == [tmp_path / "mine.jsonl"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_a_kind_empty_ones_too(form: str, tmp_path: Path) -> None:
    paths = FORMATS[form](ROWS[:3], tmp_path, ALL)
    assert paths == [tmp_path / f"{kind}.{form}" for kind in ALL]
    assert sorted(tmp_path.iterdir()) == sorted(paths), "no half-written file is left"


def test_csv_has_the_keys_of_the_rows_and_json_in_cells(tmp_path: Path) -> None:
    FORMATS["csv"](ROWS, tmp_path, ALL)
    for kind in ALL:
        lines = sheet(tmp_path / f"{kind}.csv")
        assert [line["id"] for line in lines] == IDS[kind]
        assert (tmp_path / f"{kind}.csv").read_text("utf8").splitlines()[0] == ",".join(["kind", *KINDS[kind].__struct_fields__])
    (event, _) = sheet(tmp_path / "event.csv")
    assert (event["kind"], event["goldstein"], event["condition"], event["actors"]) == ("event", "-7.2", "", '["TRN.MIL"]')
    assert json.loads(event["where"]) == {"text": "the Orsan border", "name": "Orsa", "country": "ORS", "lat": 50.0, "lon": 30.5}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_one_kind_goes_into_an_open_file_or_a_named_one(form: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    assert FORMATS[form](ROWS, out, ("figure",)) == []
    assert FORMATS[form](ROWS, tmp_path / f"figures.{form}", ("figure",)) == [tmp_path / f"figures.{form}"]
    assert (tmp_path / f"figures.{form}").read_bytes() == out.getvalue() != b""


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_several_kinds_do_not_go_into_one_file(form: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=f"{form} on standard output holds one kind of row"):
        FORMATS[form](ROWS, io.BytesIO(), ALL)
    with pytest.raises(ExportError, match=f"a {form} file holds one kind of row"):
        FORMATS[form](ROWS, tmp_path / f"all.{form}", ALL)


def test_parquet_is_read_by_others(tmp_path: Path) -> None:
    FORMATS["parquet"](ROWS, tmp_path, ALL)
    for kind in ALL:
        path = tmp_path / f"{kind}.parquet"
        assert pq.read_table(path)["id"].to_pylist() == IDS[kind]
        assert pl.read_parquet(path)["id"].to_list() == IDS[kind]
        assert duckdb.read_parquet(str(path)).aggregate("count(*)").fetchall() == [(len(IDS[kind]),)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("Tarn = Orsa", "Tarn = Orsa"),
        ("", ""),
        (None, ""),
        (-7.2, "-7.2"),
        (-1, "-1"),
        (("=1",), '["=1"]'),
    ],
)
def test_no_cell_is_a_formula(value: object, text: str) -> None:
    assert cell(value) == text


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_text_comes_back_from_its_cell(text: str) -> None:
    assert not cell(text).startswith(SIGNS)
    assert plain(cell(text)) == text


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_text_comes_back_from_jsonl_and_csv(text: str) -> None:
    row = replace(BROKEN, reason=text)
    lines, table = io.BytesIO(), io.BytesIO()
    FORMATS["jsonl"]([row], lines, ALL)
    FORMATS["csv"]([row], table, ("quarantined",))
    assert msgspec.json.decode(lines.getvalue(), type=type(row)) == row
    (line,) = csv.DictReader(io.StringIO(table.getvalue().decode(), newline=""))
    assert plain(line["reason"]) == text


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for form, kinds in (("csv", ALL), ("jsonl", ALL), ("parquet", ("event",))):
        with pytest.raises(ExportError, match=r"give another --out"):
            FORMATS[form](ROWS, tmp_path / "file", kinds)


def test_an_unknown_format_is_told_with_the_known() -> None:
    with pytest.raises(ExportError, match="no format is called 'xml'; there are csv, gold, ics, jsonl, parquet"):
        writer("xml")
