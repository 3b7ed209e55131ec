"""HTML → Draft: trafilatura finds the report, its metadata name title, author and site; every other visible block is kept as dropped."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import trafilatura
from trafilatura.settings import Document

from detente.articles import meta
from detente.articles.blocks import Block, flat, parse
from detente.articles.dates import iso
from detente.articles.draft import Draft
from detente.articles.ends import read_tail
from detente.articles.lines import STAMP, Line, judged
from detente.articles.linked_data import said
from detente.articles.plain import from_lines
from detente.codebook import Codebook
from detente.records import Dropped

SCANT = 25  # words; a report that trafilatura finds shorter than this is looked for line by line, too
HEAP = 60  # words of a table row that is no row but a page laid out in a table
ABOVE = 3  # blocks above the title in which its day may stand
UNDER = 8  # blocks under the title among which its standfirst stands
ELSEWHERE = frozenset({"form", "button", "navigation", "page footer", "notice"})
SIBLINGS = 3  # paragraphs of a report that stand side by side; what stands between them is the report, too
PROSE = frozenset({"p", "h2", "h3", "h4", "blockquote", "li", "pre"})
ALL_LINK = 0.9  # a paragraph that is one link leads to another story
NAMED = 4  # words of a link that names a story; a bare address has fewer
UNPARSED = Dropped("", "the page is too deep, too large or too broken for a parser; its text was read without its tags")
WORD = re.compile(r"\w+")
MARK = re.compile(r"^[\s|]*(?:- (?=\S))?|[\s|]+$")  # trafilatura's marks of lists and tables
NEAR = 3  # words in a row by which a block is known to be in the body
DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}  # no clock: the same page, the same date


def from_html(text: str, codebook: Codebook) -> Draft:
    """The report of a page as it was served."""
    page = parse(text, codebook.furniture.html)
    if page is None:
        draft = from_lines(flat(text, codebook.furniture.html), codebook)
        draft.dropped.append(UNPARSED)
        return draft
    tree, shown = page
    named = said(tree)
    when = iso(named.published) or meta.published(tree, codebook) or _stamped(shown, codebook)
    found = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=True, date_extraction_params=DATES)
    if not isinstance(found, Document):
        draft = from_lines([b.text for b in shown], codebook)
        draft.published = when or draft.published
        return draft
    raw = (found.text or "").split("\n")
    body = [p for line in raw if (p := MARK.sub("", line).strip())]
    url = meta.address(found.url) or meta.address(named.url)
    site = named.outlet or found.sitename
    known = codebook.outlets.by_url(url) or codebook.outlets.by_name(site)
    outlet = known.name if known else site
    title = meta.title(named.title or found.title or meta.named(tree, codebook.furniture.html.title), found.sitename or site, codebook)
    byline = meta.byline("; ".join(named.authors) or found.author, outlet)
    if _scant(body) or any(line.startswith("|") and line.count(" ") > HEAP for line in raw):
        draft = from_lines([b.text for b in shown], codebook)
        if not _scant(draft.paragraphs) or len(draft.paragraphs) >= len(body):
            draft.title, draft.byline = draft.title or title, draft.byline or byline
            draft.published, draft.outlet, draft.url = when or draft.published or found.date, outlet, url
            return draft
    draft = Draft(paragraphs=[], dropped=[], title=title, byline=byline, published=when or found.date, outlet=outlet, url=url)
    _fill(draft, body, shown, (found.description, named.description), codebook)
    return draft


def _fill(draft: Draft, body: list[str], shown: list[Block], descriptions: tuple[str | None, ...], codebook: Codebook) -> None:
    """Body, standfirst and dropped blocks of the draft."""
    body = _whole(body, shown, codebook)
    lines = [judged(p, codebook) for p in body]
    draft.standfirst = _standfirst(lines, shown, draft.title, descriptions, codebook)
    taken = {_key(part) for part in (draft.title, draft.standfirst) if part}
    for line in lines[:4]:
        if not line.reason and (_key(line.text) in taken or line.kind):
            line.reason = line.kind or "title again"
            draft.byline = draft.byline or (line.value if line.kind == "byline" else None)
    _elsewhere(lines, shown)
    read_tail(lines, 0, len(lines), draft, codebook)
    draft.paragraphs = [line.text for line in lines if not line.reason]
    held = {_key(p) for p in body} | taken
    runs = {run for p in body for run in _runs(p)}
    for line in lines:
        if line.repeat:
            draft.dropped.append(Dropped(line.repeat, "said twice"))
        if line.reason and _key(line.text) not in taken:
            draft.dropped.append(Dropped(line.text, line.reason))
    for block in shown:
        own = _runs(block.text)
        if _key(block.text) in held or (own and sum(run in runs for run in own) * 2 >= len(own)):
            continue
        line = judged(block.text, codebook)
        draft.dropped.append(Dropped(block.text, line.reason or line.kind or block.place or "outside the report"))


def _standfirst(lines: list[Line], shown: list[Block], title: str | None, descriptions: tuple[str | None, ...], codebook: Codebook) -> str | None:
    """The line under the title: what the page marks as such, a smaller heading there, or what its description repeats; never the body's opening."""
    opening = _key(next((line.text for line in lines if not line.reason and line.closed and line.words > 12), ""))
    told, head = {_key(d) for d in descriptions if d} - {opening, ""}, _key(title or "")
    at = next((i for i, b in enumerate(shown) if head and _key(b.text) == head and b.tag in {"h1", "h2"}), None)
    under = shown[at + 1 : at + 1 + UNDER] if at is not None else []
    for block in under:
        if _key(block.text) == opening:
            break
        heading = block.tag in {"h2", "h3"} and block is under[0]
        if (block.subtitle or heading) and 5 <= block.text.count(" ") + 1 <= 60 and not (line := judged(block.text, codebook)).reason and not line.kind:
            return block.text
    return next((b.text for b in shown if 30 <= len(b.text) <= 500 and _key(b.text) in told and _key(b.text) != head), None)


def _whole(body: list[str], shown: list[Block], codebook: Codebook) -> list[str]:
    """The body with the paragraphs that trafilatura left out of it: prose between two of its own, held by the same element as most of them."""
    at: dict[str, int] = {}
    for i, p in enumerate(body):
        at.setdefault(_key(p), i)
    mine = [(n, at[key]) for n, b in enumerate(shown) if (key := _key(b.text)) in at]
    families = Counter(shown[n].family for n, _ in mine)
    homes = {f for f, count in families.items() if count >= SIBLINGS}
    extra: dict[int, list[str]] = {}
    for (n, i), (m, j) in pairwise(mine):
        for block in shown[n + 1 : m] if j > i else ():
            line = judged(block.text, codebook)
            if block.family in homes and block.tag in PROSE and not block.place and block.linked < 0.5 and not (line.reason or line.kind):
                extra.setdefault(i, []).append(block.text)
    return [p for i, own in enumerate(body) for p in (own, *extra.get(i, ()))]


def _elsewhere(lines: list[Line], shown: list[Block]) -> None:
    """Paragraphs in a form, a menu or the footer are no report's (unless the page puts all of it in one), nor are those that only lead elsewhere or date the page."""
    places = {_key(b.text): b.place for b in shown}
    home = [places.get(_key(line.text), "") for line in lines]
    count = Counter(home)
    links = {_key(b.text) for b in shown if b.linked >= ALL_LINK}
    for line, place in zip(lines, home, strict=True):
        if not line.reason and place in ELSEWHERE and count[place] * 3 <= len(lines):
            line.reason = place
        if not line.reason and line.words >= NAMED and _key(line.text) in links:
            line.reason = "related stories"
        if not line.reason and line.kind == "time stamp" and STAMP.match(line.text):
            line.reason = line.kind


def _stamped(shown: list[Block], codebook: Codebook) -> str | None:
    """The day in the words around the page's first heading, where its data name none."""
    at = next((i for i, b in enumerate(shown) if b.tag == "h1"), None)
    for block in shown[max(0, at - ABOVE) : at + UNDER] if at is not None else ():
        if (line := judged(block.text, codebook)).kind == "time stamp" and line.value:
            return line.value
    return None


def _scant(paragraphs: list[str]) -> bool:
    return sum(p.count(" ") + 1 for p in paragraphs) < SCANT


def _key(text: str) -> str:
    """The words alone, as blocks are compared."""
    return " ".join(WORD.findall(text.lower()))


def _runs(text: str) -> list[str]:
    words = WORD.findall(text.lower())
    return [" ".join(words[i : i + NEAR]) for i in range(len(words) - NEAR + 1)]
