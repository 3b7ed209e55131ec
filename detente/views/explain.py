"""Why a row stands in the ledger: its sentence in context, the rule that told it, who is who, its status, who vouches, what else tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from detente.ledger import Ledger
from detente.records import Article, Citing, Comparison, Event, Figure, Meeting, Mention, Position, Promise, Quotation, Row, Span, kind_of
from detente.views.cells import CELLS, STYLES
from detente.views.codebook import Entry, card
from detente.views.merge import same
from detente.views.reader import Reader, short, when
from detente.views.show import SHORT_ID

Lookup = Callable[[str], Entry | None]
Pointed = Callable[[Article], Sequence[Mention]]
Reasons = Callable[[Article, Event], dict[str, tuple[str, ...]]]

MARKS = {"trigger": "bold underline", "cue": "bold underline", "actors": "bold cyan", "speaker": "bold cyan", "recipients": "bold magenta", "content": "bold"}
SIDES = {"trigger": "the act", "cue": "the word of saying", "actors": "who", "speaker": "who", "recipients": "towards whom", "content": "the words said"}
FEW = 12  # words of a rule's lists
MOST = 20  # frames that lost, of one word
HEADINGS = {
    "who": "Why these actors",
    "towards whom": "Why towards them",
    "status": "Why this status",
    "frames that lost": "Other frames of the same word, and why they lost",
    "other words": "Other words that might tell an act",
}
AROUND = 280  # characters of context on either side
MEANS = {
    "actual": "told as done, or said",
    "planned": "announced, due or agreed, not yet done",
    "proposed": "offered or suggested, not agreed",
    "conditional": "depends on the condition below",
    "threatened": "announced as a warning of what will follow",
    "denied": "it is denied that it happened",
    "hypothetical": "told as possible in theory (could, might, would)",
    "unconfirmed": "alleged or reported, not confirmed",
    "past": "an earlier act, told as background",
}


def explain(ledger: Ledger, name: str, console: Console, lookup: Lookup, pointed: Pointed, reasons: Reasons) -> None:
    """The row of an id or of the beginning of one. `lookup` gives a rule of the codebook, `pointed` an article's mentions where none are stored,
    `reasons` why an act was read as it was."""
    row = ledger.row(name)
    reader = Reader([*ledger.rows("actor"), *ledger.rows("article")])
    cells = CELLS[type(row)](row, reader)
    console.print(Rule(Text(f"{kind_of(row)} {row.id}", style="bold"), align="left", style="dim"))
    console.print(Text.assemble(cells.told(), "\n"))
    if not isinstance(row, Citing):
        _plain(row, reader, console)
        return
    article = reader.articles.get(row.article)
    _head(console, "The words")
    if article:
        console.print(Padding(in_context(row, article), (0, 2)))
        console.print(Padding(legend(row), (0, 2)))
        console.print(
            Padding(Text(f"{article.outlet or article.origin}, {article.published or 'no date'}: {row.part} {row.start}–{row.end} of {article.origin}", style="dim"), (0, 2))
        )
    _head(console, "The rule")
    entry = lookup(row.rule)
    if entry:
        with console.capture() as taken:
            card(entry, console, FEW)
        console.print(Padding(Text.from_ansi(taken.get().rstrip()), (0, 2)))
    else:
        console.print(Padding(Text.assemble((row.rule, "bold"), f"  {step(row)}"), (0, 2)))
    who = list(who_is_who(row, reader, list(mentions(ledger, row, article, pointed))))
    if who:
        _head(console, "Who is who")
        for line in who:
            console.print(Padding(line, (0, 2)))
    facts = list(particulars(row, reader))
    if facts:
        _head(console, "What and why")
        for label, text in facts:
            console.print(Padding(Text.assemble((f"{label}: ", "cyan"), (text, STYLES.get(text.split()[0].rstrip(",:"), ""))), (0, 2)))
    if isinstance(row, Event) and article:
        for heading, lines in reasons(article, row).items():
            _reasons(console, heading, lines)
    others = list(related(ledger, row, reader))
    if others:
        _head(console, "Also")
        for line in others:
            console.print(Padding(line, (0, 2)))


def step(row: Citing) -> str:
    """What told a row that no entry of the codebook did."""
    if isinstance(row, Quotation) and row.rule.startswith("tagger."):
        sure = int(row.rule.removeprefix("tagger."))
        return f"read by the trained tagger, not by a rule: {sure} in 100 sure that “{row.cue}” tells what somebody says or thinks (docs/quotations.md)"
    return "a step of the reader itself, with no entry in the codebook"


def _head(console: Console, text: str) -> None:
    console.print(Text(f"\n{text}", style="bold"))


def _reasons(console: Console, heading: str, lines: Sequence[str]) -> None:
    """The lines under a heading; of many the first, with how many more there are."""
    if lines:
        _head(console, HEADINGS[heading])
        for line in [*lines[:MOST], *([f"… and {len(lines) - MOST} more"] if len(lines) > MOST else [])]:
            console.print(Padding(Text(line), (0, 2)))


def spans_of(row: Row) -> list[tuple[str, Span]]:
    """The row's marked pieces in order of place, each with its name."""
    spans = row.spans if isinstance(row, Event | Quotation) else None
    return sorted(((name, tuple(s)) for name in spans.__struct_fields__ for s in getattr(spans, name)), key=lambda p: p[1]) if spans else []


def in_context(row: Citing, article: Article) -> Text:
    """The evidence between » and « with what stands around it, its pieces marked."""
    part, spans = article.part(row.part), spans_of(row)
    begin, stop = _around(part, min([row.start, *(s[0] for _, s in spans)]), max([row.end, *(s[1] for _, s in spans)]))
    text = Text(part[begin:stop], style="dim")
    text.stylize("not dim", row.start - begin, row.end - begin)
    for name, (a, b) in sorted(spans, key=lambda p: p[1][0] - p[1][1]):  # the longest first, so that what lies inside shows
        text.stylize(f"not dim {MARKS[name]}", a - begin, b - begin)
    before, evidence, after = text[: row.start - begin], text[row.start - begin : row.end - begin], text[row.end - begin :]
    more, rest = "… " if part[:begin].strip() else "", " …" if part[stop:].strip() else ""
    return Text.assemble((more, "dim"), before, ("»", "green"), evidence, ("«", "green"), after, (rest, "dim"))


def _around(part: str, first: int, last: int) -> tuple[int, int]:
    """The paragraph, or as much of it as helps."""
    begin, stop = part.rfind("\n", 0, first) + 1, part.find("\n", last)
    stop = len(part) if stop < 0 else stop
    if first - begin > AROUND:
        begin = part.find(" ", first - AROUND, first) + 1 or first
    if stop - last > AROUND:
        stop = max(part.rfind(" ", last, last + AROUND), last)
    return begin, stop


def legend(row: Citing) -> Text:
    """What each marked piece is, in words too, for those who see no colours."""
    names = dict.fromkeys(name for name, _ in spans_of(row) if name != "content")
    text = Text()
    for name in names:
        pieces = [row.evidence[a - row.start : b - row.start] for n, (a, b) in spans_of(row) if n == name and row.start <= a and b <= row.end]
        if pieces:
            text.append("   " if text else "").append(f"{SIDES[name]}: ", style="dim").append(" … ".join(pieces), style=MARKS[name])
    return text


def mentions(ledger: Ledger, row: Citing, article: Article | None, pointed: Pointed) -> Iterator[Mention]:
    """The mentions of actors within the evidence: those stored, else found anew."""
    stored = [m for m in ledger.rows("mention", article=row.article, type="actor") if isinstance(m, Mention)]
    for m in stored or (pointed(article) if article else ()):
        if m.type == "actor" and m.part == row.part and m.start < row.end and m.end > row.start:
            yield m


def who_is_who(row: Citing, reader: Reader, found: Sequence[Mention]) -> Iterator[Text]:
    """Each actor of the row: what it is, and by which words and rule it was recognised here."""
    for side, ids in sides(row):
        for actor in ids:
            known = reader.actors.get(actor)
            line = Text.assemble((f"{side}: ", "cyan"), (known.name if known else actor, "bold"), f"  {actor}")
            if known and known.role:
                line.append(f", {known.role}")
            said = [m for m in found if m.value and m.value == actor]
            for m in said:
                line.append(f"\n    “{m.evidence}”, by {m.rule}", style="dim")
            if not said and known and known.aliases:
                here = [a for a in known.aliases if re.search(rf"\b{re.escape(a)}\b", row.evidence)]
                line.append(f"\n    here “{max(here, key=len)}”" if here else f"\n    not named here; elsewhere {', '.join(known.aliases[:FEW])}", style="dim")
            yield line


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


def particulars(row: Citing, reader: Reader) -> Iterator[tuple[str, str]]:
    """The row's fields in words."""
    if isinstance(row, Event):
        codes = [f"{row.type}{f' ({row.mode})' if row.mode else ''}", f"CAMEO {row.cameo}" if row.cameo else "", f"quad class {row.quad}"]
        scores = [f"Goldstein {row.goldstein:g}" if row.goldstein is not None else "", f"PLOVER score {row.plover_score:g}"]
        yield "type", ", ".join(w for w in codes + scores if w)
    if isinstance(row, Event | Meeting):
        yield "status", f"{row.status}, {MEANS[row.status]}" if row.status in MEANS else row.status
    if isinstance(row, Position):
        yield "stance", f"{row.stance} on {row.issue}"
    if isinstance(row, Promise):
        yield "owed", row.what
        yield "state", f"{row.state}, {'a later row meets it' if row.state == 'met' else 'no row here meets it'}"
        if row.due:
            yield "due", f"{when(row.due)} (“{row.due.text}”)"
    if isinstance(row, Event | Position) and row.condition:
        yield "condition", row.condition.text
    if isinstance(row, Event | Quotation | Figure | Meeting | Position):
        if row.when:
            yield "when", f"{when(row.when)} (“{row.when.text}”)"
        elif reader.told(row):
            yield "when", f"not told; the report is of {reader.told(row)}"
        yield "according to", " ← ".join(row.according_to) or "nobody named"


def related(ledger: Ledger, row: Citing, reader: Reader) -> Iterator[Text]:
    """Rows that this one rests on or that rest on it, that tell the same, and comparisons that cite it."""
    if isinstance(row, Event) and row.quotation:
        yield _line("said in", ledger.row(row.quotation), reader)
    for name in (*(row.events if isinstance(row, Meeting) else ()), *(row.rows if isinstance(row, Position | Promise) else ())):
        yield _line("rests on", ledger.row(name), reader)
    if isinstance(row, Event | Meeting) and row.happening:
        yield from (_line("also told", other, reader) for other in ledger.rows(kind_of(row)) if other.id != row.id and same(other) == same(row))
    for comparison in ledger.rows("comparison", search=None):
        if isinstance(comparison, Comparison) and any(a.row == row.id for a in comparison.accounts):
            yield _line("compared", comparison, reader)


def _line(label: str, row: Row, reader: Reader) -> Text:
    words = row.evidence if isinstance(row, Citing) else CELLS[type(row)](row, reader).gist
    told = f"{reader.outlet(row)}: " if isinstance(row, Citing) else f"{row.verdict}{f' in {row.field}' if row.field else ''}: " if isinstance(row, Comparison) else ""
    return Text.assemble((f"{label}: ", "cyan"), told, short(words, 160), (f"  {kind_of(row)} {row.id[:SHORT_ID]}", "dim"))


def _plain(row: Row, reader: Reader, console: Console) -> None:
    """A row that cites no words of its own: its words, and what was left out of an article with the reasons."""
    console.print(Padding(CELLS[type(row)](row, reader).words, (0, 2)))
    for line in dropped(row):
        console.print(Padding(line, (0, 2)))


def dropped(row: Row) -> Iterable[Text]:
    return (Text.assemble(("left out, ", "dim"), (f"{d.reason}: ", "cyan"), short(d.text, 160)) for d in row.dropped) if isinstance(row, Article) else ()
