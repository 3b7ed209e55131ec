"""Acts: the sixteen PLOVER types, a file each in `data/acts/`, with the frames by which a sentence tells one.

A frame is a word that tells an act and where the grammar puts the two sides:

```toml
[[frames]]
id = "urge"                        # the rule that rows print: "request.urge"
mode = "change"                    # PLOVER mode, "" where none fits
cameo = "020"
verbs = ["urge", "call on"]        # lemmas; a second word is its particle or preposition
actor = ["subject"]
recipient = ["object", "on"]       # slots, the first that names an actor wins
yes = ["Tarn urged Orsa to withdraw its troops."]
no = ["The coach urged his players to keep running."]
```

The verb "*" is any verb; such a frame must ask for modals and for its speaker ("Tarn said it would not leave").

Slots: `subject` and `object` of the verb as if it were active (a passive is turned round); `indirect` ("gave Orsa weapons"); any
preposition by its word ("to", "with", "against"); `possessor` ("Tarn's attack", "the Tarnish attack", "attack by Tarn"); `clause-subject`
and `clause-object` of what follows ("demanded that Orsa leave"); `inside` (an actor anywhere in the object or complement); `speaker` (who
says the words in which the act stands: "Orsa will face sanctions, Tarn said").
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from detente.codebook.load import CodebookError, files, table, toml, unique
from detente.records import Status

TYPES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
NAMED_SLOTS = ("subject", "object", "indirect", "possessor", "clause-subject", "clause-object", "inside", "speaker")
SLOT = rf"{'|'.join(NAMED_SLOTS)}|[a-z]+"
QUAD = {**dict.fromkeys(TYPES[:4], 1), **dict.fromkeys(TYPES[4:7], 2), **dict.fromkeys(TYPES[7:11], 3), **dict.fromkeys(TYPES[11:], 4)}


class Frame(Struct, frozen=True, forbid_unknown_fields=True):
    """One way of telling an act."""

    id: str
    cameo: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    mode: str = ""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    object: tuple[str, ...] = ()  # the object's head must be one of these lemmas; "@weapons" is a list of words.toml
    complement: tuple[Literal["infinitive", "own infinitive", "clause", "gerund"], ...] = ()  # one of these must follow; "own": nobody else is to do it
    words: tuple[str, ...] = ()  # one of these lemmas must stand in what hangs on the trigger
    unless: tuple[str, ...] = ()  # none of these lemmas may
    contexts: tuple[str, ...] = ()  # what it is about, whatever the sentence says
    reciprocal: bool = False  # all sides are actors
    modals: tuple[str, ...] = ()  # one of these auxiliaries must stand with the verb ("will", "would")
    negated: bool = False  # only where the trigger is negated ("will not bow to"), which then is the act and no refusal of it
    needs: tuple[Literal["actor", "recipient", "speaker", "people", "state"], ...] = ("actor",)  # without these no row; "speaker": who acts says so
    status: Status | None = None  # where the word itself settles it ("planned to")


class ActFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One type's file."""

    type: str
    description: str
    frames: tuple[Frame, ...]


class Score(Struct, frozen=True):
    key: str  # TYPE or TYPE:mode
    score: float


class Cameo(Struct, frozen=True):
    code: str
    goldstein: float


class Rule(Struct, frozen=True):
    """A frame under its type; `name` is what rows print."""

    type: str
    frame: Frame
    path: str

    @property
    def name(self) -> str:
        return f"{self.type.lower()}.{self.frame.id}"


class Entry(Struct, frozen=True):
    """A frame under one of its words, with its lists as they are asked: the words' particles, and each "@list" as its words."""

    rule: Rule
    particles: tuple[str, ...]
    object: frozenset[str]
    words: frozenset[str]
    unless: frozenset[str]
    modals: frozenset[str]


class Acts:
    """All frames, indexed by the first word that can tell them, and the scores."""

    def __init__(
        self, sheets: list[tuple[Path, ActFile]], words: dict[str, frozenset[str]], scores: dict[str, float], goldstein: dict[str, float], turns: tuple[Turn, ...]
    ) -> None:
        self.sheets, self.words, self.scores, self.goldstein, self.turns = sheets, words, scores, goldstein, turns
        self.rules = [Rule(sheet.type, frame, str(path)) for path, sheet in sheets for frame in sheet.frames]

    @cached_property
    def by_word(self) -> dict[tuple[str, str], list[Entry]]:
        """(class, lemma) → the frames that it may tell. Classes: verb, noun, adjective."""
        out: dict[tuple[str, str], list[Entry]] = {}
        for rule in self.rules:
            f = rule.frame
            lists = self.expand(f.object), self.expand(f.words), self.expand(f.unless), frozenset(f.modals)
            for kind, told in (("verb", f.verbs), ("noun", f.nouns), ("adjective", f.adjectives)):
                for word in told:
                    lemma, _, rest = word.partition(" ") if kind == "verb" else (word, "", "")
                    out.setdefault((kind, lemma), []).append(Entry(rule, tuple(rest.split()), *lists))
        return out

    @cached_property
    def any_verb(self) -> list[Entry]:
        """The frames that any verb may tell."""
        return self.by_word.get(("verb", "*"), [])

    def expand(self, entries: tuple[str, ...]) -> frozenset[str]:
        """Entries with each "@list" replaced by its words."""
        out: set[str] = set()
        for e in entries:
            out |= self.words[e[1:]] if e.startswith("@") else {e}
        return frozenset(out)

    def score(self, act: str, mode: str | None) -> float:
        return self.scores.get(f"{act}:{mode}", self.scores[act])


class Turn(Struct, frozen=True, forbid_unknown_fields=True):
    """An act told as refused or as still to come is another act: "would not sell" is REJECT, "will visit" AGREE, "will strike" THREATEN."""

    id: str
    when: Literal["refused", "future"]
    types: tuple[str, ...]
    to: str
    cameo: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


class TurnFile(Struct, frozen=True, forbid_unknown_fields=True):
    turns: tuple[Turn, ...]


class WordFile(Struct, frozen=True, forbid_unknown_fields=True):
    lists: dict[str, tuple[str, ...]]


def load(folder: Path | None) -> Acts:
    """The shipped frames and those of the user's folder; one of the same type and id there takes the shipped one's place."""
    sheets: list[tuple[Path, ActFile]] = []
    words: dict[str, frozenset[str]] = {}
    for path in files(folder, "words.toml"):
        for name, entries in toml(path, WordFile).lists.items():
            words[name] = words.get(name, frozenset()) | frozenset(entries)
    scores = {s.key: s.score for path in files(folder, "plover_scores.csv") for s in table(path, Score)}
    for path in files(folder, "acts/*.toml"):
        sheet = toml(path, ActFile)
        if sheet.type not in TYPES:
            raise CodebookError(f"{path}:1: unknown type {sheet.type!r}; allowed are {', '.join(TYPES)}")
        unique(path, (f.id for f in sheet.frames))
        for frame in sheet.frames:
            if wrong := fault(sheet.type, frame, words, scores):
                raise CodebookError(f"{path}:{line_of_id(path, frame.id)}: frame {frame.id!r} {wrong}")
        own = {f.id for f in sheet.frames}
        sheets = [(p, structs.replace(s, frames=tuple(f for f in s.frames if f.id not in own)) if s.type == sheet.type else s) for p, s in sheets]
        sheets.append((path, sheet))
    goldstein = {c.code: c.goldstein for path in files(folder, "cameo_goldstein.csv") for c in table(path, Cameo)}
    turns = tuple(t for path in files(folder, "turns.toml") for t in toml(path, TurnFile).turns)
    return Acts(sheets, words, scores, goldstein, turns)


def fault(kind: str, frame: Frame, words: dict[str, frozenset[str]], scores: dict[str, float]) -> str | None:
    """What is wrong with a frame though its fields are, with what is allowed; `None` where nothing is."""
    if not (frame.verbs or frame.nouns or frame.adjectives):
        return "has no word that tells it; give it verbs, nouns or adjectives"
    if not (frame.yes and frame.no):
        return "lacks its proof; give it `yes` sentences that it must tell and `no` sentences that it must not"
    if frame.mode and f"{kind}:{frame.mode}" not in scores:
        return f"has the unknown mode {frame.mode!r}; {kind} has {', '.join(sorted(k.partition(':')[2] for k in scores if k.startswith(kind + ':')))}"
    if not re.fullmatch(r"\d{3,4}", frame.cameo):
        return f"has the CAMEO code {frame.cameo!r}, which is not of three or four digits"
    for slot in (*frame.actor, *frame.recipient):
        if not re.fullmatch(SLOT, slot):
            return f"has the slot {slot!r}; allowed are {', '.join(NAMED_SLOTS)} and any preposition"
    for entry in (*frame.object, *frame.words, *frame.unless):
        if entry.startswith("@") and entry[1:] not in words:
            return f"names the list {entry!r}; words.toml has {', '.join('@' + w for w in sorted(words))}"
    return None


def line_of_id(path: Path, name: str) -> int:
    """The line on which a frame's id stands."""
    return next((n for n, line in enumerate(path.read_text("utf8").splitlines(), 1) if re.match(rf"""\s*id\s*=\s*["']{re.escape(name)}["']""", line)), 1)


__all__ = ["QUAD", "TYPES", "Acts", "Frame", "Rule", "Turn", "load"]
