"""Does a text hold the words of another, and which of many texts may: by runs of words, so that long lists take no longer than they must."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from detente.codebook.folding import fold

WORD = re.compile(r"\w+(?:'\w+)*")
RUN = 4  # so many words in a row must be the same, or all where there are fewer
ENOUGH = 0.6  # of the key's words, in their order
COMMON = 50  # a run that stands in more texts does not tell which of them is meant


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case and without accents."""
    return tuple(WORD.findall(fold(text)))


def holds(text: str, key: str) -> bool:
    """Whole and verbatim, or six in ten of its words in their order and four of them in a row: an ellipsis or a bracket in a key is no harm."""
    wanted, have = words(key), words(text)
    if not wanted:
        return False
    if verbatim(text, key):
        return True
    blocks = SequenceMatcher(None, wanted, have, autojunk=False).get_matching_blocks()
    return max(b.size for b in blocks) >= min(RUN, len(wanted)) and sum(b.size for b in blocks) >= ENOUGH * len(wanted)


def verbatim(text: str, key: str) -> bool:
    """Do the key's words stand in the text one behind the other, whatever the signs between them?"""
    return f" {' '.join(words(key))} " in f" {' '.join(words(text))} "


class Index:
    """Texts by their runs of words.

    >>> Index(["Tarn massed troops", "Orsa left"]).holding("massed troops")
    [0]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._runs: dict[int, dict[tuple[str, ...], list[int]]] = {}

    def holding(self, key: str) -> list[int]:
        """Which texts hold the key, in order."""
        wanted = words(key)
        length = min(RUN, len(wanted))
        standing = sorted((self._of(length).get(run, []) for run in _runs(wanted, length)), key=len)
        near = {i for at in standing if len(at) <= COMMON for i in at}.union(standing[0] if standing else ())  # verbatim in none but where its rarest run is
        return [i for i in sorted(near) if holds(self.texts[i], key)]

    def _of(self, length: int) -> dict[tuple[str, ...], list[int]]:
        """Where each run of so many words stands."""
        if length not in self._runs:
            found = defaultdict(list)
            for i, text in enumerate(self.texts):
                for run in _runs(words(text), length):
                    found[run].append(i)
            self._runs[length] = found
        return self._runs[length]


def _runs(of: tuple[str, ...], length: int) -> set[tuple[str, ...]]:
    return {of[i : i + length] for i in range(len(of) - length + 1)} if length else set()
