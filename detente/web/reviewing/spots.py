"""The words that a row marks (who speaks, the act …) as lines of its form: those marked now, each to keep or to let go, and one to mark more.

A form sends `spans.speaker` and the like with a text for each piece: a place (`body:12-24`, `12–24`, characters of the row's part, end exclusive)
or the words themselves, looked for in what the row rests on and then in its whole part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from detente.ledger import LedgerError
from detente.records import KINDS, Article, Span
from detente.web.reviewing.fields import SPANS, Fields, Flat, label

PLACE = re.compile(r"(?:(title|standfirst|body):)?\s*([0-9]{1,9})\s*[-–]\s*([0-9]{1,9})")
TOLD = 5  # places that a refusal tells


class Spot(Struct, frozen=True):
    """Marked words: `value` is what the form sends for them, `kept` whether they are to stay marked."""

    value: str
    words: str
    kept: bool


class Line(Struct, frozen=True):
    """What is marked under one name, and what was typed to be marked."""

    name: str
    label: str
    spots: tuple[Spot, ...]
    typed: str


def names(kind: str) -> tuple[str, ...]:
    """What a kind of row marks."""
    return next((msgspec.inspect.type_info(f.type).cls.__struct_fields__ for f in msgspec.structs.fields(KINDS[kind]) if f.name == "spans"), ())  # type: ignore[attr-defined]


def flat(kind: str, fields: Fields) -> Flat:
    """What a form sends of a row's marked words, if nobody touches them."""
    spans = fields.get("spans") or {}
    return {f"{SPANS}{name}": [sent(str(fields.get("part", "body")), a, b) for a, b in spans.get(name, ())] for name in names(kind)}


def sent(part: str, start: int, end: int) -> str:
    return f"{part}:{start}-{end}"


def lines(kind: str, typed: Mapping[str, list[str]], was: Fields, article: Article) -> list[Line]:
    """The lines of a form: the words of the row as it was, of the places that were sent, and what else was typed."""
    before, out = flat(kind, was), []
    for name in before:
        given = typed.get(name, [])
        places = {*before[name], *(v for v in given if (at := place(v)) and at[0])}
        known = sorted((at[1], at[2], v) for v in places if (at := place(v)) and at[1] < at[2] <= len(article.part(at[0] or "")))
        spots = tuple(Spot(v, article.part(v.partition(":")[0])[a:b], v in given) for a, b, v in known)
        out.append(Line(name, label(name), spots, next((v for v in given if v.strip() and v not in {k[2] for k in known}), "")))
    return out


def changes(kind: str, typed: Mapping[str, list[str]], was: Fields, where: Fields, article: Article) -> dict[str, Any]:
    """`spans` if other words are marked than were; `where` has the row's part, start and end as they are to be. Raises `LedgerError` in one line."""
    before, old = flat(kind, was), was.get("spans") or {}
    moved = where["part"] != was.get("part", where["part"])
    now: dict[str, list[list[int]]] = {}
    for name in names(kind):
        key = f"{SPANS}{name}"
        given = [v for v in dict.fromkeys(map(str.strip, typed.get(key, before[key]))) if v and not (moved and v in before[key])]
        kept = {v: tuple(s) for v, s in zip(before[key], old.get(name, ()), strict=True)}  # as they were read, whatever they are like
        found = {kept.get(v) or spot(label(key), v, where, article) for v in given}
        same = not moved and set(kept.values()) == found
        now[name] = old.get(name, []) if same else [list(s) for s in sorted(found)]
    return {"spans": now} if now != {name: old.get(name, []) for name in now} else {}


def place(value: str) -> tuple[str | None, int, int] | None:
    """The part (if it is told), start and end that a text means; None where it is no place."""
    found = PLACE.fullmatch(value.strip())
    return (found[1], int(found[2]), int(found[3])) if found else None


def spot(called: str, value: str, where: Fields, article: Article) -> Span:
    """Start and end of what a text means."""
    part, text, at = where["part"], article.part(where["part"]), place(value)
    if at is None or (at[0] is None and value in text[where["start"] : where["end"]]):
        return looked_up(called, value, where, text)
    if at[0] not in (None, part):
        raise LedgerError(f"{called}: the words marked stand in the {at[0]} and the row in the {part}; mark words of one part")
    if not at[1] < at[2] <= len(text):
        raise LedgerError(f"{called}: {at[1]}–{at[2]} is no place in the {part}, which has {len(text):,} characters; give the first character and the one behind the last")
    words = text[at[1] : at[2]]
    if words != words.strip():
        raise LedgerError(f"{called}: {at[1]}–{at[2]} of the {part} begins or ends with a space; mark words")
    return at[1], at[2]


def looked_up(called: str, words: str, where: Fields, text: str) -> Span:
    """Where words stand, whatever blanks are between them."""
    asked = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [m.span() for m in asked.finditer(text, where["start"], where["end"])] or [m.span() for m in asked.finditer(text)]
    said = f"“{' '.join(words.split())[:80]}”"
    if not found:
        raise LedgerError(f"{called}: {said} does not stand in the {where['part']}; copy the words as they stand there")
    if len(found) > 1:
        at = ", ".join(f"{a}–{b}" for a, b in found[:TOLD]) + (" …" if len(found) > TOLD else "")
        raise LedgerError(f"{called}: {said} stands there {len(found)} times ({at}); give one of these places instead")
    return found[0]
