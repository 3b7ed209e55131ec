"""What a line of a page looks like: furniture, caption, byline, date, credit, heading or prose."""

from __future__ import annotations

import re

from msgspec import Struct

from detente.articles.dates import iso
from detente.articles.doubled import doubled
from detente.codebook import Codebook
from detente.codebook.furniture import fold

BY = re.compile(r"^(?i:by|written by|story by|report by|words by|analysis by|reporting by|posted by):?\s+(?:our\s+(?:[a-z]+\s+){0,3})?(?=[^\W\d_a-z])")
NAME = re.compile(r"^[^\W\d_a-z][\w.'’-]*$")
SMALL = frozenset({"and", "in", "for", "with", "of", "de", "van", "von", "der", "al", "el", "bin", "la", "at", "the", "to", "on", "&", "by", "du", "di"})
STAMP = re.compile(r"^(?:first |last |originally )?(?:published|updated|posted|modified|created|date|issued)\b", re.IGNORECASE)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
AGO = re.compile(r"^(?:about |updated |published )?(?:an?|\d+) (?:second|minute|min|hour|hr|day|week|month|year)s? ago$")
READING = re.compile(r"^(?:reading time:? )?\d+ ?-?(?:min|mins|minute|minutes)(?: read)?$")
ENDS = re.compile(r"[.!?…。！？][\"'”’)\]»]*$")
OPENS = re.compile(r"^[\"'“‘«(\[]*[^\W_]")
DATELINE = re.compile(r"^(?:[^\W\d_a-z][\w .,’'/-]{1,60}?)?\(([A-Za-z -]{2,30})\)\s*[-–—:]")
CAPTION = 40  # words; a caption is taken down twice more often than a paragraph
UNSPACED = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")  # scripts whose words are not set apart; two characters count as one
HEADING = 5  # words; a longer line names one story itself, and the report goes on after it
LAST = re.compile(r"^[-–—(\[© ]*([^()\[\]]{2,50}?)[)\]. ]*$")


class Line(Struct):
    """A line as served, without the blanks around it; `reason` why it is no part of the body, "" for what may be."""

    text: str
    words: int
    reason: str = ""
    ends: bool = False  # a heading of what follows a report
    kind: str = ""  # "byline", "time stamp" or "role", which belong to a report's head
    value: str | None = None  # whose byline, which day
    repeat: str = ""  # words that stood in it twice, the second time

    @property
    def closed(self) -> bool:
        """Does it end as a sentence does?"""
        return bool(ENDS.search(self.text[-6:]))


def judged(text: str, codebook: Codebook) -> Line:
    """The line with what it is, if it is furniture by its own words."""
    words = text.count(" ") + 1 if text.isascii() else text.count(" ") + 1 + len(UNSPACED.findall(text)) // 2
    if not OPENS.search(text[:12]) and not any(c.isalnum() for c in text[:200]):
        return Line(text, words, "no words")
    if rule := codebook.furniture.judge(text):
        return Line(text, words, rule.id, rule.ends and words <= HEADING)
    if is_caption(text, words, codebook):
        return Line(text, words, "caption")
    folded = fold(text) if words <= 8 else ""
    if folded and (AGO.match(folded) or READING.match(folded)):
        return Line(text, words, "time stamp")
    if twice := doubled(text):
        start, end = twice
        if text.count(" ", start, end) < CAPTION:
            return Line(text, words, "caption")
        return Line((text[:start] + text[end:]).strip(), words, repeat=text[start:end].strip())
    if name := is_byline(text, words):
        return Line(text, words, kind="byline", value=name)
    if (day := is_stamp(text, words)) is not None:
        return Line(text, words, kind="time stamp", value=day or None)
    if is_role(text, words, codebook):
        return Line(text, words, kind="role", value=text)
    return Line(text, words)


def is_caption(text: str, words: int, codebook: Codebook) -> bool:
    """A picture's caption: it names whose picture it is."""
    if words > 120 or len(text) > 1_500:
        return False
    low = text.lower()
    lists = codebook.furniture.lists
    if any(mark in low for mark in lists.get("credits", ())):
        return True
    end = low if words <= 12 or not ENDS.search(low[-6:]) else low[-40:]
    return any(mark in end for mark in lists.get("agency_marks", ())) and not any(word in low for word in lists.get("no_credits", ()))


def is_byline(text: str, words: int) -> str | None:
    """The byline as it names people ("By Ana Holt and Piet Roon" → "Ana Holt and Piet Roon"), `None` for another line."""
    if words > 14 or (ENDS.search(text[-6:]) and not text.endswith(".")):
        return None
    if m := BY.match(text):
        rest = text[m.end() :].split()
        if rest and sum(bool(NAME.match(w.strip(",;|"))) or w.lower().strip(",;|") in SMALL for w in rest) * 3 >= 2 * len(rest):
            return text[m.end() :].strip(" .,|")
    return None


def is_role(text: str, words: int, codebook: Codebook) -> bool:
    """The line under a byline: "Diplomatic editor", "Orsa correspondent"."""
    return words <= 6 and not ENDS.search(text[-6:]) and fold(text).split(" ")[-1].split(",")[0] in codebook.furniture.lists.get("roles", ())


def is_stamp(text: str, words: int) -> str | None:
    """A line that only dates the page → its date, "" where it has none that can be read, `None` for another line."""
    if words > 16:
        return None
    day = iso(text)
    if STAMP.match(text) and (day or CLOCK.search(text) or words <= 2):
        return day or ""
    if day and words <= (12 if CLOCK.search(text) else 7) and not ENDS.search(text[-6:]):
        return day
    return None


def credited(text: str, words: int, codebook: Codebook) -> str | None:
    """The source that a closing line names: "The National", "Source: Tarn Press", "(AFP)"; `None` for another line."""
    if words > 16:
        return None
    low = text.lower().strip(" -–—([*")
    for start in sorted(codebook.furniture.lists.get("sources", ()), key=lambda s: (-len(s), s)):
        if low.startswith(start):
            rest = text[text.lower().index(start) + len(start) :].strip(" .:)]*").removeprefix("on ")
            rest = re.split(r",|;| and | under | with | on ", rest)[0].strip()
            known = codebook.outlets.by_name(rest)
            return known.name if known else None if iso(rest) else rest or None
    m = LAST.match(text) if words <= 6 else None
    if not m:
        return None
    named = m[1].strip(" -–—").split(",")[0].strip()
    known = codebook.outlets.by_name(named)
    return known.name if known else named if _paper(named, codebook) else None


def _paper(name: str, codebook: Codebook) -> bool:
    """Does it read as a paper's name: two to four capitalised words, one of them of the trade?"""
    words = name.split()
    press = codebook.furniture.lists.get("press", ())
    return 2 <= len(words) <= 4 and all(NAME.match(w) for w in words) and any(w.lower() in press for w in words)


def dateline_source(text: str, codebook: Codebook) -> str | None:
    """The agency whose report it is: "ORSA (Reuters) - …"."""
    m = DATELINE.match(text[:120])
    known = codebook.outlets.by_name(m[1]) if m else None
    if known:
        return known.name if known.kind == "agency" else None
    return m[1] if m and _paper(m[1], codebook) else None
