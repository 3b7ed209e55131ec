"""Meetings told without two parties side by side: a peace conference by its name, a forum that considers, an invitation to visit, envoys in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from detente.codebook.formats import MeetingCue
from detente.grammar import after, ancestors, children, measured, objects, span, subjects, subtree, text
from detente.parties import parties, party
from detente.positions.room import Found, Room, tense
from detente.records import Happened, Sentence, When, Where

HOSTING = frozenset({"host", "sponsor", "broker", "mediate", "lead", "back", "organise", "organize", "convene", "chair"})
NEUTRAL = frozenset({"CHE", "AUT", "NOR", "SWE", "FIN", "QAT", "OMN", "BEL"})  # hosts of others' talks
SOON = frozenset({"scheduled", "planned", "due", "upcoming", "proposed"})
AHEAD = frozenset({"restart", "resume", "begin", "start", "open", "convene"})


def gatherings(s: Sentence, room: Room) -> Iterator[Found]:
    book = room.codebook.formats
    named, abroad, invited = book.cue("conference"), book.cue("abroad"), book.cue("invitation")
    for t in s.tokens:
        if t.pos in {"NOUN", "PROPN"} and t.lemma.lower() in named.nouns and t.dep != "compound":
            yield from conference(s, t.i, named, room)
        elif t.pos == "NOUN" and t.lemma in invited.nouns:
            yield from invitation(s, t.i, invited, room)
        elif t.pos == "VERB" and t.lemma in abroad.verbs:
            yield from in_capitals(s, t.i, abroad, room)


def conference(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """ "A Turkish-hosted peace conference in Antalya": whose it is, who hosts it, who is there; of one party alone, the country where it is."""
    kinds = {s.tokens[c].lemma.lower() for c in children(s, i, "compound", "amod", "nmod")}
    if not kinds & set(cue.kinds):
        return
    hosts = [x for c in children(s, i, "amod", "acl") if s.tokens[c].lemma in HOSTING for k in subtree(s, c) for x in room.any_at(s, k) if k != c]
    owners = [x for c in children(s, i, "amod", "poss", "compound", "nmod") if s.tokens[c].lemma not in HOSTING for x in room.any_at(s, c)]
    top = measured(s, i)
    tied = [x for o in after(s, i, *cue.prepositions) for x in room.who(s, o)]
    verb = next((k for k in ancestors(s, top) if s.tokens[k].pos in {"VERB", "AUX"}), None)
    doers = [x for o in subjects(s, verb) for x in room.who(s, o)] if verb is not None and s.tokens[top].dep == "dobj" else []
    below = set(subtree(s, top)) | (set(subtree(s, verb)) if verb is not None and s.tokens[top].dep.startswith("nsubj") else set())
    places = tuple(p.where for p in room.spots(s) if p.head in below)
    who = [*doers, *hosts, *owners, *tied]
    if who and not hosts and places and places[0].country and places[0].country not in NEUTRAL and len(set(map(party, who))) < 2:
        who.append(places[0].country)
    if not who or not (places or room.times.get(s.index) or len(set(map(party, who))) > 1):
        return
    inside = [c for c in children(s, i, "compound", "amod", "nmod") if s.tokens[c].pos in {"NOUN", "PROPN"} or s.tokens[c].entity or s.tokens[c].lemma == "national"]
    called = text(s, *span(s, [*inside, i])) if inside else s.tokens[i].text
    when = next(iter(room.times.get(s.index, ())), None)
    status = room.settled(s, top) or tense(s, top, verb, room.codebook)
    if status == "held" and looks_ahead(s, i, verb, when, room):
        status = "planned"
    yield found(s, i, who, status, cue, room, when, places, called)


def looks_ahead(s: Sentence, i: int, verb: int | None, when: When | None, room: Room) -> bool:
    """Is it still to come: on a later day, "scheduled" or "to be held", or to restart?"""
    after_it = [t.text.lower() for t in s.tokens[i + 1 : i + 4]]
    if set(after_it) & SOON or after_it[:2] == ["to", "be"] or s.tokens[i - 1].text.lower() in SOON:
        return True
    if when and when.start and room.article.published and when.start > room.article.published[: len(when.start)]:
        return True
    plans = [s.tokens[k].lemma for k in ancestors(s, i)][:3]
    if "plan" in plans or (verb is not None and s.tokens[verb].tag == "VBG" and s.tokens[verb].lemma in {"attend", "join", "boycott"}):
        return True
    starts = [k for k in (*subtree(s, i), *([verb] if verb is not None else ())) if k > i and s.tokens[k].lemma in AHEAD]
    return any(s.tokens[c].text.lower() in {"due", "will", "set"} for k in starts for c in (*s.children[k], s.tokens[k].head))


def invitation(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """ "Got an invitation to visit Finland": a meeting proposed between him who has it and where he is to go."""
    visit = next((k for k in children(s, i, "acl", "xcomp", "relcl") if s.tokens[k].lemma in cue.verbs), None)
    above = s.tokens[s.tokens[i].head]
    if visit is None or above.pos != "VERB":
        return
    hosts = [x for o in objects(s, visit) for x in room.any_at(s, o)]
    guests = [x for o in subjects(s, above.i) for x in room.who(s, o)]
    if hosts and guests and len(set(map(party, hosts + guests))) > 1:
        yield found(s, i, guests + hosts, "proposed", cue, room, next(iter(room.times.get(s.index, ())), None), (), None)


def in_capitals(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """ "Has been lobbying in Paris and Berlin": he met those who rule there."""
    who = [x for o in subjects(s, i) for x in room.who(s, o)]
    below = set(subtree(s, i))
    places = tuple(p.where for p in room.spots(s) if p.head in below and p.where.name in room.capitals)
    hosts = [p.country for p in places if p.country and p.country not in map(party, who)]
    if who and hosts and len(hosts) == len(places):
        yield found(s, i, [*who, *hosts], tense(s, i, i, room.codebook), cue, room, next(iter(room.times.get(s.index, ())), None), places, None)


def found(s: Sentence, i: int, who: list[str], status: Happened, cue: MeetingCue, room: Room, when: When | None, places: tuple[Where, ...], called: str | None) -> Found:
    return Found(s, i, parties(who), status, f"meeting.{cue.id}", when, places, called, None, room.outlet)
