"""Times: a sentence and its day of publication → the words and what they mean."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.mentions.times import find_times
from detente.records import Article
from detente.sentences import parse

CODEBOOK = Codebook()
TUESDAY = "2022-01-18"
Time = tuple[str, str | None, str | None]


def times(text: str, published: str | None = TUESDAY) -> list[Time]:
    article = Article(
        id="a",
        origin="a",
        url=None,
        outlet=None,
        credited_source=None,
        title=None,
        standfirst=None,
        byline=None,
        published=published,
        language="en",
        text=text,
        dropped=(),
    )
    ((article, sentences),) = parse([article])
    found = find_times(article, sentences, CODEBOOK)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found)
    return [(t.when.text, t.when.start, t.when.end) for t in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn said on Tuesday that talks had failed.", [("Tuesday", "2022-01-18", None)]),
        ("Tarn said on Friday that talks had failed.", [("Friday", "2022-01-14", None)]),
        ("The envoy will fly to Orsa on Friday.", [("Friday", "2022-01-21", None)]),
        ("The envoy is due to sail to Orsa on Thursday.", [("Thursday", "2022-01-20", None)]),
        ("Tarn gave Veldt until Friday to answer.", [("until Friday", None, "2022-01-21")]),
        ("The planes left on Monday night.", [("Monday night", "2022-01-17", None)]),
        ("They met last Wednesday and meet again next Monday.", [("last Wednesday", "2022-01-12", None), ("next Monday", "2022-01-24", None)]),
        ("The sides met last week.", [("last week", "2022-01-10", "2022-01-16")]),
        ("The sides met at the weekend.", [("the weekend", "2022-01-15", "2022-01-16")]),
        ("It happened last month and again this month.", [("last month", "2021-12", None), ("this month", "2022-01", None)]),
        ("Earlier this month the guards left.", [("Earlier this month", "2022-01", None)]),
        ("Next year the guards will leave.", [("Next year", "2023", None)]),
        ("Over the past few weeks, guards have gathered.", [("the past few weeks", None, "2022-01-18")]),
        ("The strikes will end in the next 30-45 days.", [("the next 30-45 days", "2022-01-18", "2022-03-04")]),
        ("Orsa must answer within 48 hours.", [("within 48 hours", "2022-01-18", "2022-01-20")]),
        ("Three years ago the war began.", [("Three years ago", "2019", None)]),
        ("The war began two weeks ago.", [("two weeks ago", "2022-01-03", "2022-01-09")]),
        ("Yesterday the port fell and tonight the airport may.", [("Yesterday", "2022-01-17", None), ("tonight", "2022-01-18", None)]),
        ("They have fought since 2014.", [("since 2014", "2014", "2022-01-18")]),
        ("In early 2018 the port fell.", [("early 2018", "2018", None)]),
        ("The port fell in September 2015.", [("September 2015", "2015-09", None)]),
        ("The port fell on 11 January.", [("11 January", "2022-01-11", None)]),
        ("The port fell on Jan. 11, 2018.", [("Jan. 11, 2018", "2018-01-11", None)]),
        ("Talks are set for 3 to 5 February 2022 in Quill.", [("3 to 5 February 2022", "2022-02-03", "2022-02-05")]),
        ("The congress opens on 2022-02-01.", [("2022-02-01", "2022-02-01", None)]),
        ("The congress was held in December.", [("December", "2021-12", None)]),
        ("The truce lasted for 30 days.", [("30 days", None, None)]),
        ("Guards may march on the port.", []),
        ("The 34-year-old envoy spoke for Tarn.", []),
        ("Tarn sent 2,018 guards.", []),
    ],
)
def test_counted_from_the_day_of_publication(text: str, expected: list[Time]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn said on Tuesday that talks had failed last week.", [("Tuesday", None, None), ("last week", None, None)]),
        ("The port fell in September 2015 and on 11 January.", [("September 2015", "2015-09", None), ("11 January", None, None)]),
    ],
)
def test_words_stay_without_a_day_of_publication(text: str, expected: list[Time]) -> None:
    assert times(text, None) == expected
