"""Why a question found no rows: which of its filters no row meets, and what rows have instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from detente.ledger import Ledger
from detente.ledger.filters import ACTOR, TOWARDS
from detente.records import Row
from detente.views.kinds import plural
from detente.views.reader import Reader

SHOWN = 12  # values that are named


def reasons(ledger: Ledger, kind: str, wanted: Mapping[str, str | None]) -> Iterator[str]:
    """A line for each filter that no row of the kind meets by itself; one where the ledger has no such rows at all."""
    if not any(ledger.each((kind,))):
        yield f"the ledger holds no {plural(kind)}" + ("; they are kept where they are asked for: detente read SOURCE --ledger FILE --kinds mention" if kind == "mention" else "")
        return
    for name, value in wanted.items():
        if value and not any(ledger.each((kind,), **{name: value})):
            reader = Reader(ledger.each(("article",)) if name == "outlet" else ())
            there = Counter(v for row in ledger.each((kind,)) for v in values(row, kind, name, reader))
            known = [v for v, _ in sorted(there.items(), key=lambda pair: (-pair[1], pair[0]))]
            instead = f"; there are {', '.join(known[:SHOWN])}{', …' if len(known) > SHOWN else ''}" if known else ""
            yield f"no {kind} meets --{name} {value!r}{instead}"


def values(row: Row, kind: str, name: str, reader: Reader) -> set[str]:
    """What a row has of that by which a filter asks; nothing for days and words, which are too many."""
    if name in ("type", "status", "issue"):
        found = [getattr(row, "state" if (kind, name) == ("promise", "status") else name, None)]
    elif name == "outlet":
        found = [reader.outlet(row)]
    elif name in ("actor", "towards"):
        here = getattr(row, (ACTOR if name == "actor" else TOWARDS).get(kind, ""), None)
        found = [i.partition(":")[0].partition(".")[0] for i in ([here] if isinstance(here, str) else here or ())]
    else:
        found = []
    return {v for v in found if v}
