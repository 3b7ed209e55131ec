"""An invented report and its rows: sentences of made-up words, each row cited to one of them (`crowd.py` says how many there are)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple, TypedDict, get_args

from invented import word

from detente.ids import digest
from detente.records import (
    Actor,
    Article,
    Citing,
    Condition,
    Dropped,
    Event,
    EventSpans,
    Figure,
    Happened,
    Meeting,
    Part,
    Position,
    Promise,
    Quotation,
    QuotationSpans,
    Stance,
    Status,
    When,
    Where,
)

EACH = {"quotation": 17.0, "event": 9.0, "figure": 3.0, "meeting": 1.5, "position": 8.0, "promise": 0.3}  # rows a report
COMMON = 4_000  # words that any report may use
OWN = 12  # words of one story alone
SENTENCES = (18, 30)
LONGER = 4  # times, of a long report
DATED, PLACED, CONDITIONED, OWN_ISSUE = 0.26, 0.18, 0.05, 0.5
ACTS = (  # type, mode, CAMEO, quad, Goldstein, PLOVER's score, how many of a hundred
    ("AGREE", None, "030", 1, 4.0, 2.5, 26),
    ("REJECT", None, "120", 3, -4.0, -2.0, 17),
    ("REQUEST", "yield", "025", 3, -0.3, -1.0, 17),
    ("SUPPORT", None, "051", 1, 3.4, 5.0, 8),
    ("ACCUSE", "disapprove", "111", 3, -2.0, -2.0, 8),
    ("CONSULT", "meet", "040", 1, 1.0, 2.5, 7),
    ("COERCE", "seize", "1711", 4, -9.2, -7.0, 6),
    ("MOBILIZE", "troops", "154", 4, -7.2, -6.5, 5),
    ("THREATEN", None, "130", 3, -4.4, -3.5, 4),
    ("RETREAT", "withdraw", "0874", 2, 10.0, 8.0, 2),
)
STATUS: tuple[Status, ...] = ("actual",) * 16 + ("planned", "proposed", "conditional", "denied")
HELD: tuple[Happened, ...] = ("held", "held", "held", "proposed", "proposed", "planned", "planned", "cancelled")
STANCES: tuple[Stance, ...] = get_args(Stance)
CONTEXTS = ("diplomatic", "military", "economic", "resource", "maritime", "territory")


class World(NamedTuple):
    """Who may act, where, in whose pages, on what."""

    actors: list[Actor]
    places: list[Where]
    outlets: list[str]
    issues: list[str]

    def cast(self, random: Random) -> list[str]:
        """The few that a story is about; the first of all actors are in most."""
        return list(dict.fromkeys(self.actors[int(len(self.actors) * random.random() ** 3)].id for _ in range(9)))

    def place(self, random: Random) -> Where:
        return self.places[int(len(self.places) * random.random() ** 2)]


class Cited(TypedDict):
    article: str
    part: Part
    start: int
    end: int
    evidence: str


def article(name: str, outlet: str, day: date, own: list[str], long: bool, random: Random) -> Article:
    """A report of 2 to 4 kB, or a long one."""
    text: list[str] = []
    for n in range(random.randint(*SENTENCES) * (LONGER if long else 1)):
        words = [word(int(COMMON * random.random() ** 2)) for _ in range(random.randint(10, 22))] + random.sample(own, 2)
        random.shuffle(words)
        text.append(f"{' '.join(words).capitalize()}." + ("\n" if n % 3 == 2 else ""))
    return Article(
        id=digest("article", name),
        origin=f"{name}.html",
        url=f"https://news.example/{name}",
        outlet=outlet,
        credited_source=None,
        title=" ".join(random.sample(own, 4)),
        standfirst=None,
        byline=f"{random.choice(own)} {random.choice(own)}",
        published=f"{day.isoformat()}T{random.randint(6, 21):02}:{random.randint(0, 59):02}:00+00:00",
        language="en",
        text=" ".join(text).replace("\n ", "\n").strip(),
        dropped=(Dropped("Read more", "link list"),),
    )


def rows(a: Article, affair: str, cast: list[str], where: Where, here: World, long: bool, random: Random) -> list[Citing]:
    """The rows of a report in the order of their places; `affair` is what the reports of a story share."""
    sentences = cut(a.text)
    day = date.fromisoformat((a.published or "")[:10])
    out: list[Citing] = []
    for kind, mean in EACH.items():
        wanted = mean * (LONGER if long else 1) * random.uniform(0.5, 1.5)
        for n in range(int(wanted) + (random.random() < wanted % 1)):
            start, end = random.choice(sentences)
            cited = Cited(article=a.id, part="body", start=start, end=end, evidence=a.text[start:end])
            name = digest(a.id, kind, n)
            sides = random.sample(cast, 2) if len(cast) > 1 else cast * 2
            out.append(MAKE[kind](name, cited, sides, Setting(a, affair, day, where, here, random)))
    return sorted(out, key=lambda row: row.start)


class Setting(NamedTuple):
    """What the rows of a report share."""

    article: Article
    affair: str
    day: date
    where: Where
    here: World
    random: Random

    @property
    def vouching(self) -> tuple[str, ...]:
        return (self.article.outlet or "",)

    def when(self, ahead: bool = False) -> When | None:
        """A day near that of the report, as often as reports name one."""
        if self.random.random() > DATED and not ahead:
            return None
        return When((self.day + timedelta(days=self.random.randint(1, 30) if ahead else -self.random.randint(0, 4))).isoformat(), None, "on that day")

    def place(self) -> Where | None:
        chance = self.random.random()
        return self.where if chance < PLACED / 2 else self.here.place(self.random) if chance < PLACED else None

    def condition(self, cited: Cited) -> Condition | None:
        start = cited["start"] + cited["evidence"].index(" ") + 1
        return Condition(cited["evidence"][start - cited["start"] : -1], start, cited["end"] - 1) if self.random.random() < CONDITIONED else None


def cut(text: str) -> list[tuple[int, int]]:
    """Where each sentence stands."""
    out, at = [], 0
    for line in text.split("\n"):
        start = at
        for end in (at + i + 1 for i, sign in enumerate(line) if sign == "."):
            out.append((start, end))
            start = end + 1
        at += len(line) + 1
    return out


def spot(cited: Cited, at: int) -> tuple[int, int]:
    """The word of the sentence that stands there."""
    words = cited["evidence"].split(" ")
    start = cited["start"] + sum(len(w) + 1 for w in words[:at])
    return start, start + len(words[at].rstrip("."))


def quotation(name: str, cited: Cited, sides: list[str], s: Setting) -> Quotation:
    content = (spot(cited, 3)[0], cited["end"] - 1)
    words = s.article.text[slice(*content)]
    spans = QuotationSpans((spot(cited, 0),), (spot(cited, 1),), (content,))
    return Quotation(
        id=name,
        rule="saying.say",
        **cited,
        content=words,
        form=s.random.choice(("indirect", "indirect", "indirect", "direct", "mixed")),
        speaker=sides[0],
        speaker_name=sides[0].split(":")[-1],
        cue="said",
        addressee=None,
        venue=None,
        when=s.when(),
        according_to=s.vouching,
        spans=spans,
    )


def event(name: str, cited: Cited, sides: list[str], s: Setting) -> Event:
    kind, mode, cameo, quad, goldstein, score, _ = s.random.choices(ACTS, [act[-1] for act in ACTS])[0]
    return Event(
        id=name,
        rule=f"{kind.lower()}.invented",
        **cited,
        type=kind,
        mode=mode,
        contexts=(s.random.choice(CONTEXTS),),
        cameo=cameo,
        quad=quad,
        goldstein=goldstein,
        plover_score=score,
        actors=(sides[0],),
        recipients=(sides[1],) if s.random.random() < 0.7 else (),
        status=s.random.choice(STATUS),
        condition=s.condition(cited),
        when=s.when(),
        where=s.place(),
        quotation=None,
        according_to=s.vouching,
        happening=digest("happening", s.affair, s.random.randrange(40)),
        spans=EventSpans((spot(cited, 1),), (spot(cited, 0),), (spot(cited, 2),)),
    )


def figure(name: str, cited: Cited, sides: list[str], s: Setting) -> Figure:
    value = float(s.random.choice((2, 6, 14, 40, 300, 1_200, 5_000, 120_000)))
    fields = {"unit": "persons", "of": "troops"}
    return Figure(id=name, rule="figure.forces", **cited, value=value, high=None, comparator="about", whose=sides[0], where=s.place(), when=None, according_to=s.vouching, **fields)


def meeting(name: str, cited: Cited, sides: list[str], s: Setting) -> Meeting:
    status = s.random.choice(HELD)
    where = s.where if s.random.random() < 0.5 else s.here.place(s.random)
    return Meeting(
        id=name,
        rule="meeting.talks",
        **cited,
        parties=tuple(sides),
        places=(where,),
        format=None,
        level=s.random.choice((None, None, "leader", "minister", "official")),
        status=status,
        when=s.when(ahead=status == "planned"),
        outcome=None,
        agenda=None,
        according_to=s.vouching,
        events=(),
        happening=digest("meeting", s.affair, s.random.randrange(6)),
    )


def position(name: str, cited: Cited, sides: list[str], s: Setting) -> Position:
    issue = s.random.choice(s.here.issues) if s.random.random() > OWN_ISSUE else " ".join(cited["evidence"].lower().split(" ")[2:4])
    return Position(
        id=name,
        rule="stance.demands",
        **cited,
        actor=sides[0],
        issue=issue,
        stance=s.random.choice(STANCES),
        towards=sides[1] if s.random.random() < 0.5 else None,
        condition=s.condition(cited),
        when=s.when(),
        according_to=s.vouching,
        rows=(),
    )


def promise(name: str, cited: Cited, sides: list[str], s: Setting) -> Promise:
    due = s.when(ahead=True)
    return Promise(id=name, rule="promise.given", **cited, actor=sides[0], towards=sides[1], what=cited["evidence"][:40], due=due, state="open", rows=())


MAKE = {"quotation": quotation, "event": event, "figure": figure, "meeting": meeting, "position": position, "promise": promise}
