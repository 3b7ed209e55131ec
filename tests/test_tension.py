"""Tension by hand: what counts, from which day, how it fades; and that printing a report again changes nothing."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.console import Console
from story_reports import ROWS, A, B, act, report

from benchmarks.invented import reports
from detente.codebook import Codebook, CodebookError
from detente.exports import ExportError
from detente.records import Actor, Article, Citing, Comparison, Event, Row, When
from detente.tension import acts, series, undated
from detente.tension.changes import changes
from detente.views import chart
from detente.views.reader import Reader
from detente.views.tension import Asked, courses, table, write
from detente.weaving import Fresh, woven

BOOK = Codebook(None)
WEIGHTS = BOOK.tension
TEXT = "Norway attacked a base. Sweden called. Norway met. Denmark threatened. Norway left."
REPORT = report("r", "Paper", TEXT, "2031-03-05")


def told(word: str, kind: str, score: float, *, on: str | None = None, **more: object) -> Event:
    when = When(on, on, "then") if on else None
    sides = {"actors": ("NOR",), "recipients": ("SWE",), **more}
    return replace(act(REPORT, word, kind, ()), plover_score=score, when=when, happening=word, **sides)


@pytest.mark.parametrize(
    ("status", "value", "apart"),
    [
        ("actual", -8.0, False),
        ("unconfirmed", -4.0, False),
        ("planned", -4.0, False),
        ("proposed", -4.0, False),
        ("threatened", -8.0, True),
        ("conditional", -8.0, True),
        ("denied", None, False),
        ("hypothetical", None, False),
        ("past", None, False),
    ],
)
def test_status_weighs(status: str, value: float | None, apart: bool) -> None:
    found = acts([REPORT, told("attacked", "ASSAULT", -8.0, status=status)], WEIGHTS)
    assert [(a.value, a.apart) for a in found.get(("NOR", "SWE"), [])] == ([] if value is None else [(value, apart)])


@pytest.mark.parametrize(
    ("on", "status", "day"),
    [
        ("2031-03-01", "actual", "2031-03-01"),
        (None, "actual", "2031-03-05"),
        ("2031-03", "actual", "2031-03-05"),
        ("2031-01", "actual", None),
        ("2031-03-20", "planned", "2031-03-05"),
    ],
)
def test_the_day_it_happened_and_what_is_to_come_when_it_was_said(on: str | None, status: str, day: str | None) -> None:
    rows: list[Row] = [REPORT, told("attacked", "ASSAULT", -8.0, on=on, status=status)]
    assert [a.day for a in acts(rows, WEIGHTS).get(("NOR", "SWE"), [])] == ([day] if day else [])
    assert undated(rows, WEIGHTS) == ({} if day else {("NOR", "SWE"): 1})


def test_sums_by_hand() -> None:
    rows: list[Row] = [
        REPORT,
        told("attacked", "ASSAULT", -8.0, on="2031-03-01"),
        told("met", "CONSULT", 4.0, on="2031-03-08"),
        told("left", "ACCUSE", -2.0, on="2031-03-08", actors=("SWE.GOV",), recipients=("NOR.MIL",)),
    ]
    s = series(("NOR", "SWE"), acts(rows, WEIGHTS)["NOR", "SWE"], half_life=7)
    first, last = s.days[0], s.days[-1]
    assert (s.n, len(s.days)) == (3, 8)
    assert (first.day, first.n, first.conflict, first.cooperation, first.net) == ("2031-03-01", 1, 8.0, 0.0, -8.0)
    assert (last.n, last.so_far, last.conflict, last.cooperation, last.net) == (2, 3, 6.0, 4.0, -2.0)
    assert last.mean == pytest.approx((-4 + 4 - 2) / 2.5)
    assert [d.n for d in s.days] == [1, 0, 0, 0, 0, 0, 0, 2]
    assert last.moved == ("r-met", "r-left")
    for d in s.days:
        assert d.conflict_interval[0] <= d.conflict <= d.conflict_interval[1]
    assert series(("NOR", "SWE"), acts(rows, WEIGHTS)["NOR", "SWE"], half_life=7) == s, "the same every time"
    slow = series(("NOR", "SWE"), acts(rows, WEIGHTS)["NOR", "SWE"], half_life=14)
    assert slow.days[-1].conflict == pytest.approx(8 * 0.5**0.5 + 2, abs=1e-3)


def test_what_is_threatened_stands_apart() -> None:
    rows: list[Row] = [REPORT, told("threatened", "THREATEN", -3.5, status="threatened"), told("met", "CONSULT", 4.0)]
    s = series(("NOR", "SWE"), acts(rows, WEIGHTS)["NOR", "SWE"])
    assert (s.n, s.apart, s.days[0].conflict, s.days[0].cooperation, s.days[0].possible) == (2, 1, 0.0, 4.0, -3.5)


def test_directed_and_together() -> None:
    rows: list[Row] = [REPORT, told("attacked", "ASSAULT", -8.0, actors=("SWE",), recipients=("NOR",)), told("met", "CONSULT", 4.0, actors=("NOR.GOV", "SWE.GOV"), recipients=())]
    assert {d: [a.value for a in found] for d, found in acts(rows, WEIGHTS).items()} == {("NOR", "SWE"): [-8.0, 4.0]}
    assert {d: [a.value for a in found] for d, found in acts(rows, WEIGHTS, directed=True).items()} == {("NOR", "SWE"): [4.0], ("SWE", "NOR"): [-8.0, 4.0]}


def test_accounts_that_differ_count_as_their_mean_and_what_happened_goes_before_what_was_announced() -> None:
    other = report("s", "Gazette", TEXT, "2031-03-06")
    first = told("attacked", "ASSAULT", -8.0)
    second = replace(first, id="s-1", article="s", status="denied")
    (found,) = acts([REPORT, other, first, second], WEIGHTS)["NOR", "SWE"]
    assert (found.value, found.low, found.high, found.told) == (-4.0, -8.0, 0.0, 2)
    planned = replace(first, id="s-2", article="s", status="planned")
    (found,) = acts([REPORT, other, planned, first], WEIGHTS)["NOR", "SWE"]
    assert (found.value, found.told) == (-8.0, 1)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1.0] * 6 + [-6.0] * 6, {6}),
        ([2.0, -2.0] * 6, set()),
        ([1.0] * 5, set()),
        ([0.0] * 12, set()),
        ([3.0] * 5 + [-5.0] * 5 + [3.0] * 5, {5, 10}),
    ],
)
def test_changes_of_course(values: list[float], found: set[int]) -> None:
    assert changes(values, [int(v != 0) for v in values]) == found


# --- the same report again ---------------------------------------------------------------------------------------------------------------

CRISIS = [
    Fresh(A, tuple(ROWS["a"]), ()),
    Fresh(B, tuple(ROWS["b"]), ()),
    Fresh(
        replace(REPORT, title="A base attacked"), (told("attacked", "ASSAULT", -8.0), told("met", "CONSULT", 4.0), told("threatened", "THREATEN", -3.5, status="threatened")), ()
    ),
    *(f for found in reports(3) for f in found),
]


def figures(rows: list[Row]) -> list[object]:
    """Every figure of every two sides; ids, which name reports, apart."""
    return [(s.dyad, s.n, s.apart, [replace(d, moved=()) for d in s.days]) for s in courses(rows, WEIGHTS, Asked())]


def confirmed(rows: list[Row]) -> list[int]:
    return sorted(len(c.accounts) for c in rows if isinstance(c, Comparison) and c.verdict == "corroborated")


BEFORE = list(woven(CRISIS, None, BOOK))


@settings(max_examples=25, deadline=None)
@given(which=st.integers(0, len(CRISIS) - 1), times=st.integers(1, 3), name=st.sampled_from(["0", "z", "m"]), first=st.booleans())
def test_a_report_printed_again_changes_no_figure_and_confirms_nothing(which: int, times: int, name: str, first: bool) -> None:
    one = CRISIS[which]
    again = []
    for n in range(times):
        article = replace(one.article, id=f"{name}{n}", origin=f"{name}{n}", outlet=f"Echo {n}", url=None)
        again.append(Fresh(article, tuple(replace(r, id=f"{name}{n}{r.id}", article=article.id) for r in one.rows if isinstance(r, Citing)), ()))
    rows = list(woven([*again, *CRISIS] if first else [*CRISIS, *again], None, BOOK))
    assert sum(isinstance(r, Article) for r in rows) == len(CRISIS) + times
    assert figures(rows) == figures(BEFORE)
    assert confirmed(rows) == confirmed(BEFORE)


# --- how it is shown ---------------------------------------------------------------------------------------------------------------------

NAMES: list[Row] = [Actor(id=code, name=name, code=code, sector=None, role=None, aliases=()) for code, name in (("NOR", "Norway"), ("SWE", "Sweden"))]


def shown(asked: Asked) -> str:
    console = Console(file=io.StringIO(), width=110, color_system=None)
    table([*BEFORE, *NAMES], WEIGHTS, asked, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_terminal() -> None:
    whole = shown(Asked())
    assert "Norway – Sweden" in whole
    assert "happenings" in whole
    one = shown(Asked(between=("swe", "NOR")))
    assert "Norway – Sweden  3 happenings, 1 only threatened or conditional" in one
    assert "Norway attacked a base" in one
    assert "nothing between PER and CHL" in shown(Asked(between=("PER", "CHL")))


def test_lines_have_their_n() -> None:
    out = io.BytesIO()
    write(courses(BEFORE, WEIGHTS, Asked()), "jsonl", out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert lines
    assert all(line["n"] >= 0 and line["so_far"] >= line["n"] for line in lines)
    assert sum(line["n"] for line in lines) == sum(s.n for s in courses(BEFORE, WEIGHTS, Asked()))


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")])
def test_pictures(ending: str, begins: bytes, tmp_path: Path) -> None:
    found = courses(BEFORE, WEIGHTS, Asked(between=("NOR", "SWE")))
    data = chart.save(found, Reader(NAMES), tmp_path / f"chart.{ending}", 7.0).read_bytes()
    assert data.lstrip()[: len(begins)] == begins
    if ending == "svg":
        assert b"3 happenings" in data
    if ending == "html":
        assert b'src="http' not in data


@pytest.mark.parametrize(("name", "error"), [("chart.gif", "no picture of that form"), ("deeper/chart.svg", "the folder .* is not there")])
def test_what_cannot_be_drawn_is_told(name: str, error: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=error):
        chart.save(courses(BEFORE, WEIGHTS, Asked()), Reader([]), tmp_path / name, 7.0)


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "tension.csv").write_text("status,weight,apart,tier,reason\nplanned,1,false,2,we believe them\n")
    assert Codebook(tmp_path).tension["planned"].weight == 1
    (tmp_path / "tension.csv").write_text("status,weight,apart,tier,reason\nplanned,2,false,2,too much\n")
    with pytest.raises(CodebookError, match="weights are from 0 to 1"):
        _ = Codebook(tmp_path).tension


def test_order_does_not_matter() -> None:
    rows = [r for r in BEFORE if isinstance(r, Article | Event)]
    assert figures(random.Random(3).sample(rows, len(rows))) == figures(rows)
