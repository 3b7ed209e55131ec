"""Atom feeds: valid by RFC 4287, the newest first, the same each time, with nothing of a text that could break the XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from lxml import html

from detente.ledger import Ledger
from detente.records import KINDS, Comparison, Quarantined
from detente.views.kinds import plural
from detente.web import Settings, atom, create
from detente.web.routes.feeds import FED, SHOWN
from tests.ledger_rows import ROWS, article

HOME = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
BAD = "]]><script>alert(1)</script> & \x00\x08\x0b\ufffe\U0001f54a “ü” <!--"
HOSTILE = article("h1", BAD, BAD, "2031-03-05T23:30:00+02:00", title=BAD)
UNREAD = Quarantined(id="q9", origin=BAD, line=None, stage="decode", reason=BAD)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("feeds") / "small.db") as made:
        made.add([*ROWS, HOSTILE, UNREAD])
        yield made


@pytest.fixture(scope="module")
def client(ledger: Ledger) -> Iterator[TestClient]:
    with TestClient(create(str(ledger.path)), HOME) as made:
        yield made


def read(client: TestClient, address: str) -> ET.Element:
    got = client.get(f"/feeds/{address}")
    assert got.status_code == 200, got.text
    assert got.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(got.content)


def texts(element: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall("/".join(ATOM + name for name in path.split("/")))]


@pytest.mark.parametrize("kind", FED)
def test_a_feed_has_what_the_standard_asks(client: TestClient, ledger: Ledger, kind: str) -> None:
    feed = read(client, f"{plural(kind)}.atom")
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(texts(one, name)) == 1, (name, ET.tostring(one))
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", texts(one, "id")[0])
        assert datetime.strptime(texts(one, "updated")[0], "%Y-%m-%dT%H:%M:%SZ")
        links = one.findall(f"{ATOM}link")
        assert len([link for link in links if link.get("rel") == "alternate"]) == 1
        assert all((link.get("href") or "").startswith(f"{HOME}/") for link in links)
    assert texts(feed, "author/name") == ["Détente"]
    entries = feed.findall(f"{ATOM}entry")
    newest = ledger.page(kind, sort="-added", limit=SHOWN).rows
    assert [texts(e, "id")[0] for e in entries] == [atom.urn(row.id) for row in newest]
    assert len({texts(e, "id")[0] for e in (feed, *entries)}) == len(entries) + 1
    assert texts(feed, "updated")[0] == max((texts(e, "updated")[0] for e in entries), default=atom.UNKNOWN)


def test_a_comparison_is_told_by_all_its_accounts(client: TestClient, ledger: Ledger) -> None:
    (entry,) = read(client, "comparisons.atom").findall(f"{ATOM}entry")
    (row,) = ledger.rows("comparison")
    assert isinstance(row, Comparison)
    assert texts(entry, "title")[0].startswith(f"{row.verdict} · in {row.field}: ")
    assert all(account.evidence[:60] in texts(entry, "content")[0] for account in row.accounts)
    assert entry.find(f"{ATOM}link").get("href") == f"{HOME}/stories/{row.story}"  # type: ignore[union-attr]
    days = [a.published or "" for a in ledger.shelf.articles(x.article for x in row.accounts)]
    assert texts(entry, "updated")[0][:10] == max(days)[:10]


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ("comparisons.atom?verdict=differs", 1),
        ("comparisons.atom?verdict=differs&field=figure", 1),
        ("comparisons.atom?verdict=corroborated", 0),
        ("comparisons.atom?field=place", 0),
        ("comparisons.atom?outlet=tarn+post", 1),
        ("comparisons.atom?outlet=nobody", 0),
        ("events.atom?actor=TRN", None),
        ("quotations.atom?search=attack", None),
        ("articles.atom?outlet=Tarn+Post", None),
    ],
)
def test_a_feed_is_filtered_as_rows_are(client: TestClient, asked: str, n: int | None) -> None:
    name, _, query = asked.partition(".atom?")
    entries = read(client, asked).findall(f"{ATOM}entry")
    query = query.replace("verdict", "type").replace("field", "issue")
    rows = client.get(f"/api/v1/{name}?{query}&sort=-added").json()["rows"]
    assert [texts(e, "id")[0] for e in entries] == [atom.urn(row["id"]) for row in rows]
    assert n is None or len(entries) == n


def test_no_text_breaks_out_of_the_xml(client: TestClient) -> None:
    feed = read(client, "articles.atom")
    entry = next(e for e in feed.findall(f"{ATOM}entry") if texts(e, "id")[0] == atom.urn("h1"))
    assert "]]><script>alert(1)</script> & \ufffd\ufffd\ufffd\ufffd\U0001f54a “ü” <!--" in texts(entry, "title")[0]
    assert texts(entry, "updated") == ["2031-03-05T21:30:00Z"]
    assert not list(feed.iter("script"))
    assert read(client, "quarantined.atom").find(f"{ATOM}entry/{ATOM}updated").text == atom.UNKNOWN  # type: ignore[union-attr]


def test_a_feed_is_the_same_each_time_and_is_not_sent_twice(client: TestClient, ledger: Ledger) -> None:
    first = client.get("/feeds/events.atom")
    assert client.get("/feeds/events.atom", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    with TestClient(create(str(ledger.path)), HOME) as other:
        assert other.get("/feeds/events.atom").content == first.content
    with TestClient(create(str(ledger.path), Settings(hosts=("ledger.example",))), "http://ledger.example") as named:
        assert b"http://ledger.example/articles/" in named.get("/feeds/events.atom").content


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("nothing.atom", 404),
        ("mentions.atom", 404),
        ("events", 404),
        ("comparisons.atom?verdict=maybe", 422),
        ("comparisons.atom?field=mood", 422),
        ("events.atom?verdict=differs", 422),
        ("events.atom?since=soon", 422),
    ],
)
def test_what_is_no_feed_is_said(client: TestClient, asked: str, status: int) -> None:
    assert client.get(f"/feeds/{asked}").status_code == status


@pytest.mark.parametrize("asked", ["/rows/event", "/rows/event.csv", "/feeds/events.atom", "/stories"])
def test_days_that_end_before_they_begin_are_said(client: TestClient, asked: str) -> None:
    answer = client.get(f"{asked}?since=2031-03-05&until=2031-03-04")
    assert answer.status_code == 400
    assert "since 2031-03-05 is after until 2031-03-04, and no day is both; give the earlier day as since, the later one as until" in answer.text


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/rows/event?actor=TRN&since=2031", "/feeds/events.atom?actor=TRN&since=2031"),
        ("/rows/comparison?type=differs", "/feeds/comparisons.atom?verdict=differs"),
        ("/rows/mention", None),
        ("/stories", "/feeds/comparisons.atom"),
        ("/stories/s1", "/feeds/comparisons.atom?story=s1"),
    ],
)
def test_pages_lead_to_their_feeds(client: TestClient, page: str, feed: str | None) -> None:
    tree = html.fromstring(client.get(page).content)
    assert tree.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href") == ([feed] if feed else [])
    assert not feed or client.get(feed).status_code == 200


def test_the_page_for_programs_names_every_kind(client: TestClient) -> None:
    tree = html.fromstring(client.get("/api").content)
    for link in tree.xpath("//main//a/@href"):
        assert client.get(link).status_code == 200, link
    assert set(tree.xpath("//main//tbody//th/a/text()")) == {plural(kind) for kind in KINDS}


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("2022-01-18", "2022-01-18T00:00:00Z"),
        ("2022-01", "2022-01-01T00:00:00Z"),
        ("2022", "2022-01-01T00:00:00Z"),
        ("2022-01-18T10:00:00+05:30", "2022-01-18T04:30:00Z"),
        ("2022-01-18T10:00", "2022-01-18T10:00:00Z"),
        ("0001-01-01T00:00:00+14:00", atom.UNKNOWN),
        ("XXXX", atom.UNKNOWN),
        ("", atom.UNKNOWN),
        (None, atom.UNKNOWN),
    ],
)
def test_a_day_is_its_first_moment(day: str | None, time: str) -> None:
    assert atom.time(day) == time
