"""Why a row stands in the ledger, as data: its words in context, the rule that told it, who is who, its status, who vouches, what else tells it.

`explain` prints it, the web draws it. What it costs is what the row's own story costs, however long the ledger is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from detente.ledger import Ledger, NotThereError
from detente.ledger.shelf import names
from detente.records import Article, Citing, Comparison, Duplicate, Event, Figure, Meeting, Mention, Position, Promise, Quotation, Row, Story, kind_of
from detente.views.cells import CELLS, Cells
from detente.views.codebook import PROOF, Entry, written
from detente.views.context import Context, Marked, context, marked
from detente.views.legend import MEETINGS, STATUSES
from detente.views.reader import Reader, short, when

Lookup = Callable[[str], Entry | None]
Pointed = Callable[[Article], Sequence[Mention]]

HEADINGS = {
    "who": "Why these actors",
    "towards whom": "Why towards them",
    "status": "Why this status",
    "frames that lost": "Other frames of the same word, and why they lost",
    "other words": "Other words that might tell an act",
}
"""What `pipeline.reasons` tells of an act, and how it is headed."""
FEW = 12  # words of a rule's lists
WIDE = 160  # characters of a related row's words


class Rule(Struct, frozen=True):
    """What told the row: an entry of the codebook, with what it asks (field, words) and sentences that prove it, or else a `step` in words."""

    name: str
    entry: Entry | None
    step: str | None

    @property
    def asks(self) -> tuple[tuple[str, str], ...]:
        return tuple((field, written(value, FEW)) for field, value in self.entry.fields.items() if field not in ("id", *PROOF)) if self.entry else ()

    @property
    def proof(self) -> tuple[tuple[str, str], ...]:
        """(yes or no, sentence) of all that it must and must not match."""
        return tuple((field, sentence) for field in PROOF for sentence in self.entry.fields.get(field, ())) if self.entry else ()


class Party(Struct, frozen=True):
    """An actor of the row: its side, id, name and office; `by` the words that named it here with the rule that read them, else a note."""

    side: str
    id: str
    name: str
    role: str | None
    by: tuple[tuple[str, str], ...]
    note: str | None


class Fact(Struct, frozen=True):
    """A field of the row in words."""

    name: str
    words: str


class Related(Struct, frozen=True):
    """Another row and how it belongs to this one; `told` is who tells it, or a comparison's verdict."""

    how: str
    kind: str
    id: str
    told: str
    words: str


class Explained(Struct, frozen=True):
    """All that is known of why a row stands; rows that cite no words have only `told` and what they left out."""

    row: Row
    kind: str
    told: Cells
    article: Article | None
    outlet: str
    context: Context | None
    marked: tuple[Marked, ...]
    rule: Rule | None
    who: tuple[Party, ...]
    facts: tuple[Fact, ...]
    related: tuple[Related, ...]


def explained(ledger: Ledger, row: Row, lookup: Lookup, pointed: Pointed | None = None, issues: Mapping[str, str] | None = None) -> Explained:
    """`lookup` gives a rule of the codebook, `pointed` an article's mentions where none are stored, `issues` the names of issues by id."""
    reader = reader_of(ledger, [row], issues)
    told = CELLS[type(row)](row, reader)
    if not isinstance(row, Citing):
        return Explained(row, kind_of(row), told, row if isinstance(row, Article) else None, reader.outlet(row), None, (), None, (), (), ())
    article = reader.articles.get(row.article)
    return Explained(
        row=row,
        kind=kind_of(row),
        told=told,
        article=article,
        outlet=reader.outlet(row),
        context=context(row, article) if article else None,
        marked=tuple(marked(row)) if article else (),
        rule=Rule(row.rule, entry := lookup(row.rule), None if entry else step(row)),
        who=tuple(who_is_who(row, reader, mentions(ledger, row, article, pointed))),
        facts=tuple(facts(row, reader)),
        related=tuple(related(ledger, row, article)),
    )


def reader_of(ledger: Ledger, rows: Sequence[Row], issues: Mapping[str, str] | None = None) -> Reader:
    """The names that the rows need, and no others."""
    shelf = ledger.shelf
    articles = {a for row in rows for a in _articles(row)}
    actors = {name for row in rows for name in (row.actors if isinstance(row, Story) else names(row))}
    return Reader([*shelf.actors(sorted(actors)), *shelf.articles(sorted(articles)), *(row for row in rows if isinstance(row, Article))], issues)


def _articles(row: Row) -> Sequence[str]:
    return (row.article,) if isinstance(row, Citing) else row.articles if isinstance(row, Story) else (row.of,) if isinstance(row, Duplicate) else ()


def step(row: Citing) -> str:
    """What told a row that no entry of the codebook did."""
    if isinstance(row, Quotation) and row.rule.startswith("tagger."):
        sure = int(row.rule.removeprefix("tagger."))
        return f"read by the trained tagger, not by a rule: {sure} in 100 sure that “{row.cue}” tells what somebody says or thinks (docs/quotations.md)"
    return "a step of the reader itself, with no entry in the codebook"


def mentions(ledger: Ledger, row: Citing, article: Article | None, pointed: Pointed | None) -> list[Mention]:
    """The mentions of actors within the evidence: those stored, else found anew."""
    stored = [m for m in ledger.shelf.mentioned([row.article], [(row.part, row.start, row.end)]) if m.type == "actor"]
    return naming(stored or (pointed(article) if article and pointed else ()), row)


def naming(mentions: Iterable[Mention], row: Citing) -> list[Mention]:
    """Of an article's mentions those of actors within a row's evidence."""
    return [m for m in mentions if m.type == "actor" and m.part == row.part and m.start < row.end and m.end > row.start]


def who_is_who(row: Citing, reader: Reader, found: Sequence[Mention]) -> Iterator[Party]:
    """Each actor of the row: what it is, and by which words and rule it was recognised here."""
    for side, ids in sides(row):
        for actor in ids:
            known = reader.actors.get(actor)
            by = tuple((m.evidence, m.rule) for m in found if m.value and m.value == actor)
            note = None
            if not by and known and known.aliases:
                here = [a for a in known.aliases if re.search(rf"\b{re.escape(a)}\b", row.evidence)]
                note = f"here “{max(here, key=len)}”" if here else f"not named here; elsewhere {', '.join(known.aliases[:FEW])}"
            yield Party(side, actor, known.name if known else actor, known.role if known else None, by, note)


def sides(row: Citing) -> list[tuple[str, Sequence[str]]]:
    """Whom the row names, by the part they play."""
    match row:
        case Event():
            return [("who", row.actors), ("towards", row.recipients)]
        case Quotation():
            return [("speaker", [row.speaker] if row.speaker else [])]
        case Meeting():
            return [("party", row.parties)]
        case Position() | Promise():
            return [("who", [row.actor]), ("towards", [row.towards] if row.towards else [])]
        case Figure():
            return [("whose", [row.whose] if row.whose else [])]
        case _:
            return []


def facts(row: Citing, reader: Reader) -> Iterator[Fact]:
    """The row's fields in words."""
    if isinstance(row, Event):
        codes = [f"{row.type}{f' ({row.mode})' if row.mode else ''}", f"CAMEO {row.cameo}" if row.cameo else "", f"quad class {row.quad}"]
        scores = [f"Goldstein {row.goldstein:g}" if row.goldstein is not None else "", f"PLOVER score {row.plover_score:g}"]
        yield Fact("type", ", ".join(w for w in codes + scores if w))
    if isinstance(row, Event | Meeting):
        yield Fact("status", f"{row.status}, {STATUSES[row.status] if isinstance(row, Event) else MEETINGS[row.status]}")
    if isinstance(row, Position):
        called = reader.issue(row.issue)
        yield Fact("stance", f"{row.stance} on {called}{f' ({row.issue})' if called != row.issue else ''}")
    if isinstance(row, Promise):
        yield Fact("owed", row.what)
        yield Fact("state", f"{row.state}, {'a later row meets it' if row.state == 'met' else 'no row here meets it'}")
        if row.due:
            yield Fact("due", f"{when(row.due)} (“{row.due.text}”)")
    if isinstance(row, Event | Position) and row.condition:
        yield Fact("condition", row.condition.text)
    if isinstance(row, Event | Quotation | Figure | Meeting | Position):
        if row.when:
            yield Fact("when", f"{when(row.when)} (“{row.when.text}”)")
        elif reader.told(row):
            yield Fact("when", f"not told; the report is of {reader.told(row)}")
        yield Fact("according to", " ← ".join(row.according_to) or "nobody named")


def related(ledger: Ledger, row: Citing, article: Article | None) -> Iterator[Related]:
    """Rows that this one rests on, that tell the same, and comparisons that cite it."""
    shelf = ledger.shelf
    found: list[tuple[str, Row]] = []
    if isinstance(row, Event) and row.quotation:
        found += (("said in", other) for other in standing(ledger, [row.quotation]))
    found += (("rests on", other) for other in standing(ledger, row.events if isinstance(row, Meeting) else row.rows if isinstance(row, Position | Promise) else ()))
    story = [article.story] if article and article.story else []
    if isinstance(row, Event | Meeting) and row.happening:
        within = [a for s in shelf.stories(story) for a in s.articles] or [row.article]
        found += (("also told", other) for other in shelf.happened(kind_of(row), row.happening, within) if other.id != row.id)
    found += (("compared", comparison) for comparison in shelf.compared(story, row.id))
    reader = reader_of(ledger, [other for _, other in found])
    return (_related(how, other, reader) for how, other in found)


def standing(ledger: Ledger, ids: Iterable[str]) -> Iterator[Row]:
    """The rows of ids; those that a correction took away are passed over."""
    for name in ids:
        with suppress(NotThereError):
            yield ledger.row(name)


def _related(how: str, row: Row, reader: Reader) -> Related:
    words = row.evidence if isinstance(row, Citing) else CELLS[type(row)](row, reader).gist
    told = reader.outlet(row) if isinstance(row, Citing) else f"{row.verdict}{f' in {row.field}' if row.field else ''}" if isinstance(row, Comparison) else ""
    return Related(how, kind_of(row), row.id, told, short(words, WIDE))
