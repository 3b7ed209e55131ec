"""A type of act as a page of a code book: definition, modes with codes and scores, turns, and each frame in words with its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.codebook.acts import TYPES
from detente.views.book import contents, page

BOOK = Codebook()
OWN = """type = "ASSAULT"
description = "Told at sea."

[[frames]]
id = "ram"
mode = "primitive"
cameo = "190"
verbs = ["ram", "collide with"]
words = ["ship"]
unless = ["@sport"]
contexts = ["military"]
yes = ["A ship of Norway rammed a ship of Peru."]
no = ["A ship of Norway passed Peru."]
"""


@pytest.mark.parametrize("name", TYPES)
def test_a_page_holds_every_frame_with_its_proof(name: str) -> None:
    text = page(BOOK, name)
    frames = [r for r in BOOK.acts.rules if r.type == name]
    assert text.startswith(f"# {name}\n")
    assert len(frames) > 5
    assert [r.name for r in frames if f"\n### {r.name}\n" not in text] == []
    assert [s for r in frames for s in r.frame.yes if f"\n- ✓ {s}\n" not in text] == []
    assert f"[{name}]({name.lower()}.md)" in contents(BOOK)


def test_a_frame_in_words(tmp_path: Path) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "sea.toml").write_text(OWN)
    text = page(Codebook(tmp_path), "ASSAULT")
    assert text[text.index("### assault.ram") :].splitlines() == [
        "### assault.ram",
        "- verbs: ram, collide with",
        "- who: the subject; towards whom: the object; needed: who acts",
        "- only where: by it one of ship",
        "- never with: the list sport",
        "- coded: mode primitive, CAMEO 190 (-10); about military",
        "- ✓ A ship of Norway rammed a ship of Peru.",
        "- ✗ A ship of Norway passed Peru.",
    ]
    assert "Told at sea." in text.splitlines()[1]


def test_turns_are_told_both_ways() -> None:
    assert "- Told as refused, it is REJECT (CAMEO 120 (-4))" in page(BOOK, "AID")
    assert any(line.startswith("- ") and "told as refused, are REJECT" in line for line in page(BOOK, "REJECT").splitlines())
