"""What tests of corrections in a real browser share: a server of a small ledger of their own, and what its pages say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from detente.ledger import Ledger
from detente.records import Article
from tests.ledger_rows import ROWS, A
from tests.serving import Server, serving
from tests.walking import Watched

TEXT = "🕊🕊 Tarn’s 🇹🇳 fleet sent twelve ships to Orsa.\n\nIt said 🕊 nothing more."
ASTRAL: Article = replace(A, id="u1", origin="u1", title="🕊 Ships", text=TEXT, story=None, dropped=())


class Home:
    """A server of a ledger's own, and the ledger beside it."""

    def __init__(self, server: Server, path: Path) -> None:
        self.server, self.home, self.path = server, server.home, path

    def log(self) -> list[tuple[str, str]]:
        with Ledger.open(self.path) as ledger:
            return [(c.act, c.row) for c in ledger.corrections()]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    path = tmp_path / "small.db"
    with Ledger.open(path) as made:
        made.add([*ROWS, ASTRAL])
    with serving(path, "--annotator", "Ann") as running:
        yield Home(running, path)


def told(tab: Watched, words: str) -> None:
    """The line that says what was done."""
    expect(tab.page.locator("#done")).to_contain_text(words)


def lit(tab: Watched, row: str, *, focus: bool = True) -> None:
    """The row is the chosen one, and its line has the focus."""
    expect(tab.page.locator(f"#row-{row}")).to_have_attribute("aria-current", "true")
    if focus:
        expect(tab.page.locator(f"#go-{row}")).to_be_focused()


def mark(tab: Watched, part: str, start: int, end: int) -> None:
    """Marks words of the article's text, as a mouse does."""
    tab.page.evaluate(
        """async ([part, start, end]) => {
          const { rangesOf } = await import("/static/offsets.js"), ranges = rangesOf(part, start, end), last = ranges.at(-1);
          getSelection().setBaseAndExtent(ranges[0].startContainer, ranges[0].startOffset, last.endContainer, last.endOffset);
        }""",
        [part, start, end],
    )
