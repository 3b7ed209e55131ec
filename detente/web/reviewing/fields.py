"""The fields of a kind of row as those of a form: which there are, how each is filled in, what stands in it.

A form is flat: a name (`status`, `when.start`, `places.0.name`, `actors`) → the texts that stand under it, several where a field holds several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct

from detente.codebook import Codebook
from detente.codebook.acts import TYPES
from detente.ledger.given import DEFAULTS
from detente.ledger.hand import GIVEN, LATER
from detente.ledger.schema import plain
from detente.records import KINDS, Condition, When, Where

Flat = dict[str, list[str]]
Fields = Mapping[str, Any]

NOT_ASKED = (GIVEN | LATER | {"part", "start", "end", "evidence", "spans"}) - {"state"}
PIECES: dict[Any, tuple[str, ...]] = {When: ("start", "end", "text"), Where: ("text", "name", "country", "lat", "lon"), Condition: ("text",)}
NUMBERS = ("lat", "lon")
ACTORS = {"actor", "towards", "actors", "recipients", "parties", "speaker", "addressee", "whose"}
SPANS = "spans."
"""What the names of marked words begin with; `spots` has their lines."""
LONG = {"content", "what", "outcome", "agenda"}
CODES = {"contexts", "cameo", "quad", "goldstein", "plover_score"}
"""What few will want to change; folded away."""
LABELS = {
    "according_to": "according to",
    "plover_score": "PLOVER score",
    "cameo": "CAMEO code",
    "goldstein": "Goldstein score",
    "quad": "quad class",
    "speaker_name": "speaker’s name",
    "cue": "word of saying",
    "when.start": "from",
    "when.end": "to",
    "when.text": "in the words",
    "due.start": "from",
    "due.end": "to",
    "due.text": "in the words",
    "text": "in the words",
    "lat": "latitude",
    "lon": "longitude",
    "type": "type",
    "high": "to (of a range)",
    "of": "of what",
    "what": "what is owed",
    "condition.text": "the words of the condition",
    "spans.speaker": "speaker",
    "spans.cue": "word of saying",
    "spans.content": "words said",
    "spans.trigger": "act",
    "spans.actors": "who acts",
    "spans.recipients": "towards whom",
}


class Input(Struct, frozen=True):
    """One entry of a form; `choices` are what can be chosen, in groups (a name or "", the values)."""

    name: str
    label: str
    how: Literal["choice", "text", "long", "number"]
    values: tuple[str, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    many: bool = False
    needed: bool = False
    known: str | None = None  # the list of what is offered while one types


class Group(Struct, frozen=True):
    """Entries that belong together; `folded` those that are seldom wanted."""

    name: str
    inputs: tuple[Input, ...]
    folded: bool = False


def own(kind: str) -> Iterator[tuple[str, Any, bool]]:
    """(name, type without None, needed) of the fields that a form asks."""
    for f in msgspec.structs.fields(KINDS[kind]):
        if f.name not in NOT_ASKED:
            yield f.name, plain(f.type), type(None) not in get_args(f.type) and get_origin(f.type) is not tuple


def flat(kind: str, fields: Fields) -> Flat:
    """What stands in the form of a row's fields (as JSON has them); fields that are not there are empty."""
    out: Flat = {}
    for name, hint, _ in own(kind):
        value = fields.get(name)
        if get_origin(hint) is tuple and get_args(hint)[0] in PIECES:
            for n, one in enumerate([*(value or ()), {}]):
                out |= {f"{name}.{n}.{piece}": [shown(one.get(piece))] for piece in PIECES[get_args(hint)[0]]}
        elif get_origin(hint) is tuple:
            out[name] = [shown(v) for v in value or ()]
        elif hint in PIECES:
            out |= {f"{name}.{piece}": [shown((value or {}).get(piece))] for piece in PIECES[hint]}
        else:
            out[name] = [shown(value)]
    return out


def keys(name: str, hint: Any, typed: Iterable[str]) -> list[str]:
    """The names of a form that are a field's."""
    inside = get_args(hint)[0] if get_origin(hint) is tuple else hint
    if inside not in PIECES:
        return [name] if name in typed else []
    number = r"\.[0-9]{1,3}" if get_origin(hint) is tuple else ""
    mine = re.compile(rf"{name}{number}\.(?:{'|'.join(PIECES[inside])})")
    return [key for key in typed if mine.fullmatch(key)]


def numbered(name: str, mine: Iterable[str]) -> list[int]:
    """The numbers of the several that a field holds."""
    return sorted({int(key.removeprefix(f"{name}.").partition(".")[0]) for key in mine})


def shown(value: Any) -> str:
    """A field's value as it stands in a form."""
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def asked(kind: str, typed: Mapping[str, list[str]], codebook: Codebook) -> list[Group]:
    """The form of a kind of row with what stands in it."""
    plain_ones, codes, groups = list[Input](), list[Input](), list[Group]()
    for name, hint, needed in own(kind):
        inside = get_args(hint)[0] if get_origin(hint) is tuple else None
        if inside in PIECES:
            groups += [Group(LABELS.get(name, name.removesuffix("s")), entries(f"{name}.{n}", inside, typed)) for n in numbered(name, keys(name, hint, typed)) or [0]]
        elif hint in PIECES:
            groups.append(Group({"due": "when it is due"}.get(name, name), entries(name, hint, typed)))
        else:
            values = tuple(typed.get(name, ()))
            chosen = choices(kind, name, hint, codebook)
            values = (*(v for v in values if v), "") if inside else values or ("",)
            (codes if name in CODES else plain_ones).append(
                Input(name, label(name), how(name, hint, chosen, values), values, chosen, bool(inside), needed and name not in DEFAULTS.get(kind, {}), offered(name))
            )
    return [Group("", tuple(plain_ones)), *groups, *([Group("Codes and scores", tuple(codes), folded=True)] if codes else [])]


def entries(name: str, hint: Any, typed: Mapping[str, list[str]]) -> tuple[Input, ...]:
    out = []
    for piece in PIECES[hint]:
        value = (typed.get(f"{name}.{piece}") or [""])[0]
        says = LABELS.get(f"{name}.{piece}", LABELS.get(piece, piece))
        out.append(Input(f"{name}.{piece}", says, "number" if piece in NUMBERS else "long" if "\n" in value or hint is Condition else "text", (value,)))
    return tuple(out)


def how(name: str, hint: Any, chosen: tuple[Any, ...], values: tuple[str, ...]) -> Literal["choice", "text", "long", "number"]:
    if chosen:
        return "choice"
    if hint in (int, float):
        return "number"
    return "long" if name in LONG or any("\n" in v for v in values) else "text"


def choices(kind: str, name: str, hint: Any, codebook: Codebook) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a field of a closed vocabulary can be; empty for an open one."""
    if get_origin(hint) is Literal:
        return (("", get_args(hint)),)
    if (kind, name) == ("event", "type"):
        return (("", TYPES),)
    if (kind, name) == ("event", "mode"):
        return tuple((act, modes(codebook, act)) for act in TYPES if modes(codebook, act))
    return ()


def modes(codebook: Codebook, act: str) -> tuple[str, ...]:
    """The modes of a type of act."""
    return tuple(sorted(key.partition(":")[2] for key in codebook.acts.scores if key.startswith(f"{act}:")))


def label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " "))


def offered(name: str) -> str | None:
    return "known-actors" if name in ACTORS else "known-issues" if name == "issue" else "known-contexts" if name == "contexts" else None
