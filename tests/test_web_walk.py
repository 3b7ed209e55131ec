"""A real browser walks every page of the examples' ledger by its links: wide and narrow, light and dark, with scripts and without, by axe and by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as parquet
import pytest

from detente.web.site import PLACES
from tests.browser import Tabs
from tests.serving import Server
from tests.walking import NARROWEST, Watched, drawn, fetch, kind, walk

KINDS = ("/", "/stories", "/stories/*", "/articles", "/articles/*", "/actors", "/actors/*", "/rows/event", "/row/*", "/map", "/calendar", "/review", "/codebook", "/codebook/*")
"""The kinds of pages that a walk from Today must come by."""


@pytest.mark.parametrize(
    ("look", "rules", "of"),
    [({}, (), kind), ({"size": NARROWEST}, ("color-contrast", "target-size", "scrollable-region-focusable"), drawn)],
    ids=["wide", "narrow"],
)
def test_every_page_is_reached_and_axe_finds_nothing_serious(tabs: Tabs, server: Server, look: dict[str, Any], rules: tuple[str, ...], of: Callable[[str], str]) -> None:
    """All rules on wide and light pages; in the dark, and on narrow ones, those whose answer can be another there. Of pages that look alike axe sees
    the first."""
    seen: set[str] = set()

    def see(tab: Watched, address: str) -> None:
        if drawn(address) in seen:
            return
        seen.add(drawn(address))
        tab.axe(*rules)
        if not look:
            tab.page.emulate_media(color_scheme="dark")
            tab.axe("color-contrast")
            tab.page.emulate_media(color_scheme="light")

    tab = tabs(server.home, **look)
    opened = walk(tab, each=2, of=of, see=see)
    assert {drawn(k) for k in KINDS} - seen == set()
    assert set(KINDS) - {kind(a) for a in opened} == set() or of is drawn
    assert tab.ran == []


def test_every_page_stands_without_scripts(tabs: Tabs, server: Server) -> None:
    tab = tabs(server.home, script=False)
    for address in PLACES:
        tab.go(address)
        assert tab.page.locator("h1").count() == 1, address
        assert tab.page.locator("main").inner_text().strip(), address


def test_the_keyboard_gets_past_the_head_and_to_the_content(page: Watched) -> None:
    page.go("/rows/event")
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.textContent") == "To the content"
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_shows_it(page: Watched) -> None:
    page.go("/rows/event")
    for _ in range(20):
        page.page.keyboard.press("Tab")
        shown = page.page.evaluate("(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none')(getComputedStyle(document.activeElement))")
        assert shown, page.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_a_table_is_filtered_by_its_form(page: Watched) -> None:
    page.go("/rows/event")
    page.page.get_by_label("Type").first.select_option("AGREE")
    page.page.locator("form").filter(has=page.page.get_by_label("Type")).get_by_role("button").first.click()
    page.page.wait_for_url("**type=AGREE**")
    page.look()
    rows = page.page.locator("table tbody tr")
    assert rows.count() > 0
    wanted = fetch(page, "/rows/event.jsonl?type=AGREE").splitlines()
    assert rows.count() == len(wanted)
    assert {json.loads(line)["type"] for line in wanted} == {"AGREE"}


def test_a_search_finds_rows_of_every_kind(page: Watched) -> None:
    page.go("/")
    page.page.get_by_role("searchbox").first.fill("trawlers")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**search=trawlers**")
    page.look()
    assert "trawlers" in page.page.locator("main").inner_text().lower()


def test_files_hold_what_the_table_holds(page: Watched) -> None:
    lines = [json.loads(line) for line in fetch(page, "/rows/meeting.jsonl").splitlines()]
    table = list(csv.DictReader(io.StringIO(fetch(page, "/rows/meeting.csv").decode("utf-8-sig"))))
    columns = parquet.read_table(io.BytesIO(fetch(page, "/rows/meeting.parquet")))
    assert [r["id"] for r in lines] == [r["id"] for r in table] == columns["id"].to_pylist()
    assert len(lines) > 10


def test_a_link_downloads(page: Watched) -> None:
    page.go("/rows/meeting")
    with page.page.expect_download() as waiting:
        page.page.locator("main a[href*='.csv']").first.click()
    assert waiting.value.suggested_filename == "meetings.csv"


@pytest.mark.parametrize(
    "address", ["/nowhere", "/articles/nothing", "/stories/nothing", "/rows/nothing", "/row/nothing", "/actors/NOBODY.GOV:No One", "/rows/event?since=yesterday"]
)
def test_what_is_not_there_is_said_on_a_page(page: Watched, address: str) -> None:
    page.allowed.update({404, 422, 400})
    answer = page.go(address)
    assert answer is not None
    assert answer.status in (400, 404, 422)
    page.look()
    assert page.page.get_by_role("navigation").count() >= 1
