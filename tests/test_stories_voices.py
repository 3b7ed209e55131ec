"""Whose words two reports tell, and what is no difference between them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story_reports import act, report, saying

from detente.records import Article, Citing, Figure, Meeting, Quotation
from detente.stories import compare, group
from detente.stories.differences import calls_off, same_act
from detente.stories.tellings import Telling, tellings
from detente.stories.voices import voices

OURS = "Swedish tanks crossed the Idde Fjord before dawn."
THEIRS = "Swedish tanks crossed the Idde Fjord before dawn, Tone Aasland said."
ADDED = "Tone Aasland said she was worried after Swedish tanks crossed the Idde Fjord before dawn."
ORDER = "The cabinet in Oslo banned Swedish trawlers from the bank."
ORDERED = "Norway said it banned Swedish trawlers from the bank."


def told(article: Article, *rows: Citing) -> Telling:
    (telling,) = tellings(article, rows)
    return telling


Heard = tuple[Telling, str]


def plain(text: str, *rows: Citing) -> Heard:
    """A sentence in the report's own words."""
    return told(report("a", "o", text), *rows), text


def heard(text: str, content: str, speaker: str = "NOR.GOV:Tone Aasland") -> Heard:
    article = report("b", "p", text)
    return told(article, saying(article, content, speaker, speaker.partition(":")[2] or "Norway")), text


def said(telling: Telling) -> tuple[int, int]:
    """The words that are compared: what is quoted, else the sentence."""
    return next((r.spans.content[0] for r in telling.rows if isinstance(r, Quotation)), (telling.unit.start, telling.unit.end))


@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        (plain(OURS), heard(THEIRS, OURS[:-1]), [(None, "Tone Aasland")]),
        (heard(THEIRS, OURS[:-1]), heard(THEIRS.replace("Tone Aasland", "Karin Ek"), OURS[:-1], "SWE.GOV:Karin Ek"), [("Tone Aasland", "Karin Ek")]),
        (heard(THEIRS, OURS[:-1]), heard(THEIRS, OURS[:-1]), []),
        (plain(OURS), heard(ADDED, ADDED[18:-1]), []),  # she adds it to what she states
        (plain(ORDER, act(report("a", "o", ORDER), "banned", "COERCE", ("NOR.GOV",))), heard(ORDERED, ORDERED[12:-1], "NOR"), []),  # its own act
        (plain(OURS.replace("Swedish", "Aasland\u2019s")), heard(THEIRS, OURS[:-1]), []),  # named in the sentence
    ],
)
def test_who_says_it(one: Heard, two: Heard, names: list[tuple[str | None, str | None]]) -> None:
    (a, first), (b, second) = one, two
    shared = {w.key for w in a.unit.words} & {w.key for w in b.unit.words}
    assert list(voices(a, b, (said(a), said(b)), (first, second), shared)) == names


def off(article: Article, status: str = "cancelled", parties: tuple[str, ...] = ("NOR", "SWE")) -> Meeting:
    empty = dict.fromkeys(("format", "level", "when", "outcome", "agenda", "happening"))
    return Meeting(
        id=f"{article.id}-m", article=article.id, rule="meet.off", part="body", start=0, end=len(article.text), evidence=article.text,
        parties=parties, places=(), status=status, according_to=(), events=(), **empty,
    )  # fmt: skip


def apart(a: Article, b: Article, rows: dict[str, list[Citing]]) -> list[tuple[str | None, str, list[str | None]]]:
    mine = {"a": a, "b": b}
    (story,) = group(mine.values(), one_story=True)
    return [(c.field, c.what, [x.value for x in c.accounts]) for c in compare(story, mine, rows) if c.verdict == "differs"]


def test_who_called_it_off() -> None:
    a = report("a", "o", "Norway withdrew from the talks in Helsinki at noon.")
    b = report("b", "p", "Sweden has cancelled the meeting of ministers in the Finnish capital.")
    acts = [
        replace(act(x, word, "REJECT", (code,)), spans=replace(act(x, word, "REJECT", ()).spans, actors=((0, 6),)))
        for x, word, code in ((a, "withdrew", "NOR"), (b, "cancelled", "SWE"))
    ]
    rows: dict[str, list[Citing]] = {"a": [acts[0], off(a, "boycotted", ("NOR",))], "b": [acts[1], off(b)]}
    assert ("party", "who called the meeting off", ["Norway", "Sweden"]) in apart(a, b, rows)
    assert calls_off(told(a, *rows["a"]))
    assert not calls_off(told(a, off(a, "held")))
    assert same_act(told(a, off(a)), told(b, off(b)))


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("The trawler Astrid left Bergen for the open sea in March.", "The bank lets any trawler fish in April, off Stavanger.", "time"),
        ("The trawler Astrid left Bergen for the open sea in March.", "The bank lets any trawler fish in April, off Stavanger.", "place"),
        ("Trawlers fish there, as they may, from spring to autumn.", "Trawlers fish there, as they must, from March to autumn.", "time"),
        ("The border between Norway and Sweden was closed at dawn.", "The Norwegian border was closed at dawn.", "scope"),
        ("Two fishermen were freed at noon by the court in Stavern.", "Court in Stavern frees fishermen at noon", "figure"),
        (
            "The army of Sweden is ready to end its exercise in the hills around Svinesund five days early, because the fishermen are home by noon on Friday.",
            "Because the fishermen are home by noon on Friday, the two navies will stay away from the Koster Bank and its fish for the next 45 days.",
            "figure",
        ),
    ],
)
def test_no_difference(first: str, second: str, field: str) -> None:
    assert [f for f, *_ in apart(report("a", "o", first), report("b", "p", second), {}) if f == field] == []


@pytest.mark.parametrize(("days", "field"), [(("2031-03-03", "2031-03-05"), []), (("2031-03-03", "2031-03-03"), ["status"]), (("2031-03-05", "2031-03-03"), ["status"])])
def test_what_came_about_meanwhile_is_no_difference(days: tuple[str, str], field: list[str]) -> None:
    a = report("a", "o", "Norway will close the fishing grounds off Bergen to trawlers.", days[0])
    b = report("b", "p", "Norway has closed the fishing grounds off Bergen to all trawlers.", days[1])
    rows: dict[str, list[Citing]] = {"a": [act(a, "close", "COERCE", ("NOR",), status="planned")], "b": [act(b, "closed", "COERCE", ("NOR",))]}
    assert [f for f, *_ in apart(a, b, rows)] == field


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Sweden has cancelled the talks", None),
        ("four weeks", "court"),
        ("held for four weeks, which Oslo welcomed", "court"),
    ],
)
def test_who_gives_a_figure_vouches_for_the_words_said_alone(words: str, source: str | None) -> None:
    text = "Sweden has cancelled the talks, hours after a court ordered that the captains be held for four weeks, which Oslo welcomed."
    article = report("a", "o", text)
    ordered = saying(article, "the captains be held for four weeks", "NOR.JUD", "court")
    at = text.index(words)
    weeks = Figure(
        id="f",
        article="a",
        part="body",
        start=0,
        end=len(text),
        evidence=text,
        rule="figure",
        value=4,
        high=None,
        comparator="exactly",
        unit="weeks",
        of=None,
        whose=None,
        where=None,
        when=None,
        according_to=("court", "o"),
    )
    found = told(article, ordered, weeks).source(at, at + len(words))
    assert (found[0] if found else None) == source
