"""A user's folder of rules: read as it is, or refused in a line that names the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook import Codebook, CodebookError


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("act/aid.toml", b"", "act/aid.toml: the codebook has no table act/aid.toml; tables are called as the shipped ones, such as "),
        ("outlet.csv", b"name\n", "such as outlets.csv"),
        ("outlets.csv", b"domain,name\nTarn D\xe9p\xeache,x.example\n", "outlets.csv: not UTF-8"),
        ("outlets.csv", b'domain,name\n"Tarn\nPost",x.example\n', "outlets.csv: a cell in quotation marks runs over lines"),
        ("outlets.csv", b"name,colour\nTarn Post,red\n", "outlets.csv:1: unknown columns ['colour']"),
        ("outlets.csv", b"domain,name\n\nx\n", "outlets.csv:3: 1 cells where the header has 2"),
    ],
)
def test_a_broken_table_is_told(name: str, content: bytes, error: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CodebookError) as told:
        _ = Codebook(tmp_path).outlets
    assert str(tmp_path / name) in str(told.value)
    assert error in str(told.value)


def test_what_is_no_table_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"\xff")
    (tmp_path / "acts" / "old.toml").mkdir(parents=True)
    (tmp_path / "outlets.csv").write_text("\ufeffdomain,name\r\ntarn.example,Tarn Post\r\n", "utf8")
    codebook = Codebook(tmp_path)
    assert codebook.outlets.by_url("https://tarn.example/1").name == "Tarn Post"  # type: ignore[union-attr]
    assert codebook.acts.rules
    assert codebook.hash
