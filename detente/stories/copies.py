"""Copies: reports that are mostly another report's words, also where they were shortened. A copy is never a confirmation.

Independent reports of one event share some 2 % of their five-word shingles; a shortened wire copy keeps more than half of its own while
Jaccard similarity falls to .14. So containment decides, and MinHash only finds the candidates.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.codebook.vocabulary import WORD
from detente.records import Article

SHINGLE = 5  # words
LEAST = 60  # words of a text that can be judged
CONTAINED = 0.45  # share of the shorter text's shingles
PERMUTATIONS, BANDS = 256, 128  # finds nine in ten pairs of Jaccard .14, and one in eighty of .01

Shingles = frozenset[str]


def find(articles: Iterable[Article]) -> dict[str, str]:
    """Article id → id of the report it copies: the earliest published one, then the longest, then by id."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped,unused-ignore]

    ranked = sorted(articles, key=lambda a: (a.published or "9999", -len(a.text), a.id))
    known: list[tuple[str, Shingles]] = []
    copies: dict[str, str] = {}
    index = RMinHashLSH(threshold=CONTAINED, num_perm=PERMUTATIONS, num_bands=BANDS)
    for article in ranked:
        own = shingles(article.text)
        if len(own) < LEAST - SHINGLE + 1:
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


def shingles(text: str) -> Shingles:
    """All runs of five words, in lower case."""
    words = [w.lower() for w in WORD.findall(text)]
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def contained(a: Shingles, b: Shingles) -> float:
    """How much of the smaller set the other holds."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return len(small & large) / len(small) if small else 0.0
