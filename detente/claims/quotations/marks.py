"""Quotation marks, paired paragraph by paragraph.

An apostrophe is no mark. A quotation that runs over paragraphs opens each of them anew and closes in the last only. A mark that stands
alone closes with its paragraph and never swallows what follows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

PARAGRAPH = re.compile(r"[^\n]+")
MARK = re.compile("[“”„«»\"]|''|``|[‘’'`]")
OPENING = {"“": "”", "„": "”", "«": "»", "``": "''", "‘": "’"}
PLAIN = frozenset({'"', "''", "'"})
SINGLE = frozenset({"‘", "’", "'", "`"})
OPENS = re.compile(r"[ \t\u00a0]*(?:[“\"«„‘]|''|``)")


class Quoted(NamedTuple):
    """Words between quotation marks: `start` and `end` with the marks, `a` and `b` without; `goes_on` where the next paragraph carries on."""

    start: int
    end: int
    a: int
    b: int
    goes_on: bool


def quoted(text: str) -> list[Quoted]:
    """Every quoted piece of a part, in order; pieces never overlap, and what is quoted inside a quotation is part of it."""
    out: list[Quoted] = []
    paragraphs = [m.span() for m in PARAGRAPH.finditer(text)]
    for k, (a, b) in enumerate(paragraphs):
        following = paragraphs[k + 1] if k + 1 < len(paragraphs) else None
        out.extend(in_paragraph(text, a, b, following is not None and OPENS.match(text, following[0]) is not None))
    return out


def in_paragraph(text: str, a: int, b: int, carried: bool, singles: bool = True) -> list[Quoted]:
    """One pass over the paragraph's marks; a second without single marks where one of those was never closed, and so was an apostrophe."""
    out: list[Quoted] = []
    start, words, closer = -1, -1, ""
    for m in MARK.finditer(text, a, b):
        mark, at, end = m[0], m.start(), m.end()
        before = text[at - 1] if at > a else " "
        after = text[end] if end < b else " "
        single = mark in SINGLE
        if single and (not singles or (before.isalnum() and after.isalnum())):
            continue
        if start < 0:
            free = before.isspace() or before in '([{—–-/:“"‘'
            starts = mark in OPENING or (mark in PLAIN and not before.isalnum() and not after.isspace())
            if starts and (free or not single):
                start, words, closer = at, end, OPENING.get(mark, mark)
        elif closes(mark, closer) and not (single and (before.isspace() or after.isalnum())):
            out.append(Quoted(start, end, words, at, False))
            start = -1
    if start >= 0 and closer in SINGLE:
        return in_paragraph(text, a, b, carried, singles=False)
    if start >= 0:
        out.append(Quoted(start, b, words, b, carried))
    return [q for q in out if q.a < q.b]


def closes(mark: str, closer: str) -> bool:
    """The mark asked for, or its plain or curly twin, since outlets mix them."""
    return mark == closer or (closer == "”" and mark == '"') or (closer == '"' and mark == "”") or (closer == "’" and mark == "'")


__all__ = ["Quoted", "quoted"]
