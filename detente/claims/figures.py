"""Figures: amounts that matter to a crisis, with whose they are, where, when, and who vouches for them.

`codebook/data/figures.toml` says which counted things matter; `mentions` have read the numbers. The evidence is the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from detente.codebook import Codebook
from detente.codebook.figures import Counted, Figures
from detente.grammar import ancestors, subjects, subtree
from detente.ids import row_id
from detente.records import ActorSpot, Article, Figure, Mentions, NumberSpot, Quotation, Sentence, Span, Spot

LONGEST = 80  # words of evidence
S = TypeVar("S", bound=Spot)
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "ROOT"})
DATED = ("time.iso", "time.day-month", "time.month-day", "time.month-year", "time.month", "time.weekday", "time.day", "time.span", "time.within-year", "time.weekend", "time.year", "time.ago", "time.season")


def figures(article: Article, sentences: tuple[Sentence, ...], mentions: Mentions, quotations: tuple[Quotation, ...], codebook: Codebook) -> tuple[Figure, ...]:
    """The figures of an article, in order of place."""
    by_index = {s.index: s for s in sentences}
    actors, places, times = by_sentence(mentions.actors), by_sentence(mentions.places), by_sentence(mentions.times)
    out = []
    for number in mentions.numbers:
        s = by_index[number.sentence]
        rule = counted_by(s, number, codebook.figures)
        if rule is None:
            continue
        start, end = evidence(s, number)
        clause = clause_of(s, number.head)
        where = nearest([p for p in places.get(s.index, ()) if p.head in clause], number)
        when = nearest([t for t in times.get(s.index, ()) if t.head in clause and t.rule in DATED and not covers(t, number)], number)
        unit = number.unit or rule.unit
        out.append(
            Figure(
                id=row_id(article.id, "figure", number.part, start, end, number.start, number.value, number.high, number.of),
                article=article.id,
                part=number.part,
                start=start,
                end=end,
                evidence=article.part(number.part)[start:end],
                rule=f"figure.{rule.id}",
                value=number.value,
                high=number.high,
                comparator=number.comparator,
                unit=unit,
                of=number.of,
                whose=whose(s, number, actors.get(s.index, ()), rule),
                where=where.where if where else None,
                when=when.when if when else None,
                according_to=vouching(article, number, quotations),
            )
        )
    return tuple(out)


def by_sentence(spots: Sequence[S]) -> dict[int, list[S]]:
    out: dict[int, list[S]] = {}
    for spot in spots:
        out.setdefault(spot.sentence, []).append(spot)
    return out


# --- is it worth a row? --------------------------------------------------------------------------------------------------------------------


def counted_by(s: Sentence, number: NumberSpot, figures: Figures) -> Counted | None:
    """The first rule that the amount fits."""
    noun = noun_counted(s, number)
    lemmas = names_of(s, noun, number.first) if noun is not None else set()
    bare = noun is None and number.unit is None and number.of is None
    done, doing, own = around(s, number.head if bare or noun is None else noun, bare)
    fitting = [r for r in figures.rules if fits(r, number, lemmas, bare)]
    for rule in fitting:
        if own & (rule.beside | rule.doing):
            return rule
    for rule in fitting:
        if not rule.beside and not rule.doing or done & rule.beside or doing & rule.doing or number.unit in rule.units and near(s, number) & rule.beside:
            return rule
    return None


def fits(rule: Counted, number: NumberSpot, lemmas: set[str], bare: bool) -> bool:
    """Are the amount and what it counts of the rule's kind?"""
    if number.value < rule.least or rule.below is not None and number.value >= rule.below:
        return False
    if number.unit and number.unit != rule.unit:
        return number.unit in rule.units
    return bool(lemmas & set(rule.nouns)) or bare and rule.alone


def names_of(s: Sentence, noun: int, before: int) -> set[str]:
    """The lemma and the form of what is counted, and of what is joined to it where the number comes later ("soldiers and guards, of whom 20")."""
    out = {s.tokens[noun].lemma.lower(), s.tokens[noun].text.lower()}
    if noun < before and s.tokens[noun].dep == "conj":
        out |= {s.tokens[s.tokens[noun].head].lemma.lower()}
    return out


def noun_counted(s: Sentence, number: NumberSpot) -> int | None:
    """The word that is counted: the noun on which the number hangs, or the last word of what it is a part of."""
    if not number.first <= number.head <= number.last and not number.unit:
        return number.head
    if number.of is None:
        return None
    last = number.of.split()[-1]
    return next((t.i for t in (*s.tokens[number.last + 1 :], *s.tokens[: number.first]) if t.text == last or t.text.endswith(last)), None)


def around(s: Sentence, noun: int, bare: bool) -> tuple[set[str], set[str], set[str]]:
    """(what is done to the counted and stands beside them, what they do themselves, what hangs on them of all this), as lemmas."""
    done: set[str] = set()
    doing: set[str] = set()
    for c in s.children[noun]:
        t = s.tokens[c]
        if t.dep in {"acl", "amod", "nmod", "compound"}:
            (doing if t.tag == "VBG" else done).add(t.lemma.lower())
            doing.add(t.lemma.lower()) if t.dep == "acl" else None
        elif t.dep == "relcl":
            doing |= verb_words(s, c)
            done |= verb_words(s, c) if any(s.tokens[k].dep in {"auxpass", "nsubjpass"} for k in s.children[c]) else set()
    own = done | doing
    at = noun
    verbs = 0
    for k in ancestors(s, noun):
        t, below = s.tokens[k], s.tokens[at]
        if t.pos in {"VERB", "AUX"}:
            words = verb_words(s, k)
            if below.dep == "nsubj":
                doing |= words
            else:
                done |= words
                if bare:
                    done |= {s.tokens[c].lemma.lower() for c in s.children[k] if s.tokens[c].dep in {"nsubj", "nsubjpass"}}
            verbs += 1
            if verbs == 2 or t.dep not in {"xcomp", "conj"} or t.dep == "conj" and below.dep != "nsubj" and verbs:
                break
        elif t.pos in {"NOUN", "PROPN", "ADJ"}:
            done.add(t.lemma.lower())
        at = k
    return done, doing, own


def verb_words(s: Sentence, verb: int) -> set[str]:
    """The verb with what completes it ("are missing", "have been left homeless", "want to return")."""
    out = {s.tokens[verb].lemma.lower()}
    for c in s.children[verb]:
        if s.tokens[c].dep in {"acomp", "oprd", "attr", "xcomp", "ccomp"} and s.tokens[c].pos in {"ADJ", "VERB", "NOUN"}:
            out.add(s.tokens[c].lemma.lower())
    return out


def near(s: Sentence, number: NumberSpot) -> set[str]:
    """The words around a measure: those before it, and those it belongs to ("within 48 hours", "a 30-day ceasefire")."""
    out = {t.lemma.lower() for t in s.tokens[max(0, number.first - 4) : number.last + 6]}
    for k in ancestors(s, number.head):
        out.add(s.tokens[k].lemma.lower())
        if s.tokens[k].pos in {"VERB", "AUX"}:
            break
    return out


# --- whose, where, when, by whom -----------------------------------------------------------------------------------------------------------


def whose(s: Sentence, number: NumberSpot, actors: Sequence[ActorSpot], rule: Counted) -> str | None:
    """The actor whose they are: named in the noun phrase, behind it with "of" or "from", or as the one who has or sends them."""
    noun = noun_counted(s, number)
    if noun is None:
        return None
    inside = [a for a in actors if a.role != "place" and a.head != noun and within_phrase(s, a.head, noun)]
    if not inside:
        inside = [a for a in actors if a.first <= noun <= a.last and a.head == noun]
    if not inside and rule.owned:
        verb = next((k for k in ancestors(s, noun) if s.tokens[k].pos in {"VERB", "AUX"}), None)
        if verb is not None and s.tokens[noun].dep in {"dobj", "attr"}:
            inside = [a for a in actors if a.role == "actor" and a.head in subjects(s, verb)]
    return inside[0].actors[0] if inside and len(inside[0].actors) == 1 else None


def within_phrase(s: Sentence, word: int, noun: int) -> bool:
    """Does the word belong to the noun phrase of the noun, as its modifier or after "of" or "from"?"""
    for _ in range(4):
        t = s.tokens[word]
        if t.head == noun and (t.dep in {"amod", "compound", "poss", "nmod"} or t.dep == "prep" and t.text.lower() in {"of", "from"}):
            return True
        if t.dep not in {"amod", "compound", "poss", "nmod", "npadvmod", "advmod", "pobj", "conj", "appos"} or t.head == word:
            return False
        word = t.head
    return False


def clause_of(s: Sentence, word: int) -> frozenset[int]:
    """The words of the clause that the word stands in."""
    for k in (word, *ancestors(s, word)):
        if s.tokens[k].dep in CLAUSES and (s.tokens[k].pos in {"VERB", "AUX"} or s.tokens[k].dep == "ROOT"):
            return frozenset(subtree(s, k))
    return frozenset(range(len(s.tokens)))


def nearest(spots: Sequence[S], number: NumberSpot) -> S | None:
    return min(spots, key=lambda p: (min(abs(p.first - number.head), abs(p.last - number.head)), p.first), default=None)


def covers(a: Spot, b: Spot) -> bool:
    return a.start < b.end and b.start < a.end


def vouching(article: Article, number: NumberSpot, quotations: Sequence[Quotation]) -> tuple[str, ...]:
    """Who vouches for the number: the speaker in whose words it stands, those the report has it from, the outlet last."""
    outlet = article.outlet or article.credited_source
    over = [q for q in quotations if q.part == number.part and any(a <= number.start and number.end <= b for a, b in q.spans.content)]
    chain: list[str] = []
    if over:
        said = min(over, key=lambda q: (q.end - q.start, q.start))
        chain = [name for name in (said.speaker_name, *said.according_to) if name and name != outlet]
    return tuple(dict.fromkeys([*chain, *([outlet] if outlet else [])]))


def evidence(s: Sentence, number: NumberSpot) -> Span:
    """The sentence; of a longer one the words around the number, from one comma or the like to another where there is one."""
    words = [m.span() for m in re.finditer(r"\S+", s.text)]
    if len(words) <= LONGEST:
        return s.start, s.end
    here = next((n for n, (_, b) in enumerate(words) if b > number.start - s.start), 0)
    first = max(0, min(here - LONGEST // 2, len(words) - LONGEST))
    last = min(len(words), first + LONGEST) - 1
    opens = [n for n in range(first, here + 1) if n == 0 or s.text[words[n - 1][1] - 1] in ",;:—–"]
    closes = [n for n in range(last, here - 1, -1) if s.text[words[n][1] - 1] in ",;:.—–"]
    first, last = min(opens, default=first), max(closes, default=last)
    return s.start + words[first][0], s.start + words[last][1]
