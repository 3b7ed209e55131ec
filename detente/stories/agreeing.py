"""Sentences of several reports that tell the same fact: by their acts where both have one, else by words enough, and never where figures or status differ."""

from __future__ import annotations

from collections.abc import Iterator, Set

from detente.codebook.vocabulary import stem
from detente.records import Event, Figure, Meeting, Quotation
from detente.stories.desk import COUNTS, SAME, Desk, Finding
from detente.stories.differences import differences, figures, statuses
from detente.stories.happenings import codes
from detente.stories.likeness import Pair
from detente.stories.tellings import Telling
from detente.stories.units import dates

AGREED = 0.17  # likeness from which two tellings of one act confirm each other, or one person's words
ENOUGH = ((4, 1, 0.12), (3, 3, 0.18), (3, 0, 0.25), (2, 2, 0.3), (2, 1, 0.4))  # plain words, names, likeness that tell a fact where no acts do
MANY = 3  # plain words that do so through acts of two types
APART = 0.45  # and the likeness
UNDONE = frozenset(stem(w) for w in ("withdrawn", "withdrew", "dropped", "abandoned", "scrapped", "shelved", "revoked", "lifted", "rescinded"))
STANDS = {
    "actual": "done",
    "past": "done",
    "held": "done",
    "planned": "to come",
    "proposed": "to come",
    "conditional": "depends",
    "threatened": "depends",
    "hypothetical": "maybe",
    "unconfirmed": "maybe",
}


def agreed(desk: Desk, taken: Set[int] = frozenset()) -> list[Finding]:
    """Sentences that state the same fact in words of their own, without those `taken`; a report that tells it twice (headline and text) has two accounts."""
    out: list[Finding] = []
    for p in desk.side:
        if p.score < SAME or {p.first, p.second} & taken or desk.borrowed(p.first, p.second) or not compatible(desk, p):
            continue
        sure = confirm(desk, p)
        said = desk.said(p)
        accounts = {i: desk.account(i, desk.words(p, n), said[n]) for n, i in enumerate((p.first, p.second))}
        home = next((f for f in out if belongs(desk, f, p) and (sure or retold(desk, f, p))), None)
        if home is not None:
            home.accounts.update({i: a for i, a in accounts.items() if i not in home.accounts})
        elif sure:
            out.append(Finding(p.score, desk.what(p), None, accounts, desk.common(p)))
    return out


def agrees(desk: Desk, p: Pair) -> bool:
    """Does a pair state one fact by itself?"""
    return not desk.borrowed(p.first, p.second) and compatible(desk, p) and confirm(desk, p)


def confirm(desk: Desk, p: Pair) -> bool:
    """Does each sentence of a compatible pair confirm what the other tells?"""
    a, b = desk.told[p.first], desk.told[p.second]
    if undone(desk, p.first, p.a) != undone(desk, p.second, p.b):
        return False
    plain, names = shared(desk, p)
    if p.score >= AGREED and any(one_act(e, f) and (plain or (e.happening and e.happening == f.happening) or isinstance(e, Meeting)) for e, f in acts(a, b)):
        return True
    if same_speaker(a, b):
        return plain >= MANY and p.score >= AGREED
    if sides(a) and sides(b):
        return plain >= MANY and p.score >= APART and bool(sides(a) & sides(b))
    few = AGREED if amounts(a) & amounts(b) else 1.0  # the same number of it is told
    return any(plain >= words and names >= n and p.score >= min(likeness, few) for words, n, likeness in ENOUGH)


def compatible(desk: Desk, p: Pair) -> bool:
    """No figure of one thing, no status of one act, no day or place, no named source is another in the two clauses."""
    a, b = desk.told[p.first], desk.told[p.second]
    texts = (desk.text(p.first), desk.text(p.second))
    for d in differences(a, b, p.a, p.b, texts, desk.said(p)):
        if d.field in {"figure", "status"} or (d.field == "attribution" and d.first and d.second):
            return False
    return not any(figures(a, b, (0, len(a.unit.words)), (0, len(b.unit.words)), texts))


def undone(desk: Desk, i: int, clause: tuple[int, int]) -> bool:
    """Does a clause take back what the other may tell: a plan dropped, a threat withdrawn?"""
    return any(stem(desk.text(i)[w.start : w.end]) in UNDONE for w in desk.told[i].unit.words[clause[0] : clause[1]])


def together(desk: Desk, i: int, j: int) -> bool:
    """May two sentences stand in one finding: do neither their figures nor the status of their acts gainsay each other?"""
    a, b = desk.told[i], desk.told[j]
    whole = (0, len(a.unit.words)), (0, len(b.unit.words))
    return not any(d.field == "figure" for d in figures(a, b, *whole, (desk.text(i), desk.text(j)))) and not any(statuses(a, b))


def shared(desk: Desk, p: Pair) -> tuple[int, int]:
    """How many plain words that weigh, and how many names, numbers and days, both clauses have; of what one person says in both, in what is said."""
    a, b = desk.told[p.first], desk.told[p.second]
    both = same_speaker(a, b)
    keys = counted(a, p.a, content=both) & counted(b, p.b, content=both)
    weighty = [k for k in keys if desk.scale.weight(k) >= COUNTS]
    plain = sum(desk.scale.plain(k) and not any(k in sort for sort in dates()) and not particle(a, k) for k in weighty)
    return plain, len(weighty) - plain


def particle(t: Telling, key: str) -> bool:
    """Does the word stand between two names, as in "Pieter van Rossum"?"""
    words = t.unit.words
    return any(w.key == key and not w.sort and v.sort in {"name", "first"} and x.sort == "name" for v, w, x in zip(words, words[1:], words[2:], strict=False))


def counted(t: Telling, clause: tuple[int, int], *, content: bool) -> frozenset[str]:
    """The keys of a clause without those of people who say it; `content`: only of what is said."""
    mine = [r for r in t.rows if isinstance(r, Quotation) and r.speaker and ":" in r.speaker]
    said = [s for r in mine for s in r.spans.content] if content else []
    names = [s for r in mine for s in r.spans.speaker]
    words = t.unit.words[clause[0] : clause[1]]
    return frozenset(w.key for w in words if (not said or any(x <= w.start < y for x, y in said)) and not any(x <= w.start < y for x, y in names))


def belongs(desk: Desk, f: Finding, p: Pair) -> bool:
    """Does a pair go with a finding: by its words, or as a new report's telling of its happening; and does none of it gainsay what is there?"""
    more = [i for i in (p.first, p.second) if i not in f.accounts]
    if not desk.fits(f, p):
        new = len(more) == 1 and desk.article(more[0]) not in {desk.article(i) for i in f.accounts}
        if not new or not happenings(desk.told[more[0]]) & frozenset.intersection(*(happenings(desk.told[i]) for i in f.accounts)):
            return False
    return all(together(desk, i, j) for i in more for j in f.accounts if desk.article(i) != desk.article(j))


def retold(desk: Desk, f: Finding, p: Pair) -> bool:
    """Is what a pair adds to a finding one report's telling of it again (headline and text)?"""
    more = [i for i in (p.first, p.second) if i not in f.accounts]
    return any((min(i, j), max(i, j)) in desk.again for i in more for j in f.accounts)


def happenings(t: Telling) -> frozenset[str]:
    return frozenset(r.happening for r in t.rows if isinstance(r, Event | Meeting) and r.happening)


def acts(a: Telling, b: Telling) -> Iterator[tuple[Event | Meeting, Event | Meeting]]:
    for e in a.rows:
        for f in b.rows:
            if isinstance(e, Event | Meeting) and isinstance(f, Event | Meeting):
                yield e, f


def one_act(e: Event | Meeting, f: Event | Meeting) -> bool:
    """The same act by the same sides, as far done."""
    if STANDS.get(e.status, e.status) != STANDS.get(f.status, f.status):
        return False
    if isinstance(e, Event) and isinstance(f, Event):
        same = not e.recipients or not f.recipients or bool(codes(e.recipients) & codes(f.recipients))
        return (e.type == f.type and bool(codes(e.actors) & codes(f.actors)) and same) or bool(e.happening and e.happening == f.happening)
    if isinstance(e, Meeting) and isinstance(f, Meeting):
        return len(set(e.parties) & set(f.parties)) > 1 or (len(codes(e.parties) & codes(f.parties)) > 1 and bool(e.happening and e.happening == f.happening))
    return False


def amounts(t: Telling) -> frozenset[tuple[float, float | None]]:
    """The figures of a sentence, as numbers."""
    return frozenset((r.value, r.high) for r in t.rows if isinstance(r, Figure))


def same_speaker(a: Telling, b: Telling) -> bool:
    one, two = ({r.speaker for r in t.rows if isinstance(r, Quotation) and r.speaker and ":" in r.speaker} for t in (a, b))
    return bool(one & two)


def sides(t: Telling) -> frozenset[str]:
    """All who have a part in the acts of a sentence."""
    return codes([x for r in t.rows if isinstance(r, Event | Meeting) for x in ((*r.actors, *r.recipients) if isinstance(r, Event) else r.parties)])
