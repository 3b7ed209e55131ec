"""A ledger of a hundred hostile texts: read from pages by the command, and put straight into every free text of every kind of row.

What is no free text stays as it is: ids of rows, offsets, words of a fixed list, days. Actors, on the other hand, are named as the text likes.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from detente.ids import digest
from detente.ledger import Ledger
from detente.records import (
    Account,
    Actor,
    Article,
    Citing,
    Comparison,
    Condition,
    Dropped,
    Duplicate,
    Event,
    EventSpans,
    Figure,
    Meeting,
    Part,
    Position,
    Promise,
    Quarantined,
    Quotation,
    QuotationSpans,
    Row,
    Span,
    Story,
    When,
    Where,
)
from tests.serving import ROOT
from tests.xss import PAYLOADS

SETS = 25  # articles with all kinds of rows; each of their texts is the next of the hundred
DAY = "2031-03-0{}"


def pages() -> Iterator[str]:
    """A record of each hostile text as a title, a byline and the words of a report: half of them pages of HTML where it stands escaped, half texts."""
    for n, bad in enumerate(PAYLOADS):
        words = f"Norway’s foreign minister, Halvard Brekke, told Sweden on Monday: “{bad}” He met {bad} in Oslo.\n\nSweden demanded that Norway release 14 crew members."
        record = {"id": f"bad-{n}", "title": f"Report {n} {bad}", "published": DAY.format(1 + n % 7), "outlet": f"Outlet {bad}", "url": f"https://news.example/{n}?q={bad}"}
        if n % 2:
            yield json.dumps(record | {"text": words})
        else:
            safe, said = (
                html.escape(bad),
                "".join(f"<p>{html.escape(p)}</p>" for p in [*words.split("\n\n"), "The talks in Oslo will go on for two more days, both sides said. " * 3]),
            )
            yield json.dumps(
                record | {"html": f"<html><head><title>{safe}</title><meta name='author' content='{safe}'></head><body><article><h1>{safe}</h1>{said}</article></body></html>"}
            )


def read(folder: Path) -> Path:
    """The ledger that the command makes of the pages."""
    source, ledger = folder / "hostile.jsonl", folder / "hostile.db"
    source.write_text("\n".join(pages()), "utf8")
    command = [sys.executable, "-m", "detente", "read", str(source), "--fast", "--ledger", str(ledger), "--kinds", "article,mention"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, timeout=300, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return ledger


def made(folder: Path) -> Path:
    """The same with rows that were put in straight."""
    path = read(folder)
    with Ledger.open(path) as ledger:
        ledger.add(rows())
    return path


def rows() -> Iterator[Row]:
    texts = (PAYLOADS[n % len(PAYLOADS)] for n in count())
    for n in range(SETS):
        yield from of_article(n, texts)
    for n, bad in enumerate(PAYLOADS):
        yield Quarantined(id=digest("bad", n), origin=f"pages/{bad}", line=n, stage=bad, reason=f"{bad}: not read")
        yield Duplicate(id=digest("again", n), origin=bad, of=digest("hostile", n % SETS))


def of_article(n: int, texts: Iterator[str]) -> Iterator[Row]:
    """An article with a row of each kind, its story and what the story compares; each free text is another of the hostile ones."""

    def bad() -> str:
        return next(texts)

    who = [Actor(id=f"SWE.GOV:{text}", name=text, code="SWE", sector="GOV", role=bad(), aliases=(text, bad())) for text in (bad(), bad())]
    yield from who
    actor, other = (a.id for a in who)
    sentences = [f"{actor} said {bad()} about {bad()}.", f"Then {bad()} met {other} in {bad()}."]
    name, story, day = digest("hostile", n), digest("hostile story", n), DAY.format(1 + n % 7)
    report = Article(
        id=name,
        origin=bad(),
        url=bad() if n % 2 else f"https://news.example/?q={bad()}",
        outlet=bad(),
        credited_source=bad(),
        title=bad(),
        standfirst=bad(),
        byline=bad(),
        published=day,
        language="en",
        text="\n\n".join(sentences),
        dropped=(Dropped(bad(), bad()),),
        story=story,
    )
    yield report
    when, vouching = When(day, None, bad()), (bad(), report.outlet or "")
    where = Where(bad(), bad(), "SWE", 59.3, 18.1)

    def cited(kind: str, part: Part = "body", sentence: int = 0) -> dict[str, object]:
        start = report.text.index(sentences[sentence]) if part == "body" else 0
        words = sentences[sentence] if part == "body" else report.part(part)
        return {"id": digest(name, kind), "article": name, "part": part, "start": start, "end": start + len(words), "evidence": words, "rule": bad()}

    def condition(row: dict[str, object]) -> Condition:
        return Condition(bad(), int(str(row["start"])), int(str(row["end"])))

    whole: tuple[Span, ...] = ((0, 7),)
    said = Quotation(
        **cited("quotation"),  # type: ignore[arg-type]
        content=bad(),
        form="direct",
        speaker=actor,
        speaker_name=bad(),
        cue=bad(),
        addressee=other,
        venue=bad(),
        when=when,
        according_to=vouching,
        spans=QuotationSpans(whole, whole, ((8, len(sentences[0])),)),
    )
    place = cited("event", sentence=1)
    act = Event(
        **place,  # type: ignore[arg-type]
        type=bad() if n % 3 == 0 else "CONSULT",
        mode=bad(),
        contexts=(bad(),),
        cameo=bad(),
        quad=1,
        goldstein=1.0,
        plover_score=2.5,
        actors=(actor,),
        recipients=(other,),
        status="conditional",
        condition=condition(place),
        when=when,
        where=where,
        quotation=said.id,
        according_to=vouching,
        happening=digest("h", n),
        spans=EventSpans(((int(str(place["start"])), int(str(place["start"])) + 4),), (), ()),
    )
    yield said
    yield act
    yield Figure(
        **cited("figure", "title"),  # type: ignore[arg-type]
        value=14.0,
        high=None,
        comparator="about",
        unit=bad(),
        of=bad(),
        whose=actor,
        where=where,
        when=when,
        according_to=vouching,
    )
    for k, status in enumerate(("planned", "held")):
        yield Meeting(
            **cited(f"meeting {k}", "standfirst"),  # type: ignore[arg-type]
            parties=(actor, other),
            places=(where,),
            format=bad(),
            level="minister",
            status=status,  # type: ignore[arg-type]
            when=when,
            outcome=bad(),
            agenda=bad(),
            according_to=vouching,
            events=(act.id,),
            happening=digest("m", n, k),
        )
    place = cited("position")
    yield Position(**place, actor=actor, issue=bad(), stance="demands", towards=other, condition=condition(place), when=when, according_to=vouching, rows=(act.id,))  # type: ignore[arg-type]
    yield Promise(**cited("promise"), actor=actor, towards=other, what=bad(), due=replace(when, text=bad()), state="open", rows=(act.id,))  # type: ignore[arg-type]
    yield Story(id=story, title=bad(), articles=(name, digest("hostile", (n + 1) % SETS)), first_day=day, last_day=day, places=(bad(),), actors=(actor, other))
    for k, verdict in enumerate(("corroborated", "differs", "only")):
        accounts = tuple(account(row, report, bad) for row in ((said, act)[: 3 - k] if verdict != "only" else (act,)))
        field = "figure" if verdict == "differs" else None
        yield Comparison(id=digest("c", n, k), story=story, what=bad(), verdict=verdict, field=field, accounts=accounts)  # type: ignore[arg-type]


def account(row: Citing, report: Article, bad: object) -> Account:
    texts = bad if callable(bad) else str
    return Account(report.id, report.outlet, texts(), row.id, row.part, row.start, row.end, row.evidence, texts())
