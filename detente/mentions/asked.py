"""Phrases asked about, a JSON line each: `{"id", "text", "date"}`, the date an ISO day, month or year, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from detente.codebook.offices import is_day
from detente.refused import RefusedError


class AskedError(RefusedError, ValueError):
    """A line that asks for nobody."""


class Asked(msgspec.Struct, frozen=True):
    """A phrase, and the day on which someone is meant."""

    text: str
    id: str | int | None = None
    date: str | None = None


def asked(lines: Iterable[bytes]) -> Iterator[Asked]:
    """Each line as a question; blank lines are none, a wrong one is an error that names it."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = msgspec.json.decode(line, type=Asked)
        except (msgspec.DecodeError, UnicodeDecodeError) as e:
            raise AskedError(f'line {number}: {e}; write {{"id": "1", "text": "Ada Quist", "date": "2022-01-18"}}') from None
        if question.date and not is_day(question.date):
            raise AskedError(f"line {number}: {question.date!r} is no day; write 2022-01-18, 2022-01 or 2022")
        yield msgspec.structs.replace(question, date=question.date or None)
