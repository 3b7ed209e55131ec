"""What a run read and what it left out, in a few lines; and the bar that shows it going on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from detente.ledger.append import Added
from detente.records import Quarantined, Row, Run, kind_of
from detente.views.kinds import counted
from detente.views.reader import put_in

INPUTS = ("article", "duplicate", "quarantined")
UNREAD = ("actor", "duplicate", "quarantined", "run")  # rows that tell of the reading or of what the codebook knows, and not of an article


def balance(run: Run) -> str:
    """ "4 inputs = 2 articles + 1 duplicate + 1 quarantined": nothing was lost."""
    parts = " + ".join(counted(run.counts.get(kind, 0), kind) for kind in INPUTS)
    return f"{run.inputs:,} input{'' if run.inputs == 1 else 's'} = {parts}"


def found(run: Run) -> str:
    """How many rows of the other kinds came of it."""
    return ", ".join(counted(n, kind) for kind, n in run.counts.items() if n and kind not in (*INPUTS, "run")) or "no rows"


def unread(run: Run) -> str:
    """How many articles have no claims because they are in another language."""
    told = ", ".join(f"{n:,} {code or 'of no known language'}" for code, n in run.languages.items())
    return f"; not in English and so without claims: {told}" if told else ""


def report(rows: Iterable[Row], console: Console) -> int:
    """A line for each input that could not be read, then the counts; how many there were of the first."""
    failed = 0
    for row in rows:
        if isinstance(row, Quarantined):
            failed += 1
            console.print(f"quarantined: {row.reason if row.reason.startswith(put_in(row)) else f'{put_in(row)}: {row.reason}'}", style="yellow", markup=False, soft_wrap=True)
        elif isinstance(row, Run):
            console.print(f"{balance(row)}; {found(row)}{unread(row)}", markup=False, soft_wrap=True)
    return failed


def stored(name: str, added: Mapping[str, int], console: Console) -> None:
    """What a ledger took in."""
    news = ", ".join(counted(n, kind) for kind, n in added.items() if kind != "run")
    console.print(f"{name}: {'added ' + news if news else 'nothing new'}", markup=False, soft_wrap=True)


def read_anew(name: str, rows: Iterable[Row], added: Added, console: Console) -> None:
    """What a ledger made of pages that were read again: of so many rows how many say something else than before."""
    read = sum(kind_of(row) not in UNREAD for row in rows)
    new = sum(n for kind, n in added.items() if kind not in UNREAD) - added.changed
    more = [f"{n:,} {what}" for n, what in ((new, "new"), (added.gone, "no longer read")) if n]
    console.print(f"{name}: {read:,} row{'' if read == 1 else 's'} read anew, {', '.join([f'{added.changed:,} changed', *more])}", markup=False, soft_wrap=True)


@contextmanager
def progress(console: Console) -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal, nothing in a pipe; what it gives is called with the number of inputs read so far."""
    if not console.is_terminal:
        yield None
        return
    with Progress(SpinnerColumn(), TextColumn("reading"), TextColumn("{task.completed:,} inputs"), TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done: bar.update(task, completed=done)
