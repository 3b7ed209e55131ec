"""The first page: what it says of the last day of the examples and of a day before it, of an empty ledger, and of hostile names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from detente.ledger import Ledger
from detente.records import Comparison, Promise, Quotation, Story, When
from detente.views.agenda import HEADS, agenda
from detente.views.plans import KINDS, gist
from detente.views.reader import Reader
from detente.web.routes.today import SHOWN
from tests.ledger_rows import ROWS
from tests.page_reading import asking, filled, page, said, table, under

BAD = '<img src=x onerror="xss(1)">'


@pytest.fixture(scope="module")
def client(examples_ledger: Path) -> Iterator[TestClient]:
    with asking(examples_ledger) as made:
        yield made


@pytest.fixture(scope="module")
def ledger(examples_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(examples_ledger) as opened:
        yield opened


def test_the_last_day_of_a_ledger_is_said_to_be_that(client: TestClient) -> None:
    root = page(client, "/")
    assert [said(h) for h in root.xpath("//h1")] == ["Friday, 8 March 2019"]
    assert said(root.find_class("about")[0]) == "The last day of this ledger, whose reports are of 2019-03-04 to 2019-03-08 ."
    assert [a.get("href") for a in root.xpath("//form[@class='onday']/a")] == ["/?on=2019-03-07", "/?on=2019-03-09"]
    assert [said(h) for h in root.xpath("//h2")] == ["Latest stories", "Told differently", "Planned, due, awaited", "Who speaks most", "Tension"]


def test_a_story_tells_its_days_reports_outlets_and_verdicts(client: TestClient, ledger: Ledger) -> None:
    (story,) = (s for s in ledger.rows("story") if isinstance(s, Story))
    verdicts = Counter(c.verdict for c in ledger.rows("comparison") if isinstance(c, Comparison))
    (told,) = under(page(client, "/"), "stories").xpath("./article")
    assert said(told) == (
        "Norwegian coastguard detains Swedish fishing boats, 11 crew 2019-03-04 to 2019-03-08 · 14 articles · "
        "Meridian Wire, The Harbour Courier, The Lowland Gazette, Northern Standard Sweden, Norway, Halvard Brekke (NOR), Karin Lindeborg (SWE) and 8 more "
        f"{verdicts['corroborated']} several say {verdicts['differs']} told differently {verdicts['only']} only one has"
    )
    assert told.xpath(".//a/@href") == [f"/stories/{story.id}"]


def test_what_reports_tell_apart_stands_with_what_each_says(client: TestClient, ledger: Ledger) -> None:
    differing = {c.id: c for c in ledger.rows("comparison") if isinstance(c, Comparison) and c.verdict == "differs"}
    shown = under(page(client, "/"), "apart").xpath("./article")
    assert len(shown) == 6 < len(differing)
    for article in shown:
        row = differing[article.xpath(".//h3/a/@href")[0].removeprefix("/row/")]
        assert [said(d) for d in article.xpath(".//dt")] == [a.outlet for a in row.accounts[:4]]
        assert [said(d) for d in article.xpath(".//dd")] == [" ".join((a.value or a.evidence).split()) for a in row.accounts[:4]]


@pytest.mark.parametrize(
    ("on", "sections"),
    [("2019-03-08", {"coming", "no day"}), ("2019-03-05", {"today", "coming", "no day"}), ("2019-05-01", {"coming", "no day"}), ("2019-01-01", {"no day"})],
)
def test_the_agenda_is_that_of_the_command_and_of_the_interface(client: TestClient, ledger: Ledger, on: str, sections: set[str]) -> None:
    lines = agenda(ledger.all(KINDS), on)
    rows = client.get(f"/api/v1/agenda?on={on}&days=366").json()["rows"]
    assert sorted(row["rows"] for row in rows) == sorted(list(x.entry.rows) for x in lines)
    section = under(page(client, f"/?on={on}"), "agenda")
    shown = {said(head): [said(li) for li in ul.xpath("./li")] for head, ul in zip(section.xpath("./h3"), section.xpath("./ul"), strict=True)}
    assert set(shown) == {HEADS[x.section] for x in lines} == {HEADS[s] for s in HEADS if s in sections}
    gists = [gist(x.entry) for x in lines]
    many = sum(x.section == "no day" for x in lines) > SHOWN["no day"]
    if many or on > (ledger.days() or ("", ""))[1]:  # plans without a day: those told long before, or too many to show, are left out, and said to be
        shown, gists = {head: some for head, some in shown.items() if head != HEADS["no day"]}, [gist(x.entry) for x in lines if x.section != "no day"]
    assert [g for g in gists if not any(g in line for line in chain(*shown.values()))] == []
    assert sum(map(len, shown.values())) == len(gists)
    assert bool(lines) != ("Nothing planned, due or awaited is known." in said(section))


def test_who_speaks_most_is_counted_and_people_lead_to_their_quotations(client: TestClient, ledger: Ledger) -> None:
    lines = under(page(client, "/"), "speaking").xpath(".//tbody/tr")
    assert [said(tr.xpath("./th")[0]) for tr in lines] == [
        "Sweden",
        "Karin Lindeborg (SWE)",
        "Norway",
        "Halvard Brekke (NOR)",
        "Ingrid Solvang (NOR)",
        "Sweden (government)",
        "Aino Rautio (FIN)",
        "Anders Hallqvist (SWE)",
    ]
    reader = Reader(ledger.rows("article"))
    spoken = Counter(q.speaker for q in ledger.rows("quotation") if isinstance(q, Quotation) and "2019-02-07" <= (reader.day(q) or "") <= "2019-03-08")
    assert [(unquote(tr.xpath("./th/a/@href")[0]).removeprefix("/actors/"), int(said(tr.xpath("./td")[0]))) for tr in lines] == sorted(
        ((who, n) for who, n in spoken.items() if who), key=lambda pair: (-pair[1], pair[0])
    )[:8]
    (brekke,) = lines[3].xpath("./td/a/@href")
    assert brekke == "/rows/quotation?actor=NOR.GOV%3AHalvard+Brekke&since=2019-02-07&until=2019-03-08"
    assert said(page(client, brekke).find_class("tally")[0]).startswith(f"{spoken['NOR.GOV:Halvard Brekke']} rows")


def test_the_tension_of_the_busiest_sides_names_the_rows_that_moved_it(client: TestClient, ledger: Ledger) -> None:
    section = under(page(client, "/"), "tension")
    assert [said(h) for h in section.xpath(".//h3")] == ["Norway – Sweden", "Finland – Norway"]
    moved = section.xpath("(.//ul[@class='moved'])[1]/li")
    assert [said(t) for t in section.xpath("(.//ul[@class='moved'])[1]/li/time")] == ["2019-03-08", "2019-03-07", "2019-03-06"]
    for li in moved:
        row = ledger.row(li.xpath("./a/@href")[0].removeprefix("/row/"))
        assert said(li.xpath("./a")[0]).removesuffix(" …") in " ".join(row.evidence.split())  # type: ignore[attr-defined]


@pytest.mark.parametrize("on", ["2019-02-30", "Friday", "2019-3-1"])
def test_what_is_no_day_is_refused_in_a_line(client: TestClient, on: str) -> None:
    assert said(page(client, f"/?on={on}", 422).find_class("says")[0]) == f"on: {on!r} is no day; write 2022-01-18, 2022-01 or 2022"


def test_an_empty_ledger_says_how_to_fill_it(tmp_path: Path) -> None:
    with asking(filled(tmp_path / "new.db", [])) as client:
        root = page(client, "/")
    assert [said(h) for h in root.xpath("//h1")] == ["This ledger is empty"]
    assert said(root.xpath("//pre")[0]) == "detente read pages/ --ledger new.db"


def test_a_ledger_without_days_says_so(tmp_path: Path) -> None:
    rows = [replace(row, published=None) if row.id in ("a1", "b1") else row for row in ROWS]  # type: ignore[type-var]
    with asking(filled(tmp_path / "undated.db", rows)) as client:
        assert [said(h) for h in page(client, "/").xpath("//h1")] == ["No report has a day"]


def test_hostile_words_are_words(tmp_path: Path) -> None:
    bad = [replace(row, what=BAD, due=When("2031-03-09", None, BAD)) if isinstance(row, Promise) else replace(row, title=BAD) if isinstance(row, Story) else row for row in ROWS]
    with asking(filled(tmp_path / "hostile.db", bad)) as client:
        root = page(client, "/")
    assert not root.xpath("//main//img | //main//script")
    assert BAD in said(under(root, "stories"))
    assert BAD in said(under(root, "agenda"))
    assert table(root, "bars") == [["Ada Lund (TRN)", "1", ""]]
