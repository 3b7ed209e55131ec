"""The two sides of an act: sentence → ids and, in `spans`, the words that name them."""

from __future__ import annotations

import pytest

from detente.records import Event
from tests.sentence_reader import acts, offices, rows


def named(text: str) -> list[tuple[str, list[str], list[str]]]:
    """(type, words of who, words of towards whom) of each act."""
    return [(e.type, [text[a:b] for a, b in e.spans.actors], [text[a:b] for a, b in e.spans.recipients]) for e in rows(Event, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian police arrested two local journalists.", [("COERCE", ["Norwegian police"], ["two local journalists"])]),
        ("Peru freed dozens of prisoners.", [("RETREAT", ["Peru"], ["dozens"])]),
        ("The Peruvian army attacked a military base.", [("ASSAULT", ["The Peruvian army"], ["a military base"])]),
        ("Norway agreed to lend money to local fishermen.", [("AGREE", ["Norway"], ["local fishermen"])]),
    ],
)
def test_whom_nobody_knows_is_named_in_the_sentences_words(text: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    assert named(text) == expected
    assert [e.recipients for e in rows(Event, text)] == [()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway met Peru in Oslo on Monday.", ("CONSULT NOR,PER", ["Norway"], ["Peru"])),
        ("Norway and Peru signed a treaty.", ("SUPPORT NOR,PER", ["Norway"], ["Peru"])),
        ("The Norwegian and Peruvian foreign ministers met in Oslo on Monday.", ("CONSULT NOR.GOV,PER.GOV", ["The Norwegian"], ["Peruvian foreign ministers"])),
    ],
)
def test_of_what_all_do_together_the_words_say_who_is_named_first(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    (row,) = rows(Event, text)
    ((_, first, second),) = named(text)
    assert (f"{row.type} {offices(row.actors)}", first, second) == expected
    assert row.recipients == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Norway said it had bombed Peru.", ["Norway", "it"]),
        ("Norway's army attacked Peru.", ["Norway's army"]),
        ("The Norwegian proposal was rejected by Peru.", ["Peru"]),
    ],
)
def test_a_pronoun_is_cited_with_its_name(text: str, who: list[str]) -> None:
    assert [words for _, words, _ in named(text)] == [who]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The missiles fired by the Peruvian army struck a Bolivian village.", ["ASSAULT PER.MIL → BOL actual"]),
        ("Air strikes by Norway destroyed a Danish base.", ["ASSAULT NOR → DNK actual"]),
        ("The Norwegian parliament passed a resolution condemning Peru.", ["ACCUSE NOR.LEG → PER actual"]),
        ("Two Polish diplomats were expelled from Hungary on Monday.", ["SANCTION HUN → POL.GOV actual"]),
        ("A Norwegian court rejected the Norwegian prime minister's appeal.", ["REJECT NOR.JUD → NOR.GOV actual"]),
        ("Thousands of Norwegian students protested in Oslo on Monday.", ["PROTEST NOR.EDU → NOR actual"]),
        ("Norway accused one of Peru's critics of lying.", ["ACCUSE NOR →  actual"]),
        ("The United States threatened to impose tariffs on Norway and Peru if either of them used force.", ["THREATEN USA → NOR,PER conditional"]),
        ("Norway and Peru fell out over fish. Norway urged both countries to avoid further steps.", ["REQUEST NOR → PER actual"]),
        ("Norway withdrew from talks with Peru in Geneva.", ["REJECT NOR → PER actual"]),
        ("Norway cancelled a meeting in Helsinki.", ["REJECT NOR →  actual"]),
        ("The North Atlantic Council will meet in Brussels on Wednesday.", ["AGREE NATO →  planned"]),
        ("Norway will discuss its relations with Peru.", []),
        ("Norway will discuss the island with Peru.", ["AGREE NOR,PER →  planned"]),
        ("Norway protested against a decision of Peru.", ["ACCUSE NOR → PER actual"]),
        ("Norwegians protested against a decision of Peru.", ["PROTEST NOR → PER actual"]),
        ("Kenya and Sudan had protested in private.", []),
        ("Norway called off two exercises with Peru.", ["SANCTION NOR → PER actual"]),
        ("Denmark condemned the closing of the western entrance to the strait.", ["ACCUSE DNK →  actual"]),
    ],
)
def test_who_it_is(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("A Norwegian court threw out a complaint lodged by shepherds.", ["shepherds"]),
        ("Boko Haram shelled a barracks in northern Abuja.", ["Abuja", "a barracks"]),
        ("Norway rejected Peru's proposal on Monday.", ["Peru", "Peru's proposal"]),
    ],
)
def test_whose_deed_it_is_directed_at(text: str, whom: list[str]) -> None:
    assert [words for _, _, words in named(text)] == [whom]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Norway put its navy on alert after Peru had seized two Norwegian trawlers.", ["Peru"]),
        ("The Norwegian navy sent a frigate to Peru in the afternoon.", ["Peru"]),
        ("Norway stopped the sale of gas to Peru for a year.", ["Peru"]),
        ("Norway rejected a proposal by Peru.", ["Peru"]),
    ],
)
def test_words_beside_the_verb_are_nobodys_where_it_is_known_who_is_meant(text: str, whom: list[str]) -> None:
    assert named(text)[0][2] == whom
