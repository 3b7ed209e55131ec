"""A page's words for a day → ISO 8601, with the time and offset where it gives them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
ISO = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?)?(?!\d)")
PREFIX = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
NUMBERS = r"\b(?P<year>(?:19|20)\d\d)/(?P<number>\d\d)/(?P<day>\d\d)\b"
WRITTEN = tuple(re.compile(p, re.IGNORECASE) for p in (rf"\b{DAY}\s+{MONTH},?\s+{YEAR}\b", rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", NUMBERS))
MAIL = re.compile(r"[A-Z][a-z]{2},\s\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d\d:\d\d")
LONGEST = 80  # characters; no date is longer


def iso(words: str | None) -> str | None:
    """The first date in the words; `None` where there is none that the calendar knows.

    >>> iso("Updated 18 January 2022, 5.40pm")
    '2022-01-18'
    """
    words = (words or "").strip()
    if not words or len(words) > LONGEST:
        return None
    if PREFIX.fullmatch(words):
        return words
    if m := ISO.search(words):
        return _exact(m[0])
    if MAIL.match(words) and (exact := _mail(words)):
        return exact
    for pattern in WRITTEN:
        if m := pattern.search(words):
            found = m.groupdict()
            month = int(found["number"]) if found.get("number") else MONTHS.index(found["month"][:3].lower()) + 1
            try:
                return date(int(m["year"]), month, int(m["day"])).isoformat()
            except ValueError:
                return None
    return _mail(words)


def _mail(words: str) -> str | None:
    """A date as mails and feeds write it (RFC 5322)."""
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _exact(words: str) -> str | None:
    """An ISO date, checked; a time without seconds or with fractions is brought to seconds."""
    try:
        if len(words) == 10:
            return date.fromisoformat(words).isoformat()
        return datetime.fromisoformat(words.replace("Z", "+00:00").replace(" +", "+").replace(" -", "-")).replace(microsecond=0).isoformat()
    except ValueError:
        return None
