"""What an HTML page says of itself: when it was published, by whom, on which site, at which address."""

from __future__ import annotations

import json
import re

from lxml.html import HtmlElement

from detente.articles.dates import iso
from detente.codebook import Codebook

DATED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,60})"')
AUTHOR_NOISE = re.compile(r"https?://|@|\bwww\.", re.IGNORECASE)
DAY = re.compile(r"\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|june|july|august|september|october|november|december))\b[^;]*", re.IGNORECASE)
SUFFIX = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]{2,50})$")


def published(tree: HtmlElement, codebook: Codebook) -> str | None:
    """The first day or moment that the page's metadata names: its JSON-LD, broken or whole, then meta tags, then the first `<time>`."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        if (m := DATED.search(script.text or "")) and (day := iso(_unescaped(m[1]))):
            return day
    said: dict[str, str] = {}
    for node in tree.iterfind(".//meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        said.setdefault(name, node.get("content") or "")
    for name in codebook.furniture.html.published:
        if day := iso(said.get(name)):
            return day
    for node in tree.iterfind(".//time"):
        if day := iso(node.get("datetime")):
            return day
    return None


def named(tree: HtmlElement, names: tuple[str, ...]) -> str | None:
    """The content of the first meta element of these names."""
    contents = {(node.get("property") or node.get("name") or "").lower(): node.get("content") for node in tree.iterfind(".//meta")}
    return next((" ".join(contents[n].split()) for n in names if contents.get(n)), None)


def title(words: str | None, site: str | None, codebook: Codebook) -> str | None:
    """The title without the name of the site at its end."""
    words = " ".join((words or "").split())
    while (m := SUFFIX.search(words)) and (codebook.outlets.by_name(m[1]) or (site and m[1].lower() in {site.lower(), "the " + site.lower()})):
        words = words[: m.start()]
    return words or None


def byline(words: str | None, outlet: str | None) -> str | None:
    """Names joined as they are read; `None` for a site's own name or an address."""
    words = DAY.sub("", words or "")
    names = [n.strip() for n in words.split(";") if n.strip() and not AUTHOR_NOISE.search(n)]
    names = [n for n in names if not outlet or n.lower() != outlet.lower()]
    return ", ".join(names) if names and len(", ".join(names)) <= 150 else None


def address(url: str | None) -> str | None:
    """The canonical address, where it is one."""
    url = (url or "").strip()
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= 2_000 else None


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"'))
    except ValueError:
        return value
