"""Furniture: lines of a page that are no part of the report, and what bylines, credits and captions look like (`data/furniture.toml`, `data/html.toml`).

```toml
[[rules]]
id = "comment form"                # the reason that a dropped block carries
lines = ["leave a reply"]          # the whole line
starts = ["your email address"]    # how it begins
contains = ["bloggers like this"]  # words in it
patterns = ['^\\d+ comments?$']     # a regular expression, on the folded line; must be linear
longest = 30                       # a line of more words is never this
ends = true                        # what follows it is furniture too, unless a report begins there
yes = ["Leave a Reply"]            # lines it drops
no = ["She did not leave a reply to the minister's letter."]
```

Lines are compared folded: lower case, straight quotes, single blanks, without marks at the ends.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique

FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u200b": None, "\ufeff": None})
LONGEST_LINE = 600  # characters; a longer line is prose or a heap that no rule of ours describes


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of furniture."""

    id: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    lines: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    longest: int = 30
    ends: bool = False


class FurnitureFile(Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[Rule, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}


class Html(Struct, frozen=True, forbid_unknown_fields=True):
    """What elements do to the text of a page (`data/html.toml`)."""

    hidden: frozenset[str]
    inline: frozenset[str]
    open_ended: frozenset[str]
    published: tuple[str, ...]
    title: tuple[str, ...]
    places: dict[str, str]


class Furniture:
    """All rules; `judge` says which one, if any, a line falls under. `lists` holds plain word lists (roles, credits)."""

    def __init__(self, rules: list[Rule], lists: dict[str, tuple[str, ...]], html: Html) -> None:
        self.rules, self.lists, self.html = rules, lists, html

    def judge(self, line: str) -> Rule | None:
        """The first rule that the line falls under, whole lines before beginnings before words inside before patterns."""
        if len(line) > LONGEST_LINE:
            return None
        folded = fold(line)
        if not folded:
            return None
        words = folded.count(" ") + 1
        if rule := self._lines.get(folded):
            return rule
        for start, rule in self._starts.get(first(folded), ()):
            if words <= rule.longest and folded.startswith(start) and not folded[len(start) : len(start) + 1].isalpha():
                return rule
        for rule in self.rules:
            if words <= rule.longest and (any(c in folded for c in rule.contains) or any(p.search(folded) for p in self._patterns[rule.id])):
                return rule
        return None

    @cached_property
    def _lines(self) -> dict[str, Rule]:
        return {fold(line): rule for rule in reversed(self.rules) for line in rule.lines}

    @cached_property
    def _starts(self) -> dict[str, list[tuple[str, Rule]]]:
        out: dict[str, list[tuple[str, Rule]]] = {}
        for rule in self.rules:
            for start in rule.starts:
                out.setdefault(first(start), []).append((start.strip(), rule))
        return out

    @cached_property
    def _patterns(self) -> dict[str, list[re.Pattern[str]]]:
        return {rule.id: [re.compile(p) for p in rule.patterns] for rule in self.rules}


def fold(line: str) -> str:
    """As lines are compared."""
    return " ".join(line.translate(FOLD).lower().split()).strip(" .:;,!?|*>»›·•-_→\"'()[]")


def first(folded: str) -> str:
    """The first word, by which beginnings are looked up."""
    m = re.search(r"\w+", folded)
    return m[0] if m else ""


def load(folder: Path | None) -> Furniture:
    rules: list[Rule] = []
    lists: dict[str, tuple[str, ...]] = {}
    for path in files(folder, "furniture.toml"):
        sheet = toml(path, FurnitureFile)
        rules.extend(sheet.rules)
        for name, entries in sheet.lists.items():
            lists[name] = (*lists.get(name, ()), *entries)
        unique(path, (r.id for r in rules))
    *_, last = files(folder, "html.toml")
    return Furniture(rules, lists, toml(last, Html))


__all__ = ["Furniture", "Html", "Rule", "fold", "load"]
