"""Passages of two reports that tell the same, as flat pieces of their texts."""

from __future__ import annotations

from msgspec.structs import replace
from story_reports import A

from detente.records import Account, Comparison
from detente.views import pairs


def account(article: str, part: str, start: int, end: int) -> Account:
    return Account(article, None, None, article, part, start, end, "", None)  # type: ignore[arg-type]


def compared(verdict: str, *places: Account, field: str | None = None) -> Comparison:
    return Comparison(id=f"{verdict}{len(places)}", story="s", what="w", verdict=verdict, field=field, accounts=places)  # type: ignore[arg-type]


X = replace(A, id="x", title=None, text="One two three.\n\nFour five six.")
Y = replace(A, id="y", title="Three two", text="Six.")


def test_overlapping_passages_are_flat_pieces_with_all_their_numbers() -> None:
    rows = [
        compared("corroborated", account("x", "body", 0, 13), account("y", "title", 0, 9)),
        compared("differs", account("x", "body", 4, 20), account("y", "body", 0, 3), field="figure"),
        compared("differs", account("x", "body", 0, 13), account("y", "title", 0, 9), field="place"),
        compared("only", account("x", "body", 0, 3)),
        compared("differs", account("x", "body", 900, 950), account("y", "body", 0, 3), field="time"),
    ]
    found = pairs.pairs(rows, X, Y)
    assert [(p.number, p.verdict, p.words) for p in found] == [(1, "differs", ("place",)), (2, "differs", ("figure",))]
    (body,) = pairs.lit(X, found, first=True)
    assert [[(piece.text, [p.number for p in piece.pairs], [p.number for p in piece.begins]) for piece in line] for line in body.lines] == [
        [("One ", [1], [1]), ("two three", [1, 2], [2]), (".", [2], [])],
        [("Four", [2], []), (" five six.", [], [])],
    ]


def test_the_two_that_tell_most_in_common_are_the_closest() -> None:
    z = replace(A, id="z")
    rows = [
        compared("corroborated", account("x", "body", 0, 3), account("z", "body", 0, 3)),
        compared("differs", account("x", "body", 4, 7), account("z", "body", 4, 7), account("y", "body", 0, 3)),
        compared("only", account("y", "body", 0, 3)),
    ]
    assert pairs.closest(rows, [X, Y, z]) == ("x", "z")
    assert pairs.closest([], [X, Y, z]) == ("x", "y")
    assert pairs.closest(rows, [X]) is None
