"""The calendar: how a month stands by all reports of it, as a grid and as a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.records import Meeting, Promise, Row, When, Where
from detente.views.month import beside, month
from detente.views.reader import Reader
from detente.web import create
from tests.ledger_rows import GONE_BY, MEETS, ROWS

HOME = "http://127.0.0.1:8000"
BAD = "<script>xss(1)</script>\"'><img src=x onerror=xss(1)>"


def meets(name: str, status: str, start: str | None, end: str | None = None, **more: object) -> Meeting:
    return replace(MEETS, id=name, status=status, when=When(start, end, "") if start else None, happening=None, **more)  # type: ignore[arg-type]


def owes(name: str, due: str, state: str = "open", what: str = "leave") -> Promise:
    return replace(GONE_BY, id=name, due=When(None, due, ""), state=state, what=what)  # type: ignore[arg-type]


ONE = {"parties": ("TRN", "ORS"), "places": ()}
OTHER = {"parties": ("TRN", "QUI"), "places": ()}


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([], []),
        ([meets("m1", "planned", "2031-03-07")], [("2031-03-07", "planned", ("m1",))]),
        ([meets("m1", "planned", "2031-02-28")], []),
        ([meets("m1", "planned", None)], []),
        ([meets("m1", "planned", "2031-03-07"), meets("m2", "held", "2031-03-07")], [("2031-03-07", "held", ("m2", "m1"))]),  # the same two on the same day
        ([meets("m1", "held", "2031-03-07", **ONE), meets("m2", "planned", "2031-03-07", **OTHER)], [("2031-03-07", "held", ("m1",)), ("2031-03-07", "planned", ("m2",))]),
        (
            [meets("m1", "planned", "2031-03-06"), replace(meets("m2", "cancelled", None), happening="h"), replace(meets("m3", "planned", "2031-03-09"), happening="h")],
            [("2031-03-06", "planned", ("m1",))],
        ),
        ([meets("m1", "held", "2031-03-05", "2031-03-07")], [("2031-03-05 to 2031-03-07", "held", ("m1",))]),  # once, not on each day
        ([meets("m1", "held", "2031-02-27", "2031-03-01")], [("2031-03-01 to 2031-03-01", "held", ("m1",))]),
        ([meets("m1", "held", "2031-03-08", "2031-03-11")], [("2031-03-08 to 2031-03-09", "held", ("m1",)), ("2031-03-10 to 2031-03-11", "held again", ("m1",))]),  # over a Sunday
        ([meets("m1", "proposed", "2031-03")], [("", "proposed", ("m1",))]),  # some time in the month
        ([owes("o1", "2031-03-09")], [("2031-03-09", "overdue", ("o1",))]),
        ([owes("o1", "2031-03-11")], [("2031-03-11", "open", ("o1",))]),
        ([owes("o1", "2031-03-09"), owes("o2", "2031-03-09", "met")], [("2031-03-09", "met", ("o1", "o2"))]),
    ],
)
def test_a_month_has_each_meeting_once(rows: list[Row], shown: list[tuple[str, str, tuple[str, ...]]]) -> None:
    made = month(rows, Reader(rows), "2031-03", "2031-03-10")
    on_days = [(d.day, e.state, e.rows) for week in made.weeks for d in week.days for e in d.entries]
    over = [(f"{week.days[b.start].day} to {week.days[b.start + b.days - 1].day}", f"{b.entry.state}{' again' * b.again}", b.entry.rows) for week in made.weeks for b in week.bars]
    assert [*on_days, *over, *(("", e.state, e.rows) for e in made.whole)] == shown


@pytest.mark.parametrize(
    ("of", "first", "last", "weeks"), [("2031-03", "2031-02-24", "2031-04-06", 6), ("2027-02", "2027-02-01", "2027-02-28", 4), ("2032-02", "2032-01-26", "2032-02-29", 5)]
)
def test_a_grid_has_whole_weeks(of: str, first: str, last: str, weeks: int) -> None:
    made = month([], Reader([]), of, "2031-01-01")
    days = [d for week in made.weeks for d in week.days]
    assert (days[0].day, days[-1].day, len(made.weeks)) == (first, last, weeks)
    assert all(d.within == d.day.startswith(of) for d in days)


@pytest.mark.parametrize(("of", "by", "found"), [("2031-03", -1, "2031-02"), ("2031-01", -1, "2030-12"), ("2031-12", 1, "2032-01"), ("1900-01", -1, "1899-12")])
def test_months_follow_each_other(of: str, by: int, found: str) -> None:
    assert beside(of, by) == found


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("calendar") / "small.db"
    more = [meets("m2", "cancelled", "2031-03-12", places=(Where(BAD),), format=BAD), meets("m3", "held", "2031-03-12", **OTHER)]
    with Ledger.open(path) as ledger:
        ledger.add([*ROWS, *more])
    with TestClient(create(path), HOME) as made:
        yield made


def test_the_grid_links_to_the_rows(client: TestClient) -> None:
    page = html.fromstring(client.get("/calendar").text)  # of the last report, March 2031
    cells = {cell.xpath(".//time/@datetime")[0]: cell for cell in page.xpath("//table//td[contains(@class, 'some')]")}
    told = {day: [" ".join(li.text_content().split()) for li in cell.xpath(".//li")] for day, cell in cells.items()}
    assert told == {
        "2031-03-07": ["○ Ada Lund (TRN), Orsa: meeting in Veldt planned"],
        "2031-03-09": ["◇ Tarn owes Orsa: leave due"],
        "2031-03-12": [f"✕ Ada Lund (TRN), Orsa: {BAD} in <script>xss(1)</script>\"'><img src=x … cancelled", "● Tarn, QUI: meeting held"],
    }
    assert [a.get("href") for cell in cells.values() for a in cell.xpath(".//a")] == ["/row/m1", "/row/o1", "/row/m2", "/row/m3"]
    assert page.xpath("//a[@rel]/@href") == ["/calendar?month=2031-02", "/calendar?month=2031-04"]
    assert not page.xpath("//script[not(@src)] | //img")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/calendar?month=2029-05", 200, "No meeting and nothing due is known in May 2029."),
        ("/calendar?month=", 200, "March 2031"),
        ("/calendar?month=2199-12", 200, "2199-11"),
        ("/calendar?month=2031-13", 422, "no month of a calendar here; write 2022-01"),
        ("/calendar?month=0000-01", 422, "month"),
        ("/calendar.ics?month=2029-05", 404, "nothing is due on a day that is told"),
        ("/calendar.ics?month=x", 422, "month"),
    ],
)
def test_other_months_are_told_or_refused(address: str, status: int, words: str, client: TestClient) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text


def test_a_month_is_a_file_for_other_calendars(client: TestClient) -> None:
    answer = client.get("/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.text.split("\r\n")
    assert [line for line in lines if line.startswith("UID")] == ["UID:m1@detente", "UID:o1@detente", "UID:m3@detente"]
    assert 'filename="detente-2031-03.ics"' in answer.headers["content-disposition"]
