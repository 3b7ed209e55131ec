"""Names of people in a sentence: runs of capitalised words that are no state, body or office."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from detente.codebook.actors import Actors, Words, fold
from detente.codebook.people import FAMILY_FIRST
from detente.mentions.gazetteer import Hit
from detente.records import Sentence, Token

OTHERS = frozenset({"MONEY", "PERCENT", "ORDINAL", "QUANTITY", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "FAC"})  # labels of no person
PREFIXES = frozenset({"pro", "anti", "non", "ex"})
NAMES = frozenset({"NNP", "NNPS"})
COMPOUNDS = frozenset({"led", "era", "run", "held", "born"})
Run = tuple[int, int]  # first and last word
LONGEST = 6  # words; a longer run of capitals is a headline


def name_runs(s: Sentence, hits: list[Hit], words: Words) -> list[Run]:
    """Words `first` to `last` of each run that could name a person."""
    taken = {i for h in hits if not (h.name.kind == "role" and s.tokens[h.first].text[:1].isupper() and joins(s, h)) for i in range(h.first, h.last + 1)}
    out: list[Run] = []
    i, n = 0, len(s.tokens)
    while i < n:
        if i in taken or not opens(s, i, words):
            i += 1
            continue
        j = i
        while j + 1 < n and j + 1 not in taken and j - i < LONGEST and continues(s, j + 1, words):
            j += 1
        while j > i and (s.tokens[j].text.lower() in words.particles or not (capital(s.tokens[j]) or s.tokens[j - 1].text == "-")):
            j -= 1
        if capital(s.tokens[j]) or j > i:
            out.append((i, j))
        i = j + 1
    return out


def joins(s: Sentence, h: Hit) -> bool:
    """Is a word like an office the last part of a name ("Stephen King")?"""
    if h.first != h.last or not h.first or h.last + 1 >= len(s.tokens):
        return False
    before, after = s.tokens[h.first - 1], s.tokens[h.last + 1]
    return before.entity == "PERSON" and s.tokens[h.first].entity == "PERSON" and after.entity != "PERSON"


def capital(t: Token) -> bool:
    """A word with a capital, or an initial."""
    return t.text[:1].isupper() and (t.text[-1:].isalpha() or (len(t.text) == 2 and t.text[1] == "."))


def opens(s: Sentence, i: int, words: Words) -> bool:
    """Can a name begin with this word?"""
    t = s.tokens[i]
    low = t.text.lower()
    if low in PREFIXES and i + 1 < len(s.tokens) and s.tokens[i + 1].text == "-":
        return False  # Pro-Assad
    if low in words.titles or low in words.no_names or t.entity in OTHERS:
        return False
    if low in words.particles and t.text != "-":  # al-Assad, De Mistura, von der Leyen
        after = i + (2 if i + 1 < len(s.tokens) and s.tokens[i + 1].text in {"-", "–"} else 1)
        if after >= len(s.tokens) or s.tokens[after].tag != "NNP" or not capital(s.tokens[after]) or low in {"la", "le", "den"}:
            return False
        return i == 0 or capital(t) or t.tag in {"NNP", "FW"} or low in {"al", "el"}
    return capital(t) and (t.tag in NAMES or t.entity == "PERSON")


def continues(s: Sentence, i: int, words: Words) -> bool:
    """Can a name go on with this word?"""
    before, t = s.tokens[i - 1], s.tokens[i]
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    low = t.text.lower()
    if t.text == "-":  # within a name only: no blanks around
        return after is not None and before.end == t.start and t.end == after.start and (capital(after) or before.text[:1].isupper())
    if low in words.particles:
        return after is not None and (capital(after) or after.text.lower() in words.particles)
    if before.text == "-" and t.text.isalpha() and t.text.islower():
        return t.entity == "PERSON" or (len(low) <= 4 and low not in COMPOUNDS and i > 2 and capital(s.tokens[i - 3]))  # Kim Jong-un
    if not capital(t) or low in words.no_names or t.entity in OTHERS or (t.begins and before.entity == "PERSON" and t.entity != "PERSON"):
        return False
    return t.tag in NAMES or t.entity == "PERSON"


def personal(s: Sentence, first: int, last: int, actors: Actors) -> bool:
    """Does the run name a person, by the recogniser, a title before it, a given name, or the table of people?"""
    if any(s.tokens[i].entity == "PERSON" for i in range(first, last + 1)) or titled(s, first, actors.words):
        return True
    name = written(s, first, last)
    if fold(name).replace("-", " ") in actors.people.by_name:
        return True
    parts = name_parts(name, actors.words.particles)
    if len(parts) > 1:
        return fold(s.tokens[first].text) in actors.sexes
    return parts[0] in actors.people.by_surname and s.tokens[last].entity not in {"DATE", "TIME", "CARDINAL"}


def surnames(sentences: tuple[Sentence, ...], hits: list[list[Hit]], runs: list[list[Run]], actors: Actors) -> set[str]:
    """Surnames of those whom the text names in full, so that a bare surname is a name wherever it stands."""
    out: set[str] = set()
    for s, found, names in zip(sentences, hits, runs, strict=True):
        offices = {h.last for h in found if h.name.kind == "role"}
        for first, last in names:
            parts = name_parts(written(s, first, last), actors.words.particles)
            if len(parts) > 1 and (first - 1 in offices or personal(s, first, last, actors)):
                eastern = any(h.name.code in FAMILY_FIRST for h in found)
                out.update((parts[-1], *(parts[:1] if eastern or parts[0] not in actors.sexes else ())))
    return out


def titled(s: Sentence, first: int, words: Words) -> str | None:
    """The title before the word ("Mr"), in lower case."""
    before = s.tokens[first - 1].text.lower() if first else ""
    return before if before in words.titles else None


def written(s: Sentence, first: int, last: int) -> str:
    """The words as they stand in the text."""
    return s.text[s.tokens[first].start - s.start : s.tokens[last].end - s.start]


def name_parts(name: str, particles: AbstractSet[str]) -> list[str]:
    """Parts of a name, folded, without particles ("al-Assad" is Assad); hyphenated given names stay whole."""
    plain = fold(name).replace("al-", "al ").replace("el-", "el ").split()
    return [w for w in plain if w not in particles] or plain
