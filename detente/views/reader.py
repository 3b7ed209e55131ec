"""What a person needs to read rows: names instead of codes, the outlet and day of a report, days and numbers in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from detente.records import Actor, Article, Citing, Comparison, Event, Figure, Meeting, Position, Promise, Quarantined, Quotation, Row, Story, When, Where

UNKNOWN = "–"
HEADS = ("persons", "people", "items", "units")  # counting words that say nothing beside what is counted


class Reader:
    """Actors by id and articles by id, to name who acts and who tells; issues by id where their names are wanted."""

    def __init__(self, rows: Iterable[Row], issues: Mapping[str, str] | None = None) -> None:
        self.issues = issues or {}
        self.actors: dict[str, Actor] = {}
        self.articles: dict[str, Article] = {}
        for row in rows:
            if isinstance(row, Actor):
                self.actors[row.id] = row
            elif isinstance(row, Article):
                self.articles[row.id] = row

    def name(self, actor: str | None) -> str:
        """ "Sergey Lavrov (RUS)" for RUS.GOV:Sergey Lavrov, "Russia" for RUS; the id itself where nobody gave it a name."""
        if not actor:
            return UNKNOWN
        code, _, person = actor.partition(":")
        known = self.actors.get(actor)
        if person:
            return f"{known.name if known else person} ({code.split('.')[0]})"
        return known.name if known else actor

    def names(self, actors: Iterable[str]) -> str:
        return ", ".join(self.name(a) for a in actors) or UNKNOWN

    def issue(self, name: str) -> str:
        """What an issue is called; the id or the words themselves where it has no other name."""
        return self.issues.get(name, name)

    def outlet(self, row: Row) -> str:
        """Who tells it; the name of the file where no outlet is known."""
        article = self.articles.get(row.article) if isinstance(row, Citing) else row
        return (isinstance(article, Article) and (article.outlet or PurePath(article.origin).name or article.origin)) or UNKNOWN

    def tellers(self, row: Row) -> str:
        """All who tell it: of a comparison or a story the outlets of its reports."""
        outlets = dict.fromkeys(self.outlet(a) for a in self.reports(row))
        return ", ".join(outlets) or self.outlet(row)

    def reports(self, row: Row) -> list[Article]:
        """The reports on which a comparison or a story rests; none of others."""
        ids = (a.article for a in row.accounts) if isinstance(row, Comparison) else row.articles if isinstance(row, Story) else ()
        return [self.articles[a] for a in dict.fromkeys(ids) if a in self.articles]

    def told(self, row: Row) -> str | None:
        """The day of the report, of several the earliest."""
        if isinstance(row, Comparison | Story):
            return min((a.published[:10] for a in self.reports(row) if a.published), default=None)
        article = self.articles.get(row.article) if isinstance(row, Citing) else row
        return article.published[:10] if isinstance(article, Article) and article.published else None

    def day(self, row: Row) -> str | None:
        """The day it happened, else the day it was told; a prefix where only month or year is known."""
        when = self.dated(row)
        return (when.start[:10] if when and when.start else None) or self.told(row)

    def dated(self, row: Row) -> When | None:
        """When it happened or is due, as far as the text says."""
        return row.due if isinstance(row, Promise) else row.when if isinstance(row, Quotation | Event | Figure | Meeting | Position) else None


def when(value: When | None) -> str:
    """A time: its days, or its words where only they are known."""
    if value is None:
        return ""
    if value.start is None:
        return value.text
    return value.start if not value.end or value.end == value.start else f"{value.start} to {value.end}"


def place(value: Where | None) -> str:
    return "" if value is None else value.name or value.text


def number(value: float) -> str:
    """A number with thousands set apart, without a needless fraction."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.1f}"


def amount(figure: Figure) -> str:
    """A figure in words: "more than 4,000 troops", "between 3 and 5 tanks"."""
    value = f"{number(figure.value)} and {number(figure.high)}" if figure.high is not None else number(figure.value)
    comparator = "between" if figure.high is not None else "" if figure.comparator == "exactly" else figure.comparator
    unit = None if figure.of and (figure.unit in HEADS or figure.unit == figure.of) else figure.unit
    counted = [unit] if unit else []
    if figure.of:
        counted.append(f"of {figure.of}" if unit else figure.of)
    return " ".join(w for w in (comparator, value, *counted) if w)


def put_in(row: Quarantined) -> str:
    """The input that could not be read: its file or name, and the line of a record."""
    name = row.origin if row.line is None or row.origin.endswith(f":{row.line}") else f"{row.origin}:{row.line}"
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def short(text: str, most: int = 220) -> str:
    """The text on one line, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def around(text: str, at: int, most: int = 220) -> str:
    """The text on one line, cut at words so that the word at `at` shows, its beginning where that is near enough."""
    if at <= most * 3 // 4 or at >= len(text):
        return short(text, most)
    begin = text.find(" ", max(at - most // 2, 0), at) + 1
    return f"… {short(text[begin:], most)}" if begin else short(text, most)
