"""Who an id means on a page: its name told apart from its country's, what it acts for, and what acts under it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from detente.codebook.actors import PARTS
from detente.ledger.paging import MOST
from detente.records import Actor
from detente.views.reader import Reader
from detente.web.site import Site

SECTORS = PARTS | {"GOV": "government", "IGO": "international organisation", "NGO": "non-governmental organisation", "BUS": "companies", "SPY": "secret services", "PTY": "parties"}
"""PLOVER's sectors in words, the common ones."""

OFFERED = 60  # ids that a field offers

KINDS = ("event", "quotation")
"""By which actors are ranked."""


class Names:
    """The names of some ids."""

    def __init__(self, site: Site, ids: Iterable[str]) -> None:
        ids = set(ids)
        self.reader: Reader = site.reader([], *ids, *(code(i) for i in ids))
        self._countries = cache(lambda: countries(site))
        self._named: dict[str, str] = {}

    def __call__(self, actor: str) -> str:
        """ "Karin Lindeborg (SWE)", "Sweden", "Sweden (government)" where an office has no name of its own."""
        if actor not in self._named:
            name, of = self.reader.name(actor), self.of(actor)
            plain = of if actor == code(actor) else name
            self._named[actor] = f"{of} ({sector(actor)})" if actor != code(actor) and name in (of, actor) and ":" not in actor else plain
        return self._named[actor]

    def of(self, actor: str) -> str:
        """The name of the state or body it acts for; its code where nobody gave it a name."""
        whole = code(actor)
        known = self.reader.actors.get(whole)
        return known.name if known else self._countries().get(whole, whole)


def suggested(site: Site) -> tuple[tuple[str, str], ...]:
    """The ids and names of those of whom most is told, for a field to offer."""
    return site.cached("suggested", lambda: _suggested(site))


def _suggested(site: Site) -> tuple[tuple[str, str], ...]:
    most = list(ranked(site))[:OFFERED]
    names = Names(site, most)
    return tuple((i, names(i)) for i in most)


def title(site: Site, actor: str) -> str | None:
    """The name of an id of the ledger; None where there is none."""
    found = known(site, actor)
    return site.cached(("title", found), lambda: Names(site, [found])(found)) if found else None


def known(site: Site, name: str) -> str | None:
    """An id, or the beginning of one, as the ledger writes it."""
    ids, low = ranked(site), name.lower()
    return name if name in ids else next((part for i in ids for part in (i, *above(i)) if part.lower() == low), None)


def meant(site: Site, text: str) -> str | None:
    """The id that a name, a part of one or an id means: who is called just so before who is called so among other words, of several the one of whom
    most is told. None where nobody is."""
    here = known(site, text)
    if here or not any(c.isalnum() for c in text):
        return here
    found = {row.id: row for row in site.ledger.page("actor", {"search": starred(text)}, sort="-added", limit=MOST).rows if isinstance(row, Actor)}
    exact = {i for i, row in found.items() if text.lower() in (row.name.lower(), *(a.lower() for a in row.aliases))}
    exact = exact or {c for c, name in countries(site).items() if name.lower() == text.lower()}
    order = [i for i in ranked(site) if i in found or i in exact]
    return next((i for i in order if i in exact), order[0] if order else None)


def starred(words: str) -> str:
    """A search for words whose last may go on: what somebody is still writing."""
    return words if words.endswith(("*", '"')) else f"{words}*"


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
