"""Correcting in a browser: by keyboard alone, by marking words, by mouse, without scripts; wide, narrow and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from detente.ledger import Ledger
from detente.records import Event, Figure
from tests.browser import Tabs
from tests.reviewed import TEXT, Home, home, lit, mark, told
from tests.walking import NARROW, NARROWEST, WIDE

__all__ = ["home"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_an_article_is_reviewed_by_keyboard_alone(home: Home, tabs: Tabs, size: tuple[int, int]) -> None:
    tab = tabs(home.home, size=size)
    tab.go("/articles/a1")
    expect(tab.page.locator("#row-q1")).to_be_attached()
    keys = tab.page.keyboard
    keys.press("a")
    told(tab, "Choose a row first")
    keys.press("j")
    lit(tab, "q1")
    keys.press("a")
    told(tab, "Accepted: quotation Ada Lund")
    expect(tab.page.locator("#row-q1 .judged")).to_contain_text("✓ accepted by Ann")
    lit(tab, "q1")
    keys.press("j")
    lit(tab, "e1")
    assert tab.page.evaluate("CSS.highlights.get('chosen').size") == 1
    keys.press("r")
    told(tab, "Rejected: event Tarnish military")
    expect(tab.page.locator("#row-e1 del")).to_have_text("Tarnish military → Orsa")
    keys.press("u")
    told(tab, "Undone: event")
    expect(tab.page.locator("#row-e1 del")).to_have_count(0)
    keys.press("k")
    lit(tab, "q1")
    keys.press("u")
    told(tab, "Undone: quotation")
    assert home.log() == [("accept", "q1"), ("reject", "e1"), ("undo", "e1"), ("undo", "q1")]
    tab.look()


def test_a_row_is_edited_by_keyboard(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.allowed.add(422)
    tab.go("/articles/a1?row=e1")
    keys = tab.page.keyboard
    keys.press("e")
    expect(tab.page.locator("#editing select[name=type]")).to_be_focused()
    keys.press("a")  # chooses a type, and accepts nothing
    tab.page.locator("#editing [name='when.start']").fill("Mon, j k r")
    keys.press("Escape")
    told(tab, "Escape once more")
    keys.press("Enter")
    expect(tab.page.locator("#editing .says")).to_contain_text("is no day")
    expect(tab.page.locator("#editing [name='when.start']")).to_have_value("Mon, j k r")
    tab.axe()
    tab.page.locator("#editing [name='when.start']").fill("2031-03-02")
    tab.page.locator("#editing select[name=type]").select_option("MOBILIZE")
    tab.page.locator("#editing select[name=mode]").select_option("troops")
    tab.page.locator("#editing select[name=status]").select_option("planned")
    tab.page.locator("#editing [name=note]").press("Enter")
    told(tab, "Edited: event")
    expect(tab.page.locator("#row-e1 .note").first).to_have_text("planned")
    keys.press("e")
    expect(tab.page.locator("#editing select[name=type]")).to_be_focused()  # until then Escape closes what is behind the form
    keys.press("Escape")
    expect(tab.page.locator("#panel-title")).to_be_visible()
    assert home.log() == [("edit", "e1")]
    with Ledger.open(home.path) as ledger:
        row = ledger.row("e1")
    assert isinstance(row, Event)
    assert (row.status, row.when and row.when.start, row.type, row.mode) == ("planned", "2031-03-02", "MOBILIZE", "troops")


@pytest.mark.parametrize("by", ["key", "button", "link"])
def test_a_row_is_added_over_marked_words_behind_emoji(by: str, home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go("/articles/u1")
    expect(tab.page.locator(".keys-button")).to_be_visible()
    start = TEXT.index("twelve ships")
    mark(tab, "body", start - 1, start + 13)  # with the blanks around them
    offer = tab.page.locator(".add-here")
    expect(offer).to_be_visible()
    if by == "key":
        tab.page.keyboard.press("n")
    else:
        (offer if by == "button" else tab.page.locator("[data-add]")).click()
    expect(tab.page.locator("#editing .context")).to_have_text("twelve ships")
    tab.page.locator("#editing select[name=kind]").select_option("figure")
    tab.page.locator("#editing input[name=value]").fill("12")
    tab.axe()
    tab.page.locator("#editing input[name=of]").fill("ships")
    tab.page.locator("#editing input[name=of]").press("Enter")
    told(tab, "Added: figure 12 ships")
    (act, name) = home.log()[0]
    with Ledger.open(home.path) as ledger:
        row = ledger.row(name)
    assert isinstance(row, Figure)
    assert (act, row.start, row.end, row.evidence, row.value) == ("add", start, start + 12, "twelve ships", 12.0)
    expect(tab.page.locator(f"#row-{name}")).to_have_attribute("aria-current", "true")
    tab.page.keyboard.press("u")
    told(tab, "Undone: figure")
    expect(tab.page.locator(f"#row-{name}")).to_have_count(0)


def test_the_queue_is_gone_through_by_keyboard(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go("/review")
    keys = tab.page.keyboard
    keys.press("j")
    lit(tab, "e1")
    keys.press("a")
    told(tab, "Accepted: event")
    lit(tab, "e1")
    keys.press("j")
    lit(tab, "e2")
    keys.press("r")
    told(tab, "Rejected: event")
    expect(tab.page.locator("#row-e2 del")).to_be_visible()
    keys.press("u")
    expect(tab.page.locator("#row-e2 del")).to_have_count(0)
    keys.press("e")
    expect(tab.page.locator("#editing")).to_be_visible()
    keys.press("Escape")
    expect(tab.page.locator("#editing")).to_have_count(0)
    expect(tab.page.locator("#row-e2 button[value=accept]")).to_be_visible()
    assert home.log() == [("accept", "e1"), ("reject", "e2"), ("undo", "e2")]


def test_keys_do_nothing_while_one_types_with_modifiers_or_switched_off(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go("/articles/a1?row=e1")
    expect(tab.page.locator(".keys-button")).to_be_visible()
    keys = tab.page.keyboard
    tab.page.locator("#find").focus()
    keys.type("jrau")
    expect(tab.page.locator("#find")).to_have_value("jrau")
    tab.page.locator("#go-e1").focus()
    for pressed in ("Control+a", "Alt+r", "Meta+u", "Shift+A", "Shift+R"):
        keys.press(pressed)
    keys.press("?")
    expect(tab.page.locator("#keys")).to_be_visible()
    tab.axe()
    keys.press("r")
    tab.page.locator("#single-keys").uncheck()
    keys.press("Escape")
    expect(tab.page.locator("#keys")).to_be_hidden()
    keys.press("r")
    keys.press("?")
    expect(tab.page.locator("#keys")).to_be_hidden()
    tab.page.reload()
    tab.page.locator(".keys-button").click()
    expect(tab.page.locator("#single-keys")).not_to_be_checked()
    tab.page.locator("#single-keys").check()
    keys.press("Escape")
    assert home.log() == []
    keys.press("r")
    told(tab, "Rejected: event")


def test_a_refusal_is_said_and_nothing_is_lost(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.allowed.add(409)
    tab.go("/articles/a1?row=e1")
    tab.page.keyboard.press("e")
    tab.page.locator("#editing select[name=mode]").select_option("weapons")
    with Ledger.open(home.path) as ledger:
        ledger.correct("edit", "e1", by="ben", changes={"status": "planned"})
    tab.page.locator("#editing .sends button").first.click()
    expect(tab.page.locator(".both tbody tr")).to_have_count(2)
    tab.axe()
    tab.page.locator("#editing .sends button").first.click()
    told(tab, "Edited: event")
    tab.page.locator("#panel").get_by_role("button", name="Undo my edit").click()
    told(tab, "Undone: event")


def test_a_server_that_is_gone_is_said(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go("/articles/a1?row=e1")
    expect(tab.page.locator(".keys-button")).to_be_visible()
    home.server.process.terminate()
    home.server.process.wait(20)
    tab.page.keyboard.press("r")
    expect(tab.page.get_by_role("alert")).to_contain_text("No answer came: see whether “detente serve” still runs")
    expect(tab.page.locator("#row-e1 del")).to_have_count(0)
    assert home.log() == []
    tab.faults.clear()  # the browser's own words on it


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_all_of_it_goes_without_scripts(home: Home, tabs: Tabs, size: tuple[int, int]) -> None:
    tab = tabs(home.home, size=size, script=False)
    tab.go("/articles/a1?row=e1")
    page = tab.page
    page.locator("#panel").get_by_role("button", name="Reject").click()
    told(tab, "Rejected: event")
    expect(page.locator("#row-e1 del")).to_have_count(1)
    page.locator("#done").get_by_role("button", name="Undo").click()
    told(tab, "Undone: event")
    page.locator("#panel").get_by_role("link", name="Edit").click()
    page.get_by_label("status").select_option("planned")
    page.get_by_role("button", name="Save").first.click()
    told(tab, "Edited: event")
    page.get_by_role("link", name="Add a missed row").click()
    page.get_by_label("What is told there").select_option("meeting")
    page.get_by_label("Its words").fill("She will meet envoys")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add the meeting").click()
    told(tab, "Added: meeting")
    tab.go("/review?kind=figure")
    page.get_by_role("button", name="Accept").click()
    told(tab, "Accepted: figure")
    page.get_by_role("link", name="change").click()
    page.get_by_label("Your name").fill("Ben 🕊")
    page.get_by_role("button", name="Correct under this name").click()
    expect(page.locator(".corrector")).to_contain_text("You correct as Ben 🕊")
    assert [act for act, _ in home.log()] == ["reject", "undo", "edit", "add", "accept"]


PAGES = (
    "/review",
    "/review?kind=quotation&rows=all",
    "/review/log",
    "/review/agreement",
    "/review/as",
    "/articles/a1?row=e1",
    "/row/e1",
    "/row/f1",
    "/review/edit/e1",
    "/review/edit/m1",
    "/review/add?article=a1",
    "/review/add?article=a1&kind=event&words=Friday",
)


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROWEST, True)])
def test_pages_are_whole_for_everybody(size: tuple[int, int], dark: bool, home: Home, tabs: Tabs) -> None:
    with Ledger.open(home.path) as ledger:
        for by, act, row in (("Ann", "accept", "e1"), ("ben", "reject", "f1"), ("ben", "accept", "e1"), ("ben", "accept", "q1"), ("Ann", "reject", "q1"), ("ben", "accept", "p1")):
            ledger.correct(act, row, by=by)
        ledger.correct("edit", "m1", by="cyd", changes={"agenda": "ships " * 60}, note="a long word: " + "x" * 200)
    tab = tabs(home.home, size=size, dark=dark)
    for address in PAGES:
        tab.go(address)
        tab.look()
        tab.axe()
