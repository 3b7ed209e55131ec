"""What rows can be asked for, as SQL: who, towards whom, on what, of what kind, when, where told, in what words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, and_, case, func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from detente.ledger import sqlite
from detente.ledger.errors import LedgerError
from detente.ledger.schema import ENTRIES, RETIRED, TABLES, nested
from detente.records import KINDS

NAMES = ("actor", "towards", "issue", "type", "status", "since", "until", "outlet", "search", "article", "story")
ACTOR = {
    "quotation": "speaker",
    "event": "actors",
    "figure": "whose",
    "meeting": "parties",
    "position": "actor",
    "promise": "actor",
    "story": "actors",
    "actor": "id",
    "mention": "value",
}
TOWARDS = {"quotation": "addressee", "event": "recipients", "meeting": "parties", "position": "towards", "promise": "towards"}
DAY = {"article": ("published", "published"), "story": ("first_day", "last_day")}
PARTS = ("title", "standfirst", "body")


def current(kind: str) -> Any:
    """The rows that stand: of each id the latest version that is not retired, with the `first` that gives its place."""
    latest = select(func.max(ENTRIES.c.seq).label("seq"), func.min(ENTRIES.c.first).label("first")).where(ENTRIES.c.kind == kind).group_by(ENTRIES.c.id)
    return latest.subquery(f"current_{kind}")


def rows(kind: str, wanted: dict[str, Any]) -> Select[Any]:
    """The rows of a kind that meet all that is wanted, in the ledger's order: articles as they came, an article's rows by their place."""
    table, now = TABLES[kind], current(kind)
    query = select(table, now.c.first).join(now, now.c.seq == table.c.seq).where(table.c.seq.not_in(select(RETIRED.c.seq)))
    if "article" not in table.c:
        return query.where(*_conditions(kind, table, table, wanted)).order_by(now.c.first)
    article, told = TABLES["article"].alias("told"), current("article")
    query = query.outerjoin(article.join(told, told.c.seq == article.c.seq), article.c.id == table.c.article).add_columns(told.c.first.label("article_first"))
    part = case({name: n for n, name in enumerate(PARTS)}, value=table.c.part)
    return query.where(*_conditions(kind, table, article, wanted)).order_by(func.coalesce(told.c.first, now.c.first), part, table.c.start, now.c.first)


def _conditions(kind: str, table: Table, article: Any, wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    for name, value in wanted.items():
        if value is None:
            continue
        condition = _condition(kind, table, article, name, value)
        if condition is None:
            raise LedgerError(f"{kind} rows cannot be asked by {name}; they can by {', '.join(allowed(kind))}")
        out.append(condition)
    return out


def allowed(kind: str) -> list[str]:
    """The filters that a kind takes."""
    table = TABLES[kind]
    return [name for name in NAMES if _condition(kind, table, table if "article" not in table.c else TABLES["article"], name, "x") is not None]


def _condition(kind: str, table: Table, article: Any, name: str, value: Any) -> ColumnElement[bool] | None:
    if name in ("actor", "towards"):
        column = {"actor": ACTOR, "towards": TOWARDS}[name].get(kind)
        return None if column is None else _names(kind, table, column, value)
    if name in ("type", "status", "article", "story"):
        column = "state" if (name, kind) == ("status", "promise") else name
        return func.lower(table.c[column]) == value.lower() if column in table.c else None
    if name == "issue":
        return table.c.issue.icontains(value, autoescape=True) if "issue" in table.c else None
    if name in ("since", "until"):
        return _day(kind, table, article, name, value)
    if name == "outlet":
        if kind == "comparison":
            return table.c.accounts.icontains(f'"outlet":"{value}"', autoescape=True)
        return func.lower(article.c.outlet) == value.lower() if "outlet" in article.c else None
    if name == "search":
        return table.c.seq.in_(select(sqlite.matching(value).subquery().c.rowid))
    raise LedgerError(f"rows cannot be asked by {name!r}; they can by {', '.join(NAMES)}")


def _names(kind: str, table: Table, column: str, code: str) -> ColumnElement[bool]:
    """An actor or anyone under it: "RUS" is also RUS.GOV and RUS.GOV:Sergey Lavrov, but not RUSSIA."""
    if column in nested(KINDS[kind]):
        return or_(*(table.c[column].icontains(f'"{code}{end}', autoescape=True) for end in '".:'))
    return or_(func.lower(table.c[column]) == code.lower(), *(table.c[column].istartswith(f"{code}{end}", autoescape=True) for end in ".:"))


def _day(kind: str, table: Table, article: Any, name: str, value: str) -> ColumnElement[bool] | None:
    """Does the row's time touch the days wanted? The day it happened, else the day it was told; a shorter prefix ("2022-01") is the whole month."""
    if kind in DAY:
        begin, end = (func.coalesce(table.c[n], None) for n in DAY[kind])
    elif "article" in table.c:
        times = [sqlite.json_text(table.c[column], key) for column in ("when", "due") if column in table.c for key in ("start", "end")]
        begin = func.coalesce(*times[:1], article.c.published, None)
        end = func.coalesce(*times[::-1], article.c.published, None)
    else:
        return None
    if name == "since":
        return and_(end.is_not(None), end >= sqlite.prefix(literal(value), end))
    return and_(begin.is_not(None), sqlite.prefix(begin, literal(value)) <= value)
