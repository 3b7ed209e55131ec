"""Articles and rows → Story, Comparison: copies, the same happening, accounts side by side."""

from __future__ import annotations

from detente.stories import copies
from detente.stories.comparing import compare
from detente.stories.grouping import Circle, Group, as_one, circle, group, rejoined, story
from detente.stories.happenings import align

__all__ = ["Circle", "Group", "align", "as_one", "circle", "compare", "copies", "group", "rejoined", "story"]
