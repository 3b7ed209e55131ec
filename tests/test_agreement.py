"""Krippendorff's alpha: the published examples, what is not defined, the interval, pairs of annotators."""

from __future__ import annotations

import time

import pytest

from detente.agreement import Agreement, Judgement, agreement, pairwise

# The reliability data of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): an observer a line, a unit a column, a dot where none was given.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")  # section A
NOMINAL = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")  # section B
MISSING = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")  # section C


def judged(*observers: str) -> list[Judgement]:
    return [(f"observer {o}", unit, value) for o, line in enumerate(observers) for unit, value in enumerate(line.split()) if value != "."]


@pytest.mark.parametrize(
    ("observers", "alpha", "units", "annotators", "values"),
    [
        (BINARY, 0.095, 10, 2, 20),
        (NOMINAL, 0.692, 12, 2, 24),
        (MISSING, 0.743, 11, 4, 40),  # the last unit has one value, which pairs with none
        (("a b c", "a b c"), 1.0, 3, 2, 6),
        (("a b", "b a"), -0.5, 2, 2, 4),  # by hand: 1 - 3 · 4 / (16 - 8)
        (("a a b", "a a a"), 0.0, 3, 2, 6),  # by hand: 1 - 5 · 2 / (36 - 26)
    ],
)
def test_alpha_is_that_of_the_printed_examples(observers: tuple[str, ...], alpha: float, units: int, annotators: int, values: int) -> None:
    found = agreement(judged(*observers))
    assert found.alpha == pytest.approx(alpha, abs=0.0005)
    assert found[2:] == (units, annotators, values)


@pytest.mark.parametrize(
    ("observers", "found"),
    [
        ((), Agreement(None, None, 0, 0, 0)),
        (("a b c",), Agreement(None, None, 0, 0, 0)),
        (("a b . .", ". . a b"), Agreement(None, None, 0, 0, 0)),
        (("a a a", "a a a"), Agreement(None, None, 3, 2, 6)),  # without variation nobody can tell agreement from habit
    ],
    ids=["nobody", "one alone", "no unit of both", "one value"],
)
def test_alpha_is_none_where_it_is_not_defined(observers: tuple[str, ...], found: Agreement) -> None:
    assert agreement(judged(*observers)) == found


def test_the_interval_holds_alpha_and_is_the_same_every_time() -> None:
    found = agreement(judged(*MISSING))
    assert found.alpha is not None
    assert found.interval is not None
    assert found.interval[0] < found.alpha < found.interval[1] <= 1
    assert agreement(reversed(judged(*MISSING))) == found
    many = agreement(judged(*(" ".join([line] * 30) for line in NOMINAL)))
    assert many.interval is not None
    assert many.interval[1] - many.interval[0] < 0.15  # 360 units say it more closely than twelve


def test_pairs_are_those_who_judged_the_same() -> None:
    found = pairwise(judged("a a b .", "a b b .", ". . . a"))
    assert {two: (a.alpha, a.units) for two, a in found.items()} == {("observer 0", "observer 1"): (pytest.approx(4 / 9), 3)}  # by hand: 1 - 5 · 2 / (36 - 18)
    assert list(pairwise(judged(*MISSING))) == [(f"observer {a}", f"observer {b}") for a in range(4) for b in range(a + 1, 4)]


def test_the_last_word_of_an_annotator_counts() -> None:
    assert agreement([*judged("a b c", "c b c"), ("observer 1", 0, "a")]).alpha == 1.0


@pytest.mark.usefixtures("unhindered")
def test_time_grows_with_the_judgements() -> None:
    def spent(units: int) -> float:
        given = judged(" ".join("ab"[u % 7 == 0] for u in range(units)), " ".join("ab"[u % 5 == 0] for u in range(units)))
        started = time.process_time()
        agreement(given)
        return time.process_time() - started

    assert min(spent(40_000) for _ in range(2)) <= 2.5 * min(spent(20_000) for _ in range(2))
