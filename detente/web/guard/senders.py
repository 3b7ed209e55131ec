"""From where a request comes: the host name it was sent to, the page that sent it.

A page of another site can have a browser send requests here, by its own name once that leads to this machine (DNS rebinding), or across sites
(CSRF). The first is seen by the Host header, the second by Origin and Sec-Fetch-Site, which a page cannot set.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers

from detente.web.settings import LOOPBACK

HOST = re.compile(r"(?P<name>\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?")
SAFE = ("GET", "HEAD", "OPTIONS")
OURS = ("same-origin", "none")  # "none" is a person: an address typed, a bookmark


def foreign(method: str, scheme: str, headers: Headers, names: frozenset[str]) -> str | None:
    """Why a request does not come from here; None where it does."""
    hosts = headers.getlist("host")
    host = hosts[0].lower() if len(hosts) == 1 else ""
    found = HOST.fullmatch(host)
    if not found or found["name"] not in names or int(found["port"] or 80) > 65535:
        return "this server does not answer under that host name; open it as it was printed at the start, or allow the name with --allow-host"
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if method in SAFE:
        crossing = site not in (None, *OURS) and headers.get("sec-fetch-mode") != "navigate"
        return "pages of other sites may link here, and nothing more" if crossing else None
    schemes = (scheme,) if found["name"] in LOOPBACK else (scheme, "https")  # a proxy under an allowed name speaks TLS with browsers, and not with us
    if (origin is not None and origin.lower() not in [f"{s}://{host}" for s in schemes]) or (site is not None and site not in OURS):
        return "that was sent by a page of another site"
    return None
