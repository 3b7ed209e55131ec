"""What tests of corrections share: a ledger in a file with the rows of `ledger_rows`, and decisions in a short form."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_rows import ROWS

from detente.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(tmp_path / "crisis.db")
    made.add(ROWS)
    return made


def decide(ledger: Ledger, *acts: str) -> None:
    """ "ann reject e1", "ben edit e1 status=planned" …"""
    for said in acts:
        by, act, row, *more = said.split()
        ledger.correct(act, row, by=by, changes=dict(m.split("=") for m in more))
