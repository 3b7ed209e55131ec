"""What an address asks: the filters of `detente show`, checked, under the same names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

from fastapi import Query
from pydantic import AfterValidator

from detente.days import written
from detente.web.site import Site


def day(value: str | None) -> str | None:
    """An ISO day, month or year; None where nothing is written. Raises `ValueError` that says what is allowed."""
    if value and not written(value):
        raise ValueError(f"{value!r} is no day; write 2022-01-18, 2022-01 or 2022")
    return value or None


def month(value: str | None) -> str | None:
    """An ISO month; None where nothing is written. Raises `ValueError` that says what is allowed."""
    if value and not (len(value) == 7 and written(value) and MONTHS[0] <= value <= MONTHS[1]):
        raise ValueError(f"{value!r} is no month of a calendar here; write 2022-01, {MONTHS[0]} to {MONTHS[1]}")
    return value or None


T = TypeVar("T")
MONTHS = "1900-01", "2199-12"
Text = Annotated[str | None, Query(max_length=200)]
Day = Annotated[str | None, Query(max_length=10), AfterValidator(day)]
OfMonth = Annotated[str | None, Query(alias="month", max_length=10), AfterValidator(month)]
SAME = {"verdict": "type", "field": "issue"}
"""What is said of comparisons in words of their own, and by which filters of `detente show` it is found; those may be asked by their own names, too."""

OFFERED = 200  # values of a filter that a page offers


class Filters:
    """Each is None where the address does not ask it, or asks it with nothing."""

    def __init__(
        self,
        actor: Text = None,
        towards: Text = None,
        issue: Text = None,
        type: Text = None,  # noqa: A002
        status: Text = None,
        since: Day = None,
        until: Day = None,
        outlet: Text = None,
        search: Text = None,
        article: Text = None,
        story: Text = None,
        verdict: Text = None,
        field: Text = None,
    ) -> None:
        self._asked = {k: v for k, v in locals().items() if k != "self"}

    def wanted(self) -> dict[str, str | None]:
        """All of them, as `Ledger.rows` and `Ledger.page` take them."""
        given = {name: (value or "").strip() or None for name, value in self._asked.items()}
        own = {name: given.pop(name) for name in SAME}
        return given | {SAME[name]: value for name, value in own.items() if value}


def own(kind: str, of: Mapping[str, T]) -> dict[str, T]:
    """What is said by filter, under the names that the kind has for them."""
    names = {name: said for said, name in SAME.items()} if kind == "comparison" else {}
    return {names.get(name, name): value for name, value in of.items()}


def options(site: Site, kind: str) -> dict[str, list[tuple[str, int]]]:
    """What a filter can be set to, with how many rows have it: all values of few, the commonest of many."""
    return site.cached(("options", kind), lambda: {name: site.ledger.tally(kind, name, OFFERED) for name in ("type", "status", "issue", "outlet")})


def issue(site: Site, text: str) -> str:
    """The id of the issue that a name means, of several the one of which most rows are; the text itself where it is an id, a part of one, or no
    name's."""
    low, told = text.lower(), [name for name, _ in site.ledger.tally("position", "issue")]
    exact = next((name for name, called in site.issues.items() if called.lower() == low), None)
    if exact or any(low in name.lower() for name in told):
        return exact or text
    return next((name for name in told if low in site.issues.get(name, "").lower()), text)
