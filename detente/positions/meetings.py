"""Who met: acts of type CONSULT, and the codebook's words for meetings where a place, a day or a forum makes them one; each meeting once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from detente.codebook import Codebook
from detente.days import after
from detente.grammar import ancestors, children, span, subtree, text
from detente.ids import row_id
from detente.parties import party
from detente.positions.gatherings import gatherings
from detente.positions.room import Found, Room
from detente.positions.told import from_event, from_nouns
from detente.records import Article, Event, Meeting, Mentions, Quotation, Sentence


def meetings(
    article: Article, sentences: Sequence[Sentence], mentions: Mentions, events: Sequence[Event], quotations: Sequence[Quotation], codebook: Codebook
) -> tuple[Meeting, ...]:
    """The meetings of an article, each once, in order of place."""
    room = Room(article, mentions, codebook)
    found: list[Found] = []
    for s, mine in zip(sentences, by_sentence(sentences, events), strict=True):
        told = [f for e in mine if e.rule.startswith("consult.") and (f := from_event(s, e, room))]
        told.extend([f for f in from_nouns(s, room) if not any(within(f, t) or within(t, f) for t in told)])
        told.extend([f for f in gatherings(s, room) if not any(within(f, t) or within(t, f) for t in told)])
        found.extend(still_ahead(f, article.published) for f in told)
    return tuple(row(article, merged, room) for merged in merge(found))


def still_ahead(f: Found, published: str | None) -> Found:
    """What is dated after the report is planned ("the council meets on Friday"); only what is done cannot be."""
    return replace(f, status="planned") if f.status == "held" and f.when and after(f.when, published) else f


def by_sentence(sentences: Sequence[Sentence], events: Sequence[Event]) -> list[list[Event]]:
    """The acts of each sentence, by where their word stands."""
    place = {(s.part, t.start): n for n, s in enumerate(sentences) for t in s.tokens}
    out: list[list[Event]] = [[] for _ in sentences]
    for e in events:
        out[place[e.part, e.spans.trigger[0][0]]].append(e)
    return out


def within(one: Found, other: Found) -> bool:
    """Are all that met in the one parties of the other?"""
    return set(map(party, one.parties)) <= set(map(party, other.parties))


def merge(found: list[Found]) -> list[list[Found]]:
    """The same meeting told twice becomes one: same parties and status, and no other day or place."""
    groups: list[list[Found]] = []
    alike: dict[tuple[frozenset[str], str], list[list[Found]]] = {}
    for f in found:
        mine = alike.setdefault((frozenset(map(party, f.parties)), f.status), [])
        group = next((g for g in mine if same_day(f, g) and same_place(f, g)), None)
        if group is None:
            mine.append(group := [])
            groups.append(group)
        group.append(f)
    return groups


def same_day(f: Found, group: list[Found]) -> bool:
    mine = f.when.start if f.when else None
    day = next((x.when.start for x in group if x.when and x.when.start), None)
    return not mine or not day or mine.startswith(day) or day.startswith(mine)


def same_place(f: Found, group: list[Found]) -> bool:
    places = {w.name for x in group for w in x.where if w.name}
    return not places or not f.where or bool(places & {w.name for w in f.where})


def row(article: Article, group: list[Found], room: Room) -> Meeting:
    f = group[0]
    s = f.s
    start, end = (f.event.start, f.event.end) if f.event else (s.start, s.end)
    if len(text(s, start, end).split()) > 80:
        start, end = s.tokens[max(0, f.at - 30)].start, s.tokens[min(len(s.tokens) - 1, f.at + 30)].end
    places = next((x.where for x in group if x.where), ())
    outcome, agenda = ended(s, f.at, room.codebook), about(s, f.at)
    when = next((x.when for x in group if x.when), None)
    named = next((x for x in room.codebook.formats.formats if x.name == f.format), None)
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
        when=when,
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
                return text(s, *span(s, below)).rstrip(' .,”"')
            return None
    return None


def about(s: Sentence, i: int) -> str | None:
    """What it was about: "on", "about", "over", or "to discuss" after it."""
    t = s.tokens[i]
    heads = [i, *([t.head] if t.dep == "dobj" else children(s, i, "dobj"))]  # "held talks on", told by the verb or by the noun
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
