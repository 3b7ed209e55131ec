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


WRITTEN = {
    "de": "Die Außenministerin erklärte, Tarn müsse für die Schäden aufkommen, bevor über neue Verträge geredet werde.",
    "pl": "Rząd Tarnu oświadczył, że rozmowy będą kontynuowane w przyszłym tygodniu mimo sprzeciwu Orsy.",
    "ru": "Министр заявил, что переговоры в Тарне продолжатся на следующей неделе, и покинул столицу вместе с делегацией.",
    "uk": "Міністр заявив, що переговори в Тарні триватимуть наступного тижня, попри заперечення Орси і її союзників.",
    "zh": "外交部长星期一表示，与奥尔萨的谈判将于下周继续举行，双方代表团已经抵达首都。",
    "ja": "外相は月曜日、オルサとの交渉は来週も続くと述べ、代表団はすでに首都に到着した。",
    "ko": "외무장관은 월요일 오르사와의 협상이 다음 주에도 계속될 것이라고 밝혔다.",
    "ar": "قال وزير الخارجية يوم الاثنين إن المحادثات مع أورسا ستستمر الأسبوع المقبل.",
    "el": "Ο υπουργός δήλωσε ότι οι συνομιλίες με την Όρσα θα συνεχιστούν την επόμενη εβδομάδα.",
    "he": "שר החוץ אמר ביום שני שהשיחות עם אורסה יימשכו בשבוע הבא.",
    "tr": "Dışişleri bakanı, Orsa ile görüşmelerin gelecek hafta süreceğini söyledi ve başkente döndü.",
}
BARE = ("de cp1252", "de latin-1", "ru cp1251", "ru koi8-r", "uk cp1251", "zh gb18030", "ja shift_jis", "ja euc_jp", "ko euc_kr", "ar cp1256", "el cp1253", "he cp1255")
DECLARED = ("pl cp1250", "pl iso-8859-2", "ru iso-8859-5", "ru cp866", "uk koi8-u", "zh gbk", "ja shift_jis", "ko cp949", "ar cp1256", "el iso-8859-7", "tr cp1254")
MISDECLARED = ("de cp1252", "ru cp1251", "ru koi8-r", "zh gb18030", "ja shift_jis", "ko euc_kr")
MANGLED = ("de latin-1", "de cp1252", "tr latin-1")


HOW = {"bare": BARE, "declared": DECLARED, "declared as UTF-8": MISDECLARED}


@pytest.mark.parametrize("case", [f"{case} {how}" for how, cases in HOW.items() for case in cases])
def test_the_worlds_encodings(case: str) -> None:
    tongue, encoding, how = case.split(" ", 2)
    head = {"bare": "", "declared": f'<meta charset="{encoding}">', "declared as UTF-8": '<meta charset="utf-8">'}[how]
    assert decode(head.encode() + WRITTEN[tongue].encode(encoding)) == head + WRITTEN[tongue]


@pytest.mark.parametrize("case", MANGLED)
def test_mojibake_is_undone(case: str) -> None:
    tongue, wrongly = case.split()
    once = WRITTEN[tongue].encode().decode(wrongly, "ignore" if wrongly == "cp1252" else "strict")
    assert decode(once.encode()) == WRITTEN[tongue]


@pytest.mark.parametrize("text", ["Ÿ â", "Tarn – “quoted” – café", "Ã is a letter of Orsa's old alphabet, as its readers know.", "naïve Šárka Müller"])
def test_text_that_only_looks_odd_stays(text: str) -> None:
    assert decode(text.encode()) == text


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
