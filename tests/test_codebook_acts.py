"""The acts' files: format errors name file and line, every type and frame has what it must have, no sentence stands twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from detente.codebook.acts import QUAD, TYPES, Acts, load
from detente.codebook.load import CodebookError
from detente.pipeline import Options, read_articles
from detente.records import Event, Page
from tests.sentence_reader import OUTLET, PUBLISHED

NOT_IN_GDELT = {"176"}  # newer CAMEO codes that Goldstein's scale as GDELT prints it leaves out

FRAME = """
type = "AGREE"
description = "x"

[[frames]]
id = "one"
cameo = "030"
verbs = ["agree"]
yes = ["Norway agreed."]
no = ["The weather agreed with him."]
"""


@pytest.fixture(scope="module")
def acts() -> Acts:
    return load(None)


def test_every_type_has_frames(acts: Acts) -> None:
    counts = Counter(r.type for r in acts.rules)
    assert set(counts) == set(TYPES)
    assert all(n >= 6 for n in counts.values()), counts


def test_a_file_holds_the_type_it_is_named_after(acts: Acts) -> None:
    assert [(path.stem, sheet.type.lower()) for path, sheet in acts.sheets if path.stem != sheet.type.lower()] == []


def test_every_frame_has_words_and_both_kinds_of_sentences(acts: Acts) -> None:
    bare = [r.name for r in acts.rules if not (r.frame.verbs or r.frame.nouns or r.frame.adjectives)]
    few = [r.name for r in acts.rules if not (r.frame.yes and r.frame.no)]
    assert (bare, few) == ([], [])


def test_no_sentence_stands_twice(acts: Acts) -> None:
    counts = Counter(s for r in acts.rules for s in (*r.frame.yes, *r.frame.no)) + Counter(s for t in acts.turns for s in (*t.yes, *t.no))
    assert [s for s, n in counts.items() if n > 1] == []


def test_modes_and_codes_are_known(acts: Acts) -> None:
    assert [r.name for r in acts.rules if r.frame.mode and f"{r.type}:{r.frame.mode}" not in acts.scores] == []
    assert [r.name for r in acts.rules if r.frame.cameo not in acts.goldstein and r.frame.cameo not in NOT_IN_GDELT] == []
    assert [t.id for t in acts.turns if t.to not in TYPES or t.cameo not in acts.goldstein or set(t.types) - set(TYPES)] == []


SLOTS = re.compile(r"subject|object|indirect|possessor|clause-(subject|object)|inside|speaker|[a-z]+")


def test_slots_are_words(acts: Acts) -> None:
    assert [(r.name, slot) for r in acts.rules for slot in (*r.frame.actor, *r.frame.recipient) if not SLOTS.fullmatch(slot)] == []


def test_lists_are_lower_case_and_used(acts: Acts) -> None:
    assert [w for words in acts.words.values() for w in words if w != w.lower()] == []
    named = {e[1:] for r in acts.rules for e in (*r.frame.object, *r.frame.words, *r.frame.unless) if e.startswith("@")}
    assert set(acts.words) - named == {"hours", "opponents", "partitives"}  # which the coder asks for by name


@pytest.mark.parametrize(
    ("key", "score"),
    [(("AID", None), 10.0), (("ACCUSE", None), -3.0), (("ASSAULT", "aerial"), -9.5), (("ASSAULT", "nonesuch"), -9.0), (("CONSULT", "visit"), 4.0)],
)
def test_scores(acts: Acts, key: tuple[str, str | None], score: float) -> None:
    assert acts.score(*key) == score


@pytest.mark.parametrize(("name", "quad"), [("CONSULT", 1), ("AID", 2), ("REJECT", 3), ("SANCTION", 4)])
def test_quads(name: str, quad: int) -> None:
    assert QUAD[name] == quad


@pytest.mark.parametrize(("code", "goldstein"), [("190", -10.0), ("057", 8.0), ("030", 4.0), ("010", 0.0)])
def test_goldstein(acts: Acts, code: str, goldstein: float) -> None:
    assert acts.goldstein[code] == goldstein


def test_lists_expand(acts: Acts) -> None:
    assert {"missile", "snowball"} <= acts.expand(("@weapons", "snowball"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('type = "AGREE"', 'type = "AGREEABLE"', r"agree\.toml:1: unknown type 'AGREEABLE'; allowed are AGREE, CONSULT"),
        ('cameo = "030"', 'cameo = "030"\ncolour = "red"', r"agree\.toml:4: .*colour"),
        ('cameo = "030"', "cameo = 30", r"agree\.toml:4: .*str"),
        ('verbs = ["agree"]', 'verbs = ["agree"', r"agree\.toml:\d+: "),
        ('verbs = ["agree"]', 'verbs = ["agree"]\nobject = ["@nonesuch"]', r"agree\.toml:5: frame 'one' names the list '@nonesuch'; words\.toml has .*@weapons"),
        ('verbs = ["agree"]', 'verbs = ["agree"]\nneeds = ["victim"]', r"agree\.toml:4: .*victim"),
        ('verbs = ["agree"]', "", r"agree\.toml:5: frame 'one' has no word that tells it"),
        ('no = ["The weather agreed with him."]', "no = []", r"agree\.toml:5: frame 'one' lacks its proof"),
        ('cameo = "030"', 'cameo = "030"\nmode = "fight"', r"agree\.toml:5: frame 'one' has the unknown mode 'fight'; AGREE has "),
        ('cameo = "030"', 'cameo = "verbal"', r"agree\.toml:5: frame 'one' has the CAMEO code 'verbal'"),
        ('cameo = "030"', 'cameo = "030"\nactor = ["Subject"]', r"agree\.toml:5: frame 'one' has the slot 'Subject'; allowed are subject, object"),
        ("[[frames]]", FRAME.partition("\n\n")[2] + "[[frames]]", r"agree\.toml: the id 'one' stands twice"),
    ],
)
def test_errors_name_the_place_and_the_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "agree.toml").write_text(FRAME.lstrip().replace(old, new, 1), "utf8")
    with pytest.raises(CodebookError, match=says):
        load(tmp_path)


def test_a_folder_of_ones_own_adds_frames(tmp_path: Path, acts: Acts) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "agree.toml").write_text(FRAME.lstrip(), "utf8")
    assert len(load(tmp_path).rules) == len(acts.rules) + 1


def test_a_frame_of_the_same_name_takes_the_shipped_ones_place(tmp_path: Path, acts: Acts) -> None:
    shipped = next(r for r in acts.rules if r.type == "AGREE")
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "mine.toml").write_text(FRAME.lstrip().replace('id = "one"', f'id = "{shipped.frame.id}"'), "utf8")
    own = load(tmp_path)
    assert len(own.rules) == len(acts.rules)
    assert [r.frame.verbs for r in own.rules if r.name == shipped.name] == [("agree",)]


@pytest.mark.parametrize(
    ("frame", "text", "expected"),
    [
        (
            "type = 'COERCE'\ndescription = 'x'\n[[frames]]\nid = 'jam'\ncameo = '176'\nverbs = ['jam']\nyes = ['y']\nno = ['n']\n",
            "Norway jammed the Danish radar on Monday.",
            ["coerce.jam"],
        ),
        (
            "type = 'ACCUSE'\ndescription = 'x'\n[[frames]]\nid = 'condemn'\ncameo = '111'\nverbs = ['frown on']\nrecipient = ['on']\nyes = ['y']\nno = ['n']\n",
            "Norway frowned on Peru on Monday.",
            ["accuse.condemn"],
        ),
    ],
)
def test_a_text_is_read_with_acts_of_ones_own(tmp_path: Path, frame: str, text: str, expected: list[str]) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "mine.toml").write_text(frame, "utf8")
    page = Page(origin="a", form="body", data=text.encode(), named=True, published=PUBLISHED, outlet=OUTLET)
    (reading,) = read_articles(Options(codebook=str(tmp_path)), [page])
    (shipped,) = read_articles(Options(), [page])
    assert [r.rule for r in reading.rows if isinstance(r, Event)] == expected
    assert [r.rule for r in shipped.rows if isinstance(r, Event)] != expected
