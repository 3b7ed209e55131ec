"""HTML → Draft: trafilatura finds the report, its metadata name title, author and site; every other visible block is kept as dropped."""

from __future__ import annotations

import re

import trafilatura

from detente.articles import meta
from detente.articles.blocks import Block, flat, parse
from detente.articles.draft import Draft
from detente.articles.ends import read_tail
from detente.articles.lines import Line, judged
from detente.articles.plain import from_lines
from detente.codebook import Codebook
from detente.records import Dropped

SCANT = 25  # words; a report that trafilatura finds shorter than this is looked for line by line, too
WORD = re.compile(r"\w+")
MARK = re.compile(r"^[\s|]*(?:- (?=\S))?|[\s|]+$")  # trafilatura's marks of lists and tables
NEAR = 3  # words in a row by which a block is known to be in the body
DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}  # no clock: the same page, the same date


def from_html(text: str, codebook: Codebook) -> Draft:
    """The report of a page as it was served."""
    page = parse(text)
    if page is None:
        return from_lines(flat(text), codebook)
    tree, shown = page
    when = meta.published(tree)
    found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, with_metadata=True, date_extraction_params=DATES)
    body = [p for raw in ((found.text if found else None) or "").split("\n") if (p := MARK.sub("", raw).strip())]
    if sum(len(p.split()) for p in body) < SCANT:
        draft = from_lines([b.text for b in shown], codebook)
        if found is None or len(draft.paragraphs) >= len(body):
            draft.published = when or draft.published
            return draft
    assert found is not None  # a body came of it
    draft = Draft(paragraphs=[], dropped=[], published=when or found.date, url=meta.address(found.url))
    known = codebook.outlets.by_url(draft.url) or codebook.outlets.by_name(found.sitename)
    draft.outlet = known.name if known else found.sitename
    draft.title = meta.title(found.title, found.sitename, codebook)
    draft.byline = meta.byline(found.author, draft.outlet)
    _fill(draft, body, shown, found.description, codebook)
    return draft


def _fill(draft: Draft, body: list[str], shown: list[Block], description: str | None, codebook: Codebook) -> None:
    """Body, standfirst and dropped blocks of the draft."""
    lines = [judged(p, codebook) for p in body]
    draft.standfirst = _standfirst(lines, shown, draft.title, description)
    taken = {_key(part) for part in (draft.title, draft.standfirst) if part}
    for line in lines[:3]:
        if not line.reason and (_key(line.text) in taken or line.kind):
            line.reason = line.kind or "title again"
            draft.byline = draft.byline or (line.value if line.kind == "byline" else None)
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
        draft.dropped.append(Dropped(block.text, line.reason or block.place or "outside the report"))


def _standfirst(lines: list[Line], shown: list[Block], title: str | None, description: str | None) -> str | None:
    """The line under the title: a block that the page marks as such, or that its description repeats; never the body's first paragraph."""
    opening = _key(next((line.text for line in lines if not line.reason and line.words > 12), ""))
    said, head = _key(description or ""), _key(title or "")
    for block in shown:
        key = _key(block.text)
        marked = block.subtitle or block.tag == "h2"
        if 30 <= len(key) <= 500 and key not in (opening, head) and ((said and key == said) or (marked and said.startswith(key[:60]))):
            return block.text
    return None


def _key(text: str) -> str:
    """The words alone, as blocks are compared."""
    return " ".join(WORD.findall(text.lower()))


def _runs(text: str) -> list[str]:
    words = WORD.findall(text.lower())
    return [" ".join(words[i : i + NEAR]) for i in range(len(words) - NEAR + 1)]
