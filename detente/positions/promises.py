"""What is owed: promises made, things demanded by a day, answers awaited, deadlines set; each with the day it is due where the text says one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.codebook import Codebook
from detente.codebook.promises import PromiseRule
from detente.conditions import under_condition
from detente.grammar import after, ancestors, children, negated, span, subjects, subtree, text
from detente.ids import row_id
from detente.parties import party
from detente.positions.due import Days
from detente.positions.room import Room
from detente.positions.stands import clause, sentence_at
from detente.records import Article, Event, Mentions, Promise, Quotation, Sentence, When

MOST = 3  # of several who owe the same
LONGEST = 24  # words of what is owed
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})


def promises(
    article: Article, sentences: Sequence[Sentence], mentions: Mentions, events: Sequence[Event], quotations: Sequence[Quotation], codebook: Codebook
) -> tuple[Promise, ...]:
    """One row for each that owes something, in order of place; said twice of one debt, the first that names a day."""
    room, days = Room(article, mentions, codebook), Days(article, mentions)
    by_place = {(s.part, s.start): s for s in sentences}
    starts = sorted(by_place)
    found: list[Promise] = []
    for s in sentences:
        found.extend(by_words(article, s, room, days, codebook))
    for e in events:
        s = sentence_at(e.part, e.spans.trigger[0][0], by_place, starts)
        found.extend(by_act(article, s, e, days, codebook))
    kept: dict[object, Promise] = {}
    for row in found:
        key = (row.part, row.start, row.actor, row.due.text if row.due else None)
        kept.setdefault(key, row)
    rows = [r for r in kept.values() if r.due or not any(o.due and (o.part, o.start, o.actor) == (r.part, r.start, r.actor) for o in kept.values())]
    return tuple(sorted(rows, key=lambda r: (("title", "standfirst", "body").index(r.part), r.start)))


def by_act(article: Article, s: Sentence, e: Event, days: Days, codebook: Codebook) -> Iterator[Promise]:
    """What an act makes owed: by him who promises or plans it, or by him of whom it is demanded."""
    rule = next((r for r in codebook.promises.rules if r.fits(e.type, e.rule, e.status)), None)
    if rule is None:
        return
    i = next(t.i for t in s.tokens if t.end > e.spans.trigger[0][0])
    due = days.due(s, i, limited=rule.limited)
    debtors, creditors = (e.actors, e.recipients) if rule.owes == "actor" else (e.recipients, e.actors)
    if rule.dated and due is None:
        return
    words = what(s, i, due, itself=rule.id == "announced")
    for debtor in dict.fromkeys(map(party, debtors[:MOST])):
        towards = next((party(c) for c in creditors if party(c) != debtor), None)
        yield row(article, s, rule, (e.start, e.end), debtor, towards, words or e.evidence, due, (e.id,))


def by_words(article: Article, s: Sentence, room: Room, days: Days, codebook: Codebook) -> Iterator[Promise]:
    """What words tell to be owed: an answer that is waited for or has not come, a limit set to somebody."""
    for t in s.tokens:
        lemma = t.lemma.lower()
        for rule in codebook.promises.rules:
            if t.pos == "VERB" and lemma in rule.waits and not negated(s, t.i):
                found = awaited(s, t.i, rule, room)
            elif t.pos == "VERB" and lemma in rule.answers:
                found = unanswered(s, t.i, rule, room)
            elif (t.pos == "NOUN" and lemma in rule.limits) or (t.pos == "VERB" and lemma in rule.setters):
                found = limited(s, t.i, rule, room)
            else:
                continue
            due = days.due(s, t.i, limited=False) if found else None
            if found is None or (rule.dated and due is None):
                continue
            debtors, creditor, i = found
            for debtor in debtors if not under_condition(s, t.i, codebook.status) else ():
                if debtor != creditor:
                    yield row(article, s, rule, clause(s, t.i), debtor, creditor, what(s, i, due, itself=True), due, ())


Found = tuple[list[str], str | None, int]


def awaited(s: Sentence, i: int, rule: PromiseRule, room: Room) -> Found | None:
    """ "Peru awaits an answer from Bolivia": who has to answer, who waits, the answer."""
    things = children(s, i, "dobj") if s.tokens[i].lemma != "wait" else after(s, i, "for")
    thing = next((n for n in things if s.tokens[n].lemma.lower() in rule.things), None)
    if thing is None or {s.tokens[k].lemma.lower() for k in subtree(s, thing)} & rule.but:
        return None
    owners = [*after(s, thing, "from", "by", "of"), *after(s, i, "from"), *children(s, thing, "poss", "amod", "compound", "nmod")]  # "an Iranian reply"
    return every(room, s, owners), first(room, s, subjects(s, i)), thing


def unanswered(s: Sentence, i: int, rule: PromiseRule, room: Room) -> Found | None:
    """ "Bolivia has yet to answer Peru", "has not yet answered", "will answer on Friday"."""
    above = s.tokens[s.tokens[i].head]
    helped = {s.tokens[c].text.lower() for c in s.children[i]}
    yet = ("yet" in helped and negated(s, i)) or (above.lemma == "have" and any(s.tokens[c].text.lower() == "yet" for c in s.children[above.i]))
    if not (yet or (helped & FUTURE and not negated(s, i))) or {s.tokens[k].lemma.lower() for k in subtree(s, i)} & rule.but:
        return None
    inside = [k for k in subtree(s, i) if k > i]
    debtors = every(room, s, subjects(s, i))
    creditor = next((c for k in inside for c in map(party, room.any_at(s, k)) if c not in debtors), None)
    return (debtors, creditor, i) if yet or creditor else None


def limited(s: Sentence, i: int, rule: PromiseRule, room: Room) -> Found | None:
    """ "Gave Orsa until Friday to leave", "set a deadline for Orsa", "faces a Friday deadline"."""
    noun = s.tokens[i].pos == "NOUN"
    verb = next((k for k in ancestors(s, i) if s.tokens[k].pos == "VERB"), None) if noun else i
    if verb is None or (noun and s.tokens[i].dep not in {"dobj", "pobj"}):
        return None
    below = subtree(s, verb)
    todo = next((k for k in below if k > verb and s.tokens[k].pos == "VERB" and any(s.tokens[c].text.lower() == "to" and s.tokens[c].dep == "aux" for c in s.children[k])), None)
    who = first(room, s, subjects(s, verb))
    lemma = s.tokens[verb].lemma
    if lemma in rule.facing and noun:
        return every(room, s, subjects(s, verb)), first(room, s, after(s, i, "from", "by")), todo if todo is not None else i
    if lemma not in rule.setters or todo is None or (not noun and lemma not in {"give", "grant", "allow"}):
        return None
    told = [*children(s, verb, "dative", "dobj"), *after(s, i, "for", "to"), *children(s, todo, "nsubj")]
    return ([p for p in every(room, s, told) if p != who], who, todo) if who else None


def every(room: Room, s: Sentence, words: Sequence[int]) -> list[str]:
    """The parties that stand at the words, or whose they are."""
    return list(dict.fromkeys(party(a) for i in words for a in room.any_at(s, i)))[:MOST]


def first(room: Room, s: Sentence, words: Sequence[int]) -> str | None:
    return next(iter(every(room, s, words)), None)


def what(s: Sentence, i: int, due: When | None, *, itself: bool) -> str:
    """What is owed in the text's words: the verb's own words, or of "promised to send" those of its complement; without the day it is due."""
    if not itself:
        i = next((c for deps in (("xcomp", "ccomp"), ("dobj",), ("prep",)) for c in children(s, i, *deps)), i)
    t = s.tokens[i]
    words = [k for k in subtree(s, i) if k >= i or t.pos in {"NOUN", "PROPN"}]
    if t.dep == "prep":
        words = [k for k in words if k != i]
    run = [k for k in words if k - words[0] < LONGEST]
    out = text(s, *span(s, run)).rstrip(' .,;:”"')
    if due and due.text:
        out = out.removesuffix(due.text)
    out = " ".join(out.split()).strip(" .,;:\"'’")
    return (out if out.count("“") == out.count("”") else out.replace("“", "").replace("”", "")) or t.text


def row(
    article: Article, s: Sentence, rule: PromiseRule, place: tuple[int, int], debtor: str, towards: str | None, words: str, due: When | None, rests: tuple[str, ...]
) -> Promise:
    start, end = place
    return Promise(
        id=row_id(article.id, "promise", s.part, start, end, debtor, towards, words),
        article=article.id,
        part=s.part,
        start=start,
        end=end,
        evidence=text(s, start, end),
        rule=f"promise.{rule.id}",
        actor=debtor,
        towards=towards,
        what=words,
        due=due,
        state="open",
        rows=rests,
    )
