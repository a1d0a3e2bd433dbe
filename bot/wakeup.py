"""What the loops of the program share: a bell that one waits for, and patience with a busy database."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import structlog

from storage.database import must_wait

log = structlog.get_logger()
Result = TypeVar("Result")


async def unless_busy(turn: Awaitable[Result], otherwise: Result, where: str) -> Result:
    """What the turn gives; `otherwise` where the database was busy, and the turn is undone."""
    try:
        return await turn
    except Exception as error:
        if not must_wait(error):
            raise
        log.warning("database_busy", where=where)
        return otherwise


class Wakeup:
    """A bell that one loop waits for and others ring; a ring while nobody waits is kept."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        self._event.set()

    async def wait(self, at_most: float) -> None:
        """Until rung, or `at_most` seconds."""
        try:
            async with asyncio.timeout(at_most):
                await self._event.wait()
        except TimeoutError:
            return
        self._event.clear()
