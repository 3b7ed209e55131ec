"""What the server is told when it starts."""

from __future__ import annotations

import ipaddress
import re
from secrets import token_urlsafe

from msgspec import Struct

from detente.refused import RefusedError

SHORTEST_TOKEN = 43  # characters of base64 that hold 256 bits
NAME = re.compile(r"\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+")
EVERYWHERE = ("0.0.0.0", "::")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class UnsafeError(RefusedError):
    """A way to serve that would let others in unasked; the text says how to mend it."""


class Settings(Struct, frozen=True):
    """`hosts`: further names under which the server may be asked; `token`: what who comes must know; `annotator`: who corrects where nobody
    says; `seconds`: how long one question to the ledger may take; `codebook`, `actors`: a folder and a file of the user's own;
    `read_only`: nobody corrects."""

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    token: str | None = None
    annotator: str | None = None
    codebook: str | None = None
    actors: str | None = None
    seconds: float = 5.0
    read_only: bool = False

    def checked(self) -> Settings:
        """Itself, if nobody can come in whom it does not mean."""
        if not self.host:
            raise UnsafeError("--host is empty; leave it away to serve this machine alone")
        for name in self.hosts:
            if not NAME.fullmatch(name):
                raise UnsafeError(f"{name!r} is no host name; --allow-host takes one as it stands in an address, without http://, port and path: crisis.example")
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise UnsafeError(f"the token has {len(self.token)} characters, fewer than {SHORTEST_TOKEN}; take this one, made just now: {token_urlsafe(32)}")
        if not local(self.host) and self.token is None:
            raise UnsafeError(
                f"{self.host} can be reached from other machines; give a token that who comes must know (--token or DETENTE_TOKEN), say {token_urlsafe(32)}, "
                "or leave --host away to serve this machine alone"
            )
        return self

    def names(self) -> frozenset[str]:
        """The host names under which it answers, in lower case, without a port."""
        own = LOOPBACK if local(self.host) else (*LOOPBACK, bracketed(self.host))
        return frozenset(name.lower() for name in (*own, *self.hosts))


def local(host: str) -> bool:
    """Can only this machine reach it?"""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def bracketed(host: str) -> str:
    """An address as it stands before a port."""
    return f"[{host}]" if ":" in host else host
