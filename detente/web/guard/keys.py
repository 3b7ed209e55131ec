"""Keys: the session of a browser, the token of a form, the token of who may come in.

A session is a random name in a cookie, with a signature where a token was asked. The token of a form is made from it with the server's
secret (Signed Double-Submit Cookie of OWASP's cheat sheet): another site knows neither. The secret is new at each start and never leaves.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from time import time

from starlette.datastructures import Headers

from detente.web.guard.tries import Tries

COOKIE = "detente"
LASTS = 12 * 3600  # seconds for which who gave the token is let in
HEADER = "x-csrf-token"
FIELD = "csrf"


class Keys:
    """Makes keys and knows its own; of the token that lets people in only the hash is kept."""

    def __init__(self, token: str | None) -> None:
        self._secret = token_bytes(32)
        self._token = sha256(token.encode()).digest() if token is not None else None
        self._left: dict[str, int] = {}  # sessions that were ended, until when they would have lasted
        self.tries = Tries()

    @property
    def closed(self) -> bool:
        """Must who comes know a token?"""
        return self._token is not None

    def lets_in(self, token: str, address: str) -> bool:
        """Is it the token? A wrong one is noted, by the address it came from."""
        right = self._token is not None and hmac.compare_digest(sha256(token.encode("utf8", "replace")).digest(), self._token)
        if token and not right:
            self.tries.wrong(address)
        return right

    def session(self, *, known: bool = False) -> str:
        """A new session; `known` where the token was given, and until when."""
        name = f"{f'k{int(time()) + LASTS:x}' if known else 'g'}~{token_urlsafe(24)}"
        return f"{name}.{self._signed('session', name)}"

    def is_session(self, cookie: str | None) -> bool:
        name, _, signature = (cookie or "").partition(".")
        return bool(name) and hmac.compare_digest(signature.encode("utf8", "replace"), self._signed("session", name).encode())

    def is_known(self, cookie: str | None) -> bool:
        """Did this session give the token, not too long ago?"""
        return self.is_session(cookie) and self._until(str(cookie)) > time() and cookie not in self._left

    def end(self, cookie: str) -> None:
        """Let a session in no more, whoever has its cookie."""
        if self.is_known(cookie):
            for one in [one for one, until in list(self._left.items()) if until <= time()]:
                self._left.pop(one, None)
            self._left[cookie] = self._until(cookie)

    def form(self, cookie: str) -> str:
        """The token of forms that are sent to this session."""
        return self._signed("form", cookie)

    def mark(self, text: str) -> str:
        """A mark of what an answer says, that nobody else can make."""
        return self._signed("mark", text)[:24]

    def is_form(self, cookie: str | None, token: str | None) -> bool:
        return bool(token) and self.is_session(cookie) and hmac.compare_digest(str(token).encode("utf8", "replace"), self.form(str(cookie)).encode())

    def _until(self, cookie: str) -> int:
        """When a session that gave the token ends; 0 of one that did not."""
        kind = cookie.partition("~")[0]
        return int(kind[1:], 16) if kind.startswith("k") else 0

    def _signed(self, use: str, text: str) -> str:
        return hmac.new(self._secret, f"{use}:{text}".encode("utf8", "replace"), sha256).hexdigest()


def cookie_name(headers: Headers) -> str:
    """The session's cookie: with the port, for browsers send the cookies of a host to all its ports, and two servers would undo each other's."""
    name, _, port = headers.get("host", "").rpartition(":")
    return f"{COOKIE}-{port}" if name and port.isdecimal() else COOKIE
