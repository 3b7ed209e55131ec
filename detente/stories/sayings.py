"""What one side says in each of several reports, besides what is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from detente.records import Account, Quotation
from detente.stories.desk import TELLERS, Desk, Finding
from detente.stories.units import tables

STATED = 0.08  # weight of what one side says otherwise, after all differences of one thing
FEW = 4  # sayings of a side in a report, on average, among which two can stand for all
RELATED = 0.1  # likeness of sayings of one side that are laid side by side


def statements(desk: Desk, paired: Set[int]) -> list[Finding]:
    """What one side says in each of two reports, besides what is the same: its weightiest sayings, at most two a report."""
    said: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, t in enumerate(desk.told):
        for side in sorted({side_of(r.speaker) for r in t.rows if isinstance(r, Quotation) and r.speaker}):
            if i not in paired:
                said[side][t.unit.article].append(i)
    out: list[Finding] = []
    for side in sorted(said):
        reports = said[side]
        if len(reports) < 2 or sum(map(len, reports.values())) > FEW * len(reports):
            continue
        accounts: dict[int, Account] = {}
        for article in sorted(reports):
            for i in weightiest_sayings(desk, reports, article):
                source = next(r for r in desk.told[i].rows if isinstance(r, Quotation) and r.speaker and side_of(r.speaker) == side)
                accounts[i] = desk.account(i, source.speaker_name, source.spans.content[0] if source.spans.content else None)
        if desk.related(list(accounts), list(accounts)) < RELATED:
            continue
        out.append(Finding(STATED, f"what {tables()[0].state_names.get(side, side)} says", "wording", accounts))
    return out


def weightiest_sayings(desk: Desk, reports: Mapping[str, list[int]], article: str) -> list[int]:
    """The sayings of one report that stand for all: the weightiest, of very many only such as are like one of another report."""
    mine = reports[article]
    if len(mine) > FEW:
        others = [j for a in sorted(reports) if a != article for j in reports[a]]
        mine = [i for i in mine if desk.related([i], others) >= RELATED]
    return sorted(mine, key=lambda i: (-desk.scale.sum(frozenset(w.key for w in desk.told[i].unit.words)), i))[:TELLERS]


def side_of(speaker: str) -> str:
    return speaker.partition(":")[0].partition(".")[0]
