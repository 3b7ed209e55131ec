"""Does `detente evaluate` say the same of a ledger as the scorer that lies beside the gold? Both read the same gold and the same rows.

    evaluate.py [SET …]     sets of gate.py that score_ledger.py scores: ledgers, compare; exit 1 where a figure is more than .01 off

The gold and its scorer lie in $DETENTE_SHARED (../shared if unset); where they are absent nothing is compared, and it says so.
"""

from __future__ import annotations

import json
import sys
import tempfile

from gate import SHARED, YARDSTICKS, python, rows
from rich.console import Console
from rich.table import Table

SETS = ("ledgers", "compare")
ALLOWED = 0.01
THEIRS = {"boilerplate": ("removed",), "comparison": ("recall",)}  # what the scorer says of a kind; of others:
USUAL = ("precision", "recall", "f1")


def main(names: list[str]) -> int:
    if unknown := set(names) - set(SETS):
        raise SystemExit(f"evaluate: no such set: {', '.join(sorted(unknown))}; there are {', '.join(SETS)}")
    if not (SHARED / "gold").is_dir():
        print(f"evaluate: SKIPPED, nothing compared: no gold at {SHARED} (name its folder in DETENTE_SHARED)")
        return 0
    table, off = Table("set", "kind", "figure", "the scorer", "evaluate"), 0
    for name in names or SETS:
        yardstick = YARDSTICKS[name]
        gold = [SHARED / "gold" / file for file in yardstick.gold]
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as printed:
            printed.write(rows(yardstick))
            printed.flush()
            theirs = json.loads(python(SHARED / "score" / "score_ledger.py", "--json", *gold, printed.name))
            lines = python("-m", "detente", "evaluate", *gold, "--against", printed.name, "--format", "jsonl").splitlines()
        for ours in map(json.loads, lines):
            for figure in THEIRS.get(ours["kind"], USUAL):
                one, other = theirs[ours["kind"]][figure], ours["recall" if figure == "removed" else figure]
                off += abs(one - other) > ALLOWED
                table.add_row(name, ours["kind"], figure, f"{one:.3f}", f"{other:.3f}" + (" OFF" if abs(one - other) > ALLOWED else ""))
    Console(width=100).print(table)
    return int(off > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
