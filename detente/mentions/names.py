"""Names of people in a sentence: runs of capitalised words that are no state, body or office."""

from __future__ import annotations

from detente.codebook.actors import Actors, fold
from detente.mentions.gazetteer import Hit
from detente.records import Sentence, Token

PARTICLES = frozenset({"al", "el", "bin", "bint", "ibn", "von", "van", "der", "den", "de", "del", "di", "da", "du", "dos", "la", "le", "ul", "ur", "zu", "ter", "ould", "-"})
TITLES = {
    "mr": "m",
    "mr.": "m",
    "sir": "m",
    "lord": "m",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
    "miss": "f",
    "lady": "f",
    "dame": "f",
    "dr": None,
    "dr.": None,
    "prof": None,
    "prof.": None,
    "professor": None,
}
OTHERS = frozenset({"MONEY", "PERCENT", "ORDINAL", "QUANTITY", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "FAC"})
NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december i god islam christianity internet covid twitter facebook".split()
)
LONGEST = 6  # words; a longer run of capitals is a headline


def name_runs(s: Sentence, hits: list[Hit]) -> list[tuple[int, int]]:
    """Words `first` to `last` of each run that could name a person."""
    taken = {i for h in hits if not (h.name.kind == "role" and s.tokens[h.first].text[:1].isupper() and joins(s, h)) for i in range(h.first, h.last + 1)}
    out: list[tuple[int, int]] = []
    i, n = 0, len(s.tokens)
    while i < n:
        if i in taken or not opens(s, i):
            i += 1
            continue
        j = i
        while j + 1 < n and j + 1 not in taken and j - i < LONGEST and continues(s, j + 1):
            j += 1
        while j > i and (s.tokens[j].text.lower() in PARTICLES or not capital(s.tokens[j])):
            j -= 1
        if capital(s.tokens[j]):
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
    return t.text[:1].isupper() and t.text[-1:].isalpha() or (len(t.text) == 2 and t.text[0].isupper() and t.text[1] == ".")


def opens(s: Sentence, i: int) -> bool:
    """Can a name begin with this word?"""
    t = s.tokens[i]
    low = t.text.lower()
    if low in TITLES or low in NO_NAMES or t.entity in OTHERS:
        return False
    if low in PARTICLES and low != "-":  # al-Assad, De Mistura
        after = i + (2 if i + 1 < len(s.tokens) and s.tokens[i + 1].text in {"-", "–"} else 1)
        return (
            after < len(s.tokens)
            and s.tokens[after].tag == "NNP"
            and capital(s.tokens[after])
            and (i == 0 or capital(t) or t.tag in {"NNP", "FW"} or low in {"al", "el"})
            and low not in {"la", "le", "den"}
        )
    return capital(t) and (t.tag in {"NNP", "NNPS"} or t.entity == "PERSON")


def continues(s: Sentence, i: int) -> bool:
    """Can a name go on with this word?"""
    t = s.tokens[i]
    low = t.text.lower()
    if low in PARTICLES:
        if t.text == "-":  # between two parts only: no blanks around
            return i + 1 < len(s.tokens) and s.tokens[i - 1].end == t.start and t.end == s.tokens[i + 1].start and (capital(s.tokens[i + 1]) or s.tokens[i - 1].text[:1].isupper())
        return i + 1 < len(s.tokens) and (capital(s.tokens[i + 1]) or s.tokens[i + 1].text.lower() in PARTICLES)
    if s.tokens[i - 1].text == "-" and t.text[:1].isalpha() and i + 1 <= len(s.tokens) and t.entity == "PERSON":
        return True  # Jong-un
    return (
        capital(t)
        and low not in NO_NAMES
        and t.entity not in OTHERS
        and (t.tag in {"NNP", "NNPS"} or t.entity == "PERSON")
        and not (t.begins and s.tokens[i - 1].entity == "PERSON" and t.entity != "PERSON")
    )


def personal(s: Sentence, first: int, last: int, actors: Actors) -> bool:
    """Does the run name a person, by the recogniser, a title before it, or a given name?"""
    labels = [s.tokens[i].entity for i in range(first, last + 1)]
    if "PERSON" in labels:
        return True
    if titled(s, first):
        return True
    return last > first and fold(s.tokens[first].text) in actors.sexes


def titled(s: Sentence, first: int) -> str | None:
    """The title before the word ("Mr"), in lower case."""
    before = s.tokens[first - 1].text.lower() if first else ""
    return before if before in TITLES else None


def written(s: Sentence, first: int, last: int) -> str:
    """The words as they stand in the text."""
    return s.text[s.tokens[first].start - s.start : s.tokens[last].end - s.start]


def surname(name: str) -> str:
    """The last word of a name, folded; particles count for nothing."""
    return words(name)[-1]


def words(name: str) -> list[str]:
    """Parts of a name, folded, without particles; hyphenated given names stay whole."""
    parts = [w for w in fold(name).replace("al-", "al ").replace("el-", "el ").split() if w not in PARTICLES]
    return parts or fold(name).split()
