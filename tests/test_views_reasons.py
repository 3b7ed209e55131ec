"""Why a row stands, as data: a row of each kind, whole; and that it asks the ledger for no more than that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from detente.ledger import Ledger
from detente.ledger.schema import TABLES
from detente.views.codebook import Entry
from detente.views.reasons import Explained, explained
from tests.ledger_rows import ROWS

RULE = Entry("mobilize.mass", "acts/mobilize.toml", 4, {"id": "mass", "verbs": ["mass", "amass"], "yes": ["Tarn massed troops."], "no": ["Mass was said."]})


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.memory() as made:
        made.add(ROWS)
        yield made


def told(ledger: Ledger, row: str) -> Explained:
    return explained(ledger, ledger.row(row), {RULE.name: RULE}.get)


def shown(why: Explained) -> dict[str, Any]:
    """Its parts in short: the pieces with labels, the rule, who with by what, the facts, what belongs to it."""
    return {
        "words": [(p.text, " ".join(p.labels)) for p in why.context.pieces if p.labels] if why.context else None,
        "marked": {m.side: m.words for m in why.marked},
        "rule": (why.rule.name, why.rule.asks, [s for _, s in why.rule.proof], bool(why.rule.step)) if why.rule else None,
        "who": [(p.side, p.id, p.by or p.note) for p in why.who],
        "facts": {f.name: f.words for f in why.facts},
        "related": [(r.how, r.kind, r.id, r.told) for r in why.related],
    }


NOTHING: dict[str, Any] = {"words": None, "marked": {}, "rule": None, "who": [], "facts": {}, "related": []}
TABLE: list[tuple[str, dict[str, Any]]] = [
    (
        "e1",
        {
            "words": [
                ("Tarn", "evidence actors"),
                (" ", "evidence"),
                ("massed", "evidence trigger"),
                (" 4,000 troops on the ", "evidence"),
                ("Orsan", "evidence recipients"),
                (" border on Monday.", "evidence"),
            ],
            "marked": {"who": "Tarn", "the act": "massed", "towards whom": "Orsan"},
            "rule": ("mobilize.mass", (("verbs", "mass, amass"),), ["Tarn massed troops.", "Mass was said."], False),
            "who": [("who", "TRN.MIL", "here “Tarn”"), ("towards", "ORS", "here “Orsan”")],
            "facts": {
                "type": "MOBILIZE (troops), CAMEO 154, quad class 4, Goldstein -7.2, PLOVER score -5",
                "status": "actual, told as done, or said",
                "when": "2031-03-03 (“on Monday”)",
                "according to": "Tarn Post",
            },
            "related": [("also told", "event", "e2", "Orsa Daily")],
        },
    ),
    (
        "q1",
        {
            "words": [
                ("“", "evidence"),
                ("We will not attack,", "evidence content"),
                ("” ", "evidence"),
                ("Foreign Minister Ada Lund", "evidence speaker"),
                (" ", "evidence"),
                ("said", "evidence cue"),
                (".", "evidence"),
            ],
            "marked": {"who": "Foreign Minister Ada Lund", "the word of saying": "said"},
            "rule": ("say.direct", (), [], True),
            "who": [("speaker", "TRN.GOV:Ada Lund", "here “Ada Lund”")],
            "facts": {"when": "not told; the report is of 2031-03-04", "according to": "Ada Lund ← Tarn Post"},
            "related": [],
        },
    ),
    (
        "f1",
        {
            "words": [("Tarn massed 4,000 troops on the Orsan border on Monday.", "evidence")],
            "marked": {},
            "rule": ("count", (), [], True),
            "who": [("whose", "TRN.MIL", "here “Tarn”")],
            "facts": {"when": "not told; the report is of 2031-03-04", "according to": "Tarn Post"},
            "related": [("compared", "comparison", "c1", "differs in figure")],
        },
    ),
    (
        "m1",
        {
            "words": [("She will meet envoys of Orsa in Veldt on Friday.", "evidence")],
            "marked": {},
            "rule": ("meet.with", (), [], True),
            "who": [("party", "TRN.GOV:Ada Lund", "not named here; elsewhere Ada Lund, Lund"), ("party", "ORS", "here “Orsa”")],
            "facts": {"status": "planned, announced or agreed, not yet held", "when": "2031-03-07 (“on Friday”)", "according to": "Tarn Post"},
            "related": [],
        },
    ),
    (
        "p1",
        {
            "words": [("It demanded that they leave.", "evidence")],
            "marked": {},
            "rule": ("position.demand", (), [], True),
            "who": [("who", "ORS", "not named here; elsewhere Orsa, Orsan"), ("towards", "TRN", "not named here; elsewhere Tarn")],
            "facts": {"stance": "demands on troops-at-border", "when": "not told; the report is of 2031-03-05", "according to": "Orsa Daily"},
            "related": [("rests on", "event", "e2", "Orsa Daily")],
        },
    ),
    (
        "o1",
        {
            "words": [("It demanded that they leave.", "evidence")],
            "marked": {},
            "rule": ("promise.demanded", (), [], True),
            "who": [("who", "TRN", "not named here; elsewhere Tarn"), ("towards", "ORS", "not named here; elsewhere Orsa, Orsan")],
            "facts": {"owed": "leave", "state": "open, no row here meets it", "due": "by Sunday (“by Sunday”)"},
            "related": [("rests on", "event", "e2", "Orsa Daily")],
        },
    ),
    ("n1", NOTHING | {"words": [("Tarn", "evidence")], "rule": ("actors.state", (), [], True)}),
    *((name, NOTHING) for name in ("a1", "d1", "x1", "TRN", "s1", "c1", "r1")),
]


@pytest.mark.parametrize(("row", "whole"), TABLE, ids=[name for name, _ in TABLE])
def test_a_row_is_told_whole(row: str, whole: dict[str, Any], ledger: Ledger) -> None:
    why = told(ledger, row)
    assert (why.row.id, shown(why)) == (row, whole)
    assert why.told.gist or why.told.words


def test_a_row_that_rests_on_one_taken_away_is_still_told() -> None:
    with Ledger.memory() as book:
        book.add(ROWS)
        book.retire(["e2"])
        assert shown(told(book, "p1"))["related"] == []


@pytest.mark.parametrize("row", ["e1", "q1", "m1", "f1", "p1", "o1"])
def test_no_table_is_gone_through_from_end_to_end(row: str, ledger: Ledger) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        asked.append((statement, values))

    event.listen(ledger._engine, "before_cursor_execute", note)
    told(ledger, row)
    event.remove(ledger._engine, "before_cursor_execute", note)
    with ledger._engine.connect() as connection:
        plans = [step.detail for statement, values in asked if statement.startswith("SELECT") for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert len(plans) > 5
    whole = [f"SCAN {table}" for table in (*TABLES, "entries", "standing", "named")]
    assert [p for p in plans if p.endswith("(kind=?)") or any(p == w or p.startswith(f"{w} ") for w in whole)] == []
