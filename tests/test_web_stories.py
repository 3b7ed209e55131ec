"""The stories in the browser: exact facts, filters, passages that lead to each other, copies folded, and nothing of a report that acts as a page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html as markup
from msgspec.structs import replace
from story_reports import ROWS, A, B

from detente.ledger import Ledger
from detente.records import Article, Comparison, Story
from detente.stories import compare, group
from detente.views import accounts, pairs
from detente.views.timeline import happenings
from detente.web import create

HOME = "http://127.0.0.1:8000"
HOSTILE = '<img src=x onerror="alert(1)">'
Page = markup.HtmlElement


@pytest.fixture(scope="module")
def examples_site(examples_ledger: Path) -> Iterator[TestClient]:
    with TestClient(create(examples_ledger), HOME) as client:
        yield client


@pytest.fixture(scope="module")
def ledger(examples_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(examples_ledger, create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def crisis(ledger: Ledger) -> Story:
    """The story of the examples with most reports."""
    return max((s for s in ledger.rows("story") if isinstance(s, Story)), key=lambda s: len(s.articles))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Two reports of one day at sea, one of them hostile in all that it can be, and a copy."""
    path = tmp_path_factory.mktemp("stories") / "small.db"
    one = replace(A, title=f"Norway seizes trawlers {HOSTILE}", outlet=f"Northern {HOSTILE}", text=A.text.replace("14 fishermen", f"14 fishermen {HOSTILE}"))
    here = {a.id: a for a in (one, B)}
    (story,) = group(here.values(), ROWS, one_story=True)
    copy = replace(B, id="c", outlet="The Echo", copy_of="b")
    with Ledger.open(path) as ledger:
        whole = replace(story, id="5" * 16, title=one.title, articles=(*story.articles, "c"), places=(f"Bergen {HOSTILE}",))
        compared = [replace(c, story=whole.id) for c in compare(story, here, ROWS)]
        ledger.add([*here.values(), copy, *(row for rows in ROWS.values() for row in rows), whole, *compared])
    with TestClient(create(path), HOME) as client:
        yield client


def read(client: TestClient, address: str, status: int = 200) -> Page:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    return markup.document_fromstring(answer.text)


def words(node: Page) -> str:
    return " ".join(node.text_content().split())


STEP = re.compile(r"([a-z0-9]*)((?:\.[\w-]+)*)((?:\[[^\]]+\])*)")


def all_of(node: Page, path: str) -> list[Page]:
    """Elements below a node by "tag.class[attribute]" steps, each below the one before, with ">" right below it."""
    out, axis = ".", "//"
    for step in path.split():
        if step == ">":
            axis = "/"
            continue
        tag, classes, attributes = STEP.fullmatch(step).groups()  # type: ignore[union-attr]
        has = "".join(f"[contains(concat(' ', @class, ' '), ' {c} ')]" for c in classes.split(".")[1:])
        out += f"{axis}{tag or '*'}{has}{attributes.replace('[', '[@')}"
        axis = "//"
    return list(node.xpath(out))


def ids(page: Page) -> list[str]:
    return [str(f.get("id")) for f in all_of(page, ".fact")]


def comparisons(ledger: Ledger, story: Story) -> list[Comparison]:
    return accounts.ordered(ledger.shelf.compared([story.id]))


def test_the_list_tells_each_story_with_its_verdicts(examples_site: TestClient, ledger: Ledger, crisis: Story) -> None:
    page = read(examples_site, "/stories")
    (item,) = [li for li in all_of(page, ".stories > li") if all_of(li, f'h2 a[href="/stories/{crisis.id}"]')]
    rows = comparisons(ledger, crisis)
    assert words(all_of(item, "h2")[0]) == crisis.title
    assert [words(li) for li in all_of(item, ".verdicts li")] == [
        f"{sum(c.verdict == v for c in rows)} {w}" for v, w in zip(accounts.HEADS, ("several say", "told differently", "only one has"), strict=True)
    ]
    assert f"{len(crisis.articles)} articles" in words(item)
    assert [t.get("datetime") for t in all_of(item, "time")] == [crisis.first_day, crisis.last_day]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=NOR", True),
        ("actor=SWE.GOV", True),
        ("actor=BRA", False),
        ("since=2019-03-08", True),
        ("since=2019-04", False),
        ("until=2019-02", False),
        ("search=trawlers", False),
        ("search=coastguard", True),
    ],
)
def test_the_list_is_filtered(examples_site: TestClient, crisis: Story, query: str, found: bool) -> None:
    page = read(examples_site, f"/stories?{query}")
    assert bool(all_of(page, f'.stories h2 a[href="/stories/{crisis.id}"]')) is found
    assert bool(all_of(page, ".nothing")) is not found
    name, _, value = query.partition("=")
    assert all_of(page, f'.filters input[name="{name}"]')[0].get("value") == value


def test_all_facts_stand_on_the_pages_once(examples_site: TestClient, ledger: Ledger, crisis: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["detente.web.routes.stories"], "FACTS", 30)
    rows = comparisons(ledger, crisis)
    page, seen = read(examples_site, f"/stories/{crisis.id}"), []
    while True:
        seen += ids(page)
        following = all_of(page, "a[rel='next']")
        if not following:
            break
        page = read(examples_site, following[0].get("href"))
    assert seen == [c.id for c in rows]
    assert len(rows) > 60, "more than two pages hold"


@pytest.mark.parametrize("verdict", accounts.HEADS)
def test_facts_of_one_verdict(examples_site: TestClient, ledger: Ledger, crisis: Story, verdict: str) -> None:
    page = read(examples_site, f"/stories/{crisis.id}?verdict={verdict}")
    assert ids(page) == [c.id for c in comparisons(ledger, crisis) if c.verdict == verdict]
    assert words(all_of(page, ".verdicts [aria-current]")[0]).startswith(f"{len(ids(page))} ")


def test_what_differs_in_a_field_is_marked_in_each_account(examples_site: TestClient, ledger: Ledger, crisis: Story) -> None:
    rows = {c.id: c for c in comparisons(ledger, crisis) if c.verdict == "differs" and accounts.on(c, "figure")}
    page = read(examples_site, f"/stories/{crisis.id}?field=figure")
    assert ids(page) == list(rows)
    assert rows
    for fact in all_of(page, ".fact"):
        row = rows[fact.get("id")]
        told = accounts.once(row.accounts)
        assert words(all_of(fact, ".badge")[0]) == accounts.label(row)
        assert [words(v) for v in all_of(fact, ".value")] == [" ".join((a.value or "").split()) for a in told]
        assert [words(m) for m in all_of(fact, "mark")] == [" ".join((a.value or "").split()) for a in told]
        assert [a.get("href") for a in all_of(fact, ".source")] == [f"/articles/{a.article}" + (f"#row-{a.row}" if a.row != a.article else "") for a in told]
        assert [words(q) for q in all_of(fact, "blockquote")] == [" ".join(a.evidence.split()) for a in told]


def test_an_account_tells_its_source_and_who_was_first(examples_site: TestClient, ledger: Ledger, crisis: Story) -> None:
    page = read(examples_site, f"/stories/{crisis.id}?outlet=Meridian+Wire")
    rows = [c for c in comparisons(ledger, crisis) if any(a.outlet == "Meridian Wire" for a in c.accounts)]
    assert ids(page) == [c.id for c in rows][:100]
    captions = [words(f) for f in all_of(page, "figcaption")]
    assert any(re.fullmatch(r"Meridian Wire 2019-03-\d\d told it first according to \w.*", c) for c in captions)


def test_what_each_left_out_leads_to_all_of_it(examples_site: TestClient, ledger: Ledger, crisis: Story) -> None:
    page = read(examples_site, f"/stories/{crisis.id}")
    rows = {c.id: c for c in comparisons(ledger, crisis)}
    links = all_of(page, ".left li a")
    assert links
    for link in links:
        address, _, fact = link.get("href").partition("#")
        if fact:
            number = int(address.partition("page=")[2] or 1)
            assert list(rows).index(fact) // 100 + 1 == number
    every = next(a.get("href") for a in links if "without=" in a.get("href"))
    article = every.partition("without=")[2]
    assert ids(read(examples_site, every)) == [i for i, c in rows.items() if c.verdict != "differs" and all(a.article != article for a in c.accounts)][:100]


def test_copies_are_folded_under_the_report_whose_words_they_have(examples_site: TestClient, ledger: Ledger, crisis: Story) -> None:
    page = read(examples_site, f"/stories/{crisis.id}")
    copies = [a for a in ledger.shelf.articles(crisis.articles) if a.copy_of]
    assert copies
    assert len(all_of(page, ".reports > li")) == len(crisis.articles) - len(copies)
    for copy in copies:
        (link,) = all_of(page, f'.reports li details a[href="/articles/{copy.id}"]')
        (original,) = [li for li in link.iterancestors("li") if li.getparent().get("class") == "reports"]
        assert all_of(original, "a")[0].get("href") == f"/articles/{copy.copy_of}"


def test_two_reports_have_a_column_each(small: TestClient) -> None:
    page = read(small, f"/stories/{'5' * 16}")
    for fact in all_of(page, ".fact .accounts"):
        assert fact.get("class") == "accounts columns-2"
        assert len(fact.xpath("./div")) == 2


@pytest.mark.parametrize("chosen", ["", "&a={0}", "&b={0}", "&a={1}&b={0}"])
def test_passages_lead_to_each_other_in_both_articles(examples_site: TestClient, ledger: Ledger, crisis: Story, chosen: str) -> None:
    page = read(examples_site, f"/stories/{crisis.id}?show=articles{chosen.format(*crisis.articles[:2])}")
    left, right = (all_of(side, "a.pair") for side in all_of(page, ".side"))
    names = {str(a.get("id")) for a in (*left, *right)}
    assert len(names) == len(left) + len(right)
    assert {a.get("href") for a in (*left, *right)} == {f"#{name}" for name in names}
    assert all(re.fullmatch(r"pair-\d+a", a.get("id")) and a.get("href") == f"#{a.get('id')[:-1]}b" for a in left)
    assert {words(a) for a in left} == {words(a) for a in right}, "the same number and word on both sides"
    assert left or chosen
    articles = {a.id: a for a in ledger.shelf.articles(crisis.articles)}
    for side in all_of(page, ".side"):
        article = articles[all_of(side, "a.whole")[0].get("href").removeprefix("/articles/")]
        for tag in all_of(side, "a.pair"):
            tag.drop_tree()
        shown = [p.text_content() for p in all_of(side, ".part p")]
        assert shown == [line for part in pairs.PARTS for line in article.part(part).split("\n") if line.strip()], "the whole text, nothing twice"


def test_the_selected_articles_are_those_that_were_asked_for(examples_site: TestClient, crisis: Story, ledger: Ledger) -> None:
    own = [a.id for a in ledger.shelf.articles(crisis.articles) if not a.copy_of][:2]
    page = read(examples_site, f"/stories/{crisis.id}?show=articles&a={own[1]}&b={own[0]}")
    assert [o.get("value") for o in all_of(page, "option[selected]")] == [own[1], own[0]]


def test_what_happened_by_day(examples_site: TestClient, ledger: Ledger, crisis: Story) -> None:
    page = read(examples_site, f"/stories/{crisis.id}?show=timeline")
    own = [a for a in ledger.shelf.articles(crisis.articles) if not a.copy_of]
    own.sort(key=lambda a: a.published or "")
    cited = ledger.shelf.cited([a.id for a in own])
    expected = happenings([*own, *ledger.shelf.actors(crisis.actors), *(row for a in own for row in cited.get(a.id, ()))])
    lines = all_of(page, ".timeline ol > li")
    assert [all_of(li, ".gist")[0].get("href") for li in lines] == [f"/row/{h.rows[0]}" for h in expected][:150]
    assert [words(all_of(li, ".told b")[0]) for li in lines] == [f"{h.told} report{'s' * (h.told > 1)}" for h in expected][:150]
    assert max(h.told for h in expected) > 1
    assert [t.get("datetime") for t in all_of(page, ".timeline h2 time")] == list(dict.fromkeys(h.day for h in expected if h.day))


@pytest.mark.parametrize(
    ("address", "status", "line"),
    [
        ("/stories/nosuchstory00", 404, "no row has the id 'nosuchstory00'; the tables at /rows list them"),
        ("/stories/{article}", 404, "'{article}' is of the kind article, not a story"),
        ("/stories/{story}?show=articles&a=nobody", 404, "the story has no article 'nobody'"),
        ("/stories/{story}?without=nobody", 404, "the story has no article 'nobody'"),
        ("/stories/{story}?verdict=maybe", 422, "verdict: 'maybe' is none of corroborated, differs, only"),
        ("/stories/{story}?show=all", 422, "show: 'all' is none of accounts, articles, timeline"),
        ("/stories?since=yesterday", 422, "since: 'yesterday' is no day; write 2022-01-18, 2022-01 or 2022"),
    ],
)
def test_what_is_not_there_is_said_in_a_line(examples_site: TestClient, crisis: Story, address: str, status: int, line: str) -> None:
    names = {"article": crisis.articles[0], "story": crisis.id}
    page = read(examples_site, address.format(**names), status)
    assert [words(p) for p in all_of(page, ".says")] == [line.format(**names)]


@pytest.mark.parametrize("show", ["", "?show=articles", "?show=timeline", "?show=accounts&verdict=&field=&outlet="])
def test_words_of_reports_stay_words(small: TestClient, show: str) -> None:
    page = read(small, f"/stories/{'5' * 16}{show}")
    assert page.xpath("//img") == []
    assert page.xpath("//@onerror") == []
    assert HOSTILE in words(page)
    assert all_of(page, "h1")[0].text_content() == f"Norway seizes trawlers {HOSTILE}"


def test_a_story_of_one_report_says_what_is_missing(tmp_path: Path) -> None:
    alone: Article = replace(A, id="alone1")
    with Ledger.open(tmp_path / "one.db") as ledger:
        ledger.add([alone, Story(id="6" * 16, title=None, articles=("alone1",), first_day=None, last_day=None, places=(), actors=())])
    with TestClient(create(tmp_path / "one.db"), HOME) as client:
        for show in ("", "?show=articles", "?show=timeline"):
            page = read(client, f"/stories/{'6' * 16}{show}")
            assert len(all_of(page, ".nothing")) == 1
            assert words(all_of(page, "h1")[0]) == "A story without a headline"
