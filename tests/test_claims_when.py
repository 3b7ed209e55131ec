"""When an act took place: the time in its own clause, or, where it has none, that of the words which tell it."""

from __future__ import annotations

import pytest

from detente.records import Event
from tests.sentence_reader import rows


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Russian warships shelled Odesa on Tuesday.", "ASSAULT", "2024-03-12"),
        ("Russian warships shelled Odesa last week.", "ASSAULT", "2024-03-04"),
        ("Turkey said on Monday it would not hand over the ships to Russia.", "REJECT", "2024-03-11"),
        ("On Sunday, France said it was working with Germany to build a hospital in Kyiv.", "COOPERATE", "2024-03-10"),
        ("The truce got a lift on Tuesday as Russia let it be known that it had cancelled the naval exercise.", "CONCEDE", "2024-03-12"),
        ("France said on Monday that Russian warships had shelled Odesa.", "ASSAULT", None),
        ("Russian warships shelled Odesa on Tuesday, and France condemned Russia.", "ACCUSE", None),
        ("Macron will travel to Kyiv on Tuesday to meet Volodymyr Zelenskiy.", "AGREE", "2024-03-19"),
        ("France now accuses Russia of lying.", "ACCUSE", None),
    ],
)
def test_the_day_of_an_act(text: str, kind: str, day: str | None) -> None:
    found = [e.when.start if e.when else None for e in rows(Event, text) if e.type == kind]
    assert found == [day]
