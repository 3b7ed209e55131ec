"""The stage: sources in the order given, folders and globs sorted; each file to its reader by its suffix."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from detente.pages.files import UnreadableError, handle, printable, quarantined, whole
from detente.pages.piped import piped
from detente.pages.tables import csv_pages, jsonl_pages
from detente.records import Page, Quarantined

DOCUMENTS = {".txt": "text", ".html": "html", ".htm": "html"}
TABLES = {".jsonl": jsonl_pages, ".csv": csv_pages}
ALLOWED = ".txt, .html, .htm, .jsonl and .csv, each also with .gz"


def read(sources: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Page | Quarantined]:
    """Every page of every source. A source is a file, a folder, a glob, or "-" for standard input."""
    for source in sources:
        if source == "-" and stdin is not None:
            yield from piped(stdin, source)
        elif os.path.isdir(source):
            yield from _folder(source)
        elif glob.has_magic(source) and not os.path.lexists(source):
            found = sorted(glob.glob(source, recursive=True))
            if not found:
                yield quarantined(source, None, "no file matches this pattern; allowed are files, folders, globs and -; mend the pattern")
            yield from read([f"./{f}" if f == "-" else f for f in found if not os.path.isdir(f) or "**" not in source], None)
        else:
            yield from _file(source)


def _folder(source: str) -> Iterator[Page | Quarantined]:
    """All files below a folder in order of path; hidden ones (".git", ".DS_Store") are no pages."""
    found: list[str] = []
    for folder, inner, names in os.walk(source):
        inner[:] = [name for name in inner if not name.startswith(".")]
        found.extend(os.path.join(folder, name) for name in names if not name.startswith("."))
    if not found:
        yield quarantined(source, None, f"a folder without files; allowed are {ALLOWED}; name a folder that holds some")
    for path in sorted(found):
        yield from _file(path)


def _file(origin: str) -> Iterator[Page | Quarantined]:
    suffix, name = _suffix(origin), printable(origin)
    try:
        if suffix in TABLES:
            with handle(origin) as stream:
                yield from TABLES[suffix](stream, name)
        elif suffix in DOCUMENTS:
            yield Page(origin=name, form="html" if DOCUMENTS[suffix] == "html" else "text", data=whole(origin))
        elif not os.path.lexists(origin):
            yield quarantined(origin, None, "no such file; allowed are files, folders, globs and -; mend the path")
        else:
            yield quarantined(origin, None, f"{f'the suffix {suffix}' if suffix else 'a name without suffix'} names no format; allowed are {ALLOWED}; rename or convert it")
    except UnreadableError as e:
        yield quarantined(origin, None, str(e))


def _suffix(origin: str) -> str:
    """The suffix that names the format, in lower case, without ".gz"."""
    path = Path(origin.lower())
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
