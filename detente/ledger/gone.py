"""Rows that stand no longer, asked for as those that stand are: the same filters, answered from the row and its article alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.ledger import sqlite, standing
from detente.ledger.append import WORDS
from detente.ledger.standing import Report
from detente.records import Article, Citing


def meeting(rows: Sequence[Citing], articles: Mapping[str, Article], wanted: Mapping[str, str | None]) -> list[Citing]:
    """Those of the rows that meet all that is wanted, by filters that their kind takes."""
    asked = {name: value for name, value in wanted.items() if value is not None}
    words = asked.pop("search", None)
    held = set(sqlite.holding(words, [" ".join(w for name in WORDS if (w := getattr(row, name, None))) for row in rows])) if words is not None else None
    return [row for n, row in enumerate(rows) if (held is None or n in held) and all(meets(row, articles.get(row.article), *one) for one in asked.items())]


def meets(row: Citing, article: Article | None, name: str, value: str) -> bool:
    """Does a row meet one filter? See `filters` for the same as SQL."""
    line = standing.facts(row, Report(0, article.published or "", article.outlet or "") if article else None, 0)
    if name in ("actor", "towards", "outlet", "story"):
        return (name, value.lower()) in standing.whom(row, line["outlet"])
    if name in ("type", "status"):
        return line[name] in (value, value.lower(), value.upper())
    if name == "issue":
        return value.lower() in line["issue"].lower()
    if name == "since":
        return bool(line["ending"] >= value)
    if name == "until":
        return bool("" < line["day"] <= f"{value}~")
    return bool(line["article"] == value)
