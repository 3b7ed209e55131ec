"""The code book in the browser: what the words of rows mean, and a page a type of act, from the codebook in use."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from msgspec import Struct

from detente.codebook import Codebook
from detente.codebook.acts import QUAD, TYPES
from detente.views import book
from detente.views.book import QUADS
from detente.views.legend import SECTIONS
from detente.web.site import Here

router = APIRouter(include_in_schema=False)


class Kind(Struct, frozen=True):
    """A type of act: what it is, its quad class in words, its score, its modes."""

    name: str
    means: str
    quad: str
    score: str
    modes: tuple[str, ...]


class Mode(Struct, frozen=True):
    """A mode ("" for none): its codes of CAMEO with their Goldstein scores, its PLOVER score, a sentence that tells it."""

    name: str
    codes: tuple[str, ...]
    score: str
    example: str


class Frame(Struct, frozen=True):
    """A way in which a sentence tells it: what it asks, line by line, and the sentences that it must and must not match."""

    name: str
    asks: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Sheet(Struct, frozen=True):
    """What the page of a type holds; `turns` are lines on what it becomes where it is refused or still to come."""

    type: Kind
    modes: tuple[Mode, ...]
    turns: tuple[str, ...]
    frames: tuple[Frame, ...]


@router.get("/codebook")
def contents(request: Request, site: Here) -> Response:
    """All types of acts, and the words of the other kinds of rows."""
    types = site.cached("codebook", lambda: tuple(kind(site.codebook, name) for name in TYPES))
    return site.page(request, "codebook.html", types=types, sections=SECTIONS)


@router.get("/codebook/{name}")
def one(request: Request, site: Here, name: str) -> Response:
    """One type of act: what it is, its modes, what it turns into, and its frames with their proof."""
    if name not in TYPES and name.upper() in TYPES:
        return RedirectResponse(f"/codebook/{name.upper()}", 307)
    if name not in TYPES:
        raise HTTPException(404, f"no type of act is called {name!r}; there are {', '.join(TYPES)}")
    return site.page(request, "codetype.html", of=site.cached(("codebook", name), lambda: sheet(site.codebook, name)))


def sheet(codebook: Codebook, name: str) -> Sheet:
    return Sheet(kind(codebook, name), tuple(modes(codebook, name)), plain(book.turns(codebook, name)), tuple(frames(codebook, name)))


def kind(codebook: Codebook, name: str) -> Kind:
    told = sorted({r.frame.mode for r in book.rules_of(codebook, name) if r.frame.mode})
    return Kind(name, book.definition(codebook, name), QUADS[QUAD[name]], book.score(codebook, name), tuple(told))


def modes(codebook: Codebook, name: str) -> Iterator[Mode]:
    rules = book.rules_of(codebook, name)
    for mode in sorted({r.frame.mode for r in rules}):
        mine = [r.frame for r in rules if r.frame.mode == mode]
        codes = tuple(book.cameo(codebook, code) for code in sorted({f.cameo for f in mine}))
        yield Mode(mode, codes, book.score(codebook, name, mode or None), next((s for f in mine for s in f.yes), ""))


def frames(codebook: Codebook, name: str) -> Iterator[Frame]:
    for rule in book.rules_of(codebook, name):
        proof = len(rule.frame.yes) + len(rule.frame.no)
        asks = plain(book.frame(codebook, rule.frame))
        yield Frame(rule.name, asks[: len(asks) - proof], rule.frame.yes, rule.frame.no)


def plain(lines: Iterator[str]) -> tuple[str, ...]:
    """Lines of a list without their hyphens."""
    return tuple(line.removeprefix("- ") for line in lines)
