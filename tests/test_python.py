"""detente from Python: what it reads, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente

TEXT = "Norway seized two Swedish trawlers near Bergen on Monday, the coastguard in Oslo said.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf8")
    return path


def test_a_path_or_several(page: Path) -> None:
    for sources in (page, str(page), [page], (str(page),)):
        assert detente.read(sources).articles["text"].to_pylist() == [TEXT.strip()]


@pytest.mark.parametrize(("given", "day"), [("2022-01-18", "2022-01-18"), ("2022-01", "2022-01"), ("18 January 2022", "2022-01-18"), (None, None)])
def test_the_day_of_pages_that_give_none(given: str | None, day: str | None, page: Path) -> None:
    assert detente.read(page, published=given).articles["published"].to_pylist() == [day]


def test_what_is_too_long_is_a_row(page: Path) -> None:
    ledger = detente.read(page, longest=10)
    assert ledger.quarantined["reason"].to_pylist() == ["too long: 86 characters; allowed are 10; split it or allow more (--longest)"]
    assert ledger.articles.num_rows == 0


def test_no_day_is_refused(page: Path) -> None:
    with pytest.raises(ValueError, match="published='soon' is no day; write 2022-01-18, 2022-01 or 2022"):
        detente.read(page, published="soon")
