"""Clocks of the sandbox: callables that return unix seconds.

`system_clock` is the real one. `MovableClock` is what tests and the demo pass to travel in time: message
dates, the 24 h and 150 s expiry of updates and the 48 h limit of deletion follow it. Rate limits and network
waits always run on the monotonic clock, so a frozen clock never freezes the server.
"""

import time
from collections.abc import Callable

Clock = Callable[[], float]


def system_clock() -> float:
    """The sandbox plays Telegram's own machines: it has a clock of its own unless one is passed in."""
    return time.time()  # noqa: TID251


class MovableClock:
    """A clock that can be moved on. `start=None` runs with real time; a number stands still until moved."""

    def __init__(self, start: float | None = None) -> None:
        self._start = start
        self._shift = 0.0

    def __call__(self) -> float:
        return (system_clock() if self._start is None else self._start) + self._shift

    @property
    def shift(self) -> float:
        """How far it was moved, in seconds."""
        return self._shift

    def advance(self, seconds: float) -> None:
        self._shift += seconds
