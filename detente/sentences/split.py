"""Where paragraphs and sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.records import Span

LONGEST = 5_000  # characters of a piece for the parser, whose memory grows with it; longer paragraphs are cut between sentences or words
BREAK = re.compile(r"\n+")
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.'’ ]{1,30}){0,2}(?: ?\([A-Z][\w/ .]{1,30}\))?"  # WASHINGTON, March 16 (Xinhua)
    r"|[A-Z][\w.'’ ,-]{1,40}? ?\((?:[A-Z][\w/ .]{1,20}|[a-z]{2,5})\)) ?(?:-{1,2}|[–—])\s+(?=\S)"  # Berlin (dpa)
)
CLOSERS = frozenset({'"', "'", "''", ")", "]"})
OPENERS = frozenset({'"', "''", "``"})
ENDERS = frozenset({".", "!", "?", "..."})


def pieces(text: str) -> Iterator[Span]:
    """The paragraphs of a part, without the blanks around them, none longer than the parser can bear; a dateline is a piece of its own."""
    at = 0
    for m in [*BREAK.finditer(text), None]:
        a, b = at, m.start() if m else len(text)
        at = m.end() if m else b
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if (dateline := DATELINE.match(text, a, b)) is not None:
            yield a, a + len(dateline[0].rstrip())
            a = dateline.end()
        while b - a > LONGEST:
            cut = max(text.rfind(end, a + LONGEST // 2, a + LONGEST) for end in (". ", ".” ", '." '))
            cut = text.find(" ", cut) if cut > 0 else text.rfind(" ", a + LONGEST // 2, a + LONGEST)
            cut = cut if a < cut < b else a + LONGEST
            yield a, cut
            a = cut
            while a < b and text[a].isspace():
                a += 1
        if a < b:
            yield a, b


def sentence_ranges(words: list[str], starts: list[bool]) -> Iterator[tuple[int, int]]:
    """Ranges of words that are one sentence: the parser's, mended where it leaves a closing mark at the head of the next sentence."""
    bounds = [i for i, s in enumerate(starts) if s and i]
    fixed: list[int] = []
    opened = 0
    marks = [0]
    for w in words:
        opened += w in {'"', "''", "``"}
        marks.append(opened)
    for i in bounds:
        j = i
        while j < len(words) and words[j] in CLOSERS and marks[j] % 2 == 1 and words[i - 1] in ENDERS:
            j += 1  # a mark that closes belongs to what it closes
        if j == i and i > 1 and words[i - 1] in OPENERS and marks[i - 1] % 2 == 0:
            j = i - 1  # and one that opens to what it opens
        if j < len(words) and (not fixed or j > fixed[-1]):
            fixed.append(j)
    at = 0
    for j in [*fixed, len(words)]:
        if any(not w.isspace() for w in words[at:j]):
            yield at, j
        at = j
