"""What only all articles together show: copies, stories, shared happenings, comparisons, the cast. Of what came before only that is read anew
which the new articles touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from detente import mentions, positions, stories
from detente.codebook import Codebook
from detente.marks import Shelf
from detente.parties import party
from detente.records import Actor, Article, Citing, Event, Promise, Row, Story


class Fresh(Struct, frozen=True):
    """A new article with its rows and those who act in it."""

    article: Article
    rows: tuple[Row, ...]
    cast: tuple[Actor, ...]


def woven(fresh: Sequence[Fresh], shelf: Shelf | None, book: Codebook, one_story: bool = False, anew: Sequence[Fresh] = ()) -> Iterator[Row]:
    """The new articles with their rows, then the cast, the stories and their comparisons. Rows from before come again only if changed.

    `anew` are articles of the shelf that were read once more: they stay in their stories, which are compared again. Where there are any, each
    article comes with all its rows, so that those which are not among them can be retired."""
    if not fresh and not anew:
        return
    reread = {f.article.id: f for f in anew}
    new = {f.article.id: f.article for f in fresh}
    copies, kin = stories.copies.among(new.values(), shelf) if new else ({}, [])
    circle = joined(new, copies, shelf, one_story)
    if shelf and anew:
        circle = stories.rejoined(circle, (f.article for f in anew), shelf)
    before = {**{a.id: a for a in kin}, **circle.before}
    held = {s.id: s for s in (shelf.stories(sorted({a.story for a in before.values() if a.story})) if shelf else ())}
    known = {**before, **new}
    touched = [g for g in circle.groups if changed(g, known, held, copies) or reread.keys() & {*g.articles}]
    inside = [a for g in touched for a in g.articles]
    cited = shelf.cited(sorted(a for a in inside if a in before)) if shelf else {}
    rows: dict[str, Sequence[Row]] = {**cited, **{f.article.id: f.rows for f in (*fresh, *anew)}}
    told = [stories.story(g, known, rows) for g in touched]
    renewed = mentions.settle(told, [known[a] for a in inside], {a: rows.get(a, ()) for a in inside}, book)
    rows = {**rows, **{a: renewed[a] for a in inside}}
    home = {a: s.id for g, s in zip(touched, told, strict=True) for a in (*g.articles, *g.earlier)}
    placed = {a: replace(known[a], copy_of=copies.get(a) or known[a].copy_of, story=home.get(a, known[a].story)) for a in (*new, *sorted(before))}
    inside_placed = {a: placed[a] for a in placed if a in home}
    aligned: dict[str, Sequence[Row]] = {f.article.id: f.rows for f in anew}  # an early report of a long story is in no group
    aligned |= stories.align(inside_placed, rows, frozenset(a for g in touched if g.old for a in g.articles))
    owed = owing([*fresh, *anew], shelf, aligned)
    tellers = {a.id: a for a in (shelf.articles(sorted({p.article for p in owed})) if shelf else ())}
    settled = positions.kept({**tellers, **placed}, with_owed(owed, aligned), book)
    for a in (*new, *reread):
        yield placed[a]
        yield from settled[a]
    yield from again({a: before[a] for a in before if a not in reread}, placed, settled, {} if anew else cited)
    yield from (r for p in owed for r in settled[p.article] if r.id == p.id and r != p)
    yield from cast([actor for f in (*fresh, *anew) for actor in f.cast], shelf)
    compared = {s.id: stories.compare(s, placed, settled) for s in told}
    was = shelf.compared(sorted(set(held) & set(compared))) if shelf else []
    news = [s for s in told if reread.keys() & {*s.articles} or held.get(s.id) != s or {c.id for c in was if c.story == s.id} != {c.id for c in compared[s.id]}]
    yield from news
    for s in news:  # with all its comparisons, for those that it has no more are retired by their absence
        yield from compared[s.id]


def joined(new: Mapping[str, Article], copies: Mapping[str, str], shelf: Shelf | None, one_story: bool) -> stories.Circle:
    """The stories that new articles join."""
    if not new:
        return stories.Circle((), {})
    return stories.as_one(new.values()) if one_story else stories.circle(new.values(), copies, shelf)


def owing(fresh: Sequence[Fresh], shelf: Shelf | None, aligned: Mapping[str, Sequence[Row]]) -> list[Promise]:
    """What those who act in the new articles owe from before, besides what is read anew."""
    doers = {party(actor) for f in fresh for r in f.rows if isinstance(r, Event) and r.status == "actual" for actor in r.actors}
    return [p for p in (shelf.owed(sorted(doers)) if shelf else ()) if p.article not in aligned]


def with_owed(owed: Sequence[Promise], aligned: Mapping[str, Sequence[Row]]) -> dict[str, Sequence[Row]]:
    out: dict[str, Sequence[Row]] = dict(aligned)
    for p in owed:
        out[p.article] = (*out.get(p.article, ()), p)
    return out


def changed(g: stories.Group, known: Mapping[str, Article], held: Mapping[str, Row], copies: Mapping[str, str]) -> bool:
    """Is it a story that new articles joined, that lost or won some, or in which a report turned out to be a copy?"""
    homes = {known[a].story for a in g.articles}
    old = held.get(next(iter(homes)) or "") if len(homes) == 1 else None
    whole = g.earlier + g.articles
    return not isinstance(old, Story) or set(old.articles) != set(whole) or any(copies.get(a) not in (None, known[a].copy_of) for a in g.articles)


def again(before: Mapping[str, Article], placed: Mapping[str, Article], aligned: Mapping[str, Sequence[Row]], cited: Mapping[str, Sequence[Citing]]) -> Iterator[Row]:
    """Articles from before that have another story or original now, and rows that share another happening."""
    for a in sorted(before, key=lambda a: (before[a].published or "9999", a)):
        if placed[a] != before[a]:
            yield placed[a]
        held = {r.id: r for r in cited.get(a, ())}
        yield from (r for r in aligned.get(a, ()) if held.get(r.id) != r)


def cast(found: Iterable[Actor], shelf: Shelf | None) -> list[Actor]:
    """Who acts, each once, with all the names used; those known before only if there is news of them."""
    merged: dict[str, Actor] = {}
    found = list(found)
    known = {a.id: a for a in shelf.actors(sorted({a.id for a in found}))} if shelf else {}
    for actor in [*known.values(), *found]:
        old = merged.get(actor.id)
        if old:
            aliases = tuple(sorted({*old.aliases, *actor.aliases}))
            actor = replace(old, aliases=aliases, role=old.role or actor.role)
        merged[actor.id] = actor
    return [merged[k] for k in sorted(merged) if known.get(k) != merged[k]]
