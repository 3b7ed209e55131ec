"""Days for rows of articles that do not say when they were published: where all other articles of the story count the words to the same day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from detente.codebook import Codebook
from detente.days import by_then
from detente.mentions.spelling import PLAIN
from detente.mentions.times.calendar import Bounds, Way, day_of
from detente.mentions.times.meaning import At
from detente.mentions.times.phrases import found
from detente.mentions.times.reading import READINGS, bounded, lead_of
from detente.records import Article, Citing, Event, Meeting, Row, Story, When

AHEAD = frozenset({"planned", "proposed", "conditional", "threatened"})


def settle(stories: Iterable[Story], articles: Iterable[Article], rows: Mapping[str, Sequence[Row]], codebook: Codebook) -> dict[str, list[Row]]:
    """The rows of every article; those of undated ones with the days that the dated ones of their story agree on."""
    published = {a.id: day_of(a.published) for a in articles}
    out = {name: list(mine) for name, mine in rows.items()}
    for story in stories:
        days = sorted({day for a in story.articles if (day := published.get(a))})
        for name in story.articles if days else ():
            if published.get(name) is None:
                mine = out.get(name, [])
                coming = {key for row in mine if isinstance(row, (Event, Meeting)) and row.status in AHEAD and (key := words_of(row))}
                out[name] = [settled(row, days, "forward" if words_of(row) in coming else None, codebook) for row in mine]
    return out


def words_of(row: Row) -> tuple[str, int, str] | None:
    """The sentence and the words of a row's time: two rows that share them have the same day."""
    when: When | None = getattr(row, "when", None)
    return (row.part, row.start, when.text) if when and isinstance(row, Citing) else None


def settled(row: Row, days: Sequence[date], way: Way | None, codebook: Codebook) -> Row:
    """The row with its day, where the words give the same one from each of these days; what is done has no day after them."""
    when: When | None = getattr(row, "when", None)
    if when is None or when.start or when.end:
        return row
    read = {counted(when.text, day, way, codebook) for day in days}
    if len(read) != 1 or (only := read.pop()) == (None, None):
        return row
    told = When(*only, when.text)
    return replace(row, when=told) if by_then(told, getattr(row, "status", ""), days[-1].isoformat()) else row


def counted(text: str, day: date, way: Way | None, codebook: Codebook) -> Bounds:
    """The days of the first time in a few words, from a day of publication."""
    text = text.translate(PLAIN)
    first = next(found(text, codebook.times, codebook.numbers), None)
    if first is None:
        return None, None
    at = At(day, way, None, None, False, rate=False, times=codebook.times, numbers=codebook.numbers)
    meaning = READINGS[first.phrase.reading](first, at)
    return bounded(lead_of(text, first.words[first.first].start)[0], (meaning.start, meaning.end), day) if meaning else (None, None)
