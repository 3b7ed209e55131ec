"""What an analyst gives for a row, checked: fields that may be given, values of their kind, words cut anew from the article; and what a row says
where nothing was given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

import msgspec

from detente.codebook import acts
from detente.days import backwards, written
from detente.ids import row_id
from detente.ledger.code import ANY, ENCODER
from detente.ledger.corrections import Place
from detente.ledger.errors import LedgerError
from detente.ledger.hand import GIVEN
from detente.ledger.schema import plain
from detente.records import KINDS, Article, Citing, Condition, Event, When, kind_of

RULE = "hand.add"
PARTS = ("title", "standfirst", "body")
CITING = tuple(kind for kind, record in KINDS.items() if issubclass(record, Citing))
LONGEST = 80  # words of evidence, but for a quotation's
DEFAULTS: dict[str, dict[str, Any]] = {
    "quotation": {"form": "direct", "spans": {"speaker": [], "cue": [], "content": []}},
    "event": {"status": "actual", "spans": {"trigger": [], "actors": [], "recipients": []}},
    "figure": {"comparator": "exactly"},
    "meeting": {"status": "held"},
    "promise": {"state": "open"},
}
WORDS = {"quotation": "content", "promise": "what"}  # fields that are the words marked where nothing else is given


def changed(row: Citing, changes: Mapping[str, Any], article: Article) -> Citing:
    """The row with some fields given anew."""
    kind = kind_of(row)
    given = {**checked(kind, changes, edit=True)}
    fields = {**msgspec.to_builtins(row), **depending(kind, given, row)}
    if given.get("part", row.part) != row.part:  # what points into the words of one part points nowhere in another
        fields |= {name: value for name, value in {"condition": None, **DEFAULTS.get(kind, {})}.items() if name in fields and name in ("condition", "spans")}
    fields |= given
    fields |= cited(row, fields, given, article)
    if {"part", "start", "end"} & set(given):
        fields["evidence"] = cut(Place(row.article, kind, fields["part"], fields["start"], fields["end"]), article)
    return valid(kind, fields, article)


def made(place: Place, given: Mapping[str, Any], article: Article) -> Citing:
    """A new row over a place; its id is a hash of the place and of what it says."""
    if place.kind not in CITING:
        raise LedgerError(f"{place.kind} rows rest on no words; rows of these kinds can be added: {', '.join(CITING)}")
    said = checked(place.kind, given, edit=False)
    evidence = cut(place, article)
    names = [f.name for f in msgspec.structs.fields(KINDS[place.kind])]
    fields: dict[str, Any] = {"kind": place.kind, "id": "", "rule": RULE, "evidence": evidence, **place._asdict()}
    fields |= {f.name: [] if get_origin(plain(f.type)) is tuple else None for f in msgspec.structs.fields(KINDS[place.kind]) if f.name not in fields}
    fields |= DEFAULTS.get(place.kind, {}) | ({WORDS[place.kind]: evidence} if place.kind in WORDS else {})
    if "according_to" in names and article.outlet:
        fields["according_to"] = [article.outlet]
    fields |= depending(place.kind, said, None) | said
    fields |= cited(None, fields, said, article)
    missing = [f.name for f in msgspec.structs.fields(KINDS[place.kind]) if fields[f.name] is None and type(None) not in get_args(f.type)]
    if missing:
        raise LedgerError(f"{place.kind} rows must say {' and '.join(missing)}; give {'it' if len(missing) == 1 else 'them'} with the row")
    says = {name: fields[name] for name in sorted(fields) if name not in GIVEN}
    return valid(place.kind, {**fields, "id": row_id(place.article, place.kind, place.part, place.start, place.end, RULE, ENCODER.encode(says).decode())}, article)


def checked(kind: str, given: Mapping[str, Any], *, edit: bool) -> dict[str, Any]:
    """The fields that were given, none of them unknown or not the analyst's."""
    own = [*KINDS[kind].__struct_fields__]
    allowed = [name for name in own if name not in GIVEN | {"evidence"} and (edit or name not in ("part", "start", "end"))]
    for name, value in given.items():
        if name not in allowed:
            why = "is not the analyst's to say" if name in (*own, "kind") else "is no field of these rows"
            raise LedgerError(f"{kind}: {name!r} {why}; give {', '.join(allowed)}")
        if value == "":
            raise LedgerError(f"{kind}: {name} is empty; give null for what is unknown")
        if (kind, name) == ("event", "type") and value not in acts.TYPES:
            raise LedgerError(f"event: type cannot be {value!r}; one of {', '.join(acts.TYPES)}")
    return dict(given)


def depending(kind: str, given: Mapping[str, Any], row: Citing | None) -> dict[str, Any]:
    """What follows from the type of an act: quad class and scores; the codes of another type no longer hold."""
    if kind != "event" or not {"type", "mode"} & set(given):
        return {}
    act, mode = given.get("type", getattr(row, "type", None)), given.get("mode", None if "type" in given else getattr(row, "mode", None))
    codes = {"cameo": None, "goldstein": None, "mode": mode} if "type" in given and act != getattr(row, "type", None) else {}
    return {**codes, "quad": acts.QUAD[act], "plover_score": scored().score(act, mode)} if act else {}


def cited(row: Citing | None, fields: Mapping[str, Any], given: Mapping[str, Any], article: Article) -> dict[str, Any]:
    """What follows from the words that are newly marked in a quotation and was not given: the words said, the word of saying, who speaks where
    neither a code nor a name says it."""
    if fields["kind"] != "quotation" or "spans" not in given:
        return {}
    spans, text = valid_spans(fields), article.part(fields["part"])
    new = {name: getattr(spans, name) for name in spans.__struct_fields__ if row is None or getattr(spans, name) != getattr(getattr(row, "spans", None), name, ())}
    said = {name: " … ".join(text[a:b].replace("\xa0", " ") for a, b in some) for name, some in new.items() if some}
    out = {name: said[name] for name in ("content", "cue") if name in said and name not in given}
    if "speaker" in said and not (fields["speaker"] or fields["speaker_name"]):
        out["speaker_name"] = said["speaker"]
    return out


def valid_spans(fields: Mapping[str, Any]) -> Any:
    """A row's spans as a record."""
    try:
        return msgspec.convert(fields["spans"], {f.name: f.type for f in msgspec.structs.fields(KINDS[fields["kind"]])}["spans"])
    except msgspec.ValidationError as e:
        raise LedgerError(f"{fields['kind']}: spans cannot be {fields['spans']!r}: {e}") from None


@cache
def scored() -> acts.Acts:
    return acts.load(None)


@cache
def modes() -> dict[str, tuple[str, ...]]:
    """The modes that each type of act has. A codebook of one's own may have others, which belong to no type here."""
    keys = [key.partition(":") for key in sorted(scored().scores)]
    return {act: tuple(mode for of, _, mode in keys if of == act and mode) for act in acts.TYPES}


def cut(place: Place, article: Article) -> str:
    """The words of a place."""
    if place.part not in PARTS:
        raise LedgerError(f"{place.part!r} is no part of an article; one of {', '.join(PARTS)}")
    text = article.part(place.part)
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in (place.start, place.end))
    if not whole or not 0 <= place.start < place.end <= len(text):
        raise LedgerError(f"{place.start}–{place.end} is no place in the {place.part} of {article.id}, which has {len(text):,} characters; give 0 ≤ start < end ≤ {len(text)}")
    words = text[place.start : place.end]
    if words != words.strip():
        raise LedgerError(f"{place.start}–{place.end} of the {place.part} begins or ends with a space; mark words")
    if place.kind != "quotation" and len(words.split()) > LONGEST:
        raise LedgerError(f"{place.start}–{place.end} of the {place.part} holds {len(words.split())} words; mark the sentence, at most {LONGEST} words")
    return words


def valid(kind: str, fields: Mapping[str, Any], article: Article) -> Citing:
    """The record of the fields, if each is of its kind and what points into the text points at words."""
    try:
        row = msgspec.convert(fields, KINDS[kind])
        if not isinstance(row, Citing) or ANY.decode(ENCODER.encode(row)) != row:
            raise ValueError("a number is not finite")
    except (msgspec.ValidationError, ValueError) as e:  # among the latter text that is no Unicode
        raise LedgerError(f"{kind}: {told(kind, fields, str(e))}") from None
    for f in msgspec.structs.fields(row):
        if isinstance(time := getattr(row, f.name), When):
            dated(kind, f.name, time)
    mode = getattr(row, "mode", None)
    if isinstance(row, Event) and mode and mode not in (own := modes().get(row.type, ())) and any(mode in others for others in modes().values()):
        raise LedgerError(f"event: {row.type} has no mode {mode!r}; it has {', '.join(own) or 'none'}")
    text = article.part(row.part)
    condition: Condition | None = getattr(row, "condition", None)
    if condition and condition.text != text[condition.start : condition.end]:
        raise LedgerError(f"{kind}: the condition's text is not that of its place; {condition.start}–{condition.end} reads {text[condition.start : condition.end]!r}")
    spans = getattr(row, "spans", None)
    for name in spans.__struct_fields__ if spans else ():
        for a, b in getattr(spans, name):
            if not 0 <= a < b <= len(text):
                raise LedgerError(f"{kind}: spans.{name} {a}–{b} lies outside the {row.part}, which has {len(text):,} characters")
    return row


def dated(kind: str, name: str, time: When) -> None:
    """Raises `LedgerError` for what is no day of a calendar, and for an end before the start."""
    for piece in (time.start, time.end):
        if piece is not None and not written(piece[:10]):
            raise LedgerError(f"{kind}: {name} cannot be {piece!r}, which is no day; write 2022-01-18, 2022-01 or 2022")
    if backwards(time.start, time.end):
        raise LedgerError(f"{kind}: {name} ends on {time.end}, before it begins on {time.start}; give the earlier day as start")


def told(kind: str, fields: Mapping[str, Any], error: str) -> str:
    """What is wrong with which field, and what it may be."""
    at = re.search(r"`\$\.(\w+)", error)
    types = {f.name: plain(f.type) for f in msgspec.structs.fields(KINDS[kind])}
    if not at or at[1] not in types:
        return error
    mend = f"; one of {', '.join(get_args(types[at[1]]))}" if get_origin(types[at[1]]) is Literal else ""
    return f"{at[1]} cannot be {fields.get(at[1])!r}: {error.split(' - at ')[0]}{mend}"
