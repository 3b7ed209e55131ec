"""The records, in the order in which they are born. Frozen; imports nothing of ours.

Two families live here. *Working* records (Page, Token, Sentence, the mentions' spots) pass from stage to stage. *Rows* are what users get:
each has `kind` (its tag) and `id`; those that rest on words are `Citing` and hold the exact place of their evidence.
Offsets are characters of the named part, end exclusive. Unknown is `None`, never "" and never a sentence.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Span = tuple[int, int]
Part = Literal["title", "standfirst", "body"]
Status = Literal["actual", "planned", "proposed", "conditional", "threatened", "denied", "hypothetical", "unconfirmed", "past"]
Comparator = Literal["about", "exactly", "more than", "less than", "at least", "up to", "between"]
Stance = Literal["demands", "offers", "refuses", "conditions", "threatens", "commits", "supports", "opposes"]
Verdict = Literal["corroborated", "differs", "only"]
Field = Literal["party", "scope", "figure", "place", "time", "status", "attribution", "wording"]
Owed = Literal["open", "met", "overdue"]
Level = Literal["leader", "minister", "official"]
Happened = Literal["held", "planned", "proposed", "cancelled", "boycotted"]


# --- values that rows hold ---------------------------------------------------------------------------------------------------------------


class When(Struct, frozen=True):
    """A time: ISO 8601 prefixes whose length is their precision ("2022-01", "2022-01-18"); `None` where only the words are known."""

    start: str | None
    end: str | None
    text: str


class Where(Struct, frozen=True):
    """A place: as written, by its usual name, ISO 3166 alpha-3 of its country, degrees."""

    text: str
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class Condition(Struct, frozen=True):
    """The words on which an act depends ("unless they leave", "on condition that …"), cited in the row's own part."""

    text: str
    start: int
    end: int


class Dropped(Struct, frozen=True):
    """A block that is no part of the article, and why."""

    text: str
    reason: str


# --- page → article ----------------------------------------------------------------------------------------------------------------------


class Page(Struct, frozen=True):
    """What was served, as UTF-8: the text of a file, or of a record (a JSONL or CSV line) with what the record says of itself.

    `form` is how to read it: "html" and "text" are pages with furniture, "body" is a given text that stays as it is.
    """

    origin: str
    form: Literal["html", "text", "body"]
    data: bytes
    line: int | None = None
    named: bool = False  # the record gave an id of its own, so it is an article of its own whatever its words
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


class Row(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """A row of the ledger."""

    id: str


class Quarantined(Row, frozen=True, kw_only=True, tag="quarantined"):
    """An input that could not be read: where it stands, the stage that gave up, and one line of what, where, what is allowed, how to mend it."""

    origin: str
    line: int | None
    stage: str
    reason: str


class Duplicate(Row, frozen=True, kw_only=True, tag="duplicate"):
    """The same bytes or the same text again."""

    origin: str
    of: str


class Article(Row, frozen=True, kw_only=True, tag="article"):
    """One report. `text` is the body; title and standfirst are parts of their own. Never changed after cleaning, but for `story` and `copy_of`."""

    origin: str
    url: str | None
    outlet: str | None
    credited_source: str | None
    title: str | None
    standfirst: str | None
    byline: str | None
    published: str | None
    language: str | None
    text: str
    dropped: tuple[Dropped, ...]
    copy_of: str | None = None
    revision_of: str | None = None
    story: str | None = None

    def part(self, name: str) -> str:
        """The text of a part, "" where the article has none."""
        return {"body": self.text, "title": self.title, "standfirst": self.standfirst}[name] or ""


# --- article → sentences -----------------------------------------------------------------------------------------------------------------


class Token(Struct, frozen=True, gc=False):
    """A word: its index in the sentence, its place in the part, and what the parser says of it (Universal POS, Penn tag, ClearNLP label).

    `head` is an index in the same sentence, its own for the root. `entity` is the name recogniser's label, "" outside names;
    `begins` marks the first word of a name.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    begins: bool


class Sentence(Struct, frozen=True):
    """A sentence of a part; `index` counts through the article (title, standfirst, body), `paragraph` through the part.

    `children[i]` are the dependents of word i, left to right. `text` is exactly the part's text from start to end.
    """

    part: Part
    paragraph: int
    index: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


# --- sentences → mentions ----------------------------------------------------------------------------------------------------------------


class Spot(Struct, frozen=True, kw_only=True):
    """A piece of a sentence that names something: words `first` to `last` (inclusive), `head` the word the grammar hangs it on."""

    sentence: int
    part: Part
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    rule: str


class ActorSpot(Spot, frozen=True, kw_only=True):
    """Who is meant: ids (several for "both countries"), the usual full name, and whether it is the person or body itself or only an adjective of it.

    `role` is "actor", or "modifier" for "Russian" in "Russian troops" and "Syria's" in "Syria's president".
    """

    actors: tuple[str, ...]
    name: str
    role: Literal["actor", "modifier", "place"]


class PlaceSpot(Spot, frozen=True, kw_only=True):
    where: Where


class TimeSpot(Spot, frozen=True, kw_only=True):
    """`type` and `value` are TIMEX3's ("P3D", "2022-W03", "XXXX-WXX-2", "PAST_REF"); `when` the days of it as ISO 8601 prefixes."""

    when: When
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None


class NumberSpot(Spot, frozen=True, kw_only=True):
    """A quantity: `value` alone, or `value` to `high`; what is counted in the words of the text."""

    value: float
    high: float | None
    comparator: Comparator
    unit: str | None
    of: str | None


class Actor(Row, frozen=True, kw_only=True, tag="actor"):
    """Someone who acts: `id` is `CODE[.SECTOR][:Name]`."""

    name: str
    code: str
    sector: str | None
    role: str | None
    aliases: tuple[str, ...]


class Mentions(Struct, frozen=True):
    """All that an article's sentences point to, each list in order of place; `cast` is who acts in it."""

    actors: tuple[ActorSpot, ...]
    places: tuple[PlaceSpot, ...]
    times: tuple[TimeSpot, ...]
    numbers: tuple[NumberSpot, ...]
    cast: tuple[Actor, ...]


class Tagged(Struct, frozen=True):
    """An attribution as the trained tagger reads it: its cue, its source (none where the words name none) and its content.

    `score`, 0 to 1, is how sure the tagger is that the cue opens an attribution.
    """

    part: Part
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


# --- rows that rest on words -------------------------------------------------------------------------------------------------------------


class Citing(Row, frozen=True, kw_only=True):
    """`evidence` is exactly the text of `part` from `start` to `end`; `rule` is the codebook's or the stage's name for why."""

    article: str
    part: Part
    start: int
    end: int
    evidence: str
    rule: str


class Mention(Citing, frozen=True, kw_only=True, tag="mention"):
    type: Literal["actor", "place", "time", "number"]
    value: str | None


class QuotationSpans(Struct, frozen=True):
    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Quotation(Citing, frozen=True, kw_only=True, tag="quotation"):
    """Who said what: `content` the words said, split ones joined by " … "; `according_to` the chain that vouches, the outlet last."""

    content: str
    form: Literal["direct", "indirect", "mixed"]
    speaker: str | None
    speaker_name: str | None
    cue: str | None
    addressee: str | None
    venue: str | None
    when: When | None
    according_to: tuple[str, ...]
    spans: QuotationSpans


class EventSpans(Struct, frozen=True):
    """`recipients`: the other side in the sentence's words, also where nobody known is meant, or where all act together ("Tarn met Orsa": Orsa)."""

    trigger: tuple[Span, ...]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


class Event(Citing, frozen=True, kw_only=True, tag="event"):
    """Who did what to whom. Type, mode, contexts, quad (1–4) and plover_score are PLOVER's; cameo and goldstein are CAMEO's."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    goldstein: float | None
    plover_score: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    condition: Condition | None
    when: When | None
    where: Where | None
    quotation: str | None
    according_to: tuple[str, ...]
    happening: str | None
    spans: EventSpans


class Figure(Citing, frozen=True, kw_only=True, tag="figure"):
    """How many: `value`, or `value` to `high`; `of` what is counted, `whose` the actor it belongs to."""

    value: float
    high: float | None
    comparator: Comparator
    unit: str | None
    of: str | None
    whose: str | None
    where: Where | None
    when: When | None
    according_to: tuple[str, ...]


class Meeting(Citing, frozen=True, kw_only=True, tag="meeting"):
    """Who met: `events` the acts that rest on it, `format` the codebook's name of a standing forum or the words used."""

    parties: tuple[str, ...]
    places: tuple[Where, ...]
    format: str | None
    level: Level | None
    status: Happened
    when: When | None
    outcome: str | None
    agenda: str | None
    according_to: tuple[str, ...]
    events: tuple[str, ...]
    happening: str | None


class Position(Citing, frozen=True, kw_only=True, tag="position"):
    """Where an actor stands on an issue, by the rows it rests on; `when` it was said or shown, never when what is threatened or offered is to be."""

    actor: str
    issue: str
    stance: Stance
    towards: str | None
    condition: Condition | None
    when: When | None
    according_to: tuple[str, ...]
    rows: tuple[str, ...]


class Promise(Citing, frozen=True, kw_only=True, tag="promise"):
    """What an actor owes: a promise made, an answer awaited, what was demanded by a day; `towards` whom it is owed, `rows` what it rests on and what met it.

    Rows are open or met; which are overdue depends on the day one asks on (`detente agenda --on`).
    """

    actor: str
    towards: str | None
    what: str
    due: When | None
    state: Owed
    rows: tuple[str, ...]


# --- rows over articles ------------------------------------------------------------------------------------------------------------------


class Story(Row, frozen=True, kw_only=True, tag="story"):
    title: str | None
    articles: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    places: tuple[str, ...]
    actors: tuple[str, ...]


class Account(Struct, frozen=True):
    """One report's words on a fact; `source` is whom the report relies on, `value` what is compared."""

    article: str
    outlet: str | None
    source: str | None
    row: str
    part: Part
    start: int
    end: int
    evidence: str
    value: str | None


RANK: dict[Field | None, int] = {"party": 0, "status": 1, "scope": 2, "figure": 3, "place": 4, "time": 5, "attribution": 6, "wording": 7, None: 8}
"""What accounts differ in, the weightiest first: who did it, whether it was done, who else, how many, where, when, says who, in which words."""


class Comparison(Row, frozen=True, kw_only=True, tag="comparison"):
    story: str
    what: str
    verdict: Verdict
    field: Field | None
    accounts: tuple[Account, ...]


class Run(Row, frozen=True, kw_only=True, tag="run"):
    """The last row: what read the pages, and how many rows of each kind came of it; `inputs` = articles + duplicates + quarantined;
    `languages` how many articles are in another language than English and so have no claims ("" where it is unknown)."""

    version: str
    codebook: str
    model: str
    inputs: int
    counts: dict[str, int]
    languages: dict[str, int] = {}


class Resolved(Struct, frozen=True):
    """What `detente resolve` says of a phrase: id, country (PLOVER's: ISO alpha-3, EUR, UNO, "" for none), sector, usual name, office, and how it
    is known; `since` and `until` where that is an office of the table."""

    code: str | None = None
    country: str = ""
    sector: str | None = None
    name: str | None = None
    role: str | None = None
    how: str = "unknown"
    since: str | None = None
    until: str | None = None


KINDS: dict[str, type[Row]] = {
    "article": Article,
    "duplicate": Duplicate,
    "quarantined": Quarantined,
    "quotation": Quotation,
    "event": Event,
    "figure": Figure,
    "meeting": Meeting,
    "position": Position,
    "promise": Promise,
    "story": Story,
    "comparison": Comparison,
    "actor": Actor,
    "mention": Mention,
    "run": Run,
}


def kind_of(row: Row) -> str:
    """The row's `kind`, as its record is tagged."""
    return str(type(row).__struct_config__.tag)
