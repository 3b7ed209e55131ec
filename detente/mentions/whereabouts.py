"""Which of several places a name is: what stands beside it says ("Paris, Texas", "the Syrian town of", "in northern Lebanon"), else the article.

A name that no table knows gets the country that the words beside it give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from detente.codebook.places import Place, Places, split
from detente.records import ActorSpot, Sentence

SETTLERS = frozenset({"USA", "GBR", "CAN", "AUS", "NZL"})  # full of cities named after others, and in every story: naming them says little
LINKS = frozenset({",", "and", "or"})
WITHIN = frozenset({"province", "state", "region"})
REACH = 6  # words between a name and what says where it lies


class Name(Struct, frozen=True):
    """Words of a sentence that name a place, and the likeliest place of that name; `None` where only the parser takes them for one."""

    first: int
    last: int
    place: Place | None


class Beside(Struct, frozen=True):
    """A country that the words beside a name give it; `surely` where they name a province of it ("Moscow, Idaho")."""

    country: str
    surely: bool = False


class Whereabouts:
    """What an article says of the countries it is about."""

    def __init__(self, places: Places, actors: Sequence[ActorSpot], named: dict[int, tuple[Name, ...]]) -> None:
        self.places, self.named = places, named
        self.countries = {p.country for p in places.places if p.country}
        self.actors: dict[int, list[tuple[ActorSpot, str]]] = {}
        self.told: Counter[str] = Counter()
        for a in actors:
            code = a.actors[0].partition(":")[0].partition(".")[0] if len(a.actors) == 1 else ""
            if code in self.countries:
                self.actors.setdefault(a.sentence, []).append((a, code))
                inside = [n for n in named.get(a.sentence, ()) if a.first <= n.first and n.last <= a.last]
                self.told[code] += a.role != "place" and not any(self.several(n) for n in inside)
        for name in (n for names in named.values() for n in names):
            if name.place and name.place.country and not self.several(name):
                self.told[name.place.country] += 1

    def called(self, place: Place) -> tuple[Place, ...]:
        return self.places.called.get(split(place.name), (place,))

    def several(self, name: Name) -> bool:
        """May the name be a place of more than one country?"""
        if name.place is None or name.place.kind not in {"capital", "city"}:
            return name.place is not None and len({p.country for p in self.called(name.place)}) > 1
        return len({p.country for p in (*self.called(name.place), *self.places.lesser(name.place.name))}) > 1

    def of(self, s: Sentence, name: Name) -> tuple[Place | None, str | None]:
        """(the place where a table has it, its country)."""
        words = s.text[s.tokens[name.first].start - s.start : s.tokens[name.last].end - s.start]
        known = self.places.called.get(split(words), (name.place,) if name.place else ())
        lesser = self.places.lesser(words) or (self.places.lesser(name.place.name) if name.place else ())
        beside = self.beside(s, name)
        if beside:
            there = next((p for p in (*known, *lesser) if p.country == beside.country), None)
            if there or name.place is None or (beside.surely and name.place.kind in {"capital", "city"}):
                return there, beside.country
        place = self.neighbour(s, name, known) or self.likeliest(name.place, known, lesser)
        return place, place.country if place else None

    def likeliest(self, default: Place | None, known: Sequence[Place], lesser: Sequence[Place]) -> Place | None:
        """The place of that name in a country that the article tells of, unless it tells of the usual one's too; else the usual one."""
        if default and (default.kind not in {"capital", "city"} or self.told[default.country or ""]):
            return default
        others = known if default and default.kind == "capital" else (*known, *(p for p in lesser if default is None or p.country not in SETTLERS))
        told = [p for p in others if self.told[p.country or ""]]
        best = max(told, key=lambda p: self.told[p.country or ""], default=None)
        return best or default or next(iter(lesser), None)

    def neighbour(self, s: Sentence, name: Name, known: Sequence[Place]) -> Place | None:
        """Of a state and a province of one name, the province where another of its country is joined to it ("Georgia and Florida")."""
        for other in self.named.get(s.index, ()):
            a, b = (name.last, other.first) if name.first < other.first else (other.last, name.first)
            if other.place and other.place.kind not in {"state", "capital"} and 0 < b - a <= 3 and all(t.text in LINKS for t in s.tokens[a + 1 : b]):
                there = next((p for p in known[1:] if p.country == other.place.country and p.kind == "province"), None)
                if there:
                    return there
        return None

    # --- the words beside a name -------------------------------------------------------------------------------------------------------------

    def beside(self, s: Sentence, name: Name) -> Beside | None:
        if name.place and name.place.kind not in {"capital", "city"}:
            return None
        return self.after(s, name) or self.before(s, name)

    def after(self, s: Sentence, name: Name) -> Beside | None:
        """ "Paris, Texas"; "Tripoli in northern Lebanon"; "Valencia, Spain's third city"; "Hrodnivka, a village in Ukraine"."""
        tokens, j = s.tokens, name.last + 1
        comma = j < len(tokens) and tokens[j].text == ","
        j += comma
        if j >= len(tokens):
            return None
        if comma and (next_to := self.enclosing(s, j)):
            return next_to
        if tokens[j].text.lower() in {"in", "near", "outside"}:
            near = tokens[j].text.lower() != "in"
            return next((Beside(c) for c, kind in self.countries_in(s, j + 1, j + REACH) if not near or kind != "state"), None)
        if comma and (tokens[j].tag in {"DT", "PRP$"} or self.owner(s, j)):
            end = next((k for k in range(j, min(len(tokens), j + REACH)) if tokens[k].lemma.lower() in self.places.words.settlements), None)
            if end is not None:
                reach = end + REACH if end + 1 < len(tokens) and tokens[end + 1].text.lower() in {"in", "of"} else end
                return next((Beside(c) for c, _ in self.countries_in(s, j, reach)), None)
        return None

    def enclosing(self, s: Sentence, j: int) -> Beside | None:
        """The state or province behind a comma, unless it begins a clause or goes on a list."""
        for other in self.named.get(s.index, ()):
            if other.first == j and other.place and other.place.country and other.place.kind in {*WITHIN, "state"}:
                after = s.tokens[other.last + 1].text if other.last + 1 < len(s.tokens) else ""
                if s.tokens[other.last].dep not in {"nsubj", "nsubjpass", "poss"} and after not in {"and", "or"}:
                    province = next((p for p in self.called(other.place) if p.kind == "province"), None)
                    return Beside((province or other.place).country or "", other.place.kind == "province")
        return None

    def before(self, s: Sentence, name: Name) -> Beside | None:
        """ "The Syrian town of Salma"; "Syria's Salma"."""
        tokens, j = s.tokens, name.first - 1
        if j > 1 and tokens[j].tag == "POS" and (code := self.owner(s, j - 1)):
            return Beside(code)
        if j > 1 and tokens[j].text == "the":
            j -= 1
        if j > 0 and tokens[j].text == "of" and tokens[j - 1].lemma.lower() in self.places.words.settlements:
            return next((Beside(c) for c, _ in self.countries_in(s, max(0, j - 5), j - 1)), None)
        return None

    def owner(self, s: Sentence, i: int) -> str | None:
        return next((code for a, code in self.actors.get(s.index, ()) if a.first <= i <= a.last), None)

    def countries_in(self, s: Sentence, first: int, last: int) -> Iterator[tuple[str, str]]:
        """(country, kind) of what is named between two words, in order; it ends where a clause does."""
        for i in range(first, min(last + 1, len(s.tokens))):
            if s.tokens[i].pos == "VERB" or s.tokens[i].text in {";", ":", "—"}:
                return
            place = next((n.place for n in self.named.get(s.index, ()) if n.first == i), None)
            if place and place.country:
                yield place.country, place.kind
            elif code := self.owner(s, i):
                yield code, "state"
