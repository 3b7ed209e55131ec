"""Where actors stand, issue by issue: the stance, since when, in whose words, and what changed when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from detente.codebook.issues import Issues
from detente.records import Position
from detente.views.merge import Group, grouped, merged
from detente.views.reader import Reader

AGAINST = frozenset({"refuses", "opposes"})
NEITHER = frozenset({"threatens", "conditions"})  # for these the words tell what would follow, not what is wanted
OUTLETS_LAST = 1  # of those who vouch the last is the outlet, which stands beside the row


class Stand(Struct, frozen=True):
    """A stance, however many rows tell it: its first and last day, on what condition, to which pole of the issue its words lean; `words` are the
    latest, `whose` who vouches for them besides the outlet."""

    actor: str
    stance: str
    towards: str | None
    first: str | None
    last: str | None
    condition: str | None
    leaning: str | None
    words: str
    whose: str
    latest: str
    rows: Group[Position]


class About(Struct, frozen=True):
    """What is stood for on an issue, the earliest first; `poles` where the codebook has them, `changes` a line for each course that changed."""

    issue: str
    name: str
    poles: tuple[str, str] | None
    changes: tuple[str, ...]
    stands: tuple[Stand, ...]


def stands(rows: Sequence[Position], reader: Reader, issues: Issues) -> list[About]:
    """The issues of most reports first, those that the codebook lists before those named by a text's own words."""
    abouts = sorted(grouped(rows, lambda r: r.issue), key=lambda g: (issues.named(g[0].issue) is None, -len(g), g[0].issue))
    return [about(g, reader, issues) for g in abouts]


def about(rows: Group[Position], reader: Reader, issues: Issues) -> About:
    known = issues.named(rows[0].issue)
    groups = sorted(merged(rows, reader), key=lambda g: min(days(g, reader), default="9999"))
    poles = (known.low.name, known.high.name) if known and known.low and known.high else None
    return About(rows[0].issue, known.name if known else rows[0].issue, poles, tuple(changes(rows, reader)), tuple(stand(g, reader, issues) for g in groups))


def changes(rows: Iterable[Position], reader: Reader) -> Iterable[str]:
    """How a stance towards one side changed: "changed: demands (2022-01-10), refuses (2022-01-18)"; nothing where it did not."""
    rows = list(rows)
    several = len({r.actor for r in rows}) > 1
    for same in grouped(rows, lambda r: (r.actor, r.towards or "")):
        dated = sorted((day, n, r.stance) for n, r in enumerate(same) if (day := reader.day(r)))
        steps = [(day, stance) for k, (day, _, stance) in enumerate(dated) if k == 0 or dated[k - 1][2] != stance]
        if len(steps) > 1 and steps[0][0] != steps[-1][0]:
            who = f"{reader.name(same[0].actor)} " if several else ""
            towards = f" towards {reader.name(same[0].towards)}" if same[0].towards else ""
            yield f"{who}changed{towards}: " + ", ".join(f"{stance} ({day})" for day, stance in steps)


def days(group: Iterable[Position], reader: Reader) -> list[str]:
    return sorted(d for r in group if (d := reader.day(r)))


def stand(group: Group[Position], reader: Reader, issues: Issues) -> Stand:
    row, told = group[0], days(group, reader)
    known = issues.named(row.issue)
    latest = max(group, key=lambda r: (reader.day(r) or "", r.id))
    return Stand(
        actor=row.actor,
        stance=row.stance,
        towards=row.towards,
        first=told[0] if told else None,
        last=told[-1] if told else None,
        condition=row.condition.text if row.condition else None,
        leaning=issues.leaning(known, row.evidence, row.stance in AGAINST) if known and row.stance not in NEITHER else None,
        words=latest.evidence,
        whose=", ".join(latest.according_to[:-OUTLETS_LAST]),
        latest=latest.id,
        rows=group,
    )
