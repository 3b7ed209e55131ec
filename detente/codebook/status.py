"""Status: the words that make an act planned, hypothetical, unconfirmed, conditional …, in `data/status.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from detente.codebook.load import files, toml, unique
from detente.records import Status

Given = Status | Literal["none"]  # "none": no act at all ("failed to agree")
Kind = Literal["adverb", "verb", "noun", "adjective", "mark", "modal"]


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind that give an act a status.

    Kinds: `adverb` beside the act ("reportedly"); `verb`, `noun`, `adjective` that govern it ("plans to", "a decision to", "due to");
    `mark` that opens a clause of condition ("if", "unless"); `modal` ("will", "might").
    """

    id: str
    status: Given
    kind: Kind
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class CueFile(Struct, frozen=True, forbid_unknown_fields=True):
    cues: tuple[Cue, ...] = ()
    reporting: tuple[str, ...] = ()  # verbs after which "would" is "will" told afterwards


class StatusWords(Struct, frozen=True):
    """All cues; `table[kind][word]` is the cue of a word; `reporting` the verbs after which "would" is "will" told afterwards."""

    cues: tuple[Cue, ...]
    table: dict[str, dict[str, Cue]]
    reporting: frozenset[str] = frozenset()


def load(folder: Path | None) -> StatusWords:
    cues: list[Cue] = []
    reporting: set[str] = set()
    for path in files(folder, "status.toml"):
        sheet = toml(path, CueFile)
        mine = sheet.cues
        reporting.update(sheet.reporting)
        unique(path, (c.id for c in mine))
        cues.extend(mine)
    table: dict[str, dict[str, Cue]] = {}
    for cue in cues:
        for word in cue.words:
            table.setdefault(cue.kind, {})[word] = cue
    return StatusWords(tuple(cues), table, frozenset(reporting))
