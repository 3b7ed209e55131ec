"""The code book in the browser: every type, mode, status, stance and verdict is explained, and rows lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient
from lxml import html

from detente.codebook import Codebook
from detente.codebook.acts import TYPES
from detente.ledger import Ledger
from detente.records import Happened, Stance, Status, Verdict
from detente.views import book, legend
from detente.web import Settings, create
from tests.ledger_rows import ROWS

HOME = "http://127.0.0.1:8000"
BOOK = Codebook()
OWN = """type = "SUPPORT"
description = "<b>Toasts</b>."

[[frames]]
id = "toast"
mode = ""
cameo = "051"
verbs = ["toast"]
yes = ["Norway toasted Peru <i>twice</i>."]
no = ["Norway bought bread."]
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("book") / "small.db"
    with Ledger.open(path) as ledger:
        ledger.add(ROWS)
    with TestClient(create(path), HOME) as made:
        yield made


def read(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


@pytest.mark.parametrize(
    ("of", "words"), [(Status, legend.STATUSES), (Happened, legend.MEETINGS), (Stance, legend.STANCES), (Verdict, legend.VERDICTS)], ids=["status", "meeting", "stance", "verdict"]
)
def test_every_word_of_the_records_is_explained(of: Any, words: dict[str, str]) -> None:
    assert set(words) == set(get_args(of))


def test_the_first_page_explains_all_words(client: TestClient) -> None:
    page = read(client, "/codebook")
    types = {tr.get("id"): [cell.text_content() for cell in tr] for tr in page.xpath("//table/tbody/tr")}
    assert list(types) == list(TYPES)
    assert all(types[name][1] == book.definition(BOOK, name) for name in TYPES)
    for key, _, words in legend.SECTIONS:
        shown = page.xpath(f"//h2[@id='{key}']/following-sibling::dl[1]/div")
        assert {div.xpath("string(dt)"): div.xpath("string(dd)") for div in shown} == words


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_a_page_with_its_modes_and_proof(name: str, client: TestClient) -> None:
    page = read(client, f"/codebook/{name}")
    rules = book.rules_of(BOOK, name)
    assert page.xpath("string(//h1)") == name
    assert {tr.xpath("string(th)") for tr in page.xpath("//table/tbody/tr")} == {r.frame.mode or "none" for r in rules}
    assert all(tr.xpath("string(td[1])") for tr in page.xpath("//table/tbody/tr"))
    assert [d.get("id") for d in page.xpath("//details[ul]")] == [r.name for r in rules]
    proof = [" ".join(li.text_content().split()) for li in page.xpath("//ul[@class='proof']/li[@class='yes']")]
    assert proof == [f"✓ matches: {' '.join(s.split())}" for r in rules for s in r.frame.yes]


@pytest.mark.parametrize(("name", "status", "words"), [("threaten", 200, "THREATEN"), ("PRAISE", 404, "no type of act is called"), ("<script>", 404, "no type of act")])
def test_names_are_found_in_any_case_or_refused(name: str, status: int, words: str, client: TestClient) -> None:
    answer = client.get(f"/codebook/{name}")
    assert answer.status_code == status
    assert words in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")


def test_the_codebook_in_use_is_shown(tmp_path: Path) -> None:
    own = tmp_path / "web" / "acts"
    own.mkdir(parents=True)
    own.joinpath("toasts.toml").write_text(OWN)
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.add(ROWS)
    with TestClient(create(tmp_path / "a.db", Settings(codebook=tmp_path / "web")), HOME) as client:
        page = read(client, "/codebook/SUPPORT")
    assert "<b>Toasts</b>." in page.xpath("string(//p[@class='lead'])")
    assert not page.xpath("//main//b | //main//i")


def test_rows_lead_to_it(client: TestClient) -> None:
    page = read(client, "/row/e1")
    assert "/codebook/MOBILIZE" in page.xpath("//dl[@class='facts']//a/@href")
    assert book.definition(BOOK, "MOBILIZE") in page.xpath("string(//dl[@class='facts'])")
    assert page.xpath("//footer//a/@href")[0] == "/codebook"
    assert "/codebook#meeting" in read(client, "/row/m1").xpath("//dl[@class='facts']//a/@href")
