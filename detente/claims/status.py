"""Whether an act is done, to come, refused, conditional …: the status of the guide's table, from tense, modality, negation and report.

`settle` climbs from the trigger to its clause's top and reads the cues on the way, or says why there is no act at all ("failed to agree").
"""

from __future__ import annotations

from msgspec import Struct

from detente.codebook.acts import Frame
from detente.codebook.status import Given, StatusWords
from detente.conditions import condition_of, under_condition
from detente.grammar import ancestors, auxiliaries, children, negated
from detente.records import Condition, Sentence, Status

CHOOSING = frozenset({"will", "would", "wo", "can", "could", "ca", "shall", "'ll", "do", "does", "is", "are", "am"})
ORDER: tuple[Status, ...] = ("denied", "unconfirmed", "conditional", "threatened", "hypothetical", "proposed", "planned", "past", "actual")


class Standing(Struct, frozen=True):
    """`status` of the act; `refused` where it is negated as a choice ("would not sell"); `future` where it is still to come."""

    status: Status
    refused: bool
    future: bool
    condition: Condition | None
    why: tuple[str, ...]


def settle(s: Sentence, i: int, kind: str, words: StatusWords, frame: Frame | None = None, leads: bool = False) -> Standing | str:
    """The standing of the act told by word i; why there is none, where the words say so. A `frame` that is itself a negation or a duty uses up "not" and "must".

    `leads`: the act is in what is said, threatened or promised, and so is its condition ("warned that it would act if").
    """
    votes: list[Status] = []
    why: list[str] = []
    verb = i if kind == "verb" else anchor(s, i)

    def vote(status: Status, reason: str) -> None:
        votes.append(status)
        why.append(f"{status}: {reason}")

    table = words.table
    if under_condition(s, i, words):
        return "it stands in a condition or a doubt, which tells no act"  # "if it invades"
    modals = set(auxiliaries(s, verb)) - {"to", *(frame.words if frame else ())} if verb is not None else set()
    no = negated(s, i) or (verb is not None and verb != i and negated(s, verb))
    refused = no and not (frame and frame.negated)
    if refused and kind != "adjective" and not (kind == "verb" and chosen(s, i)):
        return "it is negated, so nothing was done"
    reported = verb is not None and in_report(s, verb, words.reporting)
    for m in sorted(modals):
        cue = table["modal"].get(m)
        if cue is None:
            continue
        if cue.status == "none":
            return f"“{m}” tells a duty and no act"  # "must leave" tells no leaving
        vote("planned" if m == "would" and reported else cue.status, f"“{m}”")
    future = "planned" in votes
    over: int | None = None
    if verb is not None and not modals and is_infinitive(s, verb):
        licence = governor(s, verb, words)
        if licence is None:
            return "it is only a purpose"
        over, given, reason = licence
        if given != "actual":
            vote(given, reason)
            future = given == "planned"
        if negated(s, over):  # "does not plan to sell", "has no plans to sell"
            leading = over if s.tokens[over].pos in {"VERB", "AUX"} else anchor(s, over)
            if leading is None or not chosen(s, leading):
                return "it is negated, so nothing was done"
            refused = True
        for m in sorted(auxiliaries(s, over)):
            cue = table["modal"].get(m)
            if cue is None:
                continue
            if cue.status == "none":
                return f"“{m}” tells a duty and no act"
            vote(cue.status, f"“{m}”")
    if "had" in modals and not reported:
        vote("past", "“had”")
    for c in [*s.children[i], *(s.children[verb] if verb is not None and verb != i else ()), *(s.children[over] if over is not None else ())]:
        t = s.tokens[c]
        low = t.text.lower()
        cue = table["adverb"].get(low) if t.dep in {"advmod", "npadvmod"} else table["adjective"].get(low) if kind == "noun" and t.dep in {"amod", "compound"} else None
        if cue and cue.status != "none":
            vote(cue.status, f"“{low}”")
            future = future or (cue.status == "planned" and cue.kind == "adjective")
    for voted, reason in above(s, verb if verb is not None else i, words):
        if voted == "none":
            return f"{reason} says that nothing was done"
        vote(voted, reason)
        future = future or voted == "planned"
    condition = condition_of(s, i if verb is None or kind == "adjective" else verb, words, leads)
    if condition:
        vote("conditional", f"“{condition.text}”")
    if "denied" in votes and not set(votes) <= {"denied", "unconfirmed", "past"}:
        return "what is denied was not said to be done"  # "denied that it would attack"
    status: Status = next((o for o in ORDER if o in votes), "actual")
    return Standing(status, refused, future or (condition is not None and bool(modals)), condition, tuple(why))


def chosen(s: Sentence, verb: int) -> bool:
    """Is a negated verb a choice that stands ("will not", "does not") and not only what did not happen ("did not")?"""
    return s.tokens[verb].tag in {"VBP", "VBZ"} or bool(set(auxiliaries(s, verb)) & CHOOSING)


def anchor(s: Sentence, i: int) -> int | None:
    """The verb that a noun or adjective hangs on directly, whose tense it shares."""
    t = s.tokens[i]
    head = s.tokens[t.head]
    if t.dep in {"dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd", "xcomp", "ROOT", "dative"} and head.pos in {"VERB", "AUX"}:
        return head.i
    return None


def is_infinitive(s: Sentence, verb: int) -> bool:
    return any(s.tokens[c].tag == "TO" for c in children(s, verb, "aux")) or (s.tokens[verb].dep == "conj" and s.tokens[verb].tag == "VB" and not auxiliaries(s, verb))


def governor(s: Sentence, verb: int, words: StatusWords) -> tuple[int, Status, str] | None:
    """The word that governs an infinitive, and the status that gives it; `None` where it is only a purpose ("met to discuss sending")."""
    t = s.tokens[verb]
    if t.dep == "conj":
        return governor(s, t.head, words)
    head = s.tokens[t.head]
    kinds = {"VERB": "verb", "AUX": "adjective", "ADJ": "adjective", "NOUN": "noun"}
    table = words.table.get(kinds.get(head.pos, ""), {})
    cue = table.get(head.lemma.lower()) or words.table["adjective"].get(head.text.lower())
    if head.lemma == "be":
        return head.i, "planned", "“is to”"
    if cue is None or cue.status == "none":
        return None
    if head.pos == "VERB" and t.dep not in {"xcomp", "ccomp"}:
        return None
    return head.i, cue.status, f"“{head.text} to”"


def above(s: Sentence, i: int, words: StatusWords) -> list[tuple[Given, str]]:
    """Votes of the words that govern the act's clause: "there were reports that", "is suspected of"."""
    out: list[tuple[Given, str]] = []
    t = s.tokens[i]
    for a in ancestors(s, i):
        head = s.tokens[a]
        if t.dep in {"acl", "ccomp", "pcomp", "xcomp", "prep"} or (t.dep == "pobj" and s.tokens[t.head].dep == "prep"):
            noun, verb = words.table["noun"].get(head.lemma), words.table["verb"].get(head.lemma)
            if head.pos == "NOUN" and noun and noun.status == "unconfirmed" and t.dep == "acl":
                out.append((noun.status, f"“{head.text}”"))
            if head.pos == "VERB" and verb and verb.status in {"denied", "unconfirmed", "none"}:
                plainly = verb.status in {"denied", "none"} or any(s.tokens[c].dep == "auxpass" for c in s.children[a]) or head.lemma == "allege"
                if plainly:
                    out.append((verb.status, f"“{head.text}”"))
        ended = words.table["verb"].get(head.lemma)
        if t.dep in {"dobj", "nsubjpass"} and head.pos == "VERB" and ended and ended.status in {"denied", "none"}:
            out.append((ended.status, f"“{head.text}”"))  # "dropped its plan to", "prevented an attack", "denied claims that"
        if t.dep not in {"ccomp", "xcomp", "pcomp", "prep", "acl", "conj", "dobj", "pobj", "attr"}:
            break
        t = head
    return out


def in_report(s: Sentence, verb: int, said: frozenset[str]) -> bool:
    """Does the verb stand in what somebody said, so that "would" is "will" told afterwards?"""
    t = s.tokens[verb]
    for a in ancestors(s, verb):
        if t.dep in {"ccomp", "xcomp"} and s.tokens[a].lemma in said:
            return True
        if t.dep == "acl" and s.tokens[a].pos == "NOUN":
            return True
        if t.dep == "ROOT":
            break
        t = s.tokens[a]
    return any(s.tokens[c].dep in {"ccomp", "parataxis"} and s.tokens[c].lemma in said for c in s.children[verb])
