"""What can be asked of a ledger, and what it answers."""

from __future__ import annotations

import pytest
from ledger_rows import LEAVE, MASSED, MASSED_TOO, ROWS, SAID, A
from msgspec.structs import replace

from detente.ledger import Ledger, LedgerError
from detente.records import When


@pytest.fixture(scope="module")
def asked() -> Ledger:
    ledger = Ledger.memory()
    ledger.add(ROWS)
    ledger.add(
        [
            replace(LEAVE, id="p2", issue="arms_supply", actor="TRNX", towards="ORS.GOV"),
            replace(MASSED, id="e3", when=When("2031-02-20", "2031-03-01", "for ten days"), actors=("ORS.GOV:Bo Ek",)),
        ]
    )
    return ledger


@pytest.mark.parametrize(
    ("kind", "wanted", "ids"),
    [
        ("event", {}, ["e1", "e3", "e2"]),
        ("event", {"actor": "TRN"}, ["e1", "e2"]),
        ("event", {"actor": "trn.mil"}, ["e1"]),
        ("event", {"actor": "TR"}, []),
        ("event", {"actor": "ORS"}, ["e3"]),
        ("event", {"actor": "ORS.GOV:Bo Ek"}, ["e3"]),
        ("event", {"actor": "tarn"}, ["e1", "e2"]),  # by its name, of those who are called so the one with most rows
        ("event", {"actor": "Tarnish Military "}, ["e1"]),
        ("event", {"towards": "orsan"}, ["e1", "e3"]),
        ("quotation", {"actor": "Ada Lund"}, ["q1"]),
        ("quotation", {"actor": "Ada"}, []),  # a name is asked for whole
        ("event", {"actor": '"(*'}, []),
        ("event", {"actor": "%"}, []),
        ("event", {"towards": "ORS"}, ["e1", "e3"]),
        ("event", {"type": "mobilize"}, ["e1", "e3", "e2"]),
        ("event", {"type": "AID"}, []),
        ("event", {"status": "unconfirmed"}, ["e2"]),
        ("event", {"outlet": "orsa daily"}, ["e2"]),
        ("event", {"outlet": "Orsa"}, []),
        ("event", {"since": "2031-03-03"}, ["e1", "e2"]),  # a month touches its days
        ("event", {"since": "2031-03-04"}, ["e2"]),
        ("event", {"since": "2031-03-01", "until": "2031-03-02"}, ["e3", "e2"]),  # a span touches what it runs into
        ("event", {"until": "2031-02"}, ["e3"]),
        ("event", {"until": "2031-03-03"}, ["e1", "e3", "e2"]),
        ("event", {"since": "2031-03-04", "until": "2031-03"}, ["e2"]),  # of a month all days count
        ("event", {"since": "2032"}, []),
        ("event", {"actor": "TRN", "status": "actual", "outlet": "Tarn Post"}, ["e1"]),
        ("event", {"search": "massing troop"}, ["e1", "e3", "e2"]),  # by stems
        ("event", {"search": '"had massed"'}, ["e2"]),
        ("event", {"search": "6,000"}, ["e2"]),
        ("event", {"search": "mass* AND"}, []),
        ("event", {"search": "mass*"}, ["e1", "e3", "e2"]),
        ("event", {"search": '"'}, []),
        ("event", {"search": "mass\0ing"}, []),
        ("event", {"search": "( OR NEAR -"}, []),
        ("quotation", {"actor": "TRN.GOV"}, ["q1"]),
        ("quotation", {"search": "attack"}, ["q1"]),
        ("quotation", {"since": "2031-03-04", "until": "2031-03-04"}, ["q1"]),  # no time of its own: the day it was told
        ("quotation", {"since": "2031-03-05"}, []),
        ("meeting", {"actor": "ORS", "towards": "TRN", "status": "planned"}, ["m1"]),
        ("meeting", {"since": "2031-03-07"}, ["m1"]),
        ("position", {"actor": "ORS"}, ["p1"]),
        ("position", {"towards": "ORS"}, ["p2"]),
        ("position", {"issue": "troops"}, ["p1"]),
        ("position", {"issue": "arms_"}, ["p2"]),
        ("position", {"issue": "arms%"}, []),
        ("figure", {"actor": "TRN"}, ["f1"]),
        ("article", {"search": "ada lund"}, ["a1"]),
        ("article", {"outlet": "Tarn Post", "until": "2031-03"}, ["a1"]),
        ("article", {"story": "s1", "since": "2031-03-05"}, ["b1"]),
        ("story", {"actor": "TRN", "since": "2031-03-05", "until": "2031-03-05"}, ["s1"]),
        ("story", {"until": "2031-03-03"}, []),
        ("comparison", {"outlet": "Tarn Post", "search": "troops"}, ["c1"]),
        ("comparison", {"outlet": "Tarn"}, []),
        ("actor", {"actor": "TRN"}, ["TRN", "TRN.MIL", "TRN.GOV:Ada Lund"]),
        ("mention", {"type": "actor", "article": "a1"}, ["n1"]),
    ],
)
def test_rows_that_meet_all_that_is_wanted(kind: str, wanted: dict[str, str], ids: list[str], asked: Ledger) -> None:
    assert [row.id for row in asked.rows(kind, **wanted)] == ids


@pytest.mark.parametrize(
    ("kind", "wanted", "error"),
    [
        ("actor", {"since": "2031"}, "actor rows cannot be asked by since; they can by actor, search"),
        ("quotation", {"status": "actual"}, "quotation rows cannot be asked by status; they can by actor, towards, since, until, outlet, search, article"),
        ("event", {"issue": "arms"}, "event rows cannot be asked by issue"),
        ("event", {"since": "2031-03-05", "until": "2031-03-04"}, "since 2031-03-05 is after until 2031-03-04, and no day is both; give the earlier day as since"),
        ("story", {"since": "2032", "until": "2031-12"}, "since 2032 is after until 2031-12"),
        ("event", {"colour": "red"}, "rows cannot be asked by 'colour'; they can by actor, towards, "),
    ],
)
def test_what_cannot_be_asked_is_refused(kind: str, wanted: dict[str, str], error: str, asked: Ledger) -> None:
    with pytest.raises(LedgerError, match=error):
        asked.rows(kind, **wanted)


def test_search_goes_over_all_kinds_best_first(asked: Ledger) -> None:
    assert {row.id for row in asked.search("lund attack")} == {"a1", "q1", "s1"}
    assert asked.search('"we will not attack"')[0] == SAID
    assert asked.search("nothing like it") == []


def test_search_finds_only_the_latest_words() -> None:
    ledger = Ledger.memory()
    ledger.add([A, MASSED_TOO])
    ledger.add([replace(A, title="Quiet on the border")])
    assert [r.id for r in ledger.search("rules out")] == []
    assert [r.id for r in ledger.search("quiet")] == ["a1"]
