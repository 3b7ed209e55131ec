"""Sentences by their marks, clauses, and the keys under which words are compared."""

from __future__ import annotations

import time

import pytest
from story_reports import report

from detente.codebook.vocabulary import stem
from detente.stories.units import named, sentences, units


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("On Oct. 11 Mr. Lund met J. Falk of the U.S. Treasury. “No.” He left!", ["On Oct. 11 Mr. Lund met J. Falk of the U.S. Treasury.", "“No.”", "He left!"]),
        ("“We shall see.” He left.", ["“We shall see.”", "He left."]),
        ("A headline\nThe text begins", ["A headline", "The text begins"]),
        ("It cost 2.5 million. ", ["It cost 2.5 million."]),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Norwegian ships and Oslo", ["@NOR", "ship", "and", "@NOR"]),
        ("South Korea's vessel", ["@KOR", "ship"]),
        ("negotiations in the Black Sea", ["talk", "in", "the", "#black sea"]),
        ("Fishermen seized 3,000.5 tons", ["fisherman", "seiz", "3000.5", "ton"]),
    ],
)
def test_keys(text: str, keys: list[str]) -> None:
    assert [w.key for w in named(text, 0, len(text))] == keys


@pytest.mark.parametrize(
    ("words", "same"), [("seize seized seizure seizes", "seiz"), ("agreement agreed agrees", "agre"), ("invitation invited invites", "invit"), ("Kyiv’s Kyiv", "kyiv")]
)
def test_stems(words: str, same: str) -> None:
    assert {stem(w) for w in words.split()} == {same}


def test_a_sentence_told_again_counts_once() -> None:
    text = "OSLO — The ministry of fisheries said on Monday that it would never hand over the two trawlers it had seized."
    assert len(units(report("a", "o", f"{text}\n\n{text.removeprefix('OSLO — ')}"))) == 1


def test_long_sentences_are_cut() -> None:
    cut = units(report("a", "o", ", ".join(f"the envoy of province {n} spoke about his harvest" for n in range(40)) + "."))
    assert len(cut) > 5
    assert all(u.end - u.start < 500 for u in cut)


@pytest.mark.parametrize("piece", ["“", "(", " - ", ". ", "a, ", "that ", "\n"])
@pytest.mark.usefixtures("unhindered")
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        article = report("a", "o", piece * times + "The end of it came late.")
        start = time.process_time()
        units(article)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(40_000) < 40 * max(seconds(4_000), 0.01)
