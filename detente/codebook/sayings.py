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
("demanded a withdrawal"), `predicate` ("called it a threat"), `around` ("in Tarn's view, A"), any preposition by its word ("as", "of", "for"), `quote` (words in quotation marks).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from detente.codebook.load import CodebookError, files, toml, unique


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
    lists: dict[str, tuple[str, ...]] = {}  # plain words, by the names of `LISTS`


LISTS = {
    "speechless": "labels before a colon that name no speaker",
    "vessels": 'what speaks for someone: "a statement saying that A" is said by whose statement it is',
    "venues": "occasions at which things are said",
    "voices": 'nouns that stand for a speaker behind a headline\'s colon: "Strait to reopen: minister"',
    "mute": 'what acts go by and nobody says: "according to plan"',
    "carriers": 'verbs that lend a noun of saying their subject: "made a claim"',
    "showing": "verbs of what things show: said of a person, a body or a report only, and not by a participle behind a comma",
    "speaking": 'verbs whose participle tells where and to whom it was said: "speaking to reporters, Tarn said"',
    "papers": "what may show or suggest something besides persons and bodies",
    "quoting": 'verbs that hand on another\'s words: "was quoted as saying"',
    "onward": 'verbs before "to say" under which it is said: "went on to say"',
    "light": 'verbs that no quoted words make a saying: "had “the best of times”"',
    "headlines": 'verbs behind a headline\'s comma: "Strait to reopen, says minister"',
}


class Sayings:
    """All groups, indexed by the word that tells them."""

    def __init__(self, sheets: list[SayingFile]) -> None:
        self.sheets = sheets
        words = {name: frozenset(w for sheet in sheets for w in sheet.lists.get(name, ())) for name in LISTS}
        self.speechless, self.vessels, self.venues, self.voices, self.mute = (words[n] for n in ("speechless", "vessels", "venues", "voices", "mute"))
        self.papers, self.quoting, self.speaking = words["papers"], words["quoting"], words["speaking"]
        self.carriers, self.showing, self.onward, self.light, self.headlines = (words[n] for n in ("carriers", "showing", "onward", "light", "headlines"))

    @cached_property
    def rules(self) -> list[Saying]:
        return [r for s in self.sheets for r in (*s.verbs, *s.nouns, *s.adjectives, *s.phrases, *s.shapes)]

    def shape(self, name: str) -> Saying:
        """The form without a word of saying that has this id."""
        return next(r for s in self.sheets for r in s.shapes if r.id == name)

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
        if unknown := sorted(set(sheet.lists) - set(LISTS)):
            raise CodebookError(f"{path}: unknown lists {unknown}; allowed are {', '.join(LISTS)}")
        unique(path, (r.id for r in (*sheet.verbs, *sheet.nouns, *sheet.adjectives, *sheet.phrases, *sheet.shapes)))
        sheets.append(sheet)
    return Sayings(sheets)


__all__ = ["Saying", "Sayings", "load"]
