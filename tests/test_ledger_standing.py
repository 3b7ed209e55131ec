"""What stands beside the rows is what the rows would give if it were made anew, whatever was added, retired and decided."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, delete

from detente.ledger import Ledger, migrate, sqlite, standing
from detente.ledger.schema import NAMED, STANDING, TALLY
from detente.records import KINDS, Article, Citing, Row, kind_of

TABLES = {"standing": "SELECT * FROM standing ORDER BY seq", "named": "SELECT * FROM named ORDER BY 1, 2, 3, 4, 5", "tally": "SELECT * FROM tally WHERE kind <> '' AND n <> 0"}


def kept(file: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(file)) as connection:
        return {name: sorted(connection.execute(query).fetchall()) for name, query in TABLES.items()}


def anew(file: Path, to: Path) -> dict[str, list[Any]]:
    """The same tables made from the rows of a copy."""
    with closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(to)) as there:
        here.backup(there)
    engine = sqlite.engine(to, writable=True)
    with sqlite.begin(engine).begin() as connection:
        fill(connection)
    engine.dispose()
    return kept(to)


def fill(connection: Connection) -> None:
    for table in (STANDING, NAMED, TALLY):
        connection.execute(delete(table))
    for placed in list(migrate.now(connection, *KINDS)):
        standing.stand(connection, placed)


def turned(row: Row, n: int) -> Row:
    """A later version of a row."""
    if isinstance(row, Article):
        return replace(row, published=f"2019-04-{n % 28 + 1:02}", outlet=f"Outlet {n % 3}")
    return replace(row, evidence=row.evidence, rule=f"again.{n}") if isinstance(row, Citing) else row


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_the_rows_give(examples_ledger: Path, tmp_path: Path, seed: int) -> None:
    file = Path(shutil.copy(examples_ledger, tmp_path / "crisis.db"))
    chance = random.Random(seed)
    with Ledger.open(file) as ledger:
        rows = [row for row in ledger.all() if kind_of(row) != "run"]
        for n in range(6):
            some = chance.sample(rows, 60)
            ledger.retire(row.id for row in some[:30] if not isinstance(row, Article))
            ledger.add([turned(row, n) for row in some[20:]])
            judged = [row for row in some[40:] if isinstance(row, Citing) and kind_of(row) in ("event", "quotation", "position")]
            for row in judged[:5]:
                ledger.correct(chance.choice(["accept", "reject"]), row.id, by="Ann Berg")
    assert kept(file) == anew(file, tmp_path / "anew.db")


def test_a_ledger_brought_up_to_date_has_what_one_that_was_new_has(examples_ledger: Path, tmp_path: Path) -> None:
    assert kept(examples_ledger) == anew(examples_ledger, tmp_path / "anew.db")
