"""Who corrects faster than answers come: each key acts on the row that one went to, whatever comes late."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import Tabs
from tests.reviewed import Home, home, lit, told

__all__ = ["home"]
ANSWERED = """keys => new MutationObserver((_, watch) => {
  watch.disconnect();
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}).observe(document.getElementById("done"), { childList: true })"""


def test_keys_pressed_faster_than_pages_come_act_on_the_row_that_is_lit(home: Home, tabs: Tabs) -> None:
    tab = tabs(home.home)
    tab.go("/articles/a1")
    tab.page.route("**/row/*", lambda route: (tab.page.wait_for_timeout(300), route.continue_()))
    for key in "jjr":
        tab.page.keyboard.press(key)
    told(tab, "Rejected: event")
    assert home.log() == [("reject", "e1")]


@pytest.mark.parametrize(
    ("late", "address", "first", "then", "log"),
    [
        (True, "/review", "jj", "kr", [("reject", "e2"), ("reject", "e1")]),
        (True, "/articles/a1", "jj", "kr", [("reject", "e1"), ("reject", "q1")]),
        (False, "/review", "j", "jr", [("reject", "e1"), ("reject", "e2")]),
        (False, "/review", "j", "ua", [("reject", "e1"), ("undo", "e1"), ("accept", "e1")]),
        (False, "/articles/a1", "j", "jr", [("reject", "q1"), ("reject", "e1")]),
        (False, "/articles/a1", "j", "jkua", [("reject", "q1"), ("undo", "q1"), ("accept", "q1")]),
    ],
)
def test_who_does_not_wait_for_an_answer_acts_on_the_row_they_went_to(late: bool, address: str, first: str, then: str, log: list[tuple[str, str]], home: Home, tabs: Tabs) -> None:
    """Keys come while the decision is on its way, or (not `late`) in the moment in which its answer stands on the page."""
    tab = tabs(home.home)
    tab.go(address)
    expect(tab.page.locator(".keys-button")).to_be_visible()
    for key in first:
        tab.page.keyboard.press(key)
    lit(tab, log[0][1])
    if late:
        tab.page.route("**/review/decide", lambda route: (tab.page.wait_for_timeout(300), route.continue_()))
    else:
        tab.page.evaluate(ANSWERED, then)
    for key in "r" + (then if late else ""):
        tab.page.keyboard.press(key)
    told(tab, {"reject": "Rejected", "accept": "Accepted"}[log[-1][0]])
    for _ in range(100):
        if len(home.log()) >= len(log):
            break
        tab.page.wait_for_timeout(50)
    lit(tab, log[-1][1])
    assert home.log() == log
    expect(tab.page.locator("[aria-current=true]")).to_have_count(1)
