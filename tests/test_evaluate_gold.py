"""Gold files: what a row may be, and what is said of a line that cannot be meant so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from detente.cli import app
from detente.evaluate import GoldError, chosen, read
from detente.evaluate.gold import GoldComparison, GoldEvent, GoldQuotation, spread
from detente.evaluate.reading import row
from detente.exports.jsonl import line as printed

SAID = {"doc": "tarn", "row": "quotation", "key": "we will not attack", "speaker": "Ada Lund", "form": "direct"}
DONE = {"doc": "tarn", "row": "event", "key": "Tarn massed troops", "source": ["TRN"], "target": [], "types": ["MOBILIZE"], "status": ["actual", "past"], "date": "2031-03"}
BOTH = {
    "doc": "tarn",
    "row": "comparison",
    "kind": "differs",
    "field": "figure",
    "what": "troops",
    "tarn-post": "4,000 troops",
    "orsa-daily": ["6,000 troops", "5,000"],
    "veldt": None,
}


def test_a_line_is_a_row() -> None:
    assert row(json.dumps(SAID).encode()) == GoldQuotation(doc="tarn", key="we will not attack", speaker="Ada Lund", form="direct")
    assert row(json.dumps(DONE).encode()) == GoldEvent(
        doc="tarn", key="Tarn massed troops", source=("TRN",), target=(), types=("MOBILIZE",), status=("actual", "past"), date="2031-03"
    )
    pieces = {"tarn-post": ("4,000 troops",), "orsa-daily": ("6,000 troops", "5,000")}
    assert row(json.dumps(BOTH).encode()) == GoldComparison(doc="tarn", kind="differs", field="figure", what="troops", pieces=pieces)


@pytest.mark.parametrize("line", [SAID, SAID | {"speaker": None}, DONE, {k: v for k, v in BOTH.items() if v is not None}])
def test_a_row_is_written_as_it_is_read(line: dict[str, object]) -> None:
    assert json.loads(printed(spread(row(json.dumps(line).encode())))) == line


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON: Input data was truncated"),
        ('{"doc": ' + "[" * 5_000, "not JSON: "),
        ("[1]", 'not a JSON object; a row is {"doc": …, "row": …, "key": …}'),
        ({"doc": "tarn"}, "`row` is null; it must be one of quotation, event, position, meeting, figure, comparison, boilerplate"),
        (SAID | {"row": "quote"}, '`row` is "quote"; it must be one of quotation, event, position, meeting, figure, comparison, boilerplate'),
        ({k: v for k, v in SAID.items() if k != "doc"}, "`doc` is missing"),
        ({k: v for k, v in SAID.items() if k != "form"}, "`form` is missing; it must be one of direct, indirect, mixed"),
        (SAID | {"doc": " "}, "`doc` is empty; it must name the document: its file without folder and suffix, or the article's id"),
        (SAID | {"key": "…"}, '`key` is "…"; it must hold words of the text'),
        (SAID | {"form": "spoken"}, '`form` is "spoken"; it must be one of direct, indirect, mixed'),
        (SAID | {"speeker": "Ada"}, "`speeker` is no field of quotation; there are row, doc, note, key, speaker, form, venue"),
        (SAID | {"speaker": 7}, "`speaker` is 7; it must be text or null"),
        (DONE | {"types": ["MASS"]}, '`types` holds "MASS"; it must be one of AGREE, CONSULT, SUPPORT'),
        (DONE | {"types": []}, "`types` is empty; it must hold at least one of AGREE"),
        (DONE | {"status": ["actual", "told"]}, '`status` holds "told"; it must be one of actual, planned'),
        (DONE | {"status": "actual"}, '`status` is "actual"; it must be a list'),
        (DONE | {"source": "TRN"}, '`source` is "TRN"; it must be a list'),
        (DONE | {"date": "March 2031"}, '`date` is "March 2031"; write 2022-01-18, 2022-01 or 2022'),
        (BOTH | {"field": "number"}, '`field` is "number"; it must be one of party, scope, figure'),
        (BOTH | {"kind": "same"}, '`kind` is "same"; it must be one of corroborated, differs, only'),
        ({k: v for k, v in BOTH.items() if "-" not in k}, "no report's words are in it; give them under its outlet or document"),
        (BOTH | {"veldt": 7}, "`veldt` is 7; a report's words are text, a list of texts, or null"),
        (BOTH | {"veldt": ["a", None]}, '`veldt` is ["a",null]; a report\'s words are text, a list of texts, or null'),
        (SAID | {"row": ["quotation"]}, '`row` is ["quotation"]; it must be one of quotation'),
        ({"doc": "tarn", "row": "figure", "key": "4,000 troops", "value": "4,000", "comparator": "exactly"}, '`value` is "4,000"; it must be a number'),
    ],
)
def test_a_wrong_line_is_told_with_what_may_stand_there(tmp_path: Path, line: object, problem: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(f"{json.dumps(SAID)}\n\n{line if isinstance(line, str) else json.dumps(line)}\n", "utf8")
    with pytest.raises(GoldError) as told:
        read(file)
    assert str(told.value).startswith(f"{file}:3: {problem}")


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8), lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3)
)


@given(st.sampled_from([SAID, DONE, BOTH]), st.dictionaries(st.sampled_from(sorted({*SAID, *DONE, *BOTH, "value"})), ANY, max_size=3))
def test_any_line_is_a_row_or_told(line: dict[str, object], other: dict[str, object]) -> None:
    try:
        made = row(json.dumps(line | other).encode())
    except GoldError:  # no other error, whatever stands there
        return
    assert row(printed(spread(made))) == made


def test_the_first_wrong_line_is_told_and_where_the_others_are(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join([json.dumps(SAID), *["{}"] * 8]), "utf8")
    with pytest.raises(GoldError, match=r"gold.jsonl:2: `row` is null; .* \(also bad: line 3, 4, 5, 6, 7, …\)$"):
        read(file)


@pytest.mark.parametrize(("text", "problem"), [("", "no gold row is in it"), (None, "No such file")])
def test_a_file_without_rows_is_told(tmp_path: Path, text: str | None, problem: str) -> None:
    file = tmp_path / "gold.jsonl"
    if text is not None:
        file.write_text(text, "utf8")
    with pytest.raises(GoldError, match=problem):
        read(file)


def test_kinds_are_named_in_singular_or_plural() -> None:
    assert chosen(["Events,quotation", "event"]) == ("event", "quotation")
    with pytest.raises(GoldError, match="gold has no kind 'stories'; there are quotation"):
        chosen(["stories"])


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--against", "{rows}"), "gold.jsonl:1: `row` is null"),
        (("--against", "{rows}", "--kinds", "story"), "gold has no kind 'story'"),
        ((), "gold.jsonl:1: `row` is null"),
    ],
)
def test_misuse_is_told_in_one_line(tmp_path: Path, arguments: tuple[str, ...], problem: str) -> None:
    gold, rows = tmp_path / "gold.jsonl", tmp_path / "rows.jsonl"
    gold.write_text("{}", "utf8")
    rows.write_text("", "utf8")
    done = CliRunner().invoke(app, ["evaluate", str(gold), *(a.format(rows=rows) for a in arguments)])
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert problem in done.stderr
