"""Stories: reports that tell of the same affair. A new one joins a story, opens one or, rarely, makes one of two.

The same stories come of a batch whatever the order of its inputs. What came before is asked for only where a new report may belong (`Shelf`),
so that the cost of adding one does not grow with the ledger; stories in reach are put together anew with what is known now, long ones stay
as they are. A copy is where its original is, and weighs nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from detente.ids import digest
from detente.marks import Shelf, Words, day, keys, sketch, spread
from detente.records import Article, Event, Figure, Meeting, Position, Quotation, Row, Story, Where
from detente.stories.linking import linked, vectors

ACTORS = 12  # a story names this many
LONG = 40  # reports from which a story is not put together anew
log = logging.getLogger(__name__)


class Group(Struct, frozen=True):
    """A story in the making: its articles in order of publication, those of a long one that were not asked for (`earlier`), what it was before."""

    articles: tuple[str, ...]
    earlier: tuple[str, ...] = ()
    old: Story | None = None


class Circle(Struct, frozen=True):
    """What new reports touch: the stories of them and in their reach, and the articles of these that came from before."""

    groups: tuple[Group, ...]
    before: dict[str, Article]


def circle(fresh: Iterable[Article], copies: Mapping[str, str], shelf: Shelf | None = None) -> Circle:
    """The stories of the new reports and of those in their reach."""
    new = {a.id: a for a in fresh}
    own = {a.id: sketch(a) for a in new.values() if a.id not in copies}
    held: dict[str, Story] = {}
    before: dict[str, Article] = {}
    if shelf is not None:
        reach = {name for a in sorted(own) for name in shelf.near(keys(own[a]), day(new[a]))} | (set(copies.values()) | set(copies)) - set(new)
        homes = sorted({a.story for a in shelf.articles(sorted(reach)) if a.story})
        held = {s.id: s for s in shelf.stories(homes)}
        late = {a for s in held.values() for a in s.articles[-LONG:]}
        before = {a.id: a for a in shelf.articles(sorted(late | {a for s in held.values() for a in s.articles if a in reach}))}
    known = {**before, **new}
    ranked = ordered_by_day(a for a in known.values() if original(a.id, known, copies) == a.id)
    at = {a.id: n for n, a in enumerate(ranked)}
    stored = shelf.sketches(sorted(a.id for a in ranked if a.id in before)) if shelf is not None else {}
    sketches = [own.get(a.id) or stored.get(a.id) or sketch(a) for a in ranked]
    bound = [[at[a] for a in s.articles if a in at] for s in held.values() if len(s.articles) > LONG]
    groups = [[0]]  # a report alone is its own story, and needs no measure of likeness
    if len(ranked) > 1:
        groups = linked(vectors(sketches, *known_words(sketches, [a.id in new for a in ranked], shelf)), [day(a) for a in ranked], bound)
    home = {ranked[i].id: n for n, members in enumerate(groups) for i in members}
    whole: dict[int, list[Article]] = {}
    for a in ordered_by_day(known.values()):
        whole.setdefault(home[original(a.id, known, copies)], []).append(a)
    return Circle(tuple(made(whole[n], held, before) for n in sorted(whole)), before)


def rejoined(c: Circle, again: Iterable[Article], shelf: Shelf) -> Circle:
    """The circle with the stories of reports that are read once more: as they were, for the reports' words are the same."""
    back = {a.id: a for a in again}
    inside = {a for g in c.groups for a in g.articles + g.earlier}
    held = {s.id: s for s in shelf.stories(sorted({a.story for a in back.values() if a.story and a.id not in inside}))}
    late = shelf.articles(sorted({a for s in held.values() for a in s.articles[-LONG:]}))
    before = {**{a.id: a for a in late}, **c.before, **back}
    known = {a.id for a in late}
    return Circle((*c.groups, *(made([before[a] for a in held[s].articles if a in known], held, {a: before[a] for a in known}) for s in sorted(held))), before)


def made(articles: Sequence[Article], held: Mapping[str, Story], before: Mapping[str, Article]) -> Group:
    """A group, and a word in the log where it makes one story of two."""
    were = [held[s] for s in dict.fromkeys(a.story for a in articles if a.story in held) if s]
    if len(were) > 1:
        log.warning("stories that have become one: %s", " · ".join(s.title or s.id for s in were))
    long = [s for s in were if len(s.articles) > LONG]
    earlier = tuple(a for s in long for a in s.articles if a not in before)
    return Group(tuple(a.id for a in articles), earlier, long[0] if long else None)


def known_words(sketches: Sequence[Words], fresh: Sequence[bool], shelf: Shelf | None) -> tuple[int, Mapping[str, int]]:
    """How many reports there are, and in how many of them each word stands."""
    mine = spread(words for words, new in zip(sketches, fresh, strict=True) if new)
    if shelf is None:
        return sum(fresh), mine
    total, counts = shelf.spread({w for words in sketches for w in words})
    return total + sum(fresh), {w: mine[w] + counts.get(w, 0) for w in {*mine, *counts}}


def original(name: str, known: Mapping[str, Article], copies: Mapping[str, str]) -> str:
    """The report whose words these are, as far as it is at hand."""
    of = copies.get(name) or known[name].copy_of
    return original(of, known, copies) if of and of in known and of != name else name


def ordered_by_day(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda a: (a.published or "9999", a.id))


def group(articles: Iterable[Article], rows: Mapping[str, Sequence[Row]] | None = None, *, one_story: bool = False, copies: Mapping[str, str] | None = None) -> tuple[Story, ...]:
    """Every article of a batch in one story. `rows` are the articles' rows, for places and actors; `one_story` takes the lot as one."""
    by_id = {a.id: a for a in articles}
    groups = (as_one(by_id.values()) if one_story else circle(by_id.values(), copies or {})).groups if by_id else ()
    return tuple(story(g, by_id, rows or {}) for g in groups)


def as_one(articles: Iterable[Article]) -> Circle:
    """All articles taken as one story."""
    return Circle((Group(tuple(a.id for a in ordered_by_day(articles))),), {})


def story(g: Group, articles: Mapping[str, Article], rows: Mapping[str, Sequence[Row]]) -> Story:
    """The row of one story; of a long one, what it was and what its late reports tell."""
    mine = [articles[a] for a in g.articles]
    days = sorted(d for d in (*(a.published[:10] for a in mine if a.published), g.old and g.old.first_day, g.old and g.old.last_day) if d)
    places: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    for a in mine:
        for row in rows.get(a.id, ()):
            places.update(p.name for p in told_places(row) if p.name)
            actors.update(told_actors(row))
    whole = g.earlier + g.articles
    return Story(
        id=digest("story", whole[0]),
        title=(g.old and g.old.title) or next((a.title for a in mine if a.title), None),
        articles=whole,
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        places=tuple(dict.fromkeys((*(g.old.places if g.old else ()), *ordered(places)))),
        actors=tuple(dict.fromkeys((*(g.old.actors if g.old else ()), *ordered(actors))))[:ACTORS],
    )


def told_places(row: Row) -> tuple[Where, ...]:
    if isinstance(row, Meeting):
        return row.places
    return (row.where,) if isinstance(row, Event | Figure) and row.where else ()


def told_actors(row: Row) -> tuple[str, ...]:
    if isinstance(row, Event):
        return row.actors + row.recipients
    if isinstance(row, Meeting):
        return row.parties
    if isinstance(row, Position):
        return (row.actor,)
    return (row.speaker,) if isinstance(row, Quotation) and row.speaker else ()


def ordered(counts: Counter[str]) -> tuple[str, ...]:
    """By count, then by name."""
    return tuple(k for k, _ in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
