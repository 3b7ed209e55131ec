"""The two sides of an act: the frame's slots, the actors that fill them, and the few that only the sentence around gives."""

from __future__ import annotations

from msgspec import Struct

from detente.claims.denote import Denoter
from detente.claims.frames import Match, fill
from detente.codebook.acts import Acts
from detente.grammar import about, after
from detente.parties import party
from detente.records import Sentence, Span

TOWARDS_PLACES = frozenset({"MOBILIZE", "ASSAULT", "AID", "RETREAT", "CONSULT", "SANCTION", "COERCE", "AGREE", "THREATEN", "COOPERATE"})
IMPLIED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})


class Sides(Struct, frozen=True):
    """Ids of both sides and the characters that name them."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_spans: tuple[Span, ...]
    recipient_spans: tuple[Span, ...]


Found = list[tuple[tuple[str, ...], Span]]


def fill_sides(s: Sentence, m: Match, denoter: Denoter, acts: Acts) -> Sides | None:
    """Both sides of a match; `None` where one that the frame needs is missing."""
    frame = m.rule.frame
    actors = first_slot(s, m, frame.actor, denoter, False)
    taken = {party(i) for ids, _ in actors for i in ids}
    recipients = [r for r in first_slot(s, m, frame.recipient, denoter, m.rule.type in TOWARDS_PLACES, taken) if not {party(i) for i in r[0]} <= taken]
    if not recipients and m.rule.type in IMPLIED and m.kind != "noun" and "recipient" not in frame.needs:
        recipients = denoter.inside(s, about(s, m.trigger), taken)
    if ("actor" in frame.needs and not actors) or (actors and all(business(i) for ids, _ in actors for i in ids)):
        return None
    if "speaker" in frame.needs and not taken & speaker(s, m, denoter):
        return None
    if frame.reciprocal:
        actors, recipients = actors + recipients, []
        if len({party(i) for ids, _ in actors for i in ids}) < 2 and "recipient" in frame.needs:
            return None
    elif "recipient" in frame.needs and not recipients:
        return None
    if not actors and not recipients:
        return None
    return Sides(flat(actors), flat(recipients), tuple(x for _, x in actors), tuple(x for _, x in recipients))


def business(actor: str) -> bool:
    """Is that a company? What companies do by themselves is no act of diplomacy."""
    return actor.partition(":")[0].endswith(".BUS")


def speaker(s: Sentence, m: Match, denoter: Denoter) -> set[str]:
    """The side of whoever says the words in which the act stands."""
    q = denoter.quotation(s, s.tokens[m.trigger].start)
    return {party(q.speaker)} if q and q.speaker else set()


def first_slot(s: Sentence, m: Match, slots: tuple[str, ...], denoter: Denoter, places: bool, taken: set[str] = frozenset()) -> Found:  # type: ignore[assignment]
    """The actors of the first slot that names any besides those taken."""
    for slot in slots:
        found = in_slot(s, m, slot, denoter, places, taken)
        if any(not {party(i) for i in ids} <= taken for ids, _ in found):
            return found
    return []


def in_slot(s: Sentence, m: Match, slot: str, denoter: Denoter, places: bool, taken: set[str]) -> Found:
    if slot == "possessor":
        owners = denoter.modifiers(s, m.trigger)
        return owners or named(s, after(s, m.trigger, "by"), denoter, False)
    if slot == "speaker":
        q = denoter.quotation(s, s.tokens[m.trigger].start)
        span = q.spans.speaker[0] if q and q.spans.speaker else None
        return [((q.speaker,), span)] if q and q.speaker and span else []
    if slot == "inside":
        return denoter.inside(s, about(s, m.trigger), taken)
    return named(s, fill(s, m.trigger, m.kind, slot), denoter, places or slot not in {"subject", "object", "indirect"})


def named(s: Sentence, words: list[int], denoter: Denoter, places: bool) -> Found:
    out: Found = []
    for w in words:
        ids, span = denoter.who(s, w, places)
        if ids and span:
            out.append((ids, span))
    return out


def flat(found: Found) -> tuple[str, ...]:
    """The ids in order, each once; a person or office of a party makes its bare code needless."""
    out: list[str] = []
    for ids, _ in found:
        out.extend(i for i in ids if i not in out)
    return tuple(out)
