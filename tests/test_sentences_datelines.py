"""Datelines: where a report was filed is a piece of its own, so that it is no part of the first sentence's grammar."""

from __future__ import annotations

import pytest

from detente.sentences.split import pieces
from tests.sentence_reader import acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO (Quill) -- Norway left.", ["OSLO (Quill) --", "Norway left."]),
        ("LIMA, Peru — Norway left.", ["LIMA, Peru —", "Norway left."]),
        ("LIMA, March 16 (Quill) - Norway left.", ["LIMA, March 16 (Quill) -", "Norway left."]),
        ("Lima (dpa) – Norway left.", ["Lima (dpa) –", "Norway left."]),
        ("Rain fell.\nOSLO - Norway left.", ["Rain fell.", "OSLO -", "Norway left."]),
        ("Norway – and Peru – left.", ["Norway – and Peru – left."]),
        ("Norway left (on Monday) - at last.", ["Norway left (on Monday) - at last."]),
        ("OSLO --", ["OSLO --"]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in pieces(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA, Peru -- A Norwegian court jailed a Peruvian minister.", ["COERCE NOR.JUD → PER.GOV actual"]),
        ("WARSAW (Quill) - Norway condemned Peru on Monday.", ["ACCUSE NOR → PER actual"]),
    ],
)
def test_the_town_does_nothing(text: str, expected: list[str]) -> None:
    assert acts(text) == expected
