"""detente: a ledger of crisis diplomacy, each row cited to the words it rests on.

>>> import detente
>>> ledger = detente.read(["pages/"])
>>> ledger.events  # an Arrow table: pandas, Polars and DuckDB take it as it is
>>> ledger.rows("event", actor="RUS")  # the records themselves
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from detente.version import VERSION as __version__  # noqa: N811 - each name is the custom of its place

if TYPE_CHECKING:
    from detente.ledger import Ledger

__all__ = ["Ledger", "__version__", "read"]


def read(
    sources: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    longest: int = 1_000_000,
    workers: int = 1,
    codebook: str | None = None,
    fast: bool = False,
) -> Ledger:
    """Read files, folders and globs into a ledger in memory. `published` (an ISO day) and `outlet` are for pages that do not say; `longest` is
    in characters; `codebook` is a folder of your own rules; `fast` leaves the trained tagger out. What could not be read is in `ledger.quarantined`."""
    from detente.articles.dates import iso
    from detente.ledger import Ledger
    from detente.pipeline import run

    day = iso(published)
    if published and not day:
        raise ValueError(f"published={published!r} is no day; write 2022-01-18, 2022-01 or 2022")
    given = [str(s) for s in ([sources] if isinstance(sources, str | PathLike) else sources)]
    ledger = Ledger.memory()
    ledger.add(run(given, published=day, outlet=outlet, longest=longest, workers=workers, codebook=codebook, fast=fast, with_mentions=True))
    return ledger


def __getattr__(name: str) -> Any:
    if name == "Ledger":  # not before it is asked for: the command starts faster without a database
        from detente.ledger import Ledger

        return Ledger
    raise AttributeError(f"module 'detente' has no attribute {name!r}")
