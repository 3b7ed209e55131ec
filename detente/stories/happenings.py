"""The same act told twice, in one report or in several: rows that share a `happening`. Counts are of happenings, never of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from detente.cutting import same_words
from detente.ids import digest
from detente.records import Article, Event, Meeting, Row, When, Where
from detente.stories.likeness import Scale
from detente.stories.units import Unit, Word, units

ALIKE = 0.3  # share of the weight of two clauses' words that must be the same
PLAIN = 1.0  # weight of the words shared besides names
COUNTS = 0.15  # weight from which a word counts as one
SAME_SIDES = 0.2  # likeness enough where all sides and the type agree; for a meeting the names of two are
POOLED = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # all sides act
KIN = {"CONSULT": "meet", "AGREE": "agree", "COOPERATE": "agree", "CONCEDE": "yield", "RETREAT": "yield", "REQUEST": "want", "ACCUSE": "blame", "REJECT": "blame"}
SHORT = 4  # words after the trigger that do not say what the act is about
AROUND = 12  # words on each side of the trigger, where a report has no clause for it


class Act(Struct, frozen=True):
    """What a row tells, as it is compared."""

    row: Event | Meeting
    family: str
    actors: frozenset[str]
    recipients: frozenset[str]
    when: When | None
    places: tuple[Where, ...]
    unit: Unit | None
    words: frozenset[str]


def align(articles: Mapping[str, Article], rows: Mapping[str, Sequence[Row]], kept: frozenset[str] = frozenset()) -> dict[str, list[Row]]:
    """The same rows, each event and meeting with its `happening`. Acts are compared within a story (`Article.story`).

    `kept` are articles of long stories, of which only some are here: what shared a happening goes on sharing it, under its old id.
    """
    homes: dict[str, list[Article]] = defaultdict(list)
    for a in sorted(articles.values(), key=lambda a: (a.published or "9999", a.id)):
        homes[a.story or a.id].append(a)
    shared: dict[str, str] = {}
    for home in sorted(homes):
        shared.update(happenings(homes[home], rows, kept))
    return {k: [replace(r, happening=shared[r.id]) if isinstance(r, Event | Meeting) else r for r in rows.get(k, ())] for k in articles}


def happenings(articles: Sequence[Article], rows: Mapping[str, Sequence[Row]], kept: frozenset[str] = frozenset()) -> dict[str, str]:
    """Row id → happening, for the articles of one story in their order. A copy's acts are its original's, and weigh nothing in what is alike."""
    acts = {a.id: [r for r in rows.get(a.id, ()) if isinstance(r, Event | Meeting)] for a in articles}
    twins = {row.id: twin.id for a in articles if a.copy_of in acts for row in acts[a.id] if (twin := twin_of(row, acts[a.copy_of or ""]))}
    told: list[Act] = []
    cut: list[Unit] = []
    for article in articles:
        mine = units(article)
        if article.copy_of not in acts:
            cut.extend(mine)
        of_id = {e.id: e for e in acts[article.id] if isinstance(e, Event)}
        told.extend(act(row, mine, of_id) for row in acts[article.id] if row.id not in twins)
    scale = Scale(cut)
    index = {a.row.id: i for i, a in enumerate(told)}
    group = list(range(len(told)))
    members = {i: [i] for i in group}

    def join(i: int, j: int) -> None:
        first, second = sorted((group[i], group[j]))
        if first != second:
            for k in members[second]:
                group[k] = first
            members[first] += members.pop(second)

    before: dict[str, int] = {}
    for i, a in enumerate(told):
        if a.row.article in kept and a.row.happening:
            join(i, before.setdefault(a.row.happening, i))
    for a in told:  # a meeting is the act it rests on
        if isinstance(a.row, Meeting):
            for event in a.row.events:
                if event in index:
                    join(index[a.row.id], index[event])
    for _, i, j in candidates(told, scale):
        if all(compatible(told[x], told[y]) for x in members[group[i]] for y in members[group[j]] if told[x].family == told[y].family):
            join(i, j)
    named = {g: name(told, members[g], kept) for g in members}
    found = {a.row.id: named[group[i]] for i, a in enumerate(told)}
    for row in twins:
        found[row] = found[root(row, twins)]
    return found


def name(told: Sequence[Act], members: Sequence[int], kept: frozenset[str]) -> str:
    """A happening's id: what it was called in a story that is kept, else a hash of its first row."""
    rows = [told[i].row for i in sorted(members)]
    return next((r.happening for r in rows if r.article in kept and r.happening), None) or digest("happening", rows[0].id)


def twin_of(row: Event | Meeting, originals: Sequence[Event | Meeting]) -> Event | Meeting | None:
    """The row of the original that a copy's row tells again: of the same kind, by the same sides, in the same sentence."""
    for other in originals:
        same = (kind(row), sides(row)) == (kind(other), sides(other)) and (row.evidence.split() == other.evidence.split() or same_words(row.evidence, other.evidence))
        if same and row.status == other.status:
            return other
    return None


def sides(row: Event | Meeting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (row.actors, row.recipients) if isinstance(row, Event) else (row.parties, ())


def root(row: str, twins: Mapping[str, str]) -> str:
    while row in twins:
        row = twins[row]
    return row


def candidates(told: Sequence[Act], scale: Scale) -> list[tuple[float, int, int]]:
    """Pairs of acts that may be one, the most alike first. Only acts of one family with an actor in common are ever laid side by side."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, a in enumerate(told):
        for actor in sorted(a.actors):
            blocks[a.family, actor].append(i)
    found: dict[tuple[int, int], float] = {}
    for key in sorted(blocks):
        for n, i in enumerate(blocks[key]):
            for j in blocks[key][n + 1 :]:
                if (i, j) not in found and compatible(told[i], told[j]):
                    found[i, j] = likeness(told[i], told[j], scale)
    return sorted((-s, i, j) for (i, j), s in found.items() if s > 0)


def likeness(a: Act, b: Act, scale: Scale) -> float:
    """How alike two compatible acts are told; 0 where not enough to be one."""
    shared = a.words & b.words
    if shared and a.words == b.words and kind(a.row) == kind(b.row):
        return 1.0  # a copy
    weight = (scale.sum(a.words) * scale.sum(b.words)) ** 0.5
    score = scale.sum(shared) / weight if weight else 0.0
    telling = frozenset(k for k in shared if scale.plain(k) and scale.weight(k) >= COUNTS)
    plain = scale.sum(telling) if len(telling) > 1 else 0.0  # the word for the act alone shows no more than its type
    if score >= ALIKE and plain >= PLAIN:
        return score
    same = a.actors == b.actors and a.recipients == b.recipients and len(a.actors | a.recipients) > 1 and kind(a.row) == kind(b.row)
    told = (score >= SAME_SIDES and plain >= PLAIN) or (a.family == "meet" and sum(k in scale.names for k in shared) > 1)
    return max(score, SAME_SIDES) if same and told else 0.0


def kind(row: Event | Meeting) -> str:
    return row.type if isinstance(row, Event) else "meeting"


def compatible(a: Act, b: Act) -> bool:
    """Nothing said of the two keeps them from being one act: sides, days and countries agree where both are known."""
    if a.family != b.family or not a.actors & b.actors:
        return False
    if a.recipients and b.recipients and not a.recipients & b.recipients:
        return False
    if a.when and b.when and a.when.start and b.when.start and apart(a.when.start, b.when.start) > 1:
        return False
    here, there = ({p.country for p in x.places if p.country} for x in (a, b))
    return not here or not there or bool(here & there)


def apart(a: str, b: str) -> int:
    """Days between two times of day precision; coarser ones are apart where neither begins with the other."""
    if len(a) >= 10 and len(b) >= 10:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    return 0 if a.startswith(b) or b.startswith(a) else 99


def act(row: Event | Meeting, cut: Sequence[Unit], events: Mapping[str, Event]) -> Act:
    """The row with the words of the clause that tells it; a meeting is told where the first of its acts is."""
    teller = next((events[e] for e in row.events if e in events), row) if isinstance(row, Meeting) else row
    at = teller.spans.trigger[0][0] if isinstance(teller, Event) and teller.spans.trigger else row.start
    unit = next((u for u in cut if u.part == row.part and u.start <= at < u.end), None)
    words = clause(unit, at) if unit else ()
    plain = frozenset(w.key for w in words if w.key[0] != "@")
    if isinstance(row, Meeting):
        return Act(row, "meet", codes(row.parties), frozenset(), row.when, row.places, unit, plain)
    sides = (codes(row.actors), codes(row.recipients))
    if row.type in POOLED:
        sides = (sides[0] | sides[1], frozenset())
    return Act(row, KIN.get(row.type, row.type), *sides, row.when, (row.where,) if row.where else (), unit, plain)


def clause(unit: Unit, at: int) -> tuple[Word, ...]:
    """The narrowest clause around an offset, with what follows where it is short ("denied that …"), at most some words to each side."""
    i = max((n for n, w in enumerate(unit.words) if w.start <= at), default=0)
    a, b = min(((x, y) for x, y in unit.clauses if x <= i < y), key=lambda r: r[1] - r[0], default=(0, len(unit.words)))
    end = b if b - i > SHORT else len(unit.words)
    return unit.words[max(a, i - AROUND) : min(end, i + AROUND + 1)]


def codes(actors: Sequence[str]) -> frozenset[str]:
    """Whose side each actor is on: `RUS.GOV:Sergey Lavrov` → RUS; opponents of a state stay apart from it."""
    out = set()
    for actor in actors:
        code, _, sector = actor.partition(":")[0].partition(".")
        out.add(f"{code}.{sector}" if sector in {"OPP", "REB", "UAF", "SEP", "INS"} else code)
    return frozenset(out)
