"""Accounts side by side, for the terminal and as a page: what they share, where they differ and in what, what only one has.

Each account is shown in the report's own words around the piece that is compared, which is marked. The page needs no network and no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.records import Account, Article, Comparison, Row, Story, Verdict
from detente.views import outlets
from detente.views.accounts import COLUMNS, HEADS, borrowed, heading, label, line_of, of, once, ordered, parts, sections, spots, tally, told, value
from detente.views.kinds import counted
from detente.views.reader import Reader, short

SHOWN: dict[Verdict, int] = {"corroborated": 6, "differs": 8, "only": 6}  # rows a terminal shows of each
AROUND = 9  # words shown before and after the piece compared
COLOURS: dict[Verdict, str] = {"corroborated": "green", "differs": "yellow", "only": "cyan"}


class Excerpt(NamedTuple):
    """A piece of evidence: what goes before the marked words, the words, what follows."""

    before: str
    marked: str
    after: str


def table(rows: Iterable[Row], console: Console) -> None:
    """Each story of the rows with its comparisons, so that the point is seen at once."""
    rows = list(rows)
    reader = Reader(rows)
    stories = told(rows)
    if not stories:
        several = any(isinstance(row, Story) and len(row.articles) > 1 for row in rows)
        console.print("nothing to compare: " + ("the reports tell nothing of that kind apart" if several else "no story has two reports"), style="dim")
    for story, comparisons in stories:
        articles = outlets.reports(story, reader.articles)
        console.print(Text(story.title or "A story without a headline", style="bold"))
        for a in articles:
            head = f"  {reader.outlet(a)}  {(a.published or 'undated')[:10]}  "
            console.print(Text.assemble((head, "bold"), (short(a.title or "", max(console.width - len(head) - 2, 20)), "dim")))
        console.print(Text(tally(comparisons, len(articles)), style="dim"))
        for line in (*borrowed(story, reader, outlets.shared(story, reader.articles)), *missing(story, comparisons, reader)):
            console.print(Text(f"  {line}", style="dim"))
        for verdict in HEADS:
            mine = of(verdict, comparisons)
            if mine:
                console.print()
                console.print(section(verdict, mine, articles, reader))
                if len(mine) > SHOWN[verdict]:
                    console.print(Text(f"  and {len(mine) - SHOWN[verdict]} more (--format html or jsonl)", style="dim"))
        console.print()


def section(verdict: Verdict, rows: Sequence[Comparison], articles: Sequence[Article], reader: Reader) -> Table:
    """One verdict's rows: a column for each report where they fit, else the accounts below each other."""
    title = Text(f"{heading(verdict, len(articles))} ({len(rows)})", style=f"bold {COLOURS[verdict]}")
    out = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False, show_edge=False, expand=True, show_lines=True, padding=(0, 1, 0, 0))
    side_by_side = verdict != "only" and len(articles) <= COLUMNS
    out.add_column(
        "only in" if verdict == "only" else "in" if verdict == "differs" else "",
        width=16 if verdict == "only" else 10 if verdict == "differs" else 2,
        style="bold",
        overflow="fold",
    )
    soonest = outlets.soonest(articles)
    for name in [f"{reader.outlet(a)}{' (first)' if a.id == soonest else ''}" for a in articles] if side_by_side else [""]:
        out.add_column(name, ratio=1, overflow="fold")
    for n, row in enumerate(rows[: SHOWN[verdict]], 1):
        first = (
            reader.outlet(reader.articles[row.accounts[0].article])
            if verdict == "only" and row.accounts[0].article in reader.articles
            else label(row)
            if verdict == "differs"
            else str(n)
        )
        cells = [[a for a in row.accounts if a.article == article.id] for article in articles] if side_by_side else [list(row.accounts)]
        early = None if side_by_side else outlets.first(row, reader.articles)  # side by side it is always the same, and its column says so
        out.add_row(first, *(cell(c, verdict, reader, named=not side_by_side and verdict != "only", early=early) for c in cells))
    return out


def missing(story: Story, comparisons: Sequence[Comparison], reader: Reader) -> list[str]:
    """A line for each report on what it left out."""
    lines = []
    for a, left in outlets.left_out(story, comparisons, reader.articles):
        several = sum(c.verdict == "corroborated" for c in left)
        if left:
            lines.append(f"{reader.outlet(a)} leaves out {len(left)}" + (f", {several} of them told by several" if several else "") + f": {short(left[0].what, 70)}")
    return lines


def cell(accounts: Sequence[Account], verdict: Verdict, reader: Reader, *, named: bool, early: str | None = None) -> Text:
    """Accounts as lines: what is compared, then the words around it and whom the report relies on; `early` is the report that told it first."""
    out = Text()
    for n, account in enumerate(once(accounts) if verdict == "differs" else accounts):
        out.append("\n" if n else "")
        if named:
            out.append(f"{account.outlet or account.article}: ", style="bold")
        if account.article == early and not n:
            out.append("first ", style="italic green")
        e = excerpt(account)
        if verdict == "differs":
            out.append(f"{value(account)}\n", style="bold yellow")
        out.append(e.before, style="dim" if verdict != "only" else "")
        out.append(e.marked, style="bold" if verdict != "only" else "")
        out.append(e.after, style="dim" if verdict != "only" else "")
        if account.source and verdict != "differs":
            out.append(f" – {account.source}", style="italic dim")
    return out


def excerpt(account: Account) -> Excerpt:
    """The evidence around the piece compared, cut at words."""
    text = " ".join(account.evidence.split())
    found = spots(text, account.value or "")
    if not found:
        return Excerpt(short(text, 200), "", "")
    at, end = found[0][0], found[-1][1]
    if len(text[at:end].split()) > AROUND:  # names that stand apart from each other
        at, end = found[0]
    piece = text[at:end]
    before, after = text[:at].split(), text[at + len(piece) :]
    tail = re.findall(r"\S+\s*", after)
    lead = " ".join(before[-AROUND:])
    return Excerpt(
        ("… " if len(before) > AROUND else "") + lead + (" " if lead and text[at - 1] == " " else ""),
        piece,
        after[: len(after) - len(after.lstrip())] + "".join(tail[:AROUND]).rstrip() + (" …" if len(tail) > AROUND else ""),
    )


def html(rows: Iterable[Row]) -> str:
    """A whole page for the stories of the rows; everything that comes from a report is escaped."""
    rows = list(rows)
    reader = Reader(rows)
    pages = Environment(loader=PackageLoader("detente.views"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template("compare.html").render(stories=[shaped(story, comparisons, reader) for story, comparisons in told(rows)], counted=counted)


def shaped(story: Story, comparisons: Sequence[Comparison], reader: Reader) -> dict[str, object]:
    """What the page shows of a story."""
    articles = outlets.reports(story, reader.articles)
    shared = outlets.shared(story, reader.articles)
    return {
        "story": story,
        "reports": [(a, reader.outlet(a)) for a in articles],
        "tally": list(zip(HEADS, parts(comparisons, len(articles)), strict=True)),
        "borrowed": borrowed(story, reader, shared),
        "shared": [(reader.outlet(a), reader.outlet(b), sentences) for a, b, sentences in shared],
        "sections": sections(ordered(comparisons), reader, len(articles)),
        "left": [(reader.outlet(a), [(c.id, line_of(c)) for c in rows]) for a, rows in outlets.left_out(story, comparisons, reader.articles) if rows],
    }
