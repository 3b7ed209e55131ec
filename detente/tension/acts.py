"""From rows to what counts: each happening once for each two sides it is between, with its day and its weighted score.

However many reports tell it, a happening counts once; a copy is no account, so that printing a report twice changes nothing. Where accounts
differ, their mean counts, and the lowest and highest are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from statistics import fmean

from msgspec import Struct

from detente.codebook.tension import Weight
from detente.parties import party
from detente.records import Article, Event, Row

TOLD_WHEN_SAID = frozenset({2, 3})  # tiers of what is to come: it counts from the day it was announced or threatened

Dyad = tuple[str, str]


class Act(Struct, frozen=True):
    """A happening between two sides. `value` is the weighted score (conflict below 0), `low` and `high` what its accounts make of it; `apart`
    for what is only threatened or conditional; `told` counts reports, `rows` are the accounts, `evidence` the words of the first."""

    day: str
    value: float
    low: float
    high: float
    apart: bool
    type: str
    status: str
    told: int
    evidence: str
    rows: tuple[str, ...]


def acts(rows: Iterable[Row], weights: Mapping[str, Weight], *, directed: bool = False) -> dict[Dyad, list[Act]]:
    """The acts of each two sides in order of day. Undirected, the sides stand in order of name; directed, who acts stands first."""
    reports, accounts = gathered(rows, directed)
    out: dict[Dyad, list[Act]] = defaultdict(list)
    for (dyad, _), told in accounts.items():
        act = happened(told, reports, weights)
        if act is not None:
            out[dyad].append(act)
    return {dyad: sorted(out[dyad], key=lambda a: (a.day, a.value, a.evidence, a.type, a.low, a.high)) for dyad in sorted(out)}


def undated(rows: Iterable[Row], weights: Mapping[str, Weight], *, directed: bool = False) -> dict[Dyad, int]:
    """How many happenings of each two sides would count if their day were known."""
    reports, accounts = gathered(rows, directed)
    out: dict[Dyad, int] = defaultdict(int)
    for (dyad, _), told in accounts.items():
        best = foremost(told, reports, weights)
        if any(weights[e.status].weight and e.plover_score for e in best) and day_of(best, reports, weights) is None:
            out[dyad] += 1
    return dict(out)


def gathered(rows: Iterable[Row], directed: bool) -> tuple[dict[str, Article], dict[tuple[Dyad, str], list[Event]]]:
    """The articles by id, and the accounts of each happening for each two sides."""
    reports: dict[str, Article] = {}
    accounts: dict[tuple[Dyad, str], list[Event]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Article):
            reports[row.id] = row
        elif isinstance(row, Event):
            for dyad in dyads(row, directed):
                accounts[dyad, row.happening or row.id].append(row)
    return reports, accounts


def dyads(event: Event, directed: bool) -> list[Dyad]:
    """Between which sides it is; those who act together without a recipient are each other's."""
    ones, others = (list(dict.fromkeys(map(party, side))) for side in (event.actors, event.recipients))
    found = product(ones, others or ones)
    pairs = [(a, b) if directed or a < b else (b, a) for a, b in found if a != b]
    return list(dict.fromkeys(pairs))


def happened(told: Sequence[Event], reports: Mapping[str, Article], weights: Mapping[str, Weight]) -> Act | None:
    """What counts of one happening, or nothing."""
    best = foremost(told, reports, weights)
    day = day_of(best, reports, weights)
    by_report: dict[str, list[float]] = defaultdict(list)
    for e in best:
        by_report[e.article].append(weights[e.status].weight * e.plover_score)
    values = sorted(fmean(v) for v in by_report.values())
    if day is None or not any(values):
        return None
    first = min(best, key=lambda e: (published(e, reports) or "9999", e.evidence, e.type))
    whole = tuple(sorted(e.id for e in told))
    return Act(day, fmean(values), values[0], values[-1], weights[first.status].apart, first.type, first.status, len(values), first.evidence, whole)


def foremost(told: Sequence[Event], reports: Mapping[str, Article], weights: Mapping[str, Weight]) -> list[Event]:
    """The accounts that count: none of a copy or of newer words of a report that is there, none of a lower tier than another."""
    here = {e.article for e in told}
    own = [e for e in told if not ((a := reports.get(e.article)) and {a.copy_of, a.revision_of} & here)] or list(told)
    tier = min(weights[e.status].tier for e in own)
    return [e for e in own if weights[e.status].tier == tier]


def day_of(best: Sequence[Event], reports: Mapping[str, Article], weights: Mapping[str, Weight]) -> str | None:
    """The earliest of the days told to the day; else the first report's, unless the time told is another month or year. What is to come
    counts from the day it was said."""
    said = min((d for e in best if (d := published(e, reports))), default=None)
    if best and weights[best[0].status].tier in TOLD_WHEN_SAID:
        return said
    told = sorted({e.when.start for e in best if e.when and e.when.start})
    exact = [d[:10] for d in told if len(d) >= 10]
    if exact:
        return exact[0]
    return said if said and all(said.startswith(d) for d in told) else None


def published(event: Event, reports: Mapping[str, Article]) -> str | None:
    """The day of the report, where it is known to the day."""
    article = reports.get(event.article)
    day = article.published[:10] if article and article.published else ""
    return day if len(day) == 10 else None


def between(found: Mapping[Dyad, list[Act]], one: str, other: str) -> Iterator[Dyad]:
    """The dyads of two sides that were asked for, in whatever order."""
    return (dyad for dyad in found if {one.upper(), other.upper()} == {side.upper() for side in dyad})
