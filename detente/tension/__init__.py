"""How tense it is between two sides, day by day: conflict and cooperation apart, on happenings and not on reports, never without n."""

from __future__ import annotations

from detente.tension.acts import Act, Dyad, acts, undated
from detente.tension.series import HALF_LIFE, Day, Series, series

__all__ = ["HALF_LIFE", "Act", "Day", "Dyad", "Series", "acts", "series", "undated"]
