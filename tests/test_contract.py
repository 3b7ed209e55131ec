"""What every printed row holds, tried on the examples and on a folder with all that can go wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from detente.records import KINDS, Citing

Rows = list[dict[str, Any]]
CITING = {kind for kind, shape in KINDS.items() if issubclass(shape, Citing)}
OVER_ARTICLES = ("story", "comparison", "actor", "run")


def parts(rows: Rows) -> dict[tuple[str, str], str]:
    """The text of each part of each article."""
    return {(r["id"], part): r[key] or "" for r in rows if r["kind"] == "article" for part, key in (("body", "text"), ("title", "title"), ("standfirst", "standfirst"))}


def spans(value: object) -> Iterator[list[int]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from inner


def test_a_row_has_exactly_its_keys(examples: Rows) -> None:
    for row in examples:
        fields = {f.encode_name for f in msgspec.structs.fields(KINDS[row["kind"]])}
        assert set(row) == fields | {"kind"}, row


def test_all_kinds_but_the_failed_are_there(examples: Rows) -> None:
    assert set(KINDS) - {row["kind"] for row in examples} == {"duplicate", "quarantined", "mention"}


def test_a_row_cites_what_it_says(examples: Rows) -> None:
    texts = parts(examples)
    for row in (r for r in examples if r["kind"] in CITING):
        text = texts[row["article"], row["part"]]
        assert row["evidence"] == text[row["start"] : row["end"]] != "", row
        assert len(row["evidence"].split()) <= 80 or row["kind"] == "quotation", row
        assert row["rule"], row
        for a, b in spans(row.get("spans")):
            assert 0 <= a < b <= len(text), row
        if row.get("condition"):
            assert row["condition"]["text"] == text[row["condition"]["start"] : row["condition"]["end"]] != "", row


def test_a_quotation_is_the_words_of_its_spans(examples: Rows) -> None:
    texts = parts(examples)
    for row in (r for r in examples if r["kind"] == "quotation"):
        text = texts[row["article"], row["part"]]
        assert row["content"].split() == " … ".join(text[a:b] for a, b in row["spans"]["content"]).split(), row  # blanks are made plain
        assert len(row["content"].split()) <= 150


def test_an_account_cites_what_it_says(examples: Rows) -> None:
    texts = parts(examples)
    known = {r["id"]: r for r in examples}
    for row in (r for r in examples if r["kind"] == "comparison"):
        assert row["accounts"], row
        assert (row["field"] is None) == (row["verdict"] != "differs"), row
        assert row["story"] in known, row
        for account in row["accounts"]:
            assert account["evidence"] == texts[account["article"], account["part"]][account["start"] : account["end"]] != "", row
            assert len(account["evidence"].split()) <= 60
            assert account["article"] in (account["row"], known[account["row"]].get("article"))  # a sentence without a row stands for its article


def test_what_a_row_points_to_is_printed(examples: Rows) -> None:
    known = {r["id"]: r["kind"] for r in examples}
    assert len(known) == len(examples), "an id stands twice"
    for row in examples:
        assert row.get("article") is None or known[row["article"]] == "article"
        assert row.get("quotation") is None or known[row["quotation"]] == "quotation"
        assert all(known[e] == "event" for e in row.get("events") or ()), row
        assert all(known[r] in CITING for r in row.get("rows") or ()), row
        assert all(known[a] == "article" for a in row.get("articles") or ()), row
        assert row.get("copy_of") is None or known[row["copy_of"]] == "article"
        assert row["kind"] != "article" or row["story"] is None or known[row["story"]] == "story"


def test_unknown_is_null(examples: Rows) -> None:
    def empty(value: object) -> bool:
        return value == "" or (isinstance(value, dict) and any(map(empty, value.values())))

    assert [row for row in examples if any(empty(v) for k, v in row.items() if k != "text")] == []


def test_rows_stand_in_order(examples: Rows) -> None:
    assert examples[-1]["kind"] == "run"
    over = [n for n, row in enumerate(examples) if row["kind"] in OVER_ARTICLES]
    assert min(over) > max(n for n, row in enumerate(examples) if row["kind"] in CITING | {"article"})
    article, place = None, (0, 0)
    for row in examples:
        if row["kind"] == "article":
            article, place = row["id"], (0, 0)
        elif row["kind"] in CITING:
            assert row["article"] == article, "an article's rows follow it"
            here = (("title", "standfirst", "body").index(row["part"]), row["start"])
            assert here >= place, row
            place = here


def test_counts_add_up(examples: Rows) -> None:
    run = examples[-1]
    counts = Counter(row["kind"] for row in examples[:-1])
    assert {k: n for k, n in run["counts"].items() if n and k != "run"} == dict(counts)
    assert run["inputs"] == counts["article"] + counts["duplicate"] + counts["quarantined"]


def test_no_input_is_lost(tmp_path: Path, command: Any) -> None:
    """A good page, the same again, an empty file, a binary one, a broken line: each input is one row, the rest of the run goes on, exit 1."""
    good = "Tarn and Orsa sign truce\n\nTarn’s foreign minister, Ada Quist, said on Monday that her country had signed a truce with Orsa.\n"
    (tmp_path / "a.txt").write_text(good, "utf8")
    (tmp_path / "b.txt").write_text(good, "utf8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 8)
    lines = [
        json.dumps({"id": "one", "text": "Ada Quist met Boris Vane in Geneva on Tuesday. They agreed to meet again."}),
        '{"id": "two", "text": ',
        json.dumps({"id": "three", "text": "   "}),
    ]
    (tmp_path / "lines.jsonl").write_text("\n".join(lines), "utf8")
    done = command("read", tmp_path, tmp_path / "missing.txt", "--published", "2019-03-04", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    counts = Counter(row["kind"] for row in rows)
    assert done.returncode == 1
    assert (counts["article"], counts["duplicate"], counts["quarantined"]) == (2, 1, 5), done.stderr.decode()
    assert rows[-1]["inputs"] == 8
    assert {(Path(r["origin"]).name, r["line"]) for r in rows if r["kind"] == "quarantined"} == {
        ("empty.txt", None),
        ("noise.txt", None),
        ("lines.jsonl", 2),
        ("lines.jsonl", 3),
        ("missing.txt", None),
    }
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("workers", "seed"), [("1", "1"), ("2", "424242")])
def test_the_same_bytes_come_out(workers: str, seed: str, examples_printed: bytes, command: Any) -> None:
    done = command("read", "examples/pages", "--codebook", "examples/codebook", "--format", "jsonl", "--workers", workers, PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == examples_printed


def test_odd_numbers_stop_nothing(tmp_path: Path, command: Any) -> None:
    """Signs that count as digits and are no numbers, told by two reports of one story."""
    odd = "Tarn said on Monday that 1⁄2 of its 20² soldiers, or ½ of 1.2.3 brigades, ٣ in all and Ⅷ more, had left the border with Orsa. Orsa said that {} soldiers had left."
    (tmp_path / "a.txt").write_text("Tarn pulls back\n\n" + odd.format("3⁄4"), "utf8")
    (tmp_path / "b.txt").write_text("Tarn withdraws\n\n" + odd.format("①"), "utf8")
    done = command("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--format", "jsonl")
    assert done.returncode == 0, done.stderr.decode()
