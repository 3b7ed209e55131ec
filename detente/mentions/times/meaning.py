"""What a phrase of time means, and what it is counted from."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from detente.codebook.numbers import Numbers
from detente.codebook.times import Times
from detente.mentions.times.calendar import Way, bounds

Type = Literal["DATE", "TIME", "DURATION", "SET"]


class Meaning(NamedTuple):
    """TIMEX3's type and value, and the days it covers as ISO 8601 prefixes; `None` is unknown."""

    type: Type
    value: str | None
    start: str | None = None
    end: str | None = None


class At(NamedTuple):
    """What a phrase is counted from: the day of publication, whether the grammar looks ahead or back, the last date and the last quarter told
    before it, whether figures of that quarter are told or of a longer time, and whether the words before it count something ("four flights a week")."""

    anchor: date | None
    way: Way | None
    previous: str | None
    quarter: str | None
    quarterly: bool
    rate: bool
    times: Times
    numbers: Numbers


def dated(value: str | None) -> Meaning:
    """The meaning of a value of the calendar."""
    return Meaning("TIME" if value and "T" in value else "DATE", value, *bounds(value))
