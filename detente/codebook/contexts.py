"""Contexts: PLOVER's words for what an act is about, from `data/contexts.csv`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, table


class Context(Struct, frozen=True):
    context: str
    words: tuple[str, ...]


def load(folder: Path | None) -> dict[str, tuple[str, ...]]:
    """Lemma → contexts."""
    out: dict[str, tuple[str, ...]] = {}
    for path in files(folder, "contexts.csv"):
        for row in table(path, Context):
            for word in row.words:
                out[word] = (*out.get(word, ()), row.context)
    return out
