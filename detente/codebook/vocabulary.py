"""Words as such: how common they are in news, and which mean much the same. What weighs words when reports are grouped and laid side by side.

`vocabulary/common.csv` has for each stem in how many of `DOCUMENTS` news reports it stands (counted over PolNeAR's training part);
a stem that is not listed is rare. `vocabulary/kin.csv` has a line for each family of words that tell the same thing in diplomacy
("talks", "negotiations", "dialogue").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import log
from pathlib import Path

from msgspec import Struct

from detente.codebook.load import CodebookError, files, table

DOCUMENTS = 840
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
ENDINGS = (
    *("ational", "ations", "ating", "ation", "ators", "ement", "ings", "ated", "ates", "ator", "ures", "ions"),
    *("ment", "ives", "ing", "ate", "ure", "ion", "ive", "ed", "es", "ly", "e", "s"),
)


class Common(Struct, frozen=True, forbid_unknown_fields=True):
    stem: str
    reports: int


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell the same thing; the first names the family."""

    words: tuple[str, ...]


class Vocabulary:
    """Weights and families of stems."""

    def __init__(self, common: dict[str, int], kin: dict[str, str]) -> None:
        self.common, self.kin = common, kin

    def weight(self, key: str) -> float:
        """Inverse document frequency: 0 for a word of every report, 6.7 for one that no report of the count had."""
        return log((1 + DOCUMENTS) / (1 + self.common.get(key, 0)))

    def keys(self, text: str) -> list[str]:
        """The text's words as stems, each under its family's name where it has one, in order."""
        return [self.kin.get(s, s) for s in stems(text)]


def stems(text: str) -> list[str]:
    """The stems of the text's words in order.

    >>> stems("Seized ships, the U.S. says")
    ['seiz', 'ship', 'the', 'us', 'say']
    """
    return [stem(w) for w in WORD.findall(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without case, accents, possessive and ending. Meant for comparing words, not for reading."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word.replace("’", "'")) if not unicodedata.combining(c))
    w = word.lower().replace(".", "") if "." in word and not word[:1].isdigit() else word.lower()
    if w[:1].isdigit():
        return w.replace(",", "")
    w = w.removesuffix("'s").removesuffix("'").replace("'", "")
    if len(w) <= 3 or w.endswith(("ss", "us", "is")):
        return w
    if w.endswith("men") and len(w) > 4:
        w = w[:-2] + "an"  # "fishermen"
    if w.endswith("ies"):
        return w[:-3] + "y" if len(w) > 4 else w[:-1]
    for ending in ENDINGS:
        if w.endswith(ending) and len(w) - len(ending) >= (3 if len(ending) < 3 else 5 if ending in {"ment", "ion"} else 4):
            w = w[: -len(ending)]
            break
    if len(w) > 4 and w[-1] == w[-2] and w[-1] not in "aeiosl":
        w = w[:-1]  # "stopped", "shipping"
    return w


def load(folder: Path | None) -> Vocabulary:
    common = {c.stem: c.reports for path in files(folder, "vocabulary/common.csv") for c in table(path, Common)}
    kin: dict[str, str] = {}
    for path in files(folder, "vocabulary/kin.csv"):
        for family in table(path, Family):
            name = stem(family.words[0])
            for word in family.words:
                s = stem(word)
                if kin.setdefault(s, name) != name:
                    raise CodebookError(f"{path}: {word!r} stands in the families {kin[s]!r} and {name!r}; leave it in one")
    for s, name in kin.items():  # a family is as common as its commonest word
        common[name] = max(common.get(name, 0), common.get(s, 0))
    return Vocabulary(common, kin)


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The tables as they come with the program."""
    return load(None)
