"""Places: a sentence → the names that the grammar uses as places."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook import Codebook, CodebookError
from detente.mentions.places import find_places
from tests.sentence_reader import article, parsed

CODEBOOK = Codebook()
Named = tuple[str, str | None, str | None]


def places(text: str) -> list[Named]:
    found = find_places(article(text), parsed(text), CODEBOOK)
    assert all(text[p.start : p.end] == p.text == p.where.text for p in found)
    return [(p.where.text, p.where.name, p.where.country) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met in Moscow on Friday.", [("Moscow", "Moscow", "RUS")]),
        ("Moscow said on Friday that talks had failed.", []),
        ("The minister sent a warning to Moscow.", []),
        ("The envoy went to Kiev.", [("Kiev", "Kyiv", "UKR")]),
        ("Ankara wants talks with Damascus.", []),
        ("The envoys met in Geneva, Brussels and Vienna.", [("Geneva", "Geneva", "CHE"), ("Brussels", "Brussels", "BEL"), ("Vienna", "Vienna", "AUT")]),
        ("The Geneva talks failed.", [("Geneva", "Geneva", "CHE")]),
        ("They met in the resort of Sochi.", [("Sochi", "Sochi", "RUS")]),
        ("Guards are massed in north-west Syria.", [("north-west Syria", "Syria", "SYR")]),
        ("Guards crossed the Euphrates.", [("Euphrates", "Euphrates", None)]),
        ("Warships sailed into the Black Sea.", [("Black Sea", "Black Sea", None)]),
        ("Rockets fell near the Golan Heights.", [("Golan Heights", "Golan Heights", "SYR")]),
        ("The president visited Turkey.", [("Turkey", "Turkey", "TUR")]),
        ("Poland accused Turkey of lying.", []),
        ("Russia shelled Kharkiv.", [("Kharkiv", "Kharkiv", "UKR")]),
        ("The US-backed group left.", []),
    ],
)
def test_places(text: str, expected: list[Named]) -> None:
    assert places(text) == expected


def test_a_place_stands_on_the_map() -> None:
    where = CODEBOOK.places.named("Kherson")
    assert where is not None
    assert (where.kind, where.country, round(where.lat or 0), round(where.lon or 0)) == ("city", "UKR", 47, 33)


def test_every_place_is_written_as_the_table_says() -> None:
    for place in CODEBOOK.places.places:
        assert place.country is None or (len(place.country) == 3 and place.country.isupper()), place
        assert -90 <= (place.lat or 999) <= 90 or place.lat == 0, place
        assert -180 <= (place.lon or 999) <= 180 or place.lon == 0, place


def test_a_users_folder_adds_places_and_words(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("name,kind,country,lat,lon,aliases\nDornesk,city,UKR,49.1,36.2,Dorneske\n", "utf8")
    (tmp_path / "places.toml").write_text('locative = ["astride"]\n', "utf8")
    both = Codebook(tmp_path).places
    assert both.named("Dorneske") == both.places[-1]
    assert {"astride", "in"} <= both.words.locative
    (tmp_path / "places.toml").write_text("locativ = []\n", "utf8")
    with pytest.raises(CodebookError, match=r"places\.toml:1: .*locativ"):
        _ = Codebook(tmp_path).places
