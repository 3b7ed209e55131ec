"""The door: every request passes it, and every answer goes out with the same headers, whatever happened within."""

from __future__ import annotations

import logging
from secrets import token_hex

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.guard.keys import COOKIE, Keys
from detente.web.guard.senders import foreign

LOG = logging.getLogger("detente.web")
LONGEST_BODY = 256 << 10  # bytes of a form or a correction
LONGEST_QUERY = 8 << 10
OPEN = ("/enter", "/static/")  # what is seen before the token is given
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer browsers send forms as from nowhere (Origin: null), which is refused
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
DAY = "private, max-age=86400"


class TooLarge(Exception):  # noqa: N818 - said to nobody, it ends the reading of a body
    """A body beyond the limit."""


class Door:
    """Host and origin, token, size; a session for who has none; headers; and no trace of an error for anyone but the log."""

    def __init__(self, app: ASGIApp, names: frozenset[str], keys: Keys) -> None:
        self.app, self.names, self.keys = app, names, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return None  # no web sockets here
        request, began, read = Request(scope), False, 0
        cookie = request.cookies.get(COOKIE)
        fresh = None if self.keys.is_session(cookie) else self.keys.session()
        scope.setdefault("state", {})["session"] = fresh or cookie

        async def out(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", DAY if scope["path"].startswith("/static/") else "no-store")
                if fresh and not scope["path"].startswith(("/static/", "/api/")) and "set-cookie" not in headers:
                    headers.append("set-cookie", set_cookie(fresh))
            await send(message)

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LONGEST_BODY:
                raise TooLarge
            return message

        refusal = self.refusal(request, cookie)
        try:
            await (refusal or self.app)(scope, limited, out)
        except TooLarge:
            await refused(request, 413, f"that is more than {LONGEST_BODY >> 10} kB; send less at once")(scope, receive, out)
        except Exception:
            name = token_hex(4)
            LOG.exception("error %s at %s", name, scope["path"])
            if began:
                raise  # the answer is on its way; the connection ends, so that nobody takes half of it for the whole
            await refused(request, 500, f"something went wrong here; the server's log has it under {name}")(scope, receive, out)

    def refusal(self, request: Request, cookie: str | None) -> Response | None:
        """The answer to who may not come in."""
        headers, path = request.headers, request.url.path
        if why := foreign(request.method, request.url.scheme, headers, self.names):
            return refused(request, 403, why)
        if len(request.scope.get("query_string", b"")) > LONGEST_QUERY:
            return refused(request, 414, f"that address asks too much; {LONGEST_QUERY >> 10} kB are allowed")
        if not headers.get("content-length", "0").isdecimal() or int(headers.get("content-length", "0")[:12]) > LONGEST_BODY:
            return refused(request, 413, f"that is more than {LONGEST_BODY >> 10} kB; send less at once")
        if self.keys.closed and not path.startswith(OPEN) and not self.keys.is_known(cookie) and not self.keys.lets_in(bearer(headers)):
            if path.startswith("/api/") or request.method not in ("GET", "HEAD"):
                return JSONResponse({"error": "a token is needed: send it as Authorization: Bearer TOKEN"}, 401, {"www-authenticate": "Bearer"})
            return RedirectResponse("/enter", 303)
        return None


def bearer(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def refused(request: Request, status: int, why: str) -> Response:
    """A refusal in one line: JSON for programs, text for people."""
    return JSONResponse({"error": why}, status) if request.url.path.startswith("/api/") else PlainTextResponse(why + "\n", status)


def set_cookie(session: str) -> str:
    return f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"
