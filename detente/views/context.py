"""The words a row rests on, with what stands around them, cut into marked pieces."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from detente.records import Article, Citing, Event, Quotation, Row, Span
from detente.views.pieces import Covering, Piece, pieces

SIDES = {"trigger": "the act", "cue": "the word of saying", "actors": "who", "speaker": "who", "recipients": "towards whom", "content": "the words said"}
EVIDENCE = "evidence"
AROUND = 280  # characters of context on either side


class Context(Struct, frozen=True):
    """The evidence with what stands around it: pieces labelled `evidence` and with the names of the row's spans; was the text cut before, behind?"""

    pieces: tuple[Piece[str], ...]
    cut_before: bool
    cut_behind: bool


class Marked(Struct, frozen=True):
    """The words of the spans of one name, and what they are."""

    name: str
    side: str
    words: str


def spans_of(row: Row) -> list[tuple[str, Span]]:
    """The row's marked pieces in order of place, each with its name."""
    spans = row.spans if isinstance(row, Event | Quotation) else None
    return sorted(((name, tuple(s)) for name in spans.__struct_fields__ for s in getattr(spans, name)), key=lambda p: p[1]) if spans else []


def context(row: Citing, article: Article) -> Context:
    """The paragraph of the evidence, or as much of it as helps."""
    part, spans = article.part(row.part), spans_of(row)
    begin, stop = _around(part, min([row.start, *(s[0] for _, s in spans)]), max([row.end, *(s[1] for _, s in spans)]))
    covering = [Covering(row.start, row.end, EVIDENCE), *(Covering(a, b, name) for name, (a, b) in spans)]
    return Context(tuple(pieces(part, covering, begin, stop)), bool(part[:begin].strip()), bool(part[stop:].strip()))


def _around(part: str, first: int, last: int) -> tuple[int, int]:
    begin, stop = part.rfind("\n", 0, first) + 1, part.find("\n", last)
    stop = len(part) if stop < 0 else stop
    if first - begin > AROUND:
        begin = part.find(" ", first - AROUND, first) + 1 or first
    if stop - last > AROUND:
        stop = max(part.rfind(" ", last, last + AROUND), last)
    return begin, stop


def marked(row: Citing) -> Iterator[Marked]:
    """What each marked piece within the evidence is, in words; the words said are the evidence itself."""
    spans = [(name, s) for name, s in spans_of(row) if name != "content"]
    for name in dict.fromkeys(name for name, _ in spans):
        words = [row.evidence[a - row.start : b - row.start] for n, (a, b) in spans if n == name and row.start <= a and b <= row.end]
        if words:
            yield Marked(name, SIDES[name], " … ".join(words))
