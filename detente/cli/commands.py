"""One function a command, no logic.

Imports stand inside the functions, so that `--help` does not wait for a parser and a database.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.group import Group, Misuse
from detente.cli.options import ActorsFile, CodebookFolder, Fast, Format, Kinds, LedgerFile, Out, Outlet, Published, Since, SomeSources, Sources, Until, day, in_order
from detente.cli.terminal import console, opened, printed, ready, stdin
from detente.records import Field
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.records import Row

app = typer.Typer(cls=Group, add_completion=False, invoke_without_command=True, pretty_exceptions_enable=False, rich_markup_mode="rich")
codebook_app = typer.Typer(help="What the reader knows: check its rules, or show them.", invoke_without_command=True)
app.add_typer(codebook_app, name="codebook")


@app.callback()
def main(context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """A ledger of crisis diplomacy: who said, demanded, offered, threatened, did and met, each row cited to the words it rests on."""
    if version:
        typer.echo(f"detente {VERSION}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def read(
    sources: Sources,
    ledger: LedgerFile = None,
    published: Published = None,
    outlet: Outlet = None,
    format: Format = None,  # noqa: A002
    out: Out = None,
    kinds: Kinds = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read at once.")] = 1,
    longest: Annotated[int, typer.Option(min=1, metavar="CHARACTERS", help="Longer articles are quarantined as too long.")] = 1_000_000,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="N", help="A page that takes longer is quarantined.")] = 10,
    memory: Annotated[int, typer.Option(min=1, metavar="MB", help="A large page that takes more memory, the models among it, is quarantined.")] = 1_024,
    codebook: CodebookFolder = None,
    actors: ActorsFile = None,
    fast: Fast = False,
    again: Annotated[bool, typer.Option("--again", help="Read anew what the ledger has of these pages; what analysts decided on its rows holds.")] = False,
) -> None:
    """Read pages and print their rows, or store them in a ledger."""
    if again and not ledger:
        raise Misuse("--again reads anew what a ledger has; name its file with --ledger FILE, or in the variable DETENTE_LEDGER")
    from detente.alone import Limits
    from detente.pipeline import run
    from detente.views import kinds as named
    from detente.views import summary

    wanted = named.kinds(kinds or ())
    ready(format, out, wanted)
    book = opened(ledger, create=True) if ledger else None
    with summary.progress(console(stderr=True)) as progress:
        rows = list(
            run(
                sources,
                stdin=stdin(sources),
                published=published,
                outlet=outlet,
                longest=longest,
                workers=workers,
                codebook=codebook,
                actors=actors,
                known=book.shelf if book else None,
                fast=fast,
                with_mentions="mention" in wanted,
                progress=progress,
                limits=Limits(seconds, memory),
                again=again,
            )
        )
    if book:
        added = book.add(rows, again=again)
        if again:
            summary.read_anew(str(ledger), rows, added, console(stderr=bool(format)))
        else:
            summary.stored(str(ledger), added, console(stderr=bool(format)))
    failed = summary.report(rows, console(stderr=True))
    if format or not book:
        printed(rows, format or "table", out, wanted)
    raise typer.Exit(int(failed > 0))


@app.command()
def show(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="event, quotation, position, meeting, figure, story, comparison, article, actor, …")],
    ledger: LedgerFile = None,
    actor: Annotated[str | None, typer.Option(metavar="WHO", help="Who: a code and all under it, as RUS or RUS.GOV, or a name.")] = None,
    towards: Annotated[str | None, typer.Option(metavar="WHO", help="Towards whom.")] = None,
    issue: Annotated[str | None, typer.Option(metavar="ISSUE", help="The issue of a position.")] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="The type of an event or a mention.")] = None,  # noqa: A002
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="actual, planned, threatened, denied, held, …")] = None,
    since: Since = None,
    until: Until = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who tells it.")] = None,
    search: Annotated[str | None, typer.Option(metavar="WORDS", help='Rows that hold all the words; "quoted words" stand together.')] = None,
    format: Format = "table",  # noqa: A002
    out: Out = None,
    codebook: CodebookFolder = None,
) -> None:
    """Rows of a kind from a ledger; tables merge repeats, that of positions is a brief: issue, stance, since when, in whose words, what changed."""
    in_order(since, until)
    from detente.codebook import Codebook
    from detente.records import Position
    from detente.views import kinds as named
    from detente.views import nothing
    from detente.views.brief import brief
    from detente.views.citing import cited
    from detente.views.show import table

    of = named.kind(kind)
    ready(format, out, (of,))
    book = opened(ledger)
    wanted = {"actor": actor, "towards": towards, "issue": issue, "type": type, "status": status, "since": since, "until": until, "outlet": outlet, "search": search}
    if format in (None, "table"):
        rows = book.rows(of, **wanted)
        reader = cited(rows, book)
        stands = [row for row in rows if isinstance(row, Position)]
        if stands:
            brief(stands, reader, Codebook(codebook).issues, console())
        else:
            table(rows, reader, console())
        for reason in () if rows else nothing.reasons(book, of, wanted):
            console(stderr=True).print(reason, style="dim", markup=False, soft_wrap=True)
    else:
        printed(book.each((of,), **wanted), format, out, (of,))


@app.command()
def compare(
    sources: SomeSources = None,
    ledger: LedgerFile = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="A story of the ledger.")] = None,
    published: Published = None,
    outlet: Outlet = None,
    field: Annotated[Field | None, typer.Option(help="Only where they differ in this.")] = None,
    format: Annotated[Literal["table", "jsonl", "html"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
    codebook: CodebookFolder = None,
    actors: ActorsFile = None,
    fast: Fast = False,
) -> None:
    """Lay the reports of a story side by side: what they share, where they differ and in what, what only one has."""
    if bool(story) == bool(sources):
        raise Misuse("give two or more reports (detente compare A B), or a story of a ledger (--story ID)")
    from detente.records import KINDS, Comparison
    from detente.views import compare as view
    from detente.views import summary
    from detente.views.accounts import on

    rows: list[Row]
    if story:
        rows = opened(ledger).told(story)
        failed = 0
    else:
        from detente.pipeline import run

        with summary.progress(console(stderr=True)) as progress:
            given = sources or ()
            rows = list(run(given, stdin=stdin(given), published=published, outlet=outlet, codebook=codebook, actors=actors, fast=fast, one_story=True, progress=progress))
        failed = summary.report(rows, console(stderr=True))
    rows = [row for row in rows if not field or not isinstance(row, Comparison) or on(row, field)]
    if format == "jsonl":
        printed(rows, format, None, tuple(KINDS))  # all kinds, so that every id an account names can be followed
    elif format == "html":
        typer.echo(view.html(rows))
    else:
        view.table(rows, console())
    raise typer.Exit(int(failed > 0))


@app.command()
def resolve(
    text: Annotated[str, typer.Argument(metavar="TEXT", help='A name or phrase ("Russian troops"), or - for JSON lines {"id", "text", "date"} on standard input.')],
    date: Annotated[str | None, typer.Option(callback=day, metavar="DATE", help="The day on which someone is meant; without it, these years.")] = None,
    codebook: CodebookFolder = None,
    actors: ActorsFile = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print; lines are answered by lines.")] = "table",  # noqa: A002
) -> None:
    """Say who that is, on a day: country, sector, office, and how that is known."""
    from detente.pipeline import answers
    from detente.pipeline import resolve as who
    from detente.views import resolve as view

    if text == "-":
        view.lines(answers(sys.stdin.buffer, codebook=codebook, actors=actors), sys.stdout.buffer)
    elif format == "jsonl":
        view.lines(who(text, date, codebook=codebook, actors=actors), sys.stdout.buffer)
    else:
        view.table(text, who(text, date, codebook=codebook, actors=actors), console())


@app.command()
def explain(
    row: Annotated[str, typer.Argument(metavar="ROW", help="The id of a row, or enough of its beginning.")], ledger: LedgerFile = None, codebook: CodebookFolder = None
) -> None:
    """Why a row stands in the ledger: the sentence, the rule, who is who, status and source."""
    from detente.codebook import Codebook
    from detente.pipeline import pointed, reasons
    from detente.views import codebook as rules
    from detente.views import explain as view

    book, known = opened(ledger), Codebook(codebook)
    view.explain(book, row, console(), lambda name: rules.find(known, name), lambda article: pointed(article, known), lambda article, act: reasons(article, act, known))


@app.command()
def export(
    to: Annotated[Literal["csv", "jsonl", "parquet", "ics", "gold"], typer.Option("--to", help="The format.")],
    ledger: LedgerFile = None,
    out: Out = None,
    kinds: Kinds = None,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Of gold only rows that somebody accepted, edited or added.")] = False,
) -> None:
    """Write a ledger in the form of other tools; ics is a calendar of planned meetings and of what is due, gold are rows to score other ledgers against.

    In CSV, lists and structures are JSON in their cell, and a text that a spreadsheet would run as a formula (it begins with = + - @, tab or
    carriage return) gets a leading apostrophe, which spreadsheets do not show; numbers stay as they are.
    """
    from detente.exports import gold
    from detente.views import kinds as named
    from detente.views import plans

    if reviewed and to != "gold":
        raise Misuse("--reviewed is for gold: detente export --to gold --reviewed")
    wanted = named.kinds(kinds or ())
    ready(to, out, wanted)
    book = opened(ledger)
    read = {"ics": plans.KINDS, "gold": gold.KINDS}.get(to, wanted)
    if not reviewed:
        printed(book.each(read), to, out, wanted)
        return
    rows = gold.reviewed(book.all(read), book, wanted)
    printed(rows, to, out, wanted)
    sys.stderr.writelines(f"{line}\n" for line in rows.left_out())


@codebook_app.callback()
def codebook_main(context: typer.Context) -> None:
    """What the reader knows: check its rules, or show them."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@codebook_app.command()
def check(name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only the rules whose names begin so.")] = None, codebook: CodebookFolder = None) -> None:
    """Read each rule's own sentences: those marked yes must show the rule, those marked no must not."""
    from detente.checks import run
    from detente.codebook import Codebook
    from detente.views.checks import report

    raise typer.Exit(int(report(run(Codebook(codebook), name or ""), name, console()) > 0))


@codebook_app.command("show")
def show_codebook(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A type of act (THREATEN), a rule (request.urge) or a file (acts/request).")] = None,
    codebook: CodebookFolder = None,
) -> None:
    """Show a rule, a file's rules, or the files."""
    from detente.codebook import Codebook
    from detente.views.codebook import show

    show(Codebook(codebook), name, console())
