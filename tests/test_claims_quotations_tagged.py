"""What the tagger's attributions add to the rules' quotations: hand-made attributions over real sentences → rows."""

from __future__ import annotations

import pytest

from detente.claims.quotations import quotations
from detente.codebook import Codebook
from detente.records import Mentions, Quotation, Span, Tagged
from tests.sentence_reader import article, parsed

BOOK = Codebook()
NOBODY = Mentions((), (), (), (), ())


def spans(text: str, *pieces: str) -> tuple[Span, ...]:
    return tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def tag(text: str, source: str, cue: str, *content: str, score: float = 0.93) -> Tagged:
    return Tagged("body", spans(text, cue), spans(text, source) if source else (), spans(text, *content), score)


def rows(text: str, *tags: Tagged) -> list[Quotation]:
    return list(quotations(article(text), parsed(text), NOBODY, BOOK, tags))


def told(q: Quotation) -> tuple[str, str | None, str | None, str]:
    return q.rule, q.speaker_name, q.cue, q.content


def test_an_attribution_that_no_rule_has_is_a_row_of_its_own() -> None:
    text = "Ivan Sorel poured scorn on the idea that the dam would burst."
    assert rows(text) == []
    (row,) = rows(text, tag(text, "Ivan Sorel", "poured scorn on", "the idea that the dam would burst"))
    assert told(row) == ("tagger.93", "Ivan Sorel", "poured scorn on", "the idea that the dam would burst")
    assert (row.form, row.evidence) == ("indirect", text)


def test_an_attribution_that_a_rule_has_is_the_same_row() -> None:
    text = "Ivan Sorel said that the dam would burst by the end of the week."
    (row,) = rows(text, tag(text, "Ivan Sorel", "said", "that the dam would burst"))
    assert told(row) == ("saying.say", "Ivan Sorel", "said", "that the dam would burst")


def test_quoted_words_stay_as_the_marks_have_them() -> None:
    text = "“We go home,” Ivan Sorel said. “Nobody asked us.”"
    (row,) = rows(text, tag(text, "Ivan Sorel", "said", "“We go home,”"))
    assert told(row) == ("saying.say", "Ivan Sorel", "said", "We go home, … Nobody asked us.")


def test_the_source_may_stand_in_another_sentence() -> None:
    text = "Ivan Sorel was in no mood for talks. The dam, ran his verdict, would burst."
    (row,) = rows(text, tag(text, "Ivan Sorel", "ran his verdict", "The dam", "would burst"))
    assert told(row) == ("tagger.93", "Ivan Sorel", "ran his verdict", "The dam … would burst")
    assert [text[a:b] for a, b in row.spans.speaker] == ["Ivan Sorel"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "score"),
    [
        ("It was widely rumoured that the dam would burst.", "", "rumoured", "the dam would burst", 0.93),
        ("We are at a loss over the dam.", "We", "are at a loss over", "the dam", 0.93),
        ("Ivan Sorel poured scorn on the idea that the dam would burst.", "Ivan Sorel", "poured scorn on", "the idea that the dam would burst", 0.6),
    ],
)
def test_no_row_without_a_source_of_the_authors_own_or_of_a_guess(text: str, source: str, cue: str, content: str, score: float) -> None:
    assert rows(text, tag(text, source, cue, content, score=score)) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ivan Sorel poured scorn on the plan.", "Ivan Sorel", "poured scorn on", "the plan"),
        ("Ivan Sorel was expected to step down.", "Ivan Sorel", "was expected", "to step down"),
        ("Ivan Sorel never let on that the dam would burst.", "Ivan Sorel", "let on", "the dam would burst"),
        ("Ivan Sorel — the dam would burst.", "Ivan Sorel", "—", "the dam would burst"),
    ],
)
def test_no_row_for_an_act_with_a_mere_thing_for_what_is_done_to_someone_or_denied(text: str, source: str, cue: str, content: str) -> None:
    assert rows(text, tag(text, source, cue, content)) == []


def test_a_clause_with_quoted_words_is_cut_as_the_rules_have_it() -> None:
    text = "Ivan Sorel said that the dam was “a grave” as the water rose."
    (row,) = rows(text, tag(text, "Ivan Sorel", "said", "“a grave”"))
    assert (row.content, row.form) == ("the dam was “a grave” as the water rose", "mixed")
