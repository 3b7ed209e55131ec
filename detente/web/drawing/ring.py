"""A network as a picture: the actor in the middle, its partners around it on an oval, a line for each two that acted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt

from msgspec import Struct

from detente.web.drawing.labels import Anchor, cut
from detente.web.drawing.network import QUADS, Act, Network, Side, Tie, narrowed, network

WIDE, NARROW = (720, 560), (360, 460)  # pixels, at most
LEAST_HEIGHT, ROW = 220, 46  # pixels; of few partners the picture is lower
MOST_NARROW = 13  # nodes
NAME = {True: 22, False: 14}  # characters of a name, on wide pictures and on narrow ones
THICKEST, LARGEST = 7.0, 15.0  # pixels: of a line, and the radius of a partner
LINES = 100  # of the table
BESIDE = 1.5  # times the nodes: so many lines between partners are drawn, the heaviest, since more would hide those of the actor itself


class Node(Struct, frozen=True):
    """A circle with its name; `n` happenings with the focus (of the focus itself none)."""

    id: str
    name: str
    shown: str
    n: int
    x: float
    y: float
    r: float
    label_x: float
    label_y: float
    anchor: Anchor


class Line(Struct, frozen=True):
    """A line from edge to edge of two circles; arrowheads where `forth` or `back` is more than none."""

    tie: Tie
    title: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    heads: tuple[str, ...]
    own: bool


class Drawing(Struct, frozen=True):
    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


class Named(Struct, frozen=True):
    """A tie with names, for the table."""

    one: str
    other: str
    one_name: str
    other_name: str
    forth: int
    back: int
    together: int
    total: int


class Picture(Struct, frozen=True):
    """A side for the macro of `_network.html`; no `lines` where nothing is known."""

    side: Side
    focus_name: str
    left: int
    lines: tuple[Named, ...]
    wide: Drawing
    narrow: Drawing


def pictures(acts: Iterable[Act], focus: str, name: Callable[[str], str]) -> list[Picture]:
    """Cooperation, then conflict, around an actor; `name` gives the name of an id."""
    rows, out = list(acts), []
    for side in QUADS:
        found = network(rows, focus, side)
        lines = tuple(Named(t.one, t.other, name(t.one), name(t.other), t.forth, t.back, t.together, t.total) for t in found.ties[:LINES])
        out.append(Picture(side, name(focus), found.left, lines, drawing(found, name), drawing(narrowed(found, MOST_NARROW), name, NARROW)))
    return out


def drawing(found: Network, name: Callable[[str], str], size: tuple[int, int] = WIDE) -> Drawing:
    """The picture in pixels: partners on the two halves of an oval, evenly from top to bottom so that no name is on another, those that acted
    with each other side by side as far as that goes."""
    width, wide = size[0], size[0] > 500
    height = min(size[1], max(LEAST_HEIGHT, ROW * (len(found.nodes) // 2 + 1)))
    ring = around(found)
    weight = {found.focus: 0}
    weight |= {p: sum(t.total for t in found.ties if {p, found.focus} == {t.one, t.other}) for p in ring}
    heaviest = max((weight[p] for p in ring), default=1)
    places = {found.focus: (width / 2, height / 2)}
    right, left = ring[: (len(ring) + 1) // 2], ring[(len(ring) + 1) // 2 :][::-1]
    out_x, out_y = width / 2 - (190 if wide else 110), height / 2 - 24
    for half, sign in ((right, 1), (left, -1)):
        for n, p in enumerate(half):
            step = (2 * n + 1) / len(half) - 1  # from -1 at the top to 1 at the bottom
            places[p] = (width / 2 + sign * out_x * sqrt(1 - 0.8 * step * step), height / 2 + out_y * step)
    radius = {p: 18.0 if p == found.focus else 4 + (LARGEST - 4) * sqrt(weight[p] / heaviest) for p in places}
    nodes = [placed(p, name(p), weight[p], places[p], radius[p], width / 2, wide, p == found.focus) for p in (found.focus, *ring)]
    own = [t for t in found.ties if found.focus in (t.one, t.other)]
    beside = [t for t in found.ties if found.focus not in (t.one, t.other)][: int(BESIDE * len(found.nodes))]
    thickest = max((t.total for t in found.ties), default=1)
    lines = [joined(t, name, places, radius, max(1.0, THICKEST * sqrt(t.total / thickest)), t in own) for t in (*beside, *own)]
    return Drawing(width, height, tuple(nodes), tuple(lines))


def around(found: Network) -> list[str]:
    """The partners in the order in which they stand around: the heaviest first, after each the one it has most to do with."""
    shared = {frozenset((t.one, t.other)): t.total for t in found.ties}
    rest = list(found.nodes[1:])
    out = rest[:1]
    rest = rest[1:]
    while rest:
        out.append(min(rest, key=lambda p: -shared.get(frozenset((p, out[-1])), 0)))
        rest.remove(out[-1])
    return out


def placed(actor: str, name: str, n: int, at: tuple[float, float], r: float, middle: float, wide: bool, focus: bool) -> Node:
    x, y = (round(v, 1) for v in at)
    shown = cut(name, NAME[wide] + 12 * (focus and wide))
    if focus:
        return Node(actor, name, shown, n, x, y, r, x, round(y + r + 16, 1), "middle")
    side = 1 if x >= middle else -1
    return Node(actor, name, shown, n, x, y, round(r, 1), round(x + side * (r + 6), 1), y + 4, "start" if side > 0 else "end")


def joined(t: Tie, name: Callable[[str], str], places: Mapping[str, tuple[float, float]], radius: Mapping[str, float], width: float, own: bool) -> Line:
    (ax, ay), (bx, by) = places[t.one], places[t.other]
    long = sqrt((bx - ax) ** 2 + (by - ay) ** 2) or 1.0
    dx, dy = (bx - ax) / long, (by - ay) / long
    start, end = radius[t.one] + 2, radius[t.other] + 2
    forth, back = own and bool(t.forth), own and bool(t.back)  # arrowheads of all would be a thicket
    tips = [head(bx - dx * end, by - dy * end, dx, dy, width)] * forth + [head(ax + dx * start, ay + dy * start, -dx, -dy, width)] * back
    x1, y1 = (ax + dx * (start + 6 * back), ay + dy * (start + 6 * back))
    x2, y2 = (bx - dx * (end + 6 * forth), by - dy * (end + 6 * forth))
    return Line(t, told(t, name), round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), round(width, 1), tuple(tips), own)


def head(x: float, y: float, dx: float, dy: float, width: float) -> str:
    """The points of an arrowhead whose tip is at x, y."""
    long, half = 6 + width * 0.8, 3 + width * 0.6
    base = (x - dx * long, y - dy * long)
    return " ".join(f"{px:.1f},{py:.1f}" for px, py in ((x, y), (base[0] - dy * half, base[1] + dx * half), (base[0] + dy * half, base[1] - dx * half)))


def told(t: Tie, name: Callable[[str], str]) -> str:
    """The tie in words."""
    one, other = name(t.one), name(t.other)
    ways: Sequence[tuple[int, str]] = ((t.forth, f"{one} → {other}: {t.forth}"), (t.back, f"{other} → {one}: {t.back}"), (t.together, f"{one} and {other} together: {t.together}"))
    return "; ".join(text for n, text in ways if n)
