"""The browser's walk of the tests over two real reports: every kind of page by its links, wide, narrow and dark, with axe on each.

    walk.py [LEDGER] [--each 3]

Without a ledger it reads `seeds/*.txt` of $DETENTE_SHARED (../shared if unset). The exit is 1 where a page has a fault.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.serving import serving  # noqa: E402
from tests.walking import MISSING, NARROW, NARROWEST, Watched, chromium, started, walk, watched  # noqa: E402

SHARED = Path(os.environ.get("DETENTE_SHARED") or Path(__file__).parents[2] / "shared")
LOOKS: dict[str, dict[str, Any]] = {"wide": {}, "dark": {"dark": True}, "narrow": {"size": NARROW}, "narrowest": {"size": NARROWEST}}


def read(folder: Path) -> Path:
    """A ledger of the real reports."""
    ledger = folder / "seeds.db"
    sources = sorted((SHARED / "seeds").glob("*.txt"))
    if not sources:
        sys.exit(f"walk: no reports at {SHARED / 'seeds'}; name their folder in DETENTE_SHARED, or give a ledger")
    subprocess.run([sys.executable, "-m", "detente", "read", *map(str, sources), "--published", "2022-01-18", "--ledger", str(ledger)], cwd=ROOT, check=True)
    return ledger


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path, nargs="?")
    parser.add_argument("--each", type=int, default=3, help="pages of a kind that are opened")
    args = parser.parse_args()
    if not chromium():
        sys.exit(f"walk: {MISSING}")
    with tempfile.TemporaryDirectory() as folder, serving(args.ledger or read(Path(folder)), clean=False) as server, started() as browser:
        faults = []
        table = Table("look", "pages", "seconds", "faults", title="The walk")
        for name, look in LOOKS.items():
            with watched(browser, server.home, **look) as tab:
                begun = time.perf_counter()
                opened = walk(tab, each=args.each, see=axe)
                found = list(dict.fromkeys(tab.faults))
                table.add_row(name, f"{len(opened)}", f"{time.perf_counter() - begun:.0f}", f"{len(found)}")
                faults += [f"{name}: {fault.removeprefix(server.home)}" for fault in found]
        Console(width=100).print(table)
        print("\n".join(faults))
    return int(bool(faults))


def axe(tab: Watched, _: str) -> None:
    tab.axe()


if __name__ == "__main__":
    sys.exit(main())
