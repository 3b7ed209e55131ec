"""What adding one article costs in a short ledger and in a long one: CPU seconds of this process, on invented reports.

    growth.py [--sizes 1000 50000] [--rounds 40]

A ledger is filled with invented stories, then reports are added one by one, some to stories that are there, some that open one. At most
1.5 times the cost of the shortest is allowed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from invented import reports
from msgspec.structs import replace
from rich.console import Console
from rich.table import Table

from detente.codebook import Codebook
from detente.ids import digest
from detente.ledger import Ledger
from detente.records import Row
from detente.stories import Group, story
from detente.weaving import Fresh, woven

ALLOWED = 1.5


def rows_of(found: list[Fresh]) -> Iterator[Row]:
    """A story's rows as they stand in a ledger, without comparisons."""
    mine = {f.article.id: f.article for f in found}
    told = story(Group(tuple(sorted(mine, key=lambda a: (mine[a].published or "", a)))), mine, {f.article.id: f.rows for f in found})
    for f in found:
        yield replace(f.article, story=told.id)
        yield from (replace(r, happening=digest("happening", r.id)) for r in f.rows)
    yield told


def filled(ledger: Ledger, articles: int) -> tuple[int, list[Fresh]]:
    """Fill it; how many articles there are now, and one report of each of the last stories that was held back."""
    count, held = 0, []
    waiting: list[Row] = []
    for number, found in enumerate(reports(articles)):
        *first, last = found
        waiting.extend(rows_of(first))
        count += len(first)
        held.append(last)
        if len(waiting) > 20_000 or count >= articles:
            ledger.add(waiting)
            waiting = []
        if count >= articles:
            return count, [*held[-200::10], *(r[0] for r in reports(20, start=number + 10))]
    raise AssertionError("too few reports")


def cost(ledger: Ledger, fresh: list[Fresh], book: Codebook) -> list[float]:
    """CPU seconds of each report that is added."""
    out = []
    for f in fresh:
        started = time.process_time()
        ledger.add(list(woven([f], ledger.shelf, book)))
        out.append(time.process_time() - started)
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 50_000])
    parser.add_argument("--rounds", type=int, default=40, help="reports added to each ledger")
    args = parser.parse_args()
    book = Codebook(None)
    table = Table("articles before", "CPU s an article, median", "mean", title="Adding one article")
    medians = []
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "growth.db") as ledger:
            count, fresh = filled(ledger, size)
            spent = cost(ledger, fresh[-args.rounds :], book)[3:]  # the first pay for what is loaded once
            medians.append(median(spent))
            table.add_row(f"{count:,}", f"{medians[-1]:.4f}", f"{sum(spent) / len(spent):.4f}")
    Console(width=100).print(table)
    print(f"longest / shortest: {medians[-1] / medians[0]:.2f} (at most {ALLOWED} is wanted)")
    return int(medians[-1] > ALLOWED * medians[0])


if __name__ == "__main__":
    sys.exit(main())
