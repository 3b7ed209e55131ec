"""Quotation marks: which words stand between them, whatever marks an outlet uses or loses."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.quotations.marks import quoted


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We go,” he said, “at dawn.”", ["We go,", "at dawn."]),
        ('"We go," he said, "at dawn."', ["We go,", "at dawn."]),
        ("‘We go,’ he said, ‘at dawn.’", ["We go,", "at dawn."]),
        ("'We go,' he said, 'at dawn.'", ["We go,", "at dawn."]),
        ("«We go», he said.", ["We go"]),
        ("„We go“ he said.", ["We go“ he said."]),  # German marks close with what opens English ones: the paragraph's end closes them
        ("``We go,'' he said.", ["We go,"]),
        ("''We go,'' he said.", ["We go,"]),
        ('“We go," he said.', ["We go,"]),
        ("Tarn’s army won’t leave Orsa’s hills.", []),
        ("The ministers' plane and the Tells' house.", []),
        ("He called 'em all. “We go,” he said.", ["We go,"]),
        ("“He told me: ‘Go home.’ So I went,” she said.", ["He told me: ‘Go home.’ So I went,"]),
        ('The pipe is 5" wide.', []),
        ("“One.\n“Two.\n“Three.” He left.", ["One.", "Two.", "Three."]),
        ("“One without an end.\nA new paragraph. “Two.”", ["One without an end.", "Two."]),
        ("A mark that” closes nothing. “Two.”", ["Two."]),
        ("“”", []),
        ("", []),
    ],
)
def test_words_between_marks(text: str, inside: list[str]) -> None:
    assert [text[q.a : q.b] for q in quoted(text)] == inside


def test_only_a_paragraph_that_opens_anew_goes_on() -> None:
    assert [q.goes_on for q in quoted("“One.\n“Two.”")] == [True, False]
    assert [q.goes_on for q in quoted("“One.\nTwo.”")] == [False]


@given(st.text(alphabet="ab .,“”‘’«»\"'`\n", max_size=300))
def test_pieces_are_in_order_and_never_overlap(text: str) -> None:
    found = quoted(text)
    assert all(q.start <= q.a < q.b <= q.end and "\n" not in text[q.start : q.end] for q in found)
    assert all(p.end <= q.start for p, q in pairwise(found))


@pytest.mark.parametrize("unit", ["“", '"', "'", "''", "“a” ", "“a\n", "'a "])
@pytest.mark.usefixtures("unhindered")
def test_time_grows_no_faster_than_the_marks(unit: str) -> None:
    quoted(unit * 1_000)
    before = time.process_time()
    quoted(unit * 100_000)
    assert time.process_time() - before < 5
