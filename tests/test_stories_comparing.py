"""Two reports side by side: what both say, where they differ and in what, what only one has."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story_reports import ROWS, A, B, report, saying

from detente.records import Comparison
from detente.stories import compare, group


def laid(*articles: object, rows: object = None) -> tuple[Comparison, ...]:
    mine = {a.id: a for a in articles}  # type: ignore[attr-defined]
    (story,) = group(mine.values(), one_story=True)  # type: ignore[arg-type]
    return compare(story, mine, rows or {})  # type: ignore[arg-type]


def said(rows: tuple[Comparison, ...], verdict: str) -> list[tuple[str | None, list[tuple[str, str | None]]]]:
    return [(c.field, [(a.article, a.value) for a in c.accounts]) for c in rows if c.verdict == verdict]


def test_both_say() -> None:
    both = said(laid(A, B, rows=ROWS), "corroborated")
    assert any(all(v and "give up the fishing grounds" in v for _, v in accounts) and len(accounts) == 2 for _, accounts in both), both
    assert not any(v and "trawlers" in v for _, accounts in both for _, v in accounts)  # they count the fishermen otherwise


def test_they_differ() -> None:
    apart = said(laid(A, B, rows=ROWS), "differs")
    assert ("figure", [("a", "14 fishermen"), ("b", "11 fishermen")]) in apart
    assert ("wording", [("a", "About 6,000 Norwegian soldiers"), ("b", "More than 6,000 Norwegian soldiers")]) in apart


def test_only_one_has() -> None:
    only = [c.accounts[0].evidence for c in laid(A, B, rows=ROWS) if c.verdict == "only"]
    assert "Denmark offered to mediate between the two neighbours in Copenhagen." in only
    assert not any("trawlers" in e or "soup" in e for e in only)


def test_accounts_cite() -> None:
    articles = {"a": A, "b": B}
    rows = laid(A, B, rows=ROWS)
    assert rows
    assert len({c.id for c in rows}) == len(rows)
    for account in (a for c in rows for a in c.accounts):
        assert articles[account.article].part(account.part)[account.start : account.end] == account.evidence
        assert len(account.evidence.split()) <= 60
        assert account.outlet == articles[account.article].outlet
    sources = {a.source for c in rows for a in c.accounts if "fishing grounds" in a.evidence and c.verdict == "corroborated"}
    assert sources == {"Tone Aasland"}


def test_the_same_rows_whatever_the_order() -> None:
    assert laid(A, B, rows=ROWS) == laid(B, A, rows=dict(reversed(ROWS.items())))


def test_a_copy_confirms_nothing() -> None:
    copy = replace(A, id="c", outlet="Lowland Gazette", copy_of="a")
    assert laid(A, copy) == ()
    assert laid(A, B, copy, rows=ROWS) == laid(A, B, rows=ROWS) or {x.article for c in laid(A, B, copy, rows=ROWS) for x in c.accounts} == {"a", "b"}


def test_the_same_agency_sentence_confirms_nothing() -> None:
    wire = "Norway seized two Swedish trawlers near Bergen on Monday and detained all of their fishermen."
    assert said(laid(report("a", "o", wire), report("b", "p", wire + "\n\nThe king was silent about it in his speech on Sunday night.")), "corroborated") == []


@pytest.mark.parametrize(
    ("first", "second", "field", "values"),
    [
        ("Tarnish pilots bombed Narva with 40 rockets on Friday.", "Pilots bombed Narva with 25 rockets on Friday.", "figure", ("40 rockets", "25 rockets")),
        ("The envoys of Norway will sign the fishing treaty.", "The envoys of Norway and Sweden will sign the fishing treaty.", "scope", ("Norway", "Norway, Sweden")),
        ("The ministers signed the fishing treaty on Monday.", "The ministers signed the fishing treaty on Tuesday.", "time", ("Monday", "Tuesday")),
        ("The guards captured a submarine near the harbour.", "The guards captured two submarines near the harbour.", "figure", ("a submarine", "two submarines")),
        ("Some 300 villagers fled from the shelling at dawn.", "Twenty-one villagers fled from the shelling at dawn.", "figure", ("Some 300 villagers", "Twenty-one villagers")),
    ],
)
def test_fields(first: str, second: str, field: str, values: tuple[str, str]) -> None:
    filler = "The weather over the fjord stayed calm.", "A choir sang in the old cathedral."
    found = said(laid(report("a", "o", f"{first} {filler[0]}"), report("b", "p", f"{second} {filler[1]}")), "differs")
    assert (field, [("a", values[0]), ("b", values[1])]) in found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("About 600 tons of wheat were shipped to Riga.", "Some 620 tons of wheat were shipped to Riga."),
        ("Norway asked Sweden to open the border crossing.", "The choir of Uppsala sang for three hours."),
    ],
)
def test_no_difference(first: str, second: str) -> None:
    assert said(laid(report("a", "o", first), report("b", "p", second)), "differs") == []


def test_two_sources_in_one_report() -> None:
    text = "About 6,000 Norwegian soldiers are stationed at the border.\n\nMore than 6,000 Norwegian soldiers are stationed at the border, the Swedish army said."
    one = report("a", "o", text)
    spoken = saying(one, "More than 6,000 Norwegian soldiers are stationed at the border", "SWE.MIL", "the Swedish army")
    (row,) = laid(one, rows={"a": [replace(spoken, speaker_name="Swedish army")]})
    assert (row.verdict, row.field) == ("differs", "wording")
    assert [(a.source, a.value) for a in row.accounts] == [(None, "About 6,000 Norwegian soldiers"), ("Swedish army", "More than 6,000 Norwegian soldiers")]
    assert laid(one) == ()
