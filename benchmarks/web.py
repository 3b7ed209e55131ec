"""Server time of every page on a ledger of 1,000 and one of 20,000 invented reports (`crowd.py`), asked over the loopback one after another.

    web.py [--sizes 1000 20000] [--rounds 20] [--keep FOLDER]

The first answer after the start of the server is told apart; p50 and p95 are of those after it. Over 300 ms, or over twice the time of the
shorter ledger, the exit is 1. Milliseconds until the last byte, the server in a process of its own; a page under 10 ms is not held to the ratio.
"""

from __future__ import annotations

import argparse
import http.client
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from crowd import fill
from invented import word
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from detente.ledger import Ledger  # noqa: E402
from detente.records import Article, Story  # noqa: E402
from tests.serving import Server, serving  # noqa: E402

ALLOWED, RATIO = 300.0, 2.0  # milliseconds; times the shorter ledger's
NOISE = 10.0  # milliseconds below which twice as much says nothing
DEEP = 15  # pages on
ROW_KINDS = ("article", "quotation", "event", "figure", "meeting", "position", "promise", "story", "comparison", "actor")


class Took(NamedTuple):
    """Milliseconds of one page: the first time, then the middle and nearly the slowest; `cpu` of the server's processor for each of those after the first."""

    cold: float
    p50: float
    p95: float
    cpu: float
    status: int
    kilobytes: float


def addresses(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """What is opened: name and address, typical and hard."""
    reports = [r for r in ledger.rows("article") if isinstance(r, Article)]
    stories = [s for s in ledger.rows("story") if isinstance(s, Story)]
    longest, middle = max(reports, key=lambda a: len(a.text)), sorted(reports, key=lambda a: len(a.text))[len(reports) // 2]
    busiest = max(stories, key=lambda s: len(s.articles))
    two = next(s for s in stories if len(s.articles) == 2)
    speaks = Counter(dict(ledger.tally("quotation", "actor"))).most_common()
    most, seldom = speaks[0][0], speaks[-1][0]
    first, last = ledger.days() or ("", "")
    rare = (reports[len(reports) // 2].title or "").split()[0]
    event = ledger.page("event", limit=1).rows[0].id
    quotation = ledger.page("quotation", {"article": longest.id}, limit=1).rows[0].id

    def at(path: str, **query: str) -> str:
        return f"{path}?{urlencode(query)}" if query else path

    yield "Today", "/"
    yield "stories", "/stories"
    yield "story of two reports", f"/stories/{two.id}"
    yield "story, the busiest", f"/stories/{busiest.id}"
    yield "articles", "/articles"
    yield "article, the middle one", f"/articles/{middle.id}"
    yield "article, the longest", f"/articles/{longest.id}"
    yield "actors", "/actors"
    yield "actor, who is in most", f"/actors/{quote(most, safe='')}"
    yield "actor, who is in fewest", f"/actors/{quote(seldom, safe='')}"
    yield "network of the busiest actor, a month", at(f"/actors/{quote(most, safe='')}", since=last[:7], until=last)
    for kind in ROW_KINDS:
        yield f"table of {kind} rows", f"/rows/{kind}"
    yield "table, by another column", at("/rows/event", sort="type")
    yield "table, filtered twice", at("/rows/event", actor=most, type="AGREE")
    yield "table, one actor", at("/rows/quotation", actor=most)
    yield "table, one who hardly acts", at("/rows/quotation", actor=seldom)
    yield "table, by outlet and day", at("/rows/position", outlet=reports[0].outlet or "", since=first, until=last)
    yield "table, a month long ago", at("/rows/event", since=first[:7], until=first[:7])
    yield "table, a common word", at("/rows/quotation", search=word(3))
    yield "table, a rare word", at("/rows/quotation", search=rare)
    yield "table, a word nobody wrote", at("/rows/quotation", search="zzyzx")
    yield "table, fifteen pages on", at("/rows/quotation", after=deep(ledger, "quotation", "-day"))
    yield "table, by actor, fifteen pages on", at("/rows/quotation", sort="actor", after=deep(ledger, "quotation", "actor"))
    yield "search, a common word", at("/search", search=word(3))
    yield "search, a rare word", at("/search", search=rare)
    yield "row explained, the first event", f"/row/{event}"
    yield "row explained, of the longest article", f"/row/{quotation}"
    yield "map", "/map"
    yield "map, a month", at("/map", since=last[:7], until=last)
    yield "calendar", "/calendar"
    yield "review", "/review"
    yield "API, events", "/api/v1/events"
    yield "API, a thousand events", at("/api/v1/events", limit="1000")
    yield "API, filtered", at("/api/v1/events", actor=most, type="AGREE")
    yield "feed of comparisons", "/feeds/comparisons.atom"


def deep(ledger: Ledger, kind: str, sort: str) -> str:
    after = None
    for _ in range(DEEP):
        after = ledger.page(kind, sort=sort, after=after).next
    return after or ""


class Asked:
    """A ledger's server, asked over one connection that stays open."""

    def __init__(self, server: Server, pages: list[tuple[str, str]]) -> None:
        self.pid, self.pages = server.process.pid, pages
        self.connection = http.client.HTTPConnection(urlsplit(server.home).netloc, timeout=60)

    def get(self, address: str) -> tuple[float, int, int]:
        """Milliseconds until the last byte, status, bytes."""
        started = time.perf_counter()
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        body = answer.read()
        return 1000 * (time.perf_counter() - started), answer.status, len(body)

    def spent(self) -> float:
        """Milliseconds of the processor that the server has had; 0 where the system does not tell."""
        path = Path(f"/proc/{self.pid}/stat")
        if not path.exists():
            return 0.0
        fields = path.read_text().rsplit(")", 1)[1].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(paths: list[Path], rounds: int) -> list[dict[str, Took]]:
    """Each page of each ledger. The servers are asked in turns, so that what else the machine does falls on all of them alike."""
    with ExitStack() as stack:
        asked = [Asked(stack.enter_context(serving(path, clean=False)), pages_of(path)) for path in paths]
        out: list[dict[str, Took]] = [{} for _ in asked]
        for pages in zip(*(a.pages for a in asked), strict=True):
            first = [a.get(address) for a, (_, address) in zip(asked, pages, strict=True)]
            before = [a.spent() for a in asked]
            rest: list[list[float]] = [[] for _ in asked]
            for _ in range(rounds if all(status == 200 for _, status, _ in first) else 1):
                for mine, a, (_, address) in zip(rest, asked, pages, strict=True):
                    mine.append(a.get(address)[0])
            for mine, (cold, status, size), a, was, found, (name, _) in zip(rest, first, asked, before, out, pages, strict=True):
                late = sorted(mine)[min(round(0.95 * len(mine)), len(mine) - 1)]
                found[name] = Took(cold, median(mine), late, (a.spent() - was) / len(mine), status, size / 1024)
    return out


def pages_of(path: Path) -> list[tuple[str, str]]:
    with Ledger.open(path) as ledger:
        return list(addresses(ledger))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs=2, default=[1_000, 20_000])
    parser.add_argument("--rounds", type=int, default=20, help="times that each page is asked for after the first")
    parser.add_argument("--keep", type=Path, help="a folder in which the ledgers lie, or are to be kept")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        short, long = measured([made(args.keep or Path(folder), size) for size in args.sizes], args.rounds)
    return printed(args.sizes, short, long)


def made(folder: Path, size: int) -> Path:
    path = folder / f"crowd-{size}.db"
    if not path.exists():
        fill(path, size)
    return path


def printed(sizes: list[int], short: dict[str, Took], long: dict[str, Took]) -> int:
    """The table, and 1 where a page is slower than is wanted or is not there."""
    columns = [f"{what}, {size:,}" for size in sizes for what in ("first", "p50", "p95", "CPU")]
    table = Table("page", "kB", *columns, "p95 / p95", "", title="Milliseconds of each page, by reports in the ledger")
    bad = 0
    for name, b in long.items():
        a = short[name]
        ratio = b.p95 / max(a.p95, NOISE)
        faults = [f"{took.status}" for took in (a, b) if took.status != 200]
        faults += ["slow"] * (max(a.p95, b.p95) > ALLOWED) + ["grows"] * (ratio > RATIO)
        bad += bool(faults)
        table.add_row(name, f"{b.kilobytes:,.0f}", *(f"{ms:.0f}" for took in (a, b) for ms in took[:4]), f"{b.p95 / a.p95:.1f}", " ".join(faults))
    Console(width=180).print(table)
    slowest = max(long.values(), key=lambda t: t.p95)
    print(f"slowest p95 {slowest.p95:.0f} ms (at most {ALLOWED:.0f} is wanted, and {RATIO:.0f} times the shorter ledger's); {bad} of {len(long)} pages are not as wanted")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
