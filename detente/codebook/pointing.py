"""Nouns that point back to actors which the text has named: "both sides", "the kingdom", "the guarantors" (`data/actors/pointing.toml`)."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, words


class Pointing(Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of nouns and verbs; the file says what each is for."""

    sides: frozenset[str]
    leaders: frozenset[str]
    groups: frozenset[str]
    movements: frozenset[str]
    bare: frozenset[str]
    western: frozenset[str]
    judging: frozenset[str]
    inanimate: frozenset[str]
    epithets: dict[str, tuple[str, ...]]


def load(folder: Path | None) -> Pointing:
    """The shipped lists and what the user's folder adds to them."""
    return words(files(folder, "actors/pointing.toml"), Pointing)
