"""Who is who: a text, and each phrase of its last sentence that denotes an actor, with what it means."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.mentions.actors import find_actors
from detente.records import ActorSpot, Article, Sentence
from detente.sentences import parse

CODEBOOK = Codebook()


def read(text: str, published: str | None = "2018-01-16") -> tuple[tuple[Sentence, ...], tuple[ActorSpot, ...]]:
    article = Article(
        id="a", origin="a", url=None, outlet=None, credited_source=None, title=None, standfirst=None, byline=None, published=published, language="en", text=text, dropped=()
    )
    ((_, sentences),) = parse([article])
    return sentences, find_actors(article, sentences, CODEBOOK)[0]


def told(text: str, published: str | None = "2018-01-16") -> dict[str, str]:
    """The words of each actor of the last sentence, and its ids."""
    sentences, spots = read(text, published)
    return {x.text: ",".join(x.actors) for x in spots if x.sentence == sentences[-1].index and x.role == "actor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia and Nato resumed talks.", {"Russia": "RUS", "Nato": "NATO"}),
        ("The US urged us to leave.", {"US": "USA"}),
        ("Turkey warned Germany, but the turkey was eaten.", {"Turkey": "TUR", "Germany": "DEU"}),
        ("About 900 Russian troops left.", {"About 900 Russian troops": "RUS.MIL"}),
        ("The Syrian opposition rejected the plan.", {"The Syrian opposition": "SYR.OPP"}),
        ("Turkish and Syrian forces clashed.", {"Turkish and Syrian forces": "TUR.MIL,SYR.MIL"}),
        ("Nato allies met western diplomats.", {"Nato allies": "NATO", "western diplomats": "WEST"}),
        ("US-backed Kurdish fighters attacked Islamic State.", {"US-backed Kurdish fighters": "KURDS", "Islamic State": "ISIS"}),
        ("The Saudi-led coalition struck the Houthis.", {"The Saudi-led coalition": "SAU.GOV", "Houthis": "HOUTHIS"}),
        ("Moscow wants a deal with Ankara.", {"Moscow": "RUS", "Ankara": "TUR"}),
        ("The government of Iran denied it.", {"The government of Iran": "IRN.GOV"}),
        ("Troops loyal to Bashar al-Assad advanced.", {"Troops": "SYR.MIL", "Bashar al-Assad": "SYR.GOV:Bashar al-Assad"}),
        ("The Trump administration agreed.", {"The Trump administration": "USA.GOV"}),
        ("The UN security council voted.", {"UN security council": "UN"}),
        ("The E3 urged Iran to stop.", {"E3": "GBR,FRA,DEU", "Iran": "IRN"}),
        ("The Nigerian Senate voted.", {"Nigerian Senate": "NGA.LEG"}),
        ("The Punjab government resigned.", {}),
        ("In the west of the country it rained.", {}),
        ("Michael Jordan played.", {"Michael Jordan": ""}),
    ],
)
def test_states_bodies_and_their_parts(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks were held in Moscow.", {"Moscow": "place"}),
        ("Troops massed near Ukraine.", {"Ukraine": "place"}),
        ("The envoy flew to Tehran.", {"Tehran": "place"}),
        ("KABUL (AP) -- It rained.", {"KABUL": "place"}),
        ("Russian gas is cheap.", {"Russian": "modifier"}),
        ("Syria's constitution is old.", {"Syria": "modifier"}),
        ("It was an attack on Ukraine.", {"Ukraine": "actor"}),
    ],
)
def test_how_a_name_stands(text: str, expected: dict[str, str]) -> None:
    assert {x.text: x.role for x in read(text)[1] if x.text in expected} == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Russian Foreign Minister Ivan Petrov spoke.", "2018-01-16", {"Russian Foreign Minister Ivan Petrov": "RUS.GOV:Ivan Petrov"}),
        ("The Nato secretary general, Erik Lund, spoke.", "2018-01-16", {"The Nato secretary general, Erik Lund": "NATO.IGO:Erik Lund"}),
        (
            "Omar Nasri, a spokesman for the Syrian opposition, spoke.",
            "2018-01-16",
            {"Omar Nasri, a spokesman for the Syrian opposition": "SYR.OPP:Omar Nasri"},
        ),
        ("Iran's Reza Karimi spoke.", "2018-01-16", {"Iran's Reza Karimi": "IRN.GOV:Reza Karimi"}),
        ("Kremlin spokesman Oleg Belov spoke.", "2018-01-16", {"Kremlin spokesman Oleg Belov": "RUS.GOV:Oleg Belov"}),
        ("Former German chancellor Karl Brandt spoke.", "2018-01-16", {"Former German chancellor Karl Brandt": "DEU.ELI:Karl Brandt"}),
        ("Russian Foreign Minister Ivan Petrov spoke. Mr Petrov left.", "2018-01-16", {"Mr Petrov": "RUS.GOV:Ivan Petrov"}),
        ("The French foreign minister, Anne Roux, spoke. The foreign minister left.", "2018-01-16", {"The foreign minister": "FRA.GOV:Anne Roux"}),
        ("France refused. The justice minister, Anne Roux, left.", "2018-01-16", {"The justice minister, Anne Roux": "FRA.GOV:Anne Roux"}),
        ("Jens Stoltenberg spoke.", "2022-01-18", {"Jens Stoltenberg": "NATO.IGO:Jens Stoltenberg"}),
        ("Jens Stoltenberg spoke.", "2012-01-18", {"Jens Stoltenberg": "NOR.GOV:Jens Stoltenberg"}),
        ("Turkey's president left.", "2018-01-16", {"Turkey's president": "TUR.GOV:Recep Tayyip Erdoğan"}),
        ("Turkey's president left.", None, {"Turkey's president": "TUR.GOV"}),
        ("Kim Jong-un met Xi Jinping.", "2018-06-16", {"Kim Jong-un": "PRK.GOV:Kim Jong-un", "Xi Jinping": "CHN.GOV:Xi Jinping"}),
    ],
)
def test_people(text: str, published: str | None, expected: dict[str, str]) -> None:
    assert told(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia said it was ready.", {"Russia": "RUS", "it": "RUS"}),
        ("Angela Merkel met Emmanuel Macron. She left.", {"She": "DEU.GOV:Angela Merkel"}),
        ("Xi Jinping hosted Vladimir Putin. Xi told him to wait.", {"Xi": "CHN.GOV:Xi Jinping", "him": "RUS.GOV:Vladimir Putin"}),
        ("Ukraine and Russia met. Both countries agreed.", {"Both countries": "UKR,RUS"}),
        ("Nato met. The alliance agreed.", {"The alliance": "NATO"}),
        ("The Syrian regime attacked. The regime denied it.", {"The regime": "SYR.GOV"}),
        ("The Syrian opposition left. The opposition complained.", {"The opposition": "SYR.OPP"}),
        ("Kurdish officials spoke. They denied a deal.", {"They": "KURDS"}),
        ("Russia moved its troops.", {"Russia": "RUS", "its troops": "RUS.MIL"}),
        ("It was late.", {}),
    ],
)
def test_what_points_back(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


def test_a_spot_cites_its_words_and_its_head() -> None:
    text = "The German foreign minister, Annalena Baerbock, met Sergey Lavrov in Moscow."
    (sentence,), spots = read(text, "2022-01-18")
    assert [(x.text, sentence.tokens[x.head].text, x.role, x.name) for x in spots] == [
        ("The German foreign minister, Annalena Baerbock", "minister", "actor", "Annalena Baerbock"),
        ("German", "German", "modifier", "Germany"),
        ("Sergey Lavrov", "Lavrov", "actor", "Sergey Lavrov"),
        ("Moscow", "Moscow", "place", "Russia"),
    ]
    assert all(text[x.start : x.end] == x.text for x in spots)
