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
        ("sanctions", "Norway refused to lift its sanctions, since Peru would not lift any sanctions of its own.", True, "sanctions in full"),
        ("sanctions", "Norway demanded an end to the new sanctions and a moratorium on imposing others.", False, "sanctions lifted"),
        ("alliance-membership", "Norway wants a ban on Peru joining the alliance.", False, "no new members"),
        ("alliance-membership", "Norway asked for a promise that neither Peru nor Chile would be admitted.", False, "no new members"),
        ("alliance-membership", "Norway asked the alliance to admit Peru.", False, "the door stays open"),
        ("alliance-membership", "Norway opposes admitting Peru.", True, "no new members"),
        ("alliance-membership", "Norway praised the joint statement on membership.", False, None),
        ("withdrawal", "“We will never withdraw,” the Norwegian president said.", True, "forces stay"),
        ("withdrawal", "Norway demanded that Peru withdraw.", False, "all forces leave"),
        ("withdrawal", "Norway demanded that Peru not withdraw.", False, "forces stay"),
        ("prisoners-justice", "Norway demanded a freeze of the accounts.", False, None),
        ("prisoners-justice", "Norway offered to free the pilots.", False, "prisoners go free"),
        ("principles", "Norway insists on its principles.", False, None),
    ],
)
def test_words_lean_to_a_pole(issue: str, words: str, against: bool, pole: str | None) -> None:
    known = ISSUES.named(issue)
    assert known is not None
    assert ISSUES.leaning(known, words, against) == pole


def test_a_scale_has_five_anchors() -> None:
    for issue in ISSUES.issues:
        assert len(issue.scale) in (0, 5), issue.id
        assert (issue.low is None) == (issue.high is None) == (not issue.scale), issue.id
