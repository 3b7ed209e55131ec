"""What a program may ask of each kind of row: the filters that the kind takes, and no word that is none of them.

A name that nobody knows is refused rather than passed over: `?actors=RUS` for `?actor=RUS` would give all rows and look like an answer.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from detente.ledger.filters import allowed
from detente.ledger.paging import MOST, SORTS
from detente.records import Field as Differing
from detente.records import Verdict
from detente.web.asking import SAME, day

DAY = r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"
ON_A_PAGE = 100


def text(says: str) -> Any:
    return Annotated[str | None, Field(description=says, max_length=200)]


def dated(says: str) -> Any:
    return Annotated[str | None, Field(description=says, max_length=10, pattern=DAY), AfterValidator(day)]


HINTS: dict[str, Any] = {
    "actor": text("Who acts, speaks or is meant: a code and all under it, as RUS or RUS.GOV, or a name, in any case."),
    "towards": text("Towards whom, as `actor`."),
    "issue": text("Words of the issue; of comparisons the same as `field`."),
    "type": text("The type of an event or a mention, as THREATEN; of comparisons the same as `verdict`."),
    "status": text("actual, planned, threatened, denied, held, …; of promises open or met."),
    "since": dated("The first day (or month, or year) that a row's time must reach."),
    "until": dated("The last day (or month, or year) by which a row's time must begin."),
    "outlet": text("Who tells it, by the outlet's whole name in any case."),
    "search": text('Words that a row must hold, all of them; "quoted words" stand together, a star ends a beginning.'),
    "article": text("The id of an article."),
    "story": text("The id of a story."),
}
COMPARED: dict[str, Any] = {
    "verdict": (Annotated[Verdict | None, Field(description="What comes of the accounts.")], None),
    "field": (Annotated[Differing | None, Field(description="In what the accounts differ.")], None),
}
Sort = Annotated[str, Field(description="The order: `place` is the ledger's own; with a minus before it from the end.", pattern=f"^-?({'|'.join(SORTS)})$")]
After = Annotated[str | None, Field(description="`next` of the page before, in the same order.", max_length=400, pattern="^[A-Za-z0-9_-]*$")]
Limit = Annotated[int, Field(description="Rows of the page.", ge=1, le=MOST)]


class Asked(BaseModel):
    """Nothing but what stands in it may be asked."""

    model_config = ConfigDict(extra="forbid")


@cache
def filters(kind: str) -> type[Asked]:
    """The filters of a kind."""
    fields: dict[str, Any] = {name: (HINTS[name], None) for name in allowed(kind)} | (COMPARED if kind == "comparison" else {})
    return create_model(f"{kind.capitalize()}Filters", __base__=Asked, **fields)


@cache
def listed(kind: str) -> type[Asked]:
    """The filters of a kind, and which page of what order."""
    return create_model(f"{kind.capitalize()}Page", __base__=filters(kind), sort=(Sort, "place"), after=(After, None), limit=(Limit, ON_A_PAGE))


def wanted(asked: Asked, kind: str) -> dict[str, str | None]:
    """The filters as `Ledger.rows` and `Ledger.page` take them; None where one is not asked, or asked with nothing."""
    given = asked.model_dump()
    given |= {SAME[name]: given[name] for name in SAME if given.get(name)}
    return {name: (given[name] or "").strip() or None for name in allowed(kind)}
