"""Mentions as rows, for those who ask for them: what words point to whom, where, when and how many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from detente.ids import row_id
from detente.records import Article, Mention, Mentions, Spot

Type = Literal["actor", "place", "time", "number"]


def rows(article: Article, found: Mentions) -> tuple[Mention, ...]:
    """A row for each thing that words point to, so two for "both countries"; each kind in order of place."""
    out = {}
    for type, value, spot in pointed(found):  # noqa: A001
        name = row_id(article.id, "mention", spot.part, spot.start, spot.end, type, value)
        out[name] = Mention(id=name, article=article.id, part=spot.part, start=spot.start, end=spot.end, evidence=spot.text, rule=spot.rule, type=type, value=value)
    return tuple(out.values())


def pointed(found: Mentions) -> Iterator[tuple[Type, str | None, Spot]]:
    """What each spot points to: an actor's id, a place's usual name, a time's value in TIMEX3, a number."""
    for actor in found.actors:
        yield from (("actor", who, actor) for who in actor.actors or (None,))
    for place in found.places:
        yield "place", place.where.name, place
    for time in found.times:
        yield "time", time.value, time
    for number in found.numbers:
        yield "number", f"{number.value:g}" if number.high is None else f"{number.value:g}–{number.high:g}", number
