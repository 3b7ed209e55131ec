"""What a number counts: the noun phrase around it, by the grammar."""

from __future__ import annotations

from detente.codebook.numbers import Numbers
from detente.grammar import text
from detente.records import Sentence

INSIDE = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "advmod", "npadvmod", "det", "predet", "punct", "poss", "appos", "prep"})
NOUNS = frozenset({"NOUN", "PROPN"})
STRAY = frozenset({"-", "strong", "member", "seat", "man", "odd", "more", "plus", "or", "so", "including", "other", "another", "additional", "further", "such"})


def counted(s: Sentence, words: list[int], unit: str | None, numbers: Numbers) -> tuple[int, str | None, str | None]:
    """(the word the grammar hangs the amount on, its unit, the words of what is counted)."""
    last = words[-1]
    if unit:
        noun = of_what(s, words) if unit in {"%", "points"} else None
        return top(s, words), unit, phrase(s, noun) if noun is not None else None
    noun = noun_right(s, words)
    if noun is None:
        noun = of_what(s, words)
        return top(s, words), None, phrase(s, noun) if noun is not None else None
    measure = measured(s, last, noun, numbers)
    if measure:
        end, name = measure
        further = noun if noun > end else of_what(s, [noun])
        return noun, name, phrase(s, further, after=end) if further is not None and further != end else None
    return noun, None, phrase(s, noun, last + 1)


def top(s: Sentence, words: list[int]) -> int:
    """The word of the amount that the grammar hangs on another."""
    return next((k for k in reversed(words) if s.tokens[k].head not in words or s.tokens[k].head == k), words[-1])


def noun_right(s: Sentence, words: list[int]) -> int | None:
    """The noun that the amount stands before: by the parse, else the last noun of the run of words behind it."""
    k = top(s, words)
    for _ in range(5):
        t = s.tokens[k]
        if t.pos in NOUNS and k > words[-1] and t.dep not in {"compound", "nmod", "npadvmod"}:
            return k
        if t.dep not in INSIDE or t.head == k or (t.dep == "prep" and t.tag != "CD") or t.head < words[0]:
            break
        k = t.head
    found = run(s, words[-1] + 1)
    return found if found is not None and (s.tokens[found].dep != "npadvmod" or found - words[-1] <= 3) else None


def run(s: Sentence, first: int) -> int | None:
    """The last noun of the run of adjectives and nouns that begins at a word."""
    found = None
    for t in s.tokens[first:]:
        if t.pos in NOUNS:
            if t.dep in {"appos", "conj"} and found is not None:
                break
            found = t.i
        elif (
            (found is not None and t.pos != "ADJ")
            or t.dep == "prep"
            or t.text == "including"
            or (t.pos not in {"ADJ", "ADV", "NUM"} and t.text not in {"-", ",", "a", "an"} and t.tag not in {"VBN", "VBG"})
        ):
            break
    return found


def of_what(s: Sentence, words: list[int]) -> int | None:
    """The noun after "of" or "including" that hangs on the words ("35% of the valley", "100 including guards"), or before "of whom 70"."""
    for k in words:
        for c in s.children[k]:
            t = s.tokens[c]
            if t.dep == "prep" and t.text.lower() in {"of", "including", "among"}:
                for o in s.children[c]:
                    if s.tokens[o].dep == "pobj" and s.tokens[o].pos in NOUNS:
                        return o
    if words[0] > 1 and s.tokens[words[0] - 1].tag in {"WP", "WDT"}:
        clause = next((k for k in [words[0], *climb(s, words[0])] if s.tokens[k].dep == "relcl"), None)
        return s.tokens[clause].head if clause is not None else None
    if words[-1] + 1 < len(s.tokens) and s.tokens[words[-1] + 1].text.lower() in {"of", "including"}:
        return run(s, words[-1] + 2)
    return None


def climb(s: Sentence, k: int) -> list[int]:
    out: list[int] = []
    while s.tokens[k].head != k and len(out) < 8:
        k = s.tokens[k].head
        out.append(k)
    return out


def phrase(s: Sentence, noun: int, first: int | None = None, after: int = -1) -> str | None:
    """The words of a noun phrase up to its noun, without article: from `first`, or from its own leftmost word that stands after `after`."""
    if first is None:
        root = noun
        while s.tokens[root].dep == "conj" and s.tokens[root].head < root and s.tokens[s.tokens[root].head].pos in NOUNS:
            root = s.tokens[root].head
        left = [c for c in s.children[root] if c < root and s.tokens[c].dep in {"amod", "compound", "nmod", "poss", "nummod", "det"}]
        first = max(min(left, default=root), after + 1)
    while first < noun and (s.tokens[first].pos in {"PUNCT", "DET", "ADP", "PART", "NUM"} or s.tokens[first].tag == "PRP$" or s.tokens[first].text.lower() in STRAY):
        first += 1
    return text(s, s.tokens[first].start, s.tokens[noun].end) or None


def measured(s: Sentence, last: int, noun: int, numbers: Numbers) -> tuple[int, str] | None:
    """(its last word, its name) of a unit of measure that stands behind the amount."""
    words = [t.text.lower() for t in s.tokens[last + 1 : last + 5] if t.text not in {"-", "a", "an"}]
    index = [t.i for t in s.tokens[last + 1 : last + 5] if t.text not in {"-", "a", "an"}]
    for n in (3, 2, 1):
        if len(words) >= n:
            said = " ".join(words[:n])
            name = numbers.measures.get(said) or numbers.measures.get(said.removesuffix("s"))
            if name:
                return index[n - 1], name
    return None


def is_label(s: Sentence, words: list[int], value: float, numbers: Numbers) -> bool:
    """Is the number a name ("Resolution 2254", "Nord Stream 2"), or "one" as a pronoun?"""
    first, last = s.tokens[words[0]], s.tokens[words[-1]]
    before = s.tokens[words[0] - 1] if words[0] else None
    after = s.tokens[words[-1] + 1] if words[-1] + 1 < len(s.tokens) else None
    if value == 1 and first.text.lower() == "one":
        return first.dep != "nummod" or first.head < first.i or bool(after and after.text.lower() in {"of", "another"})
    if before and first.text[:1].isdigit() and before.text == "," and after and after.text == "," and value < 120 and words[0] > 1 and s.tokens[words[0] - 2].pos == "PROPN":
        return True  # an age, "Ivo Tarn, 64, said"
    if before and before.pos == "PROPN" and before.dep in {"compound", "nmod"} and before.head == last.head and first.text.isdigit():
        return True  # a name before what it names, "Falcon 9 rockets"
    if before and first.text[:1].isdigit() and before.text.lower() in numbers.labels and before.pos in NOUNS | {"ADJ", "VERB"}:
        return True
    behind = after is None or after.pos not in NOUNS | {"ADJ", "NUM"}
    return bool(before and before.pos == "PROPN" and behind and last.head < first.i and last.dep in {"nummod", "appos", "nmod"} and first.text[:1].isdigit())
