"""Words and word pieces as the tagger's network reads them: BERT's uncased splitting, in plain Python with a memory.

A word is a run of letters and digits, or a single sign. Each becomes one or several pieces of the vocabulary, longest first (Wu et al. 2016);
a word that cannot be pieced together is one unknown piece, so any text has pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
ALIKE = str.maketrans("«»„‟‹›‚‛…", "“”““‘’‘‘.")  # signs that the vocabulary lacks or has hardly seen, as those that it knows
LONGEST = 60  # characters of a word that is looked up
START, BREAK, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class Word(NamedTuple):
    """A word's place in the text and its pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]


class Pieces:
    """The vocabulary: pieces in the order of their numbers, those inside a word beginning with "##"."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.number = {piece: n for n, piece in enumerate(vocabulary)}
        self.start, self.break_, self.unknown = (self.number[p] for p in (START, BREAK, UNKNOWN))
        self.known: dict[str, tuple[int, ...]] = {}

    def words(self, text: str, start: int = 0) -> list[Word]:
        """The words of a text that begins at `start` of its part, in characters of the part."""
        return [Word(start + m.start(), start + m.end(), self.of(m[0])) for m in WORD.finditer(text)]

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word, at least one."""
        found = self.known.get(word)
        if found is None:
            found = self.split(plain(word)) if len(word) <= LONGEST else (self.unknown,)
            if len(self.known) < 100_000:
                self.known[word] = found
        return found

    def split(self, word: str) -> tuple[int, ...]:
        out: list[int] = []
        a = 0
        while a < len(word):
            for b in range(len(word), a, -1):
                number = self.number.get(("##" if a else "") + word[a:b])
                if number is not None:
                    out.append(number)
                    a = b
                    break
            else:
                return (self.unknown,)
        return tuple(out) or (self.unknown,)


def plain(word: str) -> str:
    """Lower case, without accents."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word.translate(ALIKE).lower()) if unicodedata.category(c) != "Mn")
