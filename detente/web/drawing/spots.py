"""Where things happened, as circles on the world: the frame around the places shown, circles by the number of happenings, names.

What happened is a full circle; what is only planned, threatened, denied or the like makes a ring around it, or a hollow one."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from detente.web.drawing.labels import Circle, Label, cut, labels
from detente.web.drawing.projection import HALF_HEIGHT, HALF_WIDTH, KILOMETRES, projected

LEAST = 2500 / KILOMETRES  # units: no frame shows less than this from side to side, so that one town stands in its surroundings
MARGIN = 0.12  # of the frame, on each side
RADII = {True: (26.0, 6.0, 2.5), False: (16.0, 4.0, 2.0)}  # pixels on wide and on narrow pictures: the largest, one happening at most, any at least
NAME = 24  # characters
WIDE, NARROW = (960, 540), (360, 400)  # pixels


class Spot(Struct, frozen=True):
    """A place and the number of happenings there; `key` is the anchor that its circle links to, without #; `whole` for a state named as a whole,
    which stands at its capital; `done` of the happenings are told as done, all where it is None."""

    key: str
    name: str
    lat: float
    lon: float
    n: int
    whole: bool = False
    done: int | None = None


class Dot(Struct, frozen=True):
    """A circle in pixels; `full` is the radius of what happened within it, 0 where nothing did; `hit` that of the area that a finger meets."""

    spot: Spot
    x: float
    y: float
    r: float
    full: float
    hit: float
    named: bool


class World(Struct, frozen=True):
    """A picture in pixels: `scale` and `x`, `y` put the plane of `static/world.svg` behind it; the largest dots come first."""

    width: int
    height: int
    scale: float
    x: float
    y: float
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]


def world(spots: Sequence[Spot], size: tuple[int, int] = WIDE) -> World:
    """The picture of some places, or of the whole world where there are none."""
    width, height = size
    largest, one, least = RADII[width > 500]
    ranked = sorted(spots, key=lambda s: (-s.n, s.name, s.key))
    points = [projected(s.lat, s.lon) for s in ranked]
    scale, x, y = frame(points, width, height)
    if (spare := round(height - 2 * HALF_HEIGHT * scale)) > 0:  # above and below the whole world
        height, y = height - spare, y - spare / 2
    k = min(one, largest / sqrt(ranked[0].n)) if ranked else one
    circles = [
        Circle(round(scale * px + x, 1), round(scale * py + y, 1), round(max(least, k * sqrt(s.n)), 1), cut(s.name, NAME)) for s, (px, py) in zip(ranked, points, strict=True)
    ]
    names = labels(circles, width, height, most=40 if width > 500 else 12)
    named = {label.of for label in names}
    dots = tuple(Dot(s, c.x, c.y, c.r, full(s, c.r), max(c.r, 12.0), n in named) for n, (s, c) in enumerate(zip(ranked, circles, strict=True)))
    return World(width, height, scale, x, y, dots, tuple(names))


def full(spot: Spot, r: float) -> float:
    """The radius of the circle of what happened: its area is to the whole one's as that to all."""
    return r if spot.done is None or spot.done == spot.n else round(r * sqrt(spot.done / spot.n), 1)


def frame(points: Sequence[tuple[float, float]], width: float, height: float) -> tuple[float, float, float]:
    """Scale and shift of the plane, so that all points lie in the picture with a margin, and never less than `LEAST` or more than the world."""
    xs, ys = [p[0] for p in points] or [-HALF_WIDTH, HALF_WIDTH], [p[1] for p in points] or [-HALF_HEIGHT, HALF_HEIGHT]
    wide, high = max(LEAST, (max(xs) - min(xs)) / (1 - 2 * MARGIN)), (max(ys) - min(ys)) / (1 - 2 * MARGIN)
    whole = min(width / (2 * HALF_WIDTH), height / (2 * HALF_HEIGHT))
    scale = max(whole, min(width / wide, height / high if high else width / wide))
    middle = [held((max(v) + min(v)) / 2, half, side / scale / 2) for v, half, side in ((xs, HALF_WIDTH, width), (ys, HALF_HEIGHT, height))]
    return round(scale, 6), round(width / 2 - scale * middle[0], 1), round(height / 2 - scale * middle[1], 1)


def held(middle: float, half: float, reach: float) -> float:
    """The middle moved so that the frame does not reach over the end of the world, as far as it is smaller than that."""
    return 0.0 if reach >= half else max(reach - half, min(half - reach, middle))
