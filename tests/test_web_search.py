"""Search: in which rows words are found, how they are marked, and the way to all of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.ledger.sqlite import marked
from tests.ledger_rows import ROWS, A
from tests.page_reading import asking, filled, page, said

BAD = '<img src=x onerror="xss(1)"> boats'


@pytest.fixture(scope="module")
def client(examples_ledger: Path) -> Iterator[TestClient]:
    with asking(examples_ledger) as made:
        yield made


@pytest.mark.parametrize(
    ("words", "text", "cut"),
    [
        ("attack", "They attacked, attacking", [("They ", False), ("attacked", True), (", ", False), ("attacking", True)]),
        ("Lindeborg", "LINDEBORG’s plane", [("LINDEBORG", True), ("’s plane", False)]),
        ("Rønning", "Ola Rønning", [("Ola ", False), ("Rønning", True)]),
        ("Rydell Bruun", "Søren Bruun", [("Søren ", False), ("Bruun", True)]),
        ('"new aid"', "new and new aid", [("new and ", False), ("new aid", True)]),
        ("Brek*", "Brekke", [("Brekke", True)]),
        ("<b>", "a <b>b</b>", [("a <", False), ("b", True), (">", False), ("b", True), ("</", False), ("b", True), (">", False)]),
        ("a", "\x02a\x03 b", [("a", True), (" b", False)]),
        ("zzz", "nothing", [("nothing", False)]),
        ('"', "nothing", [("nothing", False)]),
        ("x", "", []),
    ],
)
def test_words_are_marked_as_they_are_found(words: str, text: str, cut: list[tuple[str, bool]]) -> None:
    assert marked(words, [text]) == [cut]


def test_what_holds_a_word_is_shown_kind_by_kind(client: TestClient, examples_ledger: Path) -> None:
    root = page(client, "/search?search=trawlers")
    with Ledger.open(examples_ledger) as ledger:
        n = {kind: len(ledger.rows(kind, search="trawlers")) for kind in ("event", "quotation", "position", "meeting", "figure", "comparison", "article")}
    assert [said(h) for h in root.xpath("//h2")] == ["Events", "Quotations", "Positions", "Meetings", "Figures", "Comparisons", "Articles"]
    for kind, section in zip(n, root.xpath("//section"), strict=True):
        assert len(section.xpath("./ul/li")) == min(n[kind], 5)
        assert section.xpath("./p/a/@href") == ([f"/rows/{kind}?search=trawlers"] if n[kind] > 5 else [])
        assert all(said(p).startswith(f"All {n[kind]} ") for p in section.xpath("./p/a"))
        assert {said(m).lower() for m in section.xpath(".//mark")} <= {"trawler", "trawlers"}
        assert section.xpath(".//mark")


@pytest.mark.parametrize(
    ("words", "heads", "address"),
    [
        ("Brek*", "Actors", "/actors/NOR.GOV%3AHalvard%20Brekke"),
        ("coastguard detains Swedish", "Stories", "/stories/"),
        ('"sharpest turn yet"', "Articles", "/articles/"),
    ],
)
def test_findings_lead_to_their_own_pages(client: TestClient, words: str, heads: str, address: str) -> None:
    root = page(client, f"/search?search={quote(words)}")
    section = root.xpath("//section[h2[text()=$head]]", head=heads)[0]
    assert all(href.startswith(address) for href in section.xpath("./ul/li/a/@href"))
    assert section.xpath(".//mark")
    for href in section.xpath("./ul/li/a/@href")[:1]:
        assert page(client, href).xpath("//h1")


@pytest.mark.parametrize("words", ["zzz", "trawlers zzz", '"trawlers the"', "%00", "NEAR(a b)", "kind:event"])
def test_what_nobody_says_is_said_to_be_that(client: TestClient, words: str) -> None:
    root = page(client, f"/search?search={words if words == '%00' else quote(words)}")
    assert not root.xpath("//section")
    assert root.xpath("//p[@class='nothing' or @class='soft']")


@pytest.mark.parametrize("asked", ["", "?search=", "?search=%20", "?search=%22"])
def test_without_words_it_asks_for_them(client: TestClient, asked: str) -> None:
    root = page(client, f"/search{asked}")
    assert not root.xpath("//section")


def test_too_many_words_are_refused_in_a_line(client: TestClient) -> None:
    assert said(page(client, f"/search?search={'a' * 201}", 422).find_class("says")[0]).startswith("search: ")


def test_hostile_words_are_words(tmp_path: Path) -> None:
    rows = [replace(A, title=BAD, text=f"{BAD} {A.text}") if row.id == A.id else row for row in ROWS]  # type: ignore[type-var]
    with asking(filled(tmp_path / "hostile.db", rows)) as client:
        root = page(client, f"/search?search={quote(BAD)}")
    assert not root.xpath("//main//img | //main//script")
    assert said(root.xpath("//h1")[0]) == f"Rows that hold “{BAD}”"
    assert root.find_class("gist")[0].text_content() == BAD
    assert {"img", "boats"} <= {said(m) for m in root.xpath("//mark")}
