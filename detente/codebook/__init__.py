"""What the world is, as data: acts, verbs of saying, actors, places, issues, formats, furniture, outlets.

Files lie in `data/`: TOML for rules, each with `yes` and `no` sentences of its own; CSV for long tables. One loader reads them (`load.py`).
A user's folder of the same layout is read after the shipped one and adds to it.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.codebook.load import SHIPPED, CodebookError, files, misplaced

if TYPE_CHECKING:
    from detente.codebook.actors import Actors
    from detente.codebook.acts import Acts
    from detente.codebook.figures import Figures
    from detente.codebook.formats import Formats
    from detente.codebook.furniture import Furniture
    from detente.codebook.issues import Issues
    from detente.codebook.numbers import Numbers
    from detente.codebook.outlets import Outlets
    from detente.codebook.places import Places
    from detente.codebook.pointing import Pointing
    from detente.codebook.promises import Promises
    from detente.codebook.sayings import Sayings
    from detente.codebook.sectors import Sectors
    from detente.codebook.stances import StanceRule
    from detente.codebook.status import StatusWords
    from detente.codebook.tension import Weight
    from detente.codebook.times import Times

__all__ = ["Codebook", "CodebookError"]


class Codebook:
    """All tables, each read when first asked for.

    >>> Codebook().acts.frames[0].id
    """

    def __init__(self, folder: str | Path | None = None, own_actors: str | Path | None = None) -> None:
        self.folder = Path(folder) if folder else None
        self.own_actors = Path(own_actors) if own_actors else None
        if self.folder and not self.folder.is_dir():
            raise CodebookError(f"{folder}: no such folder; --codebook takes a folder laid out like {SHIPPED}")
        if self.folder and (wrong := misplaced(self.folder)):
            raise CodebookError(wrong)

    @cached_property
    def acts(self) -> Acts:
        from detente.codebook import acts

        return acts.load(self.folder)

    @cached_property
    def actors(self) -> Actors:
        from detente.codebook import actors

        return actors.load(self.folder, self.own_actors)

    @cached_property
    def contexts(self) -> dict[str, tuple[str, ...]]:
        from detente.codebook import contexts

        return contexts.load(self.folder)

    @cached_property
    def figures(self) -> Figures:
        from detente.codebook import figures

        return figures.load(self.folder)

    @cached_property
    def formats(self) -> Formats:
        from detente.codebook import formats

        return formats.load(self.folder)

    @cached_property
    def furniture(self) -> Furniture:
        from detente.codebook import furniture

        return furniture.load(self.folder)

    @cached_property
    def issues(self) -> Issues:
        from detente.codebook import issues

        return issues.load(self.folder)

    @cached_property
    def numbers(self) -> Numbers:
        from detente.codebook import numbers

        return numbers.load(self.folder)

    @cached_property
    def outlets(self) -> Outlets:
        from detente.codebook import outlets

        return outlets.load(self.folder)

    @cached_property
    def places(self) -> Places:
        from detente.codebook import places

        return places.load(self.folder)

    @cached_property
    def pointing(self) -> Pointing:
        from detente.codebook import pointing

        return pointing.load(self.folder)

    @cached_property
    def promises(self) -> Promises:
        from detente.codebook import promises

        return promises.load(self.folder)

    @cached_property
    def sayings(self) -> Sayings:
        from detente.codebook import sayings

        return sayings.load(self.folder)

    @cached_property
    def sectors(self) -> Sectors:
        from detente.codebook import sectors

        return sectors.load(self.folder, self.actors.own.homes)

    @cached_property
    def stances(self) -> tuple[StanceRule, ...]:
        from detente.codebook import stances

        return stances.load(self.folder)

    @cached_property
    def status(self) -> StatusWords:
        from detente.codebook import status

        return status.load(self.folder)

    @cached_property
    def times(self) -> Times:
        from detente.codebook import times

        return times.load(self.folder)

    @cached_property
    def tension(self) -> dict[str, Weight]:
        from detente.codebook import tension

        return tension.load(self.folder)

    @cached_property
    def hash(self) -> str:
        """Of all files, so that a run row says which knowledge it was made with."""
        digest = hashlib.sha256()
        for path in [*files(self.folder, "**/*.*"), *([self.own_actors] if self.own_actors else [])]:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:16]
