"""“…” said Ivan Sorel: the speaker behind the verb, where the parser took words between quotation marks for the speaker."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from detente.claims.quotations.reported import Said
from detente.records import Sentence

NAMES = frozenset({"NOUN", "PROPN", "PRON"})
BEFORE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "PRON"})  # what a noun phrase is made of, up to its head


def righted(f: Said, holding: Callable[[int], int | None]) -> Said:
    """The saying with the noun phrase right behind its cue as its source, where the one it has is quoted and the cue is not."""
    s = f.sentence
    if holding(f.at) is not None or f.whose is not s:
        return f
    free = tuple(i for i in f.source if holding(s.tokens[i].start) is None)
    if len(free) == len(f.source):
        return f
    if free:
        return structs.replace(f, source=free)
    head = behind(s, f.cue[-1])
    return f if head is None else structs.replace(f, source=(head,), content=(), told=None)


def behind(s: Sentence, i: int) -> int | None:
    """The head of the noun phrase that begins right behind word i: "said a senior envoy of Tarn"."""
    head = None
    for t in s.tokens[i + 1 :]:
        if t.pos not in BEFORE:
            break
        if t.pos in NAMES:
            head = t.i
    return head


__all__ = ["righted"]
