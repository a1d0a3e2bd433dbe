"""A county whose program runs in this process on an injected clock, over real HTTP and a real database."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.pacing import UNLIMITED, Limits
from bot.run import Program
from bot.settings import Settings, load
from sandbox import Phone, Sandbox
from storage.database import Database
from storage.delivery import outbox
from storage.tables import OutboxState
from tests.acceptance.harness import until
from tests.building import NAMES, TELEGRAM_IDS, County, county
from tests.conftest import Clock

# Friday 2026-11-27, 17:00 in Beijing.
DUE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MONDAY = DUE + timedelta(days=2, hours=16)
# 10:00 of the Tuesday before: nothing is due yet, no bulletin either.
TUESDAY = DUE - timedelta(days=3, hours=7)
CHAT = -1001000000001
# More than any pause before another try, less than what a rule makes people wait.
_A_MOMENT = timedelta(minutes=6)
_TITLE = re.compile(r"^督办通报 第 \d+ 期")


class Town:
    """A county with a bound group, its phones, and what Telegram saw of it."""

    def __init__(self, sandbox: Sandbox, folder: Path, clock: Clock) -> None:
        self.sandbox, self.clock = sandbox, clock
        self.settings = _settings(sandbox, folder)
        self.phones = {name: _started(sandbox, name) for name in TELEGRAM_IDS}
        self.group = sandbox.group("领导群", [self.phones["alice"], self.phones["lena"]], chat_id=CHAT)

    def parts(self) -> list[str]:
        """The words of bulletins in the group: of each the summary, then the text where one message holds it."""
        found = [message.text for message in self.group.messages if message.from_bot]
        return [text for text in found if _TITLE.search(text)]

    def papers(self) -> int:
        """How often the picture, the file and the folded text are there; the text comes last."""
        mine = [message for message in self.group.messages if message.from_bot]
        pictures = [message for message in mine if message.photo]
        files = [message for message in mine if message.document and message.document.file_name.endswith(".pdf")]
        texts = [message for message in mine if _TITLE.search(message.text) and not message.photo]
        return len(pictures) if len(pictures) == len(files) == len(texts) else -1

    def nudges(self) -> int:
        """How often Bob was urged."""
        return len([one for one in self.phones["bob"].messages if one.from_bot and "制定方案" in one.text])

    def assert_posted_once(self, mark: str = "") -> None:
        """The three messages once, all of one issue, the title followed by the mark."""
        assert len(self.parts()) == 2
        assert self.papers() == 1
        assert all(("（补发）" in text) is bool(mark) for text in self.parts())

    @asynccontextmanager
    async def running(self, limits: Limits = UNLIMITED) -> AsyncIterator[Program]:
        """A program, ended as by SIGTERM; Telegram's limits for tests that judge how they are kept."""
        program = Program(self.settings, self.clock, limits)
        stop = asyncio.Event()
        serving = asyncio.ensure_future(program.run(stop))
        try:
            yield program
        finally:
            stop.set()
            await asyncio.wait_for(serving, 30)


@asynccontextmanager
async def passing(town: Town) -> AsyncIterator[None]:
    """The injected clock runs on, so that what waits for a time becomes due."""

    async def run() -> None:
        while True:
            town.clock.advance(seconds=0.5)
            await asyncio.sleep(0.1)

    running = asyncio.ensure_future(run())
    try:
        yield
    finally:
        running.cancel()


def _settings(sandbox: Sandbox, folder: Path) -> Settings:
    return load(
        bot_token=sandbox.token,
        telegram_api_url=sandbox.url,
        data_dir=folder,
        agency_name="云岭县人民政府督查室",
        working_hours="09:00-18:00",
    )


def _started(sandbox: Sandbox, name: str) -> Phone:
    phone = sandbox.phone(TELEGRAM_IDS[name], NAMES[name])
    phone.person.started = True
    return phone


async def seeded(town: Town) -> None:
    """Registered on the Monday before; one item whose deadline calls for a nudge on the Friday."""
    seeding = Clock(DUE - timedelta(days=4))
    database = Database(town.settings.database(), seeding)
    try:
        made = await county(database)
        await made.item("制定方案", deadline=date(2026, 11, 28))
        async with database.transaction() as tx:
            tx.record("register", "#1")
    finally:
        await database.close()


async def given(town: Town, *directives: str, unit: str = "县农林局", deadline: date | None = None) -> None:
    """More items, numbered from 2 on, registered on the Monday."""
    database = Database(town.settings.database(), Clock(DUE - timedelta(days=4)))
    try:
        for directive in directives:
            await County(database).item(directive, units=(unit,), deadline=deadline, leaders=("吴明远",))
    finally:
        await database.close()


@asynccontextmanager
async def at(town: Town, when: datetime) -> AsyncIterator[None]:
    """A program that was started then, and has sent all that was due."""
    town.clock.at = when
    async with town.running() as program:
        await looked(town, program)
        yield


async def decided(program: Program) -> None:
    """The program leads, and has decided all that is due."""
    await until(lambda: program.tick is not None)
    assert program.tick is not None
    await program.tick()


async def looked(town: Town, program: Program) -> None:
    """Everything that was decided has left, too; the clock moves on for what is tried again in a moment."""
    await decided(program)
    database = Database(town.settings.database(), town.clock)
    try:
        async with asyncio.timeout(120):
            while waiting := await _on_their_way(database):
                if waiting[0] > town.clock():
                    assert waiting[0] <= town.clock() + _A_MOMENT, f"a note waits until {waiting[0]}"
                    town.clock.at = waiting[0]
                await asyncio.sleep(0.05)
    finally:
        await database.close()


async def _on_their_way(database: Database) -> list[datetime]:
    """When each note may leave, the first one first; one that is leaving might have left long ago."""
    async with database.reading() as tx:
        rows = await outbox.in_state(tx, OutboxState.DUE, OutboxState.SENDING)
    return sorted(row.not_before or row.put_at if row.state is OutboxState.DUE else row.put_at for row in rows)
