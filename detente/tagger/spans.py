"""From the network's numbers to spans: which words begin a cue, and for each the likeliest run of labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.records import Span
from detente.tagger.words import Word

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
OTHER, SOURCE, CUE, CONTENT = range(4)
CHANGE = 2.0  # what it costs (in logits) to change from one label to another between neighbours: no holes of a word in a content


def runs(all_: Sequence[Floats], change: float = CHANGE) -> list[Whole]:
    """The best labels of each attribution, given its logits (words, labels), where changes between neighbours cost (Viterbi).

    All go through together; a shorter one goes on with zeros, along which its last label costs nothing, so none changes another.
    """
    if not all_:
        return []
    logits = np.zeros((len(all_), max(len(one) for one in all_), all_[0].shape[1]), np.float32)
    for n, one in enumerate(all_):
        logits[n, : len(one)] = one
    n, length, labels = logits.shape
    cost = np.where(np.eye(labels, dtype=bool), 0.0, -change).astype(np.float32)
    best = logits[:, 0]
    back = np.zeros((length, n, labels), np.int8)
    for i in range(1, length):
        through = best[:, :, None] + cost
        back[i] = through.argmax(1)
        best = through.max(1) + logits[:, i]
    out = np.zeros((n, length), np.int64)
    out[:, -1] = best.argmax(-1)
    rows = np.arange(n)
    for i in range(length - 1, 0, -1):
        out[:, i - 1] = back[i, rows, out[:, i]]
    return [row[: len(one)] for row, one in zip(out, all_, strict=True)]


def spans(words: Sequence[Word], labels: Whole, label: int) -> tuple[Span, ...]:
    """The stretches of words with this label, in characters."""
    out: list[Span] = []
    last = False
    for word, found in zip(words, labels.tolist(), strict=True):
        if found == label:
            out[-1:] = [(out[-1][0], word.end)] if last else [*out[-1:], (word.start, word.end)]
        last = found == label
    return tuple(out)
