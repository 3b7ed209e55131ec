"""People of an article: whom each name means, what they are by the article's own words, else by the table of offices on its day.

"Russian Foreign Minister Sergey Lavrov", "the Nato secretary general, Jens Stoltenberg", "Nasr al-Hariri, chief negotiator for the opposition",
"Iran's Javad Zarif", "her Russian counterpart, Sergey Lavrov" say who someone is; "Mr Lavrov" and "Lavrov" are then the same.
"""

from __future__ import annotations

from detente.codebook.actors import Actors, fold
from detente.codebook.actors import Person as Known
from detente.mentions.gazetteer import Hit
from detente.mentions.names import TITLES, name_runs, personal, surname, titled, words, written
from detente.mentions.noun_phrases import left_edge, linked, prefixed
from detente.mentions.phrase import Person, Phrase
from detente.records import Sentence

STOPS = frozenset({",", ".", ";", ":", "-", "–", "—", ")", "and", "or", '"', "”", "'s", "’s"})


def attach(s: Sentence, hits: list[Hit], found: list[Phrase], actors: Actors) -> list[Phrase]:
    """The phrases of a sentence with its names of people: joined to the office beside them, or as phrases of their own."""
    runs = name_runs(s, hits)
    offices = {p.last: p for p in found if p.office} | {p.reach: p for p in found if p.office and p.reach > p.last}
    starts = {p.first: p for p in found if p.office}
    out = list(found)
    for first, last in runs:
        before = office_before(s, first, last, offices)
        after = None if before else office_after(s, last, starts, runs)
        if not (before or after or personal(s, first, last, actors) or known(s, first, last, actors)):
            continue
        title = titled(s, first)
        begin = first - 1 if title else first
        head = next((i for i in range(last, first - 1, -1) if not first <= s.tokens[i].head <= last or s.tokens[i].head == i), last)
        if before:
            before.person, before.last = (first, last), last
            before.rule = "person.office" if s.tokens[first - 1].text != "," else "person.apposition"
            t = s.tokens[head]
            before.role = "modifier" if owning(s, head, last) else "actor" if before.head == head or t.dep != "compound" else before.role
            if t.dep != "appos" and not before.first <= t.head <= last:
                before.head = head
            before.sex = before.sex or (TITLES[title] if title else None)
            lend(s, before, found)
            continue
        phrase = Phrase(s.index, begin, last, head, "modifier" if owning(s, head, last) else "actor", "person", written(s, first, last), person=(first, last))
        phrase.sex = TITLES[title] if title else None
        if after:
            phrase.owners, phrase.sector, phrase.office, phrase.former, phrase.kind = after.owners, after.sector, after.office, after.former, after.kind
            phrase.rule = "person.apposition"
            phrase.last = after.last if phrase.role == "actor" else last
            out.remove(after)
        else:
            lend(s, phrase, found)
            edge = left_edge(s, first, last) if not title else first
            nation = [h for h in hits if edge <= h.first and h.last < first and h.name.kind == "demonym" and not linked(s, h) and not prefixed(s, h)]
            if nation and phrase.role == "actor":
                phrase.owners, phrase.rule, phrase.first = nation[0].name.owners, "person.nation", edge
        if not after and (owner := possessor(s, first, hits)):
            phrase.owners, phrase.rule, phrase.first = [(owner.name.code, owner.name.sector)], "person.possessor", owner.first
        out.append(phrase)
    return sorted(out, key=lambda p: (p.first, -p.last))


def lend(s: Sentence, person: Phrase, found: list[Phrase]) -> None:
    """A name that says whose an office or force is: "the Assad regime", "Haftar's forces", "the government of X"."""
    t = s.tokens[person.head]
    for p in found:
        if p is not person and p.office and not p.person and p.kind != "people" and not p.through:
            inside = p.first <= person.first and person.last < p.head
            of = t.dep == "pobj" and s.tokens[t.head].text.lower() in {"of", "to", "for"} and s.tokens[t.head].head == p.head
            before = t.head == p.head and t.dep in {"compound", "poss", "amod", "nmod"} and person.last < p.head
            if (inside or of or before) and not p.owners:
                p.through = person
                p.first = min(p.first, person.first)
                return


def owning(s: Sentence, head: int, last: int) -> bool:
    """Is the name a possessor or an adjective ("Putin's plans", "the Assad regime")?"""
    t = s.tokens[head]
    return t.dep == "poss" or (t.dep in {"compound", "amod", "nmod"} and t.head > last)


def known(s: Sentence, first: int, last: int, actors: Actors) -> bool:
    """Is the run a name in the table of people that is no common word?"""
    name = written(s, first, last)
    return fold(name).replace("-", " ") in actors.by_name or (len(words(name)) == 1 and surname(name) in actors.by_surname)


def office_before(s: Sentence, first: int, last: int, offices: dict[int, Phrase]) -> Phrase | None:
    """The office that ends right before the name ("Foreign Minister X") or, with a comma, is followed by it ("the foreign minister, X, said")."""
    j = first - 1
    while j >= 0 and s.tokens[j].text.lower() in TITLES:
        j -= 1
    if phrase := offices.get(j):
        return phrase if not phrase.person and phrase.kind == "person" else None
    if j >= 1 and s.tokens[j].text == "," and (phrase := offices.get(j - 1)) and not phrase.person and phrase.kind == "person":
        after = s.tokens[last + 1].text if last + 1 < len(s.tokens) else "."
        return phrase if after in STOPS or s.tokens[last].dep == "appos" else None
    return None


def office_after(s: Sentence, last: int, starts: dict[int, Phrase], runs: list[tuple[int, int]]) -> Phrase | None:
    """The office told after a comma: "X, a top official of Y"."""
    if last + 2 >= len(s.tokens) or s.tokens[last + 1].text not in {",", "(", "-", "–", "—"}:
        return None
    phrase = starts.get(last + 2)
    if not phrase or phrase.kind != "person" or phrase.person:
        return None
    follows = phrase.last + 1
    if any(a in {follows, follows + 1} for a, _ in runs) and s.tokens[min(follows, len(s.tokens) - 1)].text in {",", *(s.tokens[a].text for a, _ in runs if a == follows)}:
        return None  # "Lavrov, the German minister, Baerbock": the office is the second one's
    return phrase


def possessor(s: Sentence, first: int, hits: list[Hit]) -> Hit | None:
    """The state or body right before the name: "Iran's Javad Zarif"."""
    if first < 2 or s.tokens[first - 1].text not in {"'s", "’s", "'", "’"}:
        return None
    return next((h for h in hits if h.last == first - 2 and h.name.kind in {"state", "body"}), None)


class Cast:
    """The people of one article, by surname."""

    def __init__(self, actors: Actors, day: str | None) -> None:
        self.actors, self.day = actors, day
        self.people: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}

    def add(self, phrase: Phrase, name: str) -> Person:
        """Whom a full name means: someone met before, or someone new."""
        parts = words(name)
        for person in self.by_word.get(parts[-1], []):
            if same(words(person.name), parts):
                break
        else:
            person = Person(name)
            self.people.append(person)
            self.enter(parts, person)
            table = self.table(name, phrase)
            if table:
                person.name, person.code, person.sex = table.name, table.code, table.sex
                person.sector, person.office = self.standing(table)
                self.enter(words(table.name), person)
            person.sex = person.sex or self.actors.sexes.get(parts[0])
        self.tell(person, phrase)
        return person

    def enter(self, parts: list[str], person: Person) -> None:
        for word in dict.fromkeys((parts[-1], parts[0])):
            known = self.by_word.setdefault(word, [])
            if person not in known:
                known.append(person)

    def tell(self, person: Person, phrase: Phrase) -> None:
        """What the article's words add to what is known."""
        person.sex = person.sex or phrase.sex
        if phrase.owners and not person.told:
            code, sector = phrase.owners[0]
            if phrase.office or code != person.code:
                person.sector = "ELI" if phrase.former else sector or phrase.sector or (None if phrase.rule == "person.nation" else "GOV")
            person.code = code
            person.told = bool(phrase.office)
        elif phrase.former and phrase.office and person.code and not person.told:
            person.sector = "ELI"
        elif phrase.office and person.code and phrase.sector and not person.told and phrase.sector != "GOV":
            person.sector = phrase.sector
        if phrase.office:
            person.office = ("former " if phrase.former else "") + phrase.office

    def table(self, name: str, phrase: Phrase) -> Known | None:
        """The office that someone of that full name held on the article's day, or last."""
        rows = self.actors.by_name.get(fold(name).replace("-", " ")) or []
        if not rows and phrase.owners:  # a slip ("Jen Stoltenberg"): the same surname, a like given name, the same side
            parts, code = words(name), phrase.owners[0][0]
            rows = [p for p in self.actors.by_surname.get(parts[-1], []) if p.code == code and same(words(p.name), parts)]
        return next((p for p in rows if p.held(self.day)), rows[0] if rows else None)

    def standing(self, known: Known) -> tuple[str | None, str | None]:
        """Sector and office on the article's day: out of office, someone is PLOVER's ELI."""
        if known.held(self.day):
            return known.sector, known.office
        if self.day and known.until and known.until < self.day and known.sector in {"GOV", "LEG", "IGO", "ELI"}:
            return "ELI", f"former {known.office.removeprefix('former ')}"
        return None, None

    def surnamed(self, name: str) -> Person | None:
        """Whom a bare surname means: the article's own, else the one of that name who was in office that day."""
        parts = words(name)
        for person in self.by_word.get(parts[-1], []):
            return person
        rows = [p for p in self.actors.by_surname.get(parts[-1], []) if p.held(self.day)]
        if len({p.name for p in rows}) == 1 or (rows and self.day is None):
            person = Person(rows[0].name, rows[0].code, *self.standing(rows[0]), rows[0].sex)
            self.people.append(person)
            self.enter(words(person.name), person)
            return person
        return None

    def incumbent(self, code: str, office: str) -> Person | None:
        """Who held the office on the article's day, by the table."""
        if self.day is None:
            return None
        rows = {p.name: p for p in self.actors.people if p.code == code and p.office == office and p.held(self.day)}
        if len(rows) != 1:
            return None
        (known,) = rows.values()
        return Person(known.name, known.code, known.sector, known.office, known.sex)


def same(a: list[str], b: list[str]) -> bool:
    """Are two full names with one last word the same person: one holds the other's words, or the first words are alike (Jen, Jens; Sergei, Sergey)?"""
    if a[-1] != b[-1]:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    x, y = a[0], b[0]
    return x[0] == y[0] and (x.startswith(y) or y.startswith(x) or x[:3] == y[:3] or len(x) == 2 and x[1] == ".")
