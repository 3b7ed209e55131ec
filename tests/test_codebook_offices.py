"""Offices by date: what the shipped table holds to, what a wrong row is told, and actors of a user's own in both forms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from detente.codebook import Codebook, CodebookError
from detente.codebook.offices import wrong_term

HEADER = "person,role,code,sector,from,to,certainty\n"
OWN = "name,code,kind,sector,role,from,to,country,aliases\n"
PEOPLE = Codebook().actors.people


def test_the_table_is_as_large_as_it_should_be_and_sure() -> None:
    sure = [p for p in PEOPLE.rows if p.certainty == "sure"]
    assert len(sure) >= 800
    assert len(sure) > 0.95 * len(PEOPLE.rows)
    assert Counter(p.office for p in PEOPLE.rows)["foreign minister"] >= 300


def test_every_office_is_a_noun_that_says_a_sector_or_stands_in_the_table() -> None:
    assert [p.name for p in PEOPLE.rows if not p.office or not p.name or p.name != p.name.strip()] == []


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("Ada Quist,president,XYZ,GOV,2001,2003,sure\n", r"offices\.csv:2: unknown code 'XYZ' of Ada Quist"),
        ("Ada Quist,president,MCO,GOV,2001-13,2003,sure\n", r"offices\.csv:2: Ada Quist: '2001-13' is no day"),
        ("Ada Quist,president,MCO,GOV,2001-02-30,,sure\n", r"offices\.csv:2: Ada Quist: '2001-02-30' is no day"),
        ("Ada Quist,president,MCO,GOV,1789,,sure\n", r"'1789' is no day"),
        ("Ada Quist,president,MCO,GOV,2003,2001,sure\n", r"the term ends \(2001\) before it begins \(2003\)"),
        ("Ada Quist,president,MCO,GUV,2001,2003,sure\n", r"offices\.csv:2: Invalid enum value 'GUV'"),
        ("Ada Quist,president,MCO,GOV,2001,2003,surely\n", r"offices\.csv:2: Invalid enum value 'surely'"),
        ("Ada Quist,president,MCO,GOV,2001,2005,sure\nBo Lind,president,MCO,GOV,2004,,sure\n", r"offices\.csv:3: Bo Lind \(2004 to …\) and Ada Quist .* at one time"),
        ("Ada Quist,president,MCO,GOV,2001,,sure\nBo Lind,president,MCO,GOV,2004,,sure\n", r"at one time"),
        ("Ada Quist,senator,MCO,LEG,2001,2005,sure\nAda Quist,senator,MCO,LEG,2004,,sure\n", r"at one time"),
    ],
)
def test_a_wrong_row_is_told_with_file_and_line(tmp_path: Path, rows: str, error: str) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "offices.csv").write_text(HEADER + rows, "utf8")
    with pytest.raises(CodebookError, match=error):
        _ = Codebook(tmp_path).actors


@pytest.mark.parametrize(
    "rows",
    [
        "Ada Quist,president,MCO,GOV,2001,2004,sure\nBo Lind,president,MCO,GOV,2004,,sure\n",  # the year of the change is both theirs
        "Ada Quist,president,MCO,GOV,2001,2004-03,sure\nBo Lind,president,MCO,GOV,2004-03-11,,sure\n",
        "Ada Quist,senator,MCO,LEG,2001,,sure\nBo Lind,senator,MCO,LEG,2004,,sure\n",
        "Ada Quist,president,MCO,GOV,2001,2004,sure\nAda Quist,party leader,MCO,PTY,1999,,sure\n",
    ],
)
def test_a_right_row_is_taken(tmp_path: Path, rows: str) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "offices.csv").write_text(HEADER + rows, "utf8")
    assert any(p.name == "Ada Quist" for p in Codebook(tmp_path).actors.people.rows)


@pytest.mark.parametrize(
    ("since", "until", "right"),
    [("1992", "1992-04", True), ("1992-04", "1992", True), ("", "", True), ("1992-04", "1992-03", False), ("92", "", False), ("1992-4", "", False)],
)
def test_terms(since: str, until: str, right: bool) -> None:
    assert (wrong_term(since, until) is None) == right


@pytest.mark.parametrize(
    ("name", "day", "office"),
    [
        ("Jens Stoltenberg", "2012-05-01", ("NOR", "prime minister")),
        ("Jens Stoltenberg", "2022-01-18", ("NATO", "secretary general")),
        ("Dominique de Villepin", "2003-02", ("FRA", "foreign minister")),
        ("López Obrador", "2020", ("MEX", "president")),
        ("Angela Merkel", "2024-01", ("DEU", "chancellor")),
        ("António Guterres", "1999", ("PRT", "prime minister")),
    ],
)
def test_the_office_of_a_day_or_the_last_before_it(name: str, day: str, office: tuple[str, str]) -> None:
    found = PEOPLE.named(name, day)
    assert found
    assert (found.code, found.office) == office


@pytest.mark.parametrize(
    ("surname", "day", "name"),
    [
        ("putin", "2022-01", "Vladimir Putin"),
        ("rice", "2006", "Condoleezza Rice"),
        ("bush", "1991-01", "George H. W. Bush"),
        ("singh", "2005-03", "Manmohan Singh"),  # the head of government before a minister
        ("bush", None, None),
        ("ivanov", "2002-06", None),  # two ministers of one name: no one can tell
    ],
)
def test_a_bare_surname_is_never_guessed(surname: str, day: str | None, name: str | None) -> None:
    found = PEOPLE.meant(surname, day)
    assert (found.name if found else None) == name


def own(path: Path, text: str) -> Codebook:
    path.write_text(text, "utf8")
    return Codebook(own_actors=path)


def test_own_actors_in_a_csv(tmp_path: Path) -> None:
    book = own(
        tmp_path / "my.csv",
        OWN
        + "Veldt Front,VELDTFRONT,group,REB,,2010,2015-05,SYR,VF|Front of Veldt\n"
        + "Bo Lind,VELDTFRONT,,REB,commander,2011,,,\n"
        + "Quill Institute,NOR,organ,EDU,,,,,\n"
        + "Angela Merkel,CHE,,GOV,ambassador,2030,,,\n",
    )
    actors = book.actors
    assert actors.names["VELDTFRONT"] == "Veldt Front"
    assert [n.code for _, _, n in actors.in_text("The Front of Veldt and the Quill Institute met.")] == ["VELDTFRONT", "NOR"]
    assert [(p.code, p.office) for p in actors.people.by_name["bo lind"]] == [("VELDTFRONT", "commander")]
    assert [p.code for p in actors.people.by_name["angela merkel"]] == ["CHE"]  # what a user says of someone outranks what is shipped
    assert (home := book.sectors.home("VELDTFRONT", "2012")) is not None
    assert home.country == "SYR"
    assert book.hash != Codebook().hash


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("name,code\nAda Quist,XYZ\n", r"my\.csv:2: unknown code 'XYZ'"),
        ("name,code,role,from\nAda Quist,NOR,envoy,2022-02-31\n", r"my\.csv:2: Ada Quist: '2022-02-31' is no day"),
        ("name,code,role,from,to\nAda Quist,NOR,envoy,2022,2021\n", r"my\.csv:2: Ada Quist: the term ends"),
        ("name,code,kind,sector\nVeldt Front,SYR,group,REB\n", r"my\.csv:2: SYR is a state"),
        ("name,code,kind,sector\nVeldt Front,Veldt,group,REB\n", r"my\.csv:2: the code 'Veldt'"),
        ("name,code,kind\nVeldt Front,NOR,organ\n", r"my\.csv:2: Veldt Front needs a sector"),
        ("name,code,kind,sector,country\nVeldt Front,VF,group,REB,ATLANTIS\n", r"my\.csv:2: unknown country 'ATLANTIS'"),
        ("name,code,colour\nAda Quist,NOR,red\n", r"my\.csv:1: unknown columns \['colour'\]"),
        ("name,code,role,from\nAda Quist,NOR,envoy,20\nBo Lind,QQQ,envoy,\n", r"my\.csv:2: .*; .*my\.csv:3: unknown code 'QQQ'"),
    ],
)
def test_a_wrong_line_of_ones_own_is_told(tmp_path: Path, text: str, error: str) -> None:
    with pytest.raises(CodebookError, match=error):
        _ = own(tmp_path / "my.csv", text).actors


DICTIONARY = """\
# actors of a made-up crisis
ADA_QUIST_   ; she held three offices
+A._QUIST_
    [NORGOV 930120-010120]
    [NORELI >010120]
BO_LIND_ [FINREB <991231][FINGOV 20000101-20041231]
VELDT_LIBERATION_ARMY_ [SYRREB]
TARN_WATCH_ [NGOTRN]
PACT_OF_ORSA_ [IGONAT]
NORWEGIAN_ [NOR]
TALIBAN_ [AFGGOV 960927-011113] [AFGREB]
MR_NOBODY_ [---]
HARE_PEOPLE_ [NGAHAU]
"""


def test_a_dictionary_of_tabari(tmp_path: Path) -> None:
    book = own(tmp_path / "crisis.actors", DICTIONARY)
    people = book.actors.people
    terms = [(p.name, p.code, p.sector, p.since, p.until) for p in people.by_name["a. quist"]]
    assert terms == [("Ada Quist", "NOR", "GOV", "1993-01-20", "2001-01-20"), ("Ada Quist", "NOR", "ELI", "2001-01-21", "")]
    assert [(p.sector, p.since, p.until) for p in people.by_name["bo lind"]] == [("GOV", "2000-01-01", "2004-12-31"), ("REB", "", "1999-12-30")]
    found = book.actors.in_text("The Veldt Liberation Army, Tarn Watch, the Pact of Orsa, the Hare People and a Norwegian spoke.")
    assert [(n.code, n.sector) for _, _, n in found] == [("SYR", "REB"), ("NGOTRN", "NGO"), ("NATO", "IGO"), ("NGA", None), ("NOR", None)]
    assert found[-1][2].kind == "demonym"  # a shipped name that means the same stays what it is
    assert (home := book.sectors.home("TALIBAN", "1999-05-01")) is not None
    assert home.sector == "GOV"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("ADA_QUIST_ [XXXGOV]", "crisis.txt:2: unknown code 'XXXGOV'"),
        ("ADA_QUIST_ [NORQQQ]", "crisis.txt:2: unknown code 'NORQQQ'"),
        ("ADA_QUIST_ [norgov]", "crisis.txt:2: unknown code 'norgov'"),
        ("ADA_QUIST_ [NORGOV 931340-010120]", "crisis.txt:2: '931340-010120' is no date restriction"),
        ("ADA_QUIST_ [NORGOV 010120-930120]", "ends before it begins"),
        ("ADA_QUIST_ [NORGOV @930120]", "is no date restriction"),
        ("ADA_QUIST_ [NORGOV", "is no entry"),
        ("ADA_QUIST_ []", "empty brackets"),
        ("+", "is no entry"),
    ],
)
def test_a_wrong_line_of_a_dictionary_is_told(tmp_path: Path, line: str, error: str) -> None:
    with pytest.raises(CodebookError) as told:
        _ = own(tmp_path / "crisis.txt", f"RUSSIA_ [RUS]\n{line}\n").actors
    assert error in str(told.value)


def test_a_dictionary_is_known_by_its_lines(tmp_path: Path) -> None:
    assert "tarn watch" in own(tmp_path / "crisis", DICTIONARY).actors.entries
    with pytest.raises(CodebookError, match="'\\+QUIST_' belongs to no name"):
        _ = own(tmp_path / "crisis", "+QUIST_\n[NOR]\n").actors


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such file; --actors takes"):
        _ = Codebook(own_actors=tmp_path / "none.csv").actors
