"""The product on one screen, held to its promises: order, counts, what a ledger knows, stories, faults, no network, any text, linear time."""

from __future__ import annotations

import json
import socket
import time
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import CodebookError
from detente.ledger import Ledger
from detente.marks import Shelf
from detente.pipeline import Options, read_articles, run
from detente.records import Actor, Article, Citing, Comparison, Duplicate, Page, Quarantined, Quotation, Row, Run, Story, kind_of

PUBLISHED = "2024-03-14"
SANCTIONS = "Norway imposed sanctions on Peru on Monday."
FIRST = f"{SANCTIONS} “We will not wait,” the Norwegian prime minister, Kari Lund, said in Oslo. About 300 Peruvian soldiers left the border with Bolivia."
SECOND = f"{SANCTIONS} The Norwegian prime minister, Kari Lund, said that Norway would not wait. About 400 Peruvian soldiers left the border with Bolivia."
THIRD = "Kenya and Uganda signed a treaty on the lake in Nairobi on Tuesday. The Kenyan president met his Ugandan counterpart for talks on fishing."


def lines(folder: Path, *records: dict[str, str]) -> str:
    path = folder / "pages.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in records), "utf8")
    return str(path)


def record(id: str, text: str, **more: str) -> dict[str, str]:  # noqa: A002
    return {"id": id, "text": text, "published": PUBLISHED, "outlet": f"The {id}", **more}


@pytest.fixture
def told(tmp_path: Path) -> list[Row]:
    return list(
        run([lines(tmp_path, record("one", FIRST, title="Sanctions on Peru"), record("two", SECOND), record("three", THIRD), record("one", FIRST, title="Sanctions on Peru"))])
    )


def test_the_order_of_rows(told: list[Row]) -> None:
    groups = [k for n, k in enumerate(map(group, told)) if n == 0 or k != group(told[n - 1])]
    assert groups == ["duplicate", "article", "citing", "article", "citing", "article", "citing", "actor", "story", "comparison", "run"] or groups.count("story") > 1
    assert [r.origin.rpartition("/")[2] for r in told if isinstance(r, Article)] == ["one", "two", "three"]
    current: Article | None = None
    for row in told:
        if isinstance(row, Article):
            current, place = row, (0, 0)
        elif isinstance(row, Citing):
            assert current
            assert row.article == current.id
            here = (("title", "standfirst", "body").index(row.part), row.start)
            assert here >= place
            place = here
    assert [a.id for a in told if isinstance(a, Actor)] == sorted(a.id for a in told if isinstance(a, Actor))


def group(row: Row) -> str:
    return "citing" if isinstance(row, Citing) else kind_of(row)


def test_counts_add_up(told: list[Row]) -> None:
    last = told[-1]
    assert isinstance(last, Run)
    counts = Counter(map(kind_of, told[:-1]))
    assert {k: n for k, n in last.counts.items() if n} == dict(counts)
    assert last.inputs == 4 == counts["article"] + counts["duplicate"] + counts["quarantined"]
    assert len({r.id for r in told}) == len(told)


def shelf_of(rows: list[Row]) -> Shelf:
    ledger = Ledger.memory()
    ledger.add(rows)
    return ledger.shelf


def test_what_a_ledger_knows_is_not_read_again(tmp_path: Path) -> None:
    before = [r for r in run([lines(tmp_path, record("one", FIRST))]) if not isinstance(r, Run)]
    (article,) = (r for r in before if isinstance(r, Article))
    after = list(run([lines(tmp_path, record("one", FIRST), record("two", SECOND))], known=shelf_of(before)))
    assert [(r.of, kind_of(r)) for r in after if isinstance(r, Duplicate)] == [(article.id, "duplicate")]
    fresh = [r for r in after if isinstance(r, Article) and r.id != article.id]
    assert [a.origin.rpartition("/")[2] for a in fresh] == ["two"]
    (story,) = (r for r in after if isinstance(r, Story))
    assert sorted(story.articles) == sorted([article.id, fresh[0].id])
    whole = list(run([lines(tmp_path, record("one", FIRST), record("two", SECOND))]))
    held = {r.id: r for r in before} | {r.id: r for r in after}
    for row in whole:
        if not isinstance(row, Run | Story | Comparison):
            assert held[row.id] == row, "grown and whole ledgers are the same"


@pytest.mark.parametrize(("one_story", "expected"), [(False, [2]), (True, [3])])
def test_one_story(tmp_path: Path, one_story: bool, expected: list[int]) -> None:
    source = lines(tmp_path, record("one", FIRST), record("two", SECOND), record("three", THIRD))
    stories = [r for r in run([source], one_story=one_story) if isinstance(r, Story)]
    assert [len(s.articles) for s in stories if len(s.articles) > 1] == expected


def test_a_failing_page_is_left_out_and_the_rest_goes_on() -> None:
    """A page whose date is no text breaks a stage, as a fault of ours would."""
    good = Page(origin="good", form="body", data=FIRST.encode(), named=True, published=PUBLISHED, outlet="The One")
    bad = msgspec.structs.replace(good, origin="bad", published=20240314)
    readings = read_articles(Options(), [good, bad, good])
    assert [r.quarantined is None for r in readings] == [True, False, True]
    row = readings[1].quarantined
    assert row
    assert (row.origin, row.stage in {"articles", "mentions", "claims"}, " in " in row.reason) == ("bad", True, True)
    assert readings[0] == readings[2]
    assert readings[0].rows


def test_a_text_that_the_parser_cannot_bear_costs_one_page() -> None:
    good = Page(origin="good", form="body", data=FIRST.encode(), named=True, published=PUBLISHED, outlet="The One")
    readings = read_articles(Options(), [good, msgspec.structs.replace(good, origin="bad", title=7), good])
    assert [r.quarantined is None for r in readings] == [True, False, True]
    assert readings[0] == readings[2]


def test_a_broken_codebook_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "status.toml").write_text('[[cues]]\nid = "broken"\n', "utf8")
    with pytest.raises(CodebookError, match=r"status\.toml"):
        list(run([lines(tmp_path, record("one", FIRST))], codebook=str(tmp_path / "book")))


def test_too_long_pages_and_other_languages(tmp_path: Path) -> None:
    french = "Le gouvernement norvégien a annoncé lundi des sanctions contre le Pérou, a déclaré le premier ministre devant les journalistes à Oslo. " * 3
    found = list(run([lines(tmp_path, record("long", FIRST * 20), record("french", french))], longest=2_000))
    assert [(kind_of(r), r.stage if isinstance(r, Quarantined) else None) for r in found if isinstance(r, Quarantined)] == [("quarantined", "articles")]
    assert [r.language for r in found if isinstance(r, Article)] == ["fr"]
    assert [r for r in found if isinstance(r, Citing)] == []
    assert [r.languages for r in found if isinstance(r, Run)] == [{"fr": 1}]


def test_nothing_is_asked_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **kwargs: object) -> object:
        raise AssertionError("the network was asked for")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket, "socket", type("Closed", (socket.socket,), {name: refused}))
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    html = tmp_path / "page.html"
    html.write_text(
        f'<html><head><title>Sanctions</title><link rel="stylesheet" href="https://example.org/a.css"></head><body><article><p>{FIRST}</p></article></body></html>', "utf8"
    )
    assert [kind_of(r) for r in run([str(html), lines(tmp_path, record("one", SECOND))])].count("article") == 2


def test_the_progress_is_told(tmp_path: Path) -> None:
    seen: list[int] = []
    list(run([lines(tmp_path, record("one", FIRST), record("two", SECOND))], progress=seen.append))
    assert seen == [1, 2]


WORDS = (
    *("Norway", "Peru", "the Kenyan president", "Kari Lund", "its troops", "they", "we", "it", "the army", "Nato"),
    *(
        "attacked",
        "said",
        "said that",
        "would not sell",
        "denied",
        "called on",
        "will meet",
        "withdraws",
        "urged",
        "signed a treaty with",
        "accused",
        "has",
        "wants",
        "to",
        "and",
        "which",
        "if",
    ),
    *("on Monday", "in Oslo", "about 300 soldiers", "3–4 million", "$5m", "unless", "reportedly", "sanctions on", "talks with", "2019", "May 2020", "not", "never"),
    *(
        ". ",
        ", ",
        ": ",
        "; ",
        "“",
        "”",
        '"',
        "'",
        "’s",
        " — ",
        "(",
        ")",
        "…",
        "\n",
        "\n\n",
        "\u00a0",
        "\u200b",
        "\t",
        "?",
        "!",
        "•",
        "É",
        "漢字",
        "🙂",
        "½",
        "x" * 40,
        "-" * 30,
        "“" * 9,
    ),
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).flatmap(lambda w: st.sampled_from(["", " "]).map(lambda glue: glue.join(w)))
some = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def cites(row: Citing, article: Article) -> bool:
    """Does the row quote exactly its part, and no more of it than is allowed?"""
    exact = article.part(row.part)[row.start : row.end] == row.evidence != ""
    if isinstance(row, Quotation):
        return exact and len(row.content.split()) <= 150
    return exact and len(row.evidence.split()) <= 80


@some
@given(st.lists(texts, min_size=1, max_size=2))
def test_every_row_of_any_text_cites_it(bodies: list[str]) -> None:
    pages = [Page(origin=str(n), form="body", data=b.encode(), named=True, title=b[:60].strip() or None, published=PUBLISHED, outlet="The One") for n, b in enumerate(bodies)]
    for page, reading in zip(pages, read_articles(Options(mentions=True), pages), strict=True):
        if reading.quarantined:
            assert reading.quarantined.reason.startswith("no article text"), reading.quarantined
            assert not page.data.decode().strip()
        elif reading.article:
            assert [r for r in reading.rows if isinstance(r, Citing) and not cites(r, reading.article)] == []


@pytest.mark.parametrize(
    "piece",
    [
        FIRST + "\n" + THIRD + "\n",
        "Norway and Peru and Kenya and Poland said that they and it and we would not sell arms to Uganda if Chile, ",
        "“We will not wait,” he said. ",
        "On Monday, 3 May 2020, about 300 soldiers and 4,000 tons and $5m left Oslo for Lima. ",
        "Kari Lund, Ana Rojas, Ivan Sorel, Mara Tell, ",
    ],
    ids=["news", "one sentence", "quotations", "numbers", "names"],
)
@pytest.mark.usefixtures("unhindered")
def test_twice_the_text_takes_twice_the_time(piece: str) -> None:
    def seconds(body: str) -> float:
        page = Page(origin="a", form="body", data=body.encode(), named=True, published=PUBLISHED, outlet="The One")
        before = time.process_time()
        (reading,) = read_articles(Options(), [page])
        assert reading.quarantined is None
        return time.process_time() - before

    body = piece * (8_000 // len(piece))
    once = twice = float("inf")
    for _ in range(3):  # the best of three, or of fewer where they suffice
        once, twice = min(once, seconds(body)), min(twice, seconds(body + body))
        if twice <= 2.5 * once:
            break
    assert twice <= 2.5 * once
