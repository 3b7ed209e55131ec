"""Figures: amounts that matter to a crisis, with whose they are, where, when, and who vouches for them.

`codebook/data/figures.toml` says which counted things matter; `mentions` have read the numbers. The evidence is the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from detente.claims.amounts import counted_by, noun_counted
from detente.claims.evidence import evidence, vouchers
from detente.codebook import Codebook
from detente.codebook.figures import Counted
from detente.days import dated
from detente.grammar import ancestors, subjects, subtree
from detente.ids import row_id
from detente.records import ActorSpot, Article, Figure, Mentions, NumberSpot, Quotation, Sentence, Spot

S = TypeVar("S", bound=Spot)
HEADS = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "ROOT"})  # of a clause with its own place and time


def figures(article: Article, sentences: tuple[Sentence, ...], mentions: Mentions, quotations: tuple[Quotation, ...], codebook: Codebook) -> tuple[Figure, ...]:
    """The figures of an article, in order of place."""
    by_index = {s.index: s for s in sentences}
    actors, places, times = by_sentence(mentions.actors), by_sentence(mentions.places), by_sentence(mentions.times)
    out = []
    for number in mentions.numbers:
        s = by_index[number.sentence]
        rule = counted_by(s, number, codebook.figures)
        if rule is None or converted(s, number, mentions.numbers):
            continue
        start, end = evidence(s, number.head)
        clause = clause_of(s, number.head)
        where = nearest([p for p in places.get(s.index, ()) if p.head in clause], number)
        when = nearest([t for t in times.get(s.index, ()) if t.head in clause and dated(t) and not covers(t, number)], number)
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
                whose=whose(s, number, actors.get(s.index, ()), rule, codebook.figures.tellers),
                where=where.where if where else None,
                when=when.when if when else None,
                according_to=vouching(article, number, quotations),
            )
        )
    return tuple(once(out))


def converted(s: Sentence, number: NumberSpot, numbers: Sequence[NumberSpot]) -> bool:
    """Is it the amount before it in another currency ("$10bn (£7.6bn)")?"""
    if number.unit is None or len(number.unit) != 3 or s.text[: number.start - s.start].rstrip()[-1:] != "(":
        return False
    return any(n.sentence == number.sentence and n.unit and len(n.unit) == 3 and n.unit != number.unit and 0 < number.start - n.end < 4 for n in numbers)


def once(rows: Sequence[Figure]) -> list[Figure]:
    """A figure told again by the same voice is one row: the body's rather than the headline's, else the first."""
    kept: dict[object, Figure] = {}
    for row in rows:
        key = (row.value, row.high, row.comparator, row.unit, row.of.split()[-1].lower() if row.of else None, row.according_to)
        if key not in kept or (kept[key].part != "body" and row.part == "body"):
            kept[key] = row
    ids = {row.id for row in kept.values()}
    return [row for row in rows if row.id in ids]


def by_sentence(spots: Sequence[S]) -> dict[int, list[S]]:
    out: dict[int, list[S]] = {}
    for spot in spots:
        out.setdefault(spot.sentence, []).append(spot)
    return out


# --- whose, where, when, by whom -----------------------------------------------------------------------------------------------------------


def whose(s: Sentence, number: NumberSpot, actors: Sequence[ActorSpot], rule: Counted, tellers: frozenset[str]) -> str | None:
    """The actor whose they are: named in the noun phrase, behind it with "of" or "from", or as the one who has or sends them."""
    noun = noun_counted(s, number)
    if noun is None:
        return None
    inside = [a for a in actors if a.role != "place" and a.head != noun and within_phrase(s, a.head, noun)]
    if not inside:
        inside = [
            a for a in actors if a.head == noun and any(s.tokens[k].pos == "PROPN" or s.tokens[k].entity in {"NORP", "GPE", "ORG"} for k in range(a.first, noun))
        ]  # "Isis fighters" as one name
    if not inside and rule.owned and s.tokens[noun].dep in {"dobj", "attr"}:
        above = [k for k in ancestors(s, noun) if s.tokens[k].pos in {"VERB", "AUX"}]
        verb = s.tokens[noun].head if s.tokens[noun].dep == "dobj" else next(iter(above), None)
        owners = subjects(s, verb) if verb is not None and s.tokens[verb].lemma not in tellers else []
        inside = [a for a in actors if a.role == "actor" and a.head in owners]
    return inside[0].actors[0] if inside and len(inside[0].actors) == 1 else None


def within_phrase(s: Sentence, word: int, noun: int) -> bool:
    """Does the word belong to the noun phrase of the noun, as its modifier or after "of" or "from"?"""
    for _ in range(4):
        t = s.tokens[word]
        if t.head == noun and (t.dep in {"amod", "compound", "poss", "nmod"} or (t.dep == "prep" and t.text.lower() in {"of", "from"})):
            return True
        if t.dep not in {"amod", "compound", "poss", "nmod", "npadvmod", "advmod", "pobj", "conj", "appos"} or t.head == word:
            return False
        word = t.head
    return False


def clause_of(s: Sentence, word: int) -> frozenset[int]:
    """The words of the clause that the word stands in."""
    for k in (word, *ancestors(s, word)):
        if s.tokens[k].dep in HEADS and (s.tokens[k].pos in {"VERB", "AUX"} or s.tokens[k].dep == "ROOT"):
            return frozenset(subtree(s, k))
    return frozenset(range(len(s.tokens)))


def nearest(spots: Sequence[S], number: NumberSpot) -> S | None:
    return min(spots, key=lambda p: (min(abs(p.first - number.head), abs(p.last - number.head)), p.first), default=None)


def covers(a: Spot, b: Spot) -> bool:
    return a.start < b.end and b.start < a.end


def vouching(article: Article, number: NumberSpot, quotations: Sequence[Quotation]) -> tuple[str, ...]:
    """Who vouches for the number: the speaker in whose words it stands, those the report has it from, the outlet last."""
    over = [q for q in quotations if q.part == number.part and any(a <= number.start and number.end <= b for a, b in q.spans.content)]
    if not over:
        return vouchers(article)
    said = min(over, key=lambda q: (q.end - q.start, q.start))
    outlet = vouchers(article)
    return vouchers(article, tuple(dict.fromkeys(name for name in (said.speaker_name, *said.according_to) if name and name not in outlet)))
