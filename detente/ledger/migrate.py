"""From an empty file, or an older ledger, to this version's tables.

`MIGRATIONS` is in order and only grows: a step is never edited, for ledgers out there have taken it. New tables are SQL in `migrations/`,
written from `schema.py` by `python -m detente.ledger.migrate` (those that no earlier step makes, into the next file); a test holds that all
steps together give the tables that `schema.py` describes, so a field added to a record needs a step here (`ALTER TABLE … ADD COLUMN`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, inspect, select
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from detente.ledger import append, finding, sqlite, standing
from detente.ledger.errors import LedgerError
from detente.ledger.schema import ENTRIES, METADATA, RETIRED, VERSIONS
from detente.records import KINDS, Article

FOLDER = Path(__file__).parent / "migrations"
CHUNK = 500  # articles that are read at once


def first(connection: Connection) -> None:
    """The tables of 0.1, their guards, and full text."""
    for name in take(connection, "0001.sql"):
        sqlite.guard(connection, name)
    sqlite.make_fulltext(connection, KINDS)


def second(connection: Connection) -> None:
    """Promises: what is owed."""
    for name in take(connection, "0002.sql"):
        sqlite.guard(connection, name)


def take(connection: Connection, file: str) -> list[str]:
    """Make a file's tables; their names."""
    before = set(inspect(connection).get_table_names())
    for statement in (FOLDER / file).read_text("utf8").split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    return [name for name in inspect(connection).get_table_names() if name not in before]


def third(connection: Connection) -> None:
    """By what articles are found again, for the stories of new ones: derived, so not guarded."""
    take(connection, "0003.sql")
    for placed in now(connection, "article"):
        finding.keep(connection, [p.row for p in placed if isinstance(p.row, Article)])


def fourth(connection: Connection) -> None:
    """What stands, whom it names, how many there are; full text that knows kinds: all derived, so not guarded."""
    take(connection, "0004.sql")
    sqlite.make_fulltext(connection, KINDS)
    for placed in now(connection, *KINDS):
        append.index(connection, placed)
        standing.stand(connection, placed)


def now(connection: Connection, *kinds: str) -> Iterator[list[standing.Placed]]:
    """The rows that stand, some at a time, found without what later steps make."""
    latest = select(func.max(ENTRIES.c.seq)).where(ENTRIES.c.kind.in_(kinds)).group_by(ENTRIES.c.kind, ENTRIES.c.id)
    query = select(ENTRIES).where(ENTRIES.c.seq.in_(latest), ENTRIES.c.seq.not_in(select(RETIRED.c.seq))).order_by(ENTRIES.c.seq)
    for lines in connection.execution_options(yield_per=CHUNK).execute(query).partitions(CHUNK):
        yield [standing.Placed(line.seq, line.first, append.stored(connection, line.kind, line.seq)) for line in lines]


def fifth(connection: Connection) -> None:
    """What analysts decided."""
    for name in take(connection, "0005.sql"):
        sqlite.guard(connection, name)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (first, second, third, fourth, fifth)


def version(connection: Connection) -> int:
    """How many steps this database has taken; 0 where it is empty. Anything that is no ledger is refused."""
    names = inspect(connection).get_table_names()
    if VERSIONS.name in names and sqlite.application(connection) == sqlite.APPLICATION:
        return max(connection.scalars(select(VERSIONS.c.version)), default=0)
    if names:
        raise LedgerError("it is a database of something else, not a ledger; give the file of a ledger or a new name")
    return 0


def check(connection: Connection, *, exactly: bool = False) -> int:
    """The version, refused where it is newer than this program, or older and may not be changed (`exactly`)."""
    found = version(connection)
    if exactly and found < len(MIGRATIONS):
        old = f"an older detente wrote it (version {found} of the tables, this one reads {len(MIGRATIONS)}), and nothing may be written here"
        raise LedgerError(f"{old}; bring it up to date first, or a copy in a folder of yours: `detente show run --ledger FILE` does, and keeps the old file beside it")
    if found > len(MIGRATIONS):
        raise LedgerError(f"a newer detente wrote it (version {found} of the tables, this one knows {len(MIGRATIONS)}); update detente, or give another file")
    return found


def migrate(engine: Engine, path: Path | None) -> None:
    """Take the steps that are missing, all or none; an older ledger is first copied to `FILE.v1.backup`."""
    with engine.connect() as connection:
        found = check(connection)
        if found and found < len(MIGRATIONS) and path is not None:
            sqlite.backup(connection, path.with_name(f"{path.name}.v{found}.backup"))
    if found == len(MIGRATIONS):
        return
    sqlite.let_many_in(engine)
    with sqlite.begin(engine).begin() as connection:
        for number, step in enumerate(MIGRATIONS[check(connection) :], check(connection) + 1):
            step(connection)
            connection.execute(insert(VERSIONS).values(version=number))
        sqlite.sign(connection)


def definition(without: frozenset[str] = frozenset()) -> str:
    """The tables of `schema.py` in SQL, but for those named."""
    out = []
    for table in (t for t in METADATA.sorted_tables if t.name not in without):
        out.append(str(CreateTable(table).compile(dialect=dialect())).strip())
        out.extend(str(CreateIndex(index).compile(dialect=dialect())) for index in sorted(table.indexes, key=lambda i: str(i.name)))
    return ";\n\n".join(out).replace("\t", "    ").replace(" \n", "\n") + ";\n"


def made() -> frozenset[str]:
    """The tables that the files so far make."""
    return frozenset(name for file in FOLDER.glob("*.sql") for name in re.findall(r"CREATE TABLE (\w+)", file.read_text("utf8")))


if __name__ == "__main__":
    (FOLDER / f"{len(list(FOLDER.glob('*.sql'))) + 1:04}.sql").write_text(definition(made()), "utf8")
