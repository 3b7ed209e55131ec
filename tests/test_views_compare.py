"""Accounts side by side as a person sees them, in the terminal and as a page."""

from __future__ import annotations

import io
import re

import pytest
from msgspec.structs import replace
from rich.console import Console
from story_reports import ROWS, A, B

from detente.records import Account, Article, Comparison, Field, Row
from detente.stories import compare, group
from detente.views.accounts import of, on, spots, tally, titled
from detente.views.compare import cell, excerpt, html, table
from detente.views.reader import Reader


def laid(*articles: Article) -> list[Row]:
    mine = {a.id: a for a in articles}
    (story,) = group(mine.values(), ROWS, one_story=True)
    return [*articles, story, *compare(story, mine, ROWS)]


def shown(rows: list[Row], width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    table(rows, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_terminal() -> None:
    text = shown(laid(A, B))
    assert [line for line in text.splitlines() if re.match(r"\w.*\(\d+\)", line)] == sorted((h for h in text.splitlines() if re.match(r"What|Where", h)), key=text.index)
    for piece in ("Norway seizes trawlers", "Northern Standard", "Harbour Courier", "14 fishermen", "11 fishermen", "About 6,000 Norwegian soldiers", "What only one has"):
        assert piece in text
    assert max(map(len, text.splitlines())) <= 100


def test_what_a_report_tells_twice_alike_is_shown_once() -> None:
    one = Account("a", "Tarn Post", None, "e1", "title", 0, 11, "Tarn leaves", "Tarn")
    twice = [one, replace(one, part="body", evidence="Tarn left.", end=10), replace(one, evidence="Orsa left.", end=10, value="Orsa")]
    assert cell(twice, "differs", Reader([]), named=False).plain == "Tarn\nTarn leaves\nOrsa\nOrsa left."
    assert cell(twice[:2], "corroborated", Reader([]), named=False).plain == "Tarn leaves\nTarn left."


def test_who_goes_before_how_many_and_how_many_before_in_which_words() -> None:
    account = Account("a", "Tarn Post", None, "e1", "body", 0, 5, "Tarn.", "Tarn")
    rows = [Comparison(id=f, story="s", what=f, verdict="differs", field=f, accounts=(account, account)) for f in ("wording", "time", "figure", "status", "party")]
    assert [c.field for c in of("differs", rows)] == ["party", "status", "figure", "time", "wording"]
    assert of("only", rows) == []


@pytest.mark.parametrize(
    ("what", "field", "title"),
    [
        ("how many fishermen", "figure", "how many fishermen"),
        ("Tarn left", "place", "place: “… Tarn left …”"),
        ("Tarn left", "party", "who: “… Tarn left …”"),
        ("what Tarn says", "wording", "what Tarn says"),
    ],
)
def test_titles_say_what_differs(what: str, field: Field, title: str) -> None:
    account = Account("a", "Tarn Post", None, "e1", "body", 0, 20, "On Monday Tarn left.", "Tarn")
    assert titled(Comparison(id="c", story="s", what=what, verdict="differs", field=field, accounts=(account,))) == title


@pytest.mark.parametrize(
    ("counts", "text"),
    [((1, 0, 2), "2 reports: 1 thing both say, 0 told differently, 2 that only one has"), ((0, 1, 0), "2 reports: 0 things both say, 1 told differently, 0 that only one has")],
)
def test_the_tally_counts_in_words(counts: tuple[int, ...], text: str) -> None:
    rows = [r for r in laid(A, B) if isinstance(r, Comparison)]
    one = {c.verdict: c for c in rows}
    assert tally([c for verdict, n in zip(("corroborated", "differs", "only"), counts, strict=True) for c in [one[verdict]] * n], 2) == text


@pytest.mark.parametrize("width", [60, 100, 200])
def test_any_width(width: int) -> None:
    assert max(map(len, shown(laid(A, B), width).splitlines())) <= width


def test_more_reports_than_columns() -> None:
    more = [replace(B, id=f"b{n}", outlet=f"Paper {n}", text=B.text.replace("11 fishermen", f"{20 + n} fishermen").replace("Denmark", "Finland")) for n in range(3)]
    text = shown(laid(A, B, *more))
    assert "What several say" in text or "Where they differ" in text
    assert "Paper 2" in text


def test_nothing_to_compare() -> None:
    assert shown([A]) == "nothing to compare: no story has two reports\n"
    assert "No story has two reports" in html([A])


def test_page() -> None:
    page = html(laid(A, B))
    assert page.startswith("<!doctype html>")
    assert "<mark>14 fishermen</mark>" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "prefers-color-scheme: dark" in page
    for tag in ("main", "section", "article", "figure", "blockquote", "h3"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>")


def test_page_escapes() -> None:
    bad = replace(A, title="<script>alert(1)</script>", outlet='"><img src=x>', text=A.text.replace("14 fishermen", "14 <b>fishermen</b>"), url="javascript:alert(1)")
    page = html(laid(bad, B))
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>fishermen" not in page
    assert "javascript:" not in page


def test_excerpt_keeps_the_piece_and_some_words_around_it() -> None:
    account = next(c for c in laid(A, B) if hasattr(c, "accounts")).accounts[0]  # type: ignore[attr-defined]
    long = [f"w{n}" for n in range(50)]
    before, after = " ".join(long[16:25]), " ".join(long[27:36])
    assert excerpt(replace(account, evidence=" ".join(long), value="w25 w26")) == (f"… {before} ", "w25 w26", f" {after} …")
    assert excerpt(replace(account, evidence="“Tarn” left.", value="Tarn")) == ("“", "Tarn", "” left.")
    assert excerpt(replace(account, evidence="Tarn left.", value="Orsa")) == ("Tarn left.", "", "")
    assert excerpt(replace(account, evidence="Neither Tarn nor Orsa left.", value="Tarn, Orsa")) == ("Neither ", "Tarn nor Orsa", " left.")
    apart = f"Tarn {' '.join(long)} Orsa"
    assert excerpt(replace(account, evidence=apart, value="Orsa, Tarn")) == ("", "Tarn", f" {' '.join(long[:9])} …")


@pytest.mark.parametrize(
    ("text", "piece", "found"),
    [
        ("Tarn left. Orsa stayed.", "Orsa", ["Orsa"]),
        ("Tarnish and Tarn", "Tarn", ["Tarn"]),
        ("more than\n6,000 troops", "more than 6,000 troops", ["more than\n6,000 troops"]),
        ("Neither Orsa nor Tarn left.", "Tarn, Orsa", ["Orsa", "Tarn"]),
        ("Nato asked us", "NATO", ["Nato"]),
        ("Nato asked us", "US", []),
        ("Tarn left.", "", []),
    ],
)
def test_where_the_compared_piece_stands(text: str, piece: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in spots(text, piece)] == found


def test_who_was_first_and_what_each_left_out() -> None:
    early, late = replace(A, published="2031-03-03T08:00"), replace(B, published="2031-03-03T15:30")
    rows = laid(early, late)
    text = shown(rows)
    assert "Northern Standard (first)" in text
    assert re.search(r"Northern Standard leaves out \d+: Denmark offered", text)
    page = html(rows)
    assert page.count("<i>told it first</i>") == sum(any(a.article == "a" for a in c.accounts) and len(c.accounts) > 1 for c in rows if isinstance(c, Comparison) for _ in [0])
    assert "What each left out" in page
    assert "(first)" not in shown(laid(A, B)), "on one day, nobody knows"


def test_copies_and_an_agencys_words_are_marked_and_confirm_nothing() -> None:
    agency = "The coastguard of Norway boarded both trawlers at dawn and led them into the harbour of Bergen under guard. "
    own = [" ".join(f"{word}{n}" for n in range(60)) + "." for word in ("north", "south")]
    reports = [replace(x, text=f"{x.text}\n\n{agency}{words}") for x, words in ((A, own[0]), (B, own[1]))]
    assert "have" not in shown(laid(*reports)).split("What both say")[0].replace("leaves out", ""), "too little for an agency's text"
    reports = [replace(x, text=f"{agency}{agency.replace('dawn', 'noon')}{x.text}") for x in (A, B)]
    text = shown(laid(*reports))
    assert "have 2 sentences word for word; they confirm nothing" in text
    assert "<mark>The coastguard of Norway boarded" in html(laid(*reports))
    copy = replace(A, id="c", outlet="The Echo", copy_of="a")
    assert "The Echo: a copy of Northern Standard; it confirms nothing" in shown(laid(A, B, copy))


def test_figures_that_are_only_worded_apart_are_figures_too() -> None:
    found = {tuple(a.value for a in c.accounts) for c in laid(A, B) if isinstance(c, Comparison) and on(c, "figure")}
    assert found == {("14 fishermen", "11 fishermen"), ("About 6,000 Norwegian soldiers", "More than 6,000 Norwegian soldiers")}
    rows = [r for r in laid(A, B) if not isinstance(r, Comparison)]
    assert shown(rows) == "nothing to compare: the reports tell nothing of that kind apart\n"
