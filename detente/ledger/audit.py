"""The seal of the log: each line's `chain` is a hash of the chain before it and of all the line says, so that no line can be changed, taken out or
moved without a trace. It shows that somebody changed the file; it does not stop one who writes the whole log anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Integer, LargeBinary, cast, select
from sqlalchemy.exc import DBAPIError

from detente.ledger import sqlite
from detente.ledger.schema import CORRECTION

BYTES = 20  # of a link


class Problem(Struct, frozen=True):
    """A line of the log that is not as it was written."""

    number: int
    says: str


def sealed(chain: str, fields: Mapping[str, Any]) -> str:
    """The link of a line: of the chain before ("" for the first) and its fields as JSON, in the order of their names."""
    line = msgspec.json.encode({name: value for name, value in fields.items() if name != "chain"}, order="sorted")
    return blake2b(chain.encode("utf8", "surrogatepass") + b"\n" + line, digest_size=BYTES).hexdigest()


def problems(connection: Connection) -> list[Problem]:
    """All lines that were changed, removed or moved, by number."""
    try:
        return list(found(connection))
    except DBAPIError as e:
        return [Problem(0, f"the log cannot be read to its end: {sqlite.told(e.orig)}")]


def found(connection: Connection) -> Iterator[Problem]:
    columns = [c if isinstance(c.type, Integer) else cast(c, LargeBinary).label(c.name) for c in CORRECTION.c]  # bytes, for they may be no text any more
    before: frozenset[str] = frozenset({""})
    next_number = 1
    for line in connection.execution_options(yield_per=1000).execute(select(*columns).order_by(CORRECTION.c.number)):
        fields = {name: value.decode("utf8", "backslashreplace") if isinstance(value, bytes) else value for name, value in line._mapping.items()}
        number, chain = line.number, fields["chain"]
        if number != next_number:
            yield from (Problem(n, "the line is missing") for n in range(next_number, number))
            before = frozenset()
        links = {sealed(link, fields) for link in before}
        if before and chain not in links:
            yield Problem(number, "the line is not as it was written")
        before = frozenset({*links, str(chain)})  # of a line that is changed, what it says or its seal may be the part that is as it was
        next_number = number + 1
    last = sqlite.highest(connection, CORRECTION.name)
    yield from (Problem(n, "the line is missing") for n in range(next_number, last + 1))
