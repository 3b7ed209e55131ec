"""Times: the words of dates, spans and parts of a day, those that point forward, and the phrases they make, in `data/times.toml`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, unique, words


class TimePhrase(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of words that tells a time: `patterns` as the file describes them, `reading` the way it is understood."""

    id: str
    reading: str
    patterns: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def name(self) -> str:
        """The rule that a mention shows."""
        return f"time.{self.id}"


class Times(Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """Words of time in lower case.

    `months` and `weekdays` give their number (Monday is 0), `seasons` and `dayparts` their sign in TIMEX3, `days` how far a word lies from the
    day of publication, `units` the letter of ISO 8601 durations or "Y10" for what is made of several, `often` the span between two times,
    `hours` an hour, `feasts` a day of any year, `references` TIMEX3's three words for an open time. `vague` are counts without a value.
    `forward_auxiliaries`, `forward_words`, `forward_events`, `forward_off`, `forward_called`, `forward_leading`
    and `forward_before` say which Tuesday is meant.
    """

    months: dict[str, int]
    ambiguous_months: frozenset[str]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    days: dict[str, int]
    dayparts: dict[str, str]
    units: dict[str, str]
    decades: dict[str, int]
    ordinals: dict[str, int]
    often: dict[str, str]
    hours: dict[str, str]
    feasts: dict[str, str]
    references: dict[str, str]
    vague: frozenset[str]
    time_zones: frozenset[str]
    ages: frozenset[str]
    forward_auxiliaries: frozenset[str]
    forward_words: frozenset[str]
    forward_events: frozenset[str]
    forward_off: frozenset[str]
    forward_called: frozenset[str]
    forward_leading: frozenset[str]
    forward_before: frozenset[str]
    groups: dict[str, str]
    phrases: tuple[TimePhrase, ...]


def load(folder: Path | None) -> Times:
    found = files(folder, "times.toml")
    times = words(found, Times)
    unique(found[-1], (p.id for p in times.phrases))
    return times
