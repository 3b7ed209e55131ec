"""The geometry of pictures: the projection, circles and names on the world, networks, courses."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import cos, radians, sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente.web
from detente.tension import Act, series
from detente.web.drawing.course import NARROW, calendar, course, pair
from detente.web.drawing.labels import CHARACTER, LINE, Circle, Label, cut, labels
from detente.web.drawing.network import Act as Told
from detente.web.drawing.network import network, node
from detente.web.drawing.projection import HALF_HEIGHT, HALF_WIDTH, SCALE, projected
from detente.web.drawing.ring import WIDE, drawing, pictures
from detente.web.drawing.spots import LEAST, Spot, world

RADIUS = 6371007.1809  # metres, of the sphere that has the earth's area (WGS 84), which PROJ uses for eqearth
WORLD = Path(detente.web.__file__).parent / "static/world.svg"


@pytest.mark.parametrize(
    ("lat", "lon", "x", "y"),
    [
        (0, 0, 0, 0),
        (0, 180, 17243959.06, 0),
        (0, -180, -17243959.06, 0),
        (90, 0, 0, 8392927.6),  # the poles are lines
        (90, 180, 10216474.79, 8392927.6),
        (-90, -180, -10216474.79, -8392927.6),
    ],
)
def test_the_projection_has_the_extent_that_proj_gives(lat: float, lon: float, x: float, y: float) -> None:
    assert projected(lat, lon) == pytest.approx((x / RADIUS * SCALE, -y / RADIUS * SCALE), abs=0.001)
    assert abs(projected(lat, lon)[0]) <= HALF_WIDTH
    assert abs(projected(lat, lon)[1]) <= HALF_HEIGHT


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_north_and_south_and_east_and_west_are_mirrored(lat: float, lon: float) -> None:
    x, y = projected(lat, lon)
    assert projected(-lat, lon) == pytest.approx((x, -y))
    assert projected(lat, -lon) == pytest.approx((-x, y))


@given(st.floats(-89, 88), st.floats(-179, 178))
def test_equal_areas_stay_equal(lat: float, lon: float) -> None:
    step = 0.01
    a, b, c = projected(lat, lon), projected(lat + step, lon), projected(lat, lon + step)
    drawn = abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
    assert drawn == pytest.approx(radians(step) ** 2 * cos(radians(lat + step / 2)) * SCALE**2, rel=0.01)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (-90.5, 0)])
def test_no_point_lies_off_the_earth(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="latitudes are from -90 to 90"):
        projected(lat, lon)


def test_the_world_ships_and_is_light() -> None:
    root = ET.parse(WORLD).getroot()
    assert [path.get("id") for path in root] == ["land", "borders"]
    assert root.get("viewBox") == f"{-HALF_WIDTH} {-HALF_HEIGHT} {2 * HALF_WIDTH} {2 * HALF_HEIGHT}"
    assert WORLD.stat().st_size < 500_000
    text = WORLD.read_text("utf8")
    assert "Natural Earth" in text
    assert "Permission to use, copy, modify" in text


def boxes(found: list[Label]) -> list[tuple[float, float, float, float]]:
    out = []
    for label in found:
        wide = CHARACTER * len(label.text)
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        out.append((left, label.y - LINE * 0.7, left + wide, label.y + LINE * 0.2))
    return out


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 300), st.integers(1, 25), st.text("abcdefgh", min_size=1, max_size=20)), max_size=40))
def test_names_lie_in_the_frame_and_on_no_other(given: list[tuple[int, int, int, str]]) -> None:
    circles = [Circle(*c) for c in given]
    found = labels(circles, 400, 300)
    assert len({label.of for label in found}) == len(found)
    for box in boxes(found):
        assert 0 <= box[0] < box[2] <= 400
        assert 0 <= box[1] < box[3] <= 300
    for a, b in combinations(boxes(found), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize(
    ("circles", "sides"),
    [
        ([], []),
        ([(200, 150)], ["start"]),
        ([(380, 150)], ["end"]),  # no room at the right
        ([(200, 150), (230, 150)], ["end", "start"]),  # the other stands where the name would
        ([(200, 150), (240, 150), (160, 150)], ["middle", "start", "end"]),
    ],
)
def test_a_name_stands_where_there_is_room(circles: list[tuple[int, int]], sides: list[str]) -> None:
    assert [label.anchor for label in labels([Circle(x, y, 5, "Veldt") for x, y in circles], 400, 300)] == sides


def test_circles_grow_with_happenings_by_area() -> None:
    made = world([Spot("a", "Veldt", 50, 30, 100), Spot("b", "Quill", 52, 35, 25), Spot("c", "Orsa", 48, 25, 1)])
    radii = [d.r for d in made.dots]
    assert radii[0] / radii[1] == pytest.approx(sqrt(100 / 25), rel=0.02)
    assert [d.spot.name for d in made.dots] == ["Veldt", "Quill", "Orsa"]
    assert [label.text for label in made.labels] == ["Veldt", "Quill", "Orsa"]
    assert all(d.hit >= 12 for d in made.dots)


@pytest.mark.parametrize(
    "where",
    [[], [(60, 10)], [(60, 10), (-40, 175)], [(80, -179), (-80, 179)], [(89.9, 0)], [(0, -180), (1, -180)], [(50.45, 30.52), (50.0, 36.2), (48.0, 37.8)]],
)
@pytest.mark.parametrize("size", [(960, 540), (360, 400)])
def test_every_place_lies_in_the_picture(where: list[tuple[float, float]], size: tuple[int, int]) -> None:
    made = world([Spot(f"p{n}", f"Place {n}", lat, lon, n + 1) for n, (lat, lon) in enumerate(where)], size)
    assert len(made.dots) == len(where)
    for d in made.dots:
        assert 0 <= d.x <= made.width
        assert 0 <= d.y <= made.height
    assert made.width / made.scale >= LEAST * 0.999  # never nearer than a region


TARN, ORSA, QUILL = "TRN", "ORS", "QUI"
ACTS = [
    Told("e1", "h1", 4, "actual", ("TRN.MIL",), ("ORS",)),
    Told("e2", "h1", 4, "actual", ("TRN",), ("ORS.GOV:Ada Lund",)),  # the same happening, told by another report
    Told("e3", None, 3, "actual", ("ORS",), ("TRN",)),
    Told("e4", "h2", 1, "planned", ("TRN", "ORS", "QUI"), ()),  # together
    Told("e5", "h3", 2, "actual", ("QUI",), ("ORS",)),
    Told("e6", "h4", 4, "denied", ("QUI",), ("TRN",)),
    Told("e7", "h5", 4, "threatened", ("QUI",), ("TRN",)),
    Told("e8", "h6", 4, "actual", ("TRN.REB",), ("TRN.MIL",)),  # a state's opponents are a side of their own
    Told("e9", "h7", 4, "actual", ("TRN",), ("TRN.GOV",)),  # with itself
]


@pytest.mark.parametrize(
    ("focus", "side", "ties"),
    [
        (TARN, "conflict", [("ORS", "TRN", 1, 1, 0, 2), ("TRN", "TRN.REB", 0, 1, 0, 1)]),
        (TARN, "cooperation", [("ORS", "QUI", 0, 1, 1, 2), ("ORS", "TRN", 0, 0, 1, 1), ("QUI", "TRN", 0, 0, 1, 1)]),
        (QUILL, "conflict", []),
        ("TRN.MIL", "conflict", [("ORS", "TRN.MIL", 0, 1, 0, 1), ("TRN.MIL", "TRN.REB", 0, 1, 0, 1)]),
        ("ORS.GOV:Ada Lund", "conflict", [("ORS.GOV:Ada Lund", "TRN", 0, 1, 0, 1)]),
    ],
)
def test_acts_are_rolled_up_and_counted_by_happening(focus: str, side: str, ties: list[tuple[object, ...]]) -> None:
    found = network(ACTS, focus, side)  # type: ignore[arg-type]
    assert sorted((t.one, t.other, t.forth, t.back, t.together, t.total) for t in found.ties) == ties


@pytest.mark.parametrize(
    ("actor", "focus", "stands"),
    [
        ("RUS.GOV:Sergey Lavrov", "RUS", "RUS"),
        ("RUS.GOV:Sergey Lavrov", "RUS.GOV:Sergey Lavrov", "RUS.GOV:Sergey Lavrov"),
        ("RUS.GOV:Maria Zakharova", "RUS.GOV:Sergey Lavrov", "RUS"),
        ("RUS.MIL", "RUS.MIL", "RUS.MIL"),
        ("RUS.MIL:A B", "RUS.MIL", "RUS.MIL"),
        ("SYR.REB:A B", "SYR", "SYR.REB"),
        ("SYR.REB:A B", "SYR.REB", "SYR.REB"),
        ("NATO.IGO:Jens Stoltenberg", "RUS", "NATO"),
        ("RUSSIA", "RUS", "RUSSIA"),
    ],
)
def test_an_actor_stands_for_its_state_or_body(actor: str, focus: str, stands: str) -> None:
    assert node(actor, focus) == stands


def many(n: int) -> list[Told]:
    return [Told(f"e{k}-{m}", None, 4, "actual", ("TRN",), (f"C{k:02}",)) for k in range(n) for m in range(n - k)]


@pytest.mark.parametrize(("n", "shown", "left"), [(0, 1, 0), (1, 2, 0), (23, 24, 0), (40, 24, 17)])
def test_a_network_shows_the_heaviest_partners(n: int, shown: int, left: int) -> None:
    found = network(many(n), "TRN", "conflict")
    assert (len(found.nodes), found.left) == (shown, left)
    assert found.nodes == ("TRN", *(f"C{k:02}" for k in range(shown - 1)))


@pytest.mark.parametrize("n", [1, 2, 5, 12, 23, 40])
@pytest.mark.parametrize("size", [WIDE, (360, 460)])
def test_the_names_of_a_network_are_apart(n: int, size: tuple[int, int]) -> None:
    most = 24 if size == WIDE else 13
    made = drawing(network(many(n), "TRN", "conflict", most), lambda actor: f"{actor} and what else", size)
    partners = made.nodes[1:]
    assert all(0 <= node.x <= made.width and 0 <= node.y <= made.height for node in made.nodes)
    for a, b in combinations(partners, 2):
        assert a.anchor != b.anchor or abs(a.label_y - b.label_y) >= 15
    assert made == drawing(network(reversed(many(n)), "TRN", "conflict", most), lambda actor: f"{actor} and what else", size)


def test_a_network_says_what_was_left_out_in_its_table_too() -> None:
    cooperation, conflict = pictures(ACTS, TARN, lambda actor: actor.title())
    assert [(line.one_name, line.other_name, line.total) for line in conflict.lines] == [("Ors", "Trn", 2), ("Trn", "Trn.Reb", 1)]
    assert (cooperation.side, conflict.side) == ("cooperation", "conflict")
    assert {"Ors → Trn: 1; Trn → Ors: 1", "Trn.Reb → Trn: 1"} == {line.title for line in conflict.wide.lines}


def act(day: int, value: float, apart: bool = False) -> Act:
    return Act((date(2031, 3, 1) + timedelta(days=day)).isoformat(), value, value, value, apart, "X", "actual", 1, f"words of day {day}", (f"e{day}",))


def test_a_course_has_conflict_below_and_the_row_that_moved_it() -> None:
    made = course(series(("ORS", "TRN"), [act(0, -8.0), act(3, 6.0), act(5, -3.0, apart=True)]))
    assert made is not None
    assert [(d.day, d.way, d.row) for d in made.dots] == [("2031-03-01", "conflict", "e0"), ("2031-03-04", "cooperation", "e3"), ("2031-03-06", "possible", "e5")]
    below, above, on = made.dots
    assert below.y > made.zero > above.y
    assert on.y == made.zero
    assert all(made.left <= d.x <= made.right and made.top <= d.y <= made.bottom for d in made.dots)
    assert made.dots[0].title == "2031-03-01: 1 happening. words of day 0"


@pytest.mark.parametrize("days", [1, 2, 9, 30, 100, 400, 5000])
def test_the_days_under_a_course_can_be_read(days: int) -> None:
    made = course(series(("ORS", "TRN"), [act(n, (-1) ** n) for n in range(0, days, 1 + days // 50)]), NARROW)
    assert made is not None
    at = [t.at for t in made.days]
    assert 1 <= len(at) <= 5
    assert all(b - a >= 50 for a, b in pairwise(at))
    assert 2 <= len(made.values) <= 9
    assert len(made.points["conflict"].split()) <= 802


def test_nothing_has_no_course() -> None:
    assert course(series(("ORS", "TRN"), [])) is None
    assert pair(series(("ORS", "TRN"), [])) is None


@pytest.mark.parametrize(
    ("first", "span", "most", "texts"),
    [
        ("2031-03-03", 3, 8, ["3 Mar", "4 Mar", "5 Mar", "6 Mar"]),
        ("2031-03-03", 9, 5, ["3 Mar", "5 Mar", "7 Mar", "9 Mar", "11 Mar"]),
        ("2031-03-01", 30, 5, ["3 Mar", "10 Mar", "17 Mar", "24 Mar", "31 Mar"]),
        ("2031-03-01", 100, 5, ["Mar 2031", "Apr 2031", "May 2031", "Jun 2031"]),
        ("2031-03-01", 800, 5, ["Jul 2031", "Jan 2032", "Jul 2032", "Jan 2033"]),
        ("1990-03-01", 12_000, 4, ["1991", "2000", "2009", "2018"]),
    ],
)
def test_days_weeks_months_or_years_are_named(first: str, span: int, most: int, texts: list[str]) -> None:
    assert [text for _, text in calendar(date.fromisoformat(first), span, most)] == texts


@pytest.mark.parametrize(("text", "most", "short"), [("Orsa", 8, "Orsa"), ("United Arab Emirates", 13, "United Arab…"), ("  a \n b ", 9, "a b")])
def test_a_name_is_cut(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short
