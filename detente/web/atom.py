"""Atom feeds (RFC 4287) as XML: what a feed and an entry must have, escaped, without the signs that XML cannot hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from msgspec import Struct

from detente.version import VERSION

TYPE = "application/atom+xml"
XMLNS = "http://www.w3.org/2005/Atom"
UNKNOWN = "1970-01-01T00:00:00Z"
"""What stands for a time that the ledger does not know: an entry must have one."""
IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(Struct, frozen=True):
    """One entry; `day` is an ISO prefix or a time, `lines` are paragraphs of text."""

    name: str
    title: str
    link: str
    day: str | None
    author: str | None
    category: str
    lines: tuple[str, ...]


def feed(name: str, title: str, here: str, page: str, entries: Sequence[Entry]) -> bytes:
    """The feed as UTF-8. `name` is what its id is made of; `here` and `page` are absolute addresses: its own, and of the page that shows the same."""
    root = ET.Element("feed", {"xmlns": XMLNS})
    times = [time(e.day) for e in entries]
    for tag, value in (("id", urn(name)), ("title", title), ("updated", max(times, default=UNKNOWN))):
        put(root, tag, value)
    put(put(root, "author"), "name", "Détente")
    put(root, "generator", "detente", version=VERSION)
    put(root, "link", rel="self", type=TYPE, href=here)
    put(root, "link", rel="alternate", type="text/html", href=page)
    for entry, at in zip(entries, times, strict=True):
        inner = put(root, "entry")
        for tag, value in (("id", urn(entry.name)), ("title", entry.title), ("updated", at)):
            put(inner, tag, value)
        if entry.author:
            put(put(inner, "author"), "name", entry.author)
        put(inner, "link", rel="alternate", type="text/html", href=entry.link)
        put(inner, "category", term=entry.category)
        put(inner, "content", "\n".join(entry.lines), type="text")
    whole: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


def put(parent: ET.Element, tag: str, words: str | None = None, /, **attributes: str) -> ET.Element:
    """An element within another."""
    made = ET.SubElement(parent, tag, {name: possible(value) for name, value in attributes.items()})
    made.text = None if words is None else possible(words)
    return made


def possible(words: str) -> str:
    """The words, with a sign in place of each that no XML can hold, even escaped."""
    return IMPOSSIBLE.sub("\ufffd", words)


def urn(name: str) -> str:
    """An id that stays the same wherever the ledger is served (RFC 4122, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'detente:{name}')}"


def time(day: str | None) -> str:
    """An ISO prefix as a time of RFC 3339: its first moment, in UTC; `UNKNOWN` where it says nothing."""
    prefix = day or ""
    try:
        told = datetime.fromisoformat(prefix if len(prefix) >= 10 else f"{prefix}{'-01' * (2 - prefix.count('-'))}")
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return UNKNOWN
