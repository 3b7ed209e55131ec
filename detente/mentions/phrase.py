"""What this room works on before it hands over spots: phrases that may denote an actor, and the people of the article they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["actor", "modifier", "place"]
Owner = tuple[str, str | None]


@dataclass(slots=True)
class Person:
    """Someone in the article; what its own words say (`told`) outranks what the table knows."""

    name: str
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    sex: str | None = None
    told: bool = False
    called: list[str] = field(default_factory=list)  # all offices that the text calls the person by


@dataclass(slots=True)
class Phrase:
    """A noun phrase that may denote an actor.

    `owners` are (code, sector) pairs of states, bodies and groups that the phrase names; `office` its head noun where that is one of the
    codebook's, `kind` and `sector` that noun's, `context` whether it belongs to the state at hand; `reach` the last word with what
    complements it ("envoy for Syria"); `through` the name of a person whose state it is ("the Assad regime"), `of` the office it
    belongs to ("head of the delegation"), `also` a second office ("General X, the army chief"); `person` the words of a personal name
    in it, `who` whom it means; `ids` the actors, at last.
    """

    sentence: int
    first: int
    last: int
    head: int
    role: Kind
    rule: str
    name: str
    owners: list[Owner] = field(default_factory=list)
    sector: str | None = None
    office: str | None = None
    kind: str | None = None
    sex: str | None = None
    person: tuple[int, int] | None = None
    former: bool = False
    context: bool = False
    reach: int = -1
    through: Phrase | None = None
    of: Phrase | None = None
    also: str | None = None
    who: Person | None = None
    ids: tuple[str, ...] = ()
