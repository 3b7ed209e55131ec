"""Where an actor stands on an issue: from acts by the codebook's stances, and from what actors are quoted to say others must do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from detente.codebook import Codebook
from detente.conditions import condition_of, under_condition
from detente.grammar import ancestors, covering, negated, span, subjects, subtree, text
from detente.ids import row_id
from detente.parties import party
from detente.positions.facing import Facing
from detente.positions.naming import Taken, issue_of, settled
from detente.positions.saying import Saying, told_by
from detente.records import Article, Event, Mentions, Part, Position, Quotation, Sentence

Place = tuple[Part, int]
DENIALS = frozenset({"saying.deny"})  # what is said is what is not so


def positions(
    article: Article, sentences: Sequence[Sentence], mentions: Mentions, events: Sequence[Event], quotations: Sequence[Quotation], codebook: Codebook
) -> tuple[Position, ...]:
    """One row an actor, stance and issue in each sentence, in order of place."""
    by_place = {(s.part, s.start): s for s in sentences}
    starts = sorted((s.part, s.start) for s in sentences)
    acts = tuple(from_events(article, events, mentions, quotations, by_place, starts, codebook))
    taken = [*acts, *once(acts, from_words(article, sentences, mentions, quotations, codebook))]
    found: dict[tuple[object, ...], Position] = {}
    for row in settled(sorted(taken, key=lambda t: (("title", "standfirst", "body").index(t.row.part), t.row.start))):
        found.setdefault((row.part, row.start, party(row.actor), row.stance, row.issue), row)
    return tuple(found.values())


def once(acts: Iterable[Taken], words: Iterable[Taken]) -> Iterator[Taken]:
    """The words that tell something further: "Tarn said Orsa must leave" is a demand once, be "said" the act and "must" the words."""
    told = {(t.sentence, t.verb, t.row.actor, t.row.stance) for t in acts}
    for t in words:
        same = next((key for j in (t.verb, *t.above) if (key := (t.sentence, j, t.row.actor, t.row.stance)) in told), None)
        if same is None:
            yield t
        told.discard(same)  # a second "must" under one "said" is another


def from_events(
    article: Article,
    events: Sequence[Event],
    mentions: Mentions,
    quotations: Sequence[Quotation],
    by_place: dict[Place, Sentence],
    starts: list[Place],
    codebook: Codebook,
) -> Iterator[Taken]:
    said, facing = Saying(article, mentions, quotations), Facing(mentions, codebook.issues.words)
    for e in events:
        rule = next((r for r in codebook.stances if r.fits(e.type, e.rule, e.status)), None)
        if rule is None or e.status in {"denied", "unconfirmed"}:
            continue
        s = sentence_at(e.part, e.spans.trigger[0][0], by_place, starts)
        i = covering(s, *e.spans.trigger[0])[0]
        issue, pointer = issue_of(s, e.spans.trigger[0][0], codebook.issues, rule.stance, said=False, whom=facing.whom(s, e))
        seen: set[str] = set()
        for actor in e.actors:
            if party(actor) in seen:
                continue
            seen.add(party(actor))
            row = Position(
                id=row_id(article.id, "position", e.part, e.start, e.end, actor, rule.stance, issue),
                article=article.id,
                part=e.part,
                start=e.start,
                end=e.end,
                evidence=e.evidence,
                rule=f"stance.{rule.id}",
                actor=party(actor),
                issue=issue,
                stance=rule.stance,
                towards=facing.towards(s, e, party(actor), rule.named),
                condition=e.condition,
                when=said.when(s, e),
                according_to=e.according_to,
                rows=(e.id,),
            )
            yield Taken(row, pointer, s.index, s.tokens[i].head if s.tokens[i].dep == "aux" else i)


def from_words(article: Article, sentences: Sequence[Sentence], mentions: Mentions, quotations: Sequence[Quotation], codebook: Codebook) -> Iterator[Taken]:
    """What is quoted with a modal: "Orsa must withdraw", said Tarn, so Tarn demands it; "we will not", so it refuses."""
    spoken = {m for r in codebook.stances for m in r.modals}
    by_part: dict[str, list[Sentence]] = {}
    for s in sentences:
        by_part.setdefault(s.part, []).append(s)
    sides: dict[tuple[int, int], set[str]] = {}
    for spot in mentions.actors:
        sides.setdefault((spot.sentence, spot.head), set()).update(map(party, spot.actors))
    for q in quotations:
        if not q.speaker or q.rule in DENIALS:
            continue
        for a, b in q.spans.content:
            for s in between(by_part.get(q.part, []), a, b):
                for i in covering(s, a, b):
                    t = s.tokens[i]
                    modal = t.text.lower()
                    if modal not in spoken or t.dep != "aux" or under_condition(s, t.head, codebook.status):
                        continue
                    verb = t.head
                    whose = owner(s, verb, q, sides)
                    on = condition_of(s, verb, codebook.status)
                    rule = next((r for r in codebook.stances if r.says(modal, whose, negated(s, verb), on is not None)), None) if whose else None
                    if rule is None:
                        continue
                    start, end = clause(s, verb)
                    issue, pointer = issue_of(s, s.tokens[verb].start, codebook.issues, rule.stance, said=True)
                    row = Position(
                        id=row_id(article.id, "position", q.part, start, end, q.speaker, rule.stance, issue),
                        article=article.id,
                        part=q.part,
                        start=start,
                        end=end,
                        evidence=text(s, start, end),
                        rule=f"stance.{rule.id}",
                        actor=party(q.speaker),
                        issue=issue,
                        stance=rule.stance,
                        towards=None,
                        condition=on,
                        when=told_by(q.when, article.published),
                        according_to=q.according_to,
                        rows=(q.id,),
                    )
                    yield Taken(row, pointer, s.index, verb, tuple(ancestors(s, verb)))


def owner(s: Sentence, verb: int, q: Quotation, sides: dict[tuple[int, int], set[str]]) -> str | None:
    """Whose duty or will the verb tells: "speaker", "other", or `None` where nobody in particular is meant ("it would be hard")."""
    for i in subjects(s, verb):
        if s.tokens[i].text.lower() in {"i", "we"}:
            return "speaker" if q.form != "indirect" else None
        named = sides.get((s.index, i))
        if named:
            return "speaker" if q.speaker and party(q.speaker) in named else "other"
        if s.tokens[i].pos in {"NOUN", "PROPN"} and s.tokens[verb].lemma != "be":
            return "other"
    return None


def between(sentences: list[Sentence], a: int, b: int) -> Iterator[Sentence]:
    k = bisect_left(sentences, a, key=lambda s: s.end)
    while k < len(sentences) and sentences[k].start < b:
        yield sentences[k]
        k += 1


def clause(s: Sentence, verb: int) -> tuple[int, int]:
    """The sentence where it is short, else the verb's own clause."""
    if len(s.text.split()) <= 80:
        return s.start, s.end
    a, b = span(s, subtree(s, verb))
    return (a, b) if len(text(s, a, b).split()) <= 80 else (s.tokens[max(0, verb - 25)].start, s.tokens[min(len(s.tokens) - 1, verb + 30)].end)


def sentence_at(part: Part, at: int, by_place: dict[Place, Sentence], starts: list[Place]) -> Sentence:
    return by_place[starts[bisect_right(starts, (part, at)) - 1]]
