"""The parser keeps to one core, whatever was loaded before it: so it rounds alike everywhere, and two of them do not get in each other's way."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from detente.sentences import parse
from tests.sentence_reader import article

PARSER = sys.modules["detente.sentences.parse"]


def threads() -> set[int]:
    """On how many cores the libraries of matrices work that the parser may use; others may have come later."""
    return {library["num_threads"] for library in PARSER.arithmetic().info() if library["user_api"] == "blas"}


def test_it_works_on_one_core_and_gives_the_others_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert np.dot(np.ones(2), np.ones(2)) == 2
    during = list[set[int]]()
    split = vars(PARSER)["sentence_ranges"]
    monkeypatch.setattr(PARSER, "sentence_ranges", lambda words, starts: during.append(threads()) or split(words, starts))
    with threadpool_limits(limits=2, user_api="blas"):
        before = threads()
        list(parse([article("Tarn left.\n\nOrsa stayed.")]))
        assert threads() == before
    assert during == [{1}, {1}]
