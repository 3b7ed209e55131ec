"""Which articles are the same again, which are newer words under an old address, and what becomes of their rows."""

from __future__ import annotations

import msgspec
import pytest

from detente.arrivals import Seen, renamed
from detente.records import Actor, Event
from tests.sentence_reader import article, reading

FIRST = article("Norway imposed sanctions on Peru.", title="Sanctions")


def other(**changes: str | None) -> object:
    return msgspec.structs.replace(FIRST, **changes)


@pytest.mark.parametrize(
    ("changes", "named", "expected"),
    [
        ({"id": "b", "origin": "b"}, False, "a"),
        ({}, False, "a"),
        ({"id": "b", "title": "Other title"}, False, None),
        ({"id": "b", "outlet": "The Courier"}, False, None),
        ({"id": "b", "text": "Norway lifted sanctions on Peru."}, False, None),
        ({"text": "Norway lifted sanctions on Peru."}, False, None),
        ({"id": "b", "origin": "b"}, True, None),
        ({}, True, "a"),
        ({"text": "Norway lifted sanctions on Peru."}, True, None),
    ],
    ids=["same words elsewhere", "the same again", "another title", "another outlet", "other words", "newer words", "a record of its own", "the same record", "a newer record"],
)
def test_doubles(changes: dict[str, str | None], named: bool, expected: str | None) -> None:
    seen = Seen([])
    seen.welcome(FIRST)
    again = msgspec.structs.replace(FIRST, **changes)
    double = seen.double(again, named)
    assert (double.of if double else None) == expected
    assert double is None or double.origin == again.origin


def test_what_stands_in_a_ledger_is_known() -> None:
    seen = Seen([FIRST])
    assert seen.double(FIRST, False)
    assert seen.welcome(msgspec.structs.replace(FIRST, text="Newer words.")).revision_of == "a"


def test_newer_words_under_an_old_address_are_a_revision_of_the_last() -> None:
    seen = Seen([])
    first = seen.welcome(FIRST)
    second = seen.welcome(msgspec.structs.replace(FIRST, text="Norway imposed new sanctions on Peru."))
    assert first is FIRST
    assert (second.revision_of, second.id != "a", second.text) == ("a", True, "Norway imposed new sanctions on Peru.")
    assert seen.double(msgspec.structs.replace(second, id="a", revision_of=None), False)


def test_a_third_version_has_an_id_of_its_own() -> None:
    seen = Seen([FIRST])
    second, third = (seen.welcome(msgspec.structs.replace(FIRST, text=text)) for text in ("Second words.", "Third words."))
    assert len({"a", second.id, third.id}) == 3
    assert third.revision_of in {"a", second.id}


def test_rows_go_by_the_id_that_their_article_was_given() -> None:
    read = reading("Norway imposed sanctions on Peru on Monday.")
    assert read.article
    new = msgspec.structs.replace(read.article, id="new")
    moved = renamed(read.rows, new)
    events = [(a, b) for a, b in zip(read.rows, moved, strict=True) if isinstance(a, Event) and isinstance(b, Event)]
    assert events
    for before, after in events:
        assert (after.article, after.id != before.id) == ("new", True)
        assert msgspec.structs.replace(after, article=before.article, id=before.id) == before
    actor = Actor(id="NOR", name="Norway", code="NOR", sector=None, role=None, aliases=())
    assert renamed([actor], new) == (actor,)
