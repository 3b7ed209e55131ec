"""How often a wrong token may be given: whoever guesses has to wait, and who has come in before is not held up."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from math import ceil
from threading import Lock
from time import monotonic

MOST, SECONDS = 10, 60.0  # wrong tokens from one address in so many seconds
KNOWN = 1_000  # addresses that are remembered


class Tries:
    """The latest wrong tokens of each address."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """For how many seconds no token of this address is looked at; 0 where one is."""
        with self._lock:
            wrong = self._wrong.get(address)
            left = wrong[0] + SECONDS - self._clock() if wrong and len(wrong) == MOST else 0.0
        return max(0, ceil(left))

    def wrong(self, address: str) -> None:
        """A wrong token came."""
        with self._lock:
            self._wrong.setdefault(address, deque(maxlen=MOST)).append(self._clock())
            self._wrong.move_to_end(address)
            while len(self._wrong) > KNOWN:
                self._wrong.popitem(last=False)
