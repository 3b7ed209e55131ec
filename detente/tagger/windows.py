"""Windows: what the network sees at once. Whole paragraphs, as many as fit; a longer paragraph is cut between its sentences, a longer sentence
between its words. They do not overlap, so each word is read once, and they depend on the article alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from detente.tagger.words import Pieces, Word

MOST = 192  # pieces of a window, with the signs around its paragraphs


class Window(NamedTuple):
    """Words in order of place, and after which of them a paragraph ends."""

    words: list[Word]
    breaks: set[int]

    def numbers(self, pieces: Pieces) -> tuple[list[int], list[int]]:
        """(the numbers that the network reads, for each word the index of its first piece among them)."""
        ids, first = [pieces.start], []
        for n, word in enumerate(self.words):
            first.append(len(ids))
            ids.extend(word.pieces)
            if n in self.breaks or n + 1 == len(self.words):
                ids.append(pieces.break_)
        return ids, first


def windows(paragraphs: Iterable[Sequence[Sequence[Word]]], most: int = MOST) -> Iterator[Window]:
    """The windows of a part, given the words of each sentence of each paragraph."""
    open_, size = Window([], set()), 1
    for paragraph in paragraphs:
        if size + length(w for s in paragraph for w in s) + 1 <= most:
            runs = [[w for s in paragraph for w in s]]
        else:
            runs = [run for s in paragraph for run in cut(s, most - 2)]
        for n, run in enumerate(runs):
            if open_.words and (size + length(run) + 1 > most or (n == 0 and len(runs) > 1 and size > most // 2)):
                yield open_
                open_, size = Window([], set()), 1
            open_.words.extend(run)
            size += length(run)
        if open_.words and runs:
            open_.breaks.add(len(open_.words) - 1)
            size += 1
    if open_.words:
        yield open_


def cut(sentence: Sequence[Word], most: int) -> Iterator[list[Word]]:
    """A sentence in runs of at most so many pieces; mostly one."""
    run: list[Word] = []
    size = 0
    for word in sentence:
        if run and size + len(word.pieces) > most:
            yield run
            run, size = [], 0
        run.append(word)
        size += len(word.pieces)
    if run:
        yield run


def length(words: Iterable[Word]) -> int:
    return sum(len(w.pieces) for w in words)
