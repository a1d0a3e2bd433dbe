"""A round of the clock waits for what was said before it, and for nothing else."""

import asyncio
from datetime import timedelta

from bot.backlog import Backlog
from bot.channels.api import TelegramApi
from bot.intake import Intake
from bot.wakeup import Wakeup
from storage.database import Database
from storage.delivery import inbox
from storage.tables import Inbox

_A_MOMENT = 0.2


async def rows(database: Database) -> list[Inbox]:
    async with database.reading() as tx:
        return list(await tx.all(tx.select(Inbox)))


async def came(database: Database, update_id: int) -> None:
    async with database.transaction() as tx:
        await inbox.store(tx, [(update_id, 2001, "{}")])


async def test_a_round_waits_until_all_is_fetched_and_worked_off(database: Database) -> None:
    intake = Intake(database, TelegramApi("http://127.0.0.1:1", "1:x"), Wakeup(), Wakeup())
    waiting = asyncio.ensure_future(Backlog(database, intake).worked_off())
    await came(database, 1)
    await asyncio.sleep(_A_MOMENT)
    assert not waiting.done(), "what waits at Telegram is not known yet"
    intake.is_listening.set()
    await asyncio.sleep(_A_MOMENT)
    assert not waiting.done(), "what was fetched is not worked off yet"
    # Neither what comes later nor what failed and is tried again in a while holds it up.
    await came(database, 2)
    first, _ = await rows(database)
    async with database.transaction() as tx:
        again = tx.now + timedelta(minutes=5)
        await inbox.set_aside(tx, first.inbox_id, attempts=1, next_try_at=again, error="OSError")
    await asyncio.wait_for(waiting, 30)
    await intake.api.close()
