"""The desk where a story's reports lie side by side: their sentences, and the pairs of them that are on the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from detente.cutting import KINDRED, contained, same_words, shingles
from detente.records import Account, Article, Event, Field, Meeting, Quotation
from detente.stories.differences import OFF
from detente.stories.happenings import codes
from detente.stories.likeness import ENOUGH, Pair, Scale, nearest_of, pairs
from detente.stories.tellings import Telling, account

SAME = 0.12  # likeness from which two sentences are laid side by side
FAINT = 0.07  # and from which they are where their grammar shows what they differ in
CORE = 1.0  # weight of the words they must share besides names
KNOWN = 2.5  # or of the words with the names of at least two
COUNTS = 0.15  # weight from which a word counts as one
VOICE = 1.3  # times as likely the same, from one mouth
TOLD = 0.3  # likeness that two rows of one happening have at least
AGAIN = 0.2  # likeness from which two sentences of one report tell one thing
WEIGHS = 0.2  # weight from which a shared word is one that is told
KEEPS = 0.5  # share of a finding's words that one more account must have
LINE = 12  # words of the line that says what a finding is about
UNQUOTED = dict.fromkeys(map(ord, '"“”«»'))
TELLERS = 2  # sentences of one report that a finding shows

Range = tuple[int, int]


class Finding(NamedTuple):
    """A comparison in the making: how much it weighs, what it is about, the accounts by the number of their sentence, the keys they share."""

    weight: float
    what: str
    field: Field | None
    accounts: dict[int, Account]
    keys: frozenset[str] = frozenset()


class Desk:
    """`side` are pairs of two reports, `own` of one, `near` all that are alike at all; each the most alike first."""

    def __init__(self, articles: Mapping[str, Article], told: Sequence[Telling]) -> None:
        self.articles, self.told = articles, told
        self.kin: dict[tuple[str, str], bool] = {}
        units = [t.unit for t in told]
        self.scale = Scale(units)
        self.near = [self.voiced(p) for p in pairs(units, self.scale, FAINT / VOICE)]
        seen = {(p.first, p.second): p for p in self.near}
        shared = set(self.happenings())
        for i, j in sorted(shared):
            p = seen.get((i, j)) or nearest_of(units, self.scale, i, j)
            seen[i, j] = Pair(max(TOLD, p.score), i, j, p.a, p.b)
        self.side = sorted((p for p in seen.values() if (p.first, p.second) in shared or (p.score >= FAINT and self.core(p))), key=lambda p: (-p.score, p.first, p.second))
        self.own = [p for p in pairs(units, self.scale, SAME, within=True) if self.core(p)]
        self.again = {(p.first, p.second) for p in self.own if p.score >= AGAIN}

    def text(self, i: int) -> str:
        """The part that a sentence stands in."""
        unit = self.told[i].unit
        return self.articles[unit.article].part(unit.part)

    def sentence(self, i: int) -> str:
        unit = self.told[i].unit
        return self.text(i)[unit.start : unit.end]

    def article(self, i: int) -> str:
        return self.told[i].unit.article

    def voiced(self, p: Pair) -> Pair:
        """Likelier the same where one and the same person says it."""
        one, two = ({r.speaker for r in self.told[i].rows if isinstance(r, Quotation) and r.speaker and ":" in r.speaker} for i in (p.first, p.second))
        return Pair(p.score * VOICE, p.first, p.second, p.a, p.b) if one & two else p

    def happenings(self) -> list[tuple[int, int]]:
        """Sentences of two reports that tell the same happening, or that one side's meeting does not take place."""
        homes: dict[str, list[int]] = defaultdict(list)
        for i, t in enumerate(self.told):
            for happening in sorted({r.happening for r in t.rows if isinstance(r, Event | Meeting) and r.happening}):
                homes[happening].append(i)
            for code in sorted({c for r in t.rows if isinstance(r, Meeting) and r.status in OFF for c in codes(r.parties)}):
                homes[f"off {code}"].append(i)
        return sorted({(i, j) for home in homes.values() for n, i in enumerate(home) for j in home[n + 1 :] if self.article(i) != self.article(j)})

    def common(self, p: Pair) -> frozenset[str]:
        """The keys that a pair's clauses share."""
        a, b = self.told[p.first].unit, self.told[p.second].unit
        return frozenset(w.key for w in a.words[p.a[0] : p.a[1]]) & frozenset(w.key for w in b.words[p.b[0] : p.b[1]])

    def plain(self, p: Pair) -> bool:
        """Do they share words, more than one, that tell more than who and where?"""
        weighty = frozenset(k for k in self.common(p) if self.scale.weight(k) >= COUNTS)
        plain = frozenset(k for k in weighty if self.scale.plain(k))
        return self.scale.sum(plain) >= CORE and (len(plain) > 1 or len(weighty) > 2)

    def core(self, p: Pair) -> bool:
        """Such words, or the names of two?"""
        keys = self.common(p)
        return self.plain(p) or (self.scale.sum(keys) >= KNOWN and self.names(p, keys) > 1)

    def whole(self, p: Pair) -> float:
        """How alike the whole sentences are, whatever their clauses."""
        one, two = (frozenset(w.key for w in self.told[i].unit.words) for i in (p.first, p.second))
        weight, shared = (self.scale.sum(one) * self.scale.sum(two)) ** 0.5, self.scale.sum(one & two)
        return shared / weight * min(1.0, shared / ENOUGH) if weight else 0.0

    def related(self, sentences: Sequence[int], others: Sequence[int]) -> float:
        """The likeness of the two most alike of different reports, one of each list."""
        units = [t.unit for t in self.told]
        return max((nearest_of(units, self.scale, min(i, j), max(i, j)).score for i in sentences for j in others if self.article(i) != self.article(j)), default=0.0)

    def names(self, p: Pair, keys: frozenset[str]) -> int:
        """How many names two clauses share; words of one name stand together."""
        words = self.told[p.first].unit.words[p.a[0] : p.a[1]]
        named = [w.key in keys and w.key in self.scale.names for w in words]
        return sum(is_name and not before for is_name, before in zip(named, [False, *named], strict=False))

    def said(self, p: Pair) -> tuple[Range, Range]:
        """Each side's words, as offsets, from the first to the last that weigh and both have."""
        keys = {k for k in self.common(p) if self.scale.weight(k) >= WEIGHS}
        sides = [self.told[i].unit.words[x:y] for i, (x, y) in ((p.first, p.a), (p.second, p.b))]
        one, two = ([w for w in words if w.key in keys] or list(words) for words in sides)
        return (one[0].start, one[-1].end), (two[0].start, two[-1].end)

    def words(self, p: Pair, n: int) -> str:
        """The same of one side, as it stands there."""
        a, b = self.said(p)[n]
        return self.text((p.first, p.second)[n])[a:b]

    def what(self, p: Pair) -> str:
        """A line on what both tell: of the side that says it shorter, the run of words that holds most of what they share."""
        keys = self.common(p)
        best: tuple[float, int, str] = (-1.0, 0, "")
        for i, (x, y), (a, b) in zip((p.first, p.second), (p.a, p.b), self.said(p), strict=True):
            words = [w for w in self.told[i].unit.words[x:y] if a <= w.start and w.end <= b]
            for n, first in enumerate(words):
                run = words[n : n + LINE]
                while run and run[-1].key not in keys:
                    run = run[:-1]
                if first.key in keys and run:
                    line = " ".join(self.text(i)[first.start : run[-1].end].translate(UNQUOTED).split())
                    best = max(best, (round(self.scale.sum(frozenset(w.key for w in run) & keys), 6), -len(line), line))
        return best[2]

    def account(self, i: int, value: str | None, said: Range | None = None) -> Account:
        unit = self.told[i].unit
        return account(self.told[i], self.articles[unit.article], said or (unit.start, unit.end), value)

    def fits(self, f: Finding, p: Pair) -> bool:
        """Does a pair go with a finding: on the same words, one sentence in it, the other a new report's or the same report's telling again?"""
        more = [i for i in (p.first, p.second) if i not in f.accounts]
        if len(more) != 1:
            return not more
        mine = [k for k in f.accounts if self.article(k) == self.article(more[0])]
        if len(mine) >= TELLERS or any((min(k, more[0]), max(k, more[0])) not in self.again for k in mine):
            return False
        return self.scale.sum(self.common(p) & f.keys) >= KEEPS * self.scale.sum(f.keys)

    def kindred(self, i: int, j: int) -> bool:
        """Do the two reports share so many words that what they share comes from one agency?"""
        pair = (min(self.article(i), self.article(j)), max(self.article(i), self.article(j)))
        if pair not in self.kin:
            self.kin[pair] = contained(*(shingles(self.articles[a].text) for a in pair)) >= KINDRED
        return self.kin[pair]

    def borrowed(self, i: int, j: int) -> bool:
        """Are two sentences the same words? Then they confirm nothing, unless two reports of their own quote what somebody said."""
        one, two = self.sentence(i), self.sentence(j)
        return same_words(one, two) and not (self.told[i].speech and self.told[j].speech and not self.kindred(i, j))
