"""Words that tell what someone said, thinks or wants: verbs, nouns, adjectives and phrases, each with the shapes its content takes.

```toml
[[verbs]]
id = "urge"                               # rows print "saying.urge"
words = ["urge", "call on"]               # lemmas; a second word is a particle or preposition that must follow
content = ["infinitive"]                  # what the content may be
yes = ["Tarn urged Orsa to withdraw its troops."]
no = ["The cold urged him home."]
```

Shapes of content: `clause` ("said that A", "said A"), `infinitive` ("wants to A", "asked Orsa to A"), `gerund` ("denied doing A"), `object`
("demanded a withdrawal"), `predicate` ("called it a threat"), any preposition by its word ("as", "of", "for"), `quote` (words in quotation marks).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique


class Saying(Struct, frozen=True, forbid_unknown_fields=True):
    """One group of words that work alike."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    content: tuple[str, ...] = ("clause", "quote")
    negated: bool = False  # "does not want" still tells a will, "did not say" tells nothing
    told: bool = False  # its object is whom it is told to, and no part of the content

    @property
    def name(self) -> str:
        return f"saying.{self.id}"


class SayingFile(Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[Saying, ...] = ()
    nouns: tuple[Saying, ...] = ()
    adjectives: tuple[Saying, ...] = ()
    phrases: tuple[Saying, ...] = ()  # "according to" and its like; the words in full
    shapes: tuple[Saying, ...] = ()  # forms without a word of saying: a colon, a quotation that goes on; `words` stay empty
    speechless: tuple[str, ...] = ()  # nouns that never speak, so that a colon after them tells no speaker
    vessels: tuple[str, ...] = ()  # what speaks for someone: "a statement saying that A" is said by whose statement it is
    carriers: tuple[str, ...] = ()  # verbs that lend a noun of saying their subject: "made a claim"


class Sayings:
    """All groups, indexed by the word that tells them."""

    def __init__(self, sheets: list[SayingFile]) -> None:
        self.sheets = sheets
        self.speechless = frozenset(w for sheet in sheets for w in sheet.speechless)
        self.vessels = frozenset(w for sheet in sheets for w in sheet.vessels)
        self.carriers = frozenset(w for sheet in sheets for w in sheet.carriers)

    @cached_property
    def rules(self) -> list[Saying]:
        return [r for s in self.sheets for r in (*s.verbs, *s.nouns, *s.adjectives, *s.phrases, *s.shapes)]

    def shape(self, id: str) -> Saying:
        """The form without a word of saying that has this id."""
        return next(r for s in self.sheets for r in s.shapes if r.id == id)

    @cached_property
    def verbs(self) -> dict[str, list[tuple[Saying, str]]]:
        """Lemma → its groups, each with the particle or preposition it needs, longest first."""
        return index(r for s in self.sheets for r in s.verbs)

    @cached_property
    def nouns(self) -> dict[str, list[tuple[Saying, str]]]:
        return index(r for s in self.sheets for r in s.nouns)

    @cached_property
    def adjectives(self) -> dict[str, list[tuple[Saying, str]]]:
        return index(r for s in self.sheets for r in s.adjectives)

    @cached_property
    def phrases(self) -> dict[str, list[tuple[Saying, str]]]:
        return index(r for s in self.sheets for r in s.phrases)


def index(rules: Iterable[Saying]) -> dict[str, list[tuple[Saying, str]]]:
    out: dict[str, list[tuple[Saying, str]]] = {}
    for rule in rules:
        for entry in rule.words:
            word, _, rest = entry.partition(" ")
            out.setdefault(word, []).append((rule, rest))
    for entries in out.values():
        entries.sort(key=lambda e: -len(e[1]))
    return out


def load(folder: Path | None) -> Sayings:
    sheets = []
    for path in files(folder, "sayings.toml"):
        sheet = toml(path, SayingFile)
        unique(path, (r.id for r in (*sheet.verbs, *sheet.nouns, *sheet.adjectives, *sheet.phrases, *sheet.shapes)))
        sheets.append(sheet)
    return Sayings(sheets)


__all__ = ["Saying", "Sayings", "load"]
