"""Keys: the session of a browser, the token of a form, the token of who may come in.

A session is a random name in a cookie, with a signature where a token was asked. The token of a form is made from it with the server's
secret (Signed Double-Submit Cookie of OWASP's cheat sheet): another site knows neither. The secret is new at each start and never leaves.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_bytes, token_urlsafe

COOKIE = "detente"
HEADER = "x-csrf-token"
FIELD = "csrf"


class Keys:
    """Makes keys and knows its own; of the token that lets people in only the hash is kept."""

    def __init__(self, token: str | None) -> None:
        self._secret = token_bytes(32)
        self._token = sha256(token.encode()).digest() if token is not None else None

    @property
    def closed(self) -> bool:
        """Must who comes know a token?"""
        return self._token is not None

    def lets_in(self, token: str) -> bool:
        return self._token is not None and hmac.compare_digest(sha256(token.encode()).digest(), self._token)

    def session(self, *, known: bool = False) -> str:
        """A new session; `known` where the token was given."""
        name = f"{'k' if known else 'g'}{token_urlsafe(24)}"
        return f"{name}.{self._signed('session', name)}"

    def is_session(self, cookie: str | None) -> bool:
        name, _, signature = (cookie or "").partition(".")
        return bool(name) and hmac.compare_digest(signature.encode(), self._signed("session", name).encode())

    def is_known(self, cookie: str | None) -> bool:
        """Did this session give the token?"""
        return bool(cookie) and self.is_session(cookie) and str(cookie).startswith("k")

    def form(self, cookie: str) -> str:
        """The token of forms that are sent to this session."""
        return self._signed("form", cookie)

    def mark(self, text: str) -> str:
        """A mark of what an answer says, that nobody else can make."""
        return self._signed("mark", text)[:24]

    def is_form(self, cookie: str | None, token: str | None) -> bool:
        return bool(token) and self.is_session(cookie) and hmac.compare_digest(str(token).encode(), self.form(str(cookie)).encode())

    def _signed(self, use: str, text: str) -> str:
        return hmac.new(self._secret, f"{use}:{text}".encode(), sha256).hexdigest()
