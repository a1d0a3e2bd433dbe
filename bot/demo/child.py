"""The real bot in a process of its own: `python -m bot.demo.child`, told by its parent what time it is.

A line "ahead SECONDS" on stdin moves the clock and lets the bot look at it at once; when everything that
fell due has left (or `SETTLE_SECONDS` are over), "moved SECONDS" is written to stdout. "ready" is written
when the bot serves. The end of stdin ends the bot as SIGTERM does. Logs of level ERROR go to stderr.
"""

import argparse
import asyncio
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.clock import MovableClock
from bot.demo.office import PAGE_HOURS, settings
from bot.settings import Settings
from domain.demo import county

if TYPE_CHECKING:
    from bot.run import Program
    from storage.database import Database

SETTLE_SECONDS = 3.0
LOOK_SECONDS = 0.02


@dataclass(slots=True)
class Ear:
    """What the parent says, and what is said back."""

    program: "Program"
    clock: MovableClock
    database: "Database"
    mouth: TextIO

    async def listen(self, stop: asyncio.Event) -> None:
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        async with asyncio.TaskGroup() as group:
            # A parent may be gone before the bot is up.
            starting = group.create_task(self._say_when_started())
            while line := await reader.readline():
                word, _, seconds = line.decode().strip().partition(" ")
                if word == "ahead":
                    await self._move(timedelta(seconds=float(seconds)))
                    self._say(f"moved {seconds}")
            starting.cancel()
        stop.set()

    async def _say_when_started(self) -> None:
        while self.program.tick is None:  # noqa: ASYNC110  the program tells nobody that it is up
            await asyncio.sleep(LOOK_SECONDS)
        self._say("ready")

    async def _move(self, ahead: timedelta) -> None:
        self.clock.ahead = ahead
        if self.program.tick is None:
            # It looks at the clock by itself when it is up.
            return
        await self.program.tick()
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_SECONDS):
                while await self._is_mail_waiting():  # noqa: ASYNC110  the pump tells nobody that it rests
                    await asyncio.sleep(LOOK_SECONDS)

    async def _is_mail_waiting(self) -> bool:
        from storage.delivery import outbox
        from storage.tables import OutboxState

        async with self.database.reading() as tx:
            return bool(await outbox.due(tx, ()) or await outbox.in_state(tx, OutboxState.SENDING))

    def _say(self, words: str) -> None:
        # A parent that is gone has closed stdin too, which ends the bot.
        with suppress(BrokenPipeError):
            self.mouth.write(f"{words}\n")
            self.mouth.flush()


async def serve(wish: Settings, clock: MovableClock, mouth: TextIO) -> None:
    """Seeds a new county, then runs the bot until stdin ends or a signal comes."""
    from bot.demo.seed import seed
    from storage.database import Database

    seeding = Database(wish.database(), lambda: county.REGISTERED, wish.profile())
    try:
        await seed(seeding)
    finally:
        await seeding.close()
    from bot.run import Program

    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    program, looking = Program(wish, clock), Database(wish.database(), clock, wish.profile())
    try:
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(Ear(program, clock, looking, mouth).listen(stop))
            await program.run(stop)
            listening.cancel()
    finally:
        await looking.close()


def main() -> None:
    from bot.logs import set_up

    parser = argparse.ArgumentParser(prog="python -m bot.demo.child")
    parser.add_argument("--api", required=True, help="address of the Bot API")
    parser.add_argument("--token", required=True)
    parser.add_argument("--data", required=True, type=Path, help="folder of the database")
    parser.add_argument("--ahead", required=True, type=float, help="seconds the clock is ahead")
    wish = parser.parse_args()
    # The pipe is for the parent alone; logs go where errors go.
    mouth, sys.stdout = sys.stdout, sys.stderr
    set_up("ERROR")
    clock = MovableClock()
    clock.ahead = timedelta(seconds=wish.ahead)
    wish.data.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(settings(wish.api, wish.token, wish.data, PAGE_HOURS), clock, mouth))


if __name__ == "__main__":
    main()
