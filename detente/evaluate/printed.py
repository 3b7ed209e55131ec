"""The rows that are judged: from a ledger or from the lines that a command printed; by the documents that gold names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from detente.codebook.folding import fold
from detente.evaluate.gold import GoldError
from detente.ledger.code import ANY
from detente.records import Account, Article, Citing, Quotation, Row

SUFFIXES = re.compile(r"(\.(txt|html?|jsonl?|csv|gz))+$", re.IGNORECASE)
LONGEST = {"quotation": 400, "account": 60}  # words of evidence; of other rows:
USUAL, SAID = 80, 150  # and of what a quotation says


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON lines, as `--format jsonl` prints them."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield ANY.decode(line)
                    except (msgspec.DecodeError, UnicodeDecodeError) as e:
                        raise GoldError(f"{path}:{number}: no row as `--format jsonl` prints it: {e}; print the ledger with `detente export --to jsonl`") from None
    except OSError as e:
        raise GoldError(f"{path}: {e.strerror}; give a file of printed rows, or --ledger FILE") from e


def name(origin: str) -> str:
    """What gold calls a document: the last part of its path or address, without query and suffix."""
    last = origin.partition("?")[0].replace("\\", "/").rstrip("/").rpartition("/")[2]
    return SUFFIXES.sub("", last) or origin


class Library:
    """The articles, and by which names gold may mean them: id, name of the document, for comparisons also the outlet."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {a.id: a for a in articles}
        self.names = {a.id: name(a.origin) for a in self.articles.values()}
        self._called: dict[str, list[str]] = defaultdict(list)
        for i, doc in self.names.items():
            for called in dict.fromkeys((i, doc)):
                self._called[called].append(i)
        self._loosely: dict[str, list[str]] = defaultdict(list)
        self._outlets: dict[str, list[str]] = defaultdict(list)
        for i, a in self.articles.items():
            self._loosely[loose(self.names[i])].append(i)
            self._outlets[loose(a.outlet or "")].append(i)

    def doc(self, article: str) -> str:
        """What gold is to call the document of an article: its name, or its id where two are called alike."""
        return self.names[article] if self.called(self.names[article]) == [article] else article

    def called(self, doc: str) -> list[str]:
        """The articles of a document's name or id."""
        return self._called.get(doc, []) or self._called.get(name(doc), [])

    def told_by(self, who: str) -> frozenset[str]:
        """The articles that a comparison means by a name: of a document, an article or an outlet, with or without its "The"."""
        return frozenset(self.called(who) or self._loosely.get(loose(who)) or self._outlets.get(loose(who), []))

    def cites(self, row: Citing | Account) -> bool:
        """Is the evidence what the article says at that place, and no longer than evidence may be?"""
        article = self.articles.get(row.article)
        if article is None or article.part(row.part)[row.start : row.end] != row.evidence or not row.evidence.strip():
            return False
        if isinstance(row, Quotation):
            return len(row.evidence.split()) <= LONGEST["quotation"] and len(row.content.split()) <= SAID
        return len(row.evidence.split()) <= (LONGEST["account"] if isinstance(row, Account) else USUAL)


def loose(called: str) -> str:
    """A name without case, signs and article: "The Tarn Post" and "tarn-post" are one."""
    return re.sub(r"[\W_]+", " ", fold(called)).strip().removeprefix("the ")
