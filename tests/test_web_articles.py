"""The page of an article and that of a row: the text character for character, marks that lead to rows, nothing of a text that comes alive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from msgspec.structs import replace

from detente.alone import Limits
from detente.ledger import Ledger
from detente.records import Article, Citing, Event, EventSpans
from detente.web import create
from detente.web.routes.articles import address
from detente.web.steps import Stepping
from tests.ledger_rows import FIRST, MASSED, ROWS, A, article

HOME = "http://127.0.0.1:8000"
HX = {"hx-request": "true"}
BAD = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202eevil\u2066 {{ 7*7 }} 🕊\n\n🇳🇴 and & <b>bold</b>\x00'
HOSTILE = replace(article("h1", BAD, BAD, BAD, title=BAD, standfirst=BAD, byline=BAD, language=BAD, url=f"javascript:alert(1)//{BAD}"), origin=BAD)
COPY = replace(article("c9", "Veldt Times", A.text, "2031-03-05", title="Lund rules out attack", story="s1"), copy_of="a1")
LONG = replace(article("l1", "Long Reads", "Tarn left.\n" * 4_000, "2030-01-01"), title="All of it")
LATE = replace(MASSED, id="e9", article="l1", start=33_000, end=33_010, evidence="Tarn left.", happening=None, where=None, when=None, spans=EventSpans(((33_005, 33_009),), (), ()))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "small.db"
    with Ledger.open(path) as made:
        made.add(replace(r, articles=("a1", "b1", "c9")) if r.id == "s1" else r for r in (*ROWS, COPY, HOSTILE, LONG, LATE))  # type: ignore[call-arg]
    return path


@pytest.fixture(scope="module")
def client(small: Path) -> Iterator[TestClient]:
    with TestClient(create(small), HOME, follow_redirects=False) as made:
        yield made


def seen(client: TestClient, path: str, **headers: str) -> html.HtmlElement:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text[-300:]
    return html.fromstring(answer.text)


def lines(page: html.HtmlElement, part: str) -> list[tuple[int, str]]:
    return [(int(line.get("data-start")), line.text_content()) for line in page.xpath(f'//*[@data-part="{part}"]//*[@data-start]')]


def test_the_text_stands_character_for_character(demo_file: Path) -> None:
    with TestClient(create(demo_file), HOME) as client, Ledger.open(demo_file) as ledger:
        articles = [row for row in ledger.rows("article") if isinstance(row, Article)]
        assert len(articles) == 14
        for a in articles:
            page = seen(client, f"/articles/{a.id}")
            for part in ("title", "standfirst", "body"):
                text = a.part(part)
                assert [t for _, t in lines(page, part)] == [line for line in text.split("\n") if line.strip()]
                assert all(text[start : start + len(t)] == t for start, t in lines(page, part))
            rows = {row.id for row in ledger.shelf.cited([a.id])[a.id]}
            assert {li.get("data-row") for li in page.xpath('//div[@id="rows-here"]//li')} == rows
            assert {row for m in page.xpath("//a[@data-rows]") for row in m.get("data-rows").split()} - {m.id for m in ledger.shelf.mentioned([a.id])} <= rows
            assert page.xpath("//a//a") == []


def test_a_hostile_text_is_text(client: TestClient) -> None:
    answer = client.get("/articles/h1")
    page = html.fromstring(answer.text)
    assert [t for _, t in lines(page, "body")] == [line.replace("\x00", "␀") for line in BAD.split("\n") if line]
    assert [s for s, _ in lines(page, "body")] == [0, BAD.index("🇳🇴")]
    assert page.xpath("//main//script | //main//img | //main//b | //*[starts-with(@href, 'javascript')] | //@onerror") == []
    assert page.xpath("//article/@lang") == []  # no language is called that
    assert page.xpath('//*[@data-part="body"]/@data-length') == [str(len(BAD))]
    assert page.xpath('//*[@data-part="body"]//p/@dir') == ["auto", "auto"]
    assert "49" not in "".join(t for _, t in lines(page, "title"))


@pytest.mark.parametrize(
    ("path", "heads"),
    [
        ("/articles/a1", []),
        ("/articles/a1?row=e1", ["event Tarnish military → Orsa"]),
        ("/articles/a1?row=q1", ["quotation Ada Lund (TRN)"]),
        ("/articles/a1?row=n1", ["mention Tarn"]),
        ("/articles/a1?row=e2", []),  # a row of another article
        ("/articles/a1?row=gone", []),
    ],
)
def test_the_chosen_row_is_explained_beside_the_text(path: str, heads: list[str], client: TestClient) -> None:
    page = seen(client, path)
    assert [" ".join(h.text_content().split()) for h in page.xpath('//*[@id="panel-title"]')] == heads
    assert len(page.xpath('//*[contains(@class, "m-chosen")]')) > 0 if heads else page.xpath('//*[contains(@class, "m-chosen")]') == []
    missing = page.xpath('//*[@id="panel"]//*[@class="says"]')
    assert len(missing) == (not heads and "row=" in path)


def test_a_piece_leads_to_the_rows_it_belongs_to(client: TestClient) -> None:
    page = seen(client, "/articles/a1?row=e1")
    marked = {m.text_content(): (m.get("class"), m.get("data-rows"), m.get("href")) for m in page.xpath('//*[@data-part="body"]//a')}
    assert marked["massed"] == ("m m-act m-chosen b-act", "e1", "/articles/a1?row=e1#row-e1")
    assert marked["4,000"] == ("m m-number m-chosen b-number", "f1", "/articles/a1?row=f1#row-f1")
    assert marked["We will not attack,"] == ("m m-content b-content", "q1", "/articles/a1?row=q1#row-q1")
    assert page.xpath('//li[@id="row-e1"]/@aria-current') == ["true"]
    assert "".join(page.xpath('//*[contains(@class, "m-chosen")]//text() | //*[contains(@class, "m-chosen")]/@nothing')) == FIRST


@pytest.mark.parametrize(
    ("asked", "begins", "rows"), [("", 0, []), ("?sheet=2", 19_998, ["e9"]), ("?row=e9", 19_998, ["e9"]), ("?sheet=99", 39_996, []), ("?row=e9&sheet=1", 0, [])]
)
def test_a_long_text_is_shown_in_parts(asked: str, begins: int, rows: list[str], client: TestClient) -> None:
    page = seen(client, f"/articles/l1{asked}")
    found = lines(page, "body")
    assert (found[0], page.xpath("//li/@data-row")) == ((begins, "Tarn left."), rows)
    assert len(found) <= 2_000
    assert page.xpath('//*[@data-part="body"]/@data-length') == ["44000"]
    assert [a.get("href") for a in page.xpath('(//p[@class="leaf"])[1]/a')] == [f"/articles/l1?sheet={n}" for n in (begins // 19_998, begins // 19_998 + 2) if 0 < n < 4]


def test_copies_and_what_was_left_out_are_told(client: TestClient) -> None:
    page = seen(client, "/articles/a1")
    assert page.xpath('//dl[@class="about"]//dt[.="copied in"]/../dd/a/@href') == ["/articles/c9"]
    assert seen(client, "/articles/c9").xpath('//dl[@class="about"]//dt[.="copy of"]/../dd/a/@href') == ["/articles/a1"]
    assert [s.text_content().strip() for s in page.xpath('//section[@class="dropped"]//summary')] == ["link list 1"]


@pytest.mark.parametrize("row", [r.id for r in ROWS])
def test_every_row_has_a_page_and_a_panel(row: str, client: TestClient) -> None:
    page, panel = seen(client, f"/row/{row}"), client.get(f"/row/{row}", headers=HX)
    assert len(page.xpath("//h1")) == 1
    assert "<html" not in panel.text
    assert row in panel.text
    levels = [int(h.tag[1]) for h in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize(("path", "status"), [("/articles/e1", 404), ("/articles/zzzz", 404), ("/row/zzzz", 404), ("/row/zzzz/steps", 404), ("/row/TRN/steps", 307)])
def test_what_is_not_there_is_said(path: str, status: int, client: TestClient) -> None:
    assert client.get(path).status_code == status


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("", {"a1", "b1", "c9", "h1", "l1"}),
        ("?outlet=Orsa+Daily", {"b1"}),
        ("?search=demanded", {"b1"}),
        ("?until=2031-03-04", {"a1", "l1"}),
        ("?since=2031-03-05&until=2031-03-05", {"b1", "c9"}),
    ],
)
def test_the_articles_are_listed(asked: str, ids: set[str], client: TestClient) -> None:
    assert {li.get("id").removeprefix("row-") for li in seen(client, f"/articles{asked}").xpath('//ol[@class="articles"]/li')} == ids


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://news.example/a?b=c", True),
        ("http://news.example", True),
        ("HTTPS://news.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, followed: bool) -> None:
    assert address(url) == (url if followed else None)


def act(ledger: Path) -> tuple[Article, Event]:
    with Ledger.open(ledger) as book:
        row = next(r for r in book.rows("event") if isinstance(r, Event) and r.actors and r.recipients)
        found = book.row(row.article)
    assert isinstance(found, Article)
    return found, row


def test_steps_are_told_one_at_a_time_and_within_limits(demo_file: Path) -> None:
    stepping = Stepping(idle=0.2)
    try:
        told = stepping(*act(demo_file))
        assert told.trouble is None
        assert "Why these actors" in dict(told.reasons)
        assert all(isinstance(m, Citing) and m.type == "actor" for m in told.named)
        with stepping.busy:
            assert "of another row are being worked out" in (stepping(*act(demo_file)).trouble or "")
        assert stepping.ending is not None
        stepping.ending.join(10)
        assert stepping.alone.child is None  # nobody asked any more
        stepping.limits = Limits(seconds=60.0, megabytes=50)
        assert "more than 50 MB of memory" in (stepping(*act(demo_file)).trouble or "")
    finally:
        stepping.close()


def test_steps_of_a_row_are_a_fragment_and_a_page(client: TestClient) -> None:
    steps = client.get("/row/e1/steps", headers=HX)
    assert steps.status_code == 200
    assert "<html" not in steps.text
    assert "not read so any more" in steps.text or "<h3>" in steps.text  # the hand-made rows tell what no parser does
    page = seen(client, "/row/e1/steps")
    assert page.xpath('//*[@id="steps-title"]/text()') == ["Its steps"]
