"""Is a row right about a gold row? Field by field; which fields a row must have right to count stands in `NEEDED`."""

from __future__ import annotations

from detente.codebook.folding import fold
from detente.evaluate.gold import Gold, GoldEvent, GoldFigure, GoldMeeting, GoldPosition, GoldQuotation
from detente.evaluate.sides import Sides
from detente.evaluate.words import holds
from detente.records import Event, Figure, Meeting, Position, Quotation, Row, When

NEEDED = {
    "quotation": ("speaker",),
    "event": ("type", "actor", "recipient"),
    "position": ("actor", "stance"),
    "meeting": ("parties", "status"),
    "figure": ("value",),
}
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # acts that both sides do, so who is named first means little
CLOSE = 1e-6  # of a value, for numbers that were written as fractions

Judged = dict[str, bool]


def judge(gold: Gold, row: Row, sides: Sides) -> Judged:
    """Which fields are right, of those that gold tells."""
    match gold, row:
        case GoldQuotation(), Quotation():
            return {"speaker": sides.speaks(gold.speaker, row.speaker, row.speaker_name), "form": (gold.form == "indirect") == (row.form == "indirect")}
        case GoldEvent(), Event():
            return event(gold, row, sides)
        case GoldPosition(), Position():
            return {"actor": sides.same(gold.actor, row.actor), "stance": row.stance in gold.stance}
        case GoldMeeting(), Meeting():
            return meeting(gold, row, sides)
        case GoldFigure(), Figure():
            return figure(gold, row)
        case _:
            raise TypeError(f"{type(gold).__name__} says nothing of {type(row).__name__}")


def right(kind: str, judged: Judged) -> bool:
    return all(judged[name] for name in NEEDED[kind])


def event(gold: GoldEvent, row: Event, sides: Sides) -> Judged:
    out = {"type": row.type in gold.types, "actor": sides.right(gold.source, row.actors), "recipient": sides.right(gold.target, row.recipients)}
    if out["type"] and MUTUAL & {*gold.types} and sides.right(gold.source + gold.target, row.actors + row.recipients):
        out |= {"actor": True, "recipient": True}
    out["status (actual)" if "actual" in gold.status else "status (other)"] = row.status in gold.status
    if gold.condition:
        out["condition"] = row.condition is not None and holds(row.condition.text, gold.condition)
    if gold.date:
        out["date"] = on(gold.date, row.when)
    return out


def meeting(gold: GoldMeeting, row: Meeting, sides: Sides) -> Judged:
    out = {"parties": sides.right(gold.parties, row.parties), "status": row.status in gold.status}
    if gold.places:
        here = " | ".join(fold(name) for place in row.places for name in (place.text, place.name) if name)
        out["place"] = any(fold(place) in here for place in gold.places)
    if gold.date:
        out["date"] = on(gold.date, row.when)
    return out


def figure(gold: GoldFigure, row: Figure) -> Judged:
    out = {"value": equal(gold.value, row.value), "comparator": gold.comparator == row.comparator}
    if gold.value_high is not None:
        out["upper bound"] = row.high is not None and equal(gold.value_high, row.high)
    return out


def equal(one: float, other: float) -> bool:
    return abs(one - other) <= CLOSE * max(1.0, abs(one))


def on(date: str, when: When | None) -> bool:
    """The same day, month or year, as far as gold says it."""
    return when is not None and (when.start or "")[: len(date)] == date
