"""Who met: acts of type CONSULT, and the codebook's words for meetings where a place, a day or a forum makes them one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from detente.codebook import Codebook
from detente.codebook.formats import Format, MeetingCue
from detente.grammar import after, ancestors, children, covering, span, subjects, subtree, text
from detente.ids import row_id
from detente.positions.parties import parties, party
from detente.records import ActorSpot, Article, Event, Level, Meeting, Mentions, Quotation, Sentence, When, Where

HELD = {"actual": "held", "past": "held", "planned": "planned", "conditional": "planned", "proposed": "proposed", "hypothetical": "proposed", "unconfirmed": "held", "threatened": "planned"}
LEVELS: tuple[tuple[Level, tuple[str, ...]], ...] = (("leader", ("president", "prime minister", "chancellor", "king", "emir", "secretary general")), ("minister", ("minister", "secretary of state", "foreign secretary")))


VAGUE = frozenset({"call", "conference", "conversation", "dialogue", "round", "session", "trip", "visit"})  # meetings only where a party hangs on them


class Found(Struct, frozen=True):
    """A meeting told at one place, before it is merged with the same one told elsewhere."""

    s: Sentence
    at: int
    parties: tuple[str, ...]
    status: str
    rule: str
    when: When | None
    where: tuple[Where, ...]
    format: str | None
    event: Event | None
    according_to: tuple[str, ...]


class Room:
    """What an article's sentences hold that a meeting needs, by sentence."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], mentions: Mentions, events: Sequence[Event], codebook: Codebook) -> None:
        self.article, self.codebook = article, codebook
        self.actors: dict[int, list[ActorSpot]] = {}
        self.places: dict[int, list[Where]] = {}
        self.times: dict[int, list[When]] = {}
        for a in mentions.actors:
            self.actors.setdefault(a.sentence, []).append(a)
        for p in mentions.places:
            self.places.setdefault(p.sentence, []).append(p.where)
        for t in mentions.times:
            self.times.setdefault(t.sentence, []).append(t.when)
        self.roles = {a.id: (a.role or "").lower() for a in mentions.cast}
        self.outlet = tuple(x for x in [article.credited_source or article.outlet] if x)

    def who(self, s: Sentence, i: int) -> tuple[str, ...]:
        spots = [a for a in self.actors.get(s.index, []) if a.first <= i <= a.last and a.actors and a.role != "modifier"]
        best = next((a for a in spots if a.head == i), spots[0] if spots else None)
        return best.actors if best else ()

    def level(self, actors: tuple[str, ...]) -> Level | None:
        roles = [self.roles.get(a, "") for a in actors]
        for level, words in LEVELS:
            if any(w in r for r in roles for w in words):
                return level
        return None


def meetings(article: Article, sentences: Sequence[Sentence], mentions: Mentions, events: Sequence[Event], quotations: Sequence[Quotation], codebook: Codebook) -> tuple[Meeting, ...]:
    """The meetings of an article, each once, in order of place."""
    room = Room(article, sentences, mentions, events, codebook)
    by_sentence: dict[tuple[str, int], list[Event]] = {}
    for e in events:
        for s_start in (e.start,):
            by_sentence.setdefault((e.part, s_start), []).append(e)
    found: list[Found] = []
    for s in sentences:
        mine = [e for e in events_in(s, by_sentence) if e.rule.startswith("consult.")]
        told = [from_event(s, e, room) for e in mine]
        told = [f for f in told if f]
        found.extend(told)
        found.extend(f for f in from_nouns(s, room) if not any(set(map(party, f.parties)) <= set(map(party, t.parties)) or set(map(party, t.parties)) <= set(map(party, f.parties)) for t in told))
    return tuple(row(article, merged, room) for merged in merge(found))


def events_in(s: Sentence, by_sentence: dict[tuple[str, int], list[Event]]) -> list[Event]:
    return [e for e in by_sentence.get((s.part, s.start), []) if s.start <= e.spans.trigger[0][0] < s.end]


def from_event(s: Sentence, e: Event, room: Room) -> Found | None:
    """A CONSULT act as a meeting."""
    who = parties((*e.actors, *e.recipients))
    at = covering(s, *e.spans.trigger[0])[0]
    if len(who) < 2 and not (e.where or e.when):
        return None
    status = settled(s, at, room.codebook) or HELD.get(e.status, "held")
    where = (e.where,) if e.where else tuple(room.places.get(s.index, ())[:3])
    named = room.codebook.formats.named(s.text)
    return Found(s, at, who, status, f"meeting.{e.rule.partition('.')[2]}", e.when, where, named[0].name if named else None, e, e.according_to)


def from_nouns(s: Sentence, room: Room) -> Iterator[Found]:
    """Meetings told by a noun of the codebook, or by "alongside"."""
    book = room.codebook.formats
    nouns = {n: c for c in book.cues for n in c.nouns if not c.settles}
    verbs = {v: c for c in book.cues for v in c.verbs if not c.settles}
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
    named = room.codebook.formats.named(text(s, max(s.start, a - 30), b))
    tied = [x for j in dict.fromkeys((i, top)) for o in after(s, j, *cue.prepositions) for x in room.who(s, o)]
    owned = [x for spot in room.actors.get(s.index, []) for x in spot.actors if s.tokens[spot.head].head == i and s.tokens[spot.head].dep in {"poss", "amod", "compound", "nmod"}]
    who = tied + owned
    verb = next((j for j in ancestors(s, i) if s.tokens[j].pos in {"VERB", "AUX"}), None)
    if verb is not None and s.tokens[top].dep in {"dobj", "pobj"} and (tied or not owned) and sides(who) < 2:
        who = [x for o in subjects(s, verb) for x in room.who(s, o)] + who
    places = [w for w in room.places.get(s.index, []) if w.text in text(s, a, b)]
    times = [w for w in room.times.get(s.index, []) if w.text in text(s, a, b)] or (room.times.get(s.index, [])[:1])
    if named and sides(who) < 2:
        who += named[0].members
    elif places and sides(who) == 1 and places[0].country and not tied:
        who.append(places[0].country)
    lemma = s.tokens[i].lemma.lower()
    if lemma in VAGUE and not tied and not named:
        return
    if sides(who) < 2 and not (who and (named or places and lemma not in VAGUE)) or not (places or times or named or tied):
        return
    status = settled(s, top, room.codebook) or tense(s, top, verb)
    yield Found(s, i, parties(who), status, f"meeting.{cue.id}", times[0] if times else None, tuple(places), named[0].name if named else None, None, room.outlet)


def forum_met(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """A standing forum that "met" or "convened": its members, unless the sentence names others."""
    named = room.codebook.formats.named(s.text)
    if named:
        who = [x for o in (*subjects(s, i), *after(s, i, "with")) for x in room.who(s, o)]
        who = who if sides(who) > 1 else [*who, *named[0].members]
        status = settled(s, i, room.codebook) or tense(s, i, i)
        if who:
            yield Found(s, i, parties(who), status, f"meeting.{cue.id}", (room.times.get(s.index) or [None])[0], tuple(room.places.get(s.index, ())[:1]), named[0].name, None, room.outlet)


def sides(who: list[str]) -> int:
    return len({party(x) for x in who})


def measured(s: Sentence, i: int) -> int:
    """Of "a week of talks" and "a round of negotiations" the word that the rest hangs on."""
    t = s.tokens[i]
    if t.dep == "pobj" and s.tokens[t.head].text.lower() == "of" and s.tokens[s.tokens[t.head].head].pos == "NOUN":
        return s.tokens[t.head].head
    return i


def side_by_side(s: Sentence, i: int, cue: MeetingCue, room: Room) -> Iterator[Found]:
    """ "…, said the minister in Brussels alongside the chancellor": both were there."""
    who = [x for o in children(s, i, "pobj") for x in room.who(s, o)]
    verb = next((j for j in ancestors(s, i) if s.tokens[j].pos in {"VERB", "AUX"}), None)
    if not who or verb is None:
        return
    who = [x for o in subjects(s, verb) for x in room.who(s, o)] + who
    if len({party(x) for x in who}) >= 2:
        yield Found(s, i, parties(who), "held", f"meeting.{cue.id}", None, tuple(room.places.get(s.index, ())[:1]), None, None, room.outlet)


def settled(s: Sentence, i: int, codebook: Codebook) -> str | None:
    """The status that a verb above the meeting gives it ("cancelled talks")."""
    for cue in codebook.formats.cues:
        if cue.settles:
            for j in [i, *ancestors(s, i)][:4] if s.tokens[i].dep != "nsubj" else [i]:
                if s.tokens[j].lemma.lower() in cue.verbs and s.tokens[j].pos == "VERB" and (s.tokens[j].lemma not in {"call", "put"} or {"off", "hold"} & {s.tokens[k].text.lower() for k in subtree(s, j)}):
                    return cue.settles
            if any(s.tokens[c].lemma.lower() in cue.nouns for c in [s.tokens[i].head]):
                return cue.settles
    return None


def tense(s: Sentence, i: int, verb: int | None) -> str:
    """Held, unless the noun or its verb looks ahead."""
    ahead = {"planned", "upcoming", "forthcoming", "scheduled", "next", "coming", "fresh", "further", "future", "proposed", "possible"}
    near = {s.tokens[c].text.lower() for c in s.children[i]} | ({s.tokens[c].text.lower() for c in s.children[verb]} if verb is not None else set())
    if near & {"proposed", "possible"}:
        return "proposed"
    if near & (ahead | {"will", "due", "shall"}) or any(s.tokens[j].text.lower() in {"scheduled", "planned", "due", "set"} for j in subtree(s, i)):
        return "planned"
    return "held"


def merge(found: list[Found]) -> list[list[Found]]:
    """The same meeting told twice becomes one: same parties and status, and no other day or place."""
    groups: list[list[Found]] = []
    for f in found:
        mine = {party(p) for p in f.parties}
        for g in groups:
            first = g[0]
            day = next((x.when.start for x in g if x.when and x.when.start), None)
            same_day = not (f.when and f.when.start and day) or f.when.start.startswith(day) or day.startswith(f.when.start)
            place = {w.name for x in g for w in x.where if w.name}
            same_place = not place or not f.where or bool(place & {w.name for w in f.where})
            if {party(p) for p in first.parties} == mine and first.status == f.status and same_day and same_place:
                g.append(f)
                break
        else:
            groups.append([f])
    return groups


def row(article: Article, group: list[Found], room: Room) -> Meeting:
    f = group[0]
    s = f.s
    start, end = (f.event.start, f.event.end) if f.event else (s.start, s.end)
    if len(text(s, start, end).split()) > 80:
        start, end = s.tokens[max(0, f.at - 30)].start, s.tokens[min(len(s.tokens) - 1, f.at + 30)].end
    places = next((x.where for x in group if x.where), ())
    outcome, agenda = ended(s, f.at, room.codebook), about(s, f.at)
    named: Format | None = next((x for x in room.codebook.formats.formats if x.name == f.format), None)
    return Meeting(
        id=row_id(article.id, "meeting", s.part, start, end, *f.parties, f.status, f.at),
        article=article.id,
        part=s.part,
        start=start,
        end=end,
        evidence=text(s, start, end),
        rule=f.rule,
        parties=f.parties,
        places=places,
        format=f.format,
        level=room.level(f.parties) or (named.level if named else None),
        status=f.status,
        when=next((x.when for x in group if x.when), None),
        outcome=outcome,
        agenda=agenda,
        according_to=f.according_to,
        events=tuple(x.event.id for x in group if x.event),
        happening=None,
    )


def ended(s: Sentence, i: int, codebook: Codebook) -> str | None:
    """How it ended, in the text's own words: the verb whose subject it is."""
    for j in ancestors(s, i):
        t = s.tokens[j]
        if t.pos == "VERB":
            if t.lemma in codebook.formats.outcomes and any(i in subtree(s, c) for c in children(s, j, "nsubj")):
                below = [k for k in subtree(s, j) if k >= j]
                return text(s, *span(s, below)).rstrip(" .,”\"")
            return None
    return None


def about(s: Sentence, i: int) -> str | None:
    """What it was about: "on", "about", "over", or "to discuss" after it."""
    t = s.tokens[i]
    heads = [i] + ([t.head] if t.dep == "dobj" else [])
    for h in heads:
        for p in children(s, h, "prep"):
            if s.tokens[p].text.lower() in {"on", "about", "over"} and children(s, p, "pobj") and s.tokens[children(s, p, "pobj")[0]].entity not in {"DATE", "TIME"}:
                words = [k for k in subtree(s, p) if k != p]
                return text(s, *span(s, words)).rstrip(" .,")
        for v in children(s, h, "xcomp", "advcl", "acl", "relcl"):
            if s.tokens[v].lemma in {"discuss", "address", "negotiate", "consider"}:
                words = [k for k in subtree(s, v) if k > v]
                if words:
                    return text(s, *span(s, words)).rstrip(" .,")
    return None
