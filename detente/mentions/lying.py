"""In which country the words of a sentence lie: a region, people, province or city by its name, by what stands beside it, by what the article tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from detente.codebook import Codebook
from detente.codebook.folding import fold
from detente.codebook.places import split
from detente.grammar import children, conjuncts
from detente.mentions.gazetteer import Hit
from detente.mentions.owners import linked, prefixed
from detente.records import Sentence

PLACED = frozenset({"GPE", "LOC", "FAC", "NORP"})
LONGEST = 4  # words of a name of a place
STEPS = 3  # prepositions from a noun to the place: "at a mine near Arequipa in Peru"
NAMES = frozenset({"NNP", "NNPS"})


class Where(NamedTuple):
    """The countries that words tell, the last of the words, and whether they name a town."""

    countries: tuple[str, ...]
    last: int
    town: bool


class Lying:
    """Looks up places by their names; nothing is searched for but at the words that are asked about."""

    def __init__(self, codebook: Codebook, hits: Iterable[list[Hit]]) -> None:
        self.places, self.sectors, self.states = codebook.places, codebook.sectors, codebook.actors.state_codes
        self.relations = codebook.actors.words.relations
        self.told = Counter(h.name.code for found in hits for h in found if h.name.kind in {"state", "demonym", "people", "capital"})

    def named(self, words: str, sure: bool) -> str | None:
        """The country of a name. `sure` of names that the parser takes for places: only then a lesser city is one."""
        known = self.places.called.get(split(words), ())
        default = known[0].country if known else None
        if default is None and known:  # of several countries, or contested
            return next((p.country for p in known if p.country and self.told[p.country]), None)
        local = self.sectors.locals.get(fold(words))
        if default is None and local and local.kind == "region":
            return local.country
        lesser = self.places.lesser(words) if sure or known else ()
        if default and (self.told[default] or known[0].kind not in {"city", "capital"}):
            return default
        told = [p.country for p in (*known, *lesser) if p.country and self.told[p.country]]
        if told:
            return max(told, key=lambda c: self.told[c])
        if default:
            return default
        if local:
            return local.country
        return lesser[0].country if lesser else None

    def town(self, words: str) -> bool:
        """Is it a city and no province or region?"""
        known = self.places.called.get(split(words), ())
        local = self.sectors.locals.get(fold(words))
        return known[0].kind in {"city", "capital"} if known else local is None or local.kind == "city"

    def between(self, s: Sentence, first: int, last: int) -> tuple[str, int, int] | None:
        """The country that names among these words tell, and the words of the name; the longest name counts, the last one first."""
        for b in range(last, first - 1, -1):
            if s.tokens[b].tag not in NAMES and not s.tokens[b].text[:1].isupper():
                continue
            for a in range(max(first, b - LONGEST + 1), b + 1):
                run = s.tokens[a : b + 1]
                if not run[0].text[:1].isupper() or any(t.entity == "PERSON" for t in run):
                    continue
                sure = all(t.entity in PLACED or t.text in {"-", "'s"} for t in run)
                if country := self.named(s.text[run[0].start - s.start : run[-1].end - s.start], sure):
                    return country, a, b
        return None

    def below(self, s: Sentence, prep: int, hits: list[Hit], onwards: frozenset[str], steps: int = STEPS) -> Where | None:
        """The place that a preposition leads to, by itself or by what lies around it."""
        preps = [prep]
        for _ in range(steps):
            after: list[int] = []
            for p in preps:
                for o in children(s, p, "pobj"):
                    first = min((i for i in s.children[o] if p < i), default=o)
                    first = min(first, o)
                    if found := self.at(s, first, o, hits):
                        return found
                    after += [c for c in children(s, o, "prep") if s.tokens[c].text.lower() in onwards]
            preps = after
        return None

    def at(self, s: Sentence, first: int, last: int, hits: list[Hit]) -> Where | None:
        """The same of a noun phrase."""
        here = [h for h in hits if first <= h.first and h.last <= last and h.name.kind in {"state", "demonym", "capital", "people"} and not linked(s, h) and not prefixed(s, h)]
        states = [h for h in here if h.name.code in self.states]
        if states:
            h, joined = states[-1], conjuncts(s, states[-1].head)
            more = [x for x in hits if x.head in joined and x is not h and x.name.kind == h.name.kind == "state"]  # "in Quill, Orsa and Tarn"
            return Where((h.name.code, *(x.name.code for x in more)), max(last, h.last, *(x.last for x in more)), h.name.kind == "capital")
        if any(h.first <= last and h.last >= first and h.name.kind in {"body", "seat", "coalition"} for h in hits):
            return None
        found = self.between(s, first, last)
        if found:
            country, a, b = found
            return Where((country,), max(last, b), self.town(s.text[s.tokens[a].start - s.start : s.tokens[b].end - s.start]))
        return None
