"""Opening a file, gzipped or not, within bounds; and the row for what could not be opened."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from detente import ids
from detente.pages.decode import UndecodableError, decode
from detente.records import Quarantined

LARGEST = 64 * 2**20  # bytes of one document, unpacked
RATIO = 200  # a packed table may grow this much, or to LARGEST where that is more; prose packs about 4:1


class UnreadableError(Exception):
    """A file that cannot be read: one line of what, what is allowed, how to mend it."""


def quarantined(origin: str, line: int | None, reason: str) -> Quarantined:
    """The row for an input that gave no page."""
    name = printable(origin)
    return Quarantined(id=ids.digest("quarantined", name, line, "pages"), origin=name, line=line, stage="pages", reason=reason)


def printable(origin: str) -> str:
    """A path as text that can be stored: bytes that are no UTF-8 are written out."""
    return origin.encode("utf-8", "backslashreplace").decode("utf-8")


def whole(origin: str) -> bytes:
    """A document of a path, its text as UTF-8."""
    with handle(origin) as stream:
        try:
            data = stream.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as e:
            raise UnreadableError(broken(e)) from None
    return text_of(data)


def text_of(data: bytes) -> bytes:
    """A document's bytes as UTF-8, where they are a text within bounds."""
    if len(data) > LARGEST:
        raise UnreadableError(f"more than {LARGEST // 2**20} MB; a page may be as large as that; split it, or give its articles as JSONL")
    if not data.strip():
        raise UnreadableError("an empty file; a page must hold text; leave it out or fetch it again")
    try:
        text = decode(data)
    except UndecodableError as e:
        raise UnreadableError(f"{e}; allowed is text in a known encoding; convert it to UTF-8 text") from None
    return text.encode("utf-8")


@contextmanager
def handle(origin: str) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where it ends in ".gz"."""
    path = Path(origin)
    if not path.is_file():
        what = "not a regular file" if os.path.lexists(origin) else "no such file"
        raise UnreadableError(f"{what}; allowed are files, folders, globs and -; mend the path")
    try:
        with path.open("rb") as raw:
            if origin.lower().endswith(".gz"):
                with gzip.GzipFile(fileobj=raw) as packed:
                    yield io.BufferedReader(_Bounded(packed, max(LARGEST + 2, RATIO * path.stat().st_size)))  # type: ignore[type-var]
            else:
                yield raw
    except OSError as e:
        raise UnreadableError(broken(e)) from None


def broken(e: BaseException) -> str:
    """What went wrong while reading, in a line."""
    if isinstance(e, (gzip.BadGzipFile, zlib.error, EOFError)):
        return f"broken gzip ({e}); allowed is a whole gzip file; pack it again"
    if isinstance(e, OSError):
        return f"cannot be read ({e.strerror or e}); allowed is a file you may read; mend its rights or copy it"
    raise e


class _Bounded(io.RawIOBase):
    """A packed stream that refuses to grow without end."""

    def __init__(self, inner: BinaryIO | gzip.GzipFile, most: int) -> None:
        self.inner, self.left = inner, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self.inner.read(len(buffer))
        self.left -= len(data)
        if self.left < 0:
            raise OSError(f"it unpacks to more than {RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)
