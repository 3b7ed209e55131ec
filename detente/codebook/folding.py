"""Spelling made plain, so that names match whatever their case and accents."""

from __future__ import annotations

import unicodedata

PLAIN = {"’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "ı": "i", "İ": "i", "ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}


class Folding(dict[int, str]):
    """Lower case without accents, one character for one, so that offsets hold."""

    def __missing__(self, code: int) -> str:
        plain = (PLAIN.get(chr(code)) or unicodedata.normalize("NFKD", chr(code))[0]).lower()
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


FOLDING = Folding()


def fold(text: str) -> str:
    """The text in lower case and without accents, of the same length."""
    return text.lower() if text.isascii() else text.translate(FOLDING)
