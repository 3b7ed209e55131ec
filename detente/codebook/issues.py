"""Issues: what is bargained over, in `data/issues.toml`. A position whose words name none of them is named by its own words."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique


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

    def leaning(self, text: str, against: bool) -> str | None:
        """The pole to which words for or `against` something lean; `None` where they name neither pole or both."""
        if not self.low or not self.high:
            return None
        low, high = (any(f" {w}" in f" {text.lower()}" for w in pole.words) for pole in (self.low, self.high))
        if low == high:
            return None
        return self.high.name if high != against else self.low.name


class IssueFile(Struct, frozen=True, forbid_unknown_fields=True):
    issues: tuple[Issue, ...]


class Issues(Struct, frozen=True):
    """All issues; `by_first[lemma]` lists phrases that begin with it, longest first, with their issue."""

    issues: tuple[Issue, ...]
    by_first: dict[str, tuple[tuple[tuple[str, ...], Issue], ...]]

    def named(self, name: str) -> Issue | None:
        """The issue of an id; `None` for one that a text's own words name."""
        return next((i for i in self.issues if i.id == name), None)

    def of(self, lemmas: list[str]) -> Issue | None:
        """The issue that a run of lemmas names most often; of equals the one named by the longer phrase, then the earlier in the book."""
        score: dict[str, int] = {}
        i = 0
        while i < len(lemmas):
            hit = next(((p, issue) for p, issue in self.by_first.get(lemmas[i], ()) if tuple(lemmas[i : i + len(p)]) == p), None)
            if hit:
                score[hit[1].id] = score.get(hit[1].id, 0) + len(hit[0])
            i += len(hit[0]) if hit else 1
        return max(self.issues, key=lambda x: score.get(x.id, 0)) if score else None


def load(folder: Path | None) -> Issues:
    issues: list[Issue] = []
    for path in files(folder, "issues.toml"):
        mine = toml(path, IssueFile).issues
        unique(path, (i.id for i in mine))
        issues.extend(mine)
    by_first: dict[str, list[tuple[tuple[str, ...], Issue]]] = {}
    for issue in issues:
        for phrase in issue.words:
            words = tuple(phrase.split())
            by_first.setdefault(words[0], []).append((words, issue))
    return Issues(tuple(issues), {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in by_first.items()})
