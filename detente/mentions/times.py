"""Times: dates, weekdays, months, years, spans and parts of a day, counted from the day of publication.

A weekday points back from publication, except where the grammar looks ahead ("will", "due", "by", "next"). Without a day of publication the
words are kept and nothing is counted. The words are in `codebook/data/times.toml`; the patterns are made of them and each is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.codebook import Codebook
from detente.codebook.times import Times
from detente.grammar import ancestors, covering
from detente.mentions import calendar
from detente.mentions.calendar import Way
from detente.mentions.dates import DIGIT, PLAIN, Bounds, Pattern, Reading, patterns, signs
from detente.records import Article, Sentence, TimeSpot, When

LEAD = {"since": "since", "until": "until", "till": "until", "by": "until", "before": "until", "within": "within"}


def find_times(article: Article, sentences: tuple[Sentence, ...], codebook: Codebook) -> tuple[TimeSpot, ...]:
    """The times of an article, in order of place."""
    anchor = calendar.day_of(article.published)
    return tuple(spot for s in sentences for spot in spots(s, anchor, codebook.times))


def spots(s: Sentence, anchor: date | None, times: Times) -> Iterator[TimeSpot]:
    if not DIGIT.search(s.text) and signs(times).isdisjoint(t.text.lower() for t in s.tokens):
        return
    text = s.text.translate(PLAIN)
    taken: list[tuple[int, int, str, re.Match[str], Pattern]] = []
    for pattern in patterns(times):
        for m in pattern.regex.finditer(text):
            if not any(a < m.end() and b > m.start() for a, b, *_ in taken):
                taken.append((m.start(), m.end(), pattern.name, m, pattern))
    for a, b, name, m, pattern in sorted(taken, key=lambda t: t[0]):
        words = covering(s, s.start + a, s.start + b)
        if not words:
            continue
        head = next((k for k in reversed(words) if s.tokens[k].head not in words or s.tokens[k].head == k), words[-1])
        start, end = pattern.read(Reading(m, times, anchor, way(s, head, text[:a], times)))
        lead = LEAD_WORD.search(text[:a])
        start, end = bounded(lead[1].lower() if lead else "", start, end, anchor)
        said = s.text[lead.start() if lead else a : b]
        yield TimeSpot(
            sentence=s.index,
            part=s.part,
            first=words[0],
            last=words[-1],
            head=head,
            start=s.start + a,
            end=s.start + b,
            text=s.text[a:b],
            rule=f"time.{name}",
            when=When(start, end, said),
        )


LEAD_WORD = re.compile(r"\b(since|until|till|by|before|within)(?: the)? $", re.I)


def bounded(lead: str, start: str | None, end: str | None, anchor: date | None) -> Bounds:
    """What "since", "until" or "within" before a time makes of it."""
    kind = LEAD.get(lead)
    if kind == "since":
        return start, anchor.isoformat() if anchor and start and not end else end
    if kind == "until" and start:
        return None, end or start
    return start, end


def way(s: Sentence, head: int, before: str, times: Times) -> Way | None:
    """Does the grammar look ahead of publication or back: by the verb that governs the time, and the words before it?"""
    if re.search(r"\b(?:next|by|until|till|before|coming|upcoming)(?: the| this| at least| late| early)? ?$", before, re.I):
        return "forward"
    for n, k in enumerate(ancestors(s, head)):
        t = s.tokens[k]
        if t.pos in {"NOUN", "ADJ"} and (t.lemma in times.forward_words):
            return "forward"
        if t.pos not in {"VERB", "AUX"} or n > 6:
            continue
        helpers = {s.tokens[c].text.lower() for c in s.children[k] if s.tokens[c].dep in {"aux", "auxpass"}}
        if helpers & times.forward_auxiliaries and not helpers & {"have"}:
            return "forward"
        if t.tag in {"VBD", "VBN"} and not helpers & {"to", "be", "is", "are"}:
            return "back"
        if (t.lemma in times.forward_words and t.tag != "VB") or any(s.tokens[c].lemma in times.forward_words and s.tokens[c].dep in {"acomp", "advmod"} for c in s.children[k]):
            return "forward"
        if t.dep not in {"xcomp", "ccomp", "acl", "advcl", "conj", "relcl", "pcomp"}:
            return None
    return None
