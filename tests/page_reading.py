"""Pages asked for without a browser: a client over a ledger's file, and what a page says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient
from lxml import html

from detente.ledger import Ledger
from detente.records import Row
from detente.web import create

HOME = "http://127.0.0.1:8000"
Page = html.HtmlElement


@contextmanager
def asking(ledger: Path) -> Iterator[TestClient]:
    """A client that follows no redirection."""
    with TestClient(create(ledger), HOME, follow_redirects=False) as client:
        yield client


def filled(path: Path, rows: Iterable[Row]) -> Path:
    """A new ledger's file with these rows."""
    with Ledger.open(path) as made:
        made.add(rows)
    return path


def page(client: TestClient, address: str, status: int = 200) -> Page:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    return html.document_fromstring(answer.text)


def said(node: Page) -> str:
    """Its words with single spaces; what is drawn left out."""
    return " ".join(" ".join(node.xpath(".//text()[not(ancestor::*[local-name()='svg'])]")).split())


def under(root: Page, heading: str) -> Page:
    """The section of a heading's id."""
    (found,) = root.xpath("//section[@aria-labelledby=$name]", name=heading)
    return found


def table(root: Page, name: str) -> list[list[str]]:
    """The lines of a table of this class, without its head."""
    return [[said(cell) for cell in line.xpath("./th|./td")] for line in root.xpath("//table[contains(concat(' ', @class, ' '), $name)]/tbody/tr", name=f" {name} ")]
