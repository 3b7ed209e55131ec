"""What a page says of its report in JSON-LD (schema.org): headline, authors, moment, paper, address, description."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement
from msgspec import Struct

REPORT = re.compile(r"(?:Article|BlogPosting|Report)$")
BODIES = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "NGO", "WebSite"})
LARGEST = 1_000_000  # characters of one script; a report's own are a few thousand
DEEPEST = 6  # levels of lists and graphs in which a report is looked for


class Said(Struct):
    """A report as its page's data name it; `None` is unsaid. `authors` are people; `published` as it is written there."""

    title: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def said(tree: HtmlElement) -> Said:
    """The first report among the page's JSON-LD, with what its objects refer to by `@id`."""
    things = [thing for script in tree.iterfind(".//script[@type='application/ld+json']") for thing in _things(_read(script.text or ""), 0)]
    named = {i: thing for thing in reversed(things) if isinstance(i := thing.get("@id"), str) and len(thing) > 1}
    report = next((thing for thing in things if any(REPORT.search(t) for t in _types(thing))), None)
    if report is None:
        return Said()
    publisher = _resolved(report.get("publisher"), named)
    page = _resolved(report.get("mainEntityOfPage"), named)
    return Said(
        title=_words(report.get("headline")) or _words(report.get("name")),
        description=_words(report.get("description")) or _words(report.get("alternativeHeadline")),
        authors=tuple(dict.fromkeys(name for one in _many(report.get("author")) if (name := _person(_resolved(one, named))))),
        published=_words(report.get("datePublished")),
        outlet=_words(publisher.get("name")) if isinstance(publisher, dict) else _words(publisher),
        url=_words(report.get("url")) or (_words(page.get("@id") or page.get("url")) if isinstance(page, dict) else _words(page)),
    )


def _read(script: str) -> Any:
    """The script's value; `None` where it is no JSON. Line breaks inside strings are let through, as browsers' tools do."""
    if len(script) > LARGEST:
        return None
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every object of a list or graph, in order."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"), depth + 1)


def _types(thing: dict[str, Any]) -> list[str]:
    return [t for t in _many(thing.get("@type")) if isinstance(t, str)]


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """The object that a bare reference names."""
    if isinstance(value, list):
        value = value[0] if value else None
    return named.get(value["@id"], value) if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value else value


def _person(value: Any) -> str | None:
    """A person's name; a paper is no author."""
    if isinstance(value, dict):
        return None if BODIES & set(_types(value)) else _words(value.get("name"))
    return _words(value)


def _words(value: Any) -> str | None:
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None
