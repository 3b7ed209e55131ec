"""What numbers and times are written with: signs made plain, alternations of words, the value of digits and number words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.codebook.numbers import Numbers

PLAIN = str.maketrans("\u00a0\u2009\u202f’‘–—‑−", "   ''----")  # signs as the patterns know them, of the same length
NUMBER_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


def value(text: str, numbers: Numbers) -> float:
    """The value of digits and number words."""
    total, current = 0.0, None
    for word in NUMBER_WORD.findall(text.lower()):
        if word[0].isdigit():
            current = float(word.replace(",", ""))
        elif word in numbers.cardinals:
            current = (current or 0) + numbers.cardinals[word]
        elif word in numbers.fractions:
            current = (1 if current is None else current) * numbers.fractions[word]
        elif word in numbers.scales:
            current = (1 if current is None else current) * numbers.scales[word]
            if numbers.scales[word] >= 1000:
                total, current = total + current, None
    whole = total + (current or 0)
    return round(whole, 4) if whole >= 1 else whole  # 2.07 times a billion is not a whole number to a machine
