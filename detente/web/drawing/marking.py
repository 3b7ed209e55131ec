"""An article's text as flat segments, each with what it is (a speaker, an act, a place …) and the rows that rest on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.records import Citing, Event, Figure, Meeting, Mention, Promise, Quotation, Span, When, Where
from detente.views.pieces import Covering, Piece, pieces

NAMES = ("content", "speaker", "cue", "actor", "recipient", "act", "place", "time", "number")
"""What a segment can be, in the order in which legends tell it."""
CHOSEN = "chosen"
SHEET = 20_000  # characters of a body that one page shows; a report has some thousands
SPANS = {"trigger": "act", "actors": "actor", "recipients": "recipient", "speaker": "speaker", "cue": "cue", "content": "content"}
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:[ -](thousand|million|billion|trillion)\b)?")
SCALES = {None: 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
LINES = re.compile(r"[^\n]+")


class Mark(NamedTuple):
    """Characters `start` to `end` of a part that are, say, a speaker, and the id of the row that says so."""

    start: int
    end: int
    name: str
    row: str


class Segment(NamedTuple):
    """Characters from `start` on: `names` of all that they are, those of them that `begin` here, and the ids of the `rows`, the narrowest first."""

    start: int
    text: str
    names: tuple[str, ...]
    begins: tuple[str, ...]
    rows: tuple[str, ...]


class Paragraph(NamedTuple):
    """A line of a part; `start` is where it begins in it."""

    start: int
    segments: tuple[Segment, ...]


def marks(text: str, part: str, rows: Iterable[Citing], mentions: Iterable[Mention] = (), chosen: Citing | None = None) -> list[Mark]:
    """What the rows of a part mark in its text; then the places, times and numbers that are mentioned without a row; the evidence of a chosen row."""
    here = [row for row in rows if row.part == part]
    out = [Mark(m.start, m.end, m.type, m.id) for m in mentions if m.part == part and m.type != "actor"]
    if chosen and chosen.part == part:
        out.append(Mark(chosen.start, chosen.end, CHOSEN, chosen.id))
    return out + [mark for row in here for mark in _of(row, text)]


def segments(text: str, marks: Sequence[Mark], mentions: Iterable[str] = (), begin: int = 0, stop: int | None = None) -> list[Segment]:
    """The text (from `begin` to `stop`), cut wherever a mark begins or ends; `mentions` are the ids that stand behind other rows of a segment."""
    behind = frozenset(mentions)
    starts = {(m.start, m.name) for m in marks}
    return [_segment(piece, starts, behind) for piece in pieces(text, (Covering(m.start, m.end, (m.name, m.row)) for m in marks), begin, stop)]


def sheets(text: str, most: int = SHEET) -> list[Span]:
    """A long text cut into stretches that a page can hold, at ends of lines where there are any; one for a text that is not long."""
    out = [0]
    while len(text) - out[-1] > most:
        end = out[-1] + most
        out.append(text.rfind("\n", out[-1], end) + 1 or end)
    return list(pairwise([*out, len(text)]))


def paragraphs(text: str, marks: Sequence[Mark], mentions: Iterable[str] = (), begin: int = 0, stop: int | None = None) -> list[Paragraph]:
    """The lines of a text (from `begin` to `stop`) that hold more than blanks; what stands between them is blank."""
    lines = [line.span() for line in LINES.finditer(text, begin, len(text) if stop is None else stop) if not line.group().isspace()]
    out: list[list[Segment]] = [[] for _ in lines]
    n = 0
    for segment in segments(text, marks, mentions, begin, stop):
        end = segment.start + len(segment.text)
        while n < len(lines) and lines[n][1] <= segment.start:
            n += 1
        at = n
        while at < len(lines) and lines[at][0] < end:
            begin, stop = max(lines[at][0], segment.start), min(lines[at][1], end)
            out[at].append(segment._replace(start=begin, text=text[begin:stop], begins=segment.begins if begin == segment.start else ()))
            at += 1
    return [Paragraph(start, tuple(inside)) for (start, _), inside in zip(lines, out, strict=True)]


def counts(marks: Iterable[Mark]) -> dict[str, int]:
    """How many pieces of the text are what; the names in their order, those that mark nothing too."""
    found = Counter(name for _, _, name in {m[:3] for m in marks})
    return {name: found[name] for name in NAMES}


def _segment(piece: Piece[tuple[str, str]], starts: set[tuple[int, str]], behind: frozenset[str]) -> Segment:
    names = {name for name, _ in piece.labels}
    ids = list(dict.fromkeys(row for name, row in reversed(piece.labels) if name != CHOSEN))
    ordered = tuple(name for name in (*NAMES, CHOSEN) if name in names)
    return Segment(piece.start, piece.text, ordered, tuple(n for n in ordered if (piece.start, n) in starts), tuple(sorted(ids, key=behind.__contains__)))


def _of(row: Citing, text: str) -> Iterator[Mark]:
    if isinstance(row, Event | Quotation):
        for name in row.spans.__struct_fields__:
            yield from (Mark(a, b, SPANS[name], row.id) for a, b in getattr(row.spans, name))
    if not isinstance(row, Mention):
        yield from (Mark(a, b, "place", row.id) for where in _places(row) for a, b in _within(row, text, where.text))
        yield from (Mark(a, b, "time", row.id) for a, b in _within(row, text, _time(row)))
    if isinstance(row, Figure):
        yield from (Mark(a, b, "number", row.id) for a, b in numbers(row, text))


def numbers(row: Figure, text: str) -> Iterator[Span]:
    """Where the evidence has the figure's value or its upper bound in digits."""
    for found in NUMBER.finditer(text, row.start, row.end):
        digits = found.group().removesuffix(found.group(1) or "").rstrip(" -").replace(",", "")
        if float(digits) * SCALES[found.group(1)] in (row.value, row.high):
            yield found.span()


def _places(row: Citing) -> Sequence[Where]:
    where = getattr(row, "where", None)
    return row.places if isinstance(row, Meeting) else (where,) if where else ()


def _time(row: Citing) -> str:
    time: When | None = row.due if isinstance(row, Promise) else getattr(row, "when", None)
    return time.text if time else ""


def _within(row: Citing, text: str, words: str) -> Iterator[Span]:
    """Where the words stand first in the evidence."""
    at = text.find(words, row.start, row.end) if words else -1
    if at >= 0:
        yield at, at + len(words)
