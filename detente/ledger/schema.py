"""The tables, made from the record classes: one a kind, a column a field.

Text and numbers are columns of their own, so that any tool can ask for them; lists and structures are JSON text in theirs. `entries` knows
every row of every kind: `seq` counts all that was ever added, `first` is the `seq` of the first version of an id, and the current row of an
id is the one of the highest `seq` that is not in `retired`. Nothing is ever changed or removed.
"""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from detente.records import KINDS, Row

METADATA = MetaData()

VERSIONS = Table("schema_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))
ENTRIES = Table(
    "entries",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("entries_id", "id", "seq"),
    Index("entries_kind", "kind", "id", "seq"),
)
# By what articles are found again (`finding`): derived from them, so the only tables whose lines may change.
MARK = Table("mark", METADATA, *(Column(name, kind, primary_key=True) for name, kind in (("word", Text), ("day", Integer), ("article", Text))), sqlite_with_rowid=False)
PRINT = Table("print", METADATA, Column("run", Integer, primary_key=True), Column("article", Text, primary_key=True), sqlite_with_rowid=False)
SKETCH = Table("sketch", METADATA, Column("article", Text, primary_key=True), Column("words", Text, nullable=False))
SPREAD = Table("spread", METADATA, Column("word", Text, primary_key=True), Column("reports", Integer, nullable=False), sqlite_with_rowid=False)
# What stands (`standing`): derived as well.
STANDING = Table(
    "standing",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("first", "came", "part", "start")),
    *(Column(name, Text, nullable=False) for name in ("article", "day", "ending", "outlet", "actor", "type", "status", "issue")),
    Index("standing_place", "kind", "came", "part", "start", "first"),
    *(Index(f"standing_{name}", "kind", name, "day", "seq") for name in ("outlet", "actor", "type", "status", "issue")),
    Index("standing_day", "kind", "day", "seq"),
    Index("standing_ending", "kind", "ending", "seq"),
    Index("standing_seq", "kind", "seq"),
    Index("standing_id", "id"),
    Index("standing_article", "article"),
)
NAMED = Table(
    "named",
    METADATA,
    *(Column(name, kind, primary_key=True) for name, kind in (("side", Text), ("value", Text), ("kind", Text), ("day", Text), ("seq", Integer))),
    sqlite_with_rowid=False,
)
TALLY = Table(
    "tally",
    METADATA,
    *(Column(name, Text, primary_key=True) for name in ("kind", "name", "value")),
    Column("n", Integer, nullable=False),
    Index("tally_most", "kind", "name", "n"),
    sqlite_with_rowid=False,
)
# What analysts decided, and in which row of a later reading a corrected one lives on (`corrections`).
CORRECTION = Table(
    "correction",
    METADATA,
    Column("number", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("at", "by", "act", "article", "kind", "part")),
    *(Column(name, Integer, nullable=False) for name in ("start", "end")),
    Column("row", Text, nullable=False),
    *(Column(name, Text) for name in ("before", "after", "note")),
    Column("undoes", Integer),
    Column("chain", Text, nullable=False),
    *(Index(f"correction_{name}", name) for name in ("article", "by", "row")),
    sqlite_autoincrement=True,  # so that the file knows how many lines there ever were
)
HEIR = Table(
    "heir",
    METADATA,
    Column("number", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("row", "of")),
    *(Index(f"heir_{name}", name) for name in ("of", "row")),
    sqlite_autoincrement=True,
)
RETIRED = Table("retired", METADATA, Column("seq", Integer, primary_key=True, autoincrement=False), Column("run", Text))


def plain(hint: Any) -> Any:
    """The hint without `| None`."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (a for a in get_args(hint) if a is not NoneType)
    return hint


def column_type(hint: Any) -> type[TypeEngine[Any]] | None:
    """The column for a scalar, None for what is kept as JSON."""
    hint = plain(hint)
    if hint is str or get_origin(hint) is Literal:
        return Text
    return {int: Integer, float: Float, bool: Integer}.get(hint)


def nested(row: type[Row]) -> dict[str, Any]:
    """The fields that are kept as JSON, with their types."""
    return {f.name: f.type for f in msgspec.structs.fields(row) if column_type(f.type) is None}


def _table(kind: str, row: type[Row]) -> Table:
    own = [Column(f.name, column_type(f.type) or Text) for f in msgspec.structs.fields(row)]
    indices = [Index(f"{kind}_{name}", name) for name in ("article", "story") if kind != "article" and name in row.__struct_fields__]
    return Table(kind, METADATA, Column("seq", Integer, primary_key=True, autoincrement=False), Column("run", Text), *own, *indices)


TABLES: dict[str, Table] = {kind: _table(kind, row) for kind, row in KINDS.items()}
