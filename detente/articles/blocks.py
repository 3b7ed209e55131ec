"""HTML → its visible text, block by block, with where each stands. No text is lost: what the parser cannot hold is read without its tags."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from msgspec import Struct

DEEPEST = 240  # levels of tags; lxml drops what lies below 255 without a word, and others slow down
LARGEST = 2_000_000  # characters of visible text that a tree is built of
HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "datalist", "option"})
INLINE = frozenset({"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"})
OPEN_ENDED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "body", "html", "head"})
PLACES = {"nav": "navigation", "footer": "page footer", "aside": "aside", "form": "form", "header": "page header", "button": "button", "figcaption": "caption", "figure": "caption", "select": "form", "dialog": "notice"}
SUBTITLE = re.compile(r"standfirst|sub-?title|sub-?head|deck?\b|summary|article__intro|strapline|abstract|lede-?text|article-intro", re.IGNORECASE)
UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|head|svg)\b.*?(?:</\1\s{0,9}>|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})[^<>]*>?")
LEFTOVER = re.compile(r"<[!?][^<>]*>?")
BLANKS = re.compile(r"\s+")


class Block(Struct):
    """A run of visible text between two block tags. `place` is where it stands ("navigation"), `tag` what holds it."""

    text: str
    place: str
    tag: str
    subtitle: bool


def parse(text: str) -> tuple[HtmlElement, list[Block]] | None:
    """The page as a tree, with its blocks; `None` where a tree could not hold all of it."""
    if deep(text):
        return None
    visible = len("".join(stripped(text).split()))
    if visible > LARGEST:
        return None
    try:
        tree = document_fromstring(text.encode("utf-8"), parser=HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    shown = blocks(tree)
    kept = sum(len(b.text) for b in shown)
    return (tree, shown) if kept * 2 >= visible else None


def blocks(tree: HtmlElement) -> list[Block]:
    """Every block of visible text, in order."""
    out: list[Block] = []
    pieces: list[str] = []
    places: list[str] = [""]
    holders: list[tuple[str, bool]] = [("", False)]
    hidden = 0

    def flush() -> None:
        text = BLANKS.sub(" ", "".join(pieces)).strip()
        pieces.clear()
        if text:
            out.append(Block(text, places[-1], *holders[-1]))

    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = str(node.tag)
        if event == "start":
            hidden += tag in HIDDEN
            if tag not in INLINE:
                flush()
                places.append(PLACES.get(tag, places[-1]))
                holders.append((tag, bool(SUBTITLE.search(node.get("class") or node.get("itemprop") or ""))))
            if not hidden and node.text:
                pieces.append(node.text)
        else:
            hidden -= tag in HIDDEN
            if tag not in INLINE:
                flush()
                places.pop()
                holders.pop()
            if not hidden and node.tail:
                pieces.append(node.tail)
    flush()
    return out


def flat(text: str) -> list[str]:
    """The visible text without its tags, a line a block."""
    return [line for raw in stripped(text).split("\n") if (line := BLANKS.sub(" ", html.unescape(raw)).strip())]


def stripped(text: str) -> str:
    """Tags and what is not shown taken out; block tags become line breaks. Linear in the text."""
    text = BLANKS.sub(" ", UNSEEN.sub("\n", text)) if "\n" in text else UNSEEN.sub(" ", text)
    return LEFTOVER.sub(" ", TAG.sub(lambda m: "" if m[2].lower() in INLINE else "\n", text))


def deep(text: str) -> bool:
    """Are more tags open at once than a parser holds?"""
    depth = 0
    for m in TAG.finditer(text):
        if m[2].lower() not in OPEN_ENDED and not m[0].endswith("/>"):
            depth = max(depth - 1, 0) if m[1] else depth + 1
            if depth > DEEPEST:
                return True
    return False
