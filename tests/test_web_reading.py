"""The article in a browser: a click or Enter shows the row beside the text, marks can be switched off, places are counted in code points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from detente.ledger import Ledger
from detente.records import Article, Event, EventSpans
from tests.browser import Tabs
from tests.ledger_rows import MASSED, ROWS
from tests.serving import serving
from tests.walking import NARROW, WIDE, Watched

TEXT = "🕊🕊 Tarn’s 🇹🇳 “army” massed\u0301 near Orsa.\n\n\U0001d55dast line: Tarn e\u0301migrés 🕊 left."
ASTRAL = Article(
    id="u1",
    origin="u1",
    url=None,
    outlet="Tarn Post",
    credited_source=None,
    title="🕊 Tarn",
    standfirst=None,
    byline=None,
    published="2031-03-04",
    language="en",
    text=TEXT,
    dropped=(),
)
MASS = TEXT.index("massed")
ACT = replace(MASSED, id="u2", article="u1", start=0, end=TEXT.index("\n"), evidence=TEXT[: TEXT.index("\n")], happening=None, where=None, when=None)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("reading") / "small.db"
    with Ledger.open(path) as made:
        made.add([*ROWS, ASTRAL, replace(ACT, spans=EventSpans(((MASS, MASS + 6),), ((3, 7),), ()))])
    with serving(path) as running:
        yield running.home


def titled(tab: Watched, words: str) -> None:
    expect(tab.page.locator("#panel-title")).to_have_text(words)


def test_a_click_shows_the_row_and_its_address_can_be_kept(home: str, tabs: Tabs) -> None:
    tab = tabs(home)
    tab.go("/articles/a1")
    tab.page.locator("a.m-act", has_text="massed").click()
    titled(tab, "event Tarnish military → Orsa")
    assert tab.page.url.endswith("/articles/a1?row=e1#row-e1")
    expect(tab.page.locator("#row-e1")).to_have_attribute("aria-current", "true")
    tab.page.locator("a.m-speaker").focus()
    tab.page.keyboard.press("Enter")
    titled(tab, "quotation Ada Lund (TRN)")
    tab.page.locator(".rows-here a.gist", has_text="4,000 troops").click()
    titled(tab, "figure 4,000 troops")
    tab.page.locator(".panel .others a", has_text="Tarnish military").click()
    titled(tab, "event Tarnish military → Orsa")
    tab.page.reload()
    titled(tab, "event Tarnish military → Orsa")
    tab.page.locator(".close").click()
    expect(tab.page.locator("#panel-title")).to_have_count(0)
    assert tab.page.url.endswith("/articles/a1")
    tab.look()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_without_scripts_a_click_opens_the_same(home: str, tabs: Tabs, size: tuple[int, int]) -> None:
    tab = tabs(home, size=size, script=False)
    tab.go("/articles/a1")
    tab.page.locator("a.m-act", has_text="massed").click()
    titled(tab, "event Tarnish military → Orsa")
    assert tab.page.locator(".m-chosen").count() > 1
    tab.page.locator(".panel").get_by_text("Show its steps").click(no_wait_after=True)
    expect(tab.page.locator("#steps-title")).to_be_visible(timeout=60_000)


def test_an_address_opens_at_the_words(home: str, tabs: Tabs) -> None:
    for address in ("/articles/a1?row=m1#row-m1", "/articles/a1#row-m1"):  # shown by the server, or only pointed to
        tab = tabs(home, size=NARROW)
        tab.go(address)
        titled(tab, "meeting Ada Lund (TRN), Orsa")
        expect(tab.page.locator("#chosen")).to_be_in_viewport()


def test_a_mark_can_be_switched_off(home: str, tabs: Tabs) -> None:
    tab = tabs(home, script=False)
    tab.go("/articles/a1")
    act = tab.page.locator("[data-part=body] .m-act")
    expect(act).to_have_css("text-decoration-style", "double")
    tab.page.locator("#show-act").uncheck()
    expect(act).to_have_css("text-decoration-line", "none")


SPANS = [(0, 1), (0, 7), (3, 12), (MASS, MASS + 7), (MASS, len(TEXT)), (len(TEXT) - 6, len(TEXT))]


def test_places_are_counted_in_code_points(home: str, tabs: Tabs) -> None:
    """A selection of characters start to end, as Python counts them, is told as start to end."""
    tab = tabs(home)
    tab.go("/articles/u1")
    found = tab.page.evaluate(
        """async (spans) => {
          const { marked, rangesOf } = await import("/static/offsets.js");
          return spans.map(([start, end]) => {
            const ranges = rangesOf("body", start, end), chosen = getSelection();
            chosen.setBaseAndExtent(ranges[0].startContainer, ranges[0].startOffset, ranges.at(-1).endContainer, ranges.at(-1).endOffset);
            const told = marked(chosen);
            return [ranges.map(r => r.toString()).join("\\n\\n"), told.part, told.start, told.end];
          });
        }""",
        SPANS,
    )
    assert found == [[TEXT[a:b], "body", a, b] for a, b in SPANS]


def test_steps_come_into_the_panel(page: Watched, demo_file: Path) -> None:
    with Ledger.open(demo_file) as ledger:
        row = next(r for r in ledger.rows("event") if isinstance(r, Event) and r.actors and r.recipients)
    page.go(f"/articles/{row.article}?row={row.id}#row-{row.id}")
    page.page.locator(".panel").get_by_text("Show its steps").click()
    expect(page.page.locator("#steps")).to_contain_text("Why these actors", timeout=60_000)
    expect(page.page.locator(".reading")).to_be_visible()
