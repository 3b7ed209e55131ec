"""Accounts side by side: what several reports of a story state, where they differ and in what, what only one has. Each with its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detente.ids import digest
from detente.records import Account, Article, Comparison, Event, Field, Figure, Meeting, Quotation, Row, Story, Verdict
from detente.stories.copies import contained, shingles
from detente.stories.differences import Difference, differences
from detente.stories.likeness import Pair, Scale, pairs
from detente.stories.tellings import Telling, account, tellings

SAME = 0.13  # likeness from which two sentences are laid side by side
AGREED = 0.17  # and from which they confirm each other
CORE = 1.0  # weight of the words they must share besides names
SHARED = 0.8  # of the shorter sentence's five-word runs in the longer: one agency's words, no confirmation
ALONE = 0.16  # likeness up to which a sentence is told by nobody else
LIMITS: dict[Verdict, int] = {"corroborated": 14, "differs": 16, "only": 12}  # rows for each pair of reports, as if all were two
OFTEN = 2  # rows of one verdict that a sentence may stand in


def compare(story: Story, articles: Mapping[str, Article], rows: Mapping[str, Sequence[Row]]) -> tuple[Comparison, ...]:
    """The comparisons of a story: corroborated, differs, only, each the weightiest first. A copy takes no part."""
    present = [articles[a] for a in story.articles if a in articles and articles[a].copy_of not in story.articles]
    told = [t for a in present for t in tellings(a, rows.get(a.id, ()))]
    scale = Scale([t.unit for t in told])
    units = [t.unit for t in told]
    side = [p for p in pairs(units, scale, SAME) if core(told, p, scale) >= CORE]
    out: list[Comparison] = []
    times = max(1, min(len(present) - 1, 6))
    out += limited(agreed(story, told, side, scale, articles), "corroborated", times)
    out += limited(differing(story, told, side + within(told, units, scale), scale, articles), "differs", times)
    if len(present) > 1:
        out += limited(alone(story, told, pairs(units, scale, ALONE), scale, articles), "only", times)
    return tuple(out)


Weighed = list[tuple[float, tuple[int, ...], Comparison]]


def limited(found: Weighed, verdict: Verdict, times: int) -> list[Comparison]:
    """The weightiest, no sentence too often."""
    count: Counter[int] = Counter()
    out = []
    for _, used, row in sorted(found, key=lambda f: (-f[0], f[1])):
        if all(count[u] < OFTEN for u in used):
            count.update(used)
            out.append(row)
    return out[: LIMITS[verdict] * times]


def core(told: Sequence[Telling], p: Pair, scale: Scale) -> float:
    """Weight of what two clauses share besides names."""
    return scale.sum(frozenset(k for k in common(told, p) if scale.plain(k)))


def common(told: Sequence[Telling], p: Pair) -> frozenset[str]:
    a, b = told[p.first].unit, told[p.second].unit
    return frozenset(w.key for w in a.words[p.a[0] : p.a[1]]) & frozenset(w.key for w in b.words[p.b[0] : p.b[1]])


def agreed(story: Story, told: Sequence[Telling], side: Sequence[Pair], scale: Scale, articles: Mapping[str, Article]) -> Weighed:
    """Pairs that state the same fact in words of their own; further reports join the pair they are likest to."""
    groups: list[dict[str, int]] = []
    scores: list[float] = []
    values: list[dict[int, str]] = []
    for p in side:
        if p.score < AGREED or borrowed(told[p.first], told[p.second], articles):
            continue
        said = {p.first: shared_words(told, p, scale, articles, 0), p.second: shared_words(told, p, scale, articles, 1)}
        home = next((n for n, g in enumerate(groups) if p.first in g.values() or p.second in g.values()), None)
        new = {told[i].unit.article: i for i in (p.first, p.second)}
        if home is not None and all(groups[home].get(a, i) == i for a, i in new.items()):
            groups[home].update(new)
            values[home].update({k: v for k, v in said.items() if k not in values[home]})
        else:
            groups.append(new)
            scores.append(p.score)
            values.append(said)
    out: Weighed = []
    for group, score, said in zip(groups, scores, values, strict=True):
        used = tuple(sorted(group.values()))
        accounts = [account(told[i], articles[told[i].unit.article], said[i]) for i in used]
        what = min(said.values(), key=lambda v: (len(v), v))
        out.append((score, used, comparison(story, what, "corroborated", None, accounts)))
    return out


def differing(story: Story, told: Sequence[Telling], side: Sequence[Pair], scale: Scale, articles: Mapping[str, Article]) -> Weighed:
    """Pairs on the same thing, one row for the surest difference of each."""
    out: Weighed = []
    for p in side:
        a, b = told[p.first], told[p.second]
        texts = (articles[a.unit.article].part(a.unit.part), articles[b.unit.article].part(b.unit.part))
        found = sorted(differences(a, b, p.a, p.b, texts), key=lambda d: -d.weight)
        if a.unit.article == b.unit.article:
            found = [d for d in found if a.source != b.source and d.field != "attribution"]
        if found:
            best: Difference = found[0]
            what = min((shared_words(told, p, scale, articles, n) for n in (0, 1)), key=lambda v: (len(v), v))
            accounts = [account(a, articles[a.unit.article], best.first), account(b, articles[b.unit.article], best.second)]
            out.append((p.score * best.weight, (p.first, p.second), comparison(story, what, "differs", best.field, accounts)))
    return out


def within(told: Sequence[Telling], units: Sequence[object], scale: Scale) -> list[Pair]:
    """Sentences of one report on the same thing by two sources."""
    own = pairs([t.unit for t in told], scale, SAME, within=True)
    return [p for p in own if told[p.first].source != told[p.second].source and core(told, p, scale) >= CORE]


def alone(story: Story, told: Sequence[Telling], near: Sequence[Pair], scale: Scale, articles: Mapping[str, Article]) -> Weighed:
    """Facts that no other report has, the weightiest first."""
    matched = {i for p in near for i in (p.first, p.second)}
    out: Weighed = []
    for i, t in enumerate(told):
        if i in matched or t.unit.part != "body":
            continue
        weight = sum((2.0 if isinstance(r, Event) else 1.5 if isinstance(r, Figure | Meeting) else 1.0 if isinstance(r, Quotation) else 0.5) for r in t.rows)
        keys = frozenset(w.key for w in t.unit.words)
        weight += scale.sum(keys) ** 0.5 / 2 + any(w.sort == "party" for w in t.unit.words)
        article = articles[t.unit.article]
        what = " ".join(article.part(t.unit.part)[t.unit.start : t.unit.end].split()[:14])
        out.append((weight, (i,), comparison(story, what, "only", None, [account(t, article, None)])))
    return out


def borrowed(a: Telling, b: Telling, articles: Mapping[str, Article]) -> bool:
    """Are the sentences the same words, and not words that somebody said?"""
    if a.speech and b.speech:
        return False
    one, two = (shingles(articles[t.unit.article].part(t.unit.part)[t.unit.start : t.unit.end]) for t in (a, b))
    return min(len(one), len(two)) >= 8 and contained(one, two) >= SHARED


def shared_words(told: Sequence[Telling], p: Pair, scale: Scale, articles: Mapping[str, Article], n: int) -> str:
    """One side's words from the first to the last that weigh and both have."""
    t = told[(p.first, p.second)[n]]
    x, y = (p.a, p.b)[n]
    keys = {k for k in common(told, p) if scale.weight(k) >= 0.2}
    at = [w for w in t.unit.words[x:y] if w.key in keys]
    text = articles[t.unit.article].part(t.unit.part)
    return " ".join(text[at[0].start : at[-1].end].split()) if at else ""


def comparison(story: Story, what: str, verdict: Verdict, field: Field | None, accounts: list[Account]) -> Comparison:
    says = [(a.article, a.part, a.start, a.end, a.value) for a in accounts]
    return Comparison(id=digest("comparison", story.id, verdict, field, *says), story=story.id, what=what, verdict=verdict, field=field, accounts=tuple(accounts))
