"""Claims → who met, who stands where on what, and what is owed."""

from detente.positions.keeping import kept
from detente.positions.meetings import meetings
from detente.positions.promises import promises
from detente.positions.stands import positions

__all__ = ["kept", "meetings", "positions", "promises"]
