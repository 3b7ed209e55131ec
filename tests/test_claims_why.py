"""Why an act was read as it was: slots, status, and the frames that lost, in words."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.pipeline import reasons
from detente.records import Event
from tests.sentence_reader import article, rows

BOOK = Codebook()


def told(text: str) -> dict[str, tuple[str, ...]]:
    (row,) = rows(Event, text)
    return reasons(article(text), row, BOOK)


@pytest.mark.parametrize(
    ("text", "who", "whom", "status"),
    [
        ("Norway called on Peru to withdraw its troops.", "subject of “called”: “Norway” (NOR)", "“on” behind “called”: “Peru” (PER)", "no word makes it other than done"),
        ("Norway will send weapons to Peru.", "subject of “send”: “Norway” (NOR)", "“to” behind “send”: “Peru” (PER)", "planned: “will”"),
        (
            "Norwegian police arrested two local journalists.",
            "subject of “arrested”: “Norwegian police” (NOR.COP)",
            "the words that stand as its object, in what it is about or behind “from” or “by” name nobody known",
            "no word makes it other than done",
        ),
        ("Norway and Peru held talks on Monday.", "subject of “held”: “Norway” (NOR), “Peru” (PER)", "all do together", "no word makes it other than done"),
        ("Norway might attack Peru.", "subject of “attack”: “Norway” (NOR)", "object of “attack”: “Peru” (PER)", "hypothetical: “might”"),
    ],
)
def test_sides_and_status(text: str, who: str, whom: str, status: str) -> None:
    why = told(text)
    assert why["who"] == (who,)
    assert whom in why["towards whom"][0]
    assert why["status"][0] == status


def test_a_turn_says_what_was_turned() -> None:
    assert "told as refused, so AID is REJECT (turn “refused”)" in told("Norway would not send weapons to Peru.")["status"]


def test_frames_that_lost_say_why() -> None:
    text = "Norway called on Peru to withdraw its troops."
    (row,), why = rows(Event, text), told(text)
    assert "retreat.cease: asks for “call off”" in why["frames that lost"]
    assert not any(line.startswith(f"{row.rule}:") for line in why["frames that lost"])
    assert [line for line in why["other words"] if "is what “called” is about, no act of its own" not in line] == []
    assert why["other words"][0].startswith("“withdraw” (retreat.withdraw")


def test_a_row_that_another_codebook_made_is_not_explained_by_this_one() -> None:
    text = "Norway called on Peru to withdraw its troops."
    (row,) = rows(Event, text)
    assert reasons(article("Norway and Peru share a border and a sea."), row, BOOK) == {}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Norway attacked Peru on Monday. Norway demanded an apology.", "by the sentences before: whom the same side last acted on, or who acted on it"),
        ("Norway seized two trawlers while Peru slept.", "by being the only other side that the sentence names"),
        ("Uganda condemned Peru's plan. Norway rejected the plan.", "by the thing it is done to, which the text gave to them before"),
    ],
)
def test_the_way_is_told_on_which_the_other_side_is_known(text: str, whom: str) -> None:
    row = rows(Event, text)[-1]
    (told,) = reasons(article(text), row, BOOK)["towards whom"]
    assert told.startswith(whom)
