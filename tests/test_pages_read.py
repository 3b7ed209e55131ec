"""Sources → pages and quarantined rows, in order."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from detente import pages
from detente.records import Page, Quarantined

BODY = "Tarn recalled its envoy from Orsa."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def brief(*sources: str, stdin: bytes | None = None) -> list[tuple[str, ...]]:
    """Pages as (origin, form, text), quarantined rows as (origin:line, the reason's beginning up to ";")."""
    out: list[tuple[str, ...]] = []
    for item in pages.read(sources, io.BytesIO(stdin) if stdin is not None else None):
        if isinstance(item, Page):
            out.append((item.origin, item.form, item.data.decode()))
        else:
            assert item.stage == "pages"
            assert "\n" not in item.reason
            assert item.reason.count(";") >= 2, "what; what is allowed; how to mend it"
            out.append((f"{item.origin}:{item.line}" if item.line else item.origin, item.reason.split(";")[0]))
    return out


def test_files_of_every_kind_in_the_order_given(folder: Path) -> None:
    (folder / "b.txt").write_text(BODY)
    (folder / "a.html").write_text(f"<p>{BODY}</p>")
    (folder / "c.HTM").write_text(f"<p>{BODY}</p>")
    (folder / "d.txt.gz").write_bytes(gzip.compress(BODY.encode()))
    (folder / "e.jsonl").write_text(json.dumps({"id": "x", "text": BODY}) + "\n" + json.dumps({"html": f"<p>{BODY}</p>"}) + "\n")
    (folder / "f.csv").write_text(f'id,text,published\n7,"{BODY}\nIt said why.",2019-03-04\n')
    (folder / "g.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": BODY}).encode()))
    assert brief("b.txt", "a.html", "c.HTM", "d.txt.gz", "e.jsonl", "f.csv", "g.jsonl.gz") == [
        ("b.txt", "text", BODY),
        ("a.html", "html", f"<p>{BODY}</p>"),
        ("c.HTM", "html", f"<p>{BODY}</p>"),
        ("d.txt.gz", "text", BODY),
        ("x", "body", BODY),
        ("e.jsonl:2", "html", f"<p>{BODY}</p>"),
        ("7", "body", f"{BODY}\nIt said why."),
        ("g.jsonl.gz:1", "body", BODY),
    ]


def test_folders_and_globs_are_sorted_and_hidden_files_are_no_pages(folder: Path) -> None:
    for name in ("z/b.txt", "z/a/c.txt", "z/.git/d.txt", "z/.hidden.txt", "z/notes.docx"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY)
    unknown = ("z/notes.docx", "the suffix .docx names no format")
    assert brief("z") == [("z/a/c.txt", "text", BODY), ("z/b.txt", "text", BODY), unknown]
    assert brief("z/*.txt", "z/**/c.*") == [("z/b.txt", "text", BODY), ("z/a/c.txt", "text", BODY)]
    assert brief("z/*.html") == [("z/*.html", "no file matches this pattern")]


def test_a_record_says_what_it_is(folder: Path) -> None:
    record = {"id": 12, "text": "\u00a0Two\r\nlines. ", "title": "T", "published": "2019-03-04", "outlet": "The Veldt Courier", "url": "https://veldt.example/1", "more": [1]}
    assert list(pages.read(["-"], io.BytesIO(json.dumps(record).encode()))) == [
        Page(
            origin="12",
            form="body",
            data="\u00a0Two\r\nlines. ".encode(),
            line=1,
            named=True,
            title="T",
            published="2019-03-04",
            outlet="The Veldt Courier",
            url="https://veldt.example/1",
        )
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"text": "half', "broken JSON: Input data was truncated"),
        (b"[1, 2]", "wrong type: Expected `object`, got `array`"),
        (b'{"text": 5}', "wrong type: Expected `str | null`, got `int` - at `$.text`"),
        (b'{"id": "x"}', "neither text nor html"),
        (b'{"text": " "}', "an empty text"),
        (b'{"text": NaN}', "broken JSON: JSON is malformed: invalid character (byte 9)"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 5000, "brackets nested deeper than 200"),
        (b'{"more": ' + b"[" * 300 + b"]" * 300 + b', "text": "x"}', "brackets nested deeper than 200"),
    ],
)
def test_a_broken_line_takes_no_other_with_it(line: bytes, what: str) -> None:
    good = json.dumps({"text": BODY}).encode()
    assert brief("-", stdin=good + b"\n" + line + b"\n\n" + good) == [("-:1", "body", BODY), ("-:2", what), ("-:4", "body", BODY)]


@pytest.mark.parametrize(
    ("stdin", "text"),
    [
        (b'\xef\xbb\xbf{"text": "Tarn"}\r\n', "Tarn"),
        ('{"text": "Tarn – Orsa"}\n'.encode("utf-16"), "Tarn – Orsa"),
        (b'{"text": "first", "text": "second"}', "second"),
        (b'{"text": "half \\ud800 a pair"}', "half \ufffd a pair"),
        (b'{"text": "a \\u0000 b"}', "a \ufffd b"),
        (b'{"text": "' + b"[" * 400 + b'"}', "[" * 400),
    ],
)
def test_lines_as_other_tools_write_them(stdin: bytes, text: str) -> None:
    assert brief("-", stdin=stdin) == [("-:1", "body", text)]


@pytest.mark.parametrize(
    ("stdin", "found"),
    [
        (BODY.encode(), ("-", "text", BODY)),
        (BODY.encode("utf-16"), ("-", "text", BODY)),
        (f"\n <p>{BODY}</p>".encode(), ("-", "html", f"\n <p>{BODY}</p>")),
        (b'<p>Tarn</p>\n{"text": "x"}', ("-", "html", '<p>Tarn</p>\n{"text": "x"}')),  # a script's own data
        (b'no record\n{"text": "Tarn"}', ("-:1", "broken JSON: JSON is malformed: invalid character (byte 4)")),
        (b"{no record}", ("-:1", "broken JSON: JSON is malformed: object keys must be strings (byte 1)")),
        (b"%PDF-1.4", ("-", "a PDF, not text")),
        (b" \n", ("-", "an empty file")),
        (b"x" * 200, ("-", "more than 0 MB")),
    ],
)
def test_standard_input_is_records_or_one_page(stdin: bytes, found: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.pages.files.LARGEST", 100)
    assert brief("-", stdin=stdin)[0] == found


def test_a_name_in_another_encoding_is_written_out(folder: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe9.jsonl"):
        (folder / os.fsdecode(name)).write_text(BODY)
    assert brief(".") == [("./caf\\udce9.jsonl:1", "broken JSON: JSON is malformed: invalid character (byte 0)"), ("./caf\\udce9.txt", "text", BODY)]


def test_a_line_that_is_too_long_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.pages.tables.LONGEST_LINE", 100)
    good = json.dumps({"text": BODY}).encode()
    assert brief("-", stdin=good + b"\n" + b"x" * 450 + b"\n" + good) == [("-:1", "body", BODY), ("-:2", "line longer than 0 MB"), ("-:3", "body", BODY)]


def test_broken_rows_of_a_csv_file(folder: Path) -> None:
    (folder / "a.csv").write_text('id,text\n1,Tarn met Orsa.\n2,too,many\n3,"bad"quote\n4,Orsa left.\n')
    (folder / "b.csv").write_text("id,words\n1,x\n")
    (folder / "c.csv").write_bytes("id,text\n1,Tarn déjà vu\n".encode("cp1252"))
    assert brief("a.csv", "b.csv", "c.csv") == [
        ("1", "body", "Tarn met Orsa."),
        ("a.csv:3", "3 cells where the header has 2"),
        ("a.csv:4", "broken CSV (',' expected after '\"')"),
        ("4", "body", "Orsa left."),
        ("b.csv:1", 'a header without "text" and "html"'),
        ("1", "body", "Tarn déjà vu"),
    ]


def test_files_that_cannot_be_read(folder: Path) -> None:
    whole = gzip.compress(BODY.encode() * 100)
    for name, data in {
        "empty.txt": b"",
        "blank.html": b" \n",
        "empty.jsonl": b"\n\n",
        "empty.csv": b"",
        "binary.txt": bytes(range(256)) * 9,
        "picture.html": b"\x89PNG\r\n\x1a\n",
        "cut.txt.gz": whole[:-12],
        "no.txt.gz": b"not gzip",
        "cut.jsonl.gz": gzip.compress(b'{"text": "x"}\n' * 9)[:-9],
        "no suffix": b"x",
    }.items():
        (folder / name).write_bytes(data)
    (folder / "a folder").mkdir()
    os.mkfifo(folder / "pipe.txt")
    names = ["gone.txt", "empty.txt", "blank.html", "empty.jsonl", "empty.csv", "binary.txt", "picture.html", "cut.txt.gz", "no.txt.gz"]
    assert [reason for _, reason in brief(*names)] == [
        "no such file",
        "an empty file",
        "an empty file",
        "an empty file",
        "an empty file",
        "binary data, not text",
        "a PNG image, not text",
        "broken gzip (Compressed file ended before the end-of-stream marker was reached)",
        "broken gzip (Not a gzipped file (b'no'))",
    ]
    assert brief("no suffix", "a folder", "pipe.txt") == [
        ("no suffix", "a name without suffix names no format"),
        ("a folder", "a folder without files"),
        ("pipe.txt", "not a regular file"),
    ]
    *found, last = brief("cut.jsonl.gz")
    assert last[1].startswith("broken gzip")
    assert all(item[1:] == ("body", "x") for item in found)


def test_a_bomb_stops(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.pages.files.LARGEST", 100_000)
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 10_000_000))
    (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' + b"\n" * 10_000_000))
    assert [reason for _, reason in brief("bomb.txt.gz")] == ["more than 0 MB"]
    assert brief("bomb.jsonl.gz")[-1][1].startswith("cannot be read (it unpacks to more than 200 times its size)")


def test_quarantined_rows_have_ids_of_their_own() -> None:
    rows = [item for item in pages.read(["gone-a.txt", "gone-b.txt"]) if isinstance(item, Quarantined)]
    assert len({row.id for row in rows}) == 2
