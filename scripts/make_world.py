"""Make `detente/web/static/world.svg`, the land and the borders of states in the Equal Earth projection.

    python scripts/make_world.py FOLDER     # the unpacked npm package world-atlas 2.0.2

The package (ISC licence, Michael Bostock) holds Natural Earth's 1:50 million maps (public domain) as TopoJSON: arcs in whole steps, each the
difference from the last, shared by the rings on both sides. Land is drawn from the rings of `land-50m.json`; a border is an arc of
`countries-50m.json` that two states share. Points nearer than `NEAR` to the line of their neighbours are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from detente.web.drawing.projection import HALF_HEIGHT, HALF_WIDTH, projected

OUT = Path(__file__).parents[1] / "detente/web/static/world.svg"
FILES = {  # SHA-256 of what the map was made from
    "land-50m.json": "619477ff690c086885e45cb91707d783805561bd75ae8e437b7d4694b0204e0f",
    "countries-50m.json": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
}
NEAR = 3.0  # units of the plane, some 2 km

Point = tuple[float, float]
Line = list[Point]


def main(folder: Path) -> None:
    land, countries = (read(folder / name, digest) for name, digest in FILES.items())
    coasts = [ring for whole in rings(land) for part in cut(closed(land, whole)) if len(set(map(rounded, ring := simple(plane(part))))) > 2]
    borders = [simple(plane(arc(countries, at))) for at in shared(countries)]
    notice = (folder / "LICENSE").read_text("utf8").strip()
    box = f"{-HALF_WIDTH} {-HALF_HEIGHT} {2 * HALF_WIDTH} {2 * HALF_HEIGHT}"
    OUT.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n'
        f"<!-- Natural Earth 1:50m (public domain), Equal Earth projection; made by scripts/make_world.py from world-atlas 2.0.2:\n{notice} -->\n"
        f'<path id="land" vector-effect="non-scaling-stroke" d="{"".join(path(ring) + "z" for ring in coasts)}"/>\n'
        f'<path id="borders" fill="none" vector-effect="non-scaling-stroke" d="{"".join(map(path, borders))}"/>\n'
        "</svg>\n",
        "utf8",
    )
    print(f"{OUT.name}: {OUT.stat().st_size // 1000} kB, {len(coasts)} coasts, {len(borders)} borders")


def read(path: Path, digest: str) -> Any:
    data = path.read_bytes()
    if sha256(data).hexdigest() != digest:
        raise SystemExit(f"{path}: other bytes than those of world-atlas 2.0.2; unpack that version")
    return json.loads(data)


def rings(topology: Any) -> Iterator[list[int]]:
    """The rings of all polygons, as numbers of arcs."""
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            yield from polygon


def shared(topology: Any) -> list[int]:
    """The arcs that two states share, in order."""
    used: Counter[int] = Counter()
    for shape in topology["objects"]["countries"]["geometries"]:
        used.update({at if at >= 0 else ~at for at in flat(shape.get("arcs", ()))})
    return sorted(at for at, times in used.items() if times > 1)


def flat(arcs: Any) -> Iterator[int]:
    for part in arcs:
        if isinstance(part, int):
            yield part
        else:
            yield from flat(part)


def closed(topology: Any, ring: Sequence[int]) -> Line:
    """The points of a ring in degrees (longitude, latitude), from its arcs; `~n` is arc n backwards, and each begins where the last ended."""
    out: Line = []
    for at in ring:
        points = arc(topology, at) if at >= 0 else arc(topology, ~at)[::-1]
        out += points[1:] if out else points
    return out


def arc(topology: Any, at: int) -> Line:
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    out, x, y = [], 0, 0
    for step_x, step_y in topology["arcs"][at]:
        x, y = x + step_x, y + step_y
        out.append((x * kx + dx, y * ky + dy))
    return out


def plane(line: Line) -> Line:
    return [projected(min(90.0, max(-90.0, lat)), min(180.0, max(-180.0, lon))) for lon, lat in line]


def cut(ring: Line) -> Iterator[Line]:
    """The ring in degrees as rings that do not cross the 180th meridian; one around the pole is led along it."""
    along = [ring[0]]
    for lon, lat in ring[1:]:
        along.append((lon + 360 * round((along[-1][0] - lon) / 360), lat))
    if (turned := along[-1][0] - along[0][0]) and abs(turned) > 180:
        pole = -90.0 if along[0][1] < 0 else 90.0
        along += [(along[-1][0], pole), (along[0][0], pole), along[0]]
    for by in (0, 360, -360):
        inside = beyond(beyond([(lon + by, lat) for lon, lat in along], 1), -1)
        if inside:
            yield [*inside, inside[0]]


def beyond(ring: Line, side: int) -> Line:
    """The part of a ring west of 180° E (side 1) or east of 180° W (side -1), as Sutherland and Hodgman (1974) cut it."""
    out: Line = []
    for one, other in pairwise([*ring, ring[0]] if ring else []):
        here, there = side * one[0] <= 180, side * other[0] <= 180
        if here:
            out.append(one)
        if here != there:
            t = (side * 180 - one[0]) / (other[0] - one[0])
            out.append((side * 180.0, one[1] + t * (other[1] - one[1])))
    return out


def simple(line: Line) -> Line:
    """The line by fewer points (Douglas and Peucker 1973), its ends kept; of a ring also the point farthest from its beginning."""
    keep = {0, len(line) - 1}
    far = max(range(len(line)), key=lambda i: distance(line[i], line[0], line[0]))
    todo = [(0, far), (far, len(line) - 1)] if line[0] == line[-1] else [(0, len(line) - 1)]
    keep.update(end for pair in todo for end in pair)
    while todo:
        first, last = todo.pop()
        away, at = max(((distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, 0))
        if away > NEAR:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def distance(point: Point, one: Point, other: Point) -> float:
    """Of a point from the stretch between two others."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    long = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / long)) if long else 0.0
    return hypot(point[0] - one[0] - t * dx, point[1] - one[1] - t * dy)


def path(line: Iterable[Point]) -> str:
    """The line as SVG path data: whole numbers, each step from the last point."""
    points = [rounded(p) for p in line]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b]
    return f"M{points[0][0]} {points[0][1]}l" + "".join(f"{' ' if n and x >= 0 else ''}{x}{'' if y < 0 else ' '}{y}" for n, (x, y) in enumerate(steps))


def rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
