"""Rounds of the clock wait for what was said before: an item that was finished in time is nobody's to be urged about.

While the bot was down, or Telegram out of reach, people went on. Whatever waited there is fetched, and whatever was
fetched before a round is worked off, before the round looks at the office.
"""

import asyncio
from dataclasses import dataclass

import structlog

from bot.intake import Intake
from storage.database import Database
from storage.delivery import inbox

log = structlog.get_logger()

# Without Telegram nobody hears anything, but what the clock decides must not wait for ever.
PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Backlog:
    """`worked_off` returns when nothing that was said before now is unknown any more."""

    database: Database
    intake: Intake

    async def worked_off(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self.intake.is_listening.wait()
                await self._worked_off()
        except TimeoutError:
            log.warning("round_without_backlog")

    async def _worked_off(self) -> None:
        async with self.database.reading() as tx:
            last = await inbox.newest(tx)
        while await self._is_behind(last):  # noqa: ASYNC110  the database alone knows, and wakes nobody
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _is_behind(self, last: int) -> bool:
        async with self.database.reading() as tx:
            return await inbox.is_behind(tx, last)
