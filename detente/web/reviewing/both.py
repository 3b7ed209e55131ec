"""A row that two changed at once: what it was, what the other made of it, what one typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from detente.ledger import Ledger
from detente.ledger.code import digest
from detente.records import KINDS, Article, Citing
from detente.web.reviewing.fields import LABELS, SPANS, label


class Difference(Struct, frozen=True):
    """A field before and after, in words; None for what is not there. `mine`: what one typed where another changed the row meanwhile."""

    name: str
    before: str | None
    after: str | None
    mine: str | None = None


def fields(row: Citing) -> dict[str, Any]:
    """The row as JSON has it."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(row))
    return found


def seen(ledger: Ledger, row: Citing, version: str) -> dict[str, Any] | None:
    """The row as it was in a version that the log knows."""
    for line in ledger.corrections(row.id, newest=True, limit=50):
        for side in (line.before, line.after):
            if side is not None and version == version_of(line.kind, side):
                return side
    return None


def version_of(kind: str, said: Mapping[str, Any]) -> str | None:
    try:
        return digest(msgspec.convert(said, KINDS[kind]))
    except msgspec.ValidationError:  # written by another version of the records
        return None


def differences(kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, article: Article | None = None) -> list[Difference]:
    """What changed, field by field; of a row that came or went what it says. Of marked words those of the article, or their places where it is none."""
    was, now = (said and spelled(said, article) for said in (before, after))
    order = {name: n for n, name in enumerate((*KINDS[kind].__struct_fields__, *(name for name in LABELS if name.startswith(SPANS))))}
    names = sorted({*(was or {}), *(now or {})}, key=lambda name: (order.get(name, len(order)), name))
    out = []
    for name in names:
        old, new = (was or {}).get(name), (now or {}).get(name)
        if old != new and name not in ("kind", "id", "article"):
            out.append(Difference(called(name), None if was is None else words(old), None if now is None else words(new)))
    return [d for d in out if d.before or d.after]


def spelled(fields: Mapping[str, Any], article: Article | None) -> dict[str, Any]:
    """The fields with the words of each span by itself."""
    text = article.part(str(fields.get("part"))) if article else ""
    spans = fields.get("spans") or {}
    return {name: value for name, value in fields.items() if name != "spans"} | {
        f"{SPANS}{name}": [f"“{text[a:b]}”" if text[a:b] else f"{a}–{b}" for a, b in some] for name, some in spans.items()
    }


def called(name: str) -> str:
    return f"marked as {label(name)}" if name.startswith(SPANS) else label(name)


def laid(now: Mapping[str, Any], mine: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """The row as it is now with what one typed over it; of marked words only those lines that one changed, in the part in which one saw them."""
    out = {**now, **mine}
    if "spans" in mine:
        own = {name: some for name, some in mine["spans"].items() if some != base["spans"].get(name) and base["part"] == now["part"]}
        out["spans"] = {**now["spans"], **own}
    return out


def apart(base: Mapping[str, Any] | None, now: Mapping[str, Any], mine: Mapping[str, Any], whole: Mapping[str, Any], article: Article) -> list[Difference]:
    """What either changed: as it was, as it is now, as one typed it; `whole` is what one typed laid over what is now."""
    old, new, own = spelled(base, article) if base else None, spelled(now, article), spelled(whole, article)
    typed = {name for name in own if name in mine or (name.startswith(SPANS) and own[name] != new.get(name))}
    names = [name for name in new if name in typed or (old is not None and old.get(name) != new[name])]
    shown = [name for name in names if name not in ("kind", "id", "article")]
    return [Difference(called(n), words(old.get(n)) if old else None, words(new[n]), words(own[n]) if n in typed else None) for n in shown]


def words(value: Any) -> str:
    """A field's value in words; "" for what is unknown or empty."""
    if isinstance(value, Mapping):
        return " · ".join(f"{name} {said}" for name, one in value.items() if (said := words(one)))
    if isinstance(value, list):
        numbers = all(isinstance(one, int | float) for one in value)
        return ("–" if numbers and len(value) == 2 else ", ").join(said for one in value if (said := words(one)))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
