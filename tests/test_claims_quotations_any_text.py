"""Whatever the marks of a text, and whatever the tagger says of it: no crash, and every row cites its words."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.claims.quotations import quotations
from detente.claims.quotations.marks import quoted
from detente.codebook import Codebook
from detente.records import Mentions, Part, Quotation, Span, Tagged
from detente.sentences import parse
from tests.sentence_reader import article

BOOK = Codebook()
NOBODY = Mentions((), (), (), (), ())
TEXTS = 10_000
MARKS = ["“", "”", "„", "‟", "«", "»", "‹", "›", '"', "'", "''", "``", "`", "‘", "’", "‚", "‛", "″"]
WORDS = [
    *(
        "Tarn said ",
        "he told Orsa that ",
        "We will go. ",
        "according to Quill, ",
        ", she said",
        ": ",
        " — ",
        "Ivan Sorel ",
        "a “trap” ",
        "the ministers’ ",
        "won't ",
        "rock 'n' roll ",
    ),
    *(
        "“One ‘two’ three.” ",
        "‘One “two” three.’ ",
        "\n",
        "\n\n",
        "\u00a0",
        "\u2028",
        "x" * 30,
        " ",
        "\U0001f600",
        "e\u0301",
        "\t",
        ",",
        ".",
        "?",
        "5' 11\" ",
        "[…] ",
        "… ",
        "rock 'n' roll ",
    ),
]


def generated(seed: int) -> str:
    """A text of up to forty pieces, half of them marks that nobody balanced."""
    pick = random.Random(seed)
    return "".join(pick.choice(MARKS if pick.random() < 0.5 else WORDS) for _ in range(pick.randrange(41)))


def test_ten_thousand_texts_with_unbalanced_marks() -> None:
    for seed in range(TEXTS):
        text = generated(seed)
        found = quoted(text)
        assert all(0 <= q.start <= q.a < q.b <= q.end <= len(text) for q in found), (seed, text)
        assert all("\n" not in text[q.start : q.end] for q in found), (seed, text)
        assert all(p.end <= q.start for p, q in pairwise(found)), (seed, text)


def cited(rows: tuple[Quotation, ...], body: str, title: str | None) -> None:
    assert len({q.id for q in rows}) == len(rows)
    for q in rows:
        text = body if q.part == "body" else title or ""
        assert text[q.start : q.end] == q.evidence
        assert 0 < len(q.evidence.split()) <= 400
        assert 0 < len(q.content.split()) <= 150
        assert q.content == " … ".join(" ".join(text[a:b].split()) for a, b in q.spans.content)
        assert all(q.start <= a < b <= q.end for spans in (q.spans.content, q.spans.cue) for a, b in spans)
        assert all(0 <= a < b <= len(text) for a, b in q.spans.speaker)


def read(texts: list[tuple[str, str | None]]) -> list[tuple[Quotation, ...]]:
    """The quotations of bodies with their titles, by the rules alone."""
    return [quotations(parsed, sentences, NOBODY, BOOK) for parsed, sentences in parse([article(body, title) for body, title in texts])]


def titled(body: str) -> str | None:
    return " ".join(body[:80].split()) or None


def test_two_hundred_of_them_read_whole() -> None:
    texts = [(body, titled(body)) for body in map(generated, range(200)) if body.strip()]
    for (body, title), rows in zip(texts, read(texts), strict=True):
        cited(rows, body, title)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(MARKS + WORDS), max_size=40).map("".join))
def test_any_text_is_read_and_cited(body: str) -> None:
    (rows,) = read([(body, titled(body))])
    cited(rows, body, titled(body))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(MARKS + WORDS), min_size=1, max_size=40).map("".join), st.randoms(use_true_random=False))
def test_any_attributions_are_taken(body: str, pick: random.Random) -> None:
    ((whole, sentences),) = parse([article(body, titled(body))])

    def span(part: Part) -> Span:
        at = [t for s in sentences if s.part == part for t in s.tokens]
        first = pick.randrange(len(at))
        return at[first].start, at[min(len(at) - 1, first + pick.randrange(6))].end

    parts: list[Part] = sorted({s.part for s in sentences if s.tokens})
    tagged = [
        Tagged(p, (span(p),), tuple(span(p) for _ in range(pick.randrange(3))), tuple(sorted(span(p) for _ in range(1 + pick.randrange(3)))), pick.random())
        for p in parts
        for _ in range(pick.randrange(6))
    ]
    cited(quotations(whole, sentences, NOBODY, BOOK, tagged), body, titled(body))


@pytest.mark.parametrize("unit", ["“We go home,” he said, “now.” ", "‘We “go” home,’ ", "«A ", "it's the ministers' 'fault ", '"\n\n“'])
@pytest.mark.usefixtures("unhindered")
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(times: int) -> float:
        whole = article(unit * times)
        ((_, sentences),) = parse([whole])
        before = time.process_time()
        quotations(whole, sentences, NOBODY, BOOK)
        return time.process_time() - before

    assert seconds(1_000) < 25 * max(seconds(100), 0.02)
