"""Formats and cues of meetings: standing forums with their members, and the words that tell that people met, in `data/formats.toml`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique
from detente.records import Happened, Level


class Format(Struct, frozen=True, forbid_unknown_fields=True):
    """A forum: its usual name, the words it is called by (lower case), its members as codes, the level at which it meets, the days between which it does."""

    id: str
    name: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    members: tuple[str, ...] = ()
    kind: str = "forum"
    level: Level | None = None
    since: str | None = None
    until: str | None = None

    def met(self, day: str | None) -> bool:
        """Did it meet in those days? Of a report without a day, yes."""
        return not day or ((self.since or "") <= day and day <= (self.until or "9999"))


class MeetingCue(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that tells a meeting beside the acts of type CONSULT.

    `nouns` name it; `between` lists the prepositions by which its parties hang on it; `settles` gives its status where a verb above does
    ("cancelled"); `verbs` are those verbs. `kinds` are what a noun must be of to be a meeting by itself ("a peace conference").
    """

    id: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    settles: Happened | None = None
    kinds: tuple[str, ...] = ()


class FormatFile(Struct, frozen=True, forbid_unknown_fields=True):
    formats: tuple[Format, ...] = ()
    cues: tuple[MeetingCue, ...] = ()
    outcomes: tuple[str, ...] = ()  # verbs whose subject is a meeting and that tell how it ended
    ahead: tuple[str, ...] = ()  # words beside a meeting or its verb that put it ahead


class Formats(Struct, frozen=True):
    formats: tuple[Format, ...]
    cues: tuple[MeetingCue, ...]
    outcomes: frozenset[str]
    ahead: frozenset[str]
    by_first: dict[str, tuple[tuple[str, Format], ...]]

    def cue(self, name: str) -> MeetingCue:
        return next(c for c in self.cues if c.id == name)

    def named(self, text: str, day: str | None = None) -> list[Format]:
        """The formats whose names stand in a text and that met on the day, in order of the book."""
        low = " ".join(text.lower().replace("-", " ").replace("–", " ").split())
        words = set(low.split())
        return [f for f in self.formats if f.met(day) and any(p.split()[0] in words and f" {p} " in f" {low} " for p in f.words)]


def load(folder: Path | None) -> Formats:
    formats: list[Format] = []
    cues: list[MeetingCue] = []
    outcomes: set[str] = set()
    ahead: set[str] = set()
    for path in files(folder, "formats.toml"):
        sheet = toml(path, FormatFile)
        unique(path, [f.id for f in sheet.formats] + [c.id for c in sheet.cues])
        formats.extend(sheet.formats)
        cues.extend(sheet.cues)
        outcomes.update(sheet.outcomes)
        ahead.update(sheet.ahead)
    by_first: dict[str, list[tuple[str, Format]]] = {}
    for f in formats:
        for phrase in f.words:
            by_first.setdefault(phrase.split()[0], []).append((phrase, f))
    return Formats(tuple(formats), tuple(cues), frozenset(outcomes), frozenset(ahead), {k: tuple(v) for k, v in by_first.items()})
