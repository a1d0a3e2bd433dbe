"""The composition root: everything is made here, started together, and ends together.

On SIGTERM or SIGINT intake stops, the transaction under way ends, and the process exits within seconds;
what is unfinished waits in the inbox and outbox.
"""

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial

import structlog

from bot.arrivals import Arrivals, needs_preparing
from bot.backlog import Backlog
from bot.channels.api import ApiError, TelegramApi
from bot.channels.telegram import TelegramChannel
from bot.dispatch import Dispatch
from bot.draw import Drawing
from bot.intake import Intake
from bot.mirror_pump import mirror
from bot.pacing import Limits, Pacing
from bot.pump import Pump
from bot.settings import Settings
from bot.wakeup import Wakeup
from bot.worker import Worker
from scheduler.lease import lead
from scheduler.timetable import TICK, Round, make_timetable
from storage.database import Clock, Database
from storage.lease import lease_for
from storage.migrate import migrate
from usecases.bulletin.mirror import sync_robots
from usecases.office.first_start import ensure_admins
from usecases.office.menus import put_menus, put_profile

log = structlog.get_logger()


class TokenRefused(Exception):
    """Telegram does not know the token."""


@dataclass(slots=True)
class Program:
    """One running bot. `limits` are Telegram's unless a benchmark lifts them."""

    settings: Settings
    clock: Clock
    limits: Limits = field(default_factory=Limits)
    # Looks at the clock at once; a demo calls it after moving the clock.
    tick: Callable[[], Awaitable[int]] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set, or something breaks."""
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database(self.settings.database(), self.clock, self.settings.profile())
        api = TelegramApi(self.settings.telegram_api_url, self.settings.bot_token.get_secret_value())
        async with AsyncExitStack() as stack:
            stack.push_async_callback(database.close)
            stack.push_async_callback(api.close)
            async with asyncio.TaskGroup() as group:
                work = group.create_task(self._work(database, api))
                stopping = group.create_task(stop.wait())
                await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
                log.info("stopping")
                work.cancel()
                stopping.cancel()

    async def _work(self, database: Database, api: TelegramApi) -> None:
        async with lead(lease_for(database), asyncio.sleep):
            await migrate(database)
            async with database.transaction() as tx:
                await ensure_admins(tx)
                await put_menus(tx)
                await put_profile(tx)
                await sync_robots(tx, self.settings.robots())
            me = await _who_am_i(api)
            # Imported models are for ever; walking them in each collection costs a third of the time.
            gc.collect()
            gc.freeze()
            await self._serve(database, api, me)

    async def _serve(self, database: Database, api: TelegramApi, me: str) -> None:
        work_waits, notes_wait = Wakeup(), Wakeup()
        async with asyncio.TaskGroup() as group:
            arrivals = Arrivals(database, api, self.settings.data_dir / "files")
            worker = Worker(
                database, Dispatch(me), arrivals.prepare, needs_preparing, group.create_task, work_waits, notes_wait
            )
            channel, pacing = TelegramChannel(api, self.settings.data_dir / "files", me), Pacing(self.limits)
            drawing = Drawing(database, self.settings.font_dir, self.settings.data_dir / "files")
            pump = Pump(database, channel, pacing, drawing.draw, group.create_task, notes_wait)
            intake = Intake(database, api, work_waits, notes_wait)
            due = Round(
                partial(database.transaction, by_clock=True), notes_wait.set, Backlog(database, intake).worked_off
            )
            self.tick = partial(due.wake, TICK)
            timetable = make_timetable(self.settings.profile(), due)
            for loop in (intake.poll(), worker.run(), pump.run()):
                group.create_task(loop)
            if robots := self.settings.robots():
                group.create_task(mirror(database, robots, self.clock, drawing.draw))
            timetable.start()
            try:
                log.info("started", bot=me)
                await self.tick()
                await asyncio.Event().wait()
            finally:
                timetable.shutdown(wait=False)


async def _who_am_i(api: TelegramApi) -> str:
    """The bot's username; waits for the network, gives up on a refused token."""
    while True:
        try:
            return str((await api.call("getMe"))["username"])
        except ApiError as error:
            if error.code in (401, 404):
                raise TokenRefused from None
            log.warning("telegram_unreachable", error=str(error))
            await asyncio.sleep(2)


def serve(settings: Settings, clock: Clock, limits: Limits | None = None) -> None:
    """Run until SIGTERM or SIGINT."""

    async def main() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, stop.set)
        await Program(settings, clock, limits or Limits()).run(stop)

    asyncio.run(main())
