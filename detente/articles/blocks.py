"""HTML → its visible text, block by block, with where each stands. No text is lost: what the parser cannot hold is read without its tags."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from msgspec import Struct

from detente.codebook.furniture import Html

DEEPEST = 240  # levels of tags; lxml drops what lies below 255 without a word, and others slow down
ATTRIBUTES = 500  # of one element; a parser's time grows with their square, and no page needs so many
LARGEST = 2_000_000  # characters of visible text that a tree is built of
SUBTITLE = re.compile(r"standfirst|sub-?title|sub-?head|deck?\b|summary|article__intro|strapline|abstract|lede-?text|article-intro", re.IGNORECASE)
UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|head|svg)\b.*?(?:</\1\s{0,9}>|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})[^<>]*>?")
LEFTOVER = re.compile(r"<[!?][^<>]*>?")
BLANKS = re.compile(r"\s+")


class Block(Struct):
    """A run of visible text between two block tags. `place` is where it stands ("navigation"), `tag` what holds it.

    Blocks of one `family` have the same element around what holds them; `linked` is how much of the text is links, 0 to 1.
    """

    text: str
    place: str
    tag: str
    subtitle: bool
    family: int
    linked: float


def parse(text: str, html: Html) -> tuple[HtmlElement, list[Block]] | None:
    """The page as a tree, with its blocks; `None` where a tree could not hold all of it."""
    if deep(text, html):
        return None
    text = TAG.sub(_lighter, text)
    visible = len("".join(stripped(text, html).split()))
    if visible > LARGEST:
        return None
    try:
        tree = document_fromstring(text.encode("utf-8"), parser=HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    shown = blocks(tree, html)
    kept = sum(len(b.text) for b in shown)
    return (tree, shown) if kept * 2 >= visible else None


def _lighter(tag: re.Match[str]) -> str:
    """The tag, without its attributes where they are too many."""
    return f"<{tag[1]}{tag[2]}>" if tag.end() - tag.start() > ATTRIBUTES and tag[0].count("=") > ATTRIBUTES else tag[0]


def blocks(tree: HtmlElement, html: Html) -> list[Block]:
    """Every block of visible text, in order."""
    out: list[Block] = []
    pieces: list[str] = []
    places: list[str] = [""]
    holders: list[tuple[str, bool, int]] = [("", False, 0)]
    around = [0]
    hidden = links = linked = elements = 0

    def flush() -> None:
        nonlocal linked
        text = BLANKS.sub(" ", "".join(pieces)).strip()
        if text:
            out.append(Block(text, places[-1], *holders[-1], linked=min(1.0, linked / len(text))))
        pieces.clear()
        linked = 0

    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = str(node.tag)
        if event == "start":
            hidden += tag in html.hidden
            links += tag == "a"
            if tag not in html.inline:
                flush()
                places.append(html.places.get(tag, places[-1]))
                holders.append((tag, bool(SUBTITLE.search(node.get("class") or node.get("itemprop") or "")), around[-1]))
                around.append(elements := elements + 1)
            if not hidden and node.text:
                pieces.append(node.text)
                linked += len(node.text) if links else 0
        else:
            hidden -= tag in html.hidden
            links -= tag == "a"
            if tag not in html.inline:
                flush()
                places.pop()
                holders.pop()
                around.pop()
            if not hidden and node.tail:
                pieces.append(node.tail)
                linked += len(node.tail) if links else 0
    flush()
    return out


def flat(text: str, html: Html) -> list[str]:
    """The visible text without its tags, a line a block."""
    return [line for raw in stripped(text, html).split("\n") if (line := BLANKS.sub(" ", unescape(raw)).strip())]


def stripped(text: str, html: Html) -> str:
    """Tags and what is not shown taken out; block tags become line breaks. Linear in the text."""
    text = BLANKS.sub(" ", UNSEEN.sub("\n", text)) if "\n" in text else UNSEEN.sub(" ", text)
    return LEFTOVER.sub(" ", TAG.sub(lambda m: "" if m[2].lower() in html.inline else "\n", text))


def deep(text: str, html: Html) -> bool:
    """Are more tags open at once than a parser holds?"""
    depth = 0
    for m in TAG.finditer(text):
        if m[2].lower() not in html.open_ended and not m[0].endswith("/>"):
            depth = max(depth - 1, 0) if m[1] else depth + 1
            if depth > DEEPEST:
                return True
    return False
