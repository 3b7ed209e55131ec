"""Articles and rows → Story, Comparison: copies, the same happening, accounts side by side."""

from __future__ import annotations

from detente.stories import copies
from detente.stories.comparing import compare
from detente.stories.grouping import group
from detente.stories.happenings import align

__all__ = ["align", "compare", "copies", "group"]
