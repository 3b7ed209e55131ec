"""Where an actor stands on an issue: sentence → actor, stance, issue, towards, condition."""

from __future__ import annotations

from typing import Any

import pytest

from detente.positions.saying import told_by
from detente.records import Citing, Position, When
from tests.sentence_reader import OUTLET, reading, rows


def short(p: Position) -> tuple[Any, ...]:
    return p.actor, p.stance, p.issue, p.towards, p.condition and p.condition.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway demanded that Peru withdraw its troops from Bolivia.", [("NOR", "demands", "withdrawal", "PER", None)]),
        ("Norway called on Peru to release the prisoners.", [("NOR", "demands", "prisoners-justice", "PER", None)]),
        ("Norway wants a ceasefire in Mali.", [("NOR", "demands", "ceasefire", "MLI", None)]),
        ("Norway offered to host talks between Peru and Bolivia.", [("NOR", "offers", "negotiations", "PER", None)]),
        ("Norway refused to withdraw its troops from Finland.", [("NOR", "refuses", "withdrawal", "FIN", None)]),
        ("Norway would not sell arms to Peru.", [("NOR", "refuses", "arms-supply", "PER", None)]),
        ("Norway will withdraw its troops from Finland if Sweden opens the border.", [("NOR", "conditions", "withdrawal", "FIN", "if Sweden opens the border")]),
        ("Norway threatened Peru with sanctions.", [("NOR", "threatens", "sanctions", "PER", None)]),
        ("Norway pledged to send aid to Peru.", [("NOR", "commits", "aid", "PER", None)]),
        ("Norway supports the Peruvian plan for a ceasefire.", [("NOR", "supports", "ceasefire", "PER", None)]),
        ("Norway opposes Peru's membership of Nato.", [("NOR", "opposes", "alliance-membership", "PER", None)]),
        (
            "Norway and Poland demanded that Peru release the prisoners.",
            [("NOR", "demands", "prisoners-justice", "PER", None), ("POL", "demands", "prisoners-justice", "PER", None)],
        ),
        ("Norway reportedly demanded that Peru release the prisoners.", []),
        ("Norway denied that it would attack Denmark.", []),
        ("Kenya beat Uganda in the final on Sunday.", []),
    ],
)
def test_from_acts(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert [short(p) for p in rows(Position, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru must withdraw its troops from Bolivia, the Norwegian foreign minister said.", [("NOR", "demands", "withdrawal")]),
        ("“Peru should lift its sanctions on Bolivia,” the Norwegian president said.", [("NOR", "demands", "sanctions")]),
        ("“We will not withdraw our troops from Finland,” the Norwegian prime minister said.", [("NOR", "refuses", "withdrawal")]),
        ("“We will withdraw our troops if Sweden opens the border,” the Norwegian prime minister said.", [("NOR", "conditions", "withdrawal")]),
        ("“We must defend Norway,” the Norwegian prime minister said.", []),
        ("“It would be hard,” the Norwegian prime minister said.", []),
        ("“If Peru must leave, so be it,” the Norwegian prime minister said.", []),
        ("Peru must withdraw its troops from Bolivia.", []),
    ],
)
def test_from_what_is_said(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(p.actor, p.stance, p.issue) for p in rows(Position, text)] == expected


@pytest.mark.parametrize(
    ("text", "stance", "said"),
    [
        ("Norway will stop selling gas to Peru on Friday unless the pilots are freed, the Norwegian energy minister said on Tuesday.", "threatens", "2024-03-12"),
        ("Norway threatened on Monday to impose sanctions on Peru.", "threatens", "2024-03-11"),
        ("Norway threatened to impose sanctions on Peru next Friday.", "threatens", None),
        ("Norway demanded on Monday that Peru release the prisoners by Friday.", "demands", "2024-03-11"),
        ("Norway invited Peru to talks in Lima on Saturday.", "offers", None),
        ("Norway has invited Peru to talks in Lima on Saturday, its foreign minister said on Tuesday.", "offers", "2024-03-12"),
        ("Norway will withdraw its troops from Finland next month.", "commits", None),
        ("“We will withdraw our troops on Friday,” the Norwegian prime minister said on Tuesday.", "commits", "2024-03-12"),
        ("Norway will reopen the border on Friday if Peru pays.", "conditions", None),
        ("Norway pledged to send aid to Peru this week.", "commits", None),
        ("On Monday, Norway rejected the demands of Peru.", "refuses", "2024-03-11"),
        ("Norway condemned Peru last week for the attack.", "opposes", "2024-03-04"),
    ],
)
def test_a_stance_is_taken_on_the_day_it_is_said(text: str, stance: str, said: str | None) -> None:
    assert {p.when and p.when.start for p in rows(Position, text) if p.stance == stance} == {said}


@pytest.mark.parametrize(
    ("text", "stance", "towards"),
    [
        ("Norway demanded guarantees that neither Peru nor Chile will be admitted to the alliance.", "demands", None),
        ("The guarantees sought by the Norwegian president include a ban on Peru joining Nato.", "demands", None),
        ("Norway said it was open to further talks on Peru.", "offers", None),
        ("Norway called for a return to dialogue on the future of Peru.", "demands", None),
        ("Norway opposes any agreement on Peru.", "opposes", None),
        ("Norway voiced strong reservations about a Peruvian plan to close the port.", "refuses", "PER"),
        ("Norway defended the right of its fleet to patrol the bay and demanded written answers from Peru.", "supports", None),
        ("Norway offered Peru talks about Chile.", "commits", "PER"),
        ("Norway asked Peru for a promise that Chile would stay neutral.", "demands", "PER"),
        ("Norway made a demand that Peru release the prisoners.", "demands", "PER"),
        ("Norway threatened to impose sanctions on Peru.", "threatens", "PER"),
        ("Norway condemned the attack on Peru by Chile.", "opposes", "CHL"),
        ("Norway defended the right of its fishermen to sail near Peru and demanded answers from Bolivia.", "supports", None),
        ("Norway defended the right of its fishermen to sail near Peru and demanded answers from Bolivia.", "demands", "BOL"),
        ("Norway defended its decision on the border against criticism from Peru.", "supports", "PER"),
    ],
)
def test_whom_it_faces_is_addressed_and_not_only_spoken_of(text: str, stance: str, towards: str | None) -> None:
    assert [p.towards for p in rows(Position, text) if p.stance == stance] == [towards]


@pytest.mark.parametrize(
    ("when", "published", "kept"),
    [
        (When("2024-03-12", None, "Tuesday"), "2024-03-14", True),
        (When("2024-03-14", None, "today"), "2024-03-14T08:00:00Z", True),
        (When("2024-03-15", None, "Friday"), "2024-03-14", False),
        (When("2024-03-11", "2024-03-17", "this week"), "2024-03-14", False),
        (When("2024", None, "this year"), "2024-03-14", True),
        (When("2025", None, "next year"), "2024-03-14", False),
        (When(None, None, "Friday"), "2024-03-14", True),
        (When("2024-03-15", None, "Friday"), None, True),
        (None, "2024-03-14", False),
    ],
)
def test_what_lies_ahead_is_no_day_of_saying(when: When | None, published: str | None, kept: bool) -> None:
    assert told_by(when, published) == (when if kept else None)


def test_an_issue_that_the_book_does_not_know_has_the_words_of_the_text() -> None:
    (p,) = rows(Position, "Norway demanded that Peru return the golden mask.")
    assert (p.stance, "golden mask" in p.issue) == ("demands", True)


@pytest.mark.parametrize(
    ("text", "stance", "issue"),
    [
        ("Norway’s leader said it would never pay a single krone.", "refuses", "pay a single krone"),
        ("Norway said it would not take instructions on where its own army may train.", "refuses", "take instructions"),
        ("Norway refused to compromise on core principles.", "refuses", "compromise on core principles"),
        ("Norway urged Peru to pull its trucks back by at least 20 kilometres.", "demands", "pull its trucks back"),
        ("Norway asked its Nato allies for consultations.", "demands", "consultations"),
        ("Norway apologised to Peru for the remark.", "offers", "remark"),
        ("Norway agreed to the proposal in principle.", "commits", "proposal"),
        ("Norway defended its right to move soldiers and demanded binding guarantees from Peru.", "demands", "security-guarantees"),
        ("A blast damaged a gas pipeline, officials said, and Norway accused Peru of looking for a pretext.", "opposes", "looking for a pretext"),
    ],
)
def test_an_issue_is_named_by_the_words_of_its_own_clause(text: str, stance: str, issue: str) -> None:
    assert [p.issue for p in rows(Position, text) if p.stance == stance] == [issue]


@pytest.mark.parametrize(
    ("text", "actor", "issue", "rests"),
    [
        ("Norway offered to reopen the mine. Peru rejected the offer.", "PER", "reopen the mine", 2),
        ("Norway demanded that Peru return the golden mask. It rained all day. Peru rejected the demand.", "PER", "return the golden mask", 2),
        ("Norway offered to reopen the mine. Peru said it would study it.", "PER", "reopen the mine", 2),
        ("Norway offered to reopen the mine. Peru said it would build no mine.", "PER", "build no mine", 1),
        ("Peru rejected the offer.", "PER", "offer", 1),
        ("Peru offered to reopen the mine. Peru turned the demand down.", "PER", "reopen the mine", 1),
    ],
)
def test_what_only_points_has_the_issue_of_what_it_points_at(text: str, actor: str, issue: str, rests: int) -> None:
    found = [p for p in rows(Position, text) if p.actor == actor]
    assert (issue, rests) in {(p.issue, len(p.rows)) for p in found}


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Peru must return the golden mask, the Norwegian foreign minister said.", ["return the golden mask"]),
        ("The Norwegian foreign minister said Peru must now return the golden mask.", ["return the golden mask"]),
    ],
)
def test_what_is_demanded_in_one_breath_is_one_row(text: str, issues: list[str]) -> None:
    assert [p.issue for p in rows(Position, text) if p.stance == "demands"] == issues


@pytest.mark.parametrize("text", ["Norway demanded that Peru withdraw its troops.", "“We will not withdraw our troops from Finland,” the Norwegian prime minister said."])
def test_a_position_cites_its_words_and_its_rows(text: str) -> None:
    all_rows = {r.id: r for r in reading(text).rows if isinstance(r, Citing)}
    for p in rows(Position, text):
        assert (text[p.start : p.end], p.according_to[-1]) == (p.evidence, OUTLET)
        assert [all_rows[r].start for r in p.rows] == [p.start]


def test_what_stands_in_a_long_sentence_is_cited_by_its_clause() -> None:
    waited = "We have waited for a long time, and the people know it, and nobody came to help us, and "
    text = "“" + waited * 6 + "we will not withdraw our troops from Finland,” the Norwegian prime minister said."
    found = rows(Position, text)
    assert found
    assert all(text[p.start : p.end] == p.evidence and len(p.evidence.split()) <= 80 for p in found)
