"""What people see: names for codes, repeats merged, happenings by their day, a row explained."""

from __future__ import annotations

import io
import json

import pytest
from ledger_rows import BROKEN, DIFFERS, LEAVE, MASSED, MASSED_TOO, MEETS, ROWS, RUN, SAID, STORY, TROOPS, A, B
from msgspec.structs import replace
from rich.console import Console

from detente.ledger import Ledger
from detente.records import Article, Event, Figure, Row, When, kind_of
from detente.views import show, summary, timeline
from detente.views.codebook import Entry
from detente.views.explain import explain
from detente.views.kinds import UnknownKind, counted, kinds
from detente.views.merge import merged
from detente.views.reader import Reader, amount, around, number, put_in, short, when

READER = Reader(ROWS)


def lines(printed: Console) -> list[str]:
    return [line.rstrip() for line in printed.file.getvalue().splitlines()]  # type: ignore[attr-defined]


def paper(width: int = 100) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False)


def tabled(rows: list[Row], width: int = 100) -> str:
    console = paper(width)
    show.table(rows, READER, console)
    return "\n".join(lines(console))


@pytest.mark.parametrize(
    ("actor", "name"),
    [("TRN", "Tarn"), ("TRN.GOV:Ada Lund", "Ada Lund (TRN)"), ("TRN.GOV:Bo Ek", "Bo Ek (TRN)"), ("TRN.MIL", "Tarnish military"), ("VLD", "VLD"), (None, "–")],
)
def test_an_actor_has_a_name(actor: str | None, name: str) -> None:
    assert READER.name(actor) == name


@pytest.mark.parametrize(("value", "text"), [(4000.0, "4,000"), (0.5, "0.5"), (3.25e6, "3,250,000"), (1234567.5, "1,234,567.5"), (-7.0, "-7")])
def test_a_number_is_written_for_reading(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "4,000 troops"),
        ({"comparator": "more than"}, "more than 4,000 troops"),
        ({"comparator": "between", "high": 6000.0}, "between 4,000 and 6,000 troops"),
        ({"unit": "USD", "of": "aid"}, "4,000 USD of aid"),
        ({"unit": "persons", "of": "soldiers"}, "4,000 soldiers"),
        ({"unit": "USD", "of": None}, "4,000 USD"),
        ({"unit": None, "of": None}, "4,000"),
    ],
)
def test_a_figure_in_words(changes: dict[str, object], text: str) -> None:
    figure = replace(TROOPS, **changes)
    assert isinstance(figure, Figure)
    assert amount(figure) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (When("2031-03", None, "this month"), "2031-03"),
        (When("2031-03-01", "2031-03-04", "since"), "2031-03-01 to 2031-03-04"),
        (When(None, None, "one day"), "one day"),
    ],
)
def test_a_time_in_words(value: When | None, text: str) -> None:
    assert when(value) == text


def test_long_words_are_cut_at_a_word() -> None:
    assert short("one  two\nthree", 9) == "one two …"


def test_long_words_show_the_act() -> None:
    text = " ".join(f"w{n}" for n in range(100))
    assert around(text, text.index("w5"), 40) == short(text, 40)
    assert around(text, text.index("w50"), 40) == "… w46 w47 w48 w49 w50 w51 w52 w53 w54 w55 …"
    assert around("Tarn massed troops.", 200, 40) == "Tarn massed troops."


def test_who_tells_it_where_no_outlet_is_known() -> None:
    assert Reader([replace(A, outlet=None)]).outlet(MASSED) == "a1.txt"


@pytest.mark.parametrize(
    ("origin", "line", "name"),
    [("bad.jsonl", 3, "bad.jsonl:3"), ("-", 2, "-:2"), ("bad.jsonl:3", 3, "bad.jsonl:3"), ("bad.txt", None, "bad.txt"), ("two\nlines.txt", None, "two\ufffdlines.txt")],
)
def test_an_input_that_could_not_be_read_is_named(origin: str, line: int | None, name: str) -> None:
    assert put_in(replace(BROKEN, origin=origin, line=line)) == name
    console = paper(200)
    summary.report([replace(BROKEN, origin=origin, line=line, reason="- is no JSON")], console)
    assert lines(console) == [f"quarantined: {name}: - is no JSON"]


def test_kinds_are_named_as_people_name_them() -> None:
    assert kinds(["Events,stories", "figure", "event"]) == ("event", "story", "figure")
    assert "mention" not in kinds([])
    assert [counted(1, "story"), counted(2, "story"), counted(1204, "quarantined")] == ["1 story", "2 stories", "1,204 quarantined"]
    with pytest.raises(UnknownKind, match="no kind of row is called 'vents'; there are article, "):
        kinds(["event,vents"])


def test_reports_of_one_happening_are_one_line() -> None:
    assert [tuple(r.id for r in group) for group in merged([MASSED, MASSED_TOO, MEETS], READER)] == [("e1", "e2"), ("m1",)]
    printed = tabled([MASSED, MASSED_TOO])
    assert "Tarnish military → Orsa" in printed
    assert "e1 +1" in printed
    assert printed.endswith("2 events, 1 happening")


def test_repeated_positions_are_merged_and_changes_marked() -> None:
    again = replace(LEAVE, id="p2", article="a1")
    offer = replace(LEAVE, id="p3", stance="offers", when=When("2031-03-09", None, "on Sunday"))
    printed = tabled([offer, LEAVE, again], 140)
    assert printed.index("demands · troops-at-border") < printed.index("before: demands") < printed.index("offers · troops-at-border")
    assert "p1 +1" in printed
    assert printed.endswith("2 positions in 3 rows")


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("row", ROWS, ids=kind_of)
def test_a_table_keeps_to_the_width(row: Row, width: int) -> None:
    printed = tabled([row], width)
    assert max(map(len, printed.splitlines())) <= width
    assert row.id[:8] in printed


def test_a_row_shows_who_tells_it_and_when() -> None:
    printed = tabled([SAID])
    assert "Ada Lund (TRN)" in printed
    assert "“We will not attack,”" in printed
    assert "We will not attack," in tabled([replace(SAID, form="indirect")])
    assert "“" not in tabled([replace(SAID, form="indirect")])
    assert "“We agree.”" in tabled([replace(SAID, content="“We agree.”")])
    assert "Tarn Post" in printed
    assert printed.splitlines()[2].startswith("told  ")  # it says no time of its own
    assert printed.splitlines()[3].startswith("2031-03-04")


def test_no_rows_are_told_as_such() -> None:
    assert tabled([]) == "no rows"


def test_happenings_are_counted_not_reports() -> None:
    assert [(h.day, h.kind, h.status, h.told, h.outlets, h.rows) for h in timeline.happenings(ROWS)] == [
        ("2031-03-03", "event", "actual", 2, ("Tarn Post", "Orsa Daily"), ("e1", "e2")),
        ("2031-03-07", "meeting", "planned", 1, ("Tarn Post",), ("m1",)),
    ]


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ([replace(MASSED, when=None)], ["2031-03-04"]),  # no time told: the day of the report
        ([replace(MASSED, when=When(None, None, "once"), status="past")], [None]),  # an earlier act did not happen on the day of the report
        ([replace(MASSED_TOO, happening=None)], ["2031-03"]),
        ([MASSED_TOO, MASSED], ["2031-03-03"]),  # the most exact day that any report gives
        ([replace(MASSED, happening=None), replace(MASSED_TOO, happening=None)], ["2031-03", "2031-03-03"]),
        ([replace(MEETS, events=("e1",)), MASSED], ["2031-03-07"]),  # the act that a meeting rests on is the meeting
    ],
)
def test_the_day_it_happened(rows: list[Row], days: list[str | None]) -> None:
    assert [h.day for h in timeline.happenings([A, B, *rows])] == days


def test_the_timeline_has_a_heading_for_each_day() -> None:
    console = paper()
    timeline.table(ROWS, console)
    printed = lines(console)
    assert [line for line in printed if line.startswith("2031")] == ["2031-03-03  1 happening in 2 reports", "2031-03-07  1 happening in 1 report"]
    assert printed[-1] == "2 happenings on 2 days, from 3 rows"


def test_the_timeline_is_written_for_programs() -> None:
    out = io.BytesIO()
    timeline.write(ROWS, "jsonl", out)
    assert [json.loads(line)["rows"] for line in out.getvalue().splitlines()] == [["e1", "e2"], ["m1"]]
    out = io.BytesIO()
    timeline.write(ROWS, "csv", out)
    assert out.getvalue().decode().splitlines()[0] == "day,kind,type,status,actors,recipients,places,evidence,told,outlets,rows"


@pytest.fixture(scope="module")
def explained() -> Ledger:
    ledger = Ledger.memory()
    ledger.add(ROWS)
    return ledger


def because(article: Article, act: Event) -> dict[str, tuple[str, ...]]:
    """More reasons than a page holds, for the first act only."""
    return {"who": ("subject of “massed”: “Tarn”",), "frames that lost": tuple(f"frame.{n}: no" for n in range(22)), "other words": ()} if act.id == "e1" else {}


RULE = Entry("mobilize.mass", "acts/mobilize.toml", 4, {"id": "mass", "verbs": ["mass", "amass"], "yes": ["Tarn massed troops."], "no": ["Mass was said."]})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "e1",
            [
                "  »Tarn massed 4,000 troops on the Orsan border on Monday.« “We will not attack,” Foreign Minister",
                "  who: Tarn   the act: massed   towards whom: Orsan",
                "  Tarn Post, 2031-03-04: body 0–55 of pages/a1.txt",
                "  mobilize.mass   acts/mobilize.toml:4",
                "    verbs: mass, amass",
                "    ✓ Tarn massed troops.",
                "    ✗ Mass was said.",
                "  who: Tarnish military  TRN.MIL",
                "  type: MOBILIZE (troops), CAMEO 154, quad class 4, Goldstein -7.2, PLOVER score -5",
                "  status: actual, told as done, or said",
                "  when: 2031-03-03 (“on Monday”)",
                "  according to: Tarn Post",
                "Why these actors",
                "  subject of “massed”: “Tarn”",
                "  frame.19: no",
                "  … and 2 more",
                "  also told: Orsa Daily: Orsa said Tarn had massed 6,000 troops at the border.  event e2",
            ],
        ),
        (
            "e2",
            ["  status: unconfirmed, alleged or reported, not confirmed", "  condition: if they stay", "  according to: ORS ← Orsa Daily", "      “Tarn”, by actors.found-anew"],
        ),
        (
            "q1",
            [
                "  say.direct  a step of the reader itself, with no entry in the codebook",
                "  speaker: Ada Lund  TRN.GOV:Ada Lund, foreign minister",
                "  when: not told; the report is of 2031-03-04",
            ],
        ),
        ("m1", ["  party: Orsa  ORS", "  status: planned, announced or agreed, not yet held"]),
        ("p1", ["  stance: demands on troops-at-border", "  rests on: Orsa Daily: Orsa said Tarn had massed 6,000 troops at the border.  event e2"]),
        ("f1", ["  whose: Tarnish military  TRN.MIL", "  compared: differs in figure: troops massed  comparison c1"]),
        ("a1", ["  left out, link list: Read more"]),
        ("c1", ["  Orsa Daily: 6000 – Orsa said Tarn had massed 6,000 troops at the border."]),
        ("TRN", ["Tarn"]),
    ],
)
def test_a_row_is_explained(row: str, said: list[str], explained: Ledger) -> None:
    console = paper()
    anew = replace(next(r for r in ROWS if r.id == "n1"), article="b1", start=10, end=14, rule="actors.found-anew")
    explain(explained, row, console, lambda name: RULE if name == RULE.name else None, lambda article: [anew] if article.id == "b1" else [], because)
    printed = lines(console)
    assert [line for line in said if line not in printed] == []


def test_the_counts_of_a_run_add_up_in_words() -> None:
    assert summary.balance(RUN) == "4 inputs = 2 articles + 1 duplicate + 1 quarantined"
    console = paper()
    assert summary.report([*ROWS], console) == 1
    assert lines(console) == [
        "quarantined: pages/bad.jsonl:3: not JSON",
        "4 inputs = 2 articles + 1 duplicate + 1 quarantined; 2 events; not in English and so without claims: 1 fr",
    ]
    console = paper()
    summary.stored("crisis.db", {"event": 2, "run": 1}, console)
    summary.stored("crisis.db", {"run": 1}, console)
    assert lines(console) == ["crisis.db: added 2 events", "crisis.db: nothing new"]


def test_progress_is_silent_in_a_pipe() -> None:
    console = paper()
    with summary.progress(console) as tell:
        assert tell is None
    assert lines(console) == []
    terminal = Console(file=io.StringIO(), width=80, force_terminal=True)
    with summary.progress(terminal) as tell:
        assert tell is not None
        tell(7)
    assert "7 inputs" in terminal.file.getvalue()  # type: ignore[attr-defined]


def test_a_story_and_its_comparison_name_the_outlets() -> None:
    assert "2 reports · Tarn Post, Orsa Daily" in tabled([STORY], 120)
    assert "Tarn Post: 4000 – Tarn massed" in tabled([DIFFERS], 120)
