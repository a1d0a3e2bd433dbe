"""How long the event loop did not come round, whatever else the machine is busy with."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass
class Lag:
    """`worst` is the longest turn of the loop, in seconds of its own thread's processor time."""

    worst: float = 0.0

    async def watch(self) -> None:
        while True:
            start = time.thread_time()
            await asyncio.sleep(0.005)
            self.worst = max(self.worst, time.thread_time() - start)


@asynccontextmanager
async def watched_loop() -> AsyncIterator[Lag]:
    lag = Lag()
    watching = asyncio.ensure_future(lag.watch())
    try:
        yield lag
    finally:
        watching.cancel()
