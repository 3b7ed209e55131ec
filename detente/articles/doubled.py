"""Words that a scraper took down twice in one line ("A bridge in Tarn. A bridge in Tarn.")."""

from __future__ import annotations

LEAST = 20  # characters; shorter repeats are a manner of speaking
LONGEST = 20_000


def doubled(text: str) -> tuple[int, int] | None:
    """Start and end of the second copy where the text ends, or begins, with the same words twice; `None` where it does not."""
    if not 2 * LEAST <= len(text) <= LONGEST:
        return None
    n = len(text)
    if text.find(text[-LEAST:]) < n - LEAST and (size := _run(text[::-1])):  # the cheap test is true of every repeat
        return n - size, n
    if text.find(text[:LEAST], 1) > 0 and (size := _run(text)):
        return size, 2 * size
    return None


def _run(text: str) -> int:
    """The longest beginning that follows upon itself at once, perhaps after one blank; 0 for none. By the Z function, in linear time."""
    n = len(text)
    z = [0] * n
    left = right = 0
    for i in range(1, n):
        if i < right:
            z[i] = min(right - i, z[i - left])
        while i + z[i] < n and text[z[i]] == text[i + z[i]]:
            z[i] += 1
        if i + z[i] > right:
            left, right = i, i + z[i]
    for i in range(n // 2 + 1, LEAST - 1, -1):
        gap = text[i - 1] == " "
        if i < n and z[i] >= i - gap and len(set(text[:i])) > 5:
            return i
    return 0
