"""The actors: who is listed first and found by which words, what one's page says, and that a name is a name whatever is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from detente.ledger import Ledger
from detente.records import Actor, Position
from tests.ledger_rows import MASSED, ROWS
from tests.page_reading import asking, filled, page, said, table, under

HOSTILE = """TRN.GOV:<b>O'Neil</b>/"Ünal" 5% ?#&"""


@pytest.fixture(scope="module")
def client(examples_ledger: Path) -> Iterator[TestClient]:
    with asking(examples_ledger) as made:
        yield made


@pytest.fixture(scope="module")
def ledger(examples_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(examples_ledger) as opened:
        yield opened


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The hand-made rows, and an actor whose name is hostile and needs each kind of quoting."""
    bad = Actor(id=HOSTILE, name='<b>O\'Neil</b>/"Ünal" %2F?#&', code="TRN", sector="GOV", role="<i>clerk", aliases=("<script>xss(1)</script>A",))
    with asking(filled(tmp_path_factory.mktemp("actors") / "small.db", [*ROWS, bad])) as made:
        yield made


def test_those_come_first_of_whom_most_is_told(client: TestClient, ledger: Ledger) -> None:
    root = page(client, "/actors")
    lines = table(root, "actors")
    assert [line[:3] for line in lines[:6]] == [
        ["Norway", "", "NOR"],
        ["Sweden", "", "SWE"],
        ["Norway (government)", "Norway", "NOR.GOV"],
        ["Sweden (government)", "Sweden", "SWE.GOV"],
        ["Halvard Brekke (NOR) foreign minister", "Norway", "NOR.GOV"],
        ["Karin Lindeborg (SWE) foreign minister", "Sweden", "SWE.GOV"],
    ]
    for name, _, _, acts, quotations in lines[:6]:
        (href,) = root.xpath("//tbody/tr[th/a[text()=$name]]/td[3]/a/@href", name=name.removesuffix(" foreign minister"))
        who = href.removeprefix("/rows/event?actor=").replace("%3A", ":").replace("+", " ")
        assert (int(acts), int(quotations)) == (len(ledger.rows("event", actor=who)), len(ledger.rows("quotation", actor=who)))
        assert said(page(client, href).find_class("tally")[0]).startswith(f"{acts} rows")


def test_the_list_is_paged(client: TestClient, ledger: Ledger) -> None:
    first, second = page(client, "/actors"), page(client, "/actors?page=2")
    names = [line[0] for root in (first, second) for line in table(root, "actors")]
    assert len(table(first, "actors")) == 50
    assert len(names) == len(set(names)) == len(ledger.rows("actor")) > 50
    assert first.xpath("//nav[@class='pager']/a/@href") == ["/actors?page=2"]
    assert second.xpath("//nav[@class='pager']/a/@href") == ["/actors"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("brek", ["Halvard Brekke (NOR)"]),
        ("Halvard Brekke", ["Halvard Brekke (NOR)"]),
        ("fin", ["Finland", "Finland (government)", "Aino Rautio (FIN)", "Matti Koivula (FIN)", "Finnish forces"]),
        ("nato.igo", ["Pieter van Rossum (NATO)"]),
        ("nobody", []),
        ('"<', []),
    ],
)
def test_actors_are_found_by_name_and_by_code(client: TestClient, words: str, found: list[str]) -> None:
    root = page(client, f"/actors?search={quote(words)}")
    names = [said(a) for a in root.xpath("//table//th/a")]
    assert names == found
    assert bool(names) != bool(root.find_class("nothing"))


def test_a_person_has_a_role_a_country_and_names(client: TestClient) -> None:
    root = page(client, "/actors/NOR.GOV%3AHalvard%20Brekke")
    facts = {said(d.xpath("./dt")[0]): said(d.xpath("./dd")[0]) for d in root.xpath("//dl[@class='facts']/div")}
    assert said(root.xpath("//h1")[0]) == "Halvard Brekke (NOR)"
    assert facts.pop("Called").split(" · ")[:3] == ["Brekke", "Halvard Brekke of Norway", "Mr Brekke"]
    assert facts == {"Role": "foreign minister", "Sector": "government", "Acts for": "Norway , Norway (government)", "Code": "NOR.GOV:Halvard Brekke"}
    assert table(root, "bars") == [["Sweden", "1", "3", "0", "acts"]]
    assert under(root, "positions").xpath("./p/a/@href") == ["/actors/NOR#positions"]


def test_a_country_stands_where_all_under_it_do(client: TestClient, ledger: Ledger) -> None:
    root = page(client, "/actors/NOR")
    section = under(root, "positions")
    rows = [r for r in ledger.rows("position", actor="NOR") if isinstance(r, Position)]
    shown = {a.removeprefix("/row/") for a in section.xpath(".//a[@class='said']/@href")}
    assert shown <= {r.id for r in rows}
    assert {"prisoners and justice", "negotiations and format", "territory and recognition"} <= {said(h) for h in section.xpath(".//h3")}
    (one,) = section.xpath(".//section[@class='issue'][h3='prisoners and justice']")
    assert said(one.find_class("changed")[0]) == "changed towards Sweden: refuses (2019-03-04), offers (2019-03-07)"
    assert [said(s) for s in one.xpath(".//li/p[1]")] == ["refuses → Sweden 2019-03-04", "commits → Denmark 2019-03-07", "offers → Sweden 2019-03-07 · 2 reports"]
    assert table(root, "bars")[0][0] == "Sweden"
    assert [said(h) for h in under(root, "latest").xpath(".//h3")] == ["Quotations", "Events", "Meetings", "Promises", "Figures"]


def test_the_network_tells_cooperation_from_conflict_and_keeps_to_the_days(client: TestClient) -> None:
    whole, early = page(client, "/actors/NOR"), page(client, "/actors/NOR?since=2019-03-04&until=2019-03-04")
    sides = [{said(cell) for cell in f.xpath(".//tbody//a")} for f in under(whole, "network").xpath(".//figure")]
    assert len(sides) == 2
    assert all({"Norway", "Sweden"} <= side for side in sides)
    assert "Russia" in sides[1] - sides[0]

    def happenings(root: object, side: int) -> int:
        return int(said(under(root, "network").xpath(".//figure")[side].xpath(".//tbody/tr[.//a[text()='Norway'] and .//a[text()='Sweden']]/td[last()]")[0]))  # type: ignore[arg-type]

    assert 0 < happenings(early, 1) < happenings(whole, 1)
    assert early.xpath("//input[@name='until']/@value") == ["2019-03-04"]
    assert {a for a in under(early, "latest").xpath(".//time/@datetime") if len(a) == 10} == {"2019-03-04"}


@pytest.mark.parametrize(("address", "status"), [("nor", 200), ("UN.IGO", 200), ("NOR.GOV:halvard brekke", 200), ("XXX", 404), ("NO", 404), ("NOR.GOV:", 404)])
def test_only_ids_of_the_ledger_have_a_page(client: TestClient, address: str, status: int) -> None:
    root = page(client, f"/actors/{quote(address)}", status)
    if status == 404:
        assert said(root.find_class("says")[0]) == f"nobody in this ledger has the id {address!r}; /actors lists who acts and speaks"


def test_hostile_names_are_names(small: TestClient) -> None:
    listed = page(small, "/actors")
    (href,) = [h for h in listed.xpath("//table//th/a/@href") if "Neil" in h]
    root = page(small, href)
    assert said(root.xpath("//h1")[0]) == '<b>O\'Neil</b>/"Ünal" %2F?#& (TRN)'
    assert said(root.xpath("//code")[0]) == HOSTILE
    assert not root.xpath("//main//b | //main//i | //main//script | //main//img")


def test_days_without_anything_say_so(small: TestClient) -> None:
    root = page(small, "/actors/TRN.MIL?since=2000-01-01&until=2000-12-31")
    assert said(under(root, "latest")) == "Latest rows No rows in these days."
    assert said(under(root, "addressed")) == "Whom it addresses Nobody is known to be addressed in these days."


def test_a_ledger_without_reports_has_its_actors(tmp_path: Path) -> None:
    with asking(filled(tmp_path / "empty.db", [])) as client:
        assert said(page(client, "/actors").find_class("nothing")[0]) == "Nobody acts in this ledger yet."
    with asking(filled(tmp_path / "bare.db", [Actor(id="TRN", name="Tarn", code="TRN", sector=None, role=None, aliases=())])) as client:
        assert said(page(client, "/actors/TRN").xpath("//h1")[0]) == "Tarn"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("actor=Norway", "actor=NOR"),
        ("actor=Brekke&type=REJECT", "actor=NOR.GOV%3AHalvard+Brekke&type=REJECT"),
        ("actor=norw&towards=sweden", "actor=NOR&towards=SWE"),
        ("towards=Karin+Lindeborg", "towards=SWE.GOV%3AKarin+Lindeborg"),
        ("actor=nor", None),
        ("actor=nobody", None),
    ],
)
def test_rows_are_asked_for_by_name(client: TestClient, asked: str, meant: str | None) -> None:
    answer = client.get(f"/rows/event?{asked}")
    assert (answer.status_code, answer.headers.get("location")) == ((303, f"/rows/event?{meant}") if meant else (200, None))


def test_the_field_for_who_offers_those_of_whom_most_is_told(client: TestClient) -> None:
    root = page(client, "/rows/event?actor=NOR.GOV%3AHalvard+Brekke")
    offered = [(o.get("value"), o.get("label")) for o in root.xpath("//datalist[@id='people']/option")]
    assert offered[:2] == [("NOR", "Norway"), ("SWE", "Sweden")]
    assert root.xpath("//input[@name='actor']/@list") == ["people"]
    assert "; by Halvard Brekke (NOR)" in said(root.find_class("tally")[0])


def test_the_hand_made_rows_name_whom_they_mean(small: TestClient) -> None:
    root = page(small, f"/actors/{MASSED.actors[0]}")
    assert table(root, "bars") == [["Orsa", "0", "1", "0", "acts"]]
    assert under(root, "latest").xpath(".//a/@href")[0] == f"/row/{MASSED.id}"
