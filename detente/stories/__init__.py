"""Articles and rows → Story, Comparison: copies, the same happening, accounts side by side."""

from __future__ import annotations

from detente.stories import copies
from detente.stories.grouping import group

__all__ = ["copies", "group"]
