"""Marks in a text: flat segments, whatever overlaps; together they are the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_rows import MASSED, MEETS, ROWS, SAID, TARN_TEXT, TROOPS, WHO
from msgspec.structs import replace

from detente.records import Figure, Mention
from detente.views.pieces import MOST, Covering, pieces
from detente.web.drawing.marking import Mark, counts, marks, numbers, paragraphs, segments, sheets


@pytest.mark.parametrize(
    ("text", "given", "cut"),
    [
        ("plain", [], [("plain", "", "")]),
        ("", [(0, 3, "act", "a")], []),
        ("Tarn left", [(0, 4, "actor", "a")], [("Tarn", "actor", "a"), (" left", "", "")]),
        ("Tarn left", [(4, 4, "actor", "a")], [("Tarn left", "", "")]),  # an empty span marks nothing
        ("Tarn left", [(5, 99, "act", "a")], [("Tarn ", "", ""), ("left", "act", "a")]),  # one that reaches beyond the text
        ("abcdef", [(0, 6, "content", "q"), (2, 4, "act", "e")], [("ab", "content", "q"), ("cd", "content act", "e q"), ("ef", "content", "q")]),  # nested
        ("abcdef", [(0, 4, "content", "q"), (2, 6, "act", "e")], [("ab", "content", "q"), ("cd", "content act", "e q"), ("ef", "act", "e")]),  # overlapping
        ("abcd", [(0, 2, "actor", "e"), (2, 4, "act", "e")], [("ab", "actor", "e"), ("cd", "act", "e")]),  # adjacent
        ("abcd", [(0, 4, "speaker", "q"), (0, 4, "actor", "e")], [("abcd", "speaker actor", "e q")]),  # the same characters
        ("abcd", [(0, 4, "place", "n"), (0, 4, "actor", "e"), (0, 4, "actor", "e")], [("abcd", "actor place", "e n")]),  # repeated; a mention stands last
        ("🕊 peace 🇳🇴", [(2, 7, "act", "e"), (8, 10, "actor", "e")], [("🕊 ", "", ""), ("peace", "act", "e"), (" ", "", ""), ("🇳🇴", "actor", "e")]),
        ("a\u202eb<i>", [(1, 2, "act", "e")], [("a", "", ""), ("\u202e", "act", "e"), ("b<i>", "", "")]),
    ],
)
def test_a_text_is_cut_where_marks_begin_and_end(text: str, given: list[tuple[int, int, str, str]], cut: list[tuple[str, str, str]]) -> None:
    found = segments(text, [Mark(*m) for m in given], mentions=["n"])
    assert [(s.text, " ".join(s.names), " ".join(s.rows)) for s in found] == cut


SPAN = st.tuples(st.integers(-3, 60), st.integers(-3, 60), st.sampled_from(["content", "act", "place", "chosen"]), st.sampled_from("abc"))


@given(st.text(max_size=50), st.lists(SPAN, max_size=20))
def test_segments_are_the_text_and_hold_what_covers_them(text: str, spans: list[tuple[int, int, str, str]]) -> None:
    given = [Mark(*s) for s in spans]
    found = segments(text, given)
    assert "".join(s.text for s in found) == text
    for s in found:
        assert s.text == text[s.start : s.start + len(s.text)] != ""
        for at in (s.start, s.start + len(s.text) - 1):
            over = [m for m in given if m.start <= at < m.end]
            assert set(s.names) == {m.name for m in over}
            assert set(s.rows) == {m.row for m in over if m.name != "chosen"}


@given(st.text(alphabet="ab \n🕊", max_size=50), st.lists(SPAN, max_size=10))
def test_paragraphs_are_the_lines(text: str, spans: list[tuple[int, int, str, str]]) -> None:
    found = paragraphs(text, [Mark(*s) for s in spans])
    assert ["".join(s.text for s in p.segments) for p in found] == [line for line in text.split("\n") if line.strip()]
    assert all(p.start == p.segments[0].start for p in found)


def test_what_nests_without_end_is_told_by_its_innermost() -> None:
    text = "x" * 400
    *_, middle = [p for p in pieces(text, (Covering(n, 400 - n, n) for n in range(200))) if p.start <= 200]
    assert middle.labels == tuple(range(200 - MOST, 200))


MARKED = [
    ("Tarn", "actor", "e1"),
    ("massed", "act", "e1"),
    ("4,000", "number", "f1"),
    ("the Orsan border", "place", "e1"),
    ("Orsan", "recipient", "e1"),
    ("on Monday", "time", "e1"),
    ("We will not attack,", "content", "q1"),
    ("Foreign Minister Ada Lund", "speaker", "q1"),
    ("said", "cue", "q1"),
    ("Veldt", "place", "m1"),
    ("on Friday", "time", "m1"),
]


def test_the_rows_of_an_article_mark_their_words() -> None:
    found = marks(TARN_TEXT, "body", [MASSED, TROOPS, SAID, MEETS])
    assert sorted((TARN_TEXT[m.start : m.end], m.name, m.row) for m in found) == sorted(MARKED)
    assert counts(found) == {"content": 1, "speaker": 1, "cue": 1, "actor": 1, "recipient": 1, "act": 1, "place": 2, "time": 2, "number": 1}
    assert marks("Lund rules out attack", "title", [MASSED, TROOPS, SAID, MEETS]) == []


def test_mentions_mark_what_no_row_does() -> None:
    place = replace(WHO, id="n2", start=99, end=104, evidence="Veldt", type="place", value=None)
    assert marks(TARN_TEXT, "body", [], [WHO, place]) == [Mark(99, 104, "place", "n2")]
    assert marks(TARN_TEXT, "body", [], chosen=MEETS) == [Mark(MEETS.start, MEETS.end, "chosen", "m1")]


@pytest.mark.parametrize(
    ("text", "value", "high", "found"),
    [
        ("Some 4,000 men and 40 tanks", 4000.0, None, ["4,000"]),
        ("between 3 and 5 tanks", 3.0, 5.0, ["3", "5"]),
        ("aid of 1.5 million crowns", 1.5e6, None, ["1.5 million"]),
        ("two dozen men, and 25 boats", 24.0, None, []),
        ("4000 of 14000", 4000.0, None, ["4000"]),
    ],
)
def test_a_figure_stands_where_its_digits_do(text: str, value: float, high: float | None, found: list[str]) -> None:
    row: Figure = replace(TROOPS, start=0, end=len(text), evidence=text, value=value, high=high)
    assert [text[a:b] for a, b in numbers(row, text)] == found


def test_no_row_is_marked_without_a_text() -> None:
    assert [m for row in ROWS if isinstance(row, Mention) for m in marks("", "body", [row])] == []


@given(st.text(alphabet="ab\n", max_size=60), st.integers(1, 20), st.lists(SPAN, max_size=5))
def test_a_long_text_comes_in_sheets_that_are_all_of_it(text: str, most: int, spans: list[tuple[int, int, str, str]]) -> None:
    found, given = sheets(text, most), [Mark(*s) for s in spans]
    assert "".join(text[a:b] for a, b in found) == text
    assert all(b - a <= most for a, b in found)
    for a, b in found:
        assert "".join(s.text for s in segments(text, given, (), a, b)) == text[a:b]
        assert ["".join(s.text for s in p.segments) for p in paragraphs(text, given, (), a, b)] == [line for line in text[a:b].split("\n") if line]
