"""When the bot will urge somebody next: its own decision is tried at later moments and undone."""

import asyncio
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.demo.office import PAGE_HOURS, settings
from domain.demo import county

DAYS_AHEAD = 45
MORNING = time(9)


class _Undone(Exception):
    """Leaves a transaction without a commit."""


def morning_after(now: datetime) -> datetime:
    """The next nine o'clock in Beijing."""
    local = now.astimezone(county.BEIJING)
    morning = datetime.combine(local.date(), MORNING, county.BEIJING)
    return morning if morning > local else morning + timedelta(days=1)


async def next_nudge(folder: Path, now: datetime) -> datetime | None:
    """The first nine o'clock after `now` at which anybody is urged; None within `DAYS_AHEAD` days.

    Runs on a thread of its own: loading the use cases takes half a second, and the page goes on.
    """
    return await asyncio.to_thread(lambda: asyncio.run(_search(folder, morning_after(now))))


async def _search(folder: Path, first: datetime) -> datetime | None:
    from storage.database import Database
    from storage.migrate import migrate
    from usecases.nudging.nudge import nudge_next

    moment = first
    wish = settings("http://127.0.0.1", "", folder, PAGE_HOURS)
    database = Database(wish.database(), lambda: moment, wish.profile())
    found = False
    try:
        # A bot that was killed early may have left no tables.
        await migrate(database)
        for days in range(DAYS_AHEAD):
            moment = first + timedelta(days=days)
            with suppress(_Undone):
                async with database.transaction() as tx:
                    found = await nudge_next(tx)
                    raise _Undone
            if found:
                return moment
    finally:
        await database.close()
    return None
