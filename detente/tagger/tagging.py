"""An article's sentences through the network, window by window. The network is loaded with the first article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from detente.records import Part, Sentence, Tagged
from detente.tagger.windows import Window, windows
from detente.tagger.words import Pieces

if TYPE_CHECKING:
    from detente.tagger.network import Network


def tag(sentences: tuple[Sentence, ...], net: Network | None = None) -> tuple[Tagged, ...]:
    """The attributions of an article's sentences, in order of part and cue, by the shipped network or another. Needs that `unavailable()` is None."""
    from detente.tagger.network import network
    from detente.tagger.spans import CONTENT, CUE, SOURCE, spans, surest

    net = net or network()
    out: list[Tagged] = []
    for part, window in article_windows(sentences, net.pieces):
        read = net.read(window)
        found: list[Tagged] = []
        for sure, labels in zip(read.sure.tolist(), read.labels.tolist(), strict=True):
            source, cue, content = (spans(window.words, labels, label) for label in (SOURCE, CUE, CONTENT))
            if cue and content:
                found.append(Tagged(part, cue, source, content, sure))
        out.extend(surest(found))
    return tuple(out)


def article_windows(sentences: tuple[Sentence, ...], pieces: Pieces) -> Iterator[tuple[Part, Window]]:
    for part, here in groupby(sentences, lambda s: s.part):
        paragraphs = [[pieces.words(s.text, s.start) for s in group] for _, group in groupby(here, lambda s: s.paragraph)]
        for window in windows(paragraphs):
            yield part, window
