"""Days of rows: which times say when, what is long ago, and what was done by the day of the report. Stands beside `grammar`."""

from __future__ import annotations

import re
from datetime import date

from detente.records import TimeSpot, When

FRESH_DAYS = 31  # what is told with an older date is background
DONE = frozenset({"actual", "past", "held"})
WRITTEN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def dated(spot: TimeSpot) -> bool:
    """Does the expression say when something is, and not only how long it takes, how often it is, or at what hour?"""
    if spot.when.start or spot.when.end:
        return True
    return spot.type in {"DATE", "TIME"} and spot.value is not None and spot.value.startswith("XXXX") and not spot.value.startswith("XXXX-XX-XXT")


def by_then(when: When | None, status: str, published: str | None) -> When | None:
    """The time of an act, but none where it is done and the time is still to come when it is told: that is the time of something else."""
    return None if when and status in DONE and after(when, published) else when


def after(when: When, published: str | None) -> bool:
    """Is the time later than the report?"""
    return when.start is not None and published is not None and when.start > published[: min(len(when.start), 10)]


def long_ago(when: When | None, published: str | None) -> bool:
    """Is the time well before the report?"""
    if not when or not when.start or not published:
        return False
    return ordinal(when.end or when.start, last=True) < ordinal(published[:10], last=False) - FRESH_DAYS


def ordinal(iso: str, last: bool) -> int:
    """Days since year 0, near enough to compare; a shorter prefix counts as its last or first day."""
    bits = iso[:10].split("-")
    year = int(bits[0]) if bits[0].isdigit() else 9999
    month = int(bits[1]) if len(bits) > 1 and bits[1].isdigit() else (12 if last else 1)
    day = int(bits[2]) if len(bits) > 2 and bits[2].isdigit() else (31 if last else 1)
    return year * 372 + month * 31 + day


def later(day: date, days: int) -> date:
    """The day so many days later (earlier, below nought), as far as there are years to count."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def written(day: str) -> bool:
    """Is it an ISO day, month or year?"""
    try:
        date.fromisoformat(day + "-01" * (2 - day.count("-")) if WRITTEN.fullmatch(day) else "")
    except ValueError:
        return False
    return True


def backwards(since: str | None, until: str | None) -> bool:
    """Does the one lie after the other? Of a month or a year all its days count."""
    return bool(since and until and since > f"{until}~")
