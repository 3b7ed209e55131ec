"""Arrow tables with every column, empty or not, which pandas, Polars and DuckDB take as they are."""

from __future__ import annotations

from typing import Any

import duckdb
import msgspec
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from ledger_rows import ROWS

from detente.ledger import Ledger
from detente.records import KINDS, kind_of

TABLES = {
    "article": "articles",
    "duplicate": "duplicates",
    "quarantined": "quarantined",
    "quotation": "quotations",
    "event": "events",
    "figure": "figures",
    "meeting": "meetings",
    "position": "positions",
    "promise": "promises",
    "story": "stories",
    "comparison": "comparisons",
    "actor": "actors",
    "mention": "mentions",
    "run": "runs",
}


@pytest.fixture(scope="module")
def full() -> Ledger:
    ledger = Ledger.memory()
    ledger.add(ROWS)
    return ledger


def plain(value: Any) -> Any:
    """Maps come as pairs, tuples as lists."""
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        return dict(value)
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_says_what_the_rows_say(kind: str, full: Ledger) -> None:
    table = getattr(full, TABLES[kind])
    lines = [{name: plain(value) for name, value in line.items()} for line in table.to_pylist()]
    assert lines == [msgspec.json.decode(msgspec.json.encode(row)) for row in ROWS if kind_of(row) == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_has_its_columns(kind: str, full: Ledger) -> None:
    empty = getattr(Ledger.memory(), TABLES[kind])
    assert (empty.num_rows, empty.schema) == (0, getattr(full, TABLES[kind]).schema)
    assert empty.column_names == ["kind", *KINDS[kind].__struct_fields__]
    assert pa.null() not in empty.schema.types


@pytest.mark.parametrize("kind", KINDS)
def test_pandas_takes_it(kind: str, full: Ledger) -> None:
    table = getattr(full, TABLES[kind])
    assert list(pd.DataFrame.from_arrow(table)["id"]) == table["id"].to_pylist()


@pytest.mark.parametrize("kind", KINDS)
def test_polars_takes_it(kind: str, full: Ledger) -> None:
    table = getattr(full, TABLES[kind])
    assert pl.DataFrame(table)["id"].to_list() == table["id"].to_pylist()


@pytest.mark.parametrize("kind", KINDS)
def test_duckdb_takes_it(kind: str, full: Ledger) -> None:
    rows = getattr(full, TABLES[kind])
    assert duckdb.sql("SELECT id FROM rows").fetchall() == [(i,) for i in rows["id"].to_pylist()]


def test_nested_fields_stay_structures(full: Ledger) -> None:
    events = full.events
    assert duckdb.sql('SELECT "when".start, actors[1] FROM events ORDER BY id').fetchall() == [("2031-03-03", "TRN.MIL"), ("2031-03", "TRN")]
    assert pl.DataFrame(events)["where"].struct.field("country").to_list() == ["ORS", None]
