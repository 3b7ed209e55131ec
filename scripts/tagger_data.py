"""The annotated articles as windows with labels, and how good found attributions are."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from detente.tagger.windows import Window, windows
from detente.tagger.words import Pieces

ROLES = ("source", "cue", "content")
SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")  # good enough to cut the few paragraphs that are longer than a window
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


class Example(NamedTuple):
    """A window with its numbers, first pieces of words, and for each attribution the word that begins its cue and a label a word."""

    window: Window
    ids: list[int]
    first: list[int]
    cues: list[int]
    labels: list[list[int]]


class Found(NamedTuple):
    """An attribution in characters of the text."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf8").splitlines()]


def paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """The sentences of each paragraph, roughly."""
    for m in re.finditer(r"[^\n]*\S[^\n]*", text):
        ends = [m.start(), *(s.end() for s in SENTENCE.finditer(text, m.start(), m.end())), m.end()]
        yield list(pairwise(ends))


def windows_of(text: str, pieces: Pieces) -> list[Window]:
    return list(windows([[pieces.words(text[a:b], a) for a, b in p] for p in paragraphs(text)]))


def examples(docs: Iterable[dict[str, Any]], pieces: Pieces, straight: random.Random | None = None) -> list[Example]:
    """All windows of the documents; with `straight`, a part of the documents gets plain quotation marks instead of curly ones."""
    out: list[Example] = []
    for doc in docs:
        text = doc["text"].translate(STRAIGHT) if straight and straight.random() < 0.3 else doc["text"]
        for window in windows_of(text, pieces):
            ids, first = window.numbers(pieces)
            cues, labels = labelled(window, doc["attributions"])
            out.append(Example(window, ids, first, cues, labels))
    return out


def labelled(window: Window, attributions: Sequence[dict[str, Any]]) -> tuple[list[int], list[list[int]]]:
    cues: list[int] = []
    labels: list[list[int]] = []
    low, high = window.words[0].start, window.words[-1].end
    for a in attributions:
        if not a["cue"] or not low <= a["cue"][0][0] < high:
            continue
        row = [0] * len(window.words)
        for n, role in ((3, "content"), (1, "source"), (2, "cue")):
            for x, y in a[role]:
                for i, word in enumerate(window.words):
                    if word.start < y and word.end > x:
                        row[i] = n
        begin = [i for i, word in enumerate(window.words) if word.end > a["cue"][0][0]][:1]
        if begin and begin[0] not in cues:
            cues.extend(begin)
            labels.append(row)
    return cues, labels


def cover(words: Sequence[tuple[int, int]], spans: Iterable[Sequence[int]]) -> frozenset[int]:
    return frozenset(i for i, (a, b) in enumerate(words) for x, y in spans if a < y and b > x)


def scores(docs: Sequence[dict[str, Any]], found: Sequence[Sequence[Found]]) -> dict[str, float]:
    """F1 of attributions (words of content shared by half, and the right source), and F1 of the words of each role."""
    right, given, wanted, words = 0, 0, 0, {role: [0, 0, 0] for role in ROLES}
    for doc, all_ in zip(docs, found, strict=True):
        at = [m.span() for m in WORD.finditer(doc["text"])]
        want = [{r: cover(at, a[r]) for r in ROLES} for a in doc["attributions"]]
        got = [g for g in ({r: cover(at, getattr(f, r)) for r in ROLES} for f in all_) if g["content"]]
        for role, t in words.items():
            w, g = (frozenset[int]().union(*(x[role] for x in side)) for side in (want, got))
            t[0], t[1], t[2] = t[0] + len(w & g), t[1] + len(g), t[2] + len(w)
        near = [(len(g["content"] & w["content"]) / len(g["content"] | w["content"]), i, j) for i, g in enumerate(got) for j, w in enumerate(want) if g["content"] & w["content"]]
        used: set[tuple[str, int]] = set()
        for share, i, j in sorted(near, reverse=True):
            if share >= 0.5 and not used & {("g", i), ("w", j)}:
                used |= {("g", i), ("w", j)}
                right += bool(got[i]["source"] & want[j]["source"]) or not (got[i]["source"] or want[j]["source"])
        given, wanted = given + len(got), wanted + len(want)
    out = {"attributions": f1(right, given, wanted), "precision": right / max(given, 1), "recall": right / max(wanted, 1)}
    return {k: round(v, 4) for k, v in (out | {role: f1(*t) for role, t in words.items()}).items()}


def f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / max(given + wanted, 1)
