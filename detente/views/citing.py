"""Who reads some rows of a ledger: the actors they name and the reports that tell them, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from detente.ledger import Ledger
from detente.ledger.shelf import names
from detente.records import Citing, Comparison, Duplicate, Row, Story
from detente.views.reader import Reader


def cited(rows: Iterable[Row], ledger: Ledger, *more: str) -> Reader:
    """To name those who act in the rows (and in `more`), and the reports that tell them; it costs what the rows cost."""
    rows = list(rows)
    articles = {r.article for r in rows if isinstance(r, Citing)} | {a.article for r in rows if isinstance(r, Comparison) for a in r.accounts}
    articles |= {a for r in rows if isinstance(r, Story) for a in r.articles} | {r.of for r in rows if isinstance(r, Duplicate)}
    actors = {n for r in rows for n in (*names(r), *(r.actors if isinstance(r, Story) else ()))} | set(more)
    return Reader([*rows, *ledger.shelf.actors(sorted(actors)), *ledger.shelf.articles(sorted(articles))])
