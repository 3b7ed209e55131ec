"""Where a form leads after it was sent: the page it stood on, with what was done told there."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import Query
from pydantic import AfterValidator

OURS = re.compile(r"/(?:(?:articles|row)/[^\s?#\\/][^\s?#\\]*|review)(?:\?[^\s#\\]*)?")
LONGEST = 1_000


def ours(value: str) -> str:
    """An address of a page on which rows are corrected; the queue's where it is none."""
    return value if len(value) <= LONGEST and value.isprintable() and OURS.fullmatch(value) else "/review"


Back = Annotated[str, AfterValidator(ours), Query()]


def returned(back: str, row: str, number: int) -> str:
    """The page again, at the row, with the number of the line that was just written."""
    parts = urlsplit(back)
    asked = {k: v for k, v in parse_qsl(parts.query) if k not in ("done", "row")}
    asked |= {"row": row} if back.startswith("/articles/") else {}
    return f"{quote(parts.path, safe='/:%')}?{urlencode(asked | {'done': str(number)})}#row-{quote(row, safe=':')}"
