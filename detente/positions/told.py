"""Where a sentence tells that people met: by an act of type CONSULT, by a noun ("talks between"), by a forum that met, by "alongside"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.codebook.formats import MeetingCue
from detente.days import after as later
from detente.grammar import BESIDE, after, ancestors, children, covering, measured, objects, span, subjects, subtree, text
from detente.parties import parties, party
from detente.positions.room import Found, Room, tense
from detente.records import Event, Happened, Sentence, Status

HELD: dict[Status, Happened] = {
    "actual": "held",
    "past": "held",
    "planned": "planned",
    "conditional": "proposed",
    "proposed": "proposed",
    "hypothetical": "proposed",
    "unconfirmed": "held",
    "threatened": "planned",
}
SPOKEN = frozenset({"speak", "talk", "call", "phone", "say", "tell", "conversation"})
FORUM = ("considered", "convened")  # cues of what a forum does
NAMING = frozenset({"summit", "conference", "congress", "call", "forum", "dialogue"})  # nouns that say what kind of meeting it is
VAGUE = frozenset({"call", "conference", "conversation", "dialogue", "round", "session", "trip", "visit"})  # meetings only where a party hangs on them


def from_event(s: Sentence, e: Event, room: Room) -> Found | None:
    """A CONSULT act as a meeting."""
    who = parties((*e.actors, *e.recipients))
    at = covering(s, *e.spans.trigger[0])[0]
    if repeated(s, at) or e.status == "denied" or (len(who) < 2 and not (e.where or e.when)):
        return None
    refused = e.type == "REJECT"
    status = room.settled(s, at) or ("boycotted" if refused else HELD.get(e.status, "held"))
    when = e.when or (next(iter(room.times.get(s.index, ())), None) if refused else None)
    named = room.codebook.formats.named(s.text, room.article.published)
    called = named[0].name if named else "phone call" if " phone" in s.text and s.tokens[at].lemma in SPOKEN else called_by(s, at)
    return Found(s, at, who, status, f"meeting.{e.rule.partition('.')[2]}", when, room.near(s, at, e.where), called, e, e.according_to)


def repeated(s: Sentence, i: int) -> bool:
    """Is it several ("spoke eleven times since Thursday")? They are no one meeting."""
    return any(s.tokens[c].lemma == "time" and s.tokens[c].tag == "NNS" for c in children(s, i, "npadvmod", "dobj"))


def from_nouns(s: Sentence, room: Room) -> Iterator[Found]:
    """Meetings told by a noun of the codebook, or by "alongside"."""
    book = room.codebook.formats
    nouns = {n: c for c in book.cues for n in c.nouns if not c.settles and not c.kinds and not c.verbs}
    verbs = {v: book.cue(name) for name in FORUM for v in book.cue(name).verbs}
    beside = {p: c for c in book.cues for p in c.prepositions if not c.nouns}
    for t in s.tokens:
        low = t.text.lower()
        if low in beside and t.dep in {"prep", "advmod", "mark"}:
            yield from side_by_side(s, t.i, beside[low], room)
        if t.pos == "VERB" and t.lemma in verbs:
            yield from forum_met(s, t.i, verbs[t.lemma], room)
        cue = nouns.get(t.lemma.lower()) or nouns.get(low)
        if cue is None or t.pos not in {"NOUN", "PROPN"} or t.dep == "compound":
            continue
        yield from told_by(s, t.i, cue, room)


def told_by(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """The meeting of a noun: its parties from "between" and "with", its owners, the doer of its verb, its forum's members, the host's capital."""
    top = measured(s, i)
    phrase = subtree(s, top)
    a, b = span(s, phrase)
    named = room.codebook.formats.named(text(s, max(s.start, a - 60), min(s.end, b + 40)), room.article.published)
    tied = [x for j in dict.fromkeys((i, top)) for o in after(s, j, *cue.prepositions) for x in room.who(s, o)]
    owners = [
        spot for spot in room.actors.get(s.index, []) if spot.role != "place" and s.tokens[spot.head].head == i and s.tokens[spot.head].dep in {"poss", "amod", "compound", "nmod"}
    ]
    owned = [x for spot in owners for x in spot.actors]
    who = tied + owned
    verb = next((j for j in ancestors(s, i) if s.tokens[j].pos in {"VERB", "AUX"}), None)
    if verb is not None and s.tokens[top].dep in {"dobj", "pobj"} and (tied or not owned) and sides(who) < 2:
        who = [x for o in subjects(s, verb) for x in room.who(s, o)] + who
    if verb is not None and s.tokens[top].dep == "pobj":  # "invited Peru and Chile to talks"
        who += [x for o in objects(s, verb) for x in room.who(s, o)]
    places = [w for w in room.places.get(s.index, []) if w.text in text(s, a, b)]
    own = [w for w in room.times.get(s.index, []) if w.text in text(s, a, b)]
    times = own or room.times.get(s.index, [])[:1]
    if named and sides(who) < 2:
        who += named[0].members
    elif places and sides(who) == 1 and places[0].country and beside_act(s, top):
        who.append(places[0].country)
    lemma = s.tokens[i].lemma.lower()
    if lemma in VAGUE and not tied and not named:
        return
    enough = sides(who) >= 2 or (who and (named or (places and lemma not in VAGUE)))
    settled = room.settled(s, top)
    if not enough or not (places or times or named or tied or settled):
        return
    status = settled or tense(s, top, verb, room.codebook)
    when = next(iter(times), None)
    if not own and status == "held" and when and later(when, room.article.published):
        when = None
    yield Found(s, i, parties(who), status, f"meeting.{cue.id}", when, tuple(places), named[0].name if named else called_by(s, i), None, room.outlet)


def called_by(s: Sentence, i: int) -> str | None:
    """What kind of meeting a noun says it is, with the noun before it ("phone call", "summit"); `None` for mere talks."""
    t = s.tokens[i]
    if t.pos != "NOUN" or t.lemma.lower() not in NAMING:
        return None
    before = [c for c in children(s, i, "compound") if c == i - 1 and s.tokens[c].pos == "NOUN" and (c == 0 or s.tokens[c - 1].text != "-")]
    return text(s, *span(s, [*before, i])).lower() if before or t.lemma != "call" else "phone call"


def beside_act(s: Sentence, i: int) -> bool:
    """Does the meeting only date something else ("after talks in Lima, she left"), so that its place tells with whom it was?"""
    t = s.tokens[i]
    return t.dep == "pobj" and s.tokens[t.head].text.lower() in BESIDE


def forum_met(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """A standing forum that "met" or "convened": its members, unless the sentence names others."""
    doing = [k for o in (*subjects(s, i), *after(s, i, "by")) for k in subtree(s, o)]
    inside = s.text if cue.id == "convened" else text(s, *span(s, doing)) if doing else ""
    named = room.codebook.formats.named(inside, room.article.published)
    if named and (cue.id == "convened" or room.places.get(s.index) or room.times.get(s.index)):
        who = [x for o in (*subjects(s, i), *after(s, i, "with")) for x in room.who(s, o)]
        who = who if sides(who) > 1 else [*who, *named[0].members]
        status = room.settled(s, i) or tense(s, i, i, room.codebook)
        if who:
            when = next(iter(room.times.get(s.index, ())), None)
            yield Found(s, i, parties(who), status, f"meeting.{cue.id}", when, tuple(room.places.get(s.index, ())[:1]), named[0].name, None, room.outlet)


def side_by_side(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """ "…, said the minister in Brussels alongside the chancellor": both were there."""
    who = [x for o in children(s, i, "pobj") for x in room.who(s, o)]
    verb = next((j for j in ancestors(s, i) if s.tokens[j].pos in {"VERB", "AUX"}), None)
    if not who or verb is None:
        return
    who = [x for o in subjects(s, verb) for x in room.who(s, o)] + who
    if len({party(x) for x in who}) >= 2:
        yield Found(s, i, parties(who), "held", f"meeting.{cue.id}", None, tuple(room.places.get(s.index, ())[:1]), None, None, room.outlet)


def sides(who: list[str]) -> int:
    return len({party(x) for x in who})
