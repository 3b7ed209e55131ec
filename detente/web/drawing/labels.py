"""Names beside circles without overlaps: the largest circle first, each name at the first of four sides where nothing is in its way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

CHARACTER = 7.2  # pixels, of the widest letters that are common, at 13 pixels
LINE = 15  # pixels
GAP = 4  # between a circle and its name
Box = tuple[float, float, float, float]
Anchor = Literal["start", "middle", "end"]


class Circle(Struct, frozen=True):
    """A circle and the name it wants."""

    x: float
    y: float
    r: float
    name: str


class Label(Struct, frozen=True):
    """A name where it is written: `x` and `y` the anchor of its base line, `of` the number of its circle."""

    of: int
    x: float
    y: float
    anchor: Anchor
    text: str


def labels(circles: Sequence[Circle], width: float, height: float, most: int = 40) -> list[Label]:
    """The names that fit in the frame, at most `most`. The circles come in order of their weight."""
    taken = [(c.x - c.r, c.y - c.r, c.x + c.r, c.y + c.r) for c in circles if c.r > 3]
    out: list[Label] = []
    for n, c in enumerate(circles):
        if len(out) == most:
            break
        for label, box in places(n, c):
            inside = box[0] >= 2 and box[1] >= 2 and box[2] <= width - 2 and box[3] <= height - 2
            if inside and not any(overlap(box, other) for other in taken):
                out.append(label)
                taken.append(box)
                break
    return out


def places(n: int, c: Circle) -> list[tuple[Label, Box]]:
    """Right, left, above and below of a circle."""
    wide = CHARACTER * len(c.name)
    right, left, above, below = c.x + c.r + GAP, c.x - c.r - GAP, c.y - c.r - GAP, c.y + c.r + GAP
    top, half = c.y - LINE / 2, wide / 2
    return [
        (Label(n, right, c.y + 4, "start", c.name), (right, top, right + wide, top + LINE)),
        (Label(n, left, c.y + 4, "end", c.name), (left - wide, top, left, top + LINE)),
        (Label(n, c.x, above - 2, "middle", c.name), (c.x - half, above - LINE, c.x + half, above)),
        (Label(n, c.x, below + 11, "middle", c.name), (c.x - half, below, c.x + half, below + LINE)),
    ]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def cut(text: str, most: int) -> str:
    """The text on one line, at most so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
