"""Accounts side by side: what several reports of a story state, where they differ and in what, what only one has. Each with its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detente.ids import digest
from detente.records import RANK, Article, Comparison, Row, Story, Verdict
from detente.stories.agreeing import agreed
from detente.stories.desk import Desk, Finding
from detente.stories.findings import alone, differing, released
from detente.stories.sayings import statements
from detente.stories.tellings import tellings

LIMITS: dict[Verdict, int] = {"corroborated": 20, "differs": 18, "only": 20}  # rows for two reports
MOST = 6  # times as many at most, however many reports
OFTEN = 4  # rows of one verdict that a sentence may stand in


def compare(story: Story, articles: Mapping[str, Article], rows: Mapping[str, Sequence[Row]]) -> tuple[Comparison, ...]:
    """The comparisons of a story: corroborated, differs, only. A copy takes no part, nor newer words of a report that is there.

    A sentence stands under one verdict: what differs goes before what is confirmed, that before who says it, and what one report has is the rest.
    """
    present = [articles[a] for a in story.articles if a in articles and not {articles[a].copy_of, articles[a].revision_of} & set(story.articles)]
    desk = Desk(articles, [t for a in present for t in tellings(a, rows.get(a.id, ()))])
    times = max(1, min(len(present) - 1, MOST))
    most = {verdict: n * times for verdict, n in LIMITS.items()}
    found = differing(desk, agreed(desk))
    apart = weightiest(released(desk, [f for f in found if f.field != "attribution"]), most["differs"])
    taken = told(apart)
    both = agreed(desk, taken)
    taken |= told(both)
    apart += [f for f in weightiest([f for f in found if f.field == "attribution"], most["differs"]) if not taken & f.accounts.keys()]
    apart = (apart + statements(desk, taken | told(apart)))[: most["differs"]]
    only = alone(desk, taken | told(apart)) if len(present) > 1 else []
    shown: dict[Verdict, list[Finding]] = {"corroborated": weightiest(both, most["corroborated"]), "differs": apart, "only": weightiest(only, most["only"])}
    return tuple(comparison(story, verdict, f) for verdict in shown for f in shown[verdict])


def told(found: Sequence[Finding]) -> set[int]:
    """The sentences that the findings show."""
    return {i for f in found for i in f.accounts}


def weightiest(found: Sequence[Finding], most: int) -> list[Finding]:
    """The first by what they differ in, then by weight; no sentence too often."""
    count: Counter[int] = Counter()
    out = []
    for f in sorted(found, key=lambda f: (RANK[f.field], -f.weight, sorted(f.accounts))):
        if all(count[i] < OFTEN for i in f.accounts):
            count.update(f.accounts.keys())
            out.append(f)
    return out[:most]


def comparison(story: Story, verdict: Verdict, f: Finding) -> Comparison:
    accounts = tuple(f.accounts[i] for i in sorted(f.accounts))
    says = [(a.article, a.part, a.start, a.end, a.value) for a in accounts]
    return Comparison(id=digest("comparison", story.id, verdict, f.field, *says), story=story.id, what=f.what, verdict=verdict, field=f.field, accounts=accounts)
