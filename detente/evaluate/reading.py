"""Files of gold → gold rows. A line that cannot be meant so is refused, with its number, what stands there and what may."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from detente.codebook.acts import TYPES
from detente.evaluate.gold import DAY, KINDS, SHAPES, Gold, GoldComparison, GoldError, GoldEvent, Keyed
from detente.evaluate.words import words

PLAINLY = {"array": "a list", "str": "text", "float": "a number", "int": "a number", "object": "an object"}  # the validator's names of types
FILLED = ("types", "status", "stance")  # lists of what would be right: without one nothing could be


def read(path: Path) -> list[Gold]:
    """The gold rows of a file (UTF-8, empty lines are passed over)."""
    try:
        data = path.read_bytes()
    except OSError as e:
        raise GoldError(f"{path}: {e.strerror}; give a file of gold rows, a JSON object a line") from e
    out, bad = [], []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if line.strip():
            try:
                out.append(row(line))
            except GoldError as e:
                bad.append((number, e))
    if bad:
        others = ", ".join(str(number) for number, _ in bad[1:6]) + (", …" if len(bad) > 6 else "")
        raise GoldError(f"{path}:{bad[0][0]}: {bad[0][1]}" + (f" (also bad: line {others})" if others else ""))
    if not out:
        raise GoldError(f"{path}: no gold row is in it; it must hold a JSON object a line")
    return out


def row(line: bytes) -> Gold:
    """A line as a gold row."""
    try:
        given = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise GoldError(f"not JSON: {e}; a file of gold holds a JSON object a line (docs/evaluate.md)") from None
    if not isinstance(given, dict):
        raise GoldError('not a JSON object; a row is {"doc": …, "row": …, "key": …}')
    kind = given.get("row")
    if not isinstance(kind, str) or kind not in SHAPES:
        raise GoldError(f"`row` is {said(kind)}; it must be one of {', '.join(SHAPES)}")
    shape = SHAPES[kind]
    try:
        made: Gold = msgspec.convert(gathered(given) if kind == "comparison" else given, shape)
    except msgspec.ValidationError as e:
        raise GoldError(told(str(e), shape, given)) from None
    check(made)
    return made


def gathered(given: dict[str, Any]) -> dict[str, Any]:
    """A comparison with the words of the reports under `pieces`; a report without any has null."""
    own = {"row", *GoldComparison.__struct_fields__} - {"pieces"}
    pieces = {}
    for name, value in given.items():
        told = [value] if isinstance(value, str) else value
        if name in own or value is None:
            continue
        if not isinstance(told, list) or not all(isinstance(piece, str) for piece in told):
            raise GoldError(f"`{name}` is {said(value)}; a report's words are text, a list of texts, or null")
        pieces[name] = tuple(piece for piece in told if words(piece))
    return {name: value for name, value in given.items() if name in own} | {"pieces": {name: told for name, told in pieces.items() if told}}


def check(made: Gold) -> None:
    """What the types alone do not say."""
    if not made.doc.strip():
        raise GoldError("`doc` is empty; it must name the document: its file without folder and suffix, or the article's id")
    if isinstance(made, Keyed) and not words(made.key):
        raise GoldError(f"`key` is {said(made.key)}; it must hold words of the text")
    for name in FILLED:
        if getattr(made, name, None) == ():
            raise GoldError(f"`{name}` is empty; it must hold at least one of {', '.join(allowed(type(made), name))}")
    for value in made.types if isinstance(made, GoldEvent) else ():
        if value not in TYPES:
            raise GoldError(f"`types` holds {said(value)}; it must be one of {', '.join(TYPES)}")
    date = getattr(made, "date", None)
    if date is not None and not DAY.fullmatch(date):
        raise GoldError(f"`date` is {said(date)}; write 2022-01-18, 2022-01 or 2022")
    if isinstance(made, GoldComparison) and not any(made.pieces.values()):
        raise GoldError('no report\'s words are in it; give them under its outlet or document: "the-post": "words of the text"')


def told(problem: str, shape: type[Gold], given: dict[str, Any]) -> str:
    """The validator's complaint in words that name the field, what stands there, and what may."""
    if unknown := re.search(r"unknown field `(\w+)`", problem):
        return f"`{unknown[1]}` is no field of {given['row']}; there are {', '.join(names(shape))}"
    if missing := re.search(r"missing required field `(\w+)`", problem):
        may = allowed(shape, missing[1])
        return f"`{missing[1]}` is missing" + (f"; it must be one of {', '.join(may)}" if may else "")
    at = re.search(r"\$\.(\w+)", problem)
    if not at:
        return problem
    may, field = allowed(shape, at[1]), given.get(at[1])
    a_list = str(get_type_hints(shape)[at[1]]).startswith("tuple")
    value = next((v for v in field if v not in may), field) if isinstance(field, list) and may else field
    if may and (isinstance(field, list) or not a_list):
        return f"`{at[1]}` {'holds' if isinstance(field, list) else 'is'} {said(value)}; it must be one of {', '.join(may)}"
    expected = re.search(r"[Ee]xpected `(.+?)`", problem)
    return f"`{at[1]}` is {said(field)}; it must be {' or '.join(PLAINLY.get(t, t) for t in expected[1].split(' | ')) if expected else problem}"


def names(shape: type[Gold]) -> list[str]:
    return ["row", *(f.encode_name for f in msgspec.structs.fields(shape))]


def allowed(shape: type[Gold], name: str) -> tuple[str, ...]:
    """The values that a field may have, () where any may stand there."""

    def literals(hint: Any) -> list[str]:
        return [v for a in get_args(hint) for v in ([a] if isinstance(a, str) else literals(a))]

    return TYPES if name == "types" else tuple(literals(get_type_hints(shape).get(name)))


def said(value: Any) -> str:
    """A value as JSON, cut where it is long."""
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else f"{text[:60]}…"


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The kinds named, in singular or plural, one or several with commas between; none where none is."""
    out = []
    for name in (part.strip().lower() for named in names for part in named.split(",") if part.strip()):
        kind = name if name in KINDS else name.removesuffix("s")
        if kind not in KINDS:
            raise GoldError(f"gold has no kind {name!r}; there are {', '.join(KINDS)}")
        out.append(kind)
    return tuple(dict.fromkeys(out))
