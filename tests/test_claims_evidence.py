"""The words a row rests on: the sentence where it is short, else the clause or a window around the word; and who vouches."""

from __future__ import annotations

import msgspec
import pytest

from detente.claims.evidence import LONGEST, evidence, vouchers
from detente.grammar import text as cut
from detente.records import Citing, Event, Sentence
from tests.sentence_reader import act, article, parsed, reading, rows, sentence, word

LIST = "Norway sent " + ", ".join(f"{n} tons of grain" for n in range(2, 40)) + " and three tanks to Peru on Monday."
CLAUSES = "Norway, " + "which has long been a friend of the people of Peru, " * 12 + "urged Bolivia to withdraw its troops, and Kenya sent ten doctors to Chile on Monday."
NOISE = "Norway attacked Peru because the " + "very " * 200 + "old town burned."


def words_of(s: Sentence, verb: str) -> str:
    return cut(s, *evidence(s, word(s, verb)))


def test_a_short_sentence_is_its_own_evidence() -> None:
    s = sentence("Norway urged Bolivia to withdraw its troops, and Kenya sent ten doctors to Chile on Monday.")
    assert words_of(s, "urged") == words_of(s, "sent") == s.text


@pytest.mark.parametrize(("text", "verb"), [(LIST, "sent"), (CLAUSES, "urged"), (CLAUSES, "sent"), (NOISE, "attacked")])
def test_a_long_sentence_gives_the_words_around(text: str, verb: str) -> None:
    s = next(s for s in parsed(text) if any(t.text == verb for t in s.tokens))
    assert len(s.text.split()) > LONGEST
    found = words_of(s, verb)
    assert found in text
    assert verb in found.split()
    assert len(found.split()) <= LONGEST


def test_of_a_long_sentence_the_clause_is_taken() -> None:
    s = sentence(CLAUSES)
    assert words_of(s, "sent").startswith("Kenya sent ten doctors to Chile on Monday")


@pytest.mark.parametrize("text", [LIST, CLAUSES, f"“{CLAUSES}” said the Norwegian president.", f"{LIST} {CLAUSES} {NOISE}"])
def test_all_rows_of_long_sentences_are_within_bounds(text: str) -> None:
    found = [r for r in reading(text).rows if isinstance(r, Citing)]
    assert found
    for row in found:
        assert text[row.start : row.end] == row.evidence
        assert len(row.evidence.split()) <= LONGEST or row.rule.startswith("saying.")


def test_a_long_sentence_loses_no_act() -> None:
    first, second = rows(Event, CLAUSES)
    assert (act(first), "urged Bolivia" in first.evidence) == ("REQUEST NOR → BOL actual", True)
    assert (act(second), "sent ten doctors" in second.evidence) == ("AID KEN → CHL actual", True)


@pytest.mark.parametrize(
    ("outlet", "credited", "names", "expected"),
    [
        ("The Quill", None, (), ("The Quill",)),
        ("The Quill", "Reuters", (), ("Reuters",)),
        ("The Quill", None, ("Ivan Sorel",), ("Ivan Sorel", "The Quill")),
        (None, None, ("Ivan Sorel",), ("Ivan Sorel",)),
        ("The Quill", None, ("The Quill",), ("The Quill",)),
        (None, None, (), ()),
    ],
)
def test_who_vouches(outlet: str | None, credited: str | None, names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert vouchers(msgspec.structs.replace(article(""), outlet=outlet, credited_source=credited), names) == expected
