"""All that is SQLite's own: the connection, the guards against change, full text. Another database needs a module with these functions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any, cast

from sqlalchemy import Column, Connection, Engine, StaticPool, create_engine, event, func, select, table, text

from detente.ledger import files
from detente.ledger.errors import LedgerError
from detente.ledger.files import BUSY_SECONDS

APPLICATION = 0x64E7E47E  # PRAGMA application_id, so that `file` and we know a ledger when we see one
CACHE_KIB = 65_536
SERVED_KIB = 4_096  # where many are asked at once, each connection with a cache of its own
MOST_STARS = 4  # different words with a star in one question; each is as much work as all the words that begin so
STEPS = 10_000  # of SQLite's machine between two looks at the clock; some tenths of a millisecond

MENDS = {
    "file is not a database": "it is no ledger; give the file of one or a new name",
    "malformed": "the file is damaged; take the last good copy",
    "readonly": "nothing can be written there; mend its permissions or give another file",
    "unable to open": "it can be neither opened nor made there; give another file",
    "disk is full": "what was in the ledger is intact; make room and run it again",
    "disk I/O": "what was in the ledger is intact; see to the disk and run it again",
    "interrupted": "the question took too long; narrow it by days, by a kind or by who acts",
    "locked": "another program has held it for a minute; run it again when that is done",
}

TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
MARKS = "\x02", "\x03"
SIGNS = dict.fromkeys(map(ord, MARKS))  # which no text that is to be marked may hold


def engine(path: Path | None, *, writable: bool, seconds: float | None = None) -> Engine:
    """A pool of connections to the file, or one that is kept where there is no file (memory). A question that takes longer than `seconds` is
    given up."""
    if path is None:
        made = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        made = (files.writable if writable else files.readable)(path.absolute())

    @event.listens_for(made, "connect")
    def _(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so, see `begin`
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB if seconds is None else SERVED_KIB}")
        cursor.close()

    @event.listens_for(made, "begin")
    def _(connection: Connection) -> None:
        # a writer takes the lock at once: two that start as readers and both want to write would refuse each other without waiting
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if seconds is not None:
            end = inf if writes else monotonic() + seconds
            cast(sqlite3.Connection, connection.connection.dbapi_connection).set_progress_handler(lambda: monotonic() > end, STEPS)

    return made


def let_many_in(made: Engine) -> None:
    """Readers do not wait for a writer (write-ahead log); a lasting mark of the file, so only for one that is ours."""
    with closing(made.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def begin(made: Engine) -> Engine:
    """The engine whose transactions write."""
    return made.execution_options(writes=True)


def told(error: BaseException | None) -> str:
    """SQLite's error with the mend."""
    says = str(error)
    return next((f"{says}; {mend}" for sign, mend in MENDS.items() if sign in says), says)


def application(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def sign(connection: Connection) -> None:
    """Mark the file as a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def highest(connection: Connection, name: str) -> int:
    """The highest number that a table with numbered lines ever gave; 0 where it gave none."""
    return int(connection.exec_driver_sql("SELECT max(seq) FROM sqlite_sequence WHERE name = ?", (name,)).scalar() or 0)


def guard(connection: Connection, name: str) -> None:
    """Refuse changes to a table's rows."""
    for act in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(f'CREATE TRIGGER "{name}_no_{act.lower()}" BEFORE {act} ON "{name}" BEGIN SELECT RAISE(ABORT, \'the ledger is append-only\'); END')


def make_fulltext(connection: Connection, kinds: Iterable[str]) -> None:
    """The words of every row under its `seq`, an index for each kind, so that a question for one kind does not go through the words of all;
    contentless, since the row's own table holds them."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS fulltext")  # the one for all kinds that older ledgers have
    for kind in kinds:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS fulltext_{kind}")
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE fulltext_{kind} USING fts5(words, content='', {TOKENS})")


def index_words(connection: Connection, kind: str, rows: list[tuple[int, str]]) -> None:
    """(seq, words) of new rows of a kind."""
    connection.exec_driver_sql(f"INSERT INTO fulltext_{kind} (rowid, words) VALUES (?, ?)", rows)


def listed(values: Iterable[str | int]) -> Any:
    """Many values to look for with `in_`, as one parameter, so that the question is the same for any number of them."""
    each = func.json_each(json.dumps(list(values))).table_valued("value")
    return select(each.c.value)


def matching(words: str, kind: str, latest: int | None = None) -> Any:
    """The `seq` (and `rank`, less where it is better) of rows of a kind that hold all the words; "quoted words" stand together, a star ends a
    beginning. `latest`: only so many, those that were added last."""
    index = table(f"fulltext_{kind}", Column("rowid"), Column("rank"))
    found = select(index.c.rowid.label("seq"), index.c.rank).where(text(f"fulltext_{kind} MATCH :words").bindparams(words=_query(words)))
    return found if latest is None else found.order_by(index.c.rowid.desc()).limit(latest)


def marked(words: str, texts: Sequence[str]) -> list[list[tuple[str, bool]]]:
    """Each text in pieces, with whether a piece is one of the words: found as `matching` finds rows, in an index that lasts as long as the call."""
    asked = " OR ".join(_terms(words))
    plain = [one.translate(SIGNS) for one in texts]
    found: dict[int, str] = {}
    if asked:
        with closing(sqlite3.connect(":memory:")) as index:
            index.execute(f"CREATE VIRTUAL TABLE t USING fts5(words, {TOKENS})")
            index.executemany("INSERT INTO t (rowid, words) VALUES (?, ?)", enumerate(plain))
            found = dict(index.execute("SELECT rowid, highlight(t, 0, ?, ?) FROM t WHERE t MATCH ?", (*MARKS, asked)))
    return [list(_pieces(found.get(n, one))) for n, one in enumerate(plain)]


def holding(words: str, texts: Sequence[str]) -> list[int]:
    """Which of some texts hold all the words, as `matching` finds rows."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(f"CREATE VIRTUAL TABLE t USING fts5(words, {TOKENS})")
        index.executemany("INSERT INTO t (rowid, words) VALUES (?, ?)", enumerate(texts))
        return [n for (n,) in index.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (_query(words),))]


def _pieces(lit: str) -> Iterator[tuple[str, bool]]:
    before, *rest = lit.split(MARKS[0])
    if before:
        yield before, False
    for part in rest:
        inside, _, after = part.partition(MARKS[1])
        yield inside, True
        if after:
            yield after, False


def add_up(connection: Connection, lines: list[tuple[str, str, str, int]]) -> None:
    """(kind, name, value, how many more) into `tally`."""
    if lines:
        connection.exec_driver_sql("INSERT INTO tally (kind, name, value, n) VALUES (?, ?, ?, ?) ON CONFLICT (kind, name, value) DO UPDATE SET n = n + excluded.n", lines)


def _query(words: str) -> str:
    """The user's words in FTS5's language: each quoted, so that no sign of theirs is an operator of its."""
    return " ".join(_terms(words)) or '""'


def _terms(words: str) -> list[str]:
    out = []
    for n, piece in enumerate(words.replace("\0", " ").split('"')):  # SQLite takes NUL for the end of the question
        if n % 2:
            out.append(f'"{piece}"')
        else:
            out.extend(f'"{w.rstrip("*")}"{"*" if w.endswith("*") else ""}' for w in piece.split())
    terms = [p for p in dict.fromkeys(out) if any(c.isalnum() for c in p)]
    if sum(p.endswith("*") for p in terms) > MOST_STARS:
        raise LedgerError(f"a search takes at most {MOST_STARS} words with a star; write the others whole")
    return terms


def backup(connection: Connection, path: Path) -> None:
    """A whole copy of the database in a file."""
    raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    with closing(sqlite3.connect(path)) as copy:
        raw.backup(copy)
