"""Invented reports with rows, made without a parser: stories of a few reports, day after day, among sides that act upon each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from detente.ids import digest
from detente.records import Article, Event, EventSpans
from detente.weaving import Fresh

SYLLABLES = ("ba", "dor", "kel", "mi", "nar", "ost", "pel", "qui", "ra", "sun", "tev", "ul", "var", "wen", "yst", "zor")
SIDES = tuple(f"{a}{b}{c}" for a in "BDGK" for b in "AEO" for c in "LNRT")
ACTS = (("CONSULT", 1, 2.5), ("ACCUSE", 3, -3.0), ("THREATEN", 3, -3.5), ("AGREE", 1, 2.5), ("MOBILIZE", 4, -5.5), ("AID", 2, 10.0))
FIRST = date(2031, 1, 1)
PER_DAY = 8  # stories that begin on a day
COMMON = 2_000  # words that any report may use
OWN = 12  # words of one story alone


def word(number: int) -> str:
    out = ""
    while number or not out:
        number, rest = divmod(number, len(SYLLABLES))
        out += SYLLABLES[rest]
    return out


def reports(stories: int, seed: int = 1, start: int = 0) -> Iterator[list[Fresh]]:
    """The reports of each story, two to five of them, over three days."""
    for number in range(start, start + stories):
        random = Random(f"{seed} {number}")
        own = [word(10_000 + number * OWN + k).capitalize() for k in range(OWN)]
        sides = random.sample(SIDES, 2)
        yield [report(number, n, own, sides, random) for n in range(random.randint(2, 5))]


def report(number: int, n: int, own: list[str], sides: list[str], random: Random) -> Fresh:
    """One report: sentences of common words with some of the story's own, each an act of one side upon the other."""
    name = f"s{number}r{n}"
    sentences = []
    for _ in range(8):
        words = [word(int(COMMON * random.random() ** 2)) for _ in range(13)] + random.sample(own, 3)
        random.shuffle(words)
        sentences.append(" ".join(words).capitalize() + ".")
    text = " ".join(sentences)
    day = FIRST + timedelta(days=number // PER_DAY + random.randint(0, 2))
    article = Article(
        id=digest("article", name),
        origin=name,
        url=f"https://example.org/{name}",
        outlet=f"Paper {n}",
        credited_source=None,
        title=" ".join(random.sample(own, 4)),
        standfirst=None,
        byline=None,
        published=day.isoformat(),
        language="en",
        text=text,
        dropped=(),
    )
    rows = []
    at = 0
    for k, sentence in enumerate(sentences[:4]):
        kind, quad, score = ACTS[(number + k) % len(ACTS)]
        rows.append(act(article, at, at + len(sentence), (kind, quad, score), sides))
        at += len(sentence) + 1
    return Fresh(article, tuple(rows), ())


def act(a: Article, start: int, end: int, what: tuple[str, int, float], sides: list[str]) -> Event:
    kind, quad, score = what
    return Event(
        id=digest(a.id, start),
        article=a.id,
        part="body",
        start=start,
        end=end,
        evidence=a.text[start:end],
        rule=f"{kind.lower()}.invented",
        type=kind,
        mode=None,
        contexts=(),
        cameo=None,
        quad=quad,
        goldstein=None,
        plover_score=score,
        actors=(sides[0],),
        recipients=(sides[1],),
        status="actual",
        condition=None,
        when=None,
        where=None,
        quotation=None,
        according_to=(a.outlet or "",),
        happening=None,
        spans=EventSpans(((start, start + 4),), (), ()),
    )
