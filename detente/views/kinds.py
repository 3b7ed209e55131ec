"""Kinds of rows as people name them: `event` or `events`, one or several with commas between."""

from __future__ import annotations

from collections.abc import Iterable

from detente.records import KINDS
from detente.refused import RefusedError

PLURALS = {"story": "stories", "quarantined": "quarantined"}
WITHOUT_ASKING = tuple(kind for kind in KINDS if kind != "mention")
"""What is printed where no kinds are named: all but the mentions, of which there are many."""


class UnknownKind(RefusedError, ValueError):  # noqa: N818 - the name says what is wrong
    """A kind that there is not."""


def plural(kind: str) -> str:
    return PLURALS.get(kind, f"{kind}s")


def kind(name: str) -> str:
    """The kind that is meant by its name or its plural."""
    for known in KINDS:
        if name.strip().lower() in (known, plural(known)):
            return known
    raise UnknownKind(f"no kind of row is called {name.strip()!r}; there are {', '.join(KINDS)}")


def kinds(names: Iterable[str]) -> tuple[str, ...]:
    """The kinds named, each once; where none is, all that need no asking."""
    named = dict.fromkeys(kind(part) for name in names for part in name.split(",") if part.strip())
    return tuple(named) or WITHOUT_ASKING


def counted(number: int, of: str) -> str:
    """ "1 story", "1,204 events"."""
    return f"{number:,} {of if number == 1 else plural(of)}"
