"""Who a phrase means on a day, by itself: phrase and day → code, country, sector, and in doubt nobody."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.mentions.resolve import resolve

BOOK = Codebook()


def told(text: str, day: str | None = None) -> tuple[str | None, str, str | None]:
    found = resolve(text, day, BOOK)[0]
    return found.code, found.country, found.sector


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Jens Stoltenberg", "2012-05-01", ("NOR.GOV:Jens Stoltenberg", "NOR", "GOV")),
        ("Jens Stoltenberg", "2022-01-18", ("NATO.IGO:Jens Stoltenberg", "", "IGO")),
        ("Colin Powell", "1992", ("USA.MIL:Colin Powell", "USA", "MIL")),
        ("Colin Powell", "2003-02-05", ("USA.GOV:Colin Powell", "USA", "GOV")),
        ("Colin Powell", "2009", ("USA.ELI:Colin Powell", "USA", "ELI")),
        ("Gro Harlem Brundtland", "2001", ("WHO.IGO:Gro Harlem Brundtland", "UNO", "IGO")),
        ("Ban Ki-moon", "2005", ("KOR.GOV:Ban Ki-moon", "KOR", "GOV")),
        ("Yasser Arafat", "1999", ("PSE.GOV:Yasser Arafat", "PSE", "GOV")),
        ("Slobodan Milosevic", "1995", ("SRB.GOV:Slobodan Milošević", "SRB", "GOV")),
        ("Hugo Chavez", "2005", ("VEN.GOV:Hugo Chávez", "VEN", "GOV")),
        ("Bob Menendez", "2015", ("USA.LEG:Bob Menendez", "USA", "LEG")),
        ("Jonas Savimbi", "1998", ("UNITA.REB:Jonas Savimbi", "AGO", "REB")),
        ("Tony Blair", None, ("GBR.ELI:Tony Blair", "GBR", "ELI")),  # long out of office
        ("Volodymyr Zelenskyy", None, ("UKR.GOV:Volodymyr Zelensky", "UKR", "GOV")),
    ],
)
def test_people_on_a_day(text: str, day: str | None, expected: tuple[str | None, str, str | None]) -> None:
    assert told(text, day) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Norwegian Foreign Minister Ada Quist", None, ("NOR.GOV", "NOR", "GOV")),
        ("the German chancellor", "2010-05-01", ("DEU.GOV:Angela Merkel", "DEU", "GOV")),
        ("the spokesman of the German chancellor", "2010-05-01", ("DEU.GOV", "DEU", "GOV")),
        ("the German chancellor", None, ("DEU.GOV", "DEU", "GOV")),
        ("former Norwegian prime minister Jens Stoltenberg", "2016", ("NOR.ELI:Jens Stoltenberg", "NOR", "ELI")),
        ("Foreign Minister Ivanov", "2002-06", ("RUS.GOV:Igor Ivanov", "RUS", "GOV")),
        ("General Colin Powell", "1992", ("USA.MIL:Colin Powell", "USA", "MIL")),
        ("Mr Lavrov", "2010-01", ("RUS.GOV:Sergey Lavrov", "RUS", "GOV")),
        ("President Chirac", "2001", ("FRA.GOV:Jacques Chirac", "FRA", "GOV")),
        ("Ethiopian Prime Minister Abiy", "2021", ("ETH.GOV:Abiy Ahmed", "ETH", "GOV")),
        ("Angela Merkel, chancellor of Germany", "2010", ("DEU.GOV:Angela Merkel", "DEU", "GOV")),
    ],
)
def test_the_phrases_own_words(text: str, day: str | None, expected: tuple[str | None, str, str | None]) -> None:
    assert told(text, day) == expected


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Finland", "FIN", None),
        ("Finns", "FIN", "CVL"),
        ("Helsinki", "FIN", "GOV"),
        ("Tampere", "FIN", "CVL"),
        ("Lapland", "", None),
        ("Finnish troops", "FIN", "MIL"),
        ("the Finnish army's spokesman", "FIN", "MIL"),
        ("a Finnish intelligence officer", "FIN", "SPY"),
        ("police in Tampere", "FIN", "COP"),
        ("Finland's supreme court", "FIN", "JUD"),
        ("members of the Eduskunta", "FIN", "LEG"),
        ("speaker of the Knesset", "ISR", "LEG"),
        ("Finnish nurses", "FIN", "MED"),
        ("Finnish lumber companies", "FIN", "BUS"),
        ("a bank in Helsinki", "FIN", "BUS"),
        ("the University of Oulu", "FIN", "EDU"),
        ("Finnish dock workers", "FIN", "LAB"),
        ("bishop of Turku", "FIN", "REL"),
        ("anti-war demonstrators in Texas", "USA", "OPP"),
        ("Chadian rebels", "TCD", "REB"),
        ("pro-Iranian militia in Iraq", "IRQ", "UAF"),
        ("US-backed rebels in Syria", "SYR", "REB"),
        ("Sicilian mafia", "ITA", "CRM"),
        ("a car smuggling ring", "", "CRM"),
        ("asylum seekers from Eritrea", "ERI", "REF"),
        ("Eritrean state television", "ERI", "GOV"),
        ("Eritrean journalists", "ERI", "JRN"),
        ("villagers", "", "CVL"),
        ("a retired Chadian colonel", "TCD", "ELI"),
        ("former MI5 officer", "GBR", "ELI"),
        ("the Chadian Senate", "TCD", "LEG"),
        ("foreign minister", "", "GOV"),
        ("head of the bar association", "", None),
        ("UN peacekeepers", "UNO", "MIL"),
        ("European Union", "EUR", "IGO"),
        ("Red Cross", "", "NGO"),
        ("Bosnian Serbs", "BIH", "REB"),
        ("Zulu elders", "ZAF", "ELI"),
        ("Goergia", "GEO", None),  # two letters exchanged
        ("Phillipine peacekeepers", "PHL", "MIL"),
        ("Omar Hassan al-Bashir", "SDN", "GOV"),
        ("Abdelaziz Bouteflicka", "DZA", "GOV"),
        ("the Bush administration", "USA", "GOV"),  # whichever Bush
        ("the Putin government", "RUS", "GOV"),
        ("Iraqi Kurds", "IRQ", None),
        ("Albanians of southern Serbia", "SRB", "CVL"),
        ("Angela Merkel in Paris", "DEU", "GOV"),
    ],
)
def test_phrases_by_their_head_and_their_names(text: str, country: str, sector: str | None) -> None:
    assert told(text)[1:] == (country, sector)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("the Taliban", "1999", ("TALIBAN", "AFG", "GOV")),
        ("the Taliban", "2010", ("TALIBAN", "AFG", "REB")),
        ("the Taliban", "2022-05", ("TALIBAN", "AFG", "GOV")),
        ("Renamo", "1988", ("RENAMO", "MOZ", "REB")),
        ("Renamo", "2004", ("RENAMO", "MOZ", "PTY")),
        ("Hayat Tahrir al-Sham", "2020", ("HTS", "SYR", "REB")),
        ("Hezbollah", None, ("HEZBOLLAH", "LBN", "UAF")),
    ],
)
def test_groups_on_a_day(text: str, day: str | None, expected: tuple[str | None, str, str | None]) -> None:
    assert told(text, day) == expected


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Владимир Путин", "written in Cyrillic letters, which the tables do not hold"),
        ("习近平", "written in Cjk letters, which the tables do not hold"),
        ("Ada Quist", "unknown"),
        ("she", "unknown"),
        ("tomorrow", "unknown"),
        ("", "unknown"),
        ("!?", "unknown"),
    ],
)
def test_what_is_unknown_is_nobody(text: str, how: str) -> None:
    assert [(r.code, r.country, r.sector, r.how) for r in resolve(text, "2020-01-01", BOOK)] == [(None, "", None, how)]


def test_two_of_one_surname_are_both_told_and_none_is_chosen() -> None:
    first, *others = resolve("Ivanov", "2002-06", BOOK)
    assert (first.code, first.name, first.sector) == ("RUS", None, None)  # that much both share
    assert first.how == "2 people of the table are called so"
    assert sorted(r.name or "" for r in others) == ["Igor Ivanov", "Sergei Ivanov"]


def test_two_offices_on_one_day_are_both_told() -> None:
    assert [(r.role, r.sector) for r in resolve("Mohammed bin Salman", "2018", BOOK)] == [("crown prince", "GOV"), ("defence minister", "GOV")]
    assert resolve("US Senator Hillary Clinton", "2005", BOOK)[0].sector == "LEG"
