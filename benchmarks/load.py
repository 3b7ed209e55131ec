"""Many who ask at once: every page of `web.py` in turns from many connections; whether all are answered, and how the server's memory grows.

    load.py LEDGER [--requests 10000] [--parallel 50] [--warm 500]

Memory is the resident set of the server's process (Linux), after the first requests and at the end. An answer of 500 or more, a connection that
breaks, or growth of 50 MB and more: the exit is 1.
"""

from __future__ import annotations

import argparse
import http.client
import sys
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from web import addresses

from detente.ledger import Ledger
from tests.serving import Server, serving

ALLOWED = 50.0  # MB that it may grow
FAULT = 500  # status
SECONDS = 120  # for an answer
FEW = 600  # bytes of what a fault says that are shown, the last


class Load:
    """What has been asked and answered so far."""

    def __init__(self, server: Server, pages: list[str]) -> None:
        self.address, self.pid, self.pages = urlsplit(server.home).netloc, server.process.pid, pages
        self.numbers = count()
        self.answers: Counter[int | str] = Counter()
        self.took: list[float] = []

    def ask(self, until: int, parallel: int) -> None:
        """Ask on, until so many were asked in all."""
        asking = [threading.Thread(target=self._ask, args=[until]) for _ in range(parallel)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        self.numbers = count(until)

    def _ask(self, until: int) -> None:
        connection = http.client.HTTPConnection(self.address, timeout=SECONDS)
        while (n := next(self.numbers)) < until:
            started = time.perf_counter()
            try:
                connection.request("GET", self.pages[n % len(self.pages)])
                answer = connection.getresponse()
                body = answer.read()
                self.answers[answer.status] += 1
                if answer.status >= FAULT:
                    print(f"{answer.status} {self.pages[n % len(self.pages)]}: {body[-FEW:].decode(errors='replace')}")
            except (OSError, http.client.HTTPException) as e:
                self.answers[type(e).__name__] += 1
                connection.close()
            self.took.append(time.perf_counter() - started)
        connection.close()

    def megabytes(self) -> float:
        """The server's resident set."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--parallel", type=int, default=50)
    parser.add_argument("--warm", type=int, default=500, help="requests before memory is first looked at")
    args = parser.parse_args()
    with Ledger.open(args.ledger, create=False) as ledger:
        pages = [address for _, address in addresses(ledger)]
    with serving(args.ledger, clean=False) as server:
        load = Load(server, pages)
        load.ask(args.warm, args.parallel)
        warm = load.megabytes()
        for part in range(1, 5):
            load.ask(args.warm + part * (args.requests - args.warm) // 4, args.parallel)
            print(f"after {sum(load.answers.values()):,}: {load.megabytes():.0f} MB")
        end = load.megabytes()
    bad = sum(n for answer, n in load.answers.items() if isinstance(answer, str) or answer >= FAULT)
    took = sorted(load.took)
    print(f"{sum(load.answers.values()):,} requests of {len(pages)} pages, {args.parallel} at once: {dict(load.answers)}")
    print(f"median {1000 * median(took):.0f} ms, p95 {1000 * took[int(0.95 * len(took))]:.0f} ms")
    print(f"memory {warm:.0f} MB after {args.warm}, {end:.0f} MB at the end: {end - warm:+.0f} MB")
    return int(bad > 0 or end - warm >= ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
