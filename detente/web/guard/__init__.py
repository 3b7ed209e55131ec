"""Who may come in: host names, origins, tokens, forms that are ours, and what a browser may do with an answer."""

from __future__ import annotations

from detente.web.guard.door import Door

__all__ = ["Door"]
