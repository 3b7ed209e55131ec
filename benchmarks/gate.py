"""The quality gate: what the command prints for the gold sets, scored, and held against floors that only rise.

    gate.py [SET …]            measure (all sets, or those named) and compare with floors.json; exit 1 where a figure is under its floor
    gate.py [SET …] --raise    also lift floors to what was measured, and pin sets that have none
    gate.py SET … --lower      also let floors sink to what was measured: say why in the commit

The gold lies beside the project, in $DETENTE_SHARED (../shared if unset), with its scorers; it is never part of the project. Where it is
absent nothing is measured and the gate says so. A floor holds for one state of the gold, whose hash is pinned with it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared").resolve()
FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.01  # another processor rounds otherwise and now and then parses otherwise; a rule that costs less than this is seen in the table, not refused
LESS_IS_BETTER = {"per 100 sentences"}


class Step(NamedTuple):
    """A run of the command, with `--fast` where what was said does not weigh on the figure.

    Its arguments ("@x" is the file x of the gold), and what it gets on standard input: a file, or a set of which the scorer makes the input.
    """

    arguments: tuple[str, ...]
    stdin: str | None = None
    made_by: str | None = None


class Yardstick(NamedTuple):
    """Gold files, the runs whose rows are pooled, the scorer's arguments before them, and the figures kept (a path of keys joined by "/")."""

    gold: tuple[str, ...]
    steps: tuple[Step, ...]
    scorer: tuple[str, ...]
    figures: tuple[str, ...]


def read(*arguments: str, stdin: str | None = None, made_by: str | None = None) -> Step:
    return Step(("read", *arguments, "--format", "jsonl"), stdin, made_by)


SEEDS = read("@seeds/the-guardian.txt", "@seeds/the-national.txt", "--published", "2022-01-18")
REPORTS = read("@gold/ledgers/guardian-dev.input.jsonl")
YARDSTICKS = {
    "ledgers": Yardstick(
        ("ledgers/seeds-dev.jsonl", "ledgers/guardian-dev.jsonl"),
        (SEEDS, REPORTS),
        ("score_ledger.py", "--json"),
        ("quotation/f1", "event/f1", "position/f1", "meeting/f1", "figure/f1", "boilerplate/removed", "comparison/recall"),
    ),
    "compare": Yardstick(
        ("ledgers/compare-dev.jsonl",),
        (Step(("compare", "-", "--format", "jsonl"), stdin="gold/ledgers/compare-dev.input.jsonl"),),
        ("score_ledger.py", "--json"),
        ("comparison/recall",),
    ),
    "attribution": Yardstick(
        ("polnear/dev.jsonl",),
        (read("-", "--kinds", "article,quotation", made_by="attribution"),),
        ("score_gold.py", "attribution"),
        ("attribution (content overlap >= .5 and right source)/f1", "content alone/f1"),
    ),
    "plv": Yardstick(
        ("events/plv.jsonl",),
        (read("-", "--kinds", "article,event", made_by="events"),),
        ("score_gold.py", "events"),
        ("covered", "type, first row", "type macro-F1 (first row)", "actor", "recipient", "whole triple recall", "whole triple precision"),
    ),
    "gsr": Yardstick(
        ("events/gsr.jsonl",),
        (read("-", "--kinds", "article,event", made_by="events"),),
        ("score_gold.py", "events"),
        ("covered", "type, first row", "actor", "recipient", "whole triple recall", "whole triple precision"),
    ),
    "actors": Yardstick(("actors/actors.jsonl",), (Step(("resolve", "-"), made_by="actors"),), ("score_gold.py", "actors"), ("country", "sector")),
    "html": Yardstick(("pages/truth.json",), (read("--fast", "@gold/pages/html", "--kinds", "article,quarantined"),), ("score_gold.py", "pages"), ("f1", "precision", "recall")),
    "text": Yardstick(("pages/truth.json",), (read("--fast", "@gold/pages/text", "--kinds", "article,quarantined"),), ("score_gold.py", "pages"), ("f1", "precision", "recall")),
    "stories": Yardstick(
        ("stories/news_cluster.jsonl",),
        (read("-", "--fast", "--kinds", "article,story", made_by="stories"),),
        ("score_gold.py", "stories"),
        ("b-cubed/f1",),
    ),
    "affairs": Yardstick(("stories/newswcl50.jsonl",), (read("-", "--fast", "--kinds", "article,story", made_by="stories"),), ("score_gold.py", "stories"), ("b-cubed/f1",)),
    "quiet": Yardstick(("stories/news_cluster.jsonl",), (read("-", "--fast", "--kinds", "article,event", made_by="quiet"),), ("score_gold.py", "quiet"), ("per 100 sentences",)),
    "timex": Yardstick(("timex/train.jsonl",), (read("-", "--fast", "--kinds", "article,mention", made_by="timex"),), ("score_gold.py", "timex"), ("relaxed/f1", "value/f1")),
}


def python(*arguments: str | Path, stdin: bytes | None = None, allowed: tuple[int, ...] = (0,)) -> bytes:
    """What a Python program prints; its words and the way it ended are the error where it fails."""
    done = subprocess.run([sys.executable, *map(str, arguments)], cwd=ROOT, input=stdin if stdin is not None else b"", capture_output=True, check=False)
    if done.returncode not in allowed or b"Traceback" in done.stderr:
        raise SystemExit(f"gate: {' '.join(map(str, arguments[:4]))} … ended with {done.returncode}:\n{done.stderr.decode(errors='replace')[-2000:]}")
    if lost := re.search(rb"[1-9]\d* quarantined", done.stderr):
        print(f"gate: {' '.join(map(str, arguments[1:5]))} …: {lost[0].decode()}")
    return done.stdout


def rows(y: Yardstick) -> bytes:
    """What the command prints for the gold's texts."""
    printed = b""
    for step in y.steps:
        given = (
            python(SHARED / "score" / "score_gold.py", "inputs", step.made_by, SHARED / "gold" / y.gold[0])
            if step.made_by
            else (SHARED / step.stdin).read_bytes()
            if step.stdin
            else None
        )
        arguments = [str(SHARED / a[1:]) if a.startswith("@") else a for a in step.arguments]
        printed += python("-m", "detente", *arguments, stdin=given, allowed=(0, 1))
    return printed


def measure(y: Yardstick) -> dict[str, float]:
    """The figures of one yardstick."""
    gold = [SHARED / "gold" / name for name in y.gold]
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as printed:
        printed.write(rows(y))
        printed.flush()
        report = json.loads(python(SHARED / "score" / y.scorer[0], *y.scorer[1:], *gold, printed.name))
    return {name: figure(report, name) for name in y.figures}


def figure(report: Any, path: str) -> float:
    for key in path.split("/"):
        if key not in report:
            raise SystemExit(f"gate: the scorer prints no {key!r} (of {path!r}); it has {', '.join(report)}")
        report = report[key]
    return float(report)


def size(name: str) -> int:
    """Bytes of gold, which is about how long reading its texts takes."""
    return sum((SHARED / "gold" / gold).stat().st_size for gold in YARDSTICKS[name].gold)


def pin(y: Yardstick) -> str:
    """A hash of the gold that floors hold for."""
    return hashlib.sha256(b"".join((SHARED / "gold" / name).read_bytes() for name in y.gold)).hexdigest()[:16]


def better(name: str, now: float, floor: float) -> bool:
    return now < floor if name in LESS_IS_BETTER else now > floor


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(YARDSTICKS)}")
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    if unknown := set(args.sets) - set(YARDSTICKS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(YARDSTICKS)}")
    if args.lower and not args.sets:
        parser.error("--lower wants the sets named whose floors may sink")
    if not (SHARED / "gold").is_dir():
        print(f"gate: SKIPPED, nothing measured: no gold at {SHARED} (name its folder in DETENTE_SHARED)")
        return 0
    floors = json.loads(FLOORS.read_text("utf8"))
    names = args.sets or [n for n in YARDSTICKS if n in floors or args.lift]
    table = Table("set", "figure", "floor", "now", "", title="Quality gate")
    failed = False
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:  # each set is read by a program of its own
        longest = sorted(names, key=size, reverse=True)  # begun first, so that the others fill the time beside them
        measured = dict(zip(longest, pool.map(lambda name: measure(YARDSTICKS[name]), longest), strict=True))
    for name in names:
        y = YARDSTICKS[name]
        kept = floors.get(name, {"gold": pin(y), "floors": {}})
        if kept["gold"] != pin(y) and not args.lift:
            print(f"gate: the gold of {name!r} is not the one its floors were measured on; look at the figures and pin it anew with --raise")
            failed = True
        for key, now in measured[name].items():
            floor = kept["floors"].get(key)
            sunk = floor is not None and better(key, floor, now) and abs(floor - now) > SLACK
            failed |= sunk and not args.lower
            verdict = "new" if floor is None else "UNDER ITS FLOOR" if sunk else "better" if better(key, now, floor) else "holds"
            table.add_row(name, key, "" if floor is None else f"{floor:.3f}", f"{now:.3f}", verdict)
            if (args.lift and (floor is None or better(key, now, floor))) or (args.lower and sunk):
                kept["floors"][key] = round(now, 3)
        if args.lift or args.lower:
            floors[name] = {"gold": pin(y), "floors": kept["floors"]}
    Console(width=100).print(table)
    if args.lift or args.lower:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf8")
    if failed:
        print("gate: a figure is under its floor; mend the rule, or lower that floor with --lower and say why in the commit")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
