"""Plain text with furniture → Draft: judge each line, find the block of prose that is the report, read its head and its end."""

from __future__ import annotations

import re

from detente.articles.draft import Draft
from detente.articles.ends import read_head, read_tail
from detente.articles.lines import Line, judged
from detente.codebook import Codebook
from detente.records import Dropped

BREAKS = re.compile(r"\r\n?|[\n\x0b\x0c\u2028\u2029\x85]")
WRAPPED = (45, 90)  # characters of a line that an editor wrapped by hand
BARE = 20  # words from which a line without a full stop may still be prose
FEWEST = 3  # words of a line that may be a report by itself
HEAD_GAIN = 60.0  # words that a byline or date above a run is worth
ENOUGH = 60.0  # words of a report after which comments may begin


def from_text(text: str, codebook: Codebook) -> Draft:
    """The report of a page that was saved as text."""
    return from_lines(text_lines(text), codebook)


def from_lines(texts: list[str], codebook: Codebook) -> Draft:
    """The report among a page's lines, each without the blanks around it."""
    lines = [judged(t, codebook) for t in texts]
    first, last = block(lines)
    if first == last and any(line.words >= FEWEST for line in lines) and not any(line.reason for line in lines):
        first, last = 0, len(lines)  # a few bare words, and nothing but them
    draft = Draft(paragraphs=[], dropped=[])
    first = read_head(lines, first, last, draft, codebook)
    read_tail(lines, first, last, draft, codebook)
    for i, line in enumerate(lines):
        if line.repeat:
            draft.dropped.append(Dropped(line.repeat, "said twice"))
        if first <= i < last and not line.reason:
            draft.paragraphs.append(line.text)
        elif line.reason != "kept":
            draft.dropped.append(Dropped(line.text, line.reason or ("before the report" if i < first else "after the report")))
    return draft


def text_lines(text: str) -> list[str]:
    """Lines that hold something; those that were wrapped by hand are joined to paragraphs again."""
    blocks: list[list[str]] = [[]]
    for line in BREAKS.split(text):
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    out: list[str] = []
    for lines in blocks:
        if _wrapped(lines):
            out.append(" ".join(lines))
        else:
            out.extend(lines)
    return out


def _wrapped(lines: list[str]) -> bool:
    """Lines of about one length, most of them broken in the middle of a sentence."""
    inner = lines[:-1]
    if len(inner) < 2 or not all(WRAPPED[0] <= len(line) <= WRAPPED[1] for line in inner):
        return False
    return sum(line[-1] not in '.!?:”"' for line in inner) * 3 >= 2 * len(inner)


def block(lines: list[Line]) -> tuple[int, int]:
    """First and one past the last line of the run with the most prose in it (Kadane's maximum subarray).

    A run gains where it follows a byline or a date, and ends for good where comments begin.
    """
    weights = [weight(line) for line in lines]
    best, best_at = 0.0, (0, 0)
    total, start, gain = 0.0, 0, 0.0
    for i, line in enumerate(lines):
        if total <= 0:
            total, start, gain = 0.0, i, HEAD_GAIN if any(x.kind for x in lines[max(0, i - 3) : i]) else 0.0
        if line.reason == "comment form" and line.ends and best >= ENOUGH:
            break
        total += _in_company(weights, i)
        if total + gain > best and total > 0:
            best, best_at = total + gain, (start, i + 1)
    return best_at


def weight(line: Line) -> float:
    """Words of prose count for a line, lack of prose against it."""
    if line.reason:
        return -25.0 if line.ends else -4.0
    if line.kind:
        return -6.0
    if line.closed:
        return line.words - 2.0
    return line.words - 6.0 if line.words > BARE else -6.0


def _in_company(weights: list[float], i: int) -> float:
    """Prose stands among prose, navigation among navigation: a line counts for less alone, a short one against more in a list."""
    before, after = weights[max(0, i - 2) : i], weights[i + 1 : i + 3]
    if weights[i] > 0:
        return weights[i] * (0.5 if max(before, default=0.0) < 0 and max(after, default=0.0) < 0 else 1.0)
    return weights[i] * (2.0 if max(before, default=0.0) < 0 and max(after, default=0.0) < 0 else 1.0)
