"""HTML pages → the whole article, and no visible text lost."""

from __future__ import annotations

import re
from typing import Any

import pytest

from detente import articles
from detente.codebook import Codebook
from detente.records import Article, Page

CODEBOOK = Codebook()
ONE = "Tarn has offered Orsa a truce of thirty days along the Svell river, its foreign minister, Ilan Roke, said on Monday."
TWO = "“We want quiet at the river,” Mr Roke said. “We will not wait for ever.”"
THREE = "Orsa rejected the offer within hours and said that its troops would stay where they were."
HEADLINE = "Tarn offers Orsa a river truce"
STANDFIRST = "Orsan troops to stay on the Svell, says ministry"

PAGE = f"""<!DOCTYPE html><html lang="en"><head>
<title>{HEADLINE} | The Veldt Courier</title>
<meta property="og:site_name" content="The Veldt Courier"><meta property="og:title" content="{HEADLINE}">
<meta name="description" content="{STANDFIRST}"><meta name="author" content="Ana Holt">
<link rel="canonical" href="https://veldtcourier.example/world/river-truce">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2019-03-04T18:42:00+01:00"}}</script>
<style>p {{ color: red }}</style></head><body>
<div class="cookies">We use cookies to improve your experience on our site. <button>Accept all</button></div>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<main><article><header><h1>{HEADLINE}</h1><p class="standfirst">{STANDFIRST}</p><p class="byline">By Ana Holt</p></header>
<div class="share"><a>Share on Facebook</a></div>
<figure><img src="a.jpg"><figcaption>Guards at the Svell. Photograph: Lena Marsh/AFP/Getty Images</figcaption></figure>
<p>{ONE}</p><p>{TWO}</p><aside><h3>Read more</h3><a>The Svell line explained</a></aside><p>{THREE}</p>
</article></main>
<section class="comments"><h2>Comments</h2><p>Log in to post a comment.</p></section>
<footer>© 2019 The Veldt Courier. All rights reserved.</footer><script>var hidden = "not shown";</script>
</body></html>"""


def clean(html: str, **fields: Any) -> Article:
    found = articles.clean(Page(origin="page-1.html", form="html", data=html.encode(), **fields), CODEBOOK)
    assert isinstance(found, Article), found
    return found


def test_a_whole_page() -> None:
    article = clean(PAGE)
    assert {name: getattr(article, name) for name in ("title", "standfirst", "byline", "published", "outlet", "url", "credited_source", "language")} == {
        "title": HEADLINE,
        "standfirst": STANDFIRST,
        "byline": "Ana Holt",
        "published": "2019-03-04T18:42:00+01:00",
        "outlet": "The Veldt Courier",
        "url": "https://veldtcourier.example/world/river-truce",
        "credited_source": None,
        "language": "en",
    }
    assert article.text.split("\n") == [ONE, TWO, THREE]
    assert [(d.text, d.reason) for d in article.dropped] == [
        ("We use cookies to improve your experience on our site.", "cookie or legal notice"),
        ("Accept all", "cookie or legal notice"),
        ("Home World", "navigation"),
        ("By Ana Holt", "byline"),
        ("Share on Facebook", "sharing"),
        ("Guards at the Svell. Photograph: Lena Marsh/AFP/Getty Images", "caption"),
        ("Read more", "related stories"),
        ("The Svell line explained", "aside"),
        ("Comments", "comment form"),
        ("Log in to post a comment.", "comment form"),
        ("© 2019 The Veldt Courier. All rights reserved.", "cookie or legal notice"),
    ]


def test_a_record_outranks_its_page() -> None:
    article = clean(PAGE, title="Other", published="2022-01-18", outlet="The Orsa Courier", url="https://orsa.example/2")
    assert (article.title, article.published, article.outlet, article.url) == ("Other", "2022-01-18", "The Orsa Courier", "https://orsa.example/2")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2019-03-04T06:00:00Z">', "2019-03-04T06:00:00+00:00"),
        ('<meta name="pubdate" content="4 March 2019">', "2019-03-04"),
        ('<meta name="date" content="' + "9" * 100_000 + '">', None),
        ('<script type="application/ld+json">{"datePublished": "soon"}</script><meta name="date" content="2019-03-04">', "2019-03-04"),
    ],
)
def test_when_a_page_says_it_was_published(head: str, published: str | None) -> None:
    assert clean(f"<html><head>{head}</head><body><h1>{HEADLINE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></body></html>").published == published


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<table><tr><td><a>Home</a></td><td><h2>{HEADLINE}</h2><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></td></tr></table>", id="a page in a table"),
        pytest.param("<div>" * 3000 + f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>" + "</div>" * 3000, id="deeper than a parser goes"),
        pytest.param(f"<p>{ONE}<p>{TWO}<p>{THREE}", id="tags left open"),
        pytest.param(f"<body><!-- {'<!-- ' * 9} --><p>{ONE}</p><!-- x --><p>{TWO}</p><p>{THREE}</p>", id="comments"),
        pytest.param(f"<script>if (a < b) {{ '<p>' }}</script><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><script>unclosed", id="scripts"),
        pytest.param(f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></body></html>", id="XHTML"),
        pytest.param("\n\n".join((ONE, TWO, THREE)), id="no tags at all"),
    ],
)
def test_odd_markup_keeps_the_report(html: str) -> None:
    text = clean(html).text
    assert all(paragraph in text for paragraph in (ONE, TWO, THREE))


def test_a_page_that_no_parser_holds_is_flagged() -> None:
    deep = clean("<div>" * 3000 + f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>" + "</div>" * 3000)
    assert [(d.text, d.reason) for d in deep.dropped] == [("", "the page is too deep, too large or too broken for a parser; its text was read without its tags")]


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<p><a href="/a">Marland sends envoys to the Veldt talks</a></p>', False),
        ("<p>The truce would begin at midnight, he said, and be watched by Marland.</p>", True),
        ('<p>The truce would begin <a href="/b">at midnight</a>, he said, and be watched by Marland.</p>', True),
        ("<h3>What the truce would mean</h3>", True),
        ("<p>Updated at 6.42pm</p>", False),
        ("<p>Like this story? Share it with a friend!</p>", False),
    ],
)
def test_what_stands_between_the_reports_paragraphs(inside: str, kept: bool) -> None:
    words = " ".join(re.sub("<[^>]*>", "", inside).split())
    article = clean(f"<html><body><article><h1>{HEADLINE}</h1><p>{ONE}</p><p>{TWO}</p>{inside}<p>{THREE}</p><p>{ONE.replace('thirty', 'forty')}</p></article></body></html>")
    assert (words in article.text) is kept
    assert kept or words in {d.text for d in article.dropped}


def test_nothing_visible_is_lost() -> None:
    article = clean(PAGE)
    kept = " ".join((article.text, article.title or "", article.standfirst or "", *(d.text for d in article.dropped)))
    shown = ["Home", "World", "cookies", "Accept", "Share", "Guards", "Photograph", "explained", "Comments", "comment", "rights"]
    assert all(word in kept for word in shown)
    assert "not shown" not in kept
    assert "color" not in kept


def test_no_entity_is_fetched_or_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    article = clean(f"{bomb}<html><body><p>{ONE}</p><p>{TWO}</p><p>&b; &x; {THREE}</p></body></html>")
    assert "root:" not in article.text
    assert "aaaaaaaaaa" not in article.text
