"""A hundred hostile texts in titles, bylines, bodies and every field of every row: none runs on any page, and all are seen as the words they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser import Tabs
from tests.hostile_ledger import made
from tests.serving import serving
from tests.walking import ALIVE, Watched, walk, watched
from tests.xss import FOREIGN, PAYLOADS, PRODUCT

NOWHERE = "http://127.0.0.1:9/"  # nothing listens there
SINKS = """<!doctype html><title>x</title><p>{}</p><input value="{}"><input value='{}'><a href="{}">read on</a><i tabindex=0 title={}>x</i>
<script>var a = '{}'</script><script>var b = "{}"</script>"""
EACH = 2  # pages of a kind that are opened


def test_there_are_a_hundred() -> None:
    assert len(set(PAYLOADS)) == 100


def test_the_walk_sees_what_runs(browser: Browser) -> None:
    """The hundred on a page that escapes nothing and has no content policy: the most are seen to run, or to be alive."""
    seen = set()
    with watched(browser, NOWHERE) as tab:
        body = ""
        tab.page.route(f"{NOWHERE}**", lambda route: route.fulfill(content_type="text/html", body=body) if route.request.is_navigation_request() else route.abort())
        tab.page.route(re.compile(re.escape(FOREIGN)), lambda route: route.abort())
        for n, payload in enumerate(PAYLOADS):
            body = SINKS.replace("{}", payload)
            tab.ran.clear()
            try:
                tab.go(f"/{n}")
                alive = tab.page.evaluate(ALIVE)
                tab.page.goto("about:blank")
            except Error:  # it has sent the browser elsewhere
                alive = [True]
            seen.update([n] if tab.ran or alive else [])
    assert len(seen) >= 88, [PAYLOADS[n] for n in set(range(100)) - seen]


def words(text: str) -> str:
    """A text as a page may show it: white space is one space, and signs that no page can show are left out."""
    return re.sub(r"\s+", "", re.sub("[\x00-\x08\x0e-\x1f\ufffd\ufeff]", "", text))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("hostile"))


def test_none_of_a_hundred_runs(hostile: Path, tabs: Tabs) -> None:
    shown: list[str] = []

    def see(tab: Watched, address: str) -> None:
        text = tab.page.evaluate("document.documentElement.textContent")
        shown.append(words(text))
        if PRODUCT in tab.page.content():
            tab.blame("a template of the text was evaluated")

    with serving(hostile) as running:
        tab = tabs(running.home)
        tab.allowed.add(404)  # no address leads to a name of several lines
        opened = walk(tab, each=EACH, see=see)
        settle(tab.page)
        assert tab.ran == [], "ran"
    assert len(opened) > 50, opened
    unseen = [p for p in PAYLOADS if not any(words(p) in text for text in shown)]
    assert unseen == [], "not on any page, so nothing was shown of them"


def settle(page: Page) -> None:
    """Wait for what a page would do a moment later."""
    page.wait_for_timeout(500)
