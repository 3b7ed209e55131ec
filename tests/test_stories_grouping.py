"""Stories: reports of one affair together, others apart, in whatever order they come."""

from __future__ import annotations

import random

from story_reports import NORTH, ROWS, SOUTH, A, B, report

from detente.stories import group

FLOOD = "The river Elbe flooded the old town of Meissen. Firefighters filled sandbags while 300 residents left their houses for a school gym."
FLOOD_TOO = "Some 300 residents of Meissen had to leave their houses when the Elbe flooded the old town. Firefighters piled up sandbags."


def test_two_affairs() -> None:
    reports = [A, B, report("c", "Gazette", FLOOD), report("d", "Wire", FLOOD_TOO)]
    for seed in range(4):
        random.Random(seed).shuffle(reports)
        assert sorted(s.articles for s in group(reports)) == [("a", "b"), ("c", "d")]


def test_the_row() -> None:
    late = report("b", "Harbour Courier", SOUTH, "2031-03-05", title=None)
    (story,) = group([late, report("a", "Northern Standard", NORTH, "2031-03-03T09:00:00Z", title="Norway seizes trawlers")], ROWS)
    assert (story.articles, story.title, story.first_day, story.last_day) == (("a", "b"), "Norway seizes trawlers", "2031-03-03", "2031-03-05")
    assert story.actors == ("NOR.GOV:Tone Aasland", "NOR.MIL", "DNK.GOV", "NOR.GOV", "SWE", "SWE.CVL", "SWE.MIL")
    assert story.places == ()


def test_one_story_takes_all() -> None:
    (story,) = group([A, report("c", "Gazette", FLOOD)], one_story=True)
    assert story.articles == ("a", "c")


def test_years_apart() -> None:
    again = report("b", "Harbour Courier", SOUTH, "2041-03-03")
    assert len(group([A, again])) == 2
    assert len(group([A, report("b", "Harbour Courier", SOUTH, None)])) == 1


def test_nothing_and_empty() -> None:
    assert group([]) == ()
    assert [s.articles for s in group([report("e", "o", ""), report("f", "o", "")])] == [("e",), ("f",)]
