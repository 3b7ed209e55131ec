"""What a reader of HTML or of plain text finds, before it becomes an Article."""

from __future__ import annotations

from msgspec import Struct

from detente.records import Dropped


class Draft(Struct):
    """The body's paragraphs and what stands around them; `None` is unknown."""

    paragraphs: list[str]
    dropped: list[Dropped]
    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    credited_source: str | None = None
