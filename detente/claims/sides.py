"""The two sides of an act: the frame's slots, the actors that fill them, and the few that only the sentence around gives."""

from __future__ import annotations

from msgspec import Struct

from detente.claims.denote import Denoter
from detente.claims.frames import Match
from detente.claims.phrases import phrase, unnamed
from detente.claims.slots import fill
from detente.codebook.acts import Acts
from detente.grammar import about, after
from detente.parties import party
from detente.records import Sentence, Span

TOWARDS_PLACES = frozenset({"MOBILIZE", "ASSAULT", "AID", "RETREAT", "CONSULT", "SANCTION", "COERCE", "AGREE", "THREATEN", "COOPERATE"})
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "REJECT", "RETREAT", "SANCTION"})  # what two do, they do with each other
IMPLIED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})


class Sides(Struct, frozen=True):
    """Ids of both sides and the characters that name them.

    Whom the sentence puts on the other side is in `recipient_spans` even where no id is known for it, or where all sides act together.
    """

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_spans: tuple[Span, ...]
    recipient_spans: tuple[Span, ...]


class Named(Struct, frozen=True):
    """Actors, the characters that name them, and the word of the slot that led there."""

    ids: tuple[str, ...]
    span: Span
    word: int | None = None


Found = list[Named]


def fill_sides(s: Sentence, m: Match, denoter: Denoter, acts: Acts) -> Sides | str:
    """Both sides of a match, or what the frame needs and does not get."""
    frame = m.rule.frame
    actors = first_slot(s, m, frame.actor, denoter, False)
    taken = {party(i) for n in actors for i in n.ids}
    recipients = [r for r in first_slot(s, m, frame.recipient, denoter, m.rule.type in TOWARDS_PLACES, taken) if not {party(i) for i in r.ids} <= taken]
    if not recipients and m.rule.type in IMPLIED and m.kind != "noun" and "recipient" not in frame.needs:
        recipients = inside(s, m, denoter, taken)
    if "actor" in frame.needs and not actors:
        return f"nobody known acts ({', '.join(frame.actor)})"
    if actors and all(business(i) for n in actors for i in n.ids):
        return "only companies act"
    if "speaker" in frame.needs and not taken & speaker(s, m, denoter):
        return "who acts does not say so"
    first, second = words_of(s, actors, denoter), words_of(s, recipients, denoter)
    if not recipients and (frame.reciprocal or m.rule.type in MUTUAL) and len(taken) > 1:
        first, second = halves(s, first)  # "Tarn and Orsa signed": who is named first, and who after
    if frame.reciprocal:
        actors, recipients = actors + recipients, []
        if len({party(i) for n in actors for i in n.ids}) < 2 and "recipient" in frame.needs:
            return "one side alone cannot do it"
    elif "recipient" in frame.needs and not recipients:
        return f"it is done to nobody known ({', '.join(frame.recipient)})"
    if not actors and not recipients:
        return "no side is known"
    return Sides(flat(actors), flat(recipients), first, second or unnamed(s, m, frame.recipient))


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
        if any(not {party(i) for i in n.ids} <= taken for n in found):
            return found
    return []


def in_slot(s: Sentence, m: Match, slot: str, denoter: Denoter, places: bool, taken: set[str]) -> Found:
    if slot == "possessor":
        owners = [Named(ids, span) for ids, span in denoter.modifiers(s, m.trigger)]
        return owners or named(s, after(s, m.trigger, "by"), denoter, False)
    if slot == "speaker":
        q = denoter.quotation(s, s.tokens[m.trigger].start)
        span = q.spans.speaker[0] if q and q.spans.speaker else None
        return [Named((q.speaker,), span)] if q and q.speaker and span else []
    if slot == "inside":
        return inside(s, m, denoter, taken)
    return named(s, fill(s, m.trigger, m.kind, slot), denoter, places or slot not in {"subject", "object", "indirect"})


def inside(s: Sentence, m: Match, denoter: Denoter, taken: set[str]) -> Found:
    """Whoever else what the act is about names."""
    return [Named(ids, span) for ids, span in denoter.inside(s, about(s, m.trigger), taken)]


def named(s: Sentence, words: list[int], denoter: Denoter, places: bool) -> Found:
    out: Found = []
    for w in words:
        ids, span = denoter.who(s, w, places)
        if ids and span:
            out.append(Named(ids, span, w))
    return out


def words_of(s: Sentence, found: Found, denoter: Denoter) -> tuple[Span, ...]:
    """The characters that name the actors: the name before the pronoun that stands for it, and the phrase whose owner is meant."""
    out: list[Span] = []
    for n in found:
        whole = phrase(s, n.word) if n.word is not None and not n.span[0] <= s.tokens[n.word].start < n.span[1] else None
        out.extend(x for x in (denoter.name(s, n.ids, n.span), n.span, whole) if x and x not in out)
    return tuple(out)


def halves(s: Sentence, spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The one named first and the rest; "the Tarnish and Orsan armies" are two as well."""
    if len(spans) > 1 or not spans:
        return spans[:1], spans[1:]
    ((a, b),) = spans
    both = next((t for t in s.tokens if a < t.start < b and t.dep == "cc"), None)
    if both is None or both.i == 0:
        return spans, ()
    return ((a, s.tokens[both.i - 1].end),), ((s.tokens[both.i + 1].start, b),)


def flat(found: Found) -> tuple[str, ...]:
    """The ids in order, each once."""
    return tuple(dict.fromkeys(i for n in found for i in n.ids))
