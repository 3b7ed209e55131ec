"""A text cut at the bounds of its spans, so that what overlaps or nests can be drawn piece by piece, each piece with all that covers it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby, islice
from typing import Generic, NamedTuple, TypeVar

L = TypeVar("L", bound=Hashable)
MOST = 24  # labels of one piece; hostile texts nest without end


class Covering(NamedTuple, Generic[L]):
    """Characters `start` to `end` (exclusive) that have a label."""

    start: int
    end: int
    label: L


class Piece(NamedTuple, Generic[L]):
    """Characters from `start` on, with the labels of all spans over them, those that began first in front; the innermost `MOST` at most."""

    start: int
    text: str
    labels: tuple[L, ...]


def pieces(text: str, spans: Iterable[Covering[L]], begin: int = 0, stop: int | None = None) -> Iterator[Piece[L]]:
    """The text from `begin` to `stop` as pieces, none of them empty, which together are the text. Spans may overlap, nest, repeat and reach beyond the
    text; empty ones are passed over. n spans take n log n; of those over the same characters the first given is the outer one."""
    stop = len(text) if stop is None else min(stop, len(text))
    clipped = (Covering(max(s.start, begin), min(s.end, stop), s.label) for s in spans)
    within = sorted(dict.fromkeys(s for s in clipped if s.start < s.end), key=lambda s: (s.start, -s.end))
    bounds = sorted([*((s.start, True, n) for n, s in enumerate(within)), *((s.end, False, n) for n, s in enumerate(within))])
    open_: dict[int, L] = {}
    at = begin
    for place, here in groupby(bounds, key=lambda b: b[0]):
        if place > at:
            yield Piece(at, text[at:place], _labels(open_))
            at = place
        for _, opens, n in here:
            if opens:
                open_[n] = within[n].label
            else:
                del open_[n]
    if stop > at:
        yield Piece(at, text[at:stop], ())


def _labels(open_: dict[int, L]) -> tuple[L, ...]:
    """Each once; `open_` is in order of beginning, of those that begin together the longest first."""
    return tuple(dict.fromkeys(reversed(list(islice(reversed(open_.values()), MOST)))))
