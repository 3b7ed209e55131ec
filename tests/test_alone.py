"""Work in a process of its own: what it answers, and how it ends where it takes too much."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from detente import pipeline
from detente.alone import Alone, Limits, OverrunError
from detente.pipeline import run
from detente.records import Article, Citing, Quarantined


def record(name: str, sentences: int) -> str:
    """A report as a JSON line."""
    words = "Tarn has offered Orsa a truce of {n} days along the Svell river, its foreign minister, Ilan Roke, said on Monday."
    return json.dumps({"id": name, "text": "\n".join(words.format(n=n) for n in range(10, sentences + 10))}) + "\n"


def work(what: str) -> str:
    if what == "sleep":
        time.sleep(60)
    if what == "hoard":
        return str(len(bytearray(b"x") * 2**31))
    if what == "fail":
        raise ValueError("no such page")
    if what == "print":
        print("not an answer")
    return what.upper()


@pytest.fixture(scope="module")
def alone() -> Alone:
    return Alone(work, "warm")


def test_it_answers_again_and_again(alone: Alone) -> None:
    assert [alone(w, Limits(30)) for w in ("a", "print", "b")] == ["A", "PRINT", "B"]


def test_an_error_comes_home_and_the_process_goes_on(alone: Alone) -> None:
    with pytest.raises(ValueError, match="no such page"):
        alone("fail", Limits(30))
    assert alone("a", Limits(30)) == "A"


@pytest.mark.parametrize(("what", "limits", "words"), [("sleep", Limits(0.3), "more than 0.3 seconds"), ("hoard", Limits(30, 300), "more than 300 MB of memory")])
def test_it_is_ended_in_time_and_the_next_is_served(alone: Alone, what: str, limits: Limits, words: str) -> None:
    started = time.monotonic()
    with pytest.raises(OverrunError) as e:
        alone(what, limits)
    assert e.value.what == words
    assert time.monotonic() - started < 20
    assert alone("a", Limits(30)) == "A"


def test_a_page_that_takes_too_long_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text(record("long", 700) + record("short", 3), "utf8")
    rows = list(run([str(tmp_path)], limits=Limits(seconds=0.5)))
    (lost,) = [r for r in rows if isinstance(r, Quarantined)]
    assert lost.origin == "long"
    assert lost.stage in {"sentences", "mentions", "tagger", "claims", "positions", "codebook", "pipeline"}
    assert lost.reason == "it took more than 0.5 seconds; allowed are 0.5 seconds and 1,024 MB; split the page, leave it out, or allow more (--seconds, --memory)"
    assert [r.origin for r in rows if isinstance(r, Article)] == ["short"]


def test_a_large_page_reads_as_a_small_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.jsonl").write_text(record("long", 60), "utf8")
    monkeypatch.setattr(pipeline, "LARGE", dict.fromkeys(pipeline.LARGE, 100))
    alone = list(run([str(tmp_path)], limits=Limits(seconds=100)))
    assert [options for options in pipeline.ALONE if options.limits == Limits(seconds=100)] != []
    monkeypatch.setattr(pipeline, "LARGE", dict.fromkeys(pipeline.LARGE, 10**9))
    assert alone == list(run([str(tmp_path)]))
    assert sum(isinstance(r, Citing) for r in alone) >= 60
