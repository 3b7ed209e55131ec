"""Rows that tell the same are one line for a reader: acts and meetings by happening, positions by what is stood for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from detente.records import Event, Meeting, Position, Row
from detente.views.reader import Reader

R = TypeVar("R", bound=Row)
Group = tuple[R, ...]


def merged(rows: Iterable[R], reader: Reader) -> list[Group[R]]:
    """Groups of rows that tell the same, in order of their first; positions in order of actor, issue and day."""
    groups = grouped(rows, same)
    if groups and isinstance(groups[0][0], Position):
        groups.sort(key=lambda g: (course(g[0]), reader.day(g[0]) or ""))
    return groups


def grouped(rows: Iterable[R], key: Callable[[R], Hashable]) -> list[Group[R]]:
    out: dict[Hashable, list[R]] = {}
    for row in rows:
        out.setdefault(key(row), []).append(row)
    return [tuple(group) for group in out.values()]


def same(row: Row) -> Hashable:
    """What rows have in common that tell the same; a row's own id where it stands alone."""
    if isinstance(row, Event | Meeting) and row.happening:
        return type(row), row.happening
    if isinstance(row, Position):
        return (*course(row), row.stance, row.condition.text.lower() if row.condition else None)
    return row.id


def course(row: Row) -> tuple[str, str, str]:
    """Whose stand on what towards whom: a change of stance is one along this."""
    return (row.actor, row.issue, row.towards or "") if isinstance(row, Position) else ("", "", "")
