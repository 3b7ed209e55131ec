"""What cannot be done as asked: the errors whose text is for the user, in one line that says how to mend it."""

from __future__ import annotations


class RefusedError(Exception):
    """An error that the command prints without a trace, exit code 2; each room has its own."""
