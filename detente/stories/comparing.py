"""Accounts side by side: what several reports of a story state, where they differ and in what, what only one has. Each with its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from detente.ids import digest
from detente.records import Account, Article, Comparison, Event, Field, Figure, Meeting, Quotation, Row, Story, Verdict
from detente.stories.copies import contained, shingles
from detente.stories.differences import Difference, differences
from detente.stories.likeness import Pair, Scale, nearest_of, pairs
from detente.stories.tellings import Telling, account, tellings

SAME = 0.12  # likeness from which two sentences are laid side by side
AGREED = 0.17  # and from which they confirm each other
CORE = 1.0  # weight of the words they must share besides names
KNOWN = 2.5  # or of the words with the names of at least two
VOICE = 1.3  # times as likely the same, from one mouth
TOLD = 0.3  # likeness that two rows of one happening have at least
SHARED = 0.8  # of the shorter sentence's five-word runs in the longer: one agency's words, no confirmation
ALONE = 0.4  # likeness up to which a sentence may tell something that nobody else does
NEWS = 4.0  # weight of the words that no other report has, from which a sentence does
LIMITS: dict[Verdict, int] = {"corroborated": 14, "differs": 14, "only": 12}  # rows for each pair of reports, as if all were two
OFTEN = 2  # rows of one verdict that a sentence may stand in
OWN = frozenset({"figure", "wording", "place"})  # what two sources inside one report may differ in
WEIGHT: dict[type[Row], float] = {Event: 2.0, Figure: 1.5, Meeting: 1.5, Quotation: 1.0}


def compare(story: Story, articles: Mapping[str, Article], rows: Mapping[str, Sequence[Row]]) -> tuple[Comparison, ...]:
    """The comparisons of a story: corroborated, differs, only, each the weightiest first. A copy takes no part."""
    present = [articles[a] for a in story.articles if a in articles and articles[a].copy_of not in story.articles]
    desk = Desk(story, articles, [t for a in present for t in tellings(a, rows.get(a.id, ()))])
    times = max(1, min(len(present) - 1, 6))
    agreed = desk.agreed()
    out = limited(agreed, "corroborated", times) + limited(desk.differing(), "differs", times)
    return tuple(out + (limited(desk.alone({i for _, used, _ in agreed for i in used}), "only", times) if len(present) > 1 else []))


Said = dict[int, tuple[str, tuple[int, int]]]
Weighed = list[tuple[float, tuple[int, ...], Comparison]]


def limited(found: Weighed, verdict: Verdict, times: int) -> list[Comparison]:
    """The weightiest, no sentence too often."""
    count: Counter[int] = Counter()
    out = []
    for _, used, row in sorted(found, key=lambda f: (-f[0], f[1])):
        if all(count[u] < OFTEN for u in used):
            count.update(used)
            out.append(row)
    return out[: LIMITS[verdict] * times]


class Desk:
    """The sentences of a story's reports, and the pairs of them that are on the same thing."""

    def __init__(self, story: Story, articles: Mapping[str, Article], told: Sequence[Telling]) -> None:
        self.story, self.articles, self.told = story, articles, told
        units = [t.unit for t in told]
        self.scale = Scale(units)
        self.near = sorted((self.voiced(p) for p in pairs(units, self.scale, SAME / VOICE)), key=lambda p: (-p.score, p.first, p.second))
        seen = {(p.first, p.second): p for p in self.near}
        for i, j in self.happening_pairs():
            p = seen.get((i, j)) or nearest_of(units, self.scale, i, j)
            seen[i, j] = Pair(max(TOLD, p.score), i, j, p.a, p.b)
        self.side = sorted((p for p in seen.values() if p.score >= TOLD or (p.score >= SAME and self.core(p))), key=lambda p: (-p.score, p.first, p.second))
        self.own = [p for p in pairs(units, self.scale, SAME, within=True) if self.core(p)]

    def text(self, i: int) -> str:
        unit = self.told[i].unit
        return self.articles[unit.article].part(unit.part)

    def voiced(self, p: Pair) -> Pair:
        """Likelier the same where one and the same person says it."""
        one, two = ({r.speaker for r in self.told[i].rows if isinstance(r, Quotation) and r.speaker and ":" in r.speaker} for i in (p.first, p.second))
        return Pair(p.score * VOICE, p.first, p.second, p.a, p.b) if one & two else p

    def happening_pairs(self) -> list[tuple[int, int]]:
        """Sentences of two reports that tell the same happening."""
        homes: dict[str, list[int]] = defaultdict(list)
        for i, t in enumerate(self.told):
            for happening in sorted({r.happening for r in t.rows if isinstance(r, Event | Meeting) and r.happening}):
                homes[happening].append(i)
        return sorted({(i, j) for home in homes.values() for n, i in enumerate(home) for j in home[n + 1 :] if self.told[i].unit.article != self.told[j].unit.article})

    def common(self, p: Pair) -> frozenset[str]:
        a, b = self.told[p.first].unit, self.told[p.second].unit
        return frozenset(w.key for w in a.words[p.a[0] : p.a[1]]) & frozenset(w.key for w in b.words[p.b[0] : p.b[1]])

    def core(self, p: Pair) -> bool:
        """Do two clauses share more than one who is in them: plain words, or the names of two?"""
        keys = self.common(p)
        plain = self.scale.sum(frozenset(k for k in keys if self.scale.plain(k)))
        return plain >= CORE or (self.scale.sum(keys) >= KNOWN and self.names(p, keys) > 1)

    def names(self, p: Pair, keys: frozenset[str]) -> int:
        """How many names two clauses share; words of one name stand together."""
        words = self.told[p.first].unit.words[p.a[0] : p.a[1]]
        named = [w.key in keys and w.key in self.scale.names for w in words]
        return sum(is_name and not before for is_name, before in zip(named, [False, *named], strict=False))

    def words(self, p: Pair, n: int) -> str:
        """One side's words from the first to the last that weigh and both have."""
        i = (p.first, p.second)[n]
        x, y = (p.a, p.b)[n]
        keys = {k for k in self.common(p) if self.scale.weight(k) >= 0.2}
        at = [w for w in self.told[i].unit.words[x:y] if w.key in keys]
        return " ".join(self.text(i)[at[0].start : at[-1].end].split()) if at else ""

    def what(self, p: Pair) -> str:
        return min((self.words(p, n) for n in (0, 1)), key=lambda v: (len(v), v))

    def account(self, i: int, value: str | None, words: tuple[int, int] | None = None) -> Account:
        unit = self.told[i].unit
        return account(self.told[i], self.articles[unit.article], words or (0, len(unit.words)), value)

    def row(self, what: str, verdict: Verdict, field: Field | None, accounts: list[Account]) -> Comparison:
        says = [(a.article, a.part, a.start, a.end, a.value) for a in accounts]
        return Comparison(id=digest("comparison", self.story.id, verdict, field, *says), story=self.story.id, what=what, verdict=verdict, field=field, accounts=tuple(accounts))

    def agreed(self) -> Weighed:
        """Sentences that state the same fact in words of their own; a report that tells it twice (headline and text) has two accounts."""
        again = {(p.first, p.second) for p in self.own if p.score >= TOLD}
        groups: list[tuple[float, str, Said]] = []
        for p in self.side:
            if p.score < AGREED or self.borrowed(p.first, p.second):
                continue
            said = {p.first: (self.words(p, 0), p.a), p.second: (self.words(p, 1), p.b)}
            home = next((g for _, _, g in groups if self.fits(g, said, again)), None)
            if home is not None:
                home.update({k: v for k, v in said.items() if k not in home})
            else:
                groups.append((p.score, self.what(p), said))
        return [(score, tuple(sorted(g)), self.row(what, "corroborated", None, [self.account(i, *g[i]) for i in sorted(g)])) for score, what, g in groups]

    def fits(self, group: Said, said: Said, again: set[tuple[int, int]]) -> bool:
        """Does a pair belong to a group: one sentence is in it, the other a new report's or the same report's telling again?"""
        new = [i for i in said if i not in group]
        if len(new) != 1:
            return not new
        mine = [k for k in group if self.told[k].unit.article == self.told[new[0]].unit.article]
        return len(mine) < 2 and all((min(k, new[0]), max(k, new[0])) in again for k in mine)

    def differing(self) -> Weighed:
        """Pairs on the same thing, a row for the surest difference of each; in one report only where two sources tell it."""
        out: Weighed = []
        for p in [*self.side, *self.own]:
            a, b = self.told[p.first], self.told[p.second]
            found = list(differences(a, b, p.a, p.b, (self.text(p.first), self.text(p.second))))
            if a.unit.article == b.unit.article:
                found = [d for d in found if d.field in OWN] if any(d.field == "attribution" for d in found) else []
            if found:
                best: Difference = max(found, key=lambda d: d.weight)
                accounts = [self.account(p.first, best.first, p.a), self.account(p.second, best.second, p.b)]
                out.append((p.score * best.weight, (p.first, p.second), self.row(self.what(p), "differs", best.field, accounts)))
        return out

    def alone(self, agreed: set[int]) -> Weighed:
        """Facts that no other report has: sentences, with the one that goes on from them, with words that are new in the story."""
        told_by: dict[str, set[str]] = defaultdict(set)
        for t in self.told:
            for w in t.unit.words:
                told_by[w.key].add(t.unit.article)
        likest: dict[int, float] = defaultdict(float)
        for p in self.near:
            for i in (p.first, p.second):
                likest[i] = max(likest[i], p.score)
        weights: dict[int, float] = {}
        for i, t in enumerate(self.told):
            keys = frozenset(w.key for w in t.unit.words)
            news = self.scale.sum(frozenset(k for k in keys if len(told_by[k]) == 1))
            if t.unit.part == "body" and likest[i] < ALONE and news >= NEWS and i not in agreed:
                acts = max((WEIGHT.get(type(r), 0.5) for r in t.rows), default=0.0)
                sided = len({w.key for w in t.unit.words if w.sort == "party"})
                weights[i] = news / self.scale.sum(keys) ** 0.5 + acts + min(sided, 2) / 2 - 3 * likest[i]
        out: Weighed = []
        for i in sorted(weights):
            what = " ".join(self.text(i)[self.told[i].unit.start : self.told[i].unit.end].split()[:14])
            out.append((weights[i], (i,), self.row(what, "only", None, [self.account(i, None)])))
        return out

    def borrowed(self, i: int, j: int) -> bool:
        """Are two sentences the same words, and not words that somebody said?"""
        if self.told[i].speech and self.told[j].speech:
            return False
        one, two = (shingles(self.text(n)[self.told[n].unit.start : self.told[n].unit.end]) for n in (i, j))
        return min(len(one), len(two)) >= 8 and contained(one, two) >= SHARED
