"""Waiting for something to become true without polling: `until` re-asks whenever `fire` is called."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Signal:
    """A condition for one event loop; `fire` is synchronous so that plain code can announce changes."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def fire(self) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, ready: Callable[[], T | None], seconds: float) -> T | None:
        """The first value of `ready()` that is not None, or None after `seconds`."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while (value := ready()) is None:
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.append(future)
            await asyncio.wait([future], timeout=max(end - loop.time(), 0))
            if not future.done():
                self._waiting = [f for f in self._waiting if f is not future]
                return ready()
        return value
