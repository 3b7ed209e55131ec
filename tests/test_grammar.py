"""What the grammar says of real parses: sentence, word → the words found."""

from __future__ import annotations

import pytest

from detente import grammar
from tests.sentence_reader import sentence, word, words


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Norway sent weapons to Peru.", "sent", ["Norway"]),
        ("Norway and Poland sent weapons to Peru.", "sent", ["Norway", "Poland"]),
        ("Norway condemned Peru and expelled its ambassador.", "expelled", ["Norway"]),
        ("Norway wants to send weapons to Peru.", "send", ["Norway"]),
        ("Norway urged Peru to withdraw its troops.", "withdraw", ["Peru"]),
        ("Norway, which sent weapons to Peru, wants peace.", "sent", ["Norway"]),
        ("Weapons were sent to Peru by Norway.", "sent", ["Weapons"]),
        ("After meeting Peru in Oslo, Norway signed the treaty.", "meeting", ["Norway"]),
        ("Norway is ready to meet Peru.", "ready", ["Norway"]),
        ("Norway is ready to meet Peru.", "meet", ["Norway"]),
        ("Rain fell.", "Rain", []),
    ],
)
def test_subjects(text: str, verb: str, expected: list[str]) -> None:
    s = sentence(text)
    assert words(s, grammar.subjects(s, word(s, verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Norway sanctioned Peru.", "sanctioned", ["Peru"]),
        ("Norway sanctioned Peru, Bolivia and Chile.", "sanctioned", ["Peru", "Bolivia", "Chile"]),
        ("Norway gave Peru ten million dollars.", "gave", ["dollars"]),
        ("Norway met with Peru.", "met", []),
        ("Peru was attacked.", "attacked", []),
    ],
)
def test_objects(text: str, verb: str, expected: list[str]) -> None:
    s = sentence(text)
    assert words(s, grammar.objects(s, word(s, verb))) == expected


@pytest.mark.parametrize(
    ("text", "at", "prepositions", "expected"),
    [
        ("Norway sent weapons to Peru.", "sent", ("to",), ["Peru"]),
        ("Norway met with Peru and Chile.", "met", ("with",), ["Peru", "Chile"]),
        ("Norway pulled out of Mali.", "pulled", ("out", "of"), ["Mali"]),
        ("Talks between Norway and Peru failed.", "Talks", ("between",), ["Norway", "Peru"]),
        ("The treaty was signed by Kenya.", "signed", ("by",), ["Kenya"]),
        ("Norway met with Peru.", "met", ("by", "against"), []),
    ],
)
def test_after(text: str, at: str, prepositions: tuple[str, ...], expected: list[str]) -> None:
    s = sentence(text)
    assert words(s, grammar.after(s, word(s, at), *prepositions)) == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("Norway urged Peru to withdraw its troops from Bolivia.", "urged", "Peru to withdraw its troops from Bolivia"),
        ("Norway welcomed the plan after Poland rejected it.", "welcomed", "the plan"),
        ("Norway rejected a plan that Peru had made.", "rejected", "a plan"),
        ("Norway signed the treaty despite warnings from Peru.", "signed", "the treaty"),
        ("Norway left.", "left", ""),
    ],
)
def test_about(text: str, at: str, expected: str) -> None:
    s = sentence(text)
    assert " ".join(words(s, grammar.about(s, word(s, at)))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The ship was seized by Norway.", "seized", True),
        ("The ship has been seized.", "seized", True),
        ("The ships, seized by Norway on Monday, were old.", "seized", True),
        ("Norway seized the ship.", "seized", False),
        ("Norway has seized the ship.", "seized", False),
        ("Norway is seizing the ship.", "seizing", False),
    ],
)
def test_passive(text: str, verb: str, expected: bool) -> None:
    s = sentence(text)
    assert grammar.passive(s, word(s, verb)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Norway backs the plan endorsed by Peru.", "endorsed", True),
        ("The plan was endorsed by Peru.", "endorsed", False),
        ("Norway rejected the plan to leave.", "leave", False),
    ],
)
def test_reduced(text: str, verb: str, expected: bool) -> None:
    s = sentence(text)
    assert grammar.reduced(s, word(s, verb)) is expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("Norway did not attack Peru.", "attack", True),
        ("Norway never attacked Peru.", "attacked", True),
        ("Norway won't attack Peru.", "attack", True),
        ("There was no attack.", "attack", True),
        ("Neither side attacked.", "side", True),
        ("Norway attacked Peru.", "attacked", False),
        ("Norway attacked a village that was not defended.", "attacked", False),
    ],
)
def test_negated(text: str, at: str, expected: bool) -> None:
    s = sentence(text)
    assert grammar.negated(s, word(s, at)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Norway would have sent weapons.", "sent", ["would", "have"]),
        ("Norway will sign the treaty and leave Mali.", "leave", ["will"]),
        ("Weapons were sent.", "sent", ["were"]),
        ("Norway sent weapons.", "sent", []),
    ],
)
def test_auxiliaries(text: str, verb: str, expected: list[str]) -> None:
    s = sentence(text)
    assert grammar.auxiliaries(s, word(s, verb)) == expected


def test_a_tree_is_walked_down_and_up() -> None:
    s = sentence("Norway sent old weapons to Peru.")
    assert " ".join(words(s, grammar.subtree(s, word(s, "weapons")))) == "old weapons"
    assert words(s, list(grammar.ancestors(s, word(s, "old")))) == ["weapons", "sent"]
    assert words(s, grammar.children(s, word(s, "sent"), "nsubj", "dobj")) == ["Norway", "weapons"]
    assert words(s, grammar.conjuncts(s, word(s, "weapons"))) == ["weapons"]


def test_words_are_found_by_their_characters_and_cut_from_the_text() -> None:
    s = sentence("Norway sent old weapons to Peru.")
    assert words(s, grammar.covering(s, 12, 23)) == ["old", "weapons"]
    assert words(s, grammar.covering(s, 13, 14)) == ["old"]
    assert grammar.covering(s, 6, 7) == []
    assert grammar.span(s, [3, 2]) == (12, 23)
    assert grammar.text(s, 12, 23) == "old weapons"
