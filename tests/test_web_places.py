"""The map and the macros of pictures: what they count, and that a name is a name whatever is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.records import Event, When, Where
from detente.tension import Act, series
from detente.views.places import Told, places
from detente.web import Settings, create
from detente.web.drawing.course import pair
from detente.web.drawing.network import Act as Tied
from detente.web.drawing.ring import pictures
from detente.web.guard.keys import Keys
from detente.web.site import Site
from tests.ledger_rows import MASSED, ROWS

HOME = "http://127.0.0.1:8000"
BAD = "<script>xss(1)</script>\"'><img src=x onerror=xss(1)>"
VELDT, QUILL, SOMEWHERE = Where("Veldt", "Veldt", "NOR", 60.0, 10.0), Where("Quill", "Quill", "SWE", 59.0, 18.0), Where("the hills", "Hills", None)


def act(name: str, where: Where, day: str | None = "2031-03-03", **more: object) -> Event:
    return replace(MASSED, id=name, where=where, when=When(day, None, "") if day else None, **{"happening": None, **more})  # type: ignore[arg-type]


EVENTS = (
    act("v1", VELDT, happening="h7"),
    act("v2", VELDT, "2031-03-04", happening="h7"),  # another report of the same
    act("v3", VELDT, "2031-03-05", type="CONSULT", actors=("QUI",)),
    act("w1", QUILL, "2031-03"),
    act("x1", SOMEWHERE),
    act("y1", Where(BAD, BAD, "NOR", 61.0, 11.0)),
    act("z1", QUILL, "2030-11-01"),  # before the last ninety days
    act("d1", VELDT, "2031-03-05", status="denied"),
    act("p1", Where("Europe", "Europe", None, 50.0, 15.0), "2031-03-05", status="past"),
    act("d2", Where("Orsk", "Orsk", "SWE", 58.0, 15.0), "2031-03-05", status="threatened"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("map") / "small.db"
    with Ledger.open(path) as ledger:
        ledger.add([*(r for r in ROWS if not isinstance(r, Event)), *EVENTS])
    with TestClient(create(path), HOME) as made:
        yield made


def lines(client: TestClient, address: str) -> list[tuple[str, ...]]:
    """Of each line of the table: place, country, happenings, first and last day, kinds, how they are told."""
    answer = client.get(address)
    assert answer.status_code == 200
    rows = html.fromstring(answer.text).xpath("//table[contains(@class, 'places')]/tbody/tr")
    return [tuple(" ".join(cell.text_content().split()) for cell in row)[:7] for row in rows]


M, C = "mobilize 1", "consult 1"
BAD_ONE = (BAD, "Norway", "1", "2031-03-03", "2031-03-03", M, "actual 1")
HILLS = ("Hills not on the map", "", "1", "2031-03-03", "2031-03-03", M, "actual 1")
IN_QUILL = ("Quill", "Sweden", "1", "2031-03", "2031-03", M, "actual 1")
EUROPE = ("Europe not on the map", "", "1", "2031-03-05", "2031-03-05", M, "past 1")
EARLIER = ("Quill", "Sweden", "1", "2030-11-01", "2030-11-01", M, "actual 1")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", [("Veldt", "Norway", "2", "2031-03-03", "2031-03-05", "consult 1, mobilize 1", "actual 2"), BAD_ONE, EUROPE, HILLS, IN_QUILL]),
        (
            "?status=any",
            [
                ("Veldt", "Norway", "3", "2031-03-03", "2031-03-05", "mobilize 2, consult 1", "actual 2, denied 1"),
                BAD_ONE,
                EUROPE,
                HILLS,
                ("Orsk", "Sweden", "1", "2031-03-05", "2031-03-05", M, "threatened 1"),
                IN_QUILL,
            ],
        ),
        ("?status=Denied", [("Veldt", "Norway", "1", "2031-03-05", "2031-03-05", M, "denied 1")]),
        ("?type=consult", [("Veldt", "Norway", "1", "2031-03-05", "2031-03-05", C, "actual 1")]),
        ("?actor=qui", [("Veldt", "Norway", "1", "2031-03-05", "2031-03-05", C, "actual 1")]),
        ("?since=2031-03-04&until=2031-03-04", [IN_QUILL, ("Veldt", "Norway", "1", "2031-03-04", "2031-03-04", M, "actual 1")]),
        ("?until=2030", [EARLIER]),
        ("?since=2030-01&until=2030-12&actor=", [EARLIER]),
        ("?actor=NOBODY", []),
    ],
)
def test_places_are_counted_by_happening(asked: str, found: list[tuple[str, ...]], client: TestClient) -> None:
    assert lines(client, f"/map{asked}") == found


def test_the_map_draws_what_has_coordinates_and_links_to_the_table(client: TestClient) -> None:
    page = html.fromstring(client.get("/map").text)
    for drawing in page.xpath("//figure[contains(@class, 'world')]//svg[@role='group']"):
        links = drawing.xpath(".//a")
        assert [a.get("aria-label") for a in links] == ["Veldt: 2 happenings", f"{BAD}: 1 happening", "Quill: 1 happening"]
        assert [page.get_element_by_id(a.get("href")[1:]).xpath("string(th)").strip() for a in links] == ["Veldt", BAD, "Quill"]
        assert drawing.xpath(".//use/@href") == ["/static/world.svg#land", "/static/world.svg#borders"]
    assert not page.xpath("//script[not(@src)] | //img")


def test_what_did_not_happen_is_hollow_and_only_where_it_is_asked_for(client: TestClient) -> None:
    def drawn(asked: str) -> dict[str, list[str]]:
        picture = html.fromstring(client.get(f"/map{asked}").text).xpath("//div[@class='on-wide']/svg")[0]
        return {a.get("aria-label"): a.xpath("circle[contains(@class, 'spot')]/@class") for a in picture.xpath(".//a")}

    assert {c for circles in drawn("").values() for c in circles} == {"spot"}
    assert drawn("?status=any") == {
        "Veldt: 3 happenings, 2 of them told as done": ["spot hollow", "spot"],
        f"{BAD}: 1 happening": ["spot"],
        "Orsk: 1 happening, not told as done": ["spot hollow"],
        "Quill: 1 happening": ["spot"],
    }
    assert drawn("?status=denied") == {"Veldt: 1 happening, not told as done": ["spot hollow"]}


@pytest.mark.parametrize(("asked", "hollow"), [("", False), ("?status=any", True), ("?status=denied", True)])
def test_a_legend_says_what_hollow_circles_are_where_there_are_any(asked: str, hollow: bool, client: TestClient) -> None:
    page = html.fromstring(client.get(f"/map{asked}").text)
    assert any("not told as done" in li.text_content() for li in page.xpath("//ul[@class='legend']/li")) == hollow
    assert [o.get("value") for o in page.xpath("//select[@name='status']/option")][:2] == ["", "any"]


def test_who_acts_may_be_asked_by_name(client: TestClient) -> None:
    answer = client.get("/map?actor=Tarn&type=consult", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/map?actor=TRN&type=consult")
    assert "by Tarn from 2030-12-06" in " ".join(html.fromstring(client.get("/map?actor=Tarn").text).xpath("string(//p[@class='tally'])").split())


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [("?actor=NOBODY", 200, "No places are known from 2030-12-06 to 2031-03-05; take a filter away"), ("?since=soon", 422, "is no day"), ("?until=2031-02-30", 422, "is no day")],
)
def test_what_cannot_be_shown_is_told(asked: str, status: int, words: str, client: TestClient) -> None:
    answer = client.get(f"/map{asked}")
    assert answer.status_code == status
    assert words in " ".join(html.fromstring(answer.text).xpath("string(//main)").split())


def test_an_empty_ledger_has_a_map(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "none.db").close()
    with TestClient(create(tmp_path / "none.db"), HOME) as client:
        assert "No places are known yet" in client.get("/map").text


def test_a_name_without_a_country_is_the_only_place_of_that_name() -> None:
    told: list[Told] = [
        ("2031-03-01", "e1", None, "AID", "actual", Where("Veldt", "Veldt")),
        ("2031-03-02", "e2", None, "AID", "denied", VELDT),
        ("", "e3", None, "AID", "past", Where("Orsa", "Orsa", "SWE")),
    ]
    assert [(p.name, p.country, p.n, p.done, p.lat, p.first, p.rows) for p in places(told)] == [
        ("Veldt", "NOR", 2, 1, 60.0, "2031-03-01", (("e2", "AID"), ("e1", "AID"))),
        ("Orsa", "SWE", 1, 1, None, None, (("e3", "AID"),)),
    ]


@pytest.fixture
def site() -> Site:
    return Site(Ledger.memory(), Settings(), Keys(None))


def test_a_network_with_hostile_names_is_text(site: Site) -> None:
    acts = [Tied("e1", None, 4, "actual", (f"TRN.GOV:{BAD}",), ("ORS",))]
    made = pictures(acts, f"TRN.GOV:{BAD}", lambda actor: actor)
    text = site.templates.from_string('{% from "_network.html" import networks %}{{ networks("n", made) }}').render(made=made)
    page = html.fragment_fromstring(text, create_parent=True)
    assert not page.xpath(".//script | .//img")
    assert [" ".join(p.text_content().split()) for p in page.xpath(".//p")] == [f"No cooperation of TRN.GOV:{BAD} with others is known in these days."]
    assert [a.get("aria-label") for a in page.xpath(".//svg")[0].xpath(".//a")] == [f"TRN.GOV:{BAD}", "ORS: 1 happening"]
    assert all(a.get("href").startswith("/actors/") and "<" not in a.get("href") for a in page.xpath(".//a"))


def test_a_course_with_hostile_words_is_text(site: Site) -> None:
    acts = [Act(f"2031-03-0{day}", -8.0, -8.0, -8.0, False, "ASSAULT", "actual", 1, BAD, (row,)) for day, row in ((1, "e1"), (3, "e2"))]
    made = pair(series(("ORS", "TRN"), acts))
    text = site.templates.from_string('{% from "_course.html" import course %}{{ course("c", names, made) }}{{ course("d", names, none) }}').render(made=made, names=BAD)
    page = html.fragment_fromstring(text, create_parent=True)
    assert not page.xpath(".//script | .//img")
    assert set(page.xpath(".//svg")[0].xpath(".//a/@aria-label")) == {f"2031-03-0{n}: 1 happening. {BAD}" for n in (1, 3)}
    assert page.xpath(".//table//a/@href") == ["/row/e2", "/row/e1"]
    assert [p.text_content() for p in page.xpath(".//p")] == [f"Nothing with a known day happened between {BAD} in these days."]


def test_one_day_is_no_course(site: Site) -> None:
    made = pair(series(("ORS", "TRN"), [Act("2031-03-01", -8.0, -8.0, -8.0, False, "ASSAULT", "actual", 1, "massed", ("e1",))]))
    text = site.templates.from_string('{% from "_course.html" import course %}{{ course("c", "Orsa – Tarn", made) }}').render(made=made)
    page = html.fragment_fromstring(text, create_parent=True)
    assert not page.xpath(".//svg")
    assert page.xpath("string(.//figure/p)") == "All on one day, 2031-03-01, so that there is no course to draw."
    assert page.xpath(".//table//a/@href") == ["/row/e1"]
