"""The head of a report (title, standfirst, byline, date) and its end (whose report it is)."""

from __future__ import annotations

import re

from detente.articles.draft import Draft
from detente.articles.lines import Line, credited, dateline_source
from detente.codebook import Codebook

WINDOW = 30  # lines above the report in which its head stands
LEAD = 4  # lines of the report itself among which a head may still end
WORD = re.compile(r"[^\W_]{4,}")


def read_head(lines: list[Line], first: int, last: int, draft: Draft, codebook: Codebook) -> int:
    """Fills the draft from the lines above `first`; returns where the body really begins. Lines that went into a field are "kept"."""
    first = _sink(lines, first, last)
    known = {w.lower() for line in lines[first:last] if not line.reason for w in WORD.findall(line.text)}
    top = max(0, first - WINDOW)
    for i in range(first - 1, top - 1, -1):
        _facts(lines[i], draft)
    shares = {i: _share(lines[i].text, known) for i in range(top, first) if not lines[i].reason and 3 <= lines[i].words <= 60}
    heads = [i for i, share in shares.items() if share >= 0.5] or [i for i, share in shares.items() if share >= 0.3 and lines[i].words >= 4]
    title = next((i for i in heads if lines[i].words <= 30), None)
    if title is None and not first and lines and _heading(lines, first, last):
        title, first = 0, 1
    if title is not None:
        draft.title, lines[title].reason = lines[title].text, "kept"
        for i in heads:
            if i > title and lines[i].words >= 5 and lines[i].text != draft.title:
                draft.standfirst, lines[i].reason = lines[i].text, "kept"
                break
            if lines[i].text == draft.title and i != title:
                lines[i].reason = "title again"
    return first


def read_tail(lines: list[Line], first: int, last: int, draft: Draft, codebook: Codebook) -> int:
    """Finds the source that a closing line or the dateline names; returns where the body really ends."""
    for i in range(last, min(last + 3, len(lines))):
        if not lines[i].reason and (source := credited(lines[i].text, lines[i].words, codebook)):
            draft.credited_source, lines[i].reason = source, "credit line"
            return last
    for i in range(last - 1, max(first, last - 3) - 1, -1):
        if not lines[i].reason and (source := credited(lines[i].text, lines[i].words, codebook)):
            draft.credited_source, lines[i].reason = source, "credit line"
            return last
    opening = next((line.text for line in lines[first:last] if not line.reason), "")
    draft.credited_source = dateline_source(opening, codebook)
    return last


def _sink(lines: list[Line], first: int, last: int) -> int:
    """A byline or date among the first lines of the block: what stands above it is head, too."""
    return max((i + 1 for i in range(first, min(first + LEAD, last)) if lines[i].kind in {"byline", "stamp"}), default=first)


def _facts(line: Line, draft: Draft) -> None:
    """Byline, date, role: into the draft, or away."""
    if line.kind == "stamp":
        line.reason = "time stamp"
        draft.published = draft.published or line.value
    elif line.kind:
        line.reason = line.kind if draft.byline else "kept"
        draft.byline = draft.byline or line.value


def _share(text: str, known: set[str]) -> float:
    """How many of the longer words come again in the report."""
    words = {w.lower() for w in WORD.findall(text)}
    return sum(w in known for w in words) / len(words) if len(words) >= 2 else 0.0


def _heading(lines: list[Line], first: int, last: int) -> bool:
    """Is the report's first line its title: short, no sentence, with a longer line to follow?"""
    line = lines[first]
    after = next((x for x in lines[first + 1 : last] if not x.reason), None)
    return not line.reason and 3 <= line.words <= 25 and not line.closed and after is not None and after.words > line.words
