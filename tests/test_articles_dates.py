"""Dates as pages write them, outlets by name, address and file, and the language of a body."""

from __future__ import annotations

import pytest

from detente.articles.dates import iso
from detente.articles.language import language
from detente.codebook import Codebook

OUTLETS = Codebook().outlets


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-01-18", "2022-01-18"),
        ("2022-01", "2022-01"),
        ("2022", "2022"),
        ("2022-01-18T17:40:00Z", "2022-01-18T17:40:00+00:00"),
        ("2022-01-18T17:40:12.123+0100", "2022-01-18T17:40:12+01:00"),
        ("2022-01-18 17:40", "2022-01-18T17:40:00"),
        ("18 January 2022", "2022-01-18"),
        ("18th Jan. 2022, 5.40pm GMT", "2022-01-18"),
        ("Tuesday, January 18, 2022", "2022-01-18"),
        ("Updated Sept 3, 2021", "2021-09-03"),
        ("2022/01/18", "2022-01-18"),
        ("Tue, 18 Jan 2022 17:40:00 +0100", "2022-01-18T17:40:00+01:00"),
        ("31 February 2022", None),
        ("2022-13-40", None),
        ("2022-13", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
        ("9" * 100_000, None),
        (None, None),
    ],
)
def test_a_date_is_brought_to_iso(words: str | None, day: str | None) -> None:
    assert iso(words) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said on Monday that the talks would go on in the capital.", "en"),
        ("Le ministre a dit que les négociations se poursuivront dans la capitale.", "fr"),
        ("Der Minister sagte, dass die Gespräche in der Hauptstadt nicht zu Ende sind.", "de"),
        ("El ministro dijo que las conversaciones con los rebeldes siguen en la capital.", "es"),
        ("Министр сказал, что переговоры в столице не прерваны и что он на них вернется.", "ru"),
        ("外交部长星期一表示，与奥尔萨的谈判将于下周在首都继续举行，双方代表团已经抵达。", "zh"),
        ("Bakan, görüşmelerin pazartesi günü başkentte süreceğini söyledi.", "tr"),
        ("قال الوزير إن المحادثات ستستمر في العاصمة يوم الاثنين", "ar"),
        ("Menteri mengatakan pembicaraan akan dilanjutkan pada hari Senin di ibu kota.", "id"),
        ("Five ministers met in Vienna.", "en"),
        ("A loaf costs $2 in Orsa.", "en"),
        ("Norway attacked Finland.", "en"),
        ("1 2 3", None),
    ],
)
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("pages/the-guardian.txt", "The Guardian"),
        ("the-national.txt", "The National"),
        ("C:\\pages\\afp_2022-01-18.html.gz", "Agence France-Presse"),
        ("Al Jazeera 3.txt", "Al Jazeera"),
        ("guardian-of-tarn.txt", None),
        ("page-12.txt", None),
        ("12.txt", None),
    ],
)
def test_an_outlet_by_its_file(origin: str, name: str | None) -> None:
    found = OUTLETS.by_file(origin)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.theguardian.com/world/2022/jan/18/tarn", "The Guardian"),
        ("http://edition.cnn.com/x", "CNN"),
        ("https://abcnews.go.com/x", "ABC News"),
        ("https://notcnn.com/x", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_an_outlet_by_its_address(url: str | None, name: str | None) -> None:
    found = OUTLETS.by_url(url)
    assert (found.name if found else None) == name
