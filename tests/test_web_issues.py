"""Issues by their names where positions stand in tables, with the id beside it; and asked for by either."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from msgspec.structs import replace

from detente.ledger import Ledger
from tests.desk import Desk, desk, path, said
from tests.ledger_rows import LEAVE

__all__ = ["desk", "path"]
NAMED = replace(LEAVE, id="p2", issue="withdrawal")


@pytest.fixture(autouse=True)
def named(path: object, desk: Desk) -> None:
    with Ledger.open(desk.path) as ledger:
        ledger.add([NAMED])


@pytest.mark.parametrize("page", ["/rows/position", "/review?kind=position", "/row/p2", "/articles/b1?row=p2"])
def test_an_issue_stands_by_its_name_with_its_id_in_the_title(page: str, desk: Desk) -> None:
    shown = desk.get(page)
    assert {e.text_content(): e.get("title") for e in shown.xpath('//*[contains(@class, "note")][@title]')} == {"withdrawal of forces": "withdrawal"}
    assert page.startswith("/row/") or "troops-at-border" in said(shown, '//*[contains(@class, "note")]')  # one that a text's own words name


def test_the_page_of_a_position_has_both(desk: Desk) -> None:
    assert "stancedemands on withdrawal of forces (withdrawal) what that means" in said(desk.get("/row/p2"), '//dl[@class="facts"]/div')
    assert "stancedemands on troops-at-border what that means" in said(desk.get("/row/p1"), '//dl[@class="facts"]/div')


@pytest.mark.parametrize("page", ["/rows/position", "/review?kind=position"])
def test_a_filter_offers_names_and_sends_ids(page: str, desk: Desk) -> None:
    offered = desk.get(page).xpath('//select[@name="issue"]/option')
    assert [(o.get("value"), o.text) for o in offered] == [("", "any"), ("troops-at-border", "troops-at-border (1)"), ("withdrawal", "withdrawal of forces (1)")]


@pytest.mark.parametrize(
    ("issue", "ids"),
    [
        ("withdrawal", ["p2"]),
        ("Withdraw", ["p2"]),
        ("withdrawal of forces", ["p2"]),
        ("Of Forces", ["p2"]),
        ("troops-at-border", ["p1"]),
        ("border", ["p1"]),
        ("trade", []),
        ("fishing rights of nobody", []),
    ],
)
def test_an_issue_is_asked_for_by_its_id_or_its_name(issue: str, ids: list[str], desk: Desk) -> None:
    answer = desk.client.get(f"/rows/position?issue={quote_plus(issue)}", follow_redirects=True)
    assert answer.status_code == 200
    assert [name for name in ("p1", "p2") if f'id="row-{name}"' in answer.text] == ids
    assert desk.client.get(f"/rows/position.jsonl?issue={quote_plus(issue)}", follow_redirects=True).text.count("\n") == len(ids)
    assert desk.get(f"/review?kind=position&issue={quote_plus(issue)}").xpath('//ol[@class="queue"]/li/@data-row') == ids


def test_the_field_of_a_comparison_is_no_issue(desk: Desk) -> None:
    assert "c1" in desk.client.get("/rows/comparison?issue=figure").text
