"""Times: the words of dates, spans and parts of a day, and those that point forward, in `data/times.toml`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, words


class Times(Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """Words of time in lower case.

    `months` and `weekdays` give their number (Monday is 0), `seasons` their first month (of the northern year), `days` how far a word lies from
    the day of publication, `units` the letter of ISO 8601 durations or "D7", "Y10" for what is made of several, `counts` the value of number
    words, `vague` those without one. `forward_auxiliaries`, `forward_words` and `backward_words` say which Tuesday is meant.
    """

    months: dict[str, int]
    ambiguous_months: frozenset[str]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    days: dict[str, int]
    units: dict[str, str]
    counts: dict[str, int]
    vague: frozenset[str]
    dayparts: frozenset[str]
    forward_auxiliaries: frozenset[str]
    forward_words: frozenset[str]
    backward_words: frozenset[str]


def load(folder: Path | None) -> Times:
    return words(files(folder, "times.toml"), Times)
