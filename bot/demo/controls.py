"""The page's clock and the switch of the bot's process."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.demo import rehearsal
from bot.demo.process import RUNNING, STARTING, BotProcess
from domain.demo import county, texts

FRIDAY, WEEKLY_AT = 4, time(17)


def next_friday(now: datetime) -> datetime:
    """The next moment of the weekly bulletin."""
    local = now.astimezone(county.BEIJING)
    day = local.date() + timedelta(days=(FRIDAY - local.weekday()) % 7)
    moment = datetime.combine(day, WEEKLY_AT, county.BEIJING)
    return moment if moment > local else moment + timedelta(days=7)


def stops(now: datetime, target: datetime) -> list[datetime]:
    """The target, and before it each nine o'clock and each weekly moment that lies on the way."""
    found = []
    for following in (rehearsal.morning_after, next_friday):
        moment = following(now)
        while moment < target:
            found.append(moment)
            moment = following(moment)
    return [*sorted(found), target]


@dataclass(slots=True)
class DemoControls:
    """`sandbox.stage.Controls`. The clock is the sandbox's and the bot's; one move at a time."""

    clock: MovableClock
    process: BotProcess
    folder: Path
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    def moves(self) -> list[tuple[str, str]]:
        return texts.MOVES

    async def move(self, key: str) -> None:
        """A running bot lives through what lies between; one that is dead has missed it."""
        async with self._moving:
            now = self.clock()
            target = await self._target(key, now)
            for moment in stops(now, target) if self.process.state == RUNNING else (target,):
                self.clock.ahead += max(moment - self.clock(), timedelta())
                await self.process.look_at_clock()

    async def _target(self, key: str, now: datetime) -> datetime:
        match key:
            case "hour":
                return now + timedelta(hours=1)
            case "day":
                return now + timedelta(days=1)
            case "friday":
                return next_friday(now)
            case "nudge":
                if self.process.state == STARTING:
                    raise ValueError(texts.STILL_STARTING)
                found = await rehearsal.next_nudge(self.folder, now)
                if found is None:
                    raise ValueError(texts.NO_NUDGE)
                return found
            case _:
                raise ValueError(texts.no_such_move(key))

    def bot(self) -> str:
        return self.process.state

    async def kill_bot(self) -> None:
        await self.process.kill()

    async def start_bot(self) -> None:
        await self.process.start()
