"""The ledger's file: how it is opened, and that nobody goes on with it once it is another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DisconnectionError

from detente.ledger.errors import StoreError

BUSY_SECONDS = 60


def writable(path: Path) -> Engine:
    """A pool that refuses to go on once another file has the name: what is read would be of two ledgers, and what is written of none."""
    first: list[tuple[int, int]] = []

    def same() -> None:
        try:
            if which(path) == first[0]:
                return
        except OSError:
            pass
        raise StoreError("the file was taken away, or another has taken its place; start again with the one that is meant")

    def connect() -> sqlite3.Connection:
        if first:
            same()
            return opened(path, "rw")
        made = opened(path, "rwc")
        first.append(which(path))
        return made

    engine = pooled(connect)
    event.listen(engine, "checkout", lambda *_: same())
    return engine


def readable(path: Path) -> Engine:
    """A pool for a file that may not be written. It is taken to be at rest (without that SQLite wants to write beside it), unless somebody else
    has it open to write; and it is opened anew when it was written, for what is at rest is not looked at twice."""
    made = pooled(lambda: opened(path, "ro" if log(path).exists() else "ro&immutable=1"))

    @event.listens_for(made, "connect")
    def _(_: Any, record: Any) -> None:
        record.info["state"] = state(path)

    @event.listens_for(made, "checkout")
    def _(_: Any, record: Any, __: Any) -> None:
        if record.info["state"] != state(path):
            raise DisconnectionError

    return made


def pooled(connect: Callable[[], sqlite3.Connection]) -> Engine:
    return create_engine("sqlite://", poolclass=QueuePool, creator=connect, pool_size=4, max_overflow=4)


def opened(path: Path, mode: str) -> sqlite3.Connection:
    name = str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{name}?mode={mode}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False)


def which(path: Path) -> tuple[int, int]:
    """Which file of the disk has the name."""
    found = path.stat()
    return found.st_dev, found.st_ino


def state(path: Path) -> tuple[object, ...]:
    """What is another once the file was written or replaced."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size, log(path).exists()


def log(path: Path) -> Path:
    """SQLite's write-ahead log, which is there as long as somebody has the file open to write."""
    return path.with_name(f"{path.name}-wal")
