"""People in office as they are looked up: by full name, by surname, by office, on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from detente.codebook.offices import Person, Rules

FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN"})  # where the family name comes first
BY_FIRST_NAME = frozenset({"ETH", "ERI", "THA", "MYS", "SGP", "HKG", "KHM", "TWN", "MMR"})  # where many are called by their first word, or either


class People:
    """The table of offices; `sexes` are known given names, folded, `fold` how names are compared."""

    def __init__(self, rows: Sequence[Person], rules: Rules, sexes: Mapping[str, object], fold: Callable[[str], str]) -> None:
        self.rows, self.rules, self.sexes, self.fold = rows, rules, sexes, fold

    def key(self, name: str) -> str:
        return self.fold(name).replace("-", " ")

    @cached_property
    def by_name(self) -> dict[str, list[Person]]:
        """People by each spelling of the full name, folded; public offices before others, the latest before earlier ones."""
        out: dict[str, list[Person]] = {}
        for person in self.rows:
            for spelling in {s: None for name in (person.name, *person.aliases) for s in (name, *self.short(name))}:
                out.setdefault(self.key(spelling), []).append(person)
        return {k: sorted(v, key=self.order) for k, v in out.items()}

    def named(self, name: str, day: str | None) -> Person | None:
        """The office that someone of that full name held on the day, else the last one before it, else the first after."""
        return self.on(self.by_name.get(self.key(name), []), day)

    def on(self, rows: Sequence[Person], day: str | None) -> Person | None:
        """Of one person's offices (in their order) the one of the day, the last before it, or the first after."""
        held = [p for p in rows if p.held(day)]
        gone = [p for p in rows if day and p.until and p.until < day]
        if held or not rows:
            return next(iter(held), None)
        return max(gone, key=lambda p: p.until) if gone else min(rows, key=lambda p: p.since)

    def order(self, person: Person) -> tuple[int, int, int]:
        """Sure before likely, public offices before others, the latest first."""
        year = int((person.since or "0")[:4]) * 100 + int(person.since[5:7] or 0)
        return person.certainty != "sure", self.rules.rank(person), -year

    def short(self, name: str) -> list[str]:
        """ "López Obrador" of "Andrés Manuel López Obrador"."""
        words = name.split()
        plain = [w for w in words[-2:] if len(w) > 2 and w[0].isupper()]
        return [" ".join(plain)] if len(words) > 2 and len(plain) == 2 and self.fold(plain[0]) not in self.sexes else []

    @cached_property
    def by_office(self) -> dict[tuple[str, str], list[Person]]:
        """People by code and office."""
        out: dict[tuple[str, str], list[Person]] = {}
        for person in self.rows:
            out.setdefault((person.code, person.office), []).append(person)
        return out

    @cached_property
    def by_surname(self) -> dict[str, list[Person]]:
        """People by what they are called in short, the latest office first."""
        out: dict[str, list[Person]] = {}
        by_spelling: dict[str, list[Person]] = {}
        for person in sorted(self.rows, key=lambda p: p.since, reverse=True):
            for spelling in (person.name, *person.aliases):
                by_spelling.setdefault(spelling, []).append(person)
        for spelling, people in by_spelling.items():
            words = self.fold(spelling).split()
            code = people[0].code
            family_first = code in FAMILY_FIRST and words[0] not in self.sexes
            surnames = {words[0] if family_first else words[-1]: None} | ({words[0]: None} if code in BY_FIRST_NAME else {})
            for surname in surnames:
                if surname not in self.sexes or len(words) == 1:  # a bare "Abdullah" may be anyone
                    known = out.setdefault(surname.removeprefix("al-"), [])
                    known.extend(p for p in people if p not in known)
        return out

    def meant(self, surname: str, day: str | None) -> Person | None:
        """Whom a bare surname means on a day: the only one in office, or the only one at the head of a state or body; else no one can tell."""
        rows = [p for p in self.by_surname.get(surname, []) if p.held(day)]
        for some in (rows, [p for p in rows if p.office in self.rules.head and p.sector != "REB"]):
            if len({p.name for p in some}) == 1:
                return min(some, key=self.order)
        return None

    def incumbent(self, code: str, office: str, day: str) -> Person | None:
        """Who held the office on the day, where the table is sure of one."""
        rows = {p.name: p for p in self.by_office.get((code, office), []) if p.certainty == "sure" and p.held(day)}
        return next(iter(rows.values())) if len(rows) == 1 else None
