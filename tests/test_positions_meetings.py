"""Who met: text → parties, status, forum, level, places, day, outcome and agenda of each meeting."""

from __future__ import annotations

from typing import Any

import pytest

from detente.records import Event, Meeting
from tests.sentence_reader import OUTLET, offices, reading, rows


def short(m: Meeting) -> tuple[Any, ...]:
    return offices(m.parties), m.status, [w.text for w in m.places], m.when and m.when.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norwegian and Peruvian foreign ministers met in Oslo on Tuesday.", [("NOR.GOV,PER.GOV", "held", ["Oslo"], "2024-03-12")]),
        ("The Norwegian prime minister will meet the Peruvian president in Lima on Friday.", [("NOR.GOV,PER.GOV", "planned", ["Lima"], "2024-03-15")]),
        ("Talks between Norway and Peru were held in Lima last week.", [("NOR,PER", "held", ["Lima"], "2024-03-04")]),
        ("Talks between Norway and Peru were cancelled on Monday.", [("NOR,PER", "cancelled", [], "2024-03-11")]),
        ("Norway boycotted the talks with Peru in Geneva.", [("NOR,PER", "boycotted", ["Geneva"], None)]),
        ("Norway proposed talks with Peru in Geneva next week.", [("NOR,PER", "proposed", ["Geneva"], "2024-03-18")]),
        ("The Norwegian president spoke by phone with the Peruvian president on Monday.", [("NOR.GOV,PER.GOV", "held", [], "2024-03-11")]),
        ("Norway met Peru for talks in Lima.", [("NOR,PER", "held", ["Lima"], None)]),
        ("The Norwegian foreign minister visited Lima on Monday.", [("NOR.GOV,PER", "held", ["Lima"], "2024-03-11")]),
        ("The Norwegian president hosted the Peruvian president in Oslo.", [("NOR.GOV,PER.GOV", "held", ["Oslo"], None)]),
        ("The Norwegian foreign minister spoke in Oslo alongside the Peruvian foreign minister.", [("NOR.GOV,PER.GOV", "held", ["Oslo"], None)]),
        ("Poland postponed a summit with Hungary.", [("POL,HUN", "cancelled", [], None)]),
        ("Kenya will host talks between Uganda and Rwanda in Nairobi.", [("KEN,UGA,RWA", "planned", ["Nairobi"], None)]),
        ("The foreign ministers of Norway and Peru met in Oslo, Bergen and Lima.", [("NOR.GOV,PER.GOV", "held", ["Oslo", "Bergen", "Lima"], None)]),
        ("A Turkish-hosted peace conference will begin in Antalya on Monday.", [("TUR", "planned", ["Antalya"], "2024-03-18")]),
        ("UN-led truce talks in Vienna are due to restart.", [("UN", "planned", ["Vienna"], None)]),
        ("Kenya’s president got an invitation to visit Finland.", [("KEN.GOV,FIN", "proposed", [], None)]),
        ("The Kenyan foreign minister has been lobbying in Paris and Berlin.", [("KEN.GOV,FRA,DEU", "held", ["Paris", "Berlin"], None)]),
        ("The UN Security Council will consider the plan on Friday.", [("UN", "planned", [], "2024-03-15")]),
        ("Norway called for talks between Chad and Libya.", [("TCD,LBY", "proposed", [], None)]),
        ("Norway and Peru held talks on Europe.", [("NOR,PER", "held", [], None)]),
        ("A press conference was held in Antalya on Monday.", []),
        ("The envoys met.", []),
        ("Norway met its targets in Peru.", []),
        ("Norway denied that it had met Peru in Oslo.", []),
        ("Norway imposed sanctions on Peru in Oslo.", []),
        ("Kenya meet Uganda in the cup final on Sunday.", []),
    ],
)
def test_sentences(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert [short(m) for m in rows(Meeting, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway and Peru met in Oslo on Monday. They met again in Oslo on Monday.", ["held"]),
        ("Norway and Peru met in Oslo on Monday. Norway and Peru will meet in Lima on Friday.", ["held", "planned"]),
        ("Norway and Peru met in Oslo on Monday. Norway and Peru met in Lima on Wednesday.", ["held", "held"]),
        ("Norway and Peru met in Oslo on Monday. Norway and Kenya met in Oslo on Monday.", ["held", "held"]),
    ],
)
def test_a_meeting_told_twice_is_one(text: str, expected: list[str]) -> None:
    assert [m.status for m in rows(Meeting, text)] == expected


@pytest.mark.parametrize(
    ("text", "format", "level", "outcome", "agenda"),
    [
        ("The summit between Poland and Hungary in Vienna ended without agreement.", "summit", None, "ended without agreement", None),
        ("The Nato-Russia Council met in Brussels on Wednesday.", "NATO-Russia Council", None, None, None),
        ("Norway and Peru held talks in Oslo on fishing rights.", None, None, None, "fishing rights"),
        ("The Norwegian president spoke by phone with the Peruvian president on Monday.", "phone call", None, None, None),
        ("A Yemeni reconciliation congress is to be held in Oman.", "reconciliation congress", None, None, None),
        ("The Norwegian foreign minister, Kari Lund, met the Peruvian foreign minister, Ana Rojas, in Oslo.", None, "minister", None, None),
        ("The Peruvian president, Ana Rojas, met the Norwegian prime minister, Kari Lund, in Oslo.", None, "leader", None, None),
    ],
)
def test_forum_level_outcome_and_agenda(text: str, format: str | None, level: str | None, outcome: str | None, agenda: str | None) -> None:  # noqa: A002
    (m,) = rows(Meeting, text)
    assert (m.format, m.level, m.outcome, m.agenda) == (format, level, outcome, agenda)


def test_a_meeting_points_at_its_acts_and_words() -> None:
    text = "Norway and Peru met in Oslo on Monday."
    (m,), (e,) = rows(Meeting, text), rows(Event, text)
    assert m.events == (e.id,)
    assert (m.evidence, m.part, m.according_to, m.happening) == (text, "body", (OUTLET,), None)


def test_a_meeting_in_a_long_sentence_is_found() -> None:
    text = "Norway, " + "which has long been a friend of the people of Chile, " * 12 + "praised Chile, and Kenya and Peru met in Oslo on Monday."
    (m,) = rows(Meeting, text)
    assert (m.parties, m.evidence in text, len(m.evidence.split()) <= 80) == (("KEN", "PER"), True, True)
    assert reading(text).article
