"""What was typed into a form as what it changes of a row; words that are to be cited found in their article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, get_args, get_origin

from detente.codebook import Codebook
from detente.days import written
from detente.ledger import LedgerError
from detente.ledger.given import PARTS
from detente.records import Article, Condition, When, Where
from detente.web.reviewing.fields import NUMBERS, PIECES, Fields, flat, keys, label, modes, numbered, own

Typed = Mapping[str, list[str]]


def changes(kind: str, typed: Typed, was: Fields, article: Article, codebook: Codebook) -> dict[str, Any]:
    """Field → value of all that differs from what was, as `Ledger.correct` takes it. Raises `LedgerError` in one line."""
    before, out = flat(kind, was), dict[str, Any]()
    for name, hint, needed in own(kind):
        mine = {key: clean(typed[key]) for key in keys(name, hint, typed)}
        if not mine or filled(mine) == filled({key: before[key] for key in keys(name, hint, before)}):
            continue
        out[name] = value(name, hint, mine, was, article)
        if out[name] is None and needed:
            raise LedgerError(f"{label(name)} is needed; give it, or leave what was there")
    if out.get("mode"):
        act = str(out.get("type", was.get("type")))
        if out["mode"] not in modes(codebook, act):
            raise LedgerError(f"{act} has no mode {out['mode']!r}; it has {', '.join(modes(codebook, act)) or 'none'}")
    return out


def clean(values: Sequence[str]) -> list[str]:
    return [value.replace("\r\n", "\n") for value in values]


def filled(one: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Without what is empty."""
    return {key: some for key, values in one.items() if (some := [v for v in values if v.strip()])}


def value(name: str, hint: Any, typed: Typed, was: Fields, article: Article) -> Any:
    """The value of a field; None or an empty list where nothing was typed."""
    inside = get_args(hint)[0] if get_origin(hint) is tuple else None
    if inside in PIECES:
        found = [struct(f"{name}.{n}", inside, typed) for n in numbered(name, typed)]
        return [one for one in found if one is not None]
    if inside:
        return [v.strip() for v in typed.get(name, ()) if v.strip()]
    if hint is Condition:
        return condition(name, typed, was, article)
    if hint in PIECES:
        return struct(name, hint, typed)
    text = "".join(typed.get(name, ())[:1]).strip()
    return number(label(name), text, whole=hint is int) if hint in (int, float) else text or None


def struct(name: str, hint: Any, typed: Typed) -> dict[str, Any] | None:
    """A time or a place; the words of one that was typed without are its day or name."""
    said = {piece: (typed.get(f"{name}.{piece}") or [""])[0].strip() for piece in PIECES[hint]}
    if not any(said.values()):
        return None
    out: dict[str, Any] = {piece: number(piece, text) if piece in NUMBERS else text or None for piece, text in said.items()}
    if hint is When:
        for piece in ("start", "end"):
            if said[piece] and not written(said[piece][:10]):
                raise LedgerError(f"{name}: {said[piece]!r} is no day; write 2022-01-18, 2022-01 or 2022")
    out["text"] = said["text"] or " to ".join(said[p] for p in (("start", "end") if hint is When else ("name",)) if said.get(p))
    if hint is Where and not out["text"]:
        raise LedgerError(f"{name.split('.')[0]}: give the place’s name or its words")
    return out


def number(name: str, text: str, *, whole: bool = False) -> float | int | None:
    """A number; commas may set thousands apart."""
    if not text:
        return None
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        raise LedgerError(f"{name}: {text!r} is no number; write 4000 or 2.5") from None
    if not isfinite(found) or (whole and found != int(found)):
        raise LedgerError(f"{name}: {text!r} is no {'whole ' if whole else ''}number; write {'3' if whole else '4000 or 2.5'}")
    return int(found) if whole else found


def condition(name: str, typed: Typed, was: Fields, article: Article) -> dict[str, Any] | None:
    """The words of a condition with their place in the row's part."""
    words = (typed.get(f"{name}.text") or [""])[0]
    if not words.strip():
        return None
    part, start, end = place(article, words, (str(was.get("part", "body")),))
    return {"text": article.part(part)[start:end], "start": start, "end": end}


def place(article: Article, words: str, parts: Sequence[str] = PARTS) -> tuple[str, int, int]:
    """Part, start and end of words that stand in an article exactly once, whatever blanks are between them."""
    pieces = words.split()
    if not pieces:
        raise LedgerError("give the words as they stand in the article")
    asked = re.compile(r"\s+".join(map(re.escape, pieces)))
    found = [(part, *match.span()) for part in parts for match in asked.finditer(article.part(part))]
    said = f"“{' '.join(pieces)[:80]}”"
    if not found:
        raise LedgerError(f"{said} does not stand in the article; copy the words as they stand there")
    if len(found) > 1:
        raise LedgerError(f"{said} stands in the article {len(found)} times; give more words around it, so that only one place has them")
    return found[0]
