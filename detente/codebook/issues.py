"""Issues: what is bargained over, in `data/issues.toml`. A position whose words name none of them is named by its own words."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from detente.codebook.load import files, toml, unique


class Issue(Struct, frozen=True, forbid_unknown_fields=True):
    """`words` are phrases of lemmas in lower case; the issue with the most of them in a sentence wins."""

    id: str
    name: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    eurovoc: tuple[int, ...] = ()


class IssueFile(Struct, frozen=True, forbid_unknown_fields=True):
    issues: tuple[Issue, ...]


class Issues(Struct, frozen=True):
    """All issues; `by_first[lemma]` lists phrases that begin with it, longest first, with their issue."""

    issues: tuple[Issue, ...]
    by_first: dict[str, tuple[tuple[tuple[str, ...], Issue], ...]]

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
