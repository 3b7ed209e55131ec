"""What stands on the agenda of a day, on a terminal, as JSON lines and as a calendar."""

from __future__ import annotations

import io
import json
from datetime import date

import icalendar
import pytest
from ledger_rows import GONE_BY, MASSED, MEETS, ROWS
from msgspec.structs import replace
from rich.console import Console

from detente.exports import FORMATS, ExportError
from detente.records import Row, When
from detente.views import agenda
from detente.views.plans import bounds, entries, span, within

AWAITED = replace(GONE_BY, id="o2", what="a written answer", due=None)
PLAN = replace(MASSED, id="e9", status="planned", when=When("2031-04", None, "in April"), happening="h9")
WITH = (*ROWS, AWAITED, PLAN)


def lines(rows: tuple[Row, ...], on: str) -> list[tuple[str, str, str]]:
    return [(x.section, x.entry.kind, x.entry.what.split()[0]) for x in agenda.agenda(rows, on)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2031-03-03", []),
        ("2031-03-04", [("coming", "meeting", "meeting"), ("coming", "event", "massed")]),
        ("2031-03-07", [("today", "meeting", "meeting"), ("coming", "promise", "leave"), ("coming", "event", "massed"), ("no day", "promise", "a")]),
        ("2031-03-09", [("today", "promise", "leave"), ("coming", "event", "massed"), ("no day", "promise", "a")]),
        ("2031-03-10", [("overdue", "promise", "leave"), ("coming", "event", "massed"), ("no day", "promise", "a")]),
        ("2031-05-01", [("overdue", "promise", "leave"), ("no day", "promise", "a")]),
    ],
)
def test_what_stands_on_a_days_agenda(on: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(WITH, on) == expected


def test_what_was_met_is_on_no_agenda_once_that_was_told() -> None:
    met = replace(GONE_BY, state="met", rows=("e2", "e8"))
    left = replace(MASSED, id="e8", article="b1", type="RETREAT", happening="h8")
    assert lines((*(r for r in ROWS if r is not GONE_BY), met, left), "2031-03-10") == []
    assert lines((*(r for r in ROWS if r is not GONE_BY), met), "2031-03-10") == [("overdue", "promise", "leave")]


def test_a_meeting_that_was_held_or_called_off_is_no_plan() -> None:
    off = replace(MEETS, id="m2", article="b1", status="cancelled")
    assert ("today", "meeting", "meeting") not in lines((*ROWS, off), "2031-03-07")


def test_two_reports_of_one_debt_are_one_line() -> None:
    again = replace(GONE_BY, id="o3", article="a1")
    (entry,) = (e for e in entries((*ROWS, again)) if e.kind == "promise")
    assert (entry.rows, entry.outlets) == (("o1", "o3"), ("Orsa Daily", "Tarn Post"))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        (None, (None, None)),
        (When(None, None, "soon"), (None, None)),
        (When("2032-02", None, "in February"), ("2032-02-01", "2032-02-29")),
        (When(None, "2031-03-09", "by Sunday"), ("2031-03-09", "2031-03-09")),
        (When("2031", None, "in 2031"), ("2031-01-01", "2031-12-31")),
        (When("2031-03-07T10:00", None, "at ten"), ("2031-03-07", "2031-03-07")),
    ],
)
def test_the_days_of_a_time(value: When | None, days: tuple[str | None, str | None]) -> None:
    assert bounds(value) == days


def test_it_reads_at_a_glance() -> None:
    console = Console(file=io.StringIO(), width=120, highlight=False)
    agenda.table(WITH, "2031-03-10", console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Agenda of 2031-03-10" in text
    assert "Tarn owes Orsa: leave" in text
    assert "1 day ago" in text
    assert "1 overdue, 1 coming up, 1 no day set" in text
    empty = Console(file=io.StringIO(), width=80, highlight=False)
    agenda.table([], "2031-03-10", empty)
    assert "nothing planned, due or awaited" in empty.file.getvalue()  # type: ignore[attr-defined]


def test_json_lines_say_what_is_overdue() -> None:
    out = io.BytesIO()
    agenda.write(WITH, "2031-03-10", out)
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(x["section"], x["state"], x["rows"]) for x in found] == [("overdue", "overdue", ["o1"]), ("coming", "planned", ["e9"]), ("no day", "open", ["o2"])]


def test_a_calendar_that_others_read() -> None:
    out = io.BytesIO()
    FORMATS["ics"](WITH, out, ("meeting", "promise", "event"))
    raw = out.getvalue()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    read = icalendar.Calendar.from_ical(raw)
    assert (read["version"], read["prodid"].startswith("-//detente//")) == ("2.0", True)
    found = [(e["uid"], e.decoded("dtstart"), e.decoded("dtend"), str(e["summary"])) for e in read.walk("VEVENT")]
    assert found == [
        ("m1@detente", date(2031, 3, 7), date(2031, 3, 8), "Ada Lund (TRN), Orsa: meeting in Veldt (planned)"),
        ("o1@detente", date(2031, 3, 9), date(2031, 3, 10), "Due: Tarn owes Orsa: leave"),
        ("e9@detente", date(2031, 4, 1), date(2031, 5, 1), "Some time in April 2031: Tarnish military → Orsa: massed 4,000 troops on the Orsan border on Monday (planned)"),
    ]
    again = io.BytesIO()
    FORMATS["ics"](WITH, again, ("meeting", "promise", "event"))
    assert again.getvalue() == raw


def test_a_calendar_of_nothing_is_refused() -> None:
    with pytest.raises(ExportError, match="no meeting is planned and nothing is due"):
        FORMATS["ics"](ROWS[:3], io.BytesIO(), ("meeting",))


@pytest.mark.parametrize(
    ("when", "some", "words"),
    [
        (When("2031-03-07", None, "on Friday"), False, "on 7 March"),
        (When("2031-03-03", "2031-03-09", "last week"), True, "from 3 to 9 March"),
        (When("2031-02-27", "2031-03-01", "in recent days"), True, "from 27 February to 1 March"),
        (When("2030-12-30", "2031-01-05", "next week"), True, "from 30 December 2030 to 5 January 2031"),
        (When("2031-03", None, "this month"), True, "in March 2031"),
        (When("2031-03-05", "2031-03-07", "between 5 and 7 March"), True, "from 5 to 7 March"),
        (When("2031-03-05", "2031-03-07", "from March 5 to 7"), False, "from 5 to 7 March"),
        (When("2031-03-05", "2031-03-07", "March 5th–7th"), False, "from 5 to 7 March"),
        (When("2031-03-05", "2031-03-07", "5 March until 7 March"), False, "from 5 to 7 March"),
        (When("2031-03-03", "2031-03-04", "on Monday and Tuesday"), False, "from 3 to 4 March"),
    ],
)
def test_some_time_within_days_is_not_all_of_them(when: When, some: bool, words: str) -> None:
    first, last = bounds(when)
    assert (within(when), span(first or "", last or "")) == (some, words)
