"""Issues: what is bargained over, in `data/issues.toml`. A position whose words name none of them is named by its own words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique
from detente.records import Stance

NEAR = 6  # words before one of a pole, within which another turns it
CLAUSE = re.compile(r"[.;:?!–—]|\bbut\b")
BETWEEN = r"\s+(?:(?:the|a|an|any|all|its|their|his|her|our|my)\s+)?"


class Pole(Struct, frozen=True, forbid_unknown_fields=True):
    """One end of an issue: what it would be, and phrases of lemmas that lean to it."""

    name: str
    words: tuple[str, ...]


class Issue(Struct, frozen=True, forbid_unknown_fields=True):
    """`words` are phrases of lemmas in lower case; the issue with the most of them in a sentence wins.

    Where it makes sense, `low` and `high` are its poles and `scale` the anchors of 0, 25, 50, 75 and 100 between them.
    """

    id: str
    name: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    eurovoc: tuple[int, ...] = ()
    low: Pole | None = None
    high: Pole | None = None
    scale: tuple[str, ...] = ()


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell how an issue is meant; `data/issues.toml` explains each list."""

    turning: tuple[str, ...] = ()
    stance_words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    talked: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    yielding: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


class Pointer(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that name no issue where they point back ("the offer"): they mean that of the last of these `stances` of somebody else."""

    words: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class IssueFile(Wording, frozen=True, forbid_unknown_fields=True):
    issues: tuple[Issue, ...] = ()
    pointers: tuple[Pointer, ...] = ()


class Issues(Struct, frozen=True):
    """All issues; `by_first[lemma]` lists phrases that begin with it, longest first, with their issue (`None`: they name none).

    `anything` points at whatever was spoken of ("it").
    """

    issues: tuple[Issue, ...]
    by_first: dict[str, tuple[tuple[tuple[str, ...], Issue | None], ...]]
    words: Wording = Wording()
    pointers: tuple[Pointer, ...] = ()
    anything: Pointer = Pointer()

    def named(self, name: str) -> Issue | None:
        """The issue of an id; `None` for one that a text's own words name."""
        return next((i for i in self.issues if i.id == name), None)

    def leaning(self, issue: Issue, text: str, against: bool) -> str | None:
        """The pole to which words for or `against` something lean; `None` where they name neither pole or both.

        A word that turns what follows it ("a ban on", "never") leans to the other pole.
        """
        if not issue.low or not issue.high:
            return None
        turning, refusing = pattern(self.words.turning), pattern(self.words.stance_words)
        lean: set[bool] = set()
        for high, pole in ((False, issue.low), (True, issue.high)):
            for hit in pattern(pole.words).finditer(text):
                before = " ".join(CLAUSE.split(text[: hit.start()])[-1].split()[-NEAR:])
                turns = len(turning.findall(before)) + (not against and refusing.search(before) is not None)  # "neither … nor" is one
                lean.add(high ^ (turns % 2 == 1) ^ against)
        return None if len(lean) != 1 else issue.high.name if lean.pop() else issue.low.name

    def of(self, lemmas: list[str]) -> Issue | None:
        """The issue that a run of lemmas names most often; of equals the one named by the longer phrase, then the earlier in the book."""
        score: dict[str, int] = {}
        i = 0
        while i < len(lemmas):
            hit = next(((p, issue) for p, issue in self.by_first.get(lemmas[i], ()) if tuple(lemmas[i : i + len(p)]) == p), None)
            if hit and hit[1]:
                score[hit[1].id] = score.get(hit[1].id, 0) + len(hit[0])
            i += len(hit[0]) if hit else 1
        return max(self.issues, key=lambda x: score.get(x.id, 0)) if score else None


def load(folder: Path | None) -> Issues:
    issues: list[Issue] = []
    pointers: list[Pointer] = []
    words: dict[str, tuple[str, ...]] = {}
    for path in files(folder, "issues.toml"):
        sheet = toml(path, IssueFile)
        unique(path, (i.id for i in sheet.issues))
        issues.extend(sheet.issues)
        pointers.extend(sheet.pointers)
        words = {name: (*words.get(name, ()), *getattr(sheet, name)) for name in Wording.__struct_fields__}
    by_first: dict[str, list[tuple[tuple[str, ...], Issue | None]]] = {}
    for phrase, named in [*((p, None) for p in words["idle"]), *((p, i) for i in issues for p in i.words)]:
        run = tuple(phrase.split())
        by_first.setdefault(run[0], []).append((run, named))
    return Issues(tuple(issues), {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in by_first.items()}, Wording(**words), tuple(pointers))


@cache
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases in any of the forms that regular words take, with an article or a pronoun between its words."""
    return re.compile("|".join(rf"\b{BETWEEN.join(map(forms, p.split()))}\b" for p in sorted(phrases, key=len, reverse=True)) or r"(?!)", re.IGNORECASE)


def forms(word: str) -> str:
    """ "join" → join, joins, joined, joining; "ban" → banned, banning; "free" → freed, freeing; "supply" → supplies, supplied."""
    w = re.escape(word)
    if word.endswith("e"):
        return f"{w[:-1]}(?:e|es|ed|er|ing|al|als|ement)"
    if word.endswith("y"):
        return f"(?:{w}(?:s|ing)?|{w[:-1]}ie[sd])"
    return f"{w}(?:s|es|ed|n|al|als|ment|{re.escape(word[-1])}?(?:ed|ing))?"
