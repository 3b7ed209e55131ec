"""Rows that were found by several questions, in the one order that views expect: what merges reports takes its words from the first."""

from __future__ import annotations

from collections.abc import Iterable

from detente.ledger.filters import PARTS
from detente.records import Article, Citing, Row
from detente.web.site import Site


def ordered(site: Site, found: Iterable[Row]) -> list[Row]:
    """The rows, each once and in the ledger's order, with their articles and actors."""
    rows = [row for row in {row.id: row for row in reversed(list(found))}.values() if isinstance(row, Citing)]
    told = site.told(rows)
    came = {one.id: n for n, one in enumerate(told) if isinstance(one, Article)}
    rows.sort(key=lambda r: (came.get(r.article, len(came)), PARTS.index(r.part), r.start))
    return [*told, *rows]
