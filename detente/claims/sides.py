"""The two sides of an act: the frame's slots, the actors that fill them, and the few that only the sentence around gives."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.claims.denote import Denoter
from detente.claims.frames import Match
from detente.claims.phrases import DIRECT, phrase, unnamed, within
from detente.claims.slots import doers, fill, in_words
from detente.codebook.acts import Acts
from detente.grammar import about, after, children, passive
from detente.parties import party
from detente.records import Sentence, Span

TOWARDS_PLACES = frozenset({"MOBILIZE", "ASSAULT", "AID", "RETREAT", "CONSULT", "SANCTION", "COERCE", "AGREE", "THREATEN", "COOPERATE"})
AT_HOME = frozenset({"PROTEST", "COERCE"})  # what is done within a state is done to it, where nobody nearer is named
WHERE = ("in", "at", "across", "outside", "through", "throughout")
BY_THE_STATE = frozenset({"COERCE", "SANCTION"})
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "REJECT", "RETREAT", "SANCTION"})  # what two do, they do with each other
IMPLIED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})


class Sides(Struct, frozen=True):
    """Ids of both sides and the characters that name them.

    Whom the sentence puts on the other side is in `recipient_spans` even where no id is known for it, or where all sides act together; `loose`
    where those words only stand beside the verb ("put on alert"), and so are nobody's once it is known who is meant. `by` says how the other
    side is known where no slot of the frame names it.
    """

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_spans: tuple[Span, ...]
    recipient_spans: tuple[Span, ...]
    loose: bool = False
    by: Literal["inside", "home", "thing", "sentence", "before"] | None = None


class Named(Struct, frozen=True):
    """Actors, the characters that name them, and the word of the slot that led there."""

    ids: tuple[str, ...]
    span: Span
    word: int | None = None


Found = list[Named]


def fill_sides(s: Sentence, m: Match, denoter: Denoter, acts: Acts) -> Sides | str:
    """Both sides of a match, or what the frame needs and does not get."""
    frame = m.rule.frame
    actors = first_slot(s, m, frame.actor, denoter, False, ()) or doer_above(s, m, frame.actor, denoter)
    taken = flat(actors)
    recipients = [without(r, taken) for r in first_slot(s, m, frame.recipient, denoter, m.rule.type in TOWARDS_PLACES, taken) if others(r.ids, taken)]
    by: Literal["inside", "home"] | None = None
    if not recipients and m.rule.type in IMPLIED and m.kind != "noun" and "recipient" not in frame.needs:
        recipients, by = inside(s, m, denoter, taken), "inside"
    if not recipients and m.rule.type in AT_HOME and taken:
        recipients, by = named(s, [w for p in WHERE for w in fill(s, m.trigger, m.kind, p)], denoter, True)[:1], "home"
    if not actors and recipients and m.rule.type in BY_THE_STATE and any(political(i) for r in recipients for i in r.ids):
        actors = state_of(s, m, denoter, flat(recipients))
    if "actor" in frame.needs and not actors:
        return f"nobody known stands {in_words(frame.actor)}"
    if actors and all(business(i) for n in actors for i in n.ids):
        return "only companies act"
    if "people" in frame.needs and actors and all(official(s, n) for n in actors):
        return "only a state acts"
    if "state" in frame.needs and not any(official(s, n) for n in actors):
        return "no state acts"
    if m.rule.type == "CONSULT" and not recipients and all(private(i) for n in actors for i in n.ids):
        return "only private people meet"
    if "speaker" in frame.needs and not {party(i) for i in taken} & speaker(s, m, denoter):
        return "who acts does not say so"
    first, second = words_of(s, actors, denoter), words_of(s, recipients, denoter)
    if not recipients and (frame.reciprocal or m.rule.type in MUTUAL) and len({party(i) for i in taken}) > 1:
        first, second = halves(s, first)  # "Tarn and Orsa signed": who is named first, and who after
    together = frame.reciprocal and second
    if frame.reciprocal:
        actors, recipients = actors + recipients, []
        if len({party(i) for n in actors for i in n.ids}) < 2 and "recipient" in frame.needs:
            return "one side alone cannot do it"
    elif "recipient" in frame.needs and not recipients:
        return f"nobody known stands {in_words(frame.recipient)}, to whom it would be done"
    if not actors and not recipients:
        return "no side is known"
    loose = False
    if not together and (recipients or not second):
        other = unnamed(s, m, frame.recipient, denoter, second) or (within(s, m.trigger, denoter) if m.kind != "noun" and not second else ())
        loose = not second and m.kind != "noun" and not unnamed(s, m, tuple(x for x in frame.recipient if x in DIRECT), denoter)
        second += tuple(x for x in other if not any(x[0] < b and a < x[1] for a, b in (*first, *second)))
    return Sides(flat(actors), flat(recipients), first, second, loose, by)


def state_of(s: Sentence, m: Match, denoter: Denoter, recipients: tuple[str, ...]) -> Found:
    """Of "were arrested in Tarn" and "were expelled from Tarn", where nobody is named who did it, the state whose that is to do."""
    if m.kind != "verb" or not passive(s, m.trigger) or after(s, m.trigger, "by"):
        return []
    return [n for n in named(s, after(s, m.trigger, "in", "from"), denoter, True) if others(n.ids, recipients)][:1]


def political(actor: str) -> bool:
    """Holds or seeks that actor power, or speaks of it: no mere citizen, company or crook?"""
    head = actor.partition(":")[0]
    return head.partition(".")[2] not in {"", "CVL", "BUS", "CRM"}


def business(actor: str) -> bool:
    """Is that a company? What companies do by themselves is no act of diplomacy."""
    return actor.partition(":")[0].endswith(".BUS")


def official(s: Sentence, n: Named) -> bool:
    """Is that a state, its government or a body of states, and not its people ("Norwegians")?"""
    people = any(t.entity == "NORP" and t.tag in {"NNPS", "NNS"} for t in s.tokens if n.span[0] <= t.start < n.span[1])
    return not people and all(i.partition(":")[0].partition(".")[2] in {"", "GOV", "IGO"} for i in n.ids)


def private(actor: str) -> bool:
    """Is that some people of a country: pupils, workers, nurses? When they come together by themselves that is no diplomacy."""
    return actor.rpartition(".")[2] in {"CVL", "EDU", "LAB", "MED", "JRN", "REF"}


def speaker(s: Sentence, m: Match, denoter: Denoter) -> set[str]:
    """The side of whoever says the words in which the act stands."""
    q = denoter.quotation(s, s.tokens[m.trigger].start)
    return {party(q.speaker)} if q and q.speaker else set()


def first_slot(s: Sentence, m: Match, slots: tuple[str, ...], denoter: Denoter, places: bool, taken: tuple[str, ...]) -> Found:
    """The actors of the first slot that names any besides those taken."""
    for slot in slots:
        found = in_slot(s, m, slot, denoter, places, taken)
        if any(others(n.ids, taken) for n in found):
            return found
    return []


def in_slot(s: Sentence, m: Match, slot: str, denoter: Denoter, places: bool, taken: tuple[str, ...]) -> Found:
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


def inside(s: Sentence, m: Match, denoter: Denoter, taken: tuple[str, ...]) -> Found:
    """Whoever else what the act is about names."""
    places = m.rule.frame.mode != "meet"  # where others are met is no side
    return [without(Named(ids, span), taken) for ids, span in denoter.inside(s, about(s, m.trigger), {party(i) for i in taken}, places)]


def doer_above(s: Sentence, m: Match, slots: tuple[str, ...], denoter: Denoter) -> Found:
    """Of "a resolution demanding" and "a raid killing" whoever passed the one and made the other: the thing does nothing by itself."""
    t = s.tokens[m.trigger]
    if "subject" not in slots or m.kind != "verb" or t.dep != "acl" or t.tag != "VBG" or children(s, m.trigger, "nsubj"):
        return []
    return named(s, doers(s, t.head, "noun"), denoter, False)


def others(ids: tuple[str, ...], taken: tuple[str, ...]) -> bool:
    """Is one of the ids on no side of those taken? Within a state a court and a minister, police and citizens are two sides."""
    return any(all(apart(i, a) for a in taken) for i in ids)


def without(found: Named, taken: tuple[str, ...]) -> Named:
    """Those of "both countries" that are not on the side of who acts: nobody acts on himself."""
    return Named(tuple(i for i in found.ids if all(apart(i, a) for a in taken)), found.span, found.word)


def apart(one: str, two: str) -> bool:
    if party(one) != party(two):
        return True
    (a, _, name_a), (b, _, name_b) = one.partition(":"), two.partition(":")
    return "." in a and "." in b and (a != b or bool(name_a and name_b and name_a != name_b))


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
