"""Who acts: states and their seats, bodies, armed groups, organs of states, nouns for offices, people in office (`data/actors/*.csv`).

An actor is `CODE[.SECTOR][:Name]`: CODE is ISO 3166 alpha-3 or the usual short name of a body or group, SECTOR is PLOVER's. English names of states
come from CLDR (Babel); the tables hold what it lacks. All names stand in one automaton that finds them in a sentence in one pass.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal

import ahocorasick_rs
from babel import Locale
from msgspec import Struct
from msgspec.structs import replace

from detente.codebook import cameo_actors, offices, own_actors
from detente.codebook.bodies import Body
from detente.codebook.folding import fold as fold
from detente.codebook.load import CodebookError, T, files, table, toml
from detente.codebook.offices import Person, Rules
from detente.codebook.own_actors import Own
from detente.codebook.people import People

Case = Literal["exact", "title", "any"]


PARTS = {"OPP": "opposition", "REB": "rebels", "UAF": "militants", "MIL": "forces", "COP": "police", "LEG": "lawmakers", "JUD": "judiciary", "CVL": "civilians", "JRN": "media"}


class State(Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    alpha2: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class Role(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns for those who act; `kind` tells how they get their country, `sector` what they are (None: as their owner)."""

    words: tuple[str, ...]
    kind: Literal["person", "people", "organ", "force", "side"]
    sector: str | None = None
    sex: Literal["m", "f"] | None = None
    context: Literal["", "yes"] = ""


class Coalition(Struct, frozen=True, forbid_unknown_fields=True):
    """A name for several actors at once ("the E3")."""

    name: str
    codes: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class GivenNames(Struct, frozen=True, forbid_unknown_fields=True):
    sex: Literal["m", "f"]
    names: tuple[str, ...]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of words that say how names are meant (`words.toml` explains each)."""

    saying: frozenset[str]
    empty: frozenset[str]
    impersonal: frozenset[str]
    together: frozenset[str]
    relations: frozenset[str]
    whole: frozenset[str]
    leaders: frozenset[str]
    place: frozenset[str]
    travel: frozenset[str]
    taking: frozenset[str]
    directions: frozenset[str]
    particles: frozenset[str]
    no_names: frozenset[str]
    same_office: dict[str, str]
    bodies: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    titles: dict[str, str]


class Name(Struct, frozen=True, gc=False):
    """A way to write an actor or an office. `code` is empty for offices; `name` the usual full name; `case` how strictly it is spelt."""

    kind: Literal["state", "demonym", "people", "capital", "seat", "body", "coalition", "role"]
    code: str
    sector: str | None
    name: str
    case: Case
    role: Role | None = None
    codes: tuple[str, ...] = ()

    @property
    def owners(self) -> list[tuple[str, str | None]]:
        """(code, sector) of each actor it names."""
        return [(code, None) for code in self.codes] or [(self.code, self.sector)]


def case_of(name: str) -> Case:
    if name[:1].islower() and not name.startswith("al-"):
        return "any"
    letters = [c for c in name if c.isalpha()]
    return "exact" if len(letters) <= 6 and all(c.isupper() for c in letters) else "title"


def spelt(name: str, case: Case, found: str) -> bool:
    """Does the spelling in the text fit: "US" is never "us", "Turkey" never "turkey", "Nato" is NATO?"""
    if case == "any":
        return True
    if case == "title":
        return found[:1].isupper() or name[:1].islower() or found[:3] == "al-"
    return found == name or (len(name) >= 4 and found == name.capitalize())


class Actors:
    """All tables, and what finds their names."""

    def __init__(
        self,
        states: list[State],
        bodies: list[Body],
        coalitions: list[Coalition],
        roles: list[Role],
        people: tuple[list[Person], Rules],
        given: list[GivenNames],
        words: Words,
    ) -> None:
        self.words, self.own = words, Own()
        self.sexes = {fold(name): row.sex for row in given for name in row.names}
        self.people = People(*people, self.sexes, fold)
        english = Locale("en").territories
        self.state_names = {s.code: s.name or english[s.alpha2] for s in states}
        self.state_codes = {s.code for s in states if len(s.code) == 3}
        self.nations = {s.code: s.adjectives[0] for s in states if s.adjectives and len(s.code) == 3}
        self.names = {b.code: b.name for b in reversed(bodies) if b.code not in self.state_codes} | self.state_names
        self.entries: dict[str, list[tuple[str, Name]]] = {}
        for state in states:
            self.add_state(state, english.get(state.alpha2, ""))
        for body in bodies:
            for spelling in (body.name, *body.aliases):
                self.add(spelling, Name("body", body.code, body.sector, body.name, case_of(spelling)))
        for role in roles:
            for word in role.words:
                self.add(word, Name("role", "", role.sector, word, "any", role))
                if role.kind == "person" and " of " not in word and word[-1] not in "s.y" and not word.endswith("man"):
                    self.add(word + "s", Name("role", "", role.sector, word + "s", "any", replace(role, kind="people")))
        for group in coalitions:
            for spelling in (group.name, *group.aliases):
                self.add(spelling, Name("coalition", "", None, group.name, case_of(spelling), codes=group.codes))

    def actor(self, code: str, sector: str | None = None, name: str | None = None) -> str:
        """The id: parts of a state and people say their sector, a body's code alone says what it is."""
        part = f".{sector}" if sector and (name or code in self.state_codes) else ""
        return code + part + (f":{name}" if name else "")

    def title(self, code: str, sector: str | None) -> str:
        """The usual name of an actor that is no person: "Syria", "Syrian opposition", "Turkish forces"."""
        name, nation = self.names.get(code, code), self.nations.get(code)
        return f"{nation} {PARTS[sector]}" if nation and sector in PARTS else name

    def take(self, own: Own) -> None:
        """Actors of the user's own, which outrank the shipped ones of the same names."""
        self.own = own
        for body in own.bodies:
            self.names.setdefault(body.code, body.name)
            for spelling in (body.name, *body.aliases):
                self.entries.setdefault(fold(spelling), []).insert(0, (spelling, Name("body", body.code, body.sector or None, body.name, case_of(spelling))))
        named = {self.people.key(p.name) for p in own.people}
        rows = [*own.people, *(p for p in self.people.rows if self.people.key(p.name) not in named)]
        self.people = People(rows, self.people.rules, self.sexes, fold)

    def add(self, spelling: str, name: Name) -> None:
        self.entries.setdefault(fold(spelling), []).append((spelling, name))

    def add_state(self, state: State, english: str) -> None:
        full = self.state_names[state.code]
        for kind, spellings in (("state", {state.name, english, *state.aliases} - {""}), ("capital", set(state.capitals)), ("people", set(state.people))):
            for spelling in sorted(x for x in spellings if not x.startswith("the ")):  # "the" stands before it in the text
                self.add(spelling, Name(kind, state.code, None, full, case_of(spelling)))  # type: ignore[arg-type]
        for seat in state.seats:
            self.add(seat, Name("seat", state.code, "GOV", seat, case_of(seat)))
        for adjective in state.adjectives:
            self.add(adjective, Name("demonym", state.code, None, full, case_of(adjective)))
            if adjective[-1] in "niek" and not adjective.endswith("ese") and adjective not in state.people:
                self.add(adjective + "s", Name("people", state.code, None, full, case_of(adjective)))

    @cached_property
    def patterns(self) -> list[str]:
        return sorted(self.entries)

    @cached_property
    def automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self.patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def whole_words(self, text: str) -> list[tuple[int, int, int]]:
        """Matches that end where words end. One that does not ("foreign minister" in "foreign ministerial") may hide others, so what it covers is read again."""
        out: list[tuple[int, int, int]] = []
        for index, a, b in self.automaton.find_matches_as_indexes(text):
            if a and text[a - 1].isalnum():
                continue
            if b == len(text) or not text[b].isalnum():
                out.append((index, a, b))
            elif (blank := text.find(" ", a, b)) > 0:
                end = next((i for i in range(b, len(text)) if not text[i].isalnum()), len(text))
                out.extend((i, c + blank + 1, d + blank + 1) for i, c, d in self.whole_words(text[blank + 1 : end]))
        return out

    def in_text(self, text: str) -> list[tuple[int, int, Name]]:
        """Names in a text, leftmost and longest, whole words only: start, end, what it names."""
        out: list[tuple[int, int, Name]] = []
        for index, a, b in self.whole_words(fold(text)):
            for spelling, name in self.entries[self.patterns[index]]:
                if spelt(spelling, name.case, text[a:b]):
                    out.append((a, b, name))
                    break
        return out


def load(folder: Path | None, own: Path | None = None) -> Actors:
    """The shipped tables and the user's; of `words.toml` the last one counts. `own` is a file of further actors (`--actors`)."""

    def rows(name: str, shape: type[T]) -> list[T]:
        return [row for path in files(folder, f"actors/{name}.csv") for row in table(path, shape)]

    words = toml(files(folder, "actors/words.toml")[-1], Words)
    states, bodies = rows("states", State), [body for name in ("bodies", "groups", "organs") for body in rows(name, Body)]
    codes = {s.code for s in states} | {b.code for b in bodies}
    people = offices.read(files(folder, "actors/offices.csv"), files(folder, "actors/offices.toml")[-1], codes)
    out = Actors(states, bodies, rows("coalitions", Coalition), rows("roles", Role), people, rows("given_names", GivenNames), words)
    if own:
        if not own.is_file():
            raise CodebookError(f"{own}: no such file; --actors takes a CSV, or a dictionary of TABARI or PETRARCH")
        out.take(read_own(own, out, codes))
    return out


def read_own(path: Path, actors: Actors, codes: set[str]) -> Own:
    """The user's file, in whichever of its two forms."""
    if not cameo_actors.looks_like(path):
        return own_actors.read(path, codes, actors.state_codes, actors.people.rules)
    others = {key: {n.code for _, n in entries if n.kind != "role"} for key, entries in actors.entries.items()}
    return cameo_actors.read(path, cameo_actors.Known(codes, actors.state_codes, actors.people.by_name.keys(), others, actors.sexes.keys()))
