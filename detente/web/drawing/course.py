"""The course between two sides as a picture: cooperation above the line, conflict below, each with its interval; a dot for a day on which
something happened, a dashed line where the course changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import floor, log10, sqrt
from typing import Literal

from msgspec import Struct

from detente.tension import HALF_LIFE, Day, Series
from detente.views.kinds import counted
from detente.views.reader import short

WIDE, NARROW = (720, 280), (360, 260)  # pixels
LEFT, RIGHT, TOP, BOTTOM = 34, 14, 22, 40  # margins
POINTS = 800  # of a line; of longer courses every second, third … day is drawn
DOTS = 120  # the days of most happenings; more would hide each other
LINES = 60  # of the table
FOCUSED = 24  # dots that the tab key stops at; the table has all
SMALLEST, LARGEST = 3.0, 8.0  # radius

Way = Literal["cooperation", "conflict", "possible"]


class Dot(Struct, frozen=True):
    """A day with happenings; `row` is that which moved it most. `way` is the line it stands on, "possible" where nothing was done but threatened."""

    day: str
    way: Way
    n: int
    x: float
    y: float
    r: float
    row: str | None
    title: str
    focused: bool


class Tick(Struct, frozen=True):
    at: float
    text: str


class Course(Struct, frozen=True):
    """A picture in pixels: `points` and `band` (a closed shape) of each line are what SVG's polyline and polygon take."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    zero: float
    points: dict[str, str]
    band: dict[str, str]
    dots: tuple[Dot, ...]
    turns: tuple[Tick, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]


class Pair(Struct, frozen=True):
    """A series for the macro of `_course.html`: the picture for wide and for narrow screens, and the days with happenings, the latest first."""

    wide: Course
    narrow: Course
    n: int
    first: str
    last: str
    days: tuple[Day, ...]
    more: int


def pair(of: Series, *, half_life: float = HALF_LIFE) -> Pair | None:
    """What a page shows of a series, or nothing where it has no days."""
    wide, narrow = (course(of, size, half_life=half_life) for size in (WIDE, NARROW))
    if wide is None or narrow is None:
        return None
    told = [d for d in reversed(of.days) if d.n or d.change]
    return Pair(wide, narrow, of.n, of.days[0].day, of.days[-1].day, tuple(told[:LINES]), max(0, len(told) - LINES))


def course(of: Series, size: tuple[int, int] = WIDE, *, half_life: float = HALF_LIFE) -> Course | None:
    """The picture of a series, or nothing where it has no days."""
    if not of.days:
        return None
    width, height = size
    right, bottom = width - RIGHT, height - BOTTOM
    first = date.fromisoformat(of.days[0].day)
    span = max(1, (date.fromisoformat(of.days[-1].day) - first).days)
    up = max(1.0, *(d.cooperation_interval[1] for d in of.days), *(d.cooperation for d in of.days))
    down = max(1.0, *(d.conflict_interval[1] for d in of.days), *(d.conflict for d in of.days))
    up, down = max(up, down / 4), max(down, up / 4)  # so that either half can be read
    tall = (bottom - TOP) / (up + down)
    zero = round(TOP + up * tall, 1)

    def x(day: str) -> float:
        return round(LEFT + (right - LEFT) * (date.fromisoformat(day) - first).days / span, 1)

    def y(value: float) -> float:
        return round(zero - value * tall, 1)

    drawn = of.days[:: max(1, -(-len(of.days) // POINTS))]
    drawn = drawn if drawn[-1] is of.days[-1] else (*drawn, of.days[-1])
    points = {
        "cooperation": " ".join(f"{x(d.day)},{y(d.cooperation)}" for d in drawn),
        "conflict": " ".join(f"{x(d.day)},{y(-d.conflict)}" for d in drawn),
    }
    band = {
        "cooperation": shape(drawn, x, lambda d: y(d.cooperation_interval[1]), lambda d: y(d.cooperation_interval[0])),
        "conflict": shape(drawn, x, lambda d: y(-d.conflict_interval[0]), lambda d: y(-d.conflict_interval[1])),
    }
    turns = tuple(Tick(x(d.day), d.day) for d in of.days if d.change)
    step = nice(max(up, down) / 2)
    marks = [k * step for k in range(-int(down / step), int(up / step) + 1)]
    values = tuple(Tick(y(v), f"{abs(v):g}") for v in marks)
    apart = 78 if width > 500 else 66
    days = tuple(Tick(x(d.isoformat()), text) for d, text in calendar(first, span, max(2, (right - LEFT) // apart)))
    return Course(width, height, LEFT, right, TOP, bottom, zero, points, band, dots(of.days, x, y, half_life), turns, days, values)


def shape(days: Sequence[Day], x: Callable[[str], float], above: Callable[[Day], float], below: Callable[[Day], float]) -> str:
    """Along the upper ends and back along the lower."""
    return " ".join([*(f"{x(d.day)},{above(d)}" for d in days), *(f"{x(d.day)},{below(d)}" for d in reversed(days))])


def dots(days: Sequence[Day], x: Callable[[str], float], y: Callable[[float], float], half_life: float) -> tuple[Dot, ...]:
    """In order of day, on the line that rose more than it faded."""
    told = sorted((n for n, d in enumerate(days) if d.n), key=lambda n: (-days[n].n, -n))[:DOTS]
    most = max((days[n].n for n in told), default=1)
    focused = set(told[:FOCUSED])
    out = []
    for n in sorted(told):
        d = days[n]
        way = moved(d, days[n - 1] if n else None, half_life)
        level = {"cooperation": d.cooperation, "conflict": -d.conflict, "possible": 0.0}[way]
        title = f"{d.day}: {counted(d.n, 'happening')}{f'. {short(d.why, 120)}' if d.why else ''}"
        r = round(SMALLEST + (LARGEST - SMALLEST) * sqrt((d.n - 1) / max(1, most - 1)), 1)
        out.append(Dot(d.day, way, d.n, x(d.day), y(level), r, d.moved[0] if d.moved else None, title, n in focused))
    return tuple(out)


def moved(d: Day, before: Day | None, half_life: float) -> Way:
    """The line that a day's happenings moved most."""
    left = 2.0 ** (-1 / half_life)
    rise = {
        "cooperation": d.cooperation - left * (before.cooperation if before else 0.0),
        "conflict": d.conflict - left * (before.conflict if before else 0.0),
    }
    if max(rise.values()) < 0.01:  # the figures are rounded to three places
        return "possible"
    return "conflict" if rise["conflict"] >= rise["cooperation"] else "cooperation"


def nice(step: float) -> float:
    """The step, or the next smaller of 1, 2, 5, 10 …, so that the greater half has two to four marks."""
    power = 10.0 ** floor(log10(step))
    return next(k * power for k in (5, 2, 1) if k * power <= step * 1.001)


def calendar(first: date, span: int, most: int) -> list[tuple[date, str]]:
    """At most so many days to be named under the line: single days, Mondays, or the first of months and years."""
    days = [first + timedelta(days=n) for n in range(span + 1)]
    for every in (1, 2, 3, 7, 14):
        begin = first if every < 7 else first + timedelta(days=-first.weekday() % 7)  # a Monday
        found = [d for d in days if d >= begin and (d - begin).days % every == 0]
        if len(found) <= most:
            return [(d, f"{d.day} {d:%b}") for d in found]
    for months in (1, 2, 3, 6):
        found = [d for d in days if d.day == 1 and (d.month - 1) % months == 0]
        if len(found) <= most:
            return [(d, f"{d:%b %Y}") for d in found]
    years = [d for d in days if d.day == 1 and d.month == 1]
    return [(d, f"{d:%Y}") for d in years[:: max(1, -(-len(years) // most))]]
