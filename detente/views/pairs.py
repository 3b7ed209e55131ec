"""Two reports of a story with the passages that tell the same lit on both sides, each pair under one number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from detente.records import Account, Article, Comparison, Part, Span, Verdict
from detente.views.accounts import label
from detente.views.pieces import Covering, pieces

PARTS: tuple[Part, ...] = ("title", "standfirst", "body")
LINES = re.compile(r"[^\n]+")
SAME = "both say"
Place = tuple[Part, int, int]


class Pair(Struct, frozen=True):
    """Passages of two reports that tell one thing; `words` say in what they differ, or that they do not."""

    number: int
    verdict: Verdict
    words: tuple[str, ...]
    here: tuple[Place, ...]
    there: tuple[Place, ...]


class Lit(Struct, frozen=True):
    """A piece of text with the pairs that it belongs to, and those of them that begin with it."""

    text: str
    pairs: tuple[Pair, ...]
    begins: tuple[Pair, ...]

    @property
    def verdict(self) -> Verdict | None:
        """None of plain text; what is told differently outranks what both say."""
        return min((p.verdict for p in self.pairs), key=("differs", "corroborated").index, default=None)


class Lines(Struct, frozen=True):
    """A part of a report: its lines as pieces, of which none overlap."""

    part: Part
    lines: tuple[tuple[Lit, ...], ...]


def pairs(comparisons: Iterable[Comparison], one: Article, other: Article) -> list[Pair]:
    """What two reports both tell, in the order of the first; comparisons of the very same passages are one pair."""
    found: dict[tuple[tuple[Place, ...], tuple[Place, ...]], list[Comparison]] = {}
    for c in comparisons:
        here, there = (tuple(sorted({_place(a) for a in c.accounts if a.article == article.id and _shown(a, article)}, key=_order)) for article in (one, other))
        if c.verdict != "only" and here and there:
            found.setdefault((here, there), []).append(c)
    out = []
    for number, (here, there) in enumerate(sorted(found, key=lambda k: ([_order(p) for p in k[0]], [_order(p) for p in k[1]])), 1):
        apart = [label(c) for c in found[here, there] if c.verdict == "differs"]
        out.append(Pair(number, "differs" if apart else "corroborated", tuple(dict.fromkeys(apart)) or (SAME,), here, there))
    return out


def lit(article: Article, pairs: Sequence[Pair], *, first: bool) -> list[Lines]:
    """The parts of a report, lit; `first`: is it the one that the pairs begin with?"""
    seen: set[int] = set()
    mine = [(p, place) for p in pairs for place in (p.here if first else p.there)]
    return [Lines(part, tuple(_lines(article.part(part), [Covering(a, b, p) for p, (of, a, b) in mine if of == part], seen))) for part in PARTS if article.part(part).strip()]


def closest(comparisons: Iterable[Comparison], articles: Sequence[Article]) -> tuple[str, str] | None:
    """The two reports that tell most in common; None of a story with one report."""
    order = [a.id for a in articles]
    if len(order) < 2:
        return None
    shared: Counter[tuple[str, str]] = Counter()
    for c in comparisons:
        if c.verdict != "only":
            shared.update(combinations(sorted({a.article for a in c.accounts if a.article in order}, key=order.index), 2))
    return min(shared, key=lambda pair: (-shared[pair], order.index(pair[0]), order.index(pair[1]))) if shared else (order[0], order[1])


def _lines(text: str, spans: Sequence[Covering[Pair]], seen: set[int]) -> Iterator[tuple[Lit, ...]]:
    for line in LINES.finditer(text):
        if line.group().isspace():
            continue
        begin, end = line.span()
        yield tuple(_lit(piece.text, piece.labels, seen) for piece in pieces(text, [s for s in spans if s.start < end and s.end > begin], begin, end))


def _lit(text: str, labels: Sequence[Pair], seen: set[int]) -> Lit:
    ordered = tuple(sorted(labels, key=lambda p: p.number))
    begins = tuple(p for p in ordered if p.number not in seen)
    seen.update(p.number for p in begins)
    return Lit(text, ordered, begins)


def _place(account: Account) -> Place:
    return account.part, account.start, account.end


def _order(place: Place) -> tuple[int, Span]:
    return PARTS.index(place[0]), place[1:]


def _shown(account: Account, article: Article) -> bool:
    """Is there something to light?"""
    return not article.part(account.part)[max(account.start, 0) : max(account.end, 0)].isspace() and 0 <= account.start < min(account.end, len(article.part(account.part)))
