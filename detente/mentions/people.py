"""People of an article: whom each name means, what they are by the article's own words, else by the table of offices on its day.

"Russian Foreign Minister Sergey Lavrov" and "Ilan Roke, Tarn's chief negotiator" say who someone is; "Mr Lavrov" and "Roke" are
then the same.
"""

from __future__ import annotations

from collections.abc import Collection

from detente.codebook.actors import Actors
from detente.codebook.offices import Person as Known
from detente.codebook.people import FAMILY_FIRST
from detente.mentions.names import name_parts
from detente.mentions.phrase import Person, Phrase


class Cast:
    """The people of one article, by surname."""

    def __init__(self, actors: Actors, day: str | None, told: Collection[str] = ()) -> None:
        """`told` are the states that the article names."""
        self.actors, self.day, self.told = actors, day, told
        self.people: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}

    def add(self, phrase: Phrase, name: str) -> Person:
        """Whom a full name means: someone met before, or someone new."""
        parts = self.parts(name)
        for person in self.by_word.get(parts[-1], []):
            if same(self.parts(person.name), parts):
                break
        else:
            person = Person(name)
            self.people.append(person)
            self.enter(parts, person)
            table = self.table(name, phrase)
            if table:
                person.name, person.code, person.sex = table.name, table.code, table.sex
                person.sector, person.office = self.standing(table)
                self.enter(self.parts(table.name), person)
            person.sex = person.sex or self.actors.sexes.get(parts[0])
        self.tell(person, phrase)
        return person

    def parts(self, name: str) -> list[str]:
        return name_parts(name, self.actors.words.particles)

    def ids(self, person: Person) -> tuple[str, ...]:
        """The person's id, where it is known for whom they act."""
        return (self.actors.actor(person.code, person.sector, person.name),) if person.code else ()

    def enter(self, parts: list[str], person: Person) -> None:
        for word in dict.fromkeys((parts[-1], parts[0])):
            known = self.by_word.setdefault(word, [])
            if person not in known:
                known.append(person)

    def tell(self, person: Person, phrase: Phrase) -> None:
        """What the article's words add to what is known."""
        person.sex = phrase.sex or person.sex
        if phrase.owners and not person.told:
            code, sector = phrase.owners[0]
            if phrase.office or code != person.code:
                person.sector = "ELI" if phrase.former else sector or phrase.sector or (None if phrase.rule == "person.nation" else "GOV")
            person.code = code
            person.told = bool(phrase.office)
        elif phrase.former and phrase.office and person.code and not person.told:
            person.sector = "ELI"
        elif phrase.office and person.code and person.sector is None:
            person.sector = phrase.sector
        for office in filter(None, (phrase.also, phrase.office)):
            person.office = ("former " if phrase.former else "") + office
            if person.office not in person.called:
                person.called.append(person.office)

    def table(self, name: str, phrase: Phrase) -> Known | None:
        """The office that someone of that full name held on the article's day, or last."""
        people = self.actors.people
        if (known := people.named(name, self.day)) or not phrase.owners:
            return known
        parts, code = self.parts(name), phrase.owners[0][0]  # a slip ("Jen Stoltenberg"): the same surname, a like given name, the same side
        return people.on([p for p in people.by_surname.get(parts[-1], []) if p.code == code and same(self.parts(p.name), parts)], self.day)

    def standing(self, known: Known) -> tuple[str | None, str | None]:
        """Sector and office on the article's day: out of office, someone is PLOVER's ELI."""
        if known.held(self.day):
            return known.sector, known.office
        if self.day and known.until and known.until < self.day and known.sector in {"GOV", "LEG", "IGO", "ELI"}:
            return "ELI", f"former {known.office.removeprefix('former ')}"
        return None, None

    def surnamed(self, name: str, phrase: Phrase) -> Person | None:
        """Whom a bare surname means: the article's own, else the one of that name who was in office that day; of two in the article
        the one whom the words beside it tell ("Ms", "President"), else the only one who acts for anyone, else nobody."""
        parts = self.parts(name)
        known = self.by_word.get(parts[-1], [])
        known = [p for p in known if parts[-1] in (self.parts(p.name)[-1], family_name(p, self.parts(p.name)))] or known
        if len(known) == 1:
            return known[0]
        if known:
            for fits in (
                [p for p in known if phrase.sex and p.sex == phrase.sex],
                [p for p in known if phrase.office in p.called],
                [p for p in known if p.code and p.sector not in {None, "ELI"}],
            ):
                if len(fits) == 1:
                    return fits[0]
            return None
        row = (phrase.office and self.actors.people.named(f"{phrase.office} {name}", self.day)) or self.actors.people.meant(parts[-1], self.day) or self.of_told(parts[-1])
        if row:
            person = Person(row.name, row.code, *self.standing(row), row.sex)
            self.people.append(person)
            self.enter(self.parts(person.name), person)
            return person
        return None

    def of_told(self, surname: str) -> Known | None:
        """Without a day: of several heads of that surname the only one whose state the article names."""
        people = self.actors.people
        rows = [p for p in people.by_surname.get(surname, []) if p.code in self.told and p.office in people.rules.head] if self.day is None else []
        return min(rows, key=people.order) if len({p.name for p in rows}) == 1 else None

    def house(self, name: str) -> str | None:
        """The state that all heads of that surname led ("the Bush administration"), where it cannot be told which of them is meant."""
        rows = self.actors.people.by_surname.get(self.parts(name)[-1], [])
        heads = {p.code for p in rows if p.office in self.actors.people.rules.head}
        return heads.pop() if len(heads) == 1 else None

    def knows(self, name: str) -> bool:
        """Does the article name anyone of that surname in full?"""
        return self.parts(name)[-1] in self.by_word

    def incumbent(self, code: str, office: str) -> Person | None:
        """Who held the office on the article's day, by the table."""
        if self.day is None:
            return None
        known = self.actors.people.incumbent(code, office, self.day)
        return Person(known.name, known.code, known.sector, known.office, known.sex) if known else None


def family_name(person: Person, parts: list[str]) -> str:
    """The family name by the custom of the person's country."""
    return parts[0] if person.code in FAMILY_FIRST else parts[-1]


def same(a: list[str], b: list[str]) -> bool:
    """Are two full names with one last word the same person: one holds the other's words, or the first words are alike (Jen, Jens; Sergei, Sergey)?"""
    if a[-1] != b[-1]:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    x, y = a[0], b[0]
    return x[0] == y[0] and (x.startswith(y) or y.startswith(x) or x[:3] == y[:3] or (len(x) == 2 and x[1] == "."))
