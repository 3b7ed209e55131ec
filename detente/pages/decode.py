"""Bytes → text, whatever they were written in; what is no text is refused with a reason."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from ftfy import fix_encoding
from ftfy.badness import badness, is_bad

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
MAGIC = {b"%PDF": "a PDF", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"PK\x03\x04": "a zip archive or office document"}
MAGIC |= {b"\x28\xb5\x2f\xfd": "a zstd archive", b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive", b"SQLite format 3": "an SQLite database"}
ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
UNSAFE = re.compile("[\x00\ud800-\udfff]")
OTHERS = ("cp1251", "koi8_r", "gb18030", "shift_jis", "euc_jp", "euc_kr", "big5", "cp1253", "cp1255", "cp1256")
TWICE = 2  # garbled places from which a text is mojibake; one may be a rare letter
SAMPLE = 65_536  # bytes that a guess looks at


class UndecodableError(ValueError):
    """No text; the message says what it is instead and how to mend it."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text, NULs and lone surrogates replaced one for one, so that offsets hold.

    Tried in this order: byte order mark, UTF-16 and UTF-32 without one, UTF-8, the declared charset, a guess, Windows-1252. Mojibake is undone.
    """
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise UndecodableError(f"{what}, not text")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return mend(data[len(bom) :].decode(encoding, "replace"))
    text = _without_mark(data, declared)
    odd = len(ODD.findall(text, 0, SAMPLE))
    if odd > 8 and odd * 50 > min(len(text), SAMPLE):
        raise UndecodableError("binary data, not text")
    return mend(demangled(text))


def demangled(text: str) -> str:
    """Lines that were decoded wrongly before they came here ("Tarnâ€™s offer") read as they were written; others stay as they are."""
    if text.isascii() or badness(text) < TWICE:
        return text
    return "".join(fix_encoding(line) if not line.isascii() and is_bad(line) else line for line in text.splitlines(keepends=True))


def mend(text: str) -> str:
    """Characters that parsers choke on become U+FFFD, one for one."""
    return UNSAFE.sub("\ufffd", text)


def _without_mark(data: bytes, declared: str | None) -> str:
    if encoding := _wide(data[:SAMPLE]):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        if e.start > SAMPLE or _nearly(data):
            return data.decode("utf-8", "replace")
    said = DECLARED.search(data[:4096])
    for name in (declared, said[1].decode("ascii") if said else None):
        if name and name.lower() not in {"utf-8", "utf8", "utf-16", "utf-32"}:
            try:
                return data.decode("cp1252" if name.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name)
            except (LookupError, UnicodeDecodeError):
                continue
    if data.count(0, 0, SAMPLE) * 100 > min(len(data), SAMPLE):
        raise UndecodableError("binary data, not text")
    return data.decode(_guess(data[:SAMPLE]), "replace")


def _guess(sample: bytes) -> str:
    """Windows-1252 where most letters are plain ones (short Latin texts mislead the guesser), else the likeliest of the other scripts' encodings."""
    high = sum(byte > 0x7F for byte in sample)
    plain = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    best = from_bytes(sample, cp_isolation=list(OTHERS)).best() if high * 2 > plain else None
    return best.encoding if best else "cp1252"


def _wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: where the NULs of Latin letters stand says which."""
    if len(sample) < 8 or 0 not in sample:
        return None
    n = len(sample) // 4 * 4
    at = [sample[i:n:4].count(0) * 4 / n for i in range(4)]
    for encoding, empty, full in (("utf-32-le", (1, 2, 3), (0,)), ("utf-32-be", (0, 1, 2), (3,)), ("utf-16-le", (1, 3), (0, 2)), ("utf-16-be", (0, 2), (1, 3))):
        if all(at[i] > 0.6 for i in empty) and all(at[i] < 0.1 for i in full):
            return encoding
    return None


def _nearly(data: bytes) -> bool:
    """UTF-8 with a few broken bytes: most of what is above ASCII is whole."""
    text = data[:SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 10 < sum(c > "\x7f" for c in text)
