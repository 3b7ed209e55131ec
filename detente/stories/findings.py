"""What the desk shows: sentences that confirm each other, that differ, that stand alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Set

from msgspec.structs import replace

from detente.codebook.vocabulary import stems
from detente.records import Event, Field, Figure, Meeting, Quotation, Row
from detente.stories.agreeing import MANY, agrees, shared
from detente.stories.desk import SAME, Desk, Finding
from detente.stories.differences import BESIDE, GROUP, Difference, differences, same_act
from detente.stories.likeness import Pair
from detente.stories.titles import leading
from detente.stories.units import LONGEST, measures

OWN = frozenset({"figure", "wording", "place"})  # what two sources inside one report may differ in
SURE = 0.9  # and how surely
NAMED = frozenset({"time", "place", "party"})  # told by names that stand in the sentence for other things too, unless both tell one act
STRONG = 0.45  # or are that alike
ONE = 0.3  # likeness from which one ship is set against two
BESIDES = 2  # plain words besides what is counted that two figures of one thing share, or names
WHOLE = 0.4  # likeness of the whole sentences, where sources differ
CLOSE = 0.25  # likeness that they must have then
LEAST: dict[Field, float] = {"figure": 0.1, "status": 0.15, "scope": 0.12, "party": 0.2, "place": 0.25, "time": 0.25, "attribution": 0.2, "wording": 0.15}
ALONE = 0.4  # likeness up to which a sentence may tell something that nobody else does
MUCH = 2.5  # times as much, where others tell a part of it
NEWS = 4.0  # weight of the words that no other report has, from which a sentence does
WHAT = 14  # words that name a fact which stands alone
WEIGHT: dict[type[Row], float] = {Event: 2.0, Figure: 1.5, Meeting: 1.5, Quotation: 1.0}


def differing(desk: Desk, both: list[Finding]) -> list[Finding]:
    """Pairs on the same thing, one finding for the surest difference of each; in one report only where two sources tell it.

    Sentences of one finding of `both` tell one fact, so what they differ in is told once.
    """
    out: list[Finding] = []
    homes: dict[tuple[int, Field, tuple[str, ...]], Finding] = {}
    group = {i: -1 - n for n, f in reversed(list(enumerate(both))) for i in f.accounts}
    for p in [*desk.side, *desk.own]:
        said = desk.said(p)
        for best in surest(desk, p):
            accounts = {p.first: desk.account(p.first, best.first, said[0]), p.second: desk.account(p.second, best.second, said[1])}
            values = {i: tuple(stems(a.value or "")) for i, a in accounts.items()}
            marks = [(i, best.field, values[i]) for i in accounts] + [(group[i], best.field, values[i]) for i in accounts if i in group and values[i]]
            numbers = sorted(d for v in values.values() for d in v if d[0].isdigit())
            if best.of and len(numbers) > 1:  # the same two numbers of a thing are one difference, wherever they are told
                marks.append((len(desk.told), best.field, (best.of, *numbers)))
            home = next((homes[m] for m in marks if m in homes), None)
            if home is not None and p.score >= SAME:
                if desk.fits(home, p):  # a report that tells it twice
                    home.accounts.update({i: a for i, a in accounts.items() if i not in home.accounts})
            elif home is None and (p.score >= (ONE if best.field == "figure" and best.weight < SURE else LEAST[best.field]) or best.weight >= BESIDE):
                home = Finding(p.score * best.weight, titled(desk, p, best), best.field, accounts, desk.common(p))
                homes.update(dict.fromkeys(marks, home))
                out.append(home)
    return out


def titled(desk: Desk, p: Pair, d: Difference) -> str:
    """What two accounts differ in; of a measure ("how many days") with the words that lead to it."""
    if not d.what or d.of not in measures():
        return d.what or desk.what(p)
    leads = [leading(desk.sentence(i), value) for i, value in ((p.first, d.first), (p.second, d.second)) if value]
    lead = max(leads, key=len, default="")
    return f"{d.what}: “… {lead} …”" if lead else d.what


def surest(desk: Desk, p: Pair) -> list[Difference]:
    """The surest difference of a pair, and every other thing that it surely counts otherwise."""
    a, b = desk.told[p.first], desk.told[p.second]
    found = list(differences(a, b, p.a, p.b, (desk.text(p.first), desk.text(p.second)), desk.said(p)))
    if a.unit.article == b.unit.article:
        two = any(d.field == "attribution" for d in found) and p.score >= CLOSE
        found = [d for d in found if d.field in OWN and d.weight >= SURE] if two else []
    if shared(desk, p)[0] < MANY or desk.whole(p) < WHOLE:
        found = [d for d in found if d.field != "attribution"]
    if p.score < STRONG and not same_act(a, b):
        found = [d for d in found if d.field not in NAMED]
    if any(d.field == "status" for d in found):
        found = [d for d in found if d.field != "figure"]  # an offer of 60 days and a deal of 30 are two things
    found = [d for d in found if not d.of or counted_alike(desk, p, d)]
    found = [d for d in found if d.field != "status" or not overtaken(desk, p, d)]
    best = max(found, key=lambda d: d.weight, default=None)
    if best is None:
        return []
    return [best, *{d.of: d for d in reversed(found) if best.field == d.field == "figure" and d.weight >= SURE and d.of != best.of}.values()]


def counted_alike(desk: Desk, p: Pair, d: Difference) -> bool:
    """Does a pair count one thing: by what it tells besides, of what is measured in days, tons or dollars by more?"""
    plain, names = shared(desk, p)
    besides = plain - (d.of in desk.common(p))
    return besides >= BESIDES or (d.of not in measures() and besides > 0 and names >= BESIDES)


def released(desk: Desk, found: list[Finding]) -> list[Finding]:
    """The same without a report's second telling of a difference, where that sentence confirms one which differs from none."""
    taken = {i for f in found for i in f.accounts}
    free: list[int] = []  # the most alike first
    for p in desk.side:
        free += [i for i, j in ((p.first, p.second), (p.second, p.first)) if i in taken and i not in free and j not in taken and agrees(desk, p)]
    out: list[Finding] = []
    for f in found:
        mine = Counter(desk.article(i) for i in f.accounts)
        for i in free:
            if i in f.accounts and mine[desk.article(i)] > 1:
                mine[desk.article(i)] -= 1
                f = f._replace(accounts={k: a for k, a in f.accounts.items() if k != i})
        out.append(f)
    return out


def overtaken(desk: Desk, p: Pair, d: Difference) -> bool:
    """Is what an earlier report tells as still to come told as done by a later one? Then the world has changed, and no account differs."""
    days = [(desk.articles[desk.article(i)].published or "")[:10] for i in (p.first, p.second)]
    stood = [GROUP.get(s or "") for s in (d.first, d.second)]
    before, after = (0, 1) if days[0] < days[1] else (1, 0)
    return "" not in days and days[0] != days[1] and stood[before] != "done" and stood[after] == "done"


def alone(desk: Desk, told: Set[int]) -> list[Finding]:
    """Facts that no other report has, in sentences that are not `told`: those with words that are new in the story, each with the one that goes on from it."""
    weights = news(desk, told)
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


def news(desk: Desk, told: Set[int]) -> dict[int, float]:
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
        much = MUCH if likest[i] >= ALONE else 1  # told in part: what it has besides must be much
        if i not in told and t.unit.part == "body" and fresh >= NEWS * much and (t.rows or sided):
            acts = max((WEIGHT.get(type(r), 0.5) for r in t.rows), default=0.0)
            out[i] = fresh / desk.scale.sum(keys) ** 0.5 + acts + min(sided, 2) / 2 - 3 * likest[i]
    return out
