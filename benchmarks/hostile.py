"""Hostile pages: CPU-seconds and memory that each takes, read one after another in this process with no limit but the program's own.

    hostile.py

The pages are those that `tests/test_articles_bad_input.py` holds under a kill limit.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from detente.pages.decode import UndecodableError, decode  # noqa: E402
from detente.pipeline import Options, read_here  # noqa: E402
from detente.records import Page  # noqa: E402
from tests.test_articles_bad_input import PAGES  # noqa: E402


def main() -> None:
    read_here(Options(fast=True), [Page(origin="warm", form="body", data=b"The two ministers met on Monday.", named=True)])
    table = Table("page", "MB", "CPU s", "peak of memory so far, MB", "what came of it", title="Hostile pages")
    for n, (name, page) in enumerate(PAGES.items(), 10):
        data = page.replace("@", str(n)).encode()
        started = time.process_time()
        try:
            text = decode(data).encode()
            (reading,) = read_here(Options(fast=True), [Page(origin=name, form="html" if name.endswith("html") else "text", data=text)])
            became = f"quarantined: {reading.quarantined.reason[:40]}" if reading.quarantined else "an article"
        except UndecodableError as e:
            became = f"refused: {e}"
        spent = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        table.add_row(name, f"{len(data) / 1e6:.1f}", f"{spent:.2f}", f"{peak:.0f}", became)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
