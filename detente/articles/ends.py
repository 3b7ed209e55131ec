"""The head of a report (title, standfirst, byline, date) and its end (whose report it is)."""

from __future__ import annotations

import re

from detente.articles.draft import Draft
from detente.articles.lines import Line, credited, dateline_source
from detente.codebook import Codebook

WINDOW = 30  # lines above the report in which its head stands
LONGEST_TITLE = 30  # words
SUBTITLE = 6  # words that a standfirst has at least
ABOVE = 3  # lines above a standfirst in which its title stands
UPMOST = 5  # lines; a head that begins the page
LEAD = 4  # lines of the report itself among which a head may still end
WORD = re.compile(r"[^\W_]{4,}")


def read_head(lines: list[Line], first: int, last: int, draft: Draft, codebook: Codebook) -> int:
    """Fills the draft from the lines above `first`; returns where the body really begins. Lines that went into a field are "kept"."""
    first = _sink(lines, first, last)
    top = max(0, first - WINDOW)
    for i in range(first - 1, top - 1, -1):
        _facts(lines[i], draft)
    title = _title(lines, top, first, last)
    if title is None and _heading(lines, first, last):
        title, first = first, first + 1
    if title is None:
        return first
    draft.title, lines[title].reason = lines[title].text, "kept"
    for i in range(title + 1, first):
        line = lines[i]
        if not line.reason and line.text == draft.title:
            line.reason = "title again"
        elif not line.reason and (source := credited(line.text, line.words, codebook)):
            draft.credited_source, line.reason = source, "credit line"
        elif not line.reason and line.words >= SUBTITLE and _share(line.text, _known(lines, first, last)) >= 0.3:
            draft.standfirst, line.reason = line.text, "kept"
            break
    return first


def read_tail(lines: list[Line], first: int, last: int, draft: Draft, codebook: Codebook) -> None:
    """Finds the source that a closing line, the dateline or the byline names, and drops what stands under a heading of other stories."""
    for i in range(first, last - 1):
        after = lines[i + 1]
        if lines[i].ends and not after.reason and not after.closed and after.words <= LONGEST_TITLE:
            after.reason, after.ends = lines[i].reason, True
    for i in (*range(last, min(last + 3, len(lines))), *range(last - 1, max(first, last - 3) - 1, -1)):
        if not lines[i].reason and (source := credited(lines[i].text, lines[i].words, codebook)):
            draft.credited_source, lines[i].reason = source, "credit line"
            return
    opening = next((line.text for line in lines[first:last] if not line.reason), "")
    draft.credited_source = draft.credited_source or dateline_source(opening, codebook)
    if not draft.credited_source and draft.byline and draft.byline != draft.outlet:
        draft.credited_source = credited(draft.byline, draft.byline.count(" ") + 1, codebook)


def _sink(lines: list[Line], first: int, last: int) -> int:
    """A byline or date among the first lines of the block: what stands above it is head, too."""
    return max((i + 1 for i in range(first, min(first + LEAD, last)) if lines[i].kind in {"byline", "time stamp"}), default=first)


def _facts(line: Line, draft: Draft) -> None:
    """Byline, date, role: into the draft, or away."""
    if line.kind == "time stamp":
        line.reason = "time stamp"
        draft.published = draft.published or line.value
    elif line.kind:
        line.reason = line.kind if draft.byline else "kept"
        draft.byline = draft.byline or line.value


def _title(lines: list[Line], top: int, first: int, last: int) -> int | None:
    """The line above the report that shares most words with it, better where it comes twice, stands near, or a byline follows."""
    known = _known(lines, first, last)
    best, best_at = 0.0, None
    texts = [line.text for line in lines[top:first]]
    for i in range(top, first):
        line = lines[i]
        share = _share(line.text, known)
        if line.reason or not 3 <= line.words <= LONGEST_TITLE or share < 0.3:
            continue
        score = share * min(line.words, 10) - 0.15 * (first - i) - (3.0 if line.closed and line.text[-1] == "." else 0.0)
        score += 2.0 * (texts.count(line.text) > 1) + 2.0 * any(x.kind for x in lines[i + 1 : i + 4])
        if score > best:
            best, best_at = score, i
    if best_at is None:  # too few of its words come again, but nothing else can be the title
        left = [i for i in range(top, first) if not lines[i].reason]
        return left[0] if len(left) == 1 and 3 <= lines[left[0]].words <= LONGEST_TITLE and not lines[left[0]].text.endswith(".") and first <= UPMOST else None
    above = next((i for i in range(best_at - 1, max(top, best_at - ABOVE) - 1, -1) if not lines[i].reason), None)
    if above is not None and 5 <= lines[above].words <= LONGEST_TITLE and not lines[above].text.endswith(".") and texts.count(lines[best_at].text) == 1:
        sentence = lines[best_at].closed and lines[best_at].text.endswith(".")
        if _share(lines[above].text, known) >= (0.25 if sentence else 0.5) and (sentence or lines[best_at].words >= SUBTITLE):
            return above  # what stands under it is its standfirst
    return best_at


def _known(lines: list[Line], first: int, last: int) -> set[str]:
    """The longer words of the report."""
    return {w.lower() for line in lines[first:last] if not line.reason for w in WORD.findall(line.text)}


def _share(text: str, known: set[str]) -> float:
    """How many of the longer words come again in the report."""
    words = {w.lower() for w in WORD.findall(text)}
    return sum(w in known for w in words) / len(words) if len(words) >= 2 else 0.0


def _heading(lines: list[Line], first: int, last: int) -> bool:
    """Is the report's first line its title: short, no sentence, with a longer line to follow?"""
    if first >= last:
        return False
    line = lines[first]
    after = next((x for x in lines[first + 1 : last] if not x.reason), None)
    return not line.reason and 3 <= line.words <= 25 and not line.closed and after is not None and after.words > line.words
