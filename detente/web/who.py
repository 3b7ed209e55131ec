"""Who an id means on a page: its name told apart from its country's, what it acts for, and what acts under it."""

from __future__ import annotations

from collections.abc import Iterable

from detente.codebook.actors import PARTS
from detente.views.reader import Reader
from detente.web.site import Site

SECTORS = PARTS | {"GOV": "government", "IGO": "international organisation", "NGO": "non-governmental organisation", "BUS": "companies", "SPY": "secret services", "PTY": "parties"}
"""PLOVER's sectors in words, the common ones."""

KINDS = ("event", "quotation")
"""By which actors are ranked."""


class Names:
    """The names of some ids."""

    def __init__(self, site: Site, ids: Iterable[str]) -> None:
        self._site = site
        ids = set(ids)
        self.reader: Reader = site.reader([], *ids, *(code(i) for i in ids))

    def __call__(self, actor: str) -> str:
        """ "Karin Lindeborg (SWE)", "Sweden", "Sweden (government)" where an office has no name of its own."""
        name, of = self.reader.name(actor), self.of(actor)
        if ":" in actor or name not in (of, actor) or actor == code(actor):
            return of if actor == code(actor) else name
        return f"{of} ({sector(actor)})"

    def of(self, actor: str) -> str:
        """The name of the state or body it acts for; its code where nobody gave it a name."""
        whole = code(actor)
        known = self.reader.actors.get(whole)
        return known.name if known else countries(self._site).get(whole, whole)


def countries(site: Site) -> dict[str, str]:
    """The names of states by code."""
    return site.cached("countries", lambda: {p.country: p.name for p in site.codebook.places.places if p.kind == "state" and p.country})


def code(actor: str) -> str:
    return actor.partition(":")[0].partition(".")[0]


def sector(actor: str) -> str:
    """Of "SWE.GOV" or "SWE.GOV:Karin Lindeborg": "government"."""
    short = actor.partition(":")[0].partition(".")[2]
    return SECTORS.get(short, short)


def under(actor: str, of: str) -> bool:
    """Is it the same, or something of it: RUS.GOV:Sergey Lavrov of RUS?"""
    return actor == of or actor.startswith((f"{of}:", f"{of}."))


def above(actor: str) -> list[str]:
    """RUS and RUS.GOV of RUS.GOV:Sergey Lavrov."""
    whole, _, person = actor.partition(":")
    steps = whole.split(".")
    return [".".join(steps[:n]) for n in range(1, len(steps) + bool(person))]


def ranked(site: Site) -> dict[str, int]:
    """Every actor of the ledger, and every state and body for which one acts, with the acts and quotations of it and all under it, the most first."""
    return site.cached("ranked", lambda: _ranked(site))


def _ranked(site: Site) -> dict[str, int]:
    told: dict[str, int] = {}
    here: set[str] = set()
    for kind in (*KINDS, "actor"):
        for actor, n in site.ledger.tally(kind, "actor"):
            here |= {actor, code(actor)}
            for one in (actor, *above(actor)):
                told[one] = told.get(one, 0) + (n if kind != "actor" else 0)
    return dict(sorted(((i, told[i]) for i in here), key=lambda pair: (-pair[1], pair[0])))
