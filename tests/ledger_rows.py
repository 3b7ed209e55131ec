"""A small ledger's rows, built by hand: two reports of one visit, with all kinds."""

from __future__ import annotations

from detente.records import (
    Account,
    Actor,
    Article,
    Comparison,
    Condition,
    Dropped,
    Duplicate,
    Event,
    EventSpans,
    Figure,
    Meeting,
    Mention,
    Position,
    Promise,
    Quarantined,
    Quotation,
    QuotationSpans,
    Row,
    Run,
    Story,
    When,
    Where,
)

TARN_TEXT = "Tarn massed 4,000 troops on the Orsan border on Monday. “We will not attack,” Foreign Minister Ada Lund said.\n\nShe will meet envoys of Orsa in Veldt on Friday."
ORSA_TEXT = "Orsa said Tarn had massed 6,000 troops at the border. It demanded that they leave."


def article(name: str, outlet: str, text: str, published: str, **more: str | None) -> Article:
    fields = {"url": None, "credited_source": None, "title": None, "standfirst": None, "byline": None, "language": "en", **more}
    return Article(id=name, origin=f"pages/{name}.txt", outlet=outlet, published=published, text=text, dropped=(Dropped("Read more", "link list"),), **fields)


def cited(text: str, evidence: str) -> dict[str, object]:
    start = text.index(evidence)
    return {"part": "body", "start": start, "end": start + len(evidence), "evidence": evidence}


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


A = article("a1", "Tarn Post", TARN_TEXT, "2031-03-04", title="Lund rules out attack", story="s1")
B = article("b1", "Orsa Daily", ORSA_TEXT, "2031-03-05", story="s1")
FIRST, SECOND, THIRD = (
    "Tarn massed 4,000 troops on the Orsan border on Monday.",
    "“We will not attack,” Foreign Minister Ada Lund said.",
    "She will meet envoys of Orsa in Veldt on Friday.",
)
MASSED = Event(
    id="e1",
    article="a1",
    rule="mobilize.mass",
    **cited(TARN_TEXT, FIRST),
    type="MOBILIZE",
    mode="troops",
    contexts=("military",),
    cameo="154",
    quad=4,
    goldstein=-7.2,
    plover_score=-5.0,
    actors=("TRN.MIL",),
    recipients=("ORS",),
    status="actual",
    condition=None,
    when=When("2031-03-03", None, "on Monday"),
    where=Where("the Orsan border", "Orsa", "ORS", 50.0, 30.5),
    quotation=None,
    according_to=("Tarn Post",),
    happening="h1",
    spans=EventSpans((span(TARN_TEXT, "massed"),), (span(TARN_TEXT, "Tarn"),), (span(TARN_TEXT, "Orsan"),)),
)
SAID = Quotation(
    id="q1",
    article="a1",
    rule="say.direct",
    **cited(TARN_TEXT, SECOND),
    content="We will not attack,",
    form="direct",
    speaker="TRN.GOV:Ada Lund",
    speaker_name="Ada Lund",
    cue="said",
    addressee=None,
    venue=None,
    when=None,
    according_to=("Ada Lund", "Tarn Post"),
    spans=QuotationSpans((span(TARN_TEXT, "Foreign Minister Ada Lund"),), (span(TARN_TEXT, "said"),), (span(TARN_TEXT, "We will not attack,"),)),
)
MEETS = Meeting(
    id="m1",
    article="a1",
    rule="meet.with",
    **cited(TARN_TEXT, THIRD),
    parties=("TRN.GOV:Ada Lund", "ORS"),
    places=(Where("Veldt"),),
    format=None,
    level="minister",
    status="planned",
    when=When("2031-03-07", None, "on Friday"),
    outcome=None,
    agenda=None,
    according_to=("Tarn Post",),
    events=(),
    happening="h2",
)
TROOPS = Figure(
    id="f1",
    article="a1",
    rule="count",
    **cited(TARN_TEXT, FIRST),
    value=4000.0,
    high=None,
    comparator="exactly",
    unit="troops",
    of="troops",
    whose="TRN.MIL",
    where=None,
    when=None,
    according_to=("Tarn Post",),
)
MASSED_TOO = Event(
    id="e2",
    article="b1",
    rule="mobilize.mass",
    **cited(ORSA_TEXT, "Orsa said Tarn had massed 6,000 troops at the border."),
    type="MOBILIZE",
    mode="troops",
    contexts=("military",),
    cameo="154",
    quad=4,
    goldstein=-7.2,
    plover_score=-5.0,
    actors=("TRN",),
    recipients=(),
    status="unconfirmed",
    condition=Condition("if they stay", 3, 9),
    when=When("2031-03", None, "this month"),
    where=None,
    quotation=None,
    according_to=("ORS", "Orsa Daily"),
    happening="h1",
    spans=EventSpans((span(ORSA_TEXT, "massed"),), (span(ORSA_TEXT, "Tarn"),), ()),
)
LEAVE = Position(
    id="p1",
    article="b1",
    rule="position.demand",
    **cited(ORSA_TEXT, "It demanded that they leave."),
    actor="ORS",
    issue="troops-at-border",
    stance="demands",
    towards="TRN",
    condition=None,
    when=None,
    according_to=("Orsa Daily",),
    rows=("e2",),
)
GONE_BY = Promise(
    id="o1",
    article="b1",
    rule="promise.demanded",
    **cited(ORSA_TEXT, "It demanded that they leave."),
    actor="TRN",
    towards="ORS",
    what="leave",
    due=When(None, "2031-03-09", "by Sunday"),
    state="open",
    rows=("e2",),
)
WHO = Mention(id="n1", article="a1", rule="actors.state", part="body", start=0, end=4, evidence="Tarn", type="actor", value="TRN")
STORY = Story(id="s1", title="Lund rules out attack", articles=("a1", "b1"), first_day="2031-03-04", last_day="2031-03-05", places=("Orsa",), actors=("TRN", "ORS"))
DIFFERS = Comparison(
    id="c1",
    story="s1",
    what="troops massed",
    verdict="differs",
    field="figure",
    accounts=(
        Account("a1", "Tarn Post", None, "f1", "body", *span(TARN_TEXT, FIRST), FIRST, "4000"),
        Account("b1", "Orsa Daily", "ORS", "e2", "body", 0, 53, ORSA_TEXT[:53], "6000"),
    ),
)
ACTORS = (
    Actor(id="TRN", name="Tarn", code="TRN", sector=None, role=None, aliases=("Tarn",)),
    Actor(id="TRN.MIL", name="Tarnish military", code="TRN", sector="MIL", role=None, aliases=("Tarn",)),
    Actor(id="TRN.GOV:Ada Lund", name="Ada Lund", code="TRN", sector="GOV", role="foreign minister", aliases=("Ada Lund", "Lund")),
    Actor(id="ORS", name="Orsa", code="ORS", sector=None, role=None, aliases=("Orsa", "Orsan")),
)
AGAIN = Duplicate(id="d1", origin="pages/copy.txt", of="a1")
BROKEN = Quarantined(id="x1", origin="pages/bad.jsonl", line=3, stage="pages", reason="pages/bad.jsonl:3: not JSON")
COUNTS = {"article": 2, "duplicate": 1, "quarantined": 1, "event": 2}
RUN = Run(id="r1", version="0.1.0", codebook="c0de", model="m0de1", inputs=4, counts=COUNTS, languages={"fr": 1})

ROWS: tuple[Row, ...] = (A, MASSED, TROOPS, SAID, MEETS, WHO, B, MASSED_TOO, LEAVE, GONE_BY, AGAIN, BROKEN, *ACTORS, STORY, DIFFERS, RUN)
