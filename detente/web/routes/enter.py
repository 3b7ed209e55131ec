"""The way in where a token was asked for, and the way out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from detente.web.guard.door import address, set_cookie
from detente.web.guard.forms import ours
from detente.web.reviewing.who import cookie
from detente.web.site import Here

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(request: Request, site: Here) -> Response:
    """Asks for the token."""
    return site.page(request, "enter.html", wrong=False) if site.keys.closed else RedirectResponse("/", 303)


@router.post("/enter", dependencies=[Depends(ours)])
def entered(request: Request, site: Here, token: Annotated[str, Form()]) -> Response:
    """Lets in who knows it."""
    if not site.keys.lets_in(token.strip(), address(request)):
        return site.page(request, "enter.html", 403, wrong=True)
    return RedirectResponse("/", 303, {"set-cookie": set_cookie(request, site.keys.session(known=True))})


@router.post("/leave", dependencies=[Depends(ours)])
def leave(request: Request, site: Here) -> Response:
    """Ends the session, and forgets under which name this browser corrects."""
    site.keys.end(request.state.session)
    out = RedirectResponse("/enter", 303, {"set-cookie": set_cookie(request, site.keys.session())})
    out.headers.append("set-cookie", cookie(None))
    return out
