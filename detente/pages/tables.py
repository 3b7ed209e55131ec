"""JSONL and CSV: a record is a page of its own; a broken one is quarantined with its line, the rest goes on."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from detente.pages.decode import BOMS, UndecodableError, decode, mend
from detente.pages.files import broken, quarantined
from detente.records import Page, Quarantined

LONGEST_LINE = 32 * 2**20  # bytes
DEEPEST = 200  # brackets inside one another; a record of ours has none
SHAPE = 'a record is {"id", "text" or "html", "title", "published", "outlet", "url"}'
BLANK = b" \t\r\n"
STRING = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\Z)', re.DOTALL)
BRACKET = re.compile(rb"[\[\]{}]")


class Record(msgspec.Struct, frozen=True):
    """A line as users write it; other keys are ignored."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def jsonl_pages(stream: BinaryIO, origin: str) -> Iterator[Page | Quarantined]:
    """A page for each line that is not blank."""
    empty = True
    try:
        for line, data in _lines(stream):
            if data is None:
                yield quarantined(origin, line, f"line longer than {LONGEST_LINE // 2**20} MB; allowed is one record a line; split it")
            elif data.strip(BLANK):
                yield _json_page(data.rstrip(BLANK), origin, line)
            empty = empty and data is not None and not data.strip(BLANK)
    except (OSError, EOFError, zlib.error) as e:
        yield quarantined(origin, None, broken(e))
        return
    if empty:
        yield quarantined(origin, None, "an empty file; it must hold a record a line; leave it out or fetch it again")


def csv_pages(stream: BinaryIO, origin: str) -> Iterator[Page | Quarantined]:
    """A page for each row below the header."""
    try:
        text = decode(stream.read())
    except UndecodableError as e:
        yield quarantined(origin, None, f"{e}; allowed is CSV in UTF-8; convert it")
        return
    except (OSError, EOFError, zlib.error) as e:
        yield quarantined(origin, None, broken(e))
        return
    before = csv.field_size_limit(LONGEST_LINE)
    try:
        yield from _rows(text, origin)
    finally:
        csv.field_size_limit(before)


def _rows(text: str, origin: str) -> Iterator[Page | Quarantined]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as e:
            yield quarantined(origin, line, f"broken CSV ({e}); allowed are cells in double quotes, quotes inside them doubled; mend the row")
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [name.strip().lower() for name in row]
            if not {"text", "html"} & set(header):
                yield quarantined(origin, line, 'a header without "text" and "html"; columns are id, text or html, title, published, outlet, url; name them in the first line')
                return
        elif len(row) != len(header):
            yield quarantined(origin, line, f"{len(row)} cells where the header has {len(header)}; allowed is one for each column; quote cells that hold commas or line breaks")
        else:
            cells = {name: cell for name, cell in zip(header, row, strict=True) if cell.strip()}
            yield _page(msgspec.convert(cells, Record), origin, line)
    if header is None:
        yield quarantined(origin, None, "an empty file; it must hold a header and a record a line; leave it out or fetch it again")


def _json_page(data: bytes, origin: str, line: int) -> Page | Quarantined:
    if data.count(b"[") + data.count(b"{") > DEEPEST and _depth(data) > DEEPEST:
        return quarantined(origin, line, f"brackets nested deeper than {DEEPEST}; {SHAPE}; give it flat")
    try:
        return _page(msgspec.json.decode(data, type=Record), origin, line)
    except msgspec.ValidationError as e:
        return quarantined(origin, line, f"wrong type: {e}; {SHAPE}, all strings; mend the line")
    except UnicodeDecodeError:
        return quarantined(origin, line, f"not UTF-8; {SHAPE} in UTF-8; convert the line")
    except msgspec.DecodeError as e:
        try:  # half a surrogate pair, which other writers let through
            return _page(msgspec.convert(json.loads(data), Record), origin, line)
        except (ValueError, RecursionError):
            return quarantined(origin, line, f"broken JSON: {e}; {SHAPE} on one line; mend the line")


def _page(record: Record, origin: str, line: int) -> Page | Quarantined:
    content = record.text if record.text is not None else record.html
    if content is None or not content.strip():
        what = "neither text nor html" if content is None else "an empty text"
        return quarantined(origin, line, f'{what}; a record needs one of "text" and "html" with words in it; fill it or take the line out')
    named = record.id not in (None, "")
    return Page(
        origin=mend(str(record.id)) if named else f"{origin}:{line}",
        form="body" if record.text is not None else "html",
        data=mend(content).encode("utf-8"),
        line=line,
        named=named,
        title=_given(record.title),
        published=_given(record.published),
        outlet=_given(record.outlet),
        url=_given(record.url),
    )


def _given(value: str | None) -> str | None:
    return mend(value) if value and value.strip() else None


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without a byte order mark; `None` for one that is too long."""
    line, start = 0, stream.readline(LONGEST_LINE + 1)
    for bom, encoding in BOMS:
        if start.startswith(bom):
            if bom != codecs.BOM_UTF8:
                text = (start + stream.read())[len(bom) :].decode(encoding, "replace")
                yield from enumerate((part.encode("utf-8", "surrogatepass") for part in text.split("\n")), 1)
                return
            start = start[len(bom) :]
            break
    while start:
        line += 1
        if len(start) > LONGEST_LINE:
            while start and not start.endswith(b"\n"):
                start = stream.readline(LONGEST_LINE)
            yield line, None
        else:
            yield line, start
        start = stream.readline(LONGEST_LINE + 1)


def _depth(data: bytes) -> int:
    """How deep the brackets go, strings left out."""
    depth = deepest = 0
    for byte in BRACKET.findall(STRING.sub(b"", data)):
        depth += 1 if byte in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
