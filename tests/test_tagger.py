"""The trained tagger: what it finds, that it is what its card says, and that nothing but the words decides."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import tagger
from detente.records import Sentence, Span, Tagged
from detente.tagger.available import MODELS
from detente.tagger.network import network
from detente.tagger.windows import MOST, windows
from detente.tagger.words import Pieces

# sentence → its attributions: source | cue | content; "…" between the halves of a content
SAID = [
    ("The foreign minister of Orsa said that talks would resume on Monday.", ["The foreign minister of Orsa | said | that talks would resume on Monday"]),
    ("Talks would resume on Monday, officials in Veldt said.", ["officials in Veldt | said | Talks would resume on Monday"]),
    ("According to two diplomats, the draft leaves the border open.", ["two diplomats | According to | the draft leaves the border open"]),
    ("She insisted she had never met the envoy.", ["She | insisted | she had never met the envoy"]),
    ("“We will not sign,” Mara Tellin told reporters, “until the guns are silent.”", ["Mara Tellin | told | “We will not sign,” … “until the guns are silent.”"]),
    ("The rebels' claim that the bridge was mined was rejected in Veldt.", ["The rebels | claim | that the bridge was mined"]),
    ("Marland has accused its neighbour of arming the rebels.", ["Marland | has accused | its neighbour of arming the rebels"]),
    ("It was reported that the convoy had turned back.", [" | was reported | that the convoy had turned back"]),
    ("Analysts expect the ceasefire to fail within weeks.", ["Analysts | expect | the ceasefire to fail within weeks"]),
    ("He denied that any troops had crossed the river.", ["He | denied | that any troops had crossed the river"]),
    ("Mr Oduya warned: “This is the last chance.”", ["Mr Oduya | warned | “This is the last chance.”"]),
    ("The rain fell all night and the roads were empty.", []),
    ("Three ships left the harbour of Quill at dawn and turned north.", []),
]
HELD = 10  # of these, word for word but for marks at the edges; another processor rounds otherwise


def sentence(text: str, start: int = 0, index: int = 0) -> Sentence:
    """A sentence as a paragraph of its own, without a parse, for the tagger reads words alone."""
    return Sentence("body", index, index, start, start + len(text), text, (), ())


def article(texts: list[str]) -> tuple[Sentence, ...]:
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 2)
    return tuple(sentence(text, start, n) for n, (text, start) in enumerate(zip(texts, starts, strict=False)))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[a:b].strip(' .,“”"') for a, b in spans)


def test_what_it_finds() -> None:
    found = {}
    for text, _ in SAID:
        found[text] = [" | ".join(words(text, spans) for spans in (t.source, t.cue, t.content)) for t in tagger.tag((sentence(text),)) if t.score >= 0.5]
    wanted = {text: [re.sub(r"[“”]|[,.]”", "", w).strip(".") for w in want] for text, want in SAID}
    wrong = {text: (found[text], wanted[text]) for text in found if found[text] != wanted[text]}
    assert len(SAID) - len(wrong) >= HELD, wrong


def test_the_same_twice_and_whatever_else_is_read() -> None:
    one, other = (article([text for text, _ in SAID[k:] + SAID[:k]] * 3) for k in (0, 7))
    first = tagger.tag(one)
    assert first
    tagger.tag(other)
    assert tagger.tag(one) == first
    assert first == tuple(t for part in window_by_window(one) for t in part)


def window_by_window(sentences: tuple[Sentence, ...]) -> list[tuple[Tagged, ...]]:
    """What each window of an article gives by itself."""
    pieces = network().pieces
    ends = [w.words[-1].end for w in windows([[pieces.words(s.text, s.start)] for s in sentences])]
    return [tagger.tag(tuple(s for s in sentences if a < s.end <= b)) for a, b in pairwise([0, *(e + 1 for e in ends)])]


def test_parts_and_offsets() -> None:
    title = Sentence("title", 0, 0, 0, 41, "Orsa will not negotiate, president claims", (), ())
    body = sentence("The president said that Orsa would not negotiate.", 100, 1)
    found = tagger.tag((title, body))
    assert [(t.part, t.source) for t in found] == [("title", ((25, 34),)), ("body", ((100, 113),))]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=80), max_size=4))
def test_any_text(texts: list[str]) -> None:
    sentences = article(texts)
    for t in tagger.tag(sentences):
        assert t.cue
        assert t.content
        assert all(0 <= a < b <= sentences[-1].end for spans in (t.source, t.cue, t.content) for a, b in spans)


PIECES = Pieces(["[CLS]", "[SEP]", "[UNK]", "un", "##rest", "##a", "a", ".", '"', "e"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unrest.", [(0, 6, (3, 4)), (6, 7, (7,))]),
        ("“É” a", [(0, 1, (2,)), (1, 2, (9,)), (2, 3, (2,)), (4, 5, (6,))]),
        ("unx", [(0, 3, (2,))]),
        ("a" * 61, [(0, 61, (2,))]),
        (" \n", []),
    ],
)
def test_words(text: str, expected: list[tuple[int, int, tuple[int, ...]]]) -> None:
    assert PIECES.words(text) == expected


@given(st.lists(st.lists(st.integers(0, 90), max_size=4), max_size=6))
def test_windows_hold_every_word_once_and_no_more_than_they_may(sizes: list[list[int]]) -> None:
    paragraphs = [[PIECES.words("unrest " * n, 1000 * k + 10_000 * j) for k, n in enumerate(p)] for j, p in enumerate(sizes)]
    made = list(windows(paragraphs))
    assert [w for window in made for w in window.words] == [w for p in paragraphs for s in p for w in s]
    assert all(0 < len(window.numbers(PIECES)[0]) <= MOST for window in made)


def test_the_files_are_those_of_the_card() -> None:
    card = json.loads((MODELS / "tagger.json").read_text("utf8"))
    shipped = {path.name: path.read_bytes() for path in MODELS.iterdir() if path.name not in {"tagger.json", "README.md"}}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in shipped.items()} == card["files"]
    assert sum(map(len, shipped.values())) < 25_000_000
    told = (MODELS / "README.md").read_text("utf8")
    assert [digest for digest in card["files"].values() if digest not in told] == []


@pytest.mark.parametrize(
    ("before", "printed"),
    [
        ("", "None False False"),
        (
            "sys.modules['onnxruntime'] = None",
            "the trained tagger needs onnxruntime, which is not installed: pip install onnxruntime, or read with --fast, which is rules alone True False",
        ),
    ],
)
def test_libraries_are_loaded_when_asked_and_missed_in_a_line(before: str, printed: str) -> None:
    code = f"import sys; {before}\nfrom detente import tagger; print(tagger.unavailable(), 'onnxruntime' in sys.modules, 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == printed
