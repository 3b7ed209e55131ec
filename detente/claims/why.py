"""Why an act was read as it was: which slot named each side, what settled its status, and which other frames lost and why.

The sentence is read once more by the same steps as in `events`; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.claims.denote import Denoter
from detente.claims.events import Act, inside_others, judged, read
from detente.claims.frames import Match, Unmet, matches, reach, tried
from detente.claims.sides import Sides, in_slot, others
from detente.claims.slots import in_words
from detente.codebook import Codebook
from detente.codebook.acts import Acts, Rule
from detente.grammar import about
from detente.records import Article, Event, Mentions, Quotation, Sentence

FEW = 6  # words of a list that a reason quotes
GRAMMAR = frozenset({"subject", "object", "indirect", "possessor", "speaker", "inside", "clause-subject", "clause-object"})
KNOWN = {
    "inside": "by what the act is about",
    "home": "by the place where it was done",
    "thing": "by the thing it is done to, which the text gave to them before",
    "sentence": "by being the only other side that the sentence names",
    "before": "by the sentences before: whom the same side last acted on, or who acted on it",
}
Why = dict[str, tuple[str, ...]]


def why(article: Article, sentences: Sequence[Sentence], mentions: Mentions, quotations: Sequence[Quotation], codebook: Codebook, row: Event) -> Why:
    """Heading → lines: "who", "towards whom", "status", "frames that lost", "other words". Empty where the row is not read again (another codebook)."""
    at = row.spans.trigger[0][0]
    s = next((s for s in sentences if s.part == row.part and s.start <= at < s.end), None)
    trigger = next((t.i for t in s.tokens if t.start == at), None) if s else None
    if s is None or trigger is None:
        return {}
    denoter = Denoter(mentions, quotations, codebook.acts.words)
    found = next(acts for x, acts in read(sentences, denoter, codebook) if x is s)
    told = next(((act, sides) for act, sides in found if act.match.trigger == trigger and act.match.rule.name == row.rule), None)
    if told is None:
        return {}
    act, sides = told
    here = act.match
    return {
        "who": (named(s, here, here.rule.frame.actor, denoter, ()) or "by the state in which it was done",),
        "towards whom": (towards(s, here, denoter, sides, row),),
        "status": tuple(standing(act, row)),
        "frames that lost": tuple(lost(s, here, denoter, codebook)),
        "other words": tuple(elsewhere(s, here, codebook)),
    }


def named(s: Sentence, m: Match, slots: tuple[str, ...], denoter: Denoter, taken: tuple[str, ...]) -> str:
    """The first slot that names anybody besides those taken, and by which words; "" where none does."""
    for slot in slots:
        found = [n for n in in_slot(s, m, slot, denoter, True, taken) if others(n.ids, taken)]
        if found:
            word = s.tokens[m.trigger].text
            where = f"{slot} of “{word}”" if slot in GRAMMAR else f"“{slot}” behind “{word}”"
            return f"{where}: " + ", ".join(f"“{s.text[n.span[0] - s.start : n.span[1] - s.start]}” ({', '.join(n.ids)})" for n in found)
    return ""


def towards(s: Sentence, m: Match, denoter: Denoter, sides: Sides, row: Event) -> str:
    frame = m.rule.frame
    if frame.reciprocal:
        return "nobody: what they do, all do together"
    if by := named(s, m, frame.recipient, denoter, sides.actors):
        return by
    if sides.recipients and sides.by:
        return KNOWN[sides.by]
    asked = in_words(frame.recipient)
    if row.spans.recipients:
        return f"the words that stand {asked} name nobody known"
    return f"not told: nobody stands {asked}"


def standing(act: Act, row: Event) -> Iterator[str]:
    """The cues of the act's status, and the turn that made another act of it."""
    yield from act.standing.why or ("no word makes it other than done",)
    if act.turn:
        yield f"told as {'refused' if act.turn.when == 'refused' else 'still to come'}, so {act.match.rule.type} is {act.turn.to} (turn “{act.turn.id}”)"
    if act.match.rule.frame.status:
        yield f"the frame itself says {act.match.rule.frame.status}"
    if row.status == "past" and row.when and "past" not in " ".join(act.standing.why):
        yield f"“{row.when.text}” is long ago"
    if row.status == "threatened" and not act.match.rule.frame.status:
        yield "a THREATEN without a condition is a threat until it is done"


def lost(s: Sentence, here: Match, denoter: Denoter, codebook: Codebook) -> list[str]:
    """The other frames that the same word may tell, each with why it does not: the nearest first, those that ask for another particle last."""
    out: dict[str, tuple[int, str]] = {}
    for kind, rule, rank in tried(s, here.trigger, codebook.acts):
        if isinstance(rank, int):
            told = judged(s, Match(rule, here.trigger, kind, rank), denoter, codebook)
            closely = f"fits less closely ({rank} against {here.rank})" if rank < here.rank else "fits as closely, stands later in the codebook"
            reason = (0, closely) if not isinstance(told, str) else (1, told)
        else:
            reason = (3 if rank == "particle" else 2, unmet(s, here.trigger, kind, rule, rank, codebook.acts))
        if rule.name != here.rule.name:
            out[rule.name] = min(out.get(rule.name, reason), reason)
    return [f"{name}: {reason}" for name, (_, reason) in sorted(out.items(), key=lambda x: x[1][0])]


def unmet(s: Sentence, i: int, kind: str, rule: Rule, demand: Unmet, acts: Acts) -> str:
    """The demand of a frame that the sentence does not meet, in words."""
    frame = rule.frame
    match demand:
        case "modals":
            return f"asks for {some(frame.modals)} beside the verb"
        case "negated":
            return "asks for a negated verb"
        case "particle":
            return f"asks for {some(tuple(v for v in frame.verbs if v.partition(' ')[0] == s.tokens[i].lemma.lower()))}"
        case "object":
            return f"what it acts on is none of {some(frame.object)}"
        case "complement":
            return f"asks for {' or '.join(frame.complement)} behind it"
        case "words":
            return f"none of {some(frame.words)} stands by it"
        case "unless":
            against = sorted({s.tokens[j].lemma.lower() for j in reach(s, i, kind)} & acts.expand(frame.unless))
            return f"{some(tuple(against))} stands by it"


def some(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{w}”" for w in words[:FEW]) + (" …" if len(words) > FEW else "")


def elsewhere(s: Sentence, here: Match, codebook: Codebook) -> Iterator[str]:
    """Other words of the sentence that might tell an act and are only talked about in this one."""
    first = [c[0] for c in matches(s, codebook.acts)]
    hidden = inside_others(s, first, codebook.status)
    below = set(about(s, here.trigger))
    for m in first:
        if m.trigger in hidden and m.trigger in below:
            yield f"“{s.tokens[m.trigger].text}” ({m.rule.name}) is what “{s.tokens[here.trigger].text}” is about, no act of its own"


__all__ = ["Why", "why"]
