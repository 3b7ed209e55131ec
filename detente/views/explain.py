"""Why a row stands in the ledger, printed: its sentence in context, the rule that told it, who is who, its status, who vouches, what else tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.text import Text

from detente.ledger import Ledger
from detente.records import Article, Citing, Event
from detente.views.cells import STYLES
from detente.views.codebook import card_lines
from detente.views.context import EVIDENCE, Context, Marked
from detente.views.reader import short
from detente.views.reasons import FEW, HEADINGS, WIDE, Explained, Lookup, Party, Pointed, Related, Rule, explained
from detente.views.show import SHORT_ID

Reasons = Callable[[Article, Event], dict[str, tuple[str, ...]]]

MARKS = {"trigger": "bold underline", "cue": "bold underline", "actors": "bold cyan", "speaker": "bold cyan", "recipients": "bold magenta", "content": "bold"}
MOST = 20  # frames that lost, of one word


def explain(ledger: Ledger, name: str, console: Console, lookup: Lookup, pointed: Pointed, reasons: Reasons) -> None:
    """The row of an id or of the beginning of one. `lookup` gives a rule of the codebook, `pointed` an article's mentions where none are stored,
    `reasons` why an act was read as it was."""
    why = explained(ledger, ledger.row(name), lookup, pointed)
    console.print(Line(Text(f"{why.kind} {why.row.id}", style="bold"), align="left", style="dim"))
    console.print(Text.assemble(why.told.told(), "\n"))
    if not isinstance(why.row, Citing):
        _lines(console, [Text(why.told.words), *dropped(why)])
        return
    _head(console, "The words")
    if why.article and why.context:
        _lines(console, [in_context(why.context), legend(why.marked), cited(why.row, why.article)])
    _section(console, "The rule", told_by(why.rule) if why.rule else ())
    _section(console, "Who is who", map(party, why.who))
    _section(console, "What and why", (Text.assemble((f"{f.name}: ", "cyan"), (f.words, STYLES.get(f.words.split()[0].rstrip(",:"), ""))) for f in why.facts))
    if isinstance(why.row, Event) and why.article:
        for heading, lines in reasons(why.article, why.row).items():
            _section(console, HEADINGS[heading], map(Text, first(lines)))
    _section(console, "Also", map(other, why.related))


def in_context(context: Context) -> Text:
    """The evidence between » and « with what stands around it, its pieces marked."""
    text = Text("… " if context.cut_before else "", style="dim")
    inside = False
    for piece in context.pieces:
        if (EVIDENCE in piece.labels) != inside:
            inside = not inside
            text.append("»" if inside else "«", "not dim green")
        marks = [MARKS[label] for label in piece.labels if label != EVIDENCE]
        text.append(piece.text, " ".join(["not dim", *marks]) if inside or marks else "")
    if inside:
        text.append("«", "not dim green")
    return text.append(" …" if context.cut_behind else "")


def legend(marked: Iterable[Marked]) -> Text:
    """What each marked piece is, in words too, for those who see no colours."""
    text = Text()
    for m in marked:
        text.append("   " if text else "").append(f"{m.side}: ", style="dim").append(m.words, style=MARKS[m.name])
    return text


def cited(row: Citing, article: Article) -> Text:
    return Text(f"{article.outlet or article.origin}, {article.published or 'no date'}: {row.part} {row.start}–{row.end} of {article.origin}", style="dim")


def told_by(rule: Rule) -> Iterable[Text]:
    return card_lines(rule.entry, FEW) if rule.entry else [Text.assemble((rule.name, "bold"), f"  {rule.step}")]


def party(p: Party) -> Text:
    line = Text.assemble((f"{p.side}: ", "cyan"), (p.name, "bold"), f"  {p.id}")
    if p.role:
        line.append(f", {p.role}")
    for words, rule in p.by:
        line.append(f"\n    “{words}”, by {rule}", style="dim")
    return line.append(f"\n    {p.note}", style="dim") if p.note else line


def other(r: Related) -> Text:
    told = f"{r.told}: " if r.told else ""
    return Text.assemble((f"{r.how}: ", "cyan"), told, r.words, (f"  {r.kind} {r.id[:SHORT_ID]}", "dim"))


def first(lines: Sequence[str]) -> list[str]:
    """Of many lines the first, with how many more there are."""
    return [*lines[:MOST], *([f"… and {len(lines) - MOST} more"] if len(lines) > MOST else [])]


def dropped(why: Explained) -> Iterable[Text]:
    return (Text.assemble(("left out, ", "dim"), (f"{d.reason}: ", "cyan"), short(d.text, WIDE)) for d in why.article.dropped) if why.article else ()


def _section(console: Console, heading: str, lines: Iterable[Text]) -> None:
    """A heading with its lines, where there are any."""
    if told := list(lines):
        _head(console, heading)
        _lines(console, told)


def _head(console: Console, text: str) -> None:
    console.print(Text(f"\n{text}", style="bold"))


def _lines(console: Console, lines: Iterable[Text]) -> None:
    for line in lines:
        console.print(Padding(line, (0, 2)))
