"""Marks in a real browser: words taken for the lines of a form, and the text's marks after each decision, while nothing else moves."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from detente.ledger import Ledger
from detente.records import Event, EventSpans, Quotation, QuotationSpans, Row
from detente.web.drawing.marking import sheets
from tests.browser import Tabs
from tests.ledger_rows import MASSED, ORSA_TEXT, SAID, TARN_TEXT, TROOPS, span
from tests.reviewed import ASTRAL, TEXT, Home, home, lit, mark, told
from tests.walking import NARROW, WIDE, Watched

__all__ = ["home"]
LONG = "\n\n".join([TARN_TEXT, *(f"Paragraph {n} says that nothing else happened on this day in Orsa or in Tarn, for which all were grateful." for n in range(60))])

MARKS = """() => [...document.querySelectorAll(".report [data-start], .report a.m, .report .n")].map((e) =>
  [e.localName, e.textContent, e.dataset.start, e.dataset.rows, e.tabIndex, [...e.classList].filter((name) => !/chosen/.test(name)).sort()])"""


def row_of(home: Home, name: str) -> Row:
    with Ledger.open(home.path) as ledger:
        return ledger.row(name)


def take(tab: Watched, name: str) -> None:
    tab.page.locator(f"[data-span='spans.{name}'] [data-take]").click()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_marked_words_are_taken_for_a_row_and_seen_in_the_text(size: tuple[int, int], home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home, size=size)
    tab.go("/articles/a1?row=q1")
    page = tab.page
    page.keyboard.press("e")
    expect(page.locator("[data-span='spans.speaker'] [data-take]")).to_be_visible()
    take(tab, "speaker")
    told(tab, "Mark the words in the text first")
    mark(tab, "title", 0, 4)
    take(tab, "speaker")
    told(tab, "The marked words stand in the title and the row in the body")
    mark(tab, "body", *span(TARN_TEXT, " Ada Lund "))
    expect(page.locator(".add-here")).to_be_hidden()
    take(tab, "speaker")
    told(tab, "Marked as speaker: “Ada Lund”")
    spots = page.locator("[data-span='spans.speaker'] li")
    expect(spots).to_have_text(["Foreign Minister Ada Lund", "Ada Lund"])
    expect(spots.nth(0).get_by_role("checkbox")).not_to_be_checked()  # the words that both hold are marked once
    expect(spots.nth(1).get_by_role("checkbox")).to_be_checked()
    page.locator("[data-span='spans.cue']").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    told(tab, "Escape once more")
    tab.axe()
    page.locator("#editing .sends button").first.click()
    told(tab, "Edited: quotation")
    expect(page.locator(".report a.m-speaker")).to_have_text("Ada Lund")
    expect(page.locator(".report a.m-cue")).to_have_count(0)
    row = row_of(home, "q1")
    assert isinstance(row, Quotation)
    assert row == replace(SAID, spans=QuotationSpans((span(TARN_TEXT, "Ada Lund"),), (), SAID.spans.content))
    page.keyboard.press("u")
    told(tab, "Undone: quotation")
    expect(page.locator(".report a.m-speaker").first).to_have_text("Foreign Minister Ada Lund")
    assert home.log() == [("edit", "q1"), ("undo", "q1")]


def test_a_row_is_added_with_its_marks_behind_emoji(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go(f"/articles/{ASTRAL.id}")
    page = tab.page
    expect(page.locator(".keys-button")).to_be_visible()
    mark(tab, "body", *span(TEXT, "Tarn’s 🇹🇳 fleet sent twelve ships to Orsa."))
    page.keyboard.press("n")
    page.locator("#editing select[name=type]").select_option("MOBILIZE")
    for name, words in {"trigger": "sent", "actors": "Tarn’s 🇹🇳 fleet", "recipients": "Orsa"}.items():
        mark(tab, "body", *span(TEXT, words))
        take(tab, name)
        told(tab, f"“{words}”")
    page.locator("#editing .sends button").click()
    told(tab, "Added: event")
    row = row_of(home, home.log()[0][1])
    assert isinstance(row, Event)
    assert row.spans == EventSpans((span(TEXT, "sent"),), (span(TEXT, "Tarn’s 🇹🇳 fleet"),), (span(TEXT, "Orsa"),))
    for look, words in (("act", "sent"), ("actor", "Tarn’s 🇹🇳 fleet"), ("recipient", "Orsa")):
        expect(page.locator(f".report a.m-{look}")).to_have_text(words)


def test_words_are_taken_from_the_row_s_own_paragraph_in_the_queue(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go("/review?kind=event")
    page = tab.page
    page.locator("#edit-e2").click()
    for row, start, says in (("e1", 0, "another article"), ("e2", ORSA_TEXT.index("Tarn"), "Marked as who acts: “Tarn”")):
        page.evaluate(
            """async ([row, start]) => {
              const line = document.querySelector(`#row-${row} [data-start]`), { placeOf } = await import("/static/offsets.js");
              const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
              for (let node; (node = walker.nextNode()); ) {
                const at = start - placeOf(node, 0).at;
                if (at >= 0 && at < node.length) return getSelection().setBaseAndExtent(node, at, node, at + 4);
              }
            }""",
            [row, start],
        )
        take(tab, "actors")
        told(tab, says)


def test_without_scripts_words_are_typed_and_let_go(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home, script=False)
    tab.allowed.add(422)
    tab.go("/articles/a1?row=e1")
    page = tab.page
    page.locator("#panel").get_by_role("link", name="Edit").click()
    expect(page.locator("[data-take]").first).to_be_hidden()
    page.get_by_label("towards whom: words to mark").fill("on")
    page.locator("[data-span='spans.actors']").get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("#editing .says")).to_contain_text("“on” stands there")
    page.get_by_label("towards whom: words to mark").fill("the Orsan border")
    expect(page.locator("[data-span='spans.actors']").get_by_role("checkbox")).not_to_be_checked()
    page.get_by_role("button", name="Save").first.click()
    told(tab, "Edited: event")
    row = row_of(home, "e1")
    assert isinstance(row, Event)
    assert row.spans == replace(MASSED.spans, actors=(), recipients=(span(TARN_TEXT, "the Orsan border"), *MASSED.spans.recipients))


# --- after a decision --------------------------------------------------------------------------------------------------------------------


def test_marks_and_their_numbers_follow_each_decision(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go("/articles/a1?row=e1")
    page, acts = tab.page, tab.page.locator(".report a.m-act")
    expect(page.locator("#row-e1")).to_have_attribute("aria-current", "true")
    expect(acts).to_have_text(["massed"])
    page.locator("#show-number").uncheck()
    for key, says, left in (("r", "Rejected", []), ("u", "Undone", ["massed"]), ("a", "Accepted", ["massed"]), ("r", "Rejected", []), ("u", "Undone", ["massed"])):
        page.keyboard.press(key)
        told(tab, f"{says}: event")
        expect(acts).to_have_text(left)
        expect(page.locator("#n-act")).to_have_text(str(len(left)))
        lit(tab, "e1", focus=False)
        assert page.evaluate("CSS.highlights.get('chosen').size") == 1
        assert page.locator(".report").inner_text().count("massed 4,000 troops") == 1
    expect(page.locator("#show-number")).not_to_be_checked()
    expect(page.locator(".report a.m-act.chosen")).to_have_text("massed")
    tab.look()
    exchanged = page.evaluate(MARKS)
    page.reload()
    expect(page.locator(".report a.m-act.chosen")).to_have_text("massed")
    assert page.evaluate(MARKS) == exchanged


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_decision_moves_neither_the_page_nor_the_focus(size: tuple[int, int], home: Home, tabs: Tabs) -> None:
    far = LONG.index("Paragraph 50")
    words = LONG[far : LONG.index("\n", far)]
    article = replace(ASTRAL, id="v1", origin="v1", text=LONG)
    with Ledger.open(home.path) as ledger:
        other = replace(MASSED, id="e7", article="v1", start=far, end=far + len(words), evidence=words, spans=EventSpans((), ((far, far + 9),), ()))
        number = replace(TROOPS, id="f7", article="v1", start=far, end=far + len(words), evidence=words, value=50.0)
        ledger.add([article, other, number])
    tab = tabs(home.home, size=size)
    tab.go("/articles/v1?row=e7")
    page = tab.page
    link = page.locator(".report a.m-number")
    expect(page.locator("#row-e7")).to_have_attribute("aria-current", "true")
    link.focus()
    page.wait_for_function("scrollY > 500")
    at = page.evaluate("scrollY")
    for key, says, who in (("r", "Rejected", 0), ("u", "Undone", 1), ("a", "Accepted", 1)):
        page.keyboard.press(key)
        told(tab, f"{says}: event")
        expect(page.locator(".report a.m-actor")).to_have_count(who)
        expect(link).to_be_focused()
        assert page.evaluate("scrollY") == at
        expect(page.locator("#row-e7")).to_have_attribute("aria-current", "true")


def test_on_another_sheet_of_a_long_text_the_sheet_that_is_shown_is_renewed(home: Home, tabs: Tabs) -> None:
    text = "\n\n".join(["A line of a long report about Tarn and Orsa that says little." for _ in range(400)])
    over = text.rindex("A line", 0, sheets(text)[0][1])
    end = text.index("A line", over + 1) + 6  # a piece of the first line of the next sheet
    article = replace(ASTRAL, id="w1", origin="w1", text=text)
    with Ledger.open(home.path) as ledger:
        spans = EventSpans((), ((over, over + 6), (end - 6, end)), ())
        ledger.add([article, replace(MASSED, id="e8", article="w1", start=over, end=end, evidence=text[over:end], spans=spans)])
    tab = tabs(home.home)
    for sheet, marked in ((1, 1), (2, 1)):
        tab.go(f"/articles/w1?sheet={sheet}")
        tab.page.keyboard.press("j")
        lit(tab, "e8")
        expect(tab.page.locator(".report a.m-actor")).to_have_count(marked)
        tab.page.keyboard.press("r")
        told(tab, "Rejected: event")
        expect(tab.page.locator(".report a.m-actor")).to_have_count(0)
        tab.page.keyboard.press("u")
        told(tab, "Undone: event")
        expect(tab.page.locator(".report a.m-actor")).to_have_count(marked)
