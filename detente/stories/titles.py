"""Titles that say what two accounts differ in: "how many fishermen"."""

from __future__ import annotations

from detente.stories.units import JOINT

LONGEST = 14  # words that lead to a figure
LINKING = frozenset({"and", "but", "for", "of", "in", "by", "to", "at", "a", "the"})


def counting(*values: str) -> str:
    """What is counted, as a title: "how many fishermen"; the plainer of two words for it."""
    nouns = [v.split()[-1] for v in values]
    noun = min(nouns, key=lambda w: ("-" in w, len(w)))
    name = noun.rpartition("-")[2] + ("s" if "-" in noun else "")
    return f"how many {name}" if name.isalpha() else "how much"


def leading(sentence: str, value: str) -> str:
    """The words of a sentence's clause before a value, without those that only join it."""
    before, found, _ = sentence.partition(value)
    words = JOINT.split(before)[-1].split()[-LONGEST:] if found else []
    while words and words[-1].lower() in LINKING:
        words = words[:-1]
    while words and words[0].lower() in LINKING:
        words = words[1:]
    return " ".join(words)
