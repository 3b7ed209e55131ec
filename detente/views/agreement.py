"""How far annotators agree beyond chance, kind by kind, overall and each two of them: in the terminal and as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from detente.agreement import Agreement, Judgement, agreement, pairwise
from detente.exports.jsonl import line
from detente.records import KINDS
from detente.views.reader import UNKNOWN

ALL = "all kinds"
Judged = Mapping[str, Sequence[Judgement]]
"""Kind of row → who said what of which row."""


class Line(Struct, frozen=True):
    """Alpha of a kind's rows, or of two annotators' over all kinds; `alpha` is null where it is not defined."""

    of: str
    alpha: float | None
    low: float | None
    high: float | None
    rows: int
    annotators: int
    judgements: int


def lines(judged: Judged) -> list[Line]:
    """All kinds together, each kind of which two annotators judged a row, then each two annotators where there are more."""
    together = [(who, (kind, unit), value) for kind, given in judged.items() for who, unit, value in given]
    overall = agreement(together)
    if not overall.units:
        return []
    kinds = [(kind, agreement(given)) for kind, given in judged.items()]
    pairs = [(" and ".join(two), found) for two, found in pairwise(together).items()] if overall.annotators > 2 else []
    return [told(name, found) for name, found in ((ALL, overall), *kinds, *pairs) if found.units]


def told(name: str, found: Agreement) -> Line:
    low, high = found.interval or (None, None)
    return Line(name, rounded(found.alpha), rounded(low), rounded(high), found.units, found.annotators, found.values)


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def by_kind(judgements: Iterable[tuple[str, tuple[str, str, str, int, int, str], str]]) -> Judged:
    """The ledger's judgements by the kind of row, in the order of kinds."""
    out: dict[str, list[Judgement]] = {}
    for who, unit, value in judgements:
        out.setdefault(unit[1], []).append((who, unit, value))
    return {kind: out[kind] for kind in KINDS if kind in out}


def table(judged: Judged, console: Console) -> None:
    """A line for each, or in one line why there is none."""
    found = lines(judged)
    if not found:
        console.print(nobody(judged), style="dim", markup=False, soft_wrap=True)
        return
    out = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("decisions on", "alpha", "95 % interval", "rows", "annotators", "judgements"):
        out.add_column(head, justify="left" if head == "decisions on" else "right", overflow="fold")
    for x in found:
        interval = UNKNOWN if x.low is None or x.high is None else f"{x.low:.3f} to {x.high:.3f}"
        out.add_row(x.of, UNKNOWN if x.alpha is None else f"{x.alpha:.3f}", interval, f"{x.rows:,}", str(x.annotators), f"{x.judgements:,}")
    console.print(out)
    console.print("Krippendorff's alpha, nominal: 1 is full agreement, 0 what chance gives; no figure where all said the same.", style="dim")


def write(judged: Judged, out: BinaryIO) -> None:
    for x in lines(judged):
        out.write(line(x))


def nobody(judged: Judged) -> str:
    """Why there is nothing to compare."""
    who = sorted(set(_annotators(judged)))
    if len(who) < 2:
        return f"{'only ' + who[0] if who else 'nobody'} has judged rows here; agreement needs two annotators who judged the same rows"
    return f"no row was judged by two annotators ({', '.join(who)}); agreement needs some that two of them judged"


def _annotators(judged: Judged) -> Iterator[str]:
    for given in judged.values():
        for who, _, _ in given:
            yield who
