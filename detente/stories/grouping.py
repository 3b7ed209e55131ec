"""Stories: reports that tell of the same affair, by their words and by time.

TF-IDF with average link (B-cubed .92 on mixed news), over counts that add the batch to a background of common news, so that two reports
alone are judged by the same measure as a thousand. One setting for everything, and the same stories whatever the order of the inputs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import heappop, heappush
from math import exp, log
from typing import TYPE_CHECKING, Any

from detente.codebook.vocabulary import DOCUMENTS, shipped, stems
from detente.ids import digest
from detente.records import Article, Event, Figure, Meeting, Position, Quotation, Row, Story, Where

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

CUT = 0.163  # least average similarity of two groups that are one story
BACKGROUND = 0.2  # weight of the background counts beside the batch's own
SHARPNESS = 1.5  # power of a word's rarity: names and rare words decide
TITLE = 5  # a headline's words count as often as this
PATIENCE, FADE = 10, 365  # days between two groups' nearest reports that cost nothing, and over which likeness then fades
ACTORS = 12  # a story names this many
CHUNK = 512  # articles whose similarities are held at once


def group(articles: Iterable[Article], rows: Mapping[str, Sequence[Row]] | None = None, *, one_story: bool = False) -> tuple[Story, ...]:
    """Every article in one story. `rows` are the articles' rows, for places and actors; `one_story` takes the lot as one."""
    ranked = sorted(articles, key=lambda a: (a.published or "9999", a.id))
    if not ranked:
        return ()
    groups = [list(range(len(ranked)))] if one_story else linked(vectors(ranked), [day(a) for a in ranked])
    return tuple(story([ranked[i] for i in members], rows or {}) for members in groups)


def story(articles: list[Article], rows: Mapping[str, Sequence[Row]]) -> Story:
    """The row of one story, its articles in order of publication."""
    days = sorted(a.published[:10] for a in articles if a.published)
    places: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    for article in articles:
        for row in rows.get(article.id, ()):
            places.update(p.name for p in told_places(row) if p.name)
            actors.update(told_actors(row))
    return Story(
        id=digest("story", articles[0].id),
        title=next((a.title for a in articles if a.title), None),
        articles=tuple(a.id for a in articles),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        places=ordered(places),
        actors=ordered(actors)[:ACTORS],
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


def day(article: Article) -> int | None:
    """The day of publication as a number, where it is known to the day."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


def vectors(articles: list[Article]) -> csr_matrix:
    """A row of unit length for each article: the logarithm of a stem's count times how rare it is in the batch and in the background."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped,unused-ignore]
    from sklearn.preprocessing import normalize  # type: ignore[import-untyped,unused-ignore]

    common = shipped().common
    counts = []
    for a in articles:
        c = Counter(stems(f"{a.standfirst or ''}\n{a.text}"))
        for key in stems(a.title or ""):
            c[key] += TITLE
        counts.append(c)
    shelf = DictVectorizer(dtype=np.float64)
    table = shelf.fit_transform([c or {f" {n}": 1} for n, c in enumerate(counts)])  # an empty report is like no other
    own = np.asarray((table > 0).sum(axis=0)).ravel()
    total = 1 + len(articles) + BACKGROUND * DOCUMENTS
    rare = [log(total / (1 + n + BACKGROUND * common.get(key, 0))) ** SHARPNESS for key, n in zip(shelf.feature_names_, own, strict=True)]
    table.data = 1 + np.log(table.data)
    return normalize(table.multiply(np.asarray(rare)).tocsr())


def linked(table: csr_matrix, days: list[int | None]) -> list[list[int]]:
    """Average link: the two most alike groups become one until none is alike enough. Memory grows with the pairs that are alike.

    The sum of all similarities of two groups is the product of their summed vectors. An average never rises by joining, so a new group is
    measured only against those that one of its parts was alike to (`near`, without regard to time, which joining can bring nearer).
    """
    import numpy as np

    n = table.shape[0]
    members: dict[int, list[int]] = {i: [i] for i in range(n)}
    span = {i: (d, d) for i, d in enumerate(days)}
    version = dict.fromkeys(range(n), 0)
    near: dict[int, set[int]] = {i: set() for i in range(n)}
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(i: int, j: int, similarity: float) -> None:
        near[i].add(j)
        near[j].add(i)
        if (s := similarity * nearness(span[i], span[j])) >= CUT:
            first, second = min(i, j), max(i, j)
            heappush(heap, (-round(s, 9), first, second, version[first], version[second]))

    for a in range(0, n, CHUNK):
        block: Any = (table[a : a + CHUNK] @ table.T).tocoo()
        keep = (block.data >= CUT) & (block.row + a < block.col)
        for i, j, s in zip((block.row[keep] + a).tolist(), block.col[keep].tolist(), block.data[keep].tolist(), strict=True):
            offer(i, j, s)
    while heap:
        _, i, j, vi, vj = heappop(heap)
        if i not in members or j not in members or (version[i], version[j]) != (vi, vj):
            continue
        members[i] = sorted(members[i] + members.pop(j))
        span[i] = joined(span[i], span[j])
        version[i] += 1
        others = sorted((near.pop(i) | near.pop(j)) - {i, j})
        near[i] = set()
        for k in others:
            near[k] -= {i, j}
        if others:
            whole = np.asarray(table[members[i]].sum(axis=0)).ravel()
            products = table[[m for k in others for m in members[k]]] @ whole
            starts = np.cumsum([0, *(len(members[k]) for k in others)])
            for at, k in enumerate(others):
                s = float(products[starts[at] : starts[at + 1]].sum()) / (len(members[i]) * len(members[k]))
                if s >= CUT:
                    offer(i, k, s)
    return [members[i] for i in sorted(members)]


Reach = tuple[int | None, int | None]


def nearness(a: Reach, b: Reach) -> float:
    """1 where the two reaches lie within ten days, then falling; unknown days are no distance."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return 1.0
    gap = max(a[0] - b[1], b[0] - a[1], 0)
    return exp(-max(0, gap - PATIENCE) / FADE)


def joined(a: Reach, b: Reach) -> Reach:
    known = [d for d in (*a, *b) if d is not None]
    return (min(known), max(known)) if known else (None, None)
