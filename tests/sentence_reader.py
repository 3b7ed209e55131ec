"""Sentences read by the real parser and the whole coding of an article, each once a session: what tables of sentences are held against."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from detente.pipeline import Options, Reading, read_articles
from detente.records import Article, Event, Page, Row, Sentence
from detente.sentences import parse

PUBLISHED = "2024-03-14"  # a Thursday
OUTLET = "The Quill"
R = TypeVar("R", bound=Row)


def article(text: str, title: str | None = None, standfirst: str | None = None, published: str | None = PUBLISHED) -> Article:
    return Article(
        id="a",
        origin="a",
        url=None,
        outlet=OUTLET,
        credited_source=None,
        title=title,
        standfirst=standfirst,
        byline=None,
        published=published,
        language="en",
        text=text,
        dropped=(),
    )


@cache
def parsed(text: str) -> tuple[Sentence, ...]:
    """The sentences of a body."""
    ((_, sentences),) = parse([article(text)])
    return sentences


def sentence(text: str) -> Sentence:
    (only,) = parsed(text)
    return only


def word(s: Sentence, text: str) -> int:
    """The index of the first word with this text."""
    return next(t.i for t in s.tokens if t.text == text)


def words(s: Sentence, indexes: list[int]) -> list[str]:
    return [s.tokens[i].text for i in indexes]


@cache
def reading(text: str, title: str | None = None) -> Reading:
    """All that an article of this body gives."""
    (only,) = read_articles(Options(), [Page(origin="a", form="body", data=text.encode(), named=True, title=title, published=PUBLISHED, outlet=OUTLET)])
    assert only.quarantined is None, only.quarantined
    return only


def rows(kind: type[R], text: str, title: str | None = None) -> list[R]:
    return [r for r in reading(text, title).rows if isinstance(r, kind)]


def act(e: Event) -> str:
    """An event in a line: type, actors → recipients, status."""
    return f"{e.type} {offices(e.actors)} → {offices(e.recipients)} {e.status}"


def offices(actors: tuple[str, ...]) -> str:
    """The ids without the names of whoever holds an office on that day."""
    return ",".join(a.partition(":")[0] for a in actors)


def acts(text: str, title: str | None = None) -> list[str]:
    return [act(e) for e in rows(Event, text, title)]
