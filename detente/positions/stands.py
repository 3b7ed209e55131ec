"""Where an actor stands on an issue: from acts by the codebook's stances, and from what actors are quoted to say others must do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from detente.codebook import Codebook
from detente.conditions import condition_of, under_condition
from detente.grammar import about, children, covering, negated, span, subjects, subtree, text
from detente.ids import row_id
from detente.parties import party
from detente.positions.facing import Facing
from detente.positions.saying import Saying, told_by
from detente.records import Article, Event, Mentions, Part, Position, Quotation, Sentence

Place = tuple[Part, int]
DENIALS = frozenset({"saying.deny"})  # what is said is what is not so
LONGEST_LABEL = 8  # words of an issue that is named by the text's own words
EMPTY = frozenset({"DET", "ADP", "PART", "SCONJ", "CCONJ", "PRON", "AUX", "PUNCT"})
OTHER_CLAUSES = frozenset({"advcl", "relcl", "mark", "parataxis"})


def positions(
    article: Article, sentences: Sequence[Sentence], mentions: Mentions, events: Sequence[Event], quotations: Sequence[Quotation], codebook: Codebook
) -> tuple[Position, ...]:
    """One row an actor, stance and issue in each sentence, in order of place."""
    by_place = {(s.part, s.start): s for s in sentences}
    starts = sorted((s.part, s.start) for s in sentences)
    found: dict[tuple[object, ...], Position] = {}
    for row in [*from_events(article, events, mentions, quotations, by_place, starts, codebook), *from_words(article, sentences, mentions, quotations, codebook)]:
        found.setdefault((row.part, row.start, party(row.actor), row.stance, row.issue), row)
    return tuple(sorted(found.values(), key=lambda r: (("title", "standfirst", "body").index(r.part), r.start)))


def from_events(
    article: Article,
    events: Sequence[Event],
    mentions: Mentions,
    quotations: Sequence[Quotation],
    by_place: dict[Place, Sentence],
    starts: list[Place],
    codebook: Codebook,
) -> Iterator[Position]:
    said, facing = Saying(article, mentions, quotations), Facing(mentions, codebook.issues.words)
    for e in events:
        rule = next((r for r in codebook.stances if r.fits(e.type, e.rule, e.status)), None)
        if rule is None or e.status in {"denied", "unconfirmed"}:
            continue
        s = sentence_at(e.part, e.spans.trigger[0][0], by_place, starts)
        issue = issue_of(s, e.spans.trigger[0][0], codebook)
        seen: set[str] = set()
        for actor in e.actors:
            if party(actor) in seen:
                continue
            seen.add(party(actor))
            yield Position(
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


def from_words(article: Article, sentences: Sequence[Sentence], mentions: Mentions, quotations: Sequence[Quotation], codebook: Codebook) -> Iterator[Position]:
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
                    issue = issue_of(s, s.tokens[verb].start, codebook)
                    yield Position(
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


def issue_of(s: Sentence, at: int, codebook: Codebook) -> str:
    """The codebook's issue that the words of the act name, else those of the sentence, else the act's own words."""
    i = covering(s, at, at + 1)[0]
    own = [s.tokens[j].lemma.lower() for j in (i, *about(s, i)) if s.tokens[j].dep != "punct"]
    issue = codebook.issues.of(own) or codebook.issues.of([t.lemma.lower() for t in s.tokens])
    return issue.id if issue else own_words(s, i)


def own_words(s: Sentence, i: int) -> str:
    """What the act is about in the text's words: what is to be done, else the thing, without articles and without whom it concerns."""
    for deps in (("xcomp", "ccomp"), ("dobj", "nsubjpass"), ("prep",)):
        for c in children(s, i, *deps):
            if s.tokens[c].dep in {"dobj", "nsubjpass"} and s.tokens[c].pos in {"PROPN", "PRON"}:
                continue  # whom, not what
            if words := label(s, c):
                return words
    return s.tokens[i].lemma.lower()


def label(s: Sentence, c: int) -> str | None:
    """The words from the word on, as they stand, up to a stop or another clause; `None` where they name nothing."""
    below = [j for j in subtree(s, c) if j >= c or s.tokens[c].pos == "NOUN"]
    run: list[int] = []
    for j in range(below[0], min(below[-1] + 1, below[0] + 2 * LONGEST_LABEL)):
        t = s.tokens[j]
        if run and ((t.pos == "PUNCT" and t.text not in {"-", "’", "'"}) or (t.dep in OTHER_CLAUSES and len(run) > 1)):
            break
        if run or t.dep == "neg" or (t.pos not in EMPTY and t.tag != "MD"):
            run.append(j)
        if len(run) == LONGEST_LABEL:
            break
    while run and (s.tokens[run[-1]].pos in EMPTY or (s.tokens[run[-1]].pos in {"ADJ", "NUM", "VERB"} and len(run) == LONGEST_LABEL)):
        run.pop()
    if not any(s.tokens[j].pos in {"NOUN", "PROPN"} for j in run) and len(run) < 2:
        return None
    return text(s, s.tokens[run[0]].start, s.tokens[run[-1]].end) if run else None
