"""Two invented reports of one day at sea, and rows for them, built by hand."""

from __future__ import annotations

from detente.records import Article, Event, EventSpans, Quotation, QuotationSpans

NORTH = (
    "Norway seized two Swedish trawlers near Bergen on Monday and detained 14 fishermen.\n\n"
    "Foreign Minister Tone Aasland said Norway would not give up the fishing grounds.\n\n"
    "About 6,000 Norwegian soldiers are stationed at the border.\n\n"
    "The crew of a ferry was given hot soup by volunteers in Trondheim."
)
SOUTH = (
    "Two Swedish trawlers were seized near Bergen on Monday by the Norwegian coastguard, which detained 11 fishermen.\n\n"
    "“We will not give up the fishing grounds,” Tone Aasland told reporters.\n\n"
    "More than 6,000 Norwegian soldiers are stationed at the border, the Swedish army said.\n\n"
    "Denmark offered to mediate between the two neighbours in Copenhagen."
)


def report(name: str, outlet: str, text: str, published: str | None = "2031-03-03", title: str | None = None, **more: str | None) -> Article:
    fields = {"url": None, "credited_source": None, "standfirst": None, "byline": None, "language": "en", **more}
    return Article(id=name, origin=name, outlet=outlet, title=title, text=text, published=published, dropped=(), **fields)


def sentence(text: str, words: str) -> dict[str, object]:
    """Where the sentence with the words stands, as a citing row says it."""
    at = text.index(words)
    start = max(text.rfind("\n", 0, at) + 1, 0)
    end = text.find("\n", at) if "\n" in text[at:] else len(text)
    return {"part": "body", "start": start, "end": end, "evidence": text[start:end]}


def act(article: Article, trigger: str, kind: str, actors: tuple[str, ...], recipients: tuple[str, ...] = (), **more: object) -> Event:
    at = article.text.index(trigger)
    fields = {"mode": None, "contexts": (), "cameo": None, "quad": 4, "goldstein": None, "plover_score": 0.0, "status": "actual", "condition": None, **more}
    fields = {"when": None, "where": None, "quotation": None, "according_to": (article.outlet or "",), "happening": None, **fields}
    return Event(
        id=f"{article.id}-{trigger}",
        article=article.id,
        rule=f"{kind.lower()}.x",
        **sentence(article.text, trigger),
        type=kind,
        actors=actors,
        recipients=recipients,
        spans=EventSpans(trigger=((at, at + len(trigger)),), actors=(), recipients=()),
        **fields,
    )


def saying(article: Article, content: str, speaker: str, name: str) -> Quotation:
    at = article.text.index(content)
    return Quotation(
        id=f"{article.id}-{content[:9]}",
        article=article.id,
        rule="saying.say",
        **sentence(article.text, content),
        content=content,
        form="indirect",
        speaker=speaker,
        speaker_name=name,
        cue="said",
        addressee=None,
        venue=None,
        when=None,
        according_to=(name, article.outlet or ""),
        spans=QuotationSpans(speaker=(), cue=(), content=((at, at + len(content)),)),
    )


A = report("a", "Northern Standard", NORTH, title="Norway seizes trawlers")
B = report("b", "Harbour Courier", SOUTH, title="Trawlers held off Bergen")
ROWS = {
    "a": [
        act(A, "seized", "COERCE", ("NOR.GOV",), ("SWE.CVL",)),
        saying(A, "Norway would not give up the fishing grounds", "NOR.GOV:Tone Aasland", "Tone Aasland"),
        act(A, "stationed", "MOBILIZE", ("NOR.MIL",), status="past"),
    ],
    "b": [
        act(B, "seized", "COERCE", ("NOR.MIL",), ("SWE",)),
        saying(B, "We will not give up the fishing grounds", "NOR.GOV:Tone Aasland", "Tone Aasland"),
        saying(B, "More than 6,000 Norwegian soldiers are stationed at the border", "SWE.MIL", "the Swedish army"),
        act(B, "mediate", "AGREE", ("DNK.GOV",), status="proposed"),
    ],
}
