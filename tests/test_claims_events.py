"""Who did what to whom: sentence → all rows that it gives, and the hard cases of the contract."""

from __future__ import annotations

from typing import Any

import pytest

from detente.records import Event
from tests.sentence_reader import OUTLET, act, acts, reading, rows


def whole(e: Event) -> tuple[Any, ...]:
    """A row by what it says: act, mode, CAMEO's code, condition, when, where, whether it was said."""
    return act(e), e.mode, e.cameo, e.condition and e.condition.text, e.when and e.when.start, e.where and e.where.name, e.quotation is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway and Peru signed a treaty in Oslo on Monday.", ("SUPPORT NOR,PER →  actual", None, "057", None, "2024-03-11", "Oslo", False)),
        ("Norway will send weapons to Peru in May.", ("AGREE NOR → PER planned", None, "030", None, "2024-05", "Peru", False)),
        ("Poland threatened Hungary with sanctions unless it left.", ("THREATEN POL → HUN conditional", None, "130", "unless it left", None, None, False)),
        ("“We will impose sanctions on Peru,” the Norwegian prime minister said.", ("THREATEN NOR.GOV → PER threatened", None, "130", None, None, None, True)),
        ("Peruvian troops killed three Bolivian soldiers on Monday.", ("ASSAULT PER.MIL → BOL.MIL actual", None, "1823", None, "2024-03-11", None, False)),
        ("The Norwegian foreign minister will visit Peru on Friday.", ("AGREE NOR.GOV → PER planned", None, "030", None, "2024-03-15", "Peru", False)),
    ],
)
def test_whole_rows(text: str, expected: tuple[Any, ...]) -> None:
    assert [whole(e) for e in rows(Event, text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway would not sell arms to Peru.", ["REJECT NOR → PER actual"]),
        ("Kenya refused to meet Somalia.", ["REJECT KEN → SOM actual"]),
        ("Norway called on Peru to withdraw its troops from Bolivia.", ["REQUEST NOR → PER actual"]),
        ("Poland urged Hungary to release the prisoners.", ["REQUEST POL → HUN actual"]),
        ("Poland demanded that Peru withdraw its troops from Bolivia.", ["REQUEST POL → PER actual"]),
        ("Norway rejected claims that it would invade Denmark.", ["REJECT NOR → DNK actual"]),
        ("Norway denied there had been any dispute with Denmark.", ["REJECT NOR → DNK actual"]),
        ("Norway failed to sign a treaty with Peru.", ["REJECT NOR → PER actual"]),
        ("Norway accused Peru of violating the truce.", ["ACCUSE NOR → PER actual"]),
        ("Norway warned Peru against an attack on Bolivia.", ["THREATEN NOR → PER threatened"]),
        ("Peru asked Norway for weapons.", ["REQUEST PER → NOR actual"]),
        ("Norway voted against a Peruvian resolution at the UN.", ["REJECT NOR → PER actual"]),
    ],
)
def test_the_type_is_the_speakers_act(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Polish ship was seized by Norway on Friday.", ["COERCE NOR → POL actual"]),
        ("The treaty was signed by Kenya and Uganda in Nairobi.", ["SUPPORT KEN,UGA →  actual"]),
        ("Two Hungarian diplomats were expelled by Poland.", ["SANCTION POL → HUN.GOV actual"]),
        ("Weapons were sent to Peru by Norway.", ["AID NOR → PER actual"]),
        ("Bolivia was attacked by Peru on Tuesday.", ["ASSAULT PER → BOL actual"]),
        ("Peru was accused by Norway of violating the truce.", ["ACCUSE NOR → PER actual"]),
        ("Three Bolivian soldiers were killed by Peruvian troops.", ["ASSAULT PER.MIL → BOL.MIL actual"]),
    ],
)
def test_passives(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway, which bombed Denmark on Monday, called for talks.", ["REQUEST NOR → DNK actual", "ASSAULT NOR → DNK actual"]),
        ("The weapons that Norway sent to Peru arrived on Monday.", ["AID NOR → PER actual"]),
        ("Peru, which Norway attacked on Monday, recalled its ambassador from Chile.", ["SANCTION PER → CHL actual", "ASSAULT NOR → PER actual"]),
        ("Norway condemned Peru, whose troops attacked Bolivia on Monday.", ["ACCUSE NOR → PER actual", "ASSAULT PER.MIL → BOL actual"]),
    ],
)
def test_relative_clauses(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway and Poland imposed sanctions on Peru.", ["SANCTION NOR,POL → PER actual"]),
        ("Norway imposed sanctions on Peru and Bolivia.", ["SANCTION NOR → PER,BOL actual"]),
        ("Norway condemned Peru and expelled its ambassador.", ["ACCUSE NOR → PER actual", "SANCTION NOR → PER actual"]),
        ("Norway bombed Denmark and seized its ships.", ["ASSAULT NOR → DNK actual", "COERCE NOR → DNK actual"]),
        ("Norway, Poland and Kenya signed a treaty.", ["SUPPORT NOR,POL,KEN →  actual"]),
    ],
)
def test_conjunctions(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norwegian and Peruvian foreign ministers met in Oslo on Tuesday.", ["CONSULT NOR.GOV,PER.GOV →  actual"]),
        ("Norway met Peru for talks in Lima.", ["CONSULT NOR,PER →  actual"]),
        ("Poland and Hungary exchanged prisoners on Monday.", ["COOPERATE POL,HUN →  actual"]),
        ("Kenya and Uganda broke off diplomatic relations.", ["SANCTION KEN,UGA →  actual"]),
        ("Norwegian and Peruvian troops clashed near the border.", ["ASSAULT NOR.MIL,PER.MIL →  actual"]),
        ("Norway and Peru failed to agree on a border.", ["REJECT NOR,PER →  actual"]),
    ],
)
def test_what_two_sides_do_to_each_other(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We reject the Peruvian plan,” said the Norwegian foreign minister.", ["REJECT NOR.GOV → PER actual"]),
        ("“We have sent weapons to Peru,” said the Norwegian president.", ["AID NOR.GOV → PER actual"]),
        ("“I met the Peruvian president on Monday,” the Norwegian president said.", ["CONSULT NOR.GOV,PER.GOV →  actual"]),
        ("“We will not send weapons to Peru,” the Norwegian prime minister said.", ["REJECT NOR.GOV → PER actual"]),
        ("“Bolivia attacked us,” the Peruvian president said.", ["ASSAULT BOL → PER.GOV actual"]),
    ],
)
def test_the_first_person_is_who_speaks(text: str, expected: list[str]) -> None:
    assert acts(text) == expected
    assert all(e.quotation for e in rows(Event, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway rejected Peru's plan. Poland also opposed the plan.", ["REJECT NOR → PER actual", "REJECT POL → PER actual"]),
        ("Norway rejected a plan for talks with Peru.", ["REJECT NOR → PER actual"]),
        ("Kenya massed troops on the Ugandan border.", ["MOBILIZE KEN → UGA actual"]),
        ("Norway welcomed the Peruvian decision.", ["SUPPORT NOR → PER actual"]),
        ("Norway closed its embassy in Lima.", ["SANCTION NOR → PER actual"]),
    ],
)
def test_implied_recipients(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "when", "where"),
    [
        ("Norway called on Peru to withdraw its troops from Bolivia.", None, None),
        ("Norway urged Peru on Monday to open its ports by Friday.", "2024-03-11", None),
        ("Norway called on Peru in Oslo to leave.", None, "Oslo"),
        ("Norway accused Peru on Monday of bombing a camp in Bolivia.", "2024-03-11", None),
        ("Norway agreed to meet Peru in Oslo on Friday.", None, "Oslo"),
        ("Norway would not meet Peru in Oslo on Friday.", None, "Oslo"),
    ],
)
def test_time_and_place_are_those_of_the_act_itself(text: str, when: str | None, where: str | None) -> None:
    (row,) = rows(Event, text)
    assert (row.when and row.when.start, row.where and row.where.name) == (when, where)


def test_what_the_title_tells_is_told_by_the_body() -> None:
    body = "Norway imposed sanctions on Peru on Monday. The Norwegian foreign minister, Kari Lund, said they would last a year."
    assert [(e.part, e.type) for e in rows(Event, body, "Norway imposes sanctions on Peru")] == [("body", "SANCTION")]
    assert [(e.part, e.type) for e in rows(Event, body, "Kenya bombs camp in Somalia")] == [("title", "ASSAULT"), ("body", "SANCTION")]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya beat Uganda in the final on Sunday.",
        "Norway won a match against Peru.",
        "The Norwegian striker attacked Peru's defence in the second half.",
        "Norway's largest airline cut flights to Peru.",
        "The Norwegian bank bought a Peruvian mine.",
        "Norway is an ally of Peru.",
        "Norway and Peru share a border.",
        "Peru is heavily dependent on Norwegian fish.",
        "A man was arrested in Norway over a theft in Peru.",
        "The film about Norway and Peru opened in Warsaw.",
        "A storm hit Norway and Poland on Monday.",
    ],
)
def test_sport_business_crime_and_relations_are_no_acts(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway called on Peru to withdraw its troops from Bolivia.",
        "A Polish ship was seized by Norway on Friday.",
        "“We have sent weapons to Peru,” said the Norwegian president.",
        "Norway condemned Peru and expelled its ambassador.",
    ],
)
def test_a_row_points_at_its_words(text: str) -> None:
    for e in rows(Event, text):
        assert text[e.start : e.end] == e.evidence == text
        assert e.rule.startswith(tuple("abcdefghijklmnopqrstuvwxyz"))
        assert all(text[a:b].strip() for spans in (e.spans.trigger, e.spans.actors, e.spans.recipients) for a, b in spans)
        assert e.according_to[-1] == OUTLET


def test_ids_differ_and_come_again() -> None:
    text = "Norway condemned Peru and expelled its ambassador. Norway condemned Peru and expelled its ambassador."
    ids = [e.id for e in rows(Event, text)]
    assert len(set(ids)) == len(ids) == 4
    reading.cache_clear()
    assert [e.id for e in rows(Event, text)] == ids
