"""Which reading a phrase of the codebook has, and what "since" or "until" before it makes of its days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.mentions.times import dates, lengths, relative
from detente.mentions.times.calendar import Bounds
from detente.mentions.times.meaning import At, Meaning
from detente.mentions.times.phrases import Found

READINGS: dict[str, Callable[[Found, At], Meaning | None]] = {
    "ago": relative.ago,
    "apart": relative.apart,
    "century": dates.century,
    "clock": dates.clock,
    "date": dates.date,
    "day": dates.day,
    "decade": dates.decade,
    "each": lengths.each,
    "feast": dates.feast,
    "future": lengths.future,
    "half": dates.half,
    "length": lengths.length,
    "month": dates.month,
    "near_day": dates.near_day,
    "often": lengths.often,
    "past": lengths.past,
    "period": relative.period,
    "quarter": dates.quarter,
    "reference": lengths.reference,
    "same": relative.same,
    "season": dates.season,
    "span": lengths.span,
    "weekday": dates.weekday,
    "whole": relative.whole,
    "year": dates.year,
    "year_ago": relative.year_ago,
    "year_end": dates.year_end,
    "year_words": dates.year_words,
}
LEAD = {"since": "since", "until": "until", "till": "until", "by": "until", "before": "until", "within": "within"}
LEAD_WORD = re.compile(r"\b(since|until|till|by|before|within)(?: the)? $", re.I)


def lead_of(text: str, start: int) -> tuple[str, int]:
    """The word that bounds a time which begins at `start` ("since the"), and where it begins; "" and `start` without one."""
    m = LEAD_WORD.search(text[max(0, start - 12) : start])
    return (m[1].lower(), max(0, start - 12) + m.start()) if m else ("", start)


def bounded(lead: str, days: Bounds, anchor: date | None) -> Bounds:
    """What "since", "until" or "within" before a time makes of it."""
    start, end = days
    kind = LEAD.get(lead)
    if kind == "since":
        return start, anchor.isoformat() if anchor and start and (not end or end >= anchor.isoformat()[: len(end)]) else end
    if kind == "until" and start:
        return None, end or start
    return start, end
