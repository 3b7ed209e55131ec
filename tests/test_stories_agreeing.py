"""What several say is one fact: the same act, the same sides, figures that go together; and a sentence stands under one verdict."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story_reports import act, report, saying, sentence

from detente.ledger.code import ANY
from detente.records import Comparison, Event, Figure, Row
from detente.stories import compare, group

FILLER = (
    "A choir sang in the cathedral of Lund until midnight.\n\nThe museum has bought a portrait of the queen.\n\nTwo chess players drew their last game.",
    "Rain is forecast for the western islands all week.\n\nA bakery in Visby won the golden spoon.\n\nThe opera will be closed in August for repairs.",
)


def laid(first: str, second: str, *acts: tuple[int, str, str, tuple[str, ...], tuple[str, ...], str]) -> list[Comparison]:
    """The comparisons of two reports of one sentence each and a filler; `acts` are (report, trigger, type, actors, recipients, status)."""
    articles = {name: report(name, outlet, f"{text}\n\n{filler}") for name, outlet, text, filler in zip("ab", ("Tarn Post", "Orsa Times"), (first, second), FILLER, strict=True)}
    rows: dict[str, list[Row]] = {"a": [], "b": []}
    for n, trigger, kind, actors, recipients, status in acts:
        rows["ab"[n]].append(act(articles["ab"[n]], trigger, kind, actors, recipients, status=status))
    (story,) = group(articles.values(), one_story=True)
    return list(compare(story, articles, rows))


@pytest.mark.parametrize(
    ("first", "second", "acts"),
    [
        ("Norwegian soldiers seized the lighthouse on Utklippan at dawn.", "At dawn the lighthouse on Utklippan was seized by Norwegian soldiers.", ()),
        ("Sweden will stop selling timber to Norway on Friday.", "The threat to stop timber exports on Friday stands, an aide said.", ()),
        (
            "Norway sent field hospitals and nurses to Mali on Monday.",
            "Field hospitals and nurses from Norway reached Mali, ministers said.",
            ((0, "sent", "AID", ("NOR.GOV",), ("MLI",), "actual"), (1, "reached", "AID", ("NOR",), ("MLI.GOV",), "actual")),
        ),
    ],
)
def test_one_fact(first: str, second: str, acts: tuple[tuple[int, str, str, tuple[str, ...], tuple[str, ...], str], ...]) -> None:
    assert [sorted(a.article for a in c.accounts) for c in laid(first, second, *acts) if c.verdict == "corroborated"] == [["a", "b"]]


@pytest.mark.parametrize(("share", "verdict"), [(0.25, "corroborated"), (0.5, "only")])
def test_the_same_number_of_it_confirms(share: float, verdict: str) -> None:
    told = (
        "Sweden demands a quarter of the herring caught there each autumn by licensed skippers.",
        "Envoys wrote home that Sweden wants the northern harbours opened to ferries besides a quarter of whatever herring inspectors weighed.",
    )
    articles = {name: report(name, name, f"{text}\n\n{filler}") for name, text, filler in zip("ab", told, FILLER, strict=True)}
    fields = {"high": None, "comparator": "exactly", "unit": None, "of": "herring", "whose": "SWE", "where": None, "when": None, "according_to": ()}
    rows = {n: [Figure(id=n, article=n, rule="figure.share", value=v, **sentence(articles[n].text, "quarter"), **fields)] for n, v in (("a", 0.25), ("b", share))}
    (story,) = group(articles.values(), one_story=True)
    assert {c.verdict for c in compare(story, articles, rows) for a in c.accounts if a.evidence == told[0]} == {verdict}


@pytest.mark.parametrize(
    ("first", "second", "acts"),
    [
        (  # a massing and a demand
            "Norwegian troops are massed on the border with Sweden.",
            "Norway wants a pullback of Swedish troops from the border.",
            ((0, "massed", "MOBILIZE", ("NOR.MIL",), ("SWE",), "actual"), (1, "wants", "REQUEST", ("NOR",), ("SWE",), "actual")),
        ),
        (  # done and still to come
            "Norway sent field hospitals and nurses to Mali on Monday.",
            "Norway will send field hospitals and nurses to Mali next week.",
            ((0, "sent", "AID", ("NOR.GOV",), ("MLI",), "actual"), (1, "send", "AID", ("NOR",), ("MLI.GOV",), "planned")),
        ),
        ("The trawlers of Sweden carried 90 tons of frozen herring.", "The trawlers of Sweden carried 40 tons of frozen herring.", ()),
        ("Sweden said it would limit imports of Norwegian salmon.", "Sweden dropped its plan to limit imports of Norwegian salmon.", ()),
        ("The boats of the fishermen were blue.", "The fishermen sang in their boats.", ()),
        ("Envoy Pieter van Rossum arrived on Monday.", "A statue of Pieter van Rossum was unveiled in the park.", ()),
    ],
)
def test_two_facts(first: str, second: str, acts: tuple[tuple[int, str, str, tuple[str, ...], tuple[str, ...], str], ...]) -> None:
    assert [c.what for c in laid(first, second, *acts) if c.verdict == "corroborated"] == []


def test_a_sentence_that_differs_confirms_nothing_else() -> None:
    rows = laid("Norway seized 14 Swedish trawlers near Bergen on Monday.", "Norway seized 11 Swedish trawlers near Bergen on Monday.")
    assert [(c.verdict, c.what, [a.value for a in c.accounts]) for c in rows if c.verdict != "only"] == [
        ("differs", "how many trawlers", ["14 Swedish trawlers", "11 Swedish trawlers"])
    ]


@pytest.mark.parametrize(
    ("first", "second", "titles"),
    [
        (
            "Norway and Sweden agreed to keep their trawlers off the Koster Bank for 45 days.",
            "Sweden and Norway agreed to keep trawlers off the Koster Bank for 30 days.",
            ["how many days: “… Norway and Sweden agreed to keep their trawlers off the Koster Bank …”"],
        ),
        ("A fine of 900 dollars was paid by the harbour.", "The bail of 50 dollars must be paid to the court.", []),  # dollars, but not those of one thing
        (
            "Norway freed 14 fishermen and shut the harbour for 60 hours.",
            "Norway freed 11 fishermen and shut the harbour for 48 hours.",
            ["how many fishermen", "how many hours: “… Norway freed 14 fishermen and shut the harbour …”"],
        ),
    ],
)
def test_titles_say_what_differs(first: str, second: str, titles: list[str]) -> None:
    assert sorted(c.what for c in laid(first, second) if c.verdict == "differs") == sorted(titles)


def test_an_offer_and_a_deal_are_two_things() -> None:
    offered = (0, "offered", "AGREE", ("NOR.GOV",), ("SWE",), "proposed")
    agreed = (1, "agreed", "AGREE", ("NOR",), ("SWE",), "actual")
    rows = laid(
        "Norway offered Sweden to keep trawlers off the Koster Bank for 60 days.", "Norway agreed with Sweden to keep trawlers off the Koster Bank for 30 days.", offered, agreed
    )
    assert [c.field for c in rows if c.verdict == "differs"] == ["status"]


def verdicts(rows: tuple[Comparison, ...]) -> dict[tuple[str, str, int], set[str]]:
    """Under which verdicts each character of an article that an account cites stands."""
    out: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for c in rows:
        for a in c.accounts:
            for at in range(a.start, a.end):
                out[a.article, a.part, at].add(c.verdict)
    return out


def test_no_sentence_of_the_examples_stands_under_two_verdicts(examples_printed: bytes) -> None:
    rows = tuple(r for r in map(ANY.decode, examples_printed.splitlines()) if isinstance(r, Comparison))
    assert {c.verdict for c in rows} == {"corroborated", "differs", "only"}
    assert {place: v for place, v in verdicts(rows).items() if len(v) > 1} == {}
    assert all(len({a.article for a in c.accounts}) > 1 for c in rows if c.verdict == "corroborated")


SIDES, THINGS = ("Norway", "Sweden", "Denmark"), ("trawlers", "tankers", "soldiers")
TOLD = st.builds(
    "{} {} {} {} near {} on {}{}.".format,
    st.sampled_from(SIDES),
    st.sampled_from(("seized", "freed", "promised to free", "counted")),
    st.sampled_from(("two", "about 40", "14", "11", "more than 40")),
    st.sampled_from(THINGS),
    st.sampled_from(("Bergen", "Gothenburg")),
    st.sampled_from(("Monday", "Friday")),
    st.sampled_from(("", ", the coastguard said", " after a quarrel over herring", ", and Denmark offered to mediate")),
)
TYPES = {"seized": "COERCE", "freed": "CONCEDE", "free": "CONCEDE"}
CODES = {"Norway": "NOR", "Sweden": "SWE", "Denmark": "DNK"}


def acts_of(name: str, text: str) -> list[Event]:
    """An act for each sentence that tells one."""
    article = report(name, name, text)
    out = []
    for told in text.split("\n\n"):
        trigger = next((t for t in TYPES if f" {t} " in told), None)
        if trigger and text.count(told) == 1:
            status = "planned" if trigger == "free" else "actual"
            found = act(article, told, TYPES[trigger], (CODES[told.split()[0]],), status=status)
            out.append(found)
    return out


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TOLD, min_size=1, max_size=4, unique=True), min_size=2, max_size=4))
def test_no_sentence_stands_under_two_verdicts(reports: list[list[str]]) -> None:
    articles = {f"r{n}": report(f"r{n}", f"Paper {n}", "\n\n".join(told)) for n, told in enumerate(reports)}
    rows: dict[str, list[Row]] = {name: list(acts_of(name, a.text)) for name, a in articles.items()}
    for name, a in articles.items():
        rows[name] += [saying(a, told, "NOR.MIL", "coastguard") for told in a.text.split("\n\n") if "coastguard" in told and a.text.count(told) == 1]
    (story,) = group(articles.values(), one_story=True)
    found = compare(story, articles, rows)
    assert {place: v for place, v in verdicts(found).items() if len(v) > 1} == {}
    for c in found:
        tellers = {a.article for a in c.accounts}
        assert len(tellers) == 1 if c.verdict == "only" else len(c.accounts) > 1
        assert c.verdict != "corroborated" or len(tellers) > 1
