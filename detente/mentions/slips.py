"""Slips of the pen in a phrase that means nobody as it stands: "Stokcholm", "minsiter". Each is read only as the one thing it nearly is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from detente.codebook import Codebook
from detente.codebook.actors import fold
from detente.codebook.people import FAMILY_FIRST
from detente.mentions.standalone import Cut, local_of, unknown

LIKE = 0.87  # how like a word must be to what it is read as
ALIKE = 0.92  # and a full name
LETTERS = 5  # shorter words are like too many others
NAME = 11  # letters of a full name that may be misspelt
KINDS = ("state", "capital", "demonym", "people")


def mended(c: Cut, codebook: Codebook) -> tuple[str, str] | None:
    """The phrase with one slip put right, and what was read as what; None where nothing is like it."""
    for wrong, right in (*people(c, codebook), *places(c, codebook), *nouns(c, codebook)):
        if right:
            return c.text.replace(wrong, right), f"spelling: {wrong} read as {right}"
    return None


def people(c: Cut, codebook: Codebook) -> Iterable[tuple[str, str | None]]:
    """Full names: the words of a known one with others between them, or nearly a known one."""
    run = [w for s, _, w in c.words if unknown((s, 0, w), codebook, [*c.named, *c.roles])]
    if len(run) < 2:
        return
    table = codebook.actors.people
    wrong = c.text[c.text.index(run[0]) : c.text.rindex(run[-1]) + len(run[-1])]
    first_and_last = ends(codebook).get((fold(run[0]), fold(run[-1]).removeprefix("al-")))
    if first_and_last and len(run) > 2:
        yield wrong, first_and_last
    if len(wrong) >= NAME:
        close = get_close_matches(table.key(wrong), [k for k in table.by_name if k[:1] == fold(wrong)[:1] and len(k) >= NAME], 1, ALIKE)
        yield wrong, next((table.by_name[k][0].name for k in close if table.by_name[k][0].code not in FAMILY_FIRST), None)


@lru_cache(maxsize=2)
def ends(codebook: Codebook) -> dict[tuple[str, str], str | None]:
    """People by the first and last word of their names; None where several share them."""
    out: dict[tuple[str, str], str | None] = {}
    for person in codebook.actors.people.rows:
        words = fold(person.name).split()
        key = words[0], words[-1].removeprefix("al-")
        out[key] = person.name if out.get(key, person.name) == person.name else None
    return out


def places(c: Cut, codebook: Codebook) -> Iterable[tuple[str, str | None]]:
    """States, peoples and places: two letters exchanged, or nearly written."""
    for start, _, word in c.words:
        if len(word) >= LETTERS and unknown((start, 0, word), codebook, [*c.named, *c.roles]):
            low = fold(word)
            right = anagrams(codebook).get((low[0], *sorted(low)))
            if not right and len(word) > LETTERS:
                right = next(iter(get_close_matches(low, [n for n in names(codebook) if n[0] == low[0]], 1, LIKE)), None)
            yield word, right.title() if right and right != low else None


def nouns(c: Cut, codebook: Codebook) -> Iterable[tuple[str, str | None]]:
    for _, _, word in c.words:
        if len(word) > LETTERS and word.lower() not in codebook.sectors.nouns and (word.islower() or len(c.words) == 1):
            yield word, next(iter(get_close_matches(word.lower(), [h for h in codebook.sectors.heads if len(h) > LETTERS], 1, LIKE)), None)


@lru_cache(maxsize=2)
def names(codebook: Codebook) -> tuple[str, ...]:
    """States, their peoples and capitals, of one word."""
    entries = codebook.actors.entries.items()
    return tuple(sorted(key for key, alike in entries if alike[0][1].kind in KINDS and key.isalpha() and len(key) > LETTERS))


@lru_cache(maxsize=2)
def anagrams(codebook: Codebook) -> dict[tuple[str, ...], str]:
    """Names of states, capitals and places by their first letter and all their letters; "" where several share them."""
    places = [fold(n) for p in codebook.places.places for n in (p.name, *p.aliases)]
    out: dict[tuple[str, ...], str] = {}
    for name in [*places, *(k for k, alike in codebook.actors.entries.items() if alike[0][1].kind in KINDS)]:
        if name.isalpha() and len(name) >= LETTERS and (name in codebook.actors.entries or local_of(name, codebook)):
            key = (name[0], *sorted(name))
            out[key] = name if out.get(key, name) == name else ""
    return out
