"""Whom a filter means: a code, or who is called just so ("Russia", "Sergey Lavrov"), so that every reader of the ledger can ask by names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, literal, or_, select

from detente.ledger import sqlite
from detente.ledger.code import ENCODER, decode
from detente.ledger.schema import NAMED, STANDING, TABLES
from detente.records import Actor

SIDES = ("actor", "towards")


def meant(connection: Connection, wanted: dict[str, Any]) -> dict[str, Any]:
    """The filters with the codes of those who are asked for by their names."""
    return wanted | {side: code(connection, text) for side in SIDES if (text := wanted.get(side))}


def code(connection: Connection, text: str) -> str:
    """A code or an id as it is; of a name or an alias, in any case of its letters, the id: of several the one whom most rows name. The text itself
    where nobody is called so, which then meets no row."""
    text = text.strip()
    here = select(literal(1)).where(NAMED.c.side.in_(SIDES), NAMED.c.value == text.lower()).limit(1)
    if connection.scalar(here) or not any(c.isalnum() for c in text):
        return text
    table, found = TABLES["actor"], sqlite.matching(f'"{text.replace(chr(34), " ")}"', "actor").subquery()
    by = table.c.seq.in_(select(found.c.seq)), table.c.aliases.contains(ENCODER.encode(text).decode(), autoescape=True)
    query = select(table).join(STANDING, STANDING.c.seq == table.c.seq).where(or_(*by))
    rows = [row for line in connection.execute(query) if isinstance(row := decode("actor", line), Actor)]
    return max(sorted(row.id for row in rows if is_called(row, text)), key=lambda i: _rows(connection, i), default=text)


def is_called(actor: Actor, text: str) -> bool:
    """Is it the name or an alias, whole?"""
    return text.casefold() in {name.casefold() for name in (actor.name, *actor.aliases)}


def _rows(connection: Connection, actor: str) -> int:
    here = select(literal(1)).where(NAMED.c.side.in_(SIDES), NAMED.c.value == actor.lower()).limit(1_000)
    return connection.scalar(select(func.count()).select_from(here.subquery())) or 0
