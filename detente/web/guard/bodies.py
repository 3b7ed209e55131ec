"""What is sent with a request, taken in whole before anyone looks at it: not too much, not too slowly, in UTF-8."""

from __future__ import annotations

import asyncio
import re

from starlette.datastructures import Headers
from starlette.types import Receive

LONGEST = 256 << 10  # bytes of a form or a correction
SECONDS = 20.0  # in which it must be here
NAMED = re.compile(r"charset", re.IGNORECASE)
UTF8 = re.compile(r";\s*charset\s*=\s*\"?utf-?8\"?\s*(?=;|$)", re.IGNORECASE)
MORE = f"that is more than {LONGEST >> 10} kB; send less at once"
Wrong = tuple[int, str]
"""A status, and why in one line."""


def announced(headers: Headers) -> Wrong | None:
    """What is wrong with a body before it has come. Forms may name their own code, and Python knows some that are none (unicode_escape)."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:12]) > LONGEST:
        return 413, MORE
    if NAMED.search(UTF8.sub("", headers.get("content-type", ""))):
        return 415, "that is written in a code that is not read here; send it in UTF-8"
    return None


async def taken(receive: Receive) -> bytes | Wrong:
    """The whole body, or why it is not taken."""
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > LONGEST:
                    return 413, MORE
                if not message.get("more_body"):  # nor is there more of who has gone
                    return bytes(body)
    except TimeoutError:
        return 408, f"that did not come within {SECONDS:.0f} seconds; send it again"
