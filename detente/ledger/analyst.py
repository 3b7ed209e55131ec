"""What a ledger offers the analyst: to decide on rows, and to look into what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from detente.ledger import audit, corrections, deciding, hand, judging, sqlite
from detente.ledger.audit import Problem
from detente.ledger.corrections import Correction, Judgement, Place, Unit
from detente.ledger.errors import LISTED, NotThereError
from detente.records import Row

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Analyst:
    """The part of a ledger that is the analyst's; see `hand` for how readers come to see what was decided."""

    _engine: Engine
    _telling: Callable[[], AbstractContextManager[None]]

    def correct(
        self,
        act: str,
        row: str | None = None,
        *,
        by: str,
        changes: Mapping[str, Any] | None = None,
        note: str | None = None,
        place: Place | tuple[str, str, str, int, int] | None = None,
        at: str | None = None,
        seen: str | None = None,
    ) -> Correction:
        """Accept, reject or edit a row (`changes`: field → value), add one over a place (`changes`: what it says), or undo the annotator's latest
        decision on a row; the line of the log. What stands is the latest decision of all annotators. `at` is for what was decided
        elsewhere; `seen` is the digest of the row that was looked at: where it is another by now, `ChangedError` is raised."""
        with self._telling(), sqlite.begin(self._engine).begin() as connection:
            return deciding.correct(connection, act, row, by, changes, note, Place(*place) if place else None, at, seen)  # type: ignore[arg-type]

    def corrections(
        self,
        row: str | None = None,
        *,
        article: str | None = None,
        by: str | None = None,
        act: str | None = None,
        after: int = 0,
        limit: int | None = None,
        newest: bool = False,
    ) -> list[Correction]:
        """The lines of the log, those after a number; with `newest` from the last one on, those before a number."""
        with self._telling(), self._engine.connect() as connection:
            return corrections.asked(connection, row, article, by, act, after, limit, newest)

    def decisions(self, ids: Iterable[str]) -> dict[str, dict[str, Correction]]:
        """Row id → annotator → the latest decision that was not undone; ids that nobody decided on are left out."""
        with self._telling(), self._engine.connect() as connection:
            return corrections.decisions(connection, ids)

    def judgements(self) -> list[Judgement]:
        """(annotator, unit, value) for each row that an annotator decided on: the unit is its place and first id, the value `accept` (as it was
        read, or added), `reject`, or `edit:` and a hash of what the annotator left in it that was not read; see `judging`."""
        with self._telling(), self._engine.connect() as connection:
            return list(judging.judgements(connection))

    def differing(self) -> dict[str, Unit]:
        """The rows that annotators' latest decisions left otherwise than one another's, by their ids now, with what the decisions hold on to."""
        with self._telling(), self._engine.connect() as connection:
            return judging.differing(connection)

    def audit(self) -> list[Problem]:
        """What in the log is not as it was written; empty where all is well."""
        with self._telling(), self._engine.connect() as connection:
            return audit.problems(connection)

    def rejected(self, article: str) -> list[Row]:
        """The rows of an article that analysts took out of sight, in their last versions."""
        with self._telling(), self._engine.connect() as connection:
            return list(hand.out_of_sight(connection, article))

    def last(self, name: str) -> Row:
        """The row of an id in its last version, also where it was rejected or retired."""
        with self._telling(), self._engine.connect() as connection:
            found = hand.row_of(connection, name)
            if found is None:
                raise NotThereError(f"no row has the id {name!r}; {LISTED}")
            return found[0]
