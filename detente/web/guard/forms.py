"""Forms that came from a page of ours: each route that changes anything depends on `ours`."""

from __future__ import annotations

from fastapi import HTTPException, Request

from detente.web.guard.keys import FIELD, HEADER, cookie_name


async def ours(request: Request) -> None:
    """Refuses a form without the token that was given to this browser's session."""
    token = request.headers.get(HEADER)
    if token is None:
        given = (await request.form()).get(FIELD)
        token = given if isinstance(given, str) else None
    if not request.app.state.site.keys.is_form(request.cookies.get(cookie_name(request.headers)), token):
        raise HTTPException(403, "this form is no longer valid (the server was started anew, or cookies are off); open the page again and send it once more")
