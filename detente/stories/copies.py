"""Copies: reports that are mostly another report's words, also where they were shortened. A copy is never a confirmation.

Containment decides (see `cutting`); MinHash finds the candidates in a batch, the ledger's samples of five-word runs those from before.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.codebook.vocabulary import WORD
from detente.cutting import CONTAINED, LEAST, SHINGLE, contained, shingles
from detente.marks import Shelf, prints
from detente.records import Article

PERMUTATIONS, BANDS = 256, 128  # finds nine in ten pairs of Jaccard .14, and one in eighty of .01


def find(articles: Iterable[Article]) -> dict[str, str]:
    """Article id → id of the report it copies: the earliest published one, then the longest, then by id."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped,unused-ignore]

    ranked = sorted(articles, key=lambda a: (a.published or "9999", -len(a.text), a.id))
    known: list[tuple[str, frozenset[str]]] = []
    short: dict[tuple[str, ...], str] = {}
    copies: dict[str, str] = {}
    index = RMinHashLSH(threshold=CONTAINED, num_perm=PERMUTATIONS, num_bands=BANDS)
    for article in ranked:
        own = shingles(article.text)
        if len(own) < LEAST - SHINGLE + 1:  # too short to be told shortened: a copy only if all its words are
            words = tuple(w.lower() for w in WORD.findall(article.text or article.title or ""))
            if words and short.setdefault(words, article.id) != article.id:
                copies[article.id] = short[words]
            continue
        print_ = RMinHash(num_perm=PERMUTATIONS, seed=1)
        print_.update(sorted(own))
        near = sorted(index.query(print_))
        found = [(share, -k) for k in near if (share := contained(own, known[k][1])) >= CONTAINED]
        if found:  # of several, the one it shares most with, then the first
            copies[article.id] = known[-max(found)[1]][0]
        else:
            index.insert(len(known), print_)
            known.append((article.id, own))
    return copies


def among(fresh: Iterable[Article], shelf: Shelf | None) -> tuple[dict[str, str], list[Article]]:
    """The copies of a batch, and the reports from before that take part: what new ones copy, and what turns out to be a copy of a new one."""
    fresh = list(fresh)
    if shelf is None:
        return find(fresh), []
    near = sorted({name for a in fresh for name in shelf.alike(prints(a))} - {a.id for a in fresh})
    found = shelf.articles(near)
    originals = shelf.articles(sorted({a.copy_of for a in found if a.copy_of} - set(near)))
    before = [a for a in (*found, *originals) if not a.copy_of]
    return find([*fresh, *before]), before
