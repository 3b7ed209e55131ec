"""Plain text as scrapers leave it → the whole article: fields, body and every dropped block."""

from __future__ import annotations

from typing import Any

import pytest

from detente import articles
from detente.codebook import Codebook
from detente.records import Article, Page, Quarantined

CODEBOOK = Codebook()
ONE = "Tarn has offered Orsa a truce of thirty days along the Svell river, its foreign minister, Ilan Roke, said on Monday."
TWO = "“We want quiet at the river,”\u00a0Mr Roke said. “We will not wait for ever.”"
THREE = "Orsa rejected the offer within hours and said that its troops would stay where they were."
FOUR = "No.’"
CREDIT = "Orsan guards at the Svell. Photograph: Lena Marsh/AFP/Getty Images"
CAPTION = f"Orsan guards at the Svell. {CREDIT}{CREDIT}"
HEADLINE = "Tarn offers Orsa a river truce"
STANDFIRST = "Orsan troops to stay on the Svell, says ministry"


def clean(text: str, origin: str = "page-1.txt", **options: Any) -> Article:
    found = articles.clean(Page(origin=origin, form="text", data=text.encode()), CODEBOOK, **options)
    assert isinstance(found, Article), found
    return found


def parts(article: Article) -> dict[str, Any]:
    """The fields that hold something, but for those that any article has."""
    names = ("title", "standfirst", "byline", "published", "outlet", "credited_source")
    return {name: value for name in names if (value := getattr(article, name)) is not None} | {
        "text": article.text.split("\n"),
        "dropped": {d.text: d.reason for d in article.dropped},
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([ONE, TWO, THREE], {"text": [ONE, TWO, THREE], "dropped": {}}, id="nothing but a report"),
        pytest.param([ONE, FOUR, THREE], {"text": [ONE, FOUR, THREE], "dropped": {}}, id="a very short paragraph"),
        pytest.param(["Tarn attacked Orsa."], {"text": ["Tarn attacked Orsa."], "dropped": {}}, id="a sentence"),
        pytest.param(["Tarn attacked Orsa"], {"text": ["Tarn attacked Orsa"], "dropped": {}}, id="a bare line"),
        pytest.param([HEADLINE, ONE, TWO], {"title": HEADLINE, "text": [ONE, TWO], "dropped": {}}, id="title"),
        pytest.param(
            [
                HEADLINE,
                STANDFIRST,
                CAPTION,
                "Diplomatic editor",
                ONE,
                TWO,
                THREE,
                "Leave A Reply",
                "12 Comments",
                "Your email address will not be published.",
            ],
            {
                "title": HEADLINE,
                "standfirst": STANDFIRST,
                "byline": "Diplomatic editor",
                "text": [ONE, TWO, THREE],
                "dropped": {
                    CAPTION: "caption",
                    "Leave A Reply": "comment form",
                    "12 Comments": "comment form",
                    "Your email address will not be published.": "comment form",
                },
            },
            id="title, standfirst, doubled caption, role, comment form",
        ),
        pytest.param(
            [
                HEADLINE,
                ONE,
                TWO,
                THREE,
                "The Orsa Courier",
                "You may also like",
                "Port of Veldt closed again",
                "Leave a Reply",
                "This site uses Akismet against spam. How comments are kept is told here.",
                "%d bloggers like this:",
            ],
            {
                "title": HEADLINE,
                "credited_source": "The Orsa Courier",
                "text": [ONE, TWO, THREE],
                "dropped": {
                    "The Orsa Courier": "credit line",
                    "You may also like": "related stories",
                    "Port of Veldt closed again": "after the report",
                    "Leave a Reply": "comment form",
                    "This site uses Akismet against spam. How comments are kept is told here.": "comment form",
                    "%d bloggers like this:": "unfilled template",
                },
            },
            id="credit line, other stories, widget",
        ),
        pytest.param(
            [
                "Skip to main content",
                "Home",
                "World",
                "Business",
                "Subscribe",
                "We use cookies to improve your experience on our site.",
                HEADLINE,
                STANDFIRST,
                "By Ana Holt and Piet Roon",
                "Published: 4 March 2019, 18.42",
                "Share on Facebook",
                "Facebook Twitter WhatsApp Email",
                ONE,
                "Advertisement",
                TWO,
                "Read more: What is the Svell line?",
                THREE,
                "Sign up for the Veldt Daily and get the news in your inbox.",
                "Related stories",
                "Marland sends observers",
                "Gas prices rise for a third week",
                "12 Comments",
                "This is what comes of talking to Tarn, as I have always said to anyone who would hear it in this place.",
                "What did you expect of them? They have never kept a truce for longer than it took them to count the guns.",
                "© 2019 The Veldt Courier. All rights reserved.",
            ],
            {
                "title": HEADLINE,
                "standfirst": STANDFIRST,
                "byline": "Ana Holt and Piet Roon",
                "published": "2019-03-04",
                "text": [ONE, TWO, THREE],
                "dropped": {
                    "Skip to main content": "advertisement",
                    "Home": "navigation",
                    "World": "navigation",
                    "Business": "navigation",
                    "Subscribe": "newsletter or subscription",
                    "We use cookies to improve your experience on our site.": "cookie or legal notice",
                    "Published: 4 March 2019, 18.42": "time stamp",
                    "Share on Facebook": "sharing",
                    "Facebook Twitter WhatsApp Email": "sharing",
                    "Advertisement": "advertisement",
                    "Read more: What is the Svell line?": "related stories",
                    "Sign up for the Veldt Daily and get the news in your inbox.": "newsletter or subscription",
                    "Related stories": "related stories",
                    "Marland sends observers": "after the report",
                    "Gas prices rise for a third week": "after the report",
                    "12 Comments": "comment form",
                    "This is what comes of talking to Tarn, as I have always said to anyone who would hear it in this place.": "after the report",
                    "What did you expect of them? They have never kept a truce for longer than it took them to count the guns.": "after the report",
                    "© 2019 The Veldt Courier. All rights reserved.": "cookie or legal notice",
                },
            },
            id="a whole page",
        ),
        pytest.param(
            [HEADLINE, "ORSA (Reuters) - " + ONE, TWO, "(Reporting by Ana Holt; editing by Piet Roon)"],
            {
                "title": HEADLINE,
                "credited_source": "Reuters",
                "text": ["ORSA (Reuters) - " + ONE, TWO],
                "dropped": {"(Reporting by Ana Holt; editing by Piet Roon)": "agency footer"},
            },
            id="an agency's report",
        ),
    ],
)
def test_a_page_of_text(lines: list[str], expected: dict[str, Any]) -> None:
    assert parts(clean("\n\n".join(lines))) == expected
    assert parts(clean("\r\n".join(lines))) == expected


def test_lines_wrapped_by_hand_are_paragraphs_again() -> None:
    lines = ["Tarn has offered Orsa a truce of thirty days along the river,", "its foreign minister said on Monday, and asked for an answer by", "the end of the week."]
    wrapped = "\n".join([*lines, "", "Orsa said that it would reply in time."])
    assert clean(wrapped).text.split("\n") == [" ".join(lines), "Orsa said that it would reply in time."]


def test_a_paragraph_taken_down_twice_is_kept_once() -> None:
    long = ONE + " " + THREE + " It gave no reason, and its ministry could not be reached for the rest of that day by any of the three agencies that tried to."
    article = clean(f"{TWO}\n\n{long} {long}\n\n{THREE}")
    assert article.text.split("\n") == [TWO, long, THREE]
    assert [(d.text, d.reason) for d in article.dropped] == [(long, "said twice")]


@pytest.mark.parametrize(
    ("origin", "options", "outlet", "published"),
    [
        ("the-guardian.txt", {}, "The Guardian", None),
        ("the-guardian.txt", {"outlet": "The Orsa Courier", "published": "2022-01-18"}, "The Orsa Courier", "2022-01-18"),
        ("page-1.txt", {"outlet": "The Orsa Courier"}, "The Orsa Courier", None),
    ],
)
def test_what_the_caller_knows_holds_where_the_page_is_silent(origin: str, options: dict[str, str], outlet: str | None, published: str | None) -> None:
    article = clean(ONE, origin, **options)
    assert (article.outlet, article.published) == (outlet, published)


def test_a_pages_own_date_outranks_the_callers() -> None:
    assert clean(f"{HEADLINE}\n\n4 March 2019\n\n{ONE}\n\n{TWO}", published="2022-01-18").published == "2019-03-04"


@pytest.mark.parametrize("text", ["", "\n\n", "Home\nWorld\nSubscribe", "***\n---"])
def test_a_page_without_a_report_is_quarantined(text: str) -> None:
    found = articles.clean(Page(origin="p.txt", form="text", data=text.encode()), CODEBOOK)
    assert isinstance(found, Quarantined)
    assert (found.stage, found.origin) == ("articles", "p.txt")
    assert found.reason.startswith("no article text found")


def test_a_report_that_is_too_long_is_quarantined() -> None:
    page = Page(origin="p.txt", form="text", data=ONE.encode())
    found = articles.clean(page, CODEBOOK, longest=100)
    assert isinstance(found, Quarantined)
    assert found.reason == f"too long: {len(ONE)} characters; allowed are 100; split it or allow more (--longest)"
    assert isinstance(articles.clean(page, CODEBOOK, longest=len(ONE)), Article)


def test_a_given_text_stays_as_it_is() -> None:
    text = "\u00a0Subscribe\r\n\r\nShare on Facebook \n" + ONE
    page = Page(origin="7", form="body", data=text.encode(), line=3, named=True, title=" T ", published="2019-03-04", outlet="The Veldt Courier", url="https://veldt.example/1")
    found = articles.clean(page, CODEBOOK, published="2022-01-18", outlet="Other")
    assert isinstance(found, Article)
    assert (found.text, found.title, found.published, found.outlet, found.url, found.origin, found.dropped) == (
        text,
        " T ",
        "2019-03-04",
        "The Veldt Courier",
        "https://veldt.example/1",
        "7",
        (),
    )


def test_ids_hang_on_outlet_and_name() -> None:
    def made(**fields: Any) -> str:
        found = articles.clean(Page(form="body", data=ONE.encode(), **fields), CODEBOOK)
        assert isinstance(found, Article)
        return found.id

    named = made(origin="7", named=True, outlet="A", url="https://veldt.example/1")
    assert named == made(origin="7", named=True, outlet="A", url="https://veldt.example/2")
    assert named != made(origin="7", named=True, outlet="B", url="https://veldt.example/1")
    unnamed = made(origin="a.jsonl:1", outlet="A", url="https://veldt.example/1")
    assert unnamed == made(origin="b.jsonl:9", outlet="A", url="https://veldt.example/1")
    assert made(origin="a.jsonl:1", outlet="A") != made(origin="a.jsonl:2", outlet="A")
