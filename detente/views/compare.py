"""Accounts side by side, for the terminal and as a page: what they share, where they differ and in what, what only one has.

Each account is shown in the report's own words around the piece that is compared, which is marked. The page needs no network and no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.records import Account, Article, Comparison, Field, Row, Story, Verdict
from detente.views import outlets
from detente.views.kinds import counted
from detente.views.page import STYLE
from detente.views.reader import Reader, short

HEADS: dict[Verdict, str] = {"corroborated": "What both say", "differs": "Where they differ", "only": "What only one has"}
SHOWN: dict[Verdict, int] = {"corroborated": 6, "differs": 8, "only": 6}  # rows a terminal shows of each
COLUMNS = 3  # reports that fit side by side
AROUND = 9  # words shown before and after the piece compared
COLOURS: dict[Verdict, str] = {"corroborated": "green", "differs": "yellow", "only": "cyan"}
IN: dict[Field | None, str] = {
    "figure": "figure",
    "party": "who",
    "scope": "scope",
    "place": "place",
    "time": "time",
    "status": "status",
    "attribution": "says who",
    "wording": "wording",
    None: "",
}


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
        console.print(Text(tally(comparisons, len(outlets.reports(story, reader.articles))), style="dim"))
        for line in (*borrowed(story, reader), *missing(story, comparisons, reader)):
            console.print(Text(f"  {line}", style="dim"))
        for verdict in HEADS:
            mine = fresh(verdict, comparisons)
            if mine:
                console.print()
                console.print(section(verdict, mine, articles, reader))
                if len(mine) > SHOWN[verdict]:
                    console.print(Text(f"  and {len(mine) - SHOWN[verdict]} more (--format html or jsonl)", style="dim"))
        console.print()


def on(row: Comparison, field: Field) -> bool:
    """Is it about this? Of figures also those that are only meant otherwise: "about 100,000", "more than 100,000"."""
    return row.field == field or (field == "figure" and row.field == "wording" and sum(any(c.isdigit() for c in a.value or "") for a in row.accounts) > 1)


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


def borrowed(story: Story, reader: Reader) -> list[str]:
    """Lines on what is no confirmation: copies, and sentences that two reports have word for word."""
    lines = [
        f"{reader.outlet(a)}: {'newer text of' if a.revision_of else 'a copy of'} {reader.outlet(of)}; it confirms nothing" for a, of in outlets.copies(story, reader.articles)
    ]
    for a, b, sentences in outlets.shared(story, reader.articles):
        lines.append(f"{reader.outlet(a)} and {reader.outlet(b)} have {len(sentences)} sentences word for word; they confirm nothing")
    return lines


def missing(story: Story, comparisons: Sequence[Comparison], reader: Reader) -> list[str]:
    """A line for each report on what it left out."""
    lines = []
    for a, left in outlets.left_out(story, comparisons, reader.articles):
        several = sum(c.verdict == "corroborated" for c in left)
        if left:
            lines.append(f"{reader.outlet(a)} leaves out {len(left)}" + (f", {several} of them told by several" if several else "") + f": {short(left[0].what, 70)}")
    return lines


def fresh(verdict: Verdict, comparisons: Sequence[Comparison]) -> list[Comparison]:
    """The rows of a verdict; of what reports share, that first in which they do not differ as well."""
    mine = [c for c in comparisons if c.verdict == verdict]
    apart = [{(a.article, a.part, a.start) for a in c.accounts} for c in comparisons if c.verdict == "differs"]
    return sorted(mine, key=lambda c: verdict == "corroborated" and any({(a.article, a.part, a.start) for a in c.accounts} <= d for d in apart))


def label(row: Comparison) -> str:
    """In what they differ, in a word; what one side says in each report, by that."""
    return row.what if row.what.startswith("what ") else IN[row.field]


def cell(accounts: Sequence[Account], verdict: Verdict, reader: Reader, *, named: bool, early: str | None = None) -> Text:
    """Accounts as lines: what is compared, then the words around it and whom the report relies on; `early` is the report that told it first."""
    out = Text()
    if verdict == "differs":  # what a report tells twice alike is shown once
        accounts = list({(a.article, a.value): a for a in reversed(accounts)}.values())[::-1]
    for n, account in enumerate(accounts):
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


def value(account: Account) -> str:
    """What is compared; a report that names nobody speaks for itself."""
    return account.value or "in its own words"


def excerpt(account: Account) -> Excerpt:
    """The evidence around the piece compared, cut at words."""
    text = " ".join(account.evidence.split())
    piece = " ".join((account.value or "").split())
    at = text.find(piece) if piece else -1
    if at < 0 and ", " in piece:  # names that stand apart from each other
        found = [(text.find(name), name) for name in piece.split(", ") if name in text]
        if found:
            at, (last, name) = min(found)[0], max(found)
            piece = text[at : last + len(name)]
            at, piece = (at, piece) if len(piece.split()) <= AROUND else min(found)
    if at < 0:
        return Excerpt(short(text, 200), "", "")
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
    stories = told(rows)
    title = escape(stories[0][0].title or "Accounts side by side") if stories else "Nothing to compare"
    body = "\n".join(story_html(story, comparisons, reader) for story, comparisons in stories) or "<p>No story has two reports.</p>"
    head = f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n<style>\n{STYLE}</style>'
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def story_html(story: Story, comparisons: Sequence[Comparison], reader: Reader) -> str:
    articles = outlets.reports(story, reader.articles)
    out = [f"<main>\n<h1>{escape(story.title or 'A story without a headline')}</h1>", '<ul class="reports">']
    for a in articles:
        title = f'<a href="{escape(a.url)}">{escape(a.title or a.url)}</a>' if a.url and a.url.startswith(("http://", "https://")) else escape(a.title or a.origin)
        out.append(f"<li><b>{escape(reader.outlet(a))}</b> <time>{escape((a.published or 'undated')[:10])}</time> {title}</li>")
    links = (f"<a href=#{verdict}-{story.id}>{part}</a>" for verdict, part in zip(HEADS, parts(comparisons, len(articles)), strict=True))
    out.append(f"</ul>\n<p class=tally>{counted(len(articles), 'report')}: {', '.join(links)}</p>")
    out.extend(f"<p class=tally>{escape(line)}</p>" for line in borrowed(story, reader))
    out.extend(shared_html(story, reader))
    for verdict in HEADS:
        mine = fresh(verdict, comparisons)
        if mine:
            out.append(f"<section class={verdict} id={verdict}-{story.id}>\n<h2>{heading(verdict, len(articles))} <span>{len(mine)}</span></h2>")
            out.extend(row_html(row, reader) for row in mine)
            out.append("</section>")
    out.extend(left_html(story, comparisons, reader))
    return "\n".join([*out, "</main>"])


def shared_html(story: Story, reader: Reader) -> list[str]:
    """The sentences that two reports share, each marked as such."""
    out = []
    for a, b, sentences in outlets.shared(story, reader.articles):
        words = "\n".join(f"<li><mark>{escape(' '.join(s.split()))}</mark></li>" for s in sentences)
        out.append(f"<details>\n<summary>The same words in {escape(reader.outlet(a))} and {escape(reader.outlet(b))}</summary>\n<ul>\n{words}\n</ul>\n</details>")
    return out


def left_html(story: Story, comparisons: Sequence[Comparison], reader: Reader) -> list[str]:
    """What each report left out, with links to the rows that have it."""
    left = [(a, rows) for a, rows in outlets.left_out(story, comparisons, reader.articles) if rows]
    if not left:
        return []
    out = ["<section class=left>", "<h2>What each left out</h2>"]
    for a, rows in left:
        lines = "\n".join(f"<li><a href=#{escape(c.id)}>{escape(line_of(c))}</a></li>" for c in rows)
        out.append(f"<details>\n<summary>{escape(reader.outlet(a))} <span>{len(rows)}</span></summary>\n<ul>\n{lines}\n</ul>\n</details>")
    return [*out, "</section>"]


def row_html(row: Comparison, reader: Reader) -> str:
    """One comparison: its line, the field, and an account beside the other."""
    field = f"<em>{escape(IN[row.field])}</em> " if row.field else ""
    early = outlets.first(row, reader.articles)
    line = "" if row.verdict == "only" else f"<h3>{field}{escape(line_of(row))}</h3>\n"
    return (
        f'<article id="{escape(row.id)}">\n{line}<div class=accounts>\n'
        + "\n".join(account_html(a, row.verdict, reader, early=a.article == early) for a in row.accounts)
        + "\n</div>\n</article>"
    )


def line_of(row: Comparison) -> str:
    """What the comparison is about; words of a report stand as a quotation, for without what stood around them they claim nothing."""
    told = any(row.what in " ".join(a.evidence.split()) for a in row.accounts)
    return f"“… {row.what} …”" if told else row.what


def account_html(account: Account, verdict: Verdict, reader: Reader, *, early: bool = False) -> str:
    text = account.evidence
    piece = account.value or ""
    at = text.find(piece) if piece else -1
    if at < 0:
        words = escape(text)
    else:
        words = f"{escape(text[:at])}<mark>{escape(piece)}</mark>{escape(text[at + len(piece) :])}"
    outlet = reader.outlet(reader.articles[account.article]) if account.article in reader.articles else account.outlet or account.article
    source = f" <span>according to {escape(account.source)}</span>" if account.source else ""
    compared = f"<p class=value>{escape(value(account))}</p>\n" if verdict == "differs" else ""
    before = " <i>told it first</i>" if early else ""
    return f"<figure>\n<figcaption><b>{escape(outlet)}</b>{before}{source}</figcaption>\n{compared}<blockquote>{words}</blockquote>\n</figure>"


def heading(verdict: Verdict, reports: int) -> str:
    return HEADS[verdict].replace("both", "several") if reports > 2 else HEADS[verdict]


def tally(comparisons: Sequence[Comparison], reports: int) -> str:
    return f"{counted(reports, 'report')}: {', '.join(parts(comparisons, reports))}"


def parts(comparisons: Sequence[Comparison], reports: int) -> tuple[str, str, str]:
    """How many rows of each verdict, in its words."""
    both, apart, only = (sum(c.verdict == v for c in comparisons) for v in HEADS)
    return f"{counted(both, 'thing')} {'both say' if reports <= 2 else 'several say'}", f"{apart} told differently", f"{only} that only one has"


def told(rows: Iterable[Row]) -> list[tuple[Story, list[Comparison]]]:
    """The stories that have comparisons, each with them, in order."""
    rows = list(rows)
    mine: dict[str, list[Comparison]] = {}
    for row in rows:
        if isinstance(row, Comparison):
            mine.setdefault(row.story, []).append(row)
    return [(s, mine[s.id]) for s in rows if isinstance(s, Story) and s.id in mine]
