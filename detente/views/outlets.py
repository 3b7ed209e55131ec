"""What a comparison says of the outlets: who told a thing first, what each left out, which words several share and so confirm nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from detente.cutting import agency, cut
from detente.records import Article, Comparison, Story

MOST = 100  # reports that are laid beside each other
Shared = tuple[Article, Article, list[str]]
"""Two reports with the sentences that both have."""


def reports(story: Story, articles: Mapping[str, Article]) -> list[Article]:
    """The reports of a story that stand for themselves: no copies, no newer words of one that is there."""
    return [a for name in story.articles if (a := articles.get(name)) and not {a.copy_of, a.revision_of} & set(story.articles)]


def first(row: Comparison, articles: Mapping[str, Article]) -> str | None:
    """The article that told it before all others, by the hour where hours are known; None where that is not known."""
    here = {a.article for a in row.accounts}
    return soonest([articles[a] for a in here]) if here <= set(articles) else None


def soonest(reports: Sequence[Article]) -> str | None:
    """The report that was published before all others, where that is known."""
    days = {a.id: a.published for a in reports if a.published}
    if len(reports) < 2 or len(days) < len(reports):
        return None
    length = min(map(len, days.values()))
    ranked = sorted((day[:length], name) for name, day in days.items())
    return ranked[0][1] if ranked[0][0] < ranked[1][0] else None


def left_out(story: Story, comparisons: Sequence[Comparison], articles: Mapping[str, Article]) -> list[tuple[Article, list[Comparison]]]:
    """What each report does not have: things that several others say, then those that only one has."""
    facts = sorted((c for c in comparisons if c.verdict != "differs"), key=lambda c: c.verdict == "only")
    have = [(c, {x.article for x in c.accounts}) for c in facts]
    return [(a, [c for c, tellers in have if a.id not in tellers]) for a in reports(story, articles)]


def shared(story: Story, articles: Mapping[str, Article]) -> list[Shared]:
    """Sentences that two reports have word for word, where they share enough for an agency's text; of very many reports the first `MOST`."""
    own = [(a, cut(a.text)) for a in reports(story, articles)[:MOST]]
    found = [(a, b, [a.text[x:y] for (x, y), _ in agency(mine, theirs)]) for (a, mine), (b, theirs) in combinations(own, 2)]
    return [pair for pair in found if pair[2]]


def copies(story: Story, articles: Mapping[str, Article]) -> list[tuple[Article, Article]]:
    """Each copy (or newer text of one address) with the report whose words it has."""
    here = [articles[name] for name in story.articles if name in articles]
    return [(a, articles[of]) for a in here if (of := a.copy_of or a.revision_of) and of in articles and of in story.articles]
