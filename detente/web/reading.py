"""An article's text as its page shows it: which stretch of a long one, the rows over it, its lines with their marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from detente.ledger.corrections import Correction
from detente.records import Article, Citing, Mention, Part, Span
from detente.web.drawing import marking
from detente.web.site import Site

PARTS: tuple[Part, ...] = ("title", "standfirst", "body")
Marks = Mapping[Part, Sequence[marking.Mark]]


class Drawn(Struct, frozen=True):
    """A part of an article: its name, its length in characters, its lines."""

    name: str
    length: int
    paragraphs: tuple[marking.Paragraph, ...]


class Sheet(Struct, frozen=True):
    """A stretch of an article: `number` from 0, of so many `sheets`; what it shows of each part; what stands and what is mentioned there."""

    article: Article
    number: int
    sheets: int
    stretches: dict[Part, Span]
    rows: tuple[Citing, ...]
    mentions: tuple[Mention, ...]

    def holds(self, row: Citing) -> bool:
        """Does a row rest on words of it?"""
        begin, stop = self.stretches[row.part] if self.number == 0 or row.part == "body" else (0, 0)
        return row.start < stop and row.end > begin

    def marks(self, chosen: Citing | None = None) -> Marks:
        return {part: marking.marks(self.article.part(part), part, self.rows, self.mentions, chosen) for part in PARTS}

    def drawn(self, marks: Marks) -> dict[Part, Drawn]:
        """The parts with their lines."""
        behind = [m.id for m in self.mentions]
        texts = {part: self.article.part(part) for part in PARTS}
        lines = {part: marking.paragraphs(texts[part], marks[part], behind, *self.stretches[part]) for part in PARTS}
        return {part: Drawn(part, len(texts[part]), tuple(lines[part])) for part in PARTS}


def sheet(site: Site, article: Article, number: int | None, chosen: Citing | None) -> Sheet:
    """The stretch of a number (from 1), else the one that a row is cited from."""
    sheets = marking.sheets(article.text)
    shown = min(number, len(sheets)) - 1 if number else sheet_of(sheets, chosen)
    stretches: dict[Part, Span] = {part: (0, len(article.part(part))) for part in PARTS[:-1]} | {"body": sheets[shown]}
    over = [(part, *stretch) for part, stretch in stretches.items() if shown == 0 or part == "body"]
    rows, mentions = site.ledger.shelf.cited([article.id], over=over).get(article.id, []), site.ledger.shelf.mentioned([article.id], over)
    return Sheet(article, shown, len(sheets), stretches, tuple(rows), tuple(mentions))


def sheet_of(sheets: Sequence[Span], chosen: Citing | None) -> int:
    """Which stretch of the body a row is cited from; the first for those of the title."""
    return next((n for n, (begin, stop) in enumerate(sheets) if chosen and chosen.part == "body" and begin <= chosen.start < stop), 0)


class Renewed(Struct, frozen=True):
    """What a decision changed in the text: the lines of a part, and how many pieces are what in the whole sheet."""

    part: Part
    lines: tuple[marking.Paragraph, ...]
    counts: dict[str, int]


def renewed(site: Site, article: Article, line: Correction, row: Citing, number: int | None) -> Renewed:
    """The lines that the row of a decision marks or marked, on the sheet that is shown."""
    here = sheet(site, article, number, row)
    marks = here.marks()
    places = [*touched(line.before), *touched(line.after), (row.start, row.end)]
    lines = here.drawn(marks)[row.part].paragraphs
    some = tuple(p for p in lines if any(a < p.start + sum(len(s.text) for s in p.segments) and b > p.start for a, b in places))
    return Renewed(row.part, some, marking.counts(mark for part in PARTS for mark in marks[part]))


def touched(fields: Mapping[str, Any] | None) -> list[Span]:
    """The places that a row points to: the words it rests on and those it marks."""
    if fields is None:
        return []
    return [(fields["start"], fields["end"]), *((a, b) for some in (fields.get("spans") or {}).values() for a, b in some)]
