"""Gold rows: what a careful reader found in a document. The form of their files: docs/evaluate.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from detente.records import Comparator, Field, Happened, Stance, Status, Verdict
from detente.refused import RefusedError

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class GoldError(RefusedError, ValueError):
    """A gold file, or rows held against it, that cannot be used."""


class Gold(Struct, frozen=True, kw_only=True, tag_field="row", forbid_unknown_fields=True, omit_defaults=True):
    """`doc` names the document; `note` is for people."""

    doc: str
    note: str | None = None


class Keyed(Gold, frozen=True, kw_only=True):
    """`key` is a verbatim piece of the text that the evidence must hold."""

    key: str


class GoldQuotation(Keyed, frozen=True, kw_only=True, tag="quotation"):
    """`speaker` is the fullest name used, null where the text names none."""

    speaker: str | None
    form: Literal["direct", "indirect", "mixed"]
    venue: str | None = None


class GoldEvent(Keyed, frozen=True, kw_only=True, tag="event"):
    """`types` and `status` are those that would be right; `condition` in the words of the text; `date` an ISO prefix."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    types: tuple[str, ...]
    status: tuple[Status, ...]
    condition: str | None = None
    date: str | None = None


class GoldPosition(Keyed, frozen=True, kw_only=True, tag="position"):
    """`stance` those that would be right; `issue` is a label for people."""

    actor: str
    stance: tuple[Stance, ...]
    issue: str | None = None


class GoldMeeting(Keyed, frozen=True, kw_only=True, tag="meeting"):
    """`format` and `outcome` are for people."""

    parties: tuple[str, ...]
    status: tuple[Happened, ...]
    places: tuple[str, ...] = ()
    format: str | None = None
    date: str | None = None
    outcome: str | None = None


class GoldFigure(Keyed, frozen=True, kw_only=True, tag="figure"):
    """`value`, or `value` to `value_high`; `unit` and `attributed_to` are for people."""

    value: float
    comparator: Comparator
    value_high: float | None = None
    unit: str | None = None
    attributed_to: str | None = None


class GoldBoilerplate(Keyed, frozen=True, kw_only=True, tag="boilerplate"):
    """`key` must not stand in the article's text."""

    why: str | None = None


class GoldComparison(Gold, frozen=True, kw_only=True, tag="comparison"):
    """`pieces` are the words of each report, under its outlet, document or article; in the file they stand beside the other fields."""

    kind: Verdict
    field: Field | None = None
    what: str | None = None
    pieces: dict[str, tuple[str, ...]] = {}


class GoldPartial(Gold, frozen=True, kw_only=True, tag="partial"):
    """Only some of the document's rows are here, so that what is not may be right all the same; nothing is scored against it."""


RECORDS = (GoldQuotation, GoldEvent, GoldPosition, GoldMeeting, GoldFigure, GoldComparison, GoldBoilerplate, GoldPartial)
SHAPES: dict[str, type[Gold]] = {str(s.__struct_config__.tag): s for s in RECORDS}
KINDS = tuple(kind for kind in SHAPES if kind != "partial")
"""The kinds of gold row that are scored, in the order in which they are told."""


def spread(gold: Gold) -> dict[str, Any]:
    """The row as it stands in a file."""
    out: dict[str, Any] = msgspec.to_builtins(gold)
    ordered = {"doc": out.pop("doc"), "row": out.pop("row")}
    for name, pieces in out.pop("pieces", {}).items():
        out[name] = pieces[0] if len(pieces) == 1 else pieces
    return ordered | out


def kinds(gold: Iterable[Gold]) -> list[str]:
    """The kinds among the rows, in order."""
    have = {kind_of(g) for g in gold}
    return [k for k in KINDS if k in have]


def kind_of(gold: Gold) -> str:
    return str(type(gold).__struct_config__.tag)
