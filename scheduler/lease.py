"""The one-leader lease: of several processes, one looks at the clock; the others wait for its end."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol

POLL_SECONDS = 1.0


class Lock(Protocol):
    """Held by at most one process, and freed by the system when its holder dies."""

    async def try_take(self) -> bool: ...

    async def release(self) -> None: ...


@asynccontextmanager
async def lead(lock: Lock, sleep: Callable[[float], Awaitable[None]]) -> AsyncIterator[None]:
    """Wait until the lock is ours; inside the block this process leads, and after it no longer."""
    while not await lock.try_take():
        await sleep(POLL_SECONDS)
    try:
        yield
    finally:
        await lock.release()
