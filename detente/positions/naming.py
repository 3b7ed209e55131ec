"""What a stance is about: the codebook's issue that its words name, else its own words, else what was spoken of before ("rejected the offer")."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from msgspec.structs import replace

from detente.codebook.issues import Issues, Pointer
from detente.grammar import about, children, covering, negated, subjects, subtree, text
from detente.ids import row_id
from detente.records import Position, Sentence

LONGEST_LABEL = 8  # words of an issue that is named by the text's own words
EMPTY = frozenset({"DET", "ADP", "PART", "SCONJ", "CCONJ", "PRON", "AUX", "PUNCT"})
OTHER_CLAUSES = frozenset({"advcl", "relcl", "mark", "parataxis"})
ASKING = frozenset({"WRB", "WP", "WDT", "WP$"})  # "where", "what", "which"
CUT = frozenset({"ADJ", "NUM", "VERB"})  # what ends no label that was cut short
BESIDES = frozenset({"in", "at", "by", "after", "before", "during", "amid", "since", "until", "as", "while", "within", "despite"})  # how and when, not what
DEEDS = frozenset({"refuses", "commits", "conditions", "threatens", "offers"})  # stances on what the actor does itself
POINTING = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
MEANT = frozenset({"it", "that", "this", "so", "these", "those", "them"})
PROPER = frozenset({"PROPN"})
BACK = 12  # sentences back in which what a noun points at is looked for
NEXT = 2  # the same for "it", "that" and bare verbs


class Taken(NamedTuple):
    """A position as one verb of one sentence (by their indexes) tells it, below those `above`; `pointer` at what its words only point."""

    row: Position
    pointer: Pointer | None
    sentence: int
    verb: int
    above: tuple[int, ...] = ()


def issue_of(s: Sentence, at: int, issues: Issues, stance: str, said: bool, whom: AbstractSet[int] = frozenset()) -> tuple[str, Pointer | None]:
    """The name; and where the words only point at something ("the offer", "study it"), at what.

    `said`: the verb tells what is to be done. `whom`: the words for those whom it concerns.
    """
    i = covering(s, at, at + 1)[0]
    words = [j for j in (i, *about(s, i)) if s.tokens[j].dep != "punct"]
    deed = said or (stance in DEEDS and (negated(s, i) or any(s.tokens[c].tag == "MD" for c in s.children[i])))
    for j in (i, *children(s, i, "xcomp")) if stance == "refuses" else ():
        if s.tokens[j].lemma.lower() in issues.words.yielding and (own := label(s, j)):  # who will not compromise on it is not against it
            return own, None
    if issue := issues.of(lemmas(s, words)) or issues.of(lemmas(s, scope(s, i))):
        return issue.id, None
    named = own_words(s, i, deed, whom, PROPER if stance in {"supports", "opposes"} else frozenset())
    if named is None:
        return s.tokens[i].lemma.lower(), issues.anything if deed or any(s.tokens[j].text.lower() in MEANT for j in words) else None
    k, own = named
    return own, next((p for p in issues.pointers if s.tokens[k].lemma.lower() in p.words), None) if len(own.split()) == 1 and points(s, k) else None


def lemmas(s: Sentence, words: Sequence[int]) -> list[str]:
    return [s.tokens[j].lemma.lower() for j in words]


def scope(s: Sentence, i: int) -> list[int]:
    """The words of the sentence without those of clauses beside the act's own ("and demanded", "officials said, and")."""
    top, way = i, {i}
    while s.tokens[top].head != top and not joined(s, top):
        top = s.tokens[top].head
        way.add(top)
    beside = {j for k in way for c in s.children[k] if joined(s, c) and c not in way for j in subtree(s, c)}
    return [j for j in subtree(s, top) if j not in beside]


def joined(s: Sentence, i: int) -> bool:
    return s.tokens[i].dep == "conj" and s.tokens[i].pos in {"VERB", "AUX"}


def own_words(s: Sentence, i: int, deed: bool, whom: AbstractSet[int], also: frozenset[str]) -> tuple[int, str] | None:
    """What the act is about in the text's words, with their head: the deed, else what is to be done, else the thing, without articles and without
    whom it concerns, unless nothing else is named and words of that part of speech (`also`) may be it."""
    if deed and (words := label(s, i)):
        return i, words
    for allowed in (frozenset(), also):
        for deps in (("xcomp", "ccomp"), ("dobj", "nsubjpass"), ("prep",)):
            for c in children(s, i, *deps):
                k = thing(s, c)
                if (s.tokens[k].pos in {"PROPN", "PRON"} or k in whom) and s.tokens[k].pos not in allowed:
                    continue  # whom, not what
                if (s.tokens[c].dep != "prep" or s.tokens[c].text.lower() not in BESIDES) and (words := label(s, k)):
                    return k, words
    return None


def thing(s: Sentence, c: int) -> int:
    """The word that names it: what a preposition leads to, and of "called the plan a threat" the plan."""
    if s.tokens[c].dep in {"ccomp", "xcomp"} and s.tokens[c].pos in {"NOUN", "ADJ"}:
        return next(iter(subjects(s, c)), c)
    if s.tokens[c].dep == "prep":
        return next(iter(children(s, c, "pobj", "pcomp")), c)
    return c


def label(s: Sentence, c: int) -> str | None:
    """The words from the word on, as they stand, up to a stop or another clause; `None` where they name nothing."""
    below = [j for j in subtree(s, c) if j >= c or s.tokens[c].pos == "NOUN"]
    run: list[int] = []
    short = True
    for j in range(below[0], min(below[-1] + 1, below[0] + 2 * LONGEST_LABEL)):
        t = s.tokens[j]
        if run and ((t.pos == "PUNCT" and t.text not in {"-", "’", "'"}) or (t.dep in OTHER_CLAUSES and len(run) > 1) or t.tag in ASKING):
            break
        if run or t.dep == "neg" or (t.pos not in EMPTY and t.tag not in {"MD", *ASKING}):
            run.append(j)
        if len(run) == LONGEST_LABEL:
            short = j == below[-1]
            break
    while run and (
        s.tokens[run[-1]].pos in EMPTY
        or (not short and (s.tokens[run[-1]].pos in CUT or s.tokens[run[-1]].head > run[-1]))
        or (s.tokens[run[-1]].dep == "conj" and s.tokens[run[-1]].pos == "VERB")
    ):
        short = short and s.tokens[run[-1]].dep != "conj"
        run.pop()
    if not any(s.tokens[j].pos in {"NOUN", "PROPN"} for j in run) and len(run) < 2:
        return None
    return text(s, s.tokens[run[0]].start, s.tokens[run[-1]].end)


def points(s: Sentence, i: int) -> bool:
    """ "The offer" and "his offer", not "no offer"."""
    return any(s.tokens[c].text.lower() in POINTING for c in children(s, i, "det", "poss"))


def settled(taken: Sequence[Taken]) -> list[Position]:
    """The positions, in order of place; one that only points has the issue of what it points at, if that was told before, and rests on its rows too."""
    out: list[Position] = []
    before: list[tuple[Position, int]] = []
    for row, pointer, index, *_ in taken:
        if pointer is not None:
            far = BACK if pointer.words else NEXT
            at = next((p for p, n in reversed(before) if index - far <= n < index and answers(row, p, pointer)), None)
            if at is not None:
                row = replace(row, issue=at.issue, rows=(*row.rows, *(r for r in at.rows if r not in row.rows)))
                row = replace(row, id=row_id(row.article, "position", row.part, row.start, row.end, row.actor, row.stance, row.issue))
                pointer = None
        if pointer is None:
            before.append((row, index))
        out.append(row)
    return out


def answers(row: Position, earlier: Position, pointer: Pointer) -> bool:
    return earlier.part == row.part and (not pointer.words or (earlier.stance in pointer.stances and earlier.actor != row.actor))
