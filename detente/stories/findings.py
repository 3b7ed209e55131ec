"""What the desk shows: sentences that confirm each other, that differ, that stand alone."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from detente.codebook.vocabulary import stems
from detente.records import Account, Event, Field, Figure, Meeting, Quotation, Row
from detente.stories.desk import SAME, TELLERS, Desk, Finding
from detente.stories.differences import BESIDE, GROUP, Difference, differences, same_act
from detente.stories.likeness import Pair
from detente.stories.units import LONGEST, tables

AGREED = 0.17  # likeness from which two sentences confirm each other
STATED = 0.08  # weight of what one side says otherwise, after all differences of one thing
FEW = 4  # sayings of a side in one report among which two can stand for all
OWN = frozenset({"figure", "wording", "place"})  # what two sources inside one report may differ in
SURE = 0.9  # and how surely
NAMED = frozenset({"time", "place", "party"})  # told by names that stand in the sentence for other things too, unless both tell one act
STRONG = 0.45  # or are that alike
ONE = 0.3  # likeness from which one ship is set against two
WHOLE = 0.4  # likeness of the whole sentences, where sources differ
RELATED = 0.1  # likeness of sayings of one side that are laid side by side
CLOSE = 0.25  # likeness that they must have then
LEAST: dict[Field, float] = {"figure": 0.1, "status": 0.15, "scope": 0.12, "party": 0.2, "place": 0.25, "time": 0.25, "attribution": 0.2, "wording": 0.15}
ALONE = 0.4  # likeness up to which a sentence may tell something that nobody else does
MUCH = 2.5  # times as much, where others tell a part of it
NEWS = 4.0  # weight of the words that no other report has, from which a sentence does
WHAT = 14  # words that name a fact which stands alone
WEIGHT: dict[type[Row], float] = {Event: 2.0, Figure: 1.5, Meeting: 1.5, Quotation: 1.0}


def agreed(desk: Desk) -> list[Finding]:
    """Sentences that state the same fact in words of their own; a report that tells it twice (headline and text) has two accounts."""
    out: list[Finding] = []
    for p in desk.side:
        if p.score < SAME or desk.borrowed(p.first, p.second):
            continue
        said = desk.said(p)
        accounts = {i: desk.account(i, desk.words(p, n), said[n]) for n, i in enumerate((p.first, p.second))}
        home = next((f for f in out if desk.fits(f, p)), None)
        if home is not None:
            home.accounts.update({i: a for i, a in accounts.items() if i not in home.accounts})
        elif p.score >= AGREED:
            out.append(Finding(p.score, desk.what(p), None, accounts, desk.common(p)))
    return out


def differing(desk: Desk, both: list[Finding]) -> list[Finding]:
    """Pairs on the same thing, one finding for the surest difference of each; in one report only where two sources tell it.

    Sentences of one finding of `both` tell one fact, so what they differ in is told once.
    """
    out: list[Finding] = []
    homes: dict[tuple[int, Field, tuple[str, ...]], Finding] = {}
    group = {i: -1 - n for n, f in reversed(list(enumerate(both))) for i in f.accounts}
    for p in [*desk.side, *desk.own]:
        best = difference(desk, p)
        if best is None:
            continue
        said = desk.said(p)
        accounts = {p.first: desk.account(p.first, best.first, said[0]), p.second: desk.account(p.second, best.second, said[1])}
        values = {i: tuple(stems(a.value or "")) for i, a in accounts.items()}
        marks = [(i, best.field, values[i]) for i in accounts] + [(group[i], best.field, values[i]) for i in accounts if i in group and values[i]]
        home = next((homes[m] for m in marks if m in homes), None)
        if home is not None and p.score >= SAME:
            if desk.fits(home, p):  # a report that tells it twice
                home.accounts.update({i: a for i, a in accounts.items() if i not in home.accounts})
        elif home is None and (p.score >= (ONE if best.field == "figure" and best.weight < SURE else LEAST[best.field]) or best.weight >= BESIDE):
            home = Finding(p.score * best.weight, best.what or desk.what(p), best.field, accounts, desk.common(p))
            homes.update(dict.fromkeys(marks, home))
            out.append(home)
    return out


def difference(desk: Desk, p: Pair) -> Difference | None:
    """The surest difference of a pair."""
    a, b = desk.told[p.first], desk.told[p.second]
    found = list(differences(a, b, p.a, p.b, (desk.text(p.first), desk.text(p.second)), desk.said(p)))
    if a.unit.article == b.unit.article:
        two = any(d.field == "attribution" for d in found) and p.score >= CLOSE
        found = [d for d in found if d.field in OWN and d.weight >= SURE] if two else []
    if not desk.plain(p) or desk.whole(p) < WHOLE:
        found = [d for d in found if d.field != "attribution"]
    if p.score < STRONG and not same_act(a, b):
        found = [d for d in found if d.field not in NAMED]
    found = [d for d in found if d.field != "status" or not overtaken(desk, p, d)]
    return max(found, key=lambda d: d.weight, default=None)


def overtaken(desk: Desk, p: Pair, d: Difference) -> bool:
    """Is what an earlier report tells as still to come told as done by a later one? Then the world has changed, and no account differs."""
    days = [(desk.articles[desk.article(i)].published or "")[:10] for i in (p.first, p.second)]
    stood = [GROUP.get(s or "") for s in (d.first, d.second)]
    before, after = (0, 1) if days[0] < days[1] else (1, 0)
    return "" not in days and days[0] != days[1] and stood[before] != "done" and stood[after] == "done"


def statements(desk: Desk, paired: set[int]) -> list[Finding]:
    """What one side says in each of two reports, besides what is the same: its weightiest sayings, at most two a report."""
    said: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, t in enumerate(desk.told):
        for side in sorted({side_of(r.speaker) for r in t.rows if isinstance(r, Quotation) and r.speaker}):
            if i not in paired:
                said[side][t.unit.article].append(i)
    out: list[Finding] = []
    for side in sorted(said):
        reports = said[side]
        if len(reports) < 2 or max(map(len, reports.values())) > FEW:
            continue
        accounts: dict[int, Account] = {}
        for article in sorted(reports):
            for i in sorted(reports[article], key=lambda i: (-desk.scale.sum(frozenset(w.key for w in desk.told[i].unit.words)), i))[:TELLERS]:
                source = next(r for r in desk.told[i].rows if isinstance(r, Quotation) and r.speaker and side_of(r.speaker) == side)
                accounts[i] = desk.account(i, source.speaker_name, source.spans.content[0] if source.spans.content else None)
        if desk.related(list(accounts)) < RELATED:
            continue
        out.append(Finding(STATED, f"what {tables()[0].state_names.get(side, side)} says", "wording", accounts))
    return out


def side_of(speaker: str) -> str:
    return speaker.partition(":")[0].partition(".")[0]


def alone(desk: Desk, confirmed: set[int]) -> list[Finding]:
    """Facts that no other report has: sentences with words that are new in the story, each with the one that goes on from it."""
    weights = news(desk, confirmed)
    out: list[Finding] = []
    taken: set[int] = set()
    for i in sorted(weights):
        if i in taken:
            continue
        unit = desk.told[i].unit
        last, weight = i, weights[i]
        if i + 1 in weights and goes_on(desk, i):
            last, weight = i + 1, max(weights[i], weights[i + 1]) + min(weights[i], weights[i + 1]) / 4
            taken.add(last)
        end = desk.told[last].unit.end
        account = replace(desk.account(i, None), end=end, evidence=desk.text(i)[unit.start : end])
        what = " ".join(desk.text(i)[unit.start : unit.end].split()[:WHAT])
        out.append(Finding(weight, what, None, {i: account}))
    return out


def goes_on(desk: Desk, i: int) -> bool:
    """Does the next sentence belong to this one: the same paragraph, short enough together?"""
    a, b = desk.told[i].unit, desk.told[i + 1].unit
    return (a.article, a.part, a.paragraph) == (b.article, b.part, b.paragraph) and len(desk.text(i)[a.start : b.end].split()) <= LONGEST


def news(desk: Desk, confirmed: set[int]) -> dict[int, float]:
    """Sentences that may stand alone, by what they weigh: new words for their length, what the ledger holds of them, who is in them."""
    told_by: dict[str, set[str]] = defaultdict(set)
    for t in desk.told:
        for w in t.unit.words:
            told_by[w.key].add(t.unit.article)
    likest: dict[int, float] = defaultdict(float)
    for p in desk.near:
        for i in (p.first, p.second):
            likest[i] = max(likest[i], p.score)
    out: dict[int, float] = {}
    for i, t in enumerate(desk.told):
        keys = frozenset(w.key for w in t.unit.words)
        fresh = desk.scale.sum(frozenset(k for k in keys if len(told_by[k]) == 1))
        sided = len({w.key for w in t.unit.words if w.sort == "party"})
        told = i in confirmed or likest[i] >= ALONE  # in part: what it has besides must be much
        if t.unit.part == "body" and fresh >= NEWS * (MUCH if told else 1) and (t.rows or sided):
            acts = max((WEIGHT.get(type(r), 0.5) for r in t.rows), default=0.0)
            out[i] = fresh / desk.scale.sum(keys) ** 0.5 + acts + min(sided, 2) / 2 - 3 * likest[i]
    return out
