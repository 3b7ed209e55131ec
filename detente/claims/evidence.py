"""The words a row rests on: the sentence, or the clause around a word where the sentence is too long to quote."""

from __future__ import annotations

from detente.grammar import CLAUSES, ancestors, span, subtree
from detente.records import Article, Sentence, Span

LONGEST = 80  # words of evidence that the ledger allows


def evidence(s: Sentence, i: int) -> Span:
    """The sentence; of a longer one the widest clause around word i that is short enough; else a window of words."""
    if len(s.text.split()) <= LONGEST:
        return s.start, s.end
    best: Span | None = None
    for j in [i, *ancestors(s, i)]:
        if j == i or s.tokens[j].dep in CLAUSES or s.tokens[j].dep == "ROOT":
            a, b = span(s, subtree(s, j))
            if len(s.text[a - s.start : b - s.start].split()) <= LONGEST:
                best = (a, b)
    if best and best[1] - best[0] > 40:
        return best
    first = max(0, i - LONGEST // 3)
    last = min(len(s.tokens) - 1, first + LONGEST - LONGEST // 4)
    return s.tokens[first].start, s.tokens[last].end


def vouchers(article: Article, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Who vouches for a row: the named sources, the outlet (or whom it credits) last."""
    outlet = article.credited_source or article.outlet
    return names + ((outlet,) if outlet and outlet not in names else ())
