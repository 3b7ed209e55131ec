"""Claims → who met, and who stands where on what."""

from detente.positions.meetings import meetings
from detente.positions.stands import positions

__all__ = ["meetings", "positions"]
