"""The same act told twice shares a happening; another act of the same sides does not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story_reports import ROWS, A, B, act, report

from detente.records import Event, When, Where
from detente.stories import align

NIGHT = "Norway attacked a Swedish base near Bergen with drones at night."
AGAIN = "A Swedish base near Bergen was struck by Norwegian drones at night."
MONDAY, FRIDAY = When("2031-03-03", "2031-03-03", "Monday"), When("2031-03-07", "2031-03-07", "Friday")


def in_one_story(*texts: str) -> dict[str, object]:
    return {f"r{n}": report(f"r{n}", f"o{n}", text, story="s") for n, text in enumerate(texts)}


def shared(first: Event, second: Event, *texts: str) -> bool:
    told = align(in_one_story(*texts), {first.article: [first], second.article: [second]})  # type: ignore[arg-type]
    one, two = (row for rows in told.values() for row in rows if isinstance(row, Event))
    return one.happening == two.happening


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({}, {}, True),
        ({"actors": ("NOR.MIL",)}, {"actors": ("NOR.GOV:Tone Aasland",)}, True),
        ({"recipients": ()}, {}, True),
        ({"status": "denied"}, {}, True),
        ({"when": MONDAY}, {"when": When("2031-03", "2031-03", "this month")}, True),
        ({"when": MONDAY}, {"when": FRIDAY}, False),
        ({"actors": ("DNK",)}, {}, False),
        ({"recipients": ("FIN",)}, {}, False),
        ({"type": "REQUEST"}, {}, False),
        ({"where": Where("Bergen", "Bergen", "NOR")}, {"where": Where("Malmö", "Malmö", "SWE")}, False),
    ],
)
def test_two_reports(first: dict[str, object], second: dict[str, object], same: bool) -> None:
    a, b = report("r0", "o0", NIGHT), report("r1", "o1", AGAIN)
    one = replace(act(a, "attacked", "ASSAULT", ("NOR",), ("SWE",)), **first)
    two = replace(act(b, "struck", "ASSAULT", ("NOR",), ("SWE",)), **second)
    assert shared(one, two, NIGHT, AGAIN) == same
    assert shared(two, one, NIGHT, AGAIN) == same


def test_another_act_of_the_same_sides() -> None:
    other = "Norwegian frogmen blew up a Swedish pipeline off Kristiansand."
    a, b = report("r0", "o0", NIGHT), report("r1", "o1", other)
    assert not shared(act(a, "attacked", "ASSAULT", ("NOR",), ("SWE",)), act(b, "blew", "ASSAULT", ("NOR",), ("SWE",)), NIGHT, other)


def test_stories_apart() -> None:
    a, b = (report(n, n, text) for n, text in (("r0", NIGHT), ("r1", AGAIN)))
    told = align({"r0": a, "r1": b}, {"r0": [act(a, "attacked", "ASSAULT", ("NOR",), ("SWE",))], "r1": [act(b, "struck", "ASSAULT", ("NOR",), ("SWE",))]})
    assert told["r0"][0].happening != told["r1"][0].happening  # type: ignore[attr-defined]


def test_every_event_has_one_and_rows_keep_their_order() -> None:
    articles = {k: replace(v, story="s") for k, v in (("a", A), ("b", B))}
    told = align(articles, ROWS)
    assert {k: [r.id for r in rows] for k, rows in told.items()} == {k: [r.id for r in rows] for k, rows in ROWS.items()}
    assert all(r.happening for rows in told.values() for r in rows if isinstance(r, Event))
    assert told["a"][0].happening == told["b"][0].happening  # type: ignore[attr-defined]
    assert align(dict(reversed(articles.items())), ROWS) == told
