"""A text cut at the bounds of its spans, so that what overlaps or nests can be drawn piece by piece, each piece with all that covers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import NamedTuple

MOST = 24  # labels of one piece; hostile texts nest without end


class Covering(NamedTuple):
    """Characters `start` to `end` (exclusive) that have a label."""

    start: int
    end: int
    label: str


class Piece(NamedTuple):
    """Characters from `start` on, with the labels of all spans over them, those that began first in front; the innermost `MOST` at most."""

    start: int
    text: str
    labels: tuple[str, ...]


def pieces(text: str, spans: Iterable[Covering], begin: int = 0, stop: int | None = None) -> Iterator[Piece]:
    """The text from `begin` to `stop` as pieces, none of them empty, which together are the text. Spans may overlap, nest, repeat and reach beyond the
    text; empty ones are passed over. n spans take n log n."""
    stop = len(text) if stop is None else min(stop, len(text))
    within = sorted({(max(s.start, begin), -min(s.end, stop), s.label) for s in spans if max(s.start, begin) < min(s.end, stop)})
    bounds = sorted([*((a, 1, n) for n, (a, _, _) in enumerate(within)), *((-b, 0, n) for n, (_, b, _) in enumerate(within))])
    open_: dict[int, str] = {}
    at = begin
    for place, here in groupby(bounds, key=lambda b: b[0]):
        if place > at:
            yield Piece(at, text[at:place], _labels(open_))
            at = place
        for _, opens, n in here:
            if opens:
                open_[n] = within[n][2]
            else:
                del open_[n]
    if stop > at:
        yield Piece(at, text[at:stop], ())


def _labels(open_: dict[int, str]) -> tuple[str, ...]:
    """Each once; `open_` is in order of beginning, of those that begin together the longest first."""
    return tuple(dict.fromkeys(reversed(list(islice(reversed(open_.values()), MOST)))))
