"""On what an act depends: sentence, verb → the words of the condition; and what stands inside a condition itself."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.conditions import condition_of, under_condition
from tests.sentence_reader import sentence, word

WORDS = Codebook().status


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Norway will withdraw its troops if Sweden opens the border.", "withdraw", "if Sweden opens the border"),
        ("If Sweden opens the border, Norway will withdraw its troops.", "withdraw", "If Sweden opens the border"),
        ("Peru will impose sanctions unless Bolivia pays.", "impose", "unless Bolivia pays"),
        ("Peru will not release the prisoners until Bolivia pays.", "release", "until Bolivia pays"),
        ("Peru will not release the prisoners until Friday.", "release", "until Friday"),
        ("Kenya will reopen the border once Uganda lifts its ban.", "reopen", "once Uganda lifts its ban"),
        ("Kenya agreed to leave if Uganda disarms the rebels.", "agreed", "if Uganda disarms the rebels"),
        ("Kenya agreed to leave on condition that Uganda disarms the rebels.", "agreed", "on condition that Uganda disarms the rebels"),
        ("Poland will help Hungary in the event of an attack.", "help", "in the event of an attack"),
        ("Poland threatened Hungary with sanctions in the event of an attack.", "threatened", "in the event of an attack"),
        ("Poland would help Hungary in case of an attack.", "help", "in case of an attack"),
        ("Norway will pay as long as Sweden pays.", "pay", "as long as Sweden pays"),
        ("But I will not discuss any roads as long as Ugandans sit in a Kenyan prison.", "discuss", "as long as Ugandans sit in a Kenyan prison"),
        ("Kenya will stay so long as Uganda pays its share.", "stay", "so long as Uganda pays its share"),
        ("Kenya will come back only if Uganda pays.", "come", "only if Uganda pays"),
        ("Peru will close the border even if Bolivia pays.", "close", "even if Bolivia pays"),
        ("Kenya will sign only on condition that Uganda disarms.", "sign", "only on condition that Uganda disarms"),
        ("Peru will close the border unless and until Bolivia pays.", "close", "unless and until Bolivia pays"),
        ("Norway withdrew its troops after Sweden opened the border.", "withdrew", None),
        ("Norway will withdraw its troops on Friday.", "withdraw", None),
        ("Norway asked whether Sweden would open the border.", "asked", None),
        ("Norway said the case was closed.", "said", None),
    ],
)
def test_the_words_of_a_condition(text: str, verb: str, expected: str | None) -> None:
    s = sentence(text)
    found = condition_of(s, word(s, verb), WORDS)
    assert (found.text if found else None) == expected
    if found:
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Norway will withdraw its troops if Sweden opens the border.", "opens", True),
        ("If Peru attacks Bolivia, Chile will help.", "attacks", True),
        ("If Peru attacks Bolivia, Chile will help.", "help", False),
        ("Poland will act unless Hungary agrees to talk.", "talk", True),
        ("Norway withdrew its troops after Sweden opened the border.", "opened", False),
        ("Norway said that Sweden had opened the border.", "opened", False),
    ],
)
def test_what_stands_under_a_condition(text: str, verb: str, expected: bool) -> None:
    s = sentence(text)
    assert under_condition(s, word(s, verb), WORDS) is expected
