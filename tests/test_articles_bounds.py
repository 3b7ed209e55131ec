"""Odd input takes time that grows no faster than the input, and no library gives up on it."""

from __future__ import annotations

import time

import pytest

from detente import articles
from detente.codebook import Codebook
from detente.records import Article, Page, Quarantined

CODEBOOK = Codebook()
PROSE = "Tarn has offered Orsa a truce of thirty days along the Svell river, its foreign minister said. "


@pytest.mark.parametrize(
    ("form", "unit", "times"),
    [
        ("text", "a", 100_000),
        ("text", '"', 100_000),
        ("text", "(", 100_000),
        ("text", "a\n", 20_000),
        ("text", "By Ana\n", 10_000),
        ("text", "Source: x\n", 10_000),
        ("text", "ab " * 200 + "\n", 100),
        ("text", PROSE, 4_000),
        ("text", "\u00a0", 100_000),
        ("html", "<div>", 40_000),
        ("html", "<b>", 40_000),
        ("html", "<", 100_000),
        ("html", "<!--", 40_000),
        ("html", "<script>", 20_000),
        ("html", "<!-- x -->", 40_000),
        ("html", "&", 100_000),
        ("html", "<a href=x>News</a>", 8_000),
        ("html", f"<p>{PROSE}</p>", 1_000),
    ],
)
@pytest.mark.usefixtures("unhindered")
def test_time_grows_with_the_text(form: str, unit: str, times: int) -> None:
    spent = []
    for n in (times // 4, times):
        page = Page(origin="p", form="html" if form == "html" else "text", data=(unit * n + "\n\n" + PROSE * 2).encode())
        before = time.process_time()
        assert isinstance(articles.clean(page, CODEBOOK), Article | Quarantined)
        spent.append(time.process_time() - before)
    assert spent[1] < 12 * spent[0] + 0.5, "four times the text took more than twelve times as long"
