"""The day on which something is due: the time beside its verb that is still to come when the report is written."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.grammar import subtree
from detente.records import Article, Mentions, NumberSpot, Sentence, TimeSpot, When

LIMIT = re.compile(r"(?:\b(?:by|until|till|before|within|no later than)\b|\bdeadline\b|\bin the next\b)", re.I)
HOURS = {"hour": 1, "day": 24, "week": 168}


class Days:
    """The times of an article by sentence."""

    def __init__(self, article: Article, mentions: Mentions) -> None:
        self.published = article.published
        self.times: dict[int, list[TimeSpot]] = {}
        for t in mentions.times:
            self.times.setdefault(t.sentence, []).append(t)
        self.numbers: dict[int, list[NumberSpot]] = {}
        for n in mentions.numbers:
            self.numbers.setdefault(n.sentence, []).append(n)

    def due(self, s: Sentence, i: int, *, limited: bool) -> When | None:
        """The first time below the word that lies ahead; `limited` where it must be told as a limit."""
        below = set(subtree(s, i))
        for t in self.times.get(s.index, ()):
            if t.head not in below and not below & set(range(t.first, t.last + 1)):
                continue
            told = LIMIT.search(s.text[max(0, t.start - s.start - 16) : t.end - s.start]) is not None
            when = self.counted(s, t)
            if (told or not limited) and self.ahead(when, told):
                return when
        return None

    def ahead(self, when: When, told: bool) -> bool:
        """Is it still to come? Without a day of the report, a limit is."""
        last = when.end or when.start
        if last is None or not self.published:
            return told
        return last > self.published[:10] and not (when.start or last) < self.published[: len(when.start or last)]

    def counted(self, s: Sentence, t: TimeSpot) -> When:
        """ "72 hours" that somebody is given, from the day of the report."""
        if t.when.start or t.when.end or not self.published or t.rule != "time.length":
            return t.when
        number = next((n for n in self.numbers.get(s.index, ()) if n.start < t.end and t.start < n.end), None)
        unit = next((h for word, h in HOURS.items() if word in t.text.lower()), None)
        if number is None or unit is None or len(self.published) < 10:
            return t.when
        day = date.fromisoformat(self.published[:10]) + timedelta(hours=number.value * unit)
        return When(None, day.isoformat(), t.when.text)
