"""Who did what to whom: frames found, slots filled, status settled, one row an act.

1. find the frames that words of the sentence tell (`frames`)
2. leave out acts that are only talked about inside another ("called on Tarn to withdraw" is the call, not a withdrawal)
3. settle status, refusal and condition (`status`)
4. turn refused and future acts into what they are (codebook `turns`)
5. fill the two sides (`denote`), and print a row where the needed ones are known
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from detente.claims.context import Scene, contexts_of
from detente.claims.denote import Denoter
from detente.claims.evidence import evidence, vouchers
from detente.claims.frames import Match, matches
from detente.claims.sides import Sides, fill_sides
from detente.claims.status import Standing, settle
from detente.claims.talk import Talk
from detente.codebook import Codebook
from detente.codebook.acts import QUAD, Acts, Turn
from detente.codebook.status import StatusWords
from detente.days import after, by_then, long_ago
from detente.grammar import CLAUSES, about, children, conjuncts, passive, text
from detente.ids import row_id
from detente.parties import party
from detente.records import Article, Event, EventSpans, Mentions, Quotation, Sentence, Status

VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


WORDS = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})  # acts that consist in saying so
LEADING = frozenset({"THREATEN", "AGREE"})  # words that lead to another act, whose condition is theirs


class Act(Struct, frozen=True):
    """An act told by a word, with how it stands and, where it was turned, the turn."""

    match: Match
    standing: Standing
    turn: Turn | None

    @property
    def type(self) -> str:
        return self.turn.to if self.turn else self.match.rule.type


def events(article: Article, sentences: Sequence[Sentence], mentions: Mentions, quotations: Sequence[Quotation], codebook: Codebook) -> tuple[Event, ...]:
    """The acts of an article, in order of sentence, that of the main clause first."""
    denoter = Denoter(mentions, quotations, codebook.acts.words)
    scene = Scene(article, mentions, codebook)
    out: list[Event] = []
    for s, acts in read(sentences, denoter, codebook):
        rows: dict[tuple[object, ...], Event] = {}
        for act, sides in acts:
            row = event(article, s, still_ahead(s, act, scene, codebook), sides, denoter, scene, codebook)
            rows.setdefault((row.type, row.actors, row.recipients, row.status), row)
        out.extend(rows.values())
    return tuple(e for e in out if e.part == "body" or not any(same_act(e, b) for b in out if b.part == "body"))


def read(sentences: Sequence[Sentence], denoter: Denoter, codebook: Codebook) -> Iterator[tuple[Sentence, list[tuple[Act, Sides]]]]:
    """Each sentence with its acts and their sides, where need be from the sentences before."""
    talk = Talk(denoter)
    for s in sentences:
        meets = ((act, told, act.match.rule.frame.mode == "meet" or act.match.rule.type == "CONSULT") for act, told in acts_of(s, denoter, codebook))
        yield s, [(act, talk.completed(s, act.type, act.match.trigger, told, meet)) for act, told, meet in meets]


def still_ahead(s: Sentence, act: Act, scene: Scene, codebook: Codebook) -> Act:
    """What is told in the present of a day after the report is planned ("the leaders meet on Friday")."""
    i = act.match.trigger
    if act.standing.status != "actual" or act.type in WORDS or s.tokens[i].tag not in {"VBZ", "VBP"}:
        return act
    when = scene.when(s, i, act.type)
    if when is None or not after(when, scene.published):
        return act
    standing = replace(act.standing, status="planned", future=True, why=(*act.standing.why, f"planned: “{when.text}” is after the report"))
    return Act(act.match, standing, turned(act.match, standing, codebook.acts))


def same_act(head: Event, body: Event) -> bool:
    """Does the report tell again what its headline or standfirst tells? Then the body's words, which are fuller, stand for both."""
    return head.type == body.type and bool({party(a) for a in head.actors} & {party(a) for a in body.actors})


def acts_of(s: Sentence, denoter: Denoter, codebook: Codebook) -> Iterator[tuple[Act, Sides]]:
    """The acts that a sentence tells with their two sides, the main clause's first."""
    found = list(matches(s, codebook.acts))
    if not found:
        return
    hidden = inside_others(s, [candidates[0] for candidates in found], codebook.status)
    for candidates in sorted(found, key=lambda c: (clause_depth(s, c[0].trigger), c[0].trigger)):
        if candidates[0].trigger not in hidden and not denoter.is_name(s, candidates[0].trigger):
            told = first_told(s, candidates, denoter, codebook)
            if told:
                yield told


def first_told(s: Sentence, candidates: Sequence[Match], denoter: Denoter, codebook: Codebook) -> tuple[Act, Sides] | None:
    """The most specific frame whose needed sides the sentence names, unless its words say that nothing was done."""
    return next((told for m in candidates if not isinstance(told := judged(s, m, denoter, codebook), str)), None)


def judged(s: Sentence, m: Match, denoter: Denoter, codebook: Codebook) -> tuple[Act, Sides] | str:
    """The act that a frame tells here, or why it tells none."""
    standing = settle(s, m.trigger, m.kind, codebook.status, m.rule.frame, m.rule.type in LEADING)
    if isinstance(standing, str):
        return standing
    turn = turned(m, standing, codebook.acts)
    if standing.refused and turn is None:
        return "it is negated, so nothing was done"  # "did not attack" tells no act
    sides = fill_sides(s, m, denoter, codebook.acts)
    return sides if isinstance(sides, str) else (Act(m, standing, turn), sides)


def inside_others(s: Sentence, found: Sequence[Match], words: StatusWords) -> set[int]:
    """Triggers that stand in what another act is about, or that are its object. What somebody denies or "is suspected of" stands by itself."""
    hidden: set[int] = set()
    triggers = {m.trigger for m in found}
    for m in found:
        doubt = words.table["verb"].get(s.tokens[m.trigger].lemma)
        if m.trigger in hidden or (doubt and doubt.status == "unconfirmed" and passive(s, m.trigger) and not children(s, m.trigger, "agent")):
            continue
        below: list[int] = []
        if m.rule.type in VERBAL:
            below = [j for j in about(s, m.trigger) if m.kind != "verb" or (j > m.trigger and s.tokens[j].dep != "nsubjpass")]
        elif m.rule.frame.object or m.rank == 0:
            below = children(s, m.trigger, "dobj", "nsubjpass")
        stated = denied(s, m.trigger) if doubt and doubt.status == "denied" else set()
        hidden.update(triggers.intersection(below) - stated)
    return hidden


def denied(s: Sentence, i: int) -> set[int]:
    """The verbs of what is denied to have happened: they tell acts of their own, with that status."""
    said = [i, *(o for o in children(s, i, "dobj"))]
    return {v for j in said for c in children(s, j, "ccomp", "xcomp", "acl") if s.tokens[c].pos == "VERB" for v in conjuncts(s, c)}


def clause_depth(s: Sentence, i: int) -> float:
    """How many clauses stand above word i; a phrase beside the verb ("in a call with") counts half."""
    depth = 0.0
    while s.tokens[i].head != i:
        t = s.tokens[i]
        depth += 1.0 if t.dep in CLAUSES and t.dep != "conj" else 0.5 if t.dep == "prep" and s.tokens[t.head].pos in {"VERB", "AUX"} else 0.0
        i = t.head
    return depth


def turned(m: Match, standing: Standing, acts: Acts) -> Turn | None:
    """The turn that makes another act of it, if any."""
    state = "refused" if standing.refused else "future" if standing.future else None
    return next((t for t in acts.turns if t.when == state and m.rule.type in t.types), None)


def event(article: Article, s: Sentence, act: Act, sides: Sides, denoter: Denoter, scene: Scene, codebook: Codebook) -> Event:
    frame, done = act.match.rule.frame, act.type
    trigger = s.tokens[act.match.trigger]
    mode = None if act.turn else frame.mode or None
    cameo = act.turn.cameo if act.turn else frame.cameo
    start, end = evidence(s, trigger.i)
    said = denoter.quotation(s, trigger.start)
    when = scene.when(s, trigger.i, done)
    status = final_status(done, frame.status, act.standing, long_ago(when, scene.published))
    when = by_then(when, status, scene.published)
    if when is None and in_saying(s, trigger.i, done):
        when = by_then((said.when if said else None) or scene.meanwhile(s, trigger.i), status, scene.published)
    acts = codebook.acts
    return Event(
        id=row_id(article.id, "event", s.part, start, end, done, trigger.start, *sides.actors, "→", *sides.recipients),
        article=article.id,
        part=s.part,
        start=start,
        end=end,
        evidence=text(s, start, end),
        rule=act.match.rule.name,
        type=done,
        mode=mode,
        contexts=contexts_of(s, frame, codebook),
        cameo=cameo,
        quad=QUAD[done],
        goldstein=acts.goldstein.get(cameo),
        plover_score=acts.score(done, mode),
        actors=sides.actors,
        recipients=sides.recipients,
        status=status,
        condition=act.standing.condition,
        when=when,
        where=scene.where(s, trigger.i, done, said.spans.speaker if said else ()),
        quotation=said.id if said else None,
        according_to=said.according_to if said else vouchers(article),
        happening=None,
        spans=EventSpans(((trigger.start, trigger.end),), sides.actor_spans, sides.recipient_spans),
    )


def in_saying(s: Sentence, i: int, act: str) -> bool:
    """Is the act done by the words that tell it, or going on while they are said ("said on Monday it was working with"), so that their day is its day?"""
    t = s.tokens[i]
    return act in WORDS or (t.tag == "VBG" and any(s.tokens[c].lemma == "be" for c in s.children[i]))


def final_status(act: str, fixed: Status | None, standing: Standing, past: bool) -> Status:
    """The guide's table: an announced consequence is a threat until done; an old date makes a background act."""
    status = standing.status
    if fixed and status == "actual":
        return fixed
    if act == "THREATEN" and status in {"actual", "planned", "hypothetical"}:
        return "threatened"
    if act == "REJECT" and status in {"planned", "hypothetical"}:
        return "actual"  # "will not come" is a refusal now
    return "past" if status == "actual" and past else status
