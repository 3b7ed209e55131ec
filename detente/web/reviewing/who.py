"""Who corrects, kept in a cookie; and whether anything can be corrected here at all."""

from __future__ import annotations

import getpass
import os
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, HTTPException, Request
from msgspec import Struct

from detente.web.site import Here, Site

COOKIE = "annotator"
LONGEST = 60  # characters of a name
KEPT = 31_536_000  # seconds: a year
ASK = "say who you are first (/review/as), so that the log can tell who decided"


class Hand(Struct, frozen=True):
    """`name`: who corrects, None where nobody has said it; `why` nothing can be corrected, None where it can."""

    name: str | None
    why: str | None


def hand(request: Request, site: Here) -> Hand:
    """Who sent a request: who said so in this browser, else whom the server was started for."""
    return Hand(named(unquote(request.cookies.get(COOKIE, ""))) or usual(site), closed(site))


def able(hand: Annotated[Hand, Depends(hand)]) -> str:
    """The name of who may correct. Raises 403 where nobody may, 422 where it is not known who."""
    if hand.why:
        raise HTTPException(403, hand.why)
    if not hand.name:
        raise HTTPException(422, ASK)
    return hand.name


Corrector = Annotated[Hand, Depends(hand)]
Able = Annotated[str, Depends(able)]


def closed(site: Site) -> str | None:
    """Why nothing can be corrected here."""
    path = site.ledger.path
    if site.settings.read_only:
        return "this ledger is served for reading only; start the server without --read-only to correct"
    if path and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        return "nothing can be corrected here, for the ledger's file or its folder cannot be written; mend their permissions and start the server anew"
    return None


def named(name: str) -> str | None:
    """A name without blanks around it; None for what is none."""
    name = name.strip()
    return name if 1 <= len(name) <= LONGEST and name.isprintable() else None


def usual(site: Site) -> str | None:
    """Who corrects where nobody says so; the system's user only where nobody comes from elsewhere."""
    if site.settings.annotator:
        return named(site.settings.annotator)
    if site.keys.closed:
        return None
    try:
        return named(getpass.getuser())
    except (OSError, KeyError):  # no user of that number
        return None


def cookie(name: str | None) -> str:
    """The cookie that keeps a name; that forgets it where there is none."""
    return f"{COOKIE}={quote(name or '', safe='')}; Path=/; HttpOnly; SameSite=Strict; Max-Age={KEPT if name else 0}"
