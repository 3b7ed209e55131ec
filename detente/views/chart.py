"""Tension as a picture: SVG, PNG, or a page that needs no network. Drawn by Altair (Vega-Lite), made into files by vl-convert."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente.exports import ExportError
from detente.tension import Series
from detente.views.kinds import counted
from detente.views.reader import Reader
from detente.views.tension import title

FORMS = (".svg", ".png", ".html")
MOST = 6  # pairs of sides in one picture
WIDTH, HEIGHT = 640, 150
CONFLICT, COOPERATION, QUIET = "#b3541e", "#2f7d4f", "#62666e"


def save(found: Sequence[Series], reader: Reader, path: Path, half_life: float) -> Path:
    """The picture in a file, whose ending says which form."""
    if path.suffix.lower() not in FORMS:
        raise ExportError(f"{path}: no picture of that form; end the name with {', '.join(FORMS)}")
    if not found:
        raise ExportError(f"{path}: there is nothing to draw; no happening of a known day has a score")
    if not path.absolute().parent.is_dir():
        raise ExportError(f"{path}: the folder {path.absolute().parent} is not there; make it first")
    chart = drawn(found[:MOST], reader, half_life)
    form = path.suffix.lower().removeprefix(".")
    if form == "html":
        chart.save(str(path), format="html", inline=True)
    elif form == "png":
        chart.save(str(path), format="png", scale_factor=2)
    else:
        chart.save(str(path), format="svg")
    return path


def drawn(found: Sequence[Series], reader: Reader, half_life: float) -> Any:
    """A panel for each two sides: conflict below the line, cooperation above, each with its interval; a dot for a day with n happenings."""
    import altair as alt

    first, last = min(s.days[0].day for s in found), max(s.days[-1].day for s in found)
    note = f"{first} to {last} · happenings, not reports · fading by half in {half_life:g} days · bands: 5th to 95th percentile"
    panels = [panel(s, reader, first, last) for s in found]
    return (
        alt.vconcat(*panels)
        .properties(title=alt.TitleParams("Conflict and cooperation", subtitle=note, anchor="start"))
        .configure_view(stroke=None)
        .configure_axis(grid=False, labelColor=QUIET, titleColor=QUIET, domainColor="#dcd9d1", tickColor="#dcd9d1")
        .configure_title(anchor="start", subtitleColor=QUIET)
    )


def panel(s: Series, reader: Reader, first: str, last: str) -> Any:
    import altair as alt

    data = inline([line for d in s.days for line in lines(d)])
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%d %b %Y", labelOverlap=True), scale=alt.Scale(domain=[first, last]))
    colour = alt.Color("course:N", scale=alt.Scale(domain=["cooperation", "conflict"], range=[COOPERATION, CONFLICT]), legend=alt.Legend(title=None, orient="bottom"))
    tips = [alt.Tooltip(f"{name}") for name in ("date:N", "course:N", "value:Q", "n:Q", "why:N")]
    base = alt.Chart(data)
    band = base.mark_area(opacity=0.18).encode(x=x, y=alt.Y("low:Q", title="cooperation − conflict"), y2="high:Q", color=colour)
    course = base.mark_line(strokeWidth=2).encode(x=x, y="value:Q", color=colour)
    dots = (
        base.transform_filter("datum.n > 0")
        .mark_circle(opacity=0.9)
        .encode(x=x, y="value:Q", color=colour, size=alt.Size("n:Q", legend=None, scale=alt.Scale(range=[25, 160])), tooltip=tips)
    )
    zero = alt.Chart(inline([{"y": 0}])).mark_rule(color="#dcd9d1").encode(y="y:Q")
    turns = alt.Chart(inline([{"day": d.day} for d in s.days if d.change])).mark_rule(strokeDash=[4, 3], color=QUIET).encode(x="day:T")
    head = f"{title(s, reader)}   n = {counted(s.n, 'happening')}"
    return alt.layer(zero, band, course, dots, turns).properties(width=WIDTH, height=HEIGHT, title=alt.TitleParams(head, anchor="start", fontSize=13))


def lines(d: Any) -> list[dict[str, Any]]:
    """A day's two points, conflict drawn downwards."""
    low, high = d.conflict_interval
    told = {"day": d.day, "date": d.day, "n": d.n, "why": d.why or ""}
    return [
        {**told, "course": "cooperation", "value": d.cooperation, "low": d.cooperation_interval[0], "high": d.cooperation_interval[1]},
        {**told, "course": "conflict", "value": -d.conflict, "low": -high, "high": -low},
    ]


def inline(values: list[dict[str, Any]]) -> Any:
    """Data that stands in the picture itself."""
    import altair as alt

    return alt.InlineData(values=values)
