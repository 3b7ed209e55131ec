"""Ids are hashes: of an article's outlet and origin or URL; of a row's article, kind, part, offsets and what it says."""

from __future__ import annotations

from hashlib import blake2b


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits of the parts; `None` and "" differ."""
    joined = "\x1f".join("\x00" if p is None else str(p) for p in parts)
    return blake2b(joined.encode("utf8", "surrogatepass"), digest_size=8).hexdigest()


def article_id(outlet: str | None, name: str) -> str:
    """`name` is the id that a record gives, else the URL, else the path."""
    return digest("article", outlet, name)


def row_id(article: str, kind: str, part: str, start: int, end: int, *says: object) -> str:
    return digest(article, kind, part, start, end, *says)
