"""The door: every request passes it, and every answer goes out with the same headers, whatever happened within."""

from __future__ import annotations

import asyncio
import logging
from secrets import token_hex

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.guard import bodies
from detente.web.guard.keys import Keys, cookie_name
from detente.web.guard.senders import SAFE, foreign

LOG = logging.getLogger("detente.web")
LONGEST_QUERY = 8 << 10
TAKES = 60.0  # seconds in which who asked must take a piece of the answer
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
DAY, ASKED_AGAIN = "private, max-age=86400", "private, no-cache"  # a module that another imports has no version in its address, and is asked for by its ETag


class Door:
    """Host and origin, token, size; a session for who has none; headers; and no trace of an error for anyone but the log."""

    def __init__(self, app: ASGIApp, names: frozenset[str], keys: Keys) -> None:
        self.app, self.names, self.keys = app, names, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return None  # no web sockets here
        request, began = Request(scope), False
        cookie = request.cookies.get(cookie_name(request.headers))
        fresh = None if self.keys.is_session(cookie) else self.keys.session()
        scope.setdefault("state", {})["session"] = fresh or cookie

        async def out(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", (DAY if scope["query_string"] else ASKED_AGAIN) if scope["path"].startswith("/static/") else "no-store")
                if fresh and not scope["path"].startswith(("/static/", "/api/")) and "set-cookie" not in headers:
                    headers.append("set-cookie", set_cookie(request, fresh))
            async with asyncio.timeout(TAKES):
                await send(message)

        try:
            refusal = self.refusal(request, cookie)
            if refusal is None and request.method not in SAFE:
                body = await bodies.taken(receive)
                refusal, receive = (None, given(body, receive)) if isinstance(body, bytes) else (refused(request, *body), receive)
            await (refusal or self.app)(scope, receive, out)
        except Exception:
            name = token_hex(4)
            LOG.exception("error %s at %a", name, scope["path"])
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
        if wrong := bodies.announced(headers):
            return refused(request, *wrong)
        if not self.keys.closed or self.keys.is_known(cookie):
            return None
        token, who = bearer(headers), address(request)
        if (token or (path == "/enter" and request.method not in SAFE)) and (wait := self.keys.tries.wait(who)):
            said = refused(request, 429, f"too many wrong tokens came from there; wait {wait} seconds")
            said.headers["retry-after"] = str(wait)
            return said
        if path.startswith(OPEN) or self.keys.lets_in(token, who):
            return None
        if path.startswith("/api/") or request.method not in ("GET", "HEAD"):
            return JSONResponse({"error": "a token is needed: send it as Authorization: Bearer TOKEN"}, 401, {"www-authenticate": "Bearer"})
        return RedirectResponse("/enter", 303)


def given(body: bytes, receive: Receive) -> Receive:
    """A body that was taken in, given again; after it what comes."""
    waiting = [body]

    async def again() -> Message:
        return {"type": "http.request", "body": waiting.pop(), "more_body": False} if waiting else await receive()

    return again


def bearer(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def address(request: Request) -> str:
    """From where it comes; through a proxy all come from one address."""
    return request.client.host if request.client else ""


def refused(request: Request, status: int, why: str) -> Response:
    """A refusal in one line: JSON for programs, text for people."""
    return JSONResponse({"error": why}, status) if request.url.path.startswith("/api/") else PlainTextResponse(why + "\n", status)


def set_cookie(request: Request, session: str) -> str:
    """Lax, for else whoever follows a link from another site would come without it and be given another: nothing is changed by a GET, and forms
    are asked for their token and their origin."""
    return f"{cookie_name(request.headers)}={session}; Path=/; HttpOnly; SameSite=Lax"
