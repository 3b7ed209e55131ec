"""Rows that stand no longer meet the filters that they met while they stood."""

from __future__ import annotations

import pytest
from deciding import ledger
from ledger_rows import A, B

from detente.ledger import Ledger
from detente.ledger.filters import allowed
from detente.ledger.given import CITING
from detente.ledger.gone import meeting
from detente.records import Citing

__all__ = ["ledger"]
ARTICLES = {a.id: a for a in (A, B)}


@pytest.mark.parametrize(
    "wanted",
    [
        {"actor": "TRN"},
        {"actor": "trn.gov"},
        {"actor": "TRN.GOV:Ada Lund"},
        {"actor": "ORS", "towards": "TRN"},
        {"towards": "ors"},
        {"outlet": "tarn post"},
        {"type": "mobilize"},
        {"type": "DIRECT"},
        {"status": "Planned"},
        {"status": "open"},
        {"issue": "Troops"},
        {"issue": "trade"},
        {"since": "2031-03-04"},
        {"until": "2031-03"},
        {"until": "2031-03-04"},
        {"since": "2031-03-05", "until": "2031-03-07"},
        {"article": "b1"},
        {"search": "troop"},
        {"search": '"troops at" lea*'},
        {"search": "border", "actor": "TRN", "until": None},
        {"search": "!"},
    ],
    ids=str,
)
def test_rows_are_found_as_while_they_stood(wanted: dict[str, str | None], ledger: Ledger) -> None:
    kinds = [kind for kind in CITING if {name for name, value in wanted.items() if value} <= set(allowed(kind))]
    standing = {kind: [row for row in ledger.rows(kind) if isinstance(row, Citing)] for kind in kinds}
    found = {kind: ledger.rows(kind, **wanted) for kind in kinds}
    assert any(standing.values())
    assert {kind: meeting(rows, ARTICLES, wanted) for kind, rows in standing.items()} == found
