"""Accounts side by side: what several reports of a story state, where they differ and in what, what only one has. Each with its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detente.ids import digest
from detente.records import Article, Comparison, Row, Story, Verdict
from detente.stories.desk import Desk, Finding
from detente.stories.findings import agreed, alone, differing, statements
from detente.stories.tellings import tellings

LIMITS: dict[Verdict, int] = {"corroborated": 20, "differs": 18, "only": 20}  # rows for two reports
MOST = 6  # times as many at most, however many reports
SEEN = frozenset({"figure", "status", "place", "time"})  # who differs in these tells of the same thing
OFTEN = 3  # rows of one verdict that a sentence may stand in


def compare(story: Story, articles: Mapping[str, Article], rows: Mapping[str, Sequence[Row]]) -> tuple[Comparison, ...]:
    """The comparisons of a story: corroborated, differs, only, each the weightiest first. A copy takes no part, nor newer words of a report that is there."""
    present = [articles[a] for a in story.articles if a in articles and not {articles[a].copy_of, articles[a].revision_of} & set(story.articles)]
    desk = Desk(articles, [t for a in present for t in tellings(a, rows.get(a.id, ()))])
    times = max(1, min(len(present) - 1, MOST))
    both = agreed(desk)
    apart = differing(desk, both)
    confirmed = {i for f in both for i in f.accounts}
    counted = {i for f in apart if f.field in SEEN for i in f.accounts}
    apart += statements(desk, confirmed)
    found: dict[Verdict, list[Finding]] = {"corroborated": both, "differs": apart, "only": alone(desk, confirmed | counted) if len(present) > 1 else []}
    return tuple(comparison(story, verdict, f) for verdict in found for f in weightiest(found[verdict], LIMITS[verdict] * times))


def weightiest(found: Sequence[Finding], most: int) -> list[Finding]:
    """The first by weight, no sentence too often."""
    count: Counter[int] = Counter()
    out = []
    for f in sorted(found, key=lambda f: (-f.weight, sorted(f.accounts))):
        if all(count[i] < OFTEN for i in f.accounts):
            count.update(f.accounts.keys())
            out.append(f)
    return out[:most]


def comparison(story: Story, verdict: Verdict, f: Finding) -> Comparison:
    accounts = tuple(f.accounts[i] for i in sorted(f.accounts))
    says = [(a.article, a.part, a.start, a.end, a.value) for a in accounts]
    return Comparison(id=digest("comparison", story.id, verdict, f.field, *says), story=story.id, what=f.what, verdict=verdict, field=f.field, accounts=accounts)
