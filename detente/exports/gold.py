"""Rows as gold: what stands in a ledger, corrected or added by hand, in the form that `detente evaluate` scores other ledgers against.

The key of a row is its evidence, of a quotation what is said; documents are called by their file, or by the article's id where two are called
alike. Blocks that were dropped from an article are its boilerplate. Promises, stories and actors have no gold form and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from detente.evaluate.gold import (
    DAY,
    Gold,
    GoldBoilerplate,
    GoldComparison,
    GoldEvent,
    GoldFigure,
    GoldMeeting,
    GoldPartial,
    GoldPosition,
    GoldQuotation,
    spread,
)
from detente.evaluate.printed import Library
from detente.evaluate.words import verbatim, words
from detente.exports.files import folder, whole
from detente.exports.jsonl import line
from detente.parties import party
from detente.records import Article, Citing, Comparison, Event, Figure, Meeting, Position, Quotation, Row, When, kind_of

if TYPE_CHECKING:
    from detente.ledger import Ledger

KINDS = ("article", "quotation", "event", "position", "meeting", "figure", "comparison")
"""The kinds of row that gold is made of."""


def write(rows: Iterable[Row], out: Path | BinaryIO, kinds: Sequence[str]) -> list[Path]:
    """Gold rows of the kinds into the open file, the file named `….jsonl`, or `gold.jsonl` in the folder; of articles what was dropped."""
    if isinstance(out, Path):
        path = out if out.suffix == ".jsonl" else folder(out) / "gold.jsonl"
        with whole(path) as handle:
            write(rows, handle, kinds)
        return [path]
    given = list(rows)
    library = Library(row for row in given if isinstance(row, Article))
    if isinstance(rows, Reviewed):
        for doc in sorted({library.doc(row.article) for row in given if isinstance(row, Citing) and kind_of(row) in kinds}):
            out.write(line(spread(GoldPartial(doc=doc))))
    for gold in golds((row for row in given if kind_of(row) in kinds), library):
        out.write(line(spread(gold)))
    return []


def golds(rows: Iterable[Row], library: Library) -> Iterator[Gold]:
    """The gold rows of rows, in their order."""
    for row in rows:
        if isinstance(row, Article):
            for block in row.dropped:
                if words(block.text) and not verbatim(row.text, block.text):
                    yield GoldBoilerplate(doc=library.doc(row.id), key=block.text, why=block.reason)
        elif isinstance(row, Comparison):
            yield comparison(row, library)
        elif isinstance(row, Citing) and row.article in library.articles and kind_of(row) in CITED:
            yield CITED[kind_of(row)](row, library.doc(row.article))


class Reviewed(Struct, frozen=True):
    """The rows that people left standing, and how many were left out: on which annotators differ, and which they rejected."""

    rows: tuple[Row, ...]
    disputed: int
    rejected: int

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def left_out(self) -> Iterator[str]:
        """A line for each reason that has rows."""
        if self.disputed:
            rows = f"{self.disputed:,} row{'' if self.disputed == 1 else 's'}"
            yield f"left out {rows} on which annotators differ; `detente serve` lists them (Review, rows on which annotators differ)"
        if self.rejected:
            rows = "row was" if self.rejected == 1 else "rows were"
            yield f"{self.rejected:,} {rows} rejected and left out: gold has no form for what is wrong, so it can tell what a ledger misses, not what it has too much"


def reviewed(rows: Iterable[Row], ledger: Ledger, kinds: Iterable[str] = KINDS) -> Reviewed:
    """The rows that somebody accepted, edited or added and on which no two differ, and the articles without what was dropped, on which nobody decides.

    The last word does not settle what two see differently: nobody can tell whether who spoke it knew of the other. They do, by deciding anew.
    """
    given = list(rows)
    decided = ledger.decisions(row.id for row in given if kind_of(row) in CITED)
    disputed = ledger.differing()
    kept = {row for row, by in decided.items() if row not in disputed and any(correction.act != "reject" for correction in by.values())}
    told = {unit for _, unit, value in ledger.judgements() if value == "reject"} - set(disputed.values())
    asked = CITED.keys() & set(kinds)
    return Reviewed(
        tuple(replace(row, dropped=()) if isinstance(row, Article) else row for row in given if isinstance(row, Article) or row.id in kept),
        sum(unit[1] in asked for unit in disputed.values()),
        sum(unit[1] in asked for unit in told),
    )


def quotation(row: Quotation, doc: str) -> GoldQuotation:
    key = row.content if words(row.content) else row.evidence
    return GoldQuotation(doc=doc, key=key, speaker=row.speaker_name or row.speaker, form=row.form, venue=row.venue)


def event(row: Event, doc: str) -> GoldEvent:
    condition = row.condition.text if row.condition else None
    sides = (named(row.actors), named(row.recipients))
    return GoldEvent(doc=doc, key=row.evidence, source=sides[0], target=sides[1], types=(row.type,), status=(row.status,), condition=condition, date=day(row.when))


def position(row: Position, doc: str) -> GoldPosition:
    return GoldPosition(doc=doc, key=row.evidence, actor=party(row.actor), stance=(row.stance,), issue=row.issue)


def meeting(row: Meeting, doc: str) -> GoldMeeting:
    places = tuple(place.name or place.text for place in row.places)
    return GoldMeeting(doc=doc, key=row.evidence, parties=named(row.parties), status=(row.status,), places=places, format=row.format, date=day(row.when), outcome=row.outcome)


def figure(row: Figure, doc: str) -> GoldFigure:
    vouches = row.according_to[0] if len(row.according_to) > 1 else None  # the last is the outlet
    return GoldFigure(doc=doc, key=row.evidence, value=row.value, value_high=row.high, comparator=row.comparator, unit=row.of or row.unit, attributed_to=vouches)


def comparison(row: Comparison, library: Library) -> GoldComparison:
    """Its accounts' words under the documents that hold them."""
    pieces: dict[str, tuple[str, ...]] = {}
    for account in row.accounts:
        doc = library.doc(account.article)
        called = account.article if doc in GoldComparison.__struct_fields__ or doc == "row" else doc
        pieces[called] = (*pieces.get(called, ()), account.evidence)
    first = library.doc(row.accounts[0].article) if row.accounts else row.story
    return GoldComparison(doc=first, kind=row.verdict, field=row.field, what=row.what, pieces=pieces)


def named(actors: Iterable[str]) -> tuple[str, ...]:
    """Each side once: of a person and their state only the state."""
    return tuple(dict.fromkeys(party(actor) for actor in actors))


def day(when: When | None) -> str | None:
    start = (when.start or "")[:10] if when else ""
    return start if DAY.fullmatch(start) else None


CITED: dict[str, Callable[..., Gold]] = {"quotation": quotation, "event": event, "position": position, "meeting": meeting, "figure": figure}
