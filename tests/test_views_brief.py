"""Where an actor stands, as a brief: repeats merged, changes with their days, issues by name."""

from __future__ import annotations

import io

import pytest
from ledger_rows import LEAVE, ROWS
from msgspec.structs import replace
from rich.console import Console

from detente.codebook import Codebook
from detente.records import Condition, Position, When
from detente.views.brief import brief
from detente.views.cells import position
from detente.views.reader import Reader

ISSUES = Codebook().issues
READER = Reader(ROWS)


def printed(*rows: Position) -> str:
    console = Console(file=io.StringIO(), width=300, highlight=False)
    brief(rows, READER, ISSUES, console)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_repeats_are_one_line_and_a_change_has_its_days() -> None:
    early = replace(LEAVE, issue="withdrawal")
    again = replace(early, id="p2", article="a1")
    late = replace(early, id="p3", stance="offers", when=When("2031-03-09", None, "on Sunday"), according_to=("Bo Ek", "Orsa Daily"))
    text = printed(late, early, again)
    assert "withdrawal of forces" in text
    assert "0 forces stay – 100 all forces leave" in text
    assert "changed towards Tarn: demands (2031-03-04), offers (2031-03-09)" in text
    assert "2031-03-04" in text
    assert "p1 +1" in text
    assert "– Bo Ek" in text
    assert "leans to: all forces leave" in text
    assert text.rstrip().endswith("2 positions in 3 rows")


def test_a_condition_stands_in_its_own_words() -> None:
    row = replace(LEAVE, condition=Condition("unless the crews are home", 3, 28))
    text = printed(row)
    assert "unless the crews are home" in text
    assert "if:" not in text + "".join(str(note) for note in position(row, READER).notes)


def test_an_issue_that_the_book_does_not_know_comes_last_by_its_own_words() -> None:
    text = printed(replace(LEAVE, id="p4", issue="the golden mask"), replace(LEAVE, issue="ceasefire"))
    assert text.index("ceasefire") < text.index("the golden mask")
    assert "changed" not in text


@pytest.mark.parametrize(
    ("issue", "words", "against", "pole"),
    [
        ("sanctions", "Norway urged Peru to lift its sanctions.", False, "sanctions lifted"),
        ("sanctions", "Norway refused to lift its sanctions.", True, "sanctions in full"),
        ("sanctions", "Norway will impose or lift sanctions.", False, None),
        ("principles", "Norway insists on its principles.", False, None),
    ],
)
def test_words_lean_to_a_pole(issue: str, words: str, against: bool, pole: str | None) -> None:
    known = ISSUES.named(issue)
    assert known is not None
    assert known.leaning(words, against) == pole


def test_a_scale_has_five_anchors() -> None:
    for issue in ISSUES.issues:
        assert len(issue.scale) in (0, 5), issue.id
        assert (issue.low is None) == (issue.high is None) == (not issue.scale), issue.id
