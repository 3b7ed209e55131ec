"""When an act took place: the time in its own clause, or, where it has none, that of the words which tell it."""

from __future__ import annotations

import pytest

from detente.records import Event, Meeting
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


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Kenya invited Sudan to talks in Nairobi on Saturday, the Kenyan foreign minister said on Wednesday.", "AGREE", "2024-03-13"),
        ("Norway withdrew from Friday's talks with Peru.", "REJECT", None),
        ("Norway will end its exercise near Peru on Sunday and has withdrawn its threat to Peru.", "CONCEDE", None),
        ("Norway accepted Peru's invitation late on Monday.", "AGREE", "2024-03-11"),
    ],
)
def test_what_is_done_has_no_day_after_the_report(text: str, kind: str, day: str | None) -> None:
    assert [e.when.start if e.when else None for e in rows(Event, text) if e.type == kind] == [day]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Norway has massed 4,000 soldiers near the Peruvian border at Kirkenes, according to officials in Oslo.", ["Kirkenes"]),
        ("Norway has massed 4,000 soldiers, according to officials in Oslo.", [None]),
        ("Officials in Oslo said that Norway had massed 4,000 soldiers at Kirkenes.", ["Kirkenes"]),
        ("Russian warships shelled Odesa.", ["Odesa"]),
    ],
)
def test_an_act_is_not_where_those_are_who_tell_it(text: str, places: list[str | None]) -> None:
    assert [e.where.text if e.where else None for e in rows(Event, text) if e.type in {"MOBILIZE", "ASSAULT"}] == places


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("Norway withdrew from Friday's talks with Peru in Geneva.", "boycotted", "2024-03-15"),
        ("Kenya proposed a meeting of the Norwegian and Peruvian foreign ministers in Nairobi on Saturday.", "proposed", "2024-03-16"),
        ("The UN Security Council meets on Friday in New York.", "planned", "2024-03-15"),
        ("Norway would not meet Peru in Oslo on Friday.", "boycotted", "2024-03-15"),
    ],
)
def test_a_meeting_that_is_dated_ahead_is_not_held(text: str, status: str, day: str) -> None:
    assert [(m.status, m.when.start if m.when else None) for m in rows(Meeting, text)] == [(status, day)]
