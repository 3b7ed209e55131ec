"""Bytes → text: encodings as pages come in them, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from detente.pages.decode import UndecodableError, decode, mend

ENGLISH = "The minister said: “Tarn won’t yield” – and left for Orsa."
RUSSIAN = "Министр заявил, что переговоры в Тарне продолжатся на следующей неделе, и покинул столицу вместе с делегацией."
CAFE = "Le ministre a déclaré à l’été dernier que la réunion serait annulée."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ENGLISH.encode(), ENGLISH),
        (codecs.BOM_UTF8 + ENGLISH.encode(), ENGLISH),
        (codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"), ENGLISH),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), ENGLISH),
        (codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"), ENGLISH),
        (codecs.BOM_UTF32_BE + ENGLISH.encode("utf-32-be"), ENGLISH),
        (ENGLISH.encode("utf-16-le"), ENGLISH),
        (ENGLISH.encode("utf-16-be"), ENGLISH),
        (ENGLISH.encode("utf-32-le"), ENGLISH),
        (ENGLISH.encode("utf-32-be"), ENGLISH),
        (ENGLISH.encode("cp1252"), ENGLISH),
        (CAFE.encode("cp1252"), CAFE),
        ((RUSSIAN * 3).encode("cp1251"), RUSSIAN * 3),
        ((RUSSIAN * 3).encode("koi8-r"), RUSSIAN * 3),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"), '<meta charset="windows-1251">' + RUSSIAN),
        (b'<meta charset="iso-8859-1">' + ENGLISH.encode("cp1252"), '<meta charset="iso-8859-1">' + ENGLISH),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode(), '<meta charset="windows-1251">' + RUSSIAN),
        ('<meta charset="gb18030">谈判将继续'.encode("gb18030"), '<meta charset="gb18030">谈判将继续'),
        ('<meta charset="shift_jis">交渉は続く'.encode("shift_jis"), '<meta charset="shift_jis">交渉は続く'),
        ("Tarn a cédé à Orsa. ".encode() * 20 + b"\xff", "Tarn a cédé à Orsa. " * 20 + "\ufffd"),
        (b"Tarn\0 and Orsa met in Veldt on Monday.", "Tarn\ufffd and Orsa met in Veldt on Monday."),
        (b"line one\r\nline two", "line one\r\nline two"),
        (b"", ""),
    ],
)
def test_text_is_what_was_written(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "a PDF, not text"),
        (b"PK\x03\x04word/document.xml", "a zip archive or office document, not text"),
        (b"\x89PNG\r\n", "a PNG image, not text"),
        (bytes(range(256)) * 40, "binary data, not text"),
        (b"\x01\x02\x03\x04" * 50, "binary data, not text"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=f"^{reason}$"):
        decode(data)


@pytest.mark.parametrize("text", ["a\ud800b", "\udfff", "a\0b\0c", "emoji \U0001f54a stays"])
def test_mended_text_keeps_its_offsets(text: str) -> None:
    mended = mend(text)
    assert len(mended) == len(text)
    assert mended.encode("utf-8").decode("utf-8") == mended
