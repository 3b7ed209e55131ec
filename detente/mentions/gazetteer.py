"""Names of the codebook in a sentence, as runs of its words."""

from __future__ import annotations

from typing import NamedTuple

from detente.codebook.actors import Actors, Name, Words
from detente.records import Sentence

NAMES_OF_OTHERS = {"PERSON", "WORK_OF_ART", "PRODUCT"}


class Hit(NamedTuple):
    """Words `first` to `last` are written like `name`; `head` is the one that the grammar hangs on a word outside."""

    first: int
    last: int
    head: int
    name: Name


def scan(s: Sentence, actors: Actors) -> list[Hit]:
    """All names of states, bodies, seats and offices, in order of place, none within another."""
    found = actors.in_text(s.text)
    if not found:
        return []
    out: list[Hit] = []
    shouting = s.text.isupper()
    tokens, i = s.tokens, 0
    for a, b, name in found:
        a, b = a + s.start, b + s.start
        while i < len(tokens) and tokens[i].end <= a:
            i += 1
        last = i
        while last + 1 < len(tokens) and tokens[last + 1].start < b:
            last += 1
        if i >= len(tokens) or (name.kind == "role" and tokens[i].start != a):
            continue
        hit = Hit(i, last, head_of(s, i, last), name)
        if not stray(s, hit, shouting, actors.words):
            out.append(hit)
    return out


def head_of(s: Sentence, first: int, last: int) -> int:
    """The word of a run whose head lies outside it; the last such, for names hang to the right."""
    heads = [i for i in range(first, last + 1) if not first <= s.tokens[i].head <= last or s.tokens[i].head == i]
    return heads[-1] if heads else last


def stray(s: Sentence, hit: Hit, shouting: bool, words: Words) -> bool:
    """Is it no such name after all: part of a person's name, an adjective or verb spelt like an office, an acronym in a line of capitals?"""
    t = s.tokens[hit.head]
    if hit.name.kind == "role":
        return t.pos not in {"NOUN", "PROPN"} or (t.lemma in {"state", "general", "major", "speaker"} and t.dep in {"amod", "advmod"})
    if hit.name.case == "exact" and shouting and len(t.text) <= 3:
        return True
    if hit.name.code == "WEST" and hit.name.kind == "demonym":
        return s.tokens[t.head].pos == "PROPN" or s.tokens[t.head].lemma in words.directions
    if hit.name.code == "WEST" and hit.name.kind == "state":
        if not hit.first or s.tokens[hit.first - 1].text.lower() != "the":
            return True
        return t.dep in {"amod", "compound"} or (hit.last + 1 < len(s.tokens) and s.tokens[hit.last + 1].text.lower() in {"of", "coast", "side", "bank"})
    if (
        hit.first > 1
        and s.tokens[hit.first - 1].text == "-"
        and s.tokens[hit.first - 1].start == s.tokens[hit.first - 2].end
        and s.tokens[hit.first - 2].text.lower() in {"african", "anglo", "asian", "latin", "native", "arab"}
    ):
        return hit.name.kind in {"people", "demonym"}  # African-Americans
    if (
        hit.name.kind in {"state", "capital", "people", "demonym"}
        and t.entity in {"ORG", "FAC"}
        and hit.first
        and s.tokens[hit.first - 1].entity == t.entity
        and not s.tokens[hit.first].begins
    ):
        return s.tokens[hit.first - 1].tag in {"NNP", "IN"} and s.tokens[hit.first - 1].text[:1] != "U"  # CNN Turk, Bank of America
    if hit.name.kind in {"state", "capital", "people"} and t.entity in NAMES_OF_OTHERS:
        before = not s.tokens[hit.first].begins and hit.first > 0 and s.tokens[hit.first - 1].entity == t.entity
        after = hit.last + 1 < len(s.tokens) and s.tokens[hit.last + 1].entity == t.entity and not s.tokens[hit.last + 1].begins
        return before or after
    return False
