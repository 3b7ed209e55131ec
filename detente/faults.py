"""A fault of ours must cost one page and not the run: the page is quarantined with the stage that failed, and the error's own words."""

from __future__ import annotations

import traceback

from detente.alone import Limits
from detente.ids import digest
from detente.records import Quarantined


def quarantine(origin: str, line: int | None, error: Exception) -> Quarantined:
    """The row of a page on which a stage failed."""
    stage = "pipeline"
    for frame in traceback.extract_tb(error.__traceback__):
        _, inside, path = frame.filename.replace("\\", "/").rpartition("/detente/")
        if inside and "/" in path:
            stage = path.partition("/")[0]
    words = " ".join(str(error).split())[:200]
    reason = f"{type(error).__name__} in {stage}: {words or 'no message'}; the page was left out, please report it with the page"
    return Quarantined(id=digest("quarantined", origin, line, stage, reason), origin=origin, line=line, stage=stage, reason=reason)


def overrun(origin: str, line: int | None, stage: str, what: str, limits: Limits) -> Quarantined:
    """The row of a page that was ended because it took more than it may."""
    allowed = f"allowed are {limits.seconds:g} seconds and {limits.megabytes:,} MB"
    reason = f"it took {what}; {allowed}; split the page, leave it out, or allow more (--seconds, --memory)"
    return Quarantined(id=digest("quarantined", origin, line, stage, reason), origin=origin, line=line, stage=stage, reason=reason)
