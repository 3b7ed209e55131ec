"""A fault of ours costs one page, and its row says where and why."""

from __future__ import annotations

import pytest

from detente.articles import clean
from detente.codebook import Codebook
from detente.faults import quarantine
from detente.ids import article_id
from detente.records import Page, Quarantined


def caught(error: Exception) -> Exception:
    try:
        raise error
    except Exception as e:  # noqa: BLE001
        return e


def fault_inside() -> Exception:
    """An error that a stage really raises, given what it must never be given."""
    try:
        clean(None, Codebook())  # type: ignore[arg-type]
    except Exception as e:  # noqa: BLE001
        return e
    raise AssertionError("no error")


def test_the_stage_is_the_room_in_which_it_broke() -> None:
    row = quarantine("page.txt", 7, fault_inside())
    assert (row.origin, row.line, row.stage) == ("page.txt", 7, "articles")
    assert row.reason.startswith("AttributeError in articles: ")
    assert row.reason.endswith("; the page was left out, please report it with the page")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("no such\n  day"), "ValueError in pipeline: no such day;"),
        (KeyError(), "KeyError in pipeline: no message;"),
        (RuntimeError("x" * 500), f"RuntimeError in pipeline: {'x' * 200};"),
    ],
)
def test_the_reason_is_one_short_line(error: Exception, words: str) -> None:
    assert quarantine("page.txt", None, caught(error)).reason.startswith(words)


def test_the_same_fault_has_the_same_id() -> None:
    one, two = (quarantine("page.txt", 1, caught(ValueError("broken"))) for _ in range(2))
    assert (one, one.id) == (two, two.id)
    assert one.id != quarantine("page.txt", 2, caught(ValueError("broken"))).id


def test_a_page_without_text_is_no_fault() -> None:
    row = clean(Page(origin="a", form="text", data=b"\n\n"), Codebook())
    assert isinstance(row, Quarantined)
    assert (row.stage, row.origin) == ("articles", "a")
    assert article_id(None, "a") != article_id("", "a")
