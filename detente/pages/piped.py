"""Standard input → pages: JSON lines, or one page as it is, told apart by how it begins."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from detente.pages import files
from detente.pages.decode import UndecodableError, decode
from detente.pages.tables import jsonl_pages
from detente.records import Page, Quarantined

HEAD = 65_536  # bytes that are looked at
RECORD = re.compile(r'^\s*\{\s*"', re.MULTILINE)


def piped(stream: BinaryIO, origin: str) -> Iterator[Page | Quarantined]:
    """Records where a line begins as one, or where the whole begins with a bracket; else a page: HTML where it begins with a tag."""
    head = stream.read(HEAD)
    try:
        begins = decode(head).lstrip("\ufeff \t\r\n")
    except UndecodableError:
        begins = "?"
    if begins[:1] in ("", "[", "{") or (begins[0] != "<" and RECORD.search(begins)):
        yield from jsonl_pages(io.BufferedReader(_Joined(head, stream)), origin)  # type: ignore[type-var]
        return
    try:
        yield Page(origin=origin, form="html" if begins[0] == "<" else "text", data=files.text_of(head + stream.read(files.LARGEST + 1)))
    except files.UnreadableError as e:
        yield files.quarantined(origin, None, str(e))


class _Joined(io.RawIOBase):
    """What was read of a stream already, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data, self.head = (self.head[: len(buffer)], self.head[len(buffer) :]) if self.head else (self.rest.read(len(buffer)), b"")
        buffer[: len(data)] = data
        return len(data)
