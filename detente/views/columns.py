"""Tables of many rows: sign for sign what Rich's own tables give, several times as fast.

Rich asks each cell anew how wide it is, wraps it and cuts its lines to shape again in each renderable around it. Here the words of a cell are
cut once. What is too narrow for the columns, and characters that are not one cell wide, are left to Rich.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Literal, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table
from rich.text import Text

WORD = re.compile(r"\s*\S+\s*")
ONE_CELL = re.compile(r"[ -~¡-¬®-ʯͰ-ϿЀ-҂Ḁ-ỿ‐-‧€←-↓\n]*")
"""Characters of one cell each: Latin, Greek and Russian with their signs, dashes, quotation marks, arrows."""


class Column(NamedTuple):
    """`ratio`: its share of the room that is left; without one it is as wide as its widest cell, from `least` to `most`. `overflow`: what is done
    with words that are wider, as Rich names it."""

    head: str
    ratio: int = 0
    least: int = 0
    most: int = 0
    style: str = ""
    overflow: Literal["fold", "ellipsis"] = "fold"


class Columns:
    """A table as wide as the console; rows are texts, one for each column."""

    def __init__(self, columns: Sequence[Column], *, headed: bool = True, title: str | None = None, indent: int = 0) -> None:
        self.columns, self.headed, self.title, self.indent = columns, headed, title, indent
        self.rows: list[tuple[Text, ...]] = []

    def add(self, *cells: Text) -> None:
        self.rows.append(cells)

    def draw(self, console: Console) -> None:
        """Print it, with an empty line after it where it is indented."""
        widths = self.widths(console.width - self.indent)
        if widths is None:
            console.print(self.rich())
            return
        if self.headed:
            console.print(self.rich(widths), crop=False)
        console.print(Segments(self.segments(widths, console)), crop=False)

    def widths(self, room: int) -> list[int] | None:
        """The columns' widths without the spaces between them; None where there is no room for them."""
        out = [0 if c.ratio else min(max(self.widest(n), c.least), c.most) for n, c in enumerate(self.columns)]
        left = room - sum(out) - sum(map(sum, self.pads())) - (len(out) - 1 if self.headed else 0)
        share = left + sum(sum(pad) for pad, c in zip(self.pads(), self.columns, strict=True) if c.ratio)
        ratios = sum(c.ratio for c in self.columns)
        for n, (c, pad) in enumerate(zip(self.columns, self.pads(), strict=True)):
            if c.ratio:
                out[n] = ceil(c.ratio * share / ratios) - sum(pad)
                share, ratios = share - out[n] - sum(pad), ratios - c.ratio
        return out if min(out) > 0 else None

    def widest(self, n: int) -> int:
        """The longest line of a column."""
        head = self.columns[n].head if self.headed else ""
        return max((cell_len(line) for text in {head, *(row[n].plain for row in self.rows)} for line in text.splitlines()), default=0)

    def pads(self) -> list[tuple[int, int]]:
        """The spaces left and right of each column, none at the edges."""
        last = len(self.columns) - 1
        return [(int(n > 0), int(n < last)) for n in range(last + 1)]

    def rich(self, widths: Sequence[int] | None = None) -> Table | Padding:
        """The table as Rich draws it; of known widths its head alone."""
        frame = box.SIMPLE_HEAD if self.headed else None
        out = Table(
            box=frame,
            title=escape(self.title) if self.title else None,
            title_justify="left",
            title_style="bold",
            pad_edge=False,
            show_edge=False,
            show_header=self.headed,
            expand=widths is None,
        )
        for n, c in enumerate(self.columns):
            if widths:
                out.add_column(c.head, width=widths[n], overflow=c.overflow, style=c.style)
            else:
                out.add_column(c.head, ratio=c.ratio or None, min_width=c.least or None, max_width=c.most or None, overflow=c.overflow, style=c.style)
        for row in () if widths else self.rows:
            out.add_row(*row)
        return Padding(out, (0, 0, 1, self.indent)) if self.indent else out

    def segments(self, widths: Sequence[int], console: Console) -> Iterator[Segment]:
        """The rows; each cell is its space, its words, the space up to the next."""
        styles = [console.get_style(c.style) for c in self.columns]
        cut = Cut(console)
        between = Segment(" ", Style.null())
        for row in self.rows:
            cells = [cut.lines(text, width, style, c.overflow) for text, width, style, c in zip(row, widths, styles, self.columns, strict=True)]
            for n in range(max(map(len, cells))):
                if self.indent:
                    yield Segment(" " * self.indent)
                for k, (lines, width, style, (left, right)) in enumerate(zip(cells, widths, styles, self.pads(), strict=True)):
                    if k and self.headed:
                        yield between
                    if n < len(lines):
                        yield from ([Segment(" ", style)] if left else [])
                        yield from lines[n]
                        yield from ([Segment(" ", style)] if right else [])
                    else:
                        yield Segment(" " * (left + width + right), style)
                yield Segment.line()
        if self.indent:
            yield Segment(f"{' ' * console.width}\n")


class Cut:
    """Texts cut into lines of a width, filled up with spaces."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.known: dict[tuple[str, ...], Style] = {}
        self.base = Style.null()

    def lines(self, text: Text, width: int, style: Style, overflow: Literal["fold", "ellipsis"]) -> list[list[Segment]]:
        if not ONE_CELL.fullmatch(text.plain) or (overflow != "fold" and max(map(len, text.plain.split()), default=0) > width):
            wrapped = text.wrap(self.console, width, justify="left", overflow=overflow)
            return [[Segment(s.text, style + s.style if s.style else style) for s in Text().join([line]).render(self.console)] for line in wrapped]
        plain, spans = text.plain, lines_of(text.plain, width)
        if not self.console.color_system or not (text.spans or text.style):
            return [[Segment(plain[a:b].ljust(width), style)] for a, b in spans]
        runs = self.runs(text)
        return [list(self.coloured(plain, runs, a, b, width, style)) for a, b in spans]

    def coloured(self, plain: str, runs: Sequence[tuple[int, int, Style, bool]], a: int, b: int, width: int, style: Style) -> Iterator[Segment]:
        """A line in its colours; the spaces that fill it have that of the whole text."""
        here = [(max(a, start), min(b, end), of, own) for start, end, of, own in runs if start < b and end > a]
        fill = " " * (width - (b - a))
        for start, end, of, own in here:
            last = end == b and not own
            yield Segment(plain[start:end] + (fill if last else ""), style + of)
            fill = "" if last else fill
        if fill:
            yield Segment(fill, style + self.base)

    def runs(self, text: Text) -> list[tuple[int, int, Style, bool]]:
        """The stretches of one style each, and whether it is other than that of the whole text."""
        self.base = self.style(str(text.style))
        edges = sorted({0, len(text.plain), *(edge for span in text.spans for edge in (span.start, span.end))})
        out = []
        for start, end in pairwise(edges):
            over = [str(span.style) for span in text.spans if span.start <= start < span.end]
            out.append((start, end, self.style(str(text.style), *over), bool(over)))
        return out

    def style(self, *names: str) -> Style:
        if names not in self.known:
            self.known[names] = Style.combine([self.console.get_style(name) for name in names])
        return self.known[names]


def lines_of(text: str, width: int) -> list[tuple[int, int]]:
    """From where to where the lines go, at most `width` characters each; words that are longer are folded."""
    out, at = [], 0
    for line in text.split("\n"):
        edges = [0, *(breaks(line, width) if len(line) > width else ()), len(line)]
        out += [(at + a, at + min(b, a + width)) for a, b in pairwise(edges)]
        at += len(line) + 1
    return out


def breaks(line: str, width: int) -> list[int]:
    """Where a line is broken, as Rich does it: before the word that has no room."""
    out, used = [], 0
    for found in WORD.finditer(line):
        start, word = found.start(), found.group()
        long = len(word.rstrip())
        if width - used >= long:
            used += len(word)
        elif long > width:
            out += [start + n for n in range(0, len(word), width) if start + n]
            used = (len(word) - 1) % width + 1
        elif used and start:
            out.append(start)
            used = len(word)
    return out
