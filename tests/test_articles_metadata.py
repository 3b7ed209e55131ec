"""What an HTML page says of itself, in the shapes that the systems of newspapers give, a fact or more each: 60 pages.

Written before the reader was touched; it got 49 of 60 right then.
"""

from __future__ import annotations

import json

import pytest

from detente import articles
from detente.codebook import Codebook
from detente.records import Article, Page

CODEBOOK = Codebook()
TITLE = "Tarn offers Orsa a river truce"
DECK = "Orsan troops are to stay on the Svell for now, says the ministry"
ADDRESS = "https://veldtcourier.example/world/2019/03/04/river-truce"
BODY = """<p>Tarn has offered Orsa a truce of thirty days along the Svell river, its foreign minister, Ilan Roke, said on Monday.</p>
<p>“We want quiet at the river,” Mr Roke said. “We will not wait for ever.”</p>
<p>Orsa rejected the offer within hours and said that its troops would stay where they were until the spring.</p>"""


def ld(**fields: object) -> str:
    """JSON-LD of an article."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})}</script>'


def raw(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


def meta(**fields: str) -> str:
    """Meta elements; "__" stands for ":" and "_" for "-"."""
    return "".join(
        f'<meta {"property" if "__" in k else "name"}="{k.replace("__", ":").replace("_", "-") if k != "og__site_name" else "og:site_name"}" content="{v}">'
        for k, v in fields.items()
    )


def page(head: str = "", top: str = f"<h1>{TITLE}</h1>", end: str = "") -> str:
    report = f"<main><article>{top}{BODY}{end}</article></main>"
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a></nav>{report}<footer>Imprint</footer></body></html>"


PERSON = {"@type": "Person", "name": "Ana Holt"}
SECOND = {"@type": "Person", "name": "Piet Roon"}
PAPER = {"@type": "NewsMediaOrganization", "name": "The Veldt Courier"}
CASES: list[tuple[str, str, dict[str, str | None]]] = [
    # JSON-LD
    ("a headline", page(ld(headline=TITLE), "<p>World</p>"), {"title": TITLE}),
    ("a headline with entities", page(ld(headline="Tarn &amp; Orsa: a river truce is offered"), "<p>World</p>"), {"title": "Tarn & Orsa: a river truce is offered"}),
    ("one author", page(ld(author=PERSON)), {"byline": "Ana Holt"}),
    ("authors in a list", page(ld(author=[PERSON, SECOND])), {"byline": "Ana Holt, Piet Roon"}),
    ("an author's bare name", page(ld(author="Ana Holt")), {"byline": "Ana Holt"}),
    ("authors' bare names", page(ld(author=["Ana Holt", "Piet Roon"])), {"byline": "Ana Holt, Piet Roon"}),
    ("the paper as author", page(ld(author=PAPER, publisher=PAPER)), {"byline": None, "outlet": "The Veldt Courier"}),
    ("a publisher", page(ld(publisher=PAPER)), {"outlet": "The Veldt Courier"}),
    ("a day", page(ld(datePublished="2019-03-04")), {"published": "2019-03-04"}),
    ("a moment and its offset", page(ld(datePublished="2019-03-04T18:42:00+01:00")), {"published": "2019-03-04T18:42:00+01:00"}),
    ("a moment of Greenwich", page(ld(datePublished="2019-03-04T18:42:00.000Z")), {"published": "2019-03-04T18:42:00+00:00"}),
    ("an offset without a colon", page(ld(datePublished="2019-03-04T18:42:00+0100")), {"published": "2019-03-04T18:42:00+01:00"}),
    ("published and changed", page(ld(dateModified="2019-03-06T08:00:00Z", datePublished="2019-03-04T18:42:00Z")), {"published": "2019-03-04T18:42:00+00:00"}),
    (
        "in a graph",
        page(
            raw(json.dumps({"@graph": [{"@type": "WebSite", "name": "Veldt"}, {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2019-03-04", "author": PERSON}]})),
            "<p>World</p>",
        ),
        {"title": TITLE, "published": "2019-03-04", "byline": "Ana Holt"},
    ),
    (
        "authors of a graph by reference",
        page(raw(json.dumps({"@graph": [{"@type": "NewsArticle", "headline": TITLE, "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Ana Holt"}]}))),
        {"byline": "Ana Holt"},
    ),
    (
        "a list of objects",
        page(raw(json.dumps([{"@type": "BreadcrumbList", "name": "World"}, {"@type": "NewsArticle", "headline": TITLE, "author": [PERSON]}])), "<p>World</p>"),
        {"title": TITLE, "byline": "Ana Holt"},
    ),
    ("two types", page(ld(**{"@type": ["ReportageNewsArticle", "NewsArticle"]}, author=PERSON, datePublished="2019-03-04")), {"byline": "Ana Holt", "published": "2019-03-04"}),
    ("two scripts", page(raw('{"@type": "WebSite", "name": "The Veldt Courier"}') + ld(author=PERSON)), {"byline": "Ana Holt"}),
    (
        "line breaks inside strings",
        page(raw('{"@type": "NewsArticle", "headline": "' + TITLE + '", "description": "one\ntwo", "datePublished": "2019-03-04"}')),
        {"published": "2019-03-04"},
    ),
    ("broken JSON", page(raw('{"@type": "NewsArticle", "datePublished": "2019-03-04", "author": {"name": ')), {"published": "2019-03-04", "title": TITLE}),
    ("a canonical address", page(ld(mainEntityOfPage={"@type": "WebPage", "@id": ADDRESS})), {"url": ADDRESS}),
    ("a description that stands under the title", page(ld(description=DECK), f"<h1>{TITLE}</h1><div>{DECK}</div>"), {"standfirst": DECK}),
    ("another story's date below", page(ld(datePublished="2019-03-04"), end='<aside><time datetime="2018-01-01">1 January 2018</time></aside>'), {"published": "2019-03-04"}),
    # OpenGraph and its kin
    ("og title", page(meta(og__title=TITLE), "<p>World</p>"), {"title": TITLE}),
    (
        "og title with the site's name",
        page(meta(og__title=TITLE + " | The Veldt Courier", og__site_name="The Veldt Courier"), "<p>World</p>"),
        {"title": TITLE, "outlet": "The Veldt Courier"},
    ),
    ("og title with a dash before the site's name", page(meta(og__title=TITLE + " - The Veldt Courier", og__site_name="The Veldt Courier"), "<p>World</p>"), {"title": TITLE}),
    ("og site name", page(meta(og__site_name="The Veldt Courier")), {"outlet": "The Veldt Courier"}),
    ("og address", page(meta(og__url=ADDRESS)), {"url": ADDRESS}),
    ("article's moment", page('<meta property="article:published_time" content="2019-03-04T18:42:00+01:00">'), {"published": "2019-03-04T18:42:00+01:00"}),
    (
        "article's moment before its change",
        page('<meta property="article:modified_time" content="2019-03-06T08:00:00Z"><meta property="article:published_time" content="2019-03-04T07:00:00Z">'),
        {"published": "2019-03-04T07:00:00+00:00"},
    ),
    ("article's author", page('<meta property="article:author" content="Ana Holt">'), {"byline": "Ana Holt"}),
    ("article's author as an address", page('<meta property="article:author" content="https://www.facebook.com/anaholt">'), {"byline": None}),
    ("twitter's title", page(meta(twitter__title=TITLE), "<p>World</p>"), {"title": TITLE}),
    ("og description under the title", page(meta(og__description=DECK), f"<h1>{TITLE}</h1><h2>{DECK}</h2>"), {"standfirst": DECK}),
    (
        "a description that is the opening",
        page(meta(description="Tarn has offered Orsa a truce of thirty days along the Svell river, its foreign minister, Ilan Roke, said on Monday.")),
        {"standfirst": None},
    ),
    ("an author's meta", page(meta(author="Ana Holt")), {"byline": "Ana Holt"}),
    ("an author's meta with By", page(meta(author="By Ana Holt")), {"byline": "Ana Holt"}),
    ("two authors' metas", page(meta(author="Ana Holt") + meta(author="Piet Roon")), {"byline": "Ana Holt, Piet Roon"}),
    (
        "parsely",
        page(
            '<meta name="parsely-pub-date" content="2019-03-04T18:42:00Z"><meta name="parsely-author" content="Ana Holt"><meta name="parsely-title" content="' + TITLE + '">',
            "<p>World</p>",
        ),
        {"published": "2019-03-04T18:42:00+00:00", "byline": "Ana Holt", "title": TITLE},
    ),
    (
        "sailthru",
        page('<meta name="sailthru.date" content="2019-03-04 18:42:00"><meta name="sailthru.author" content="Ana Holt">'),
        {"published": "2019-03-04T18:42:00", "byline": "Ana Holt"},
    ),
    (
        "Dublin Core",
        page('<meta name="DC.date.issued" content="2019-03-04"><meta name="DC.creator" content="Ana Holt"><meta name="DC.title" content="' + TITLE + '">', "<p>World</p>"),
        {"published": "2019-03-04", "byline": "Ana Holt", "title": TITLE},
    ),
    ("a day written out", page(meta(pubdate="4 March 2019")), {"published": "2019-03-04"}),
    ("a mail's date", page(meta(date="Mon, 04 Mar 2019 18:42:00 +0100")), {"published": "2019-03-04T18:42:00+01:00"}),
    ("a canonical link", page(f'<link rel="canonical" href="{ADDRESS}">'), {"url": ADDRESS}),
    ("the title element alone", page(f"<title>{TITLE} | The Veldt Courier</title>" + meta(og__site_name="The Veldt Courier"), "<p>World</p>"), {"title": TITLE}),
    ("a heading that outranks a search title", page("<title>Truce offer Tarn Orsa river news latest | Courier</title>" + ld(headline=TITLE)), {"title": TITLE}),
    # microdata and the page's own elements
    ("microdata's headline", page("", f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1></div>'), {"title": TITLE}),
    (
        "microdata's author",
        page("", f'<h1>{TITLE}</h1><div itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ana Holt</span></div>'),
        {"byline": "Ana Holt"},
    ),
    ("microdata's day", page("", f'<h1>{TITLE}</h1><meta itemprop="datePublished" content="2019-03-04T18:42:00+01:00">'), {"published": "2019-03-04T18:42:00+01:00"}),
    (
        "microdata's day in a time element",
        page("", f'<h1>{TITLE}</h1><time itemprop="datePublished" datetime="2019-03-04T18:42">Monday</time>'),
        {"published": "2019-03-04T18:42:00"},
    ),
    ("a time element", page("", f'<h1>{TITLE}</h1><time datetime="2019-03-04">4 March</time>'), {"published": "2019-03-04"}),
    ("a link to the author", page("", f'<h1>{TITLE}</h1><p class="byline">By <a rel="author" href="/ana-holt">Ana Holt</a></p>'), {"byline": "Ana Holt"}),
    ("a byline's class", page("", f'<h1>{TITLE}</h1><span class="article-byline__name">Ana Holt</span>'), {"byline": "Ana Holt"}),
    ("two names in a byline", page("", f'<h1>{TITLE}</h1><p class="byline">By Ana Holt and Piet Roon</p>'), {"byline": "Ana Holt, Piet Roon"}),
    ("a standfirst's class", page("", f'<h1>{TITLE}</h1><p class="article__standfirst">{DECK}</p>'), {"standfirst": DECK}),
    ("a second heading", page("", f"<h1>{TITLE}</h1><h2>{DECK}</h2>"), {"standfirst": DECK}),
    # bare text
    ("a byline of bare text", page("", f"<h1>{TITLE}</h1><p>By Ana Holt</p><p>4 March 2019</p>"), {"byline": "Ana Holt", "published": "2019-03-04"}),
    ("published, in words", page("", f"<h1>{TITLE}</h1><div>Published: March 4, 2019, 6:42 pm</div>"), {"published": "2019-03-04"}),
    ("updated after it was published", page("", f"<h1>{TITLE}</h1><div>Published 4 March 2019 – Updated 6 March 2019</div>"), {"published": "2019-03-04"}),
    ("an agency's credit at the end", page("", f"<h1>{TITLE}</h1>", "<p>Reuters</p>"), {"credited_source": "Reuters"}),
]


def test_there_are_sixty() -> None:
    assert len({name for name, _, _ in CASES}) == len(CASES) == 60


@pytest.mark.parametrize(("html", "expected"), [pytest.param(html, expected, id=name) for name, html, expected in CASES])
def test_what_a_page_says_of_itself(html: str, expected: dict[str, str | None]) -> None:
    found = articles.clean(Page(origin="page-1.html", form="html", data=html.encode()), CODEBOOK)
    assert isinstance(found, Article)
    assert {name: getattr(found, name) for name in expected} == expected
