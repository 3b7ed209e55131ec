"""Times: a sentence and its day of publication → the words of each time, its TIMEX3 type and value, and the days it covers."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.mentions.times import calendar, find_times
from detente.mentions.times.phrases import found, grammar
from detente.mentions.times.reading import READINGS
from detente.records import TimeSpot
from tests.sentence_reader import article, parsed

CODEBOOK = Codebook()
TUESDAY = "2022-01-18"
Time = tuple[str, str, str, str, str]
TABLE = Path(__file__).with_name("cases") / "times.csv"  # a row a time; a sentence without one has a row with nothing in it


def cases() -> dict[tuple[str, str], list[Time]]:
    """(day of publication, sentence) → its times, in order."""
    out: dict[tuple[str, str], list[Time]] = {}
    with TABLE.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines):
            mine = out.setdefault((row["published"], row["sentence"]), [])
            if row["words"]:
                mine.append((row["words"], row["type"], row["value"], row["start"], row["end"]))
    return out


def spots(text: str, published: str | None) -> tuple[TimeSpot, ...]:
    return find_times(article(text, published=published), parsed(text), CODEBOOK)


@pytest.mark.parametrize(("published", "text", "expected"), [(*key, times) for key, times in cases().items()])
def test_a_time_is_found_and_counted(published: str, text: str, expected: list[Time]) -> None:
    got = spots(text, published or None)
    assert all(text[t.start : t.end] == t.text for t in got)
    assert [(t.text, t.type, t.value or "", t.when.start or "", t.when.end or "") for t in got] == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They have fought since 2014.", "since 2014"),
        ("They have fought since the 2014 annexation.", "since the 2014"),
        ("Orsa must answer within 48 hours.", "within 48 hours"),
        ("Tarn gave Veldt until Friday to answer.", "until Friday"),
        ("The port fell on Friday.", "Friday"),
    ],
)
def test_a_row_says_the_word_that_bounds_a_time(text: str, said: str) -> None:
    assert [t.when.text for t in spots(text, TUESDAY)] == [said]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-01-18", ("2022-01-18", None)),
        ("2022-01-18TNI", ("2022-01-18", None)),
        ("2022-01-18T10:35", ("2022-01-18", None)),
        ("2022-W03", ("2022-01-17", "2022-01-23")),
        ("2020-W53-WE", ("2021-01-02", "2021-01-03")),
        ("2022-Q4", ("2022-10", "2022-12")),
        ("2022-H2", ("2022-07", "2022-12")),
        ("2022-WI", ("2022-12", "2023-02")),
        ("198", ("1980", "1989")),
        ("19", ("1900", "1999")),
        ("XXXX-WXX-2", (None, None)),
        ("P3D", (None, None)),
        ("PAST_REF", (None, None)),
    ],
)
def test_the_days_of_a_value(value: str, expected: tuple[str | None, str | None]) -> None:
    assert calendar.bounds(value) == expected


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"), (2022, "2022-04-17"), (2038, "2038-04-25")],
)
def test_easter(year: int, day: str) -> None:
    assert calendar.feast("easter+0", year) == day


def test_every_phrase_has_a_reading() -> None:
    assert {p.reading for p in CODEBOOK.times.phrases} == set(READINGS)


@pytest.mark.parametrize("text", ["the next " * 9000, "1 " * 30_000, "a year and a half " * 5000, "Monday, " * 10_000, "early in the " * 8000, "²Q½ 1/2/3/4 '90s' " * 3000])
@pytest.mark.usefixtures("unhindered")
def test_long_lines_take_time_in_step_with_their_length(text: str) -> None:
    grammar(CODEBOOK.times, CODEBOOK.numbers)

    def once(part: str) -> float:
        begin = time.process_time()
        list(found(part, CODEBOOK.times, CODEBOOK.numbers))
        return time.process_time() - begin

    def seconds(part: str) -> float:
        return min(once(part), once(part))  # in one of them Python may clear up after other tests

    assert seconds(text) < 12 * max(seconds(text[: len(text) // 4]), 0.05)
