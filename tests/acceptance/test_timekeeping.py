"""The weekly bulletin and the nudges by the office's clock: late, restarted, doubled, in any host's zone."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.run import Program
from bot.settings import Settings, load
from sandbox import Phone, Sandbox
from scheduler.timetable import rows
from storage import outbox
from storage.database import Database
from storage.migrate import migrate
from storage.tables import OutboxState
from tests.acceptance.harness import until
from tests.building import NAMES, TELEGRAM_IDS, county
from tests.conftest import Clock

# Friday 2026-11-27, 17:00 in Beijing.
DUE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MONDAY = DUE + timedelta(days=2, hours=16)
CHAT = -1001000000001
_PART = re.compile(r"^.*（(\d)/(\d)）")


class Town:
    """A county with a bound group, its phones, and what Telegram saw of it."""

    def __init__(self, sandbox: Sandbox, folder: Path, clock: Clock) -> None:
        self.sandbox, self.clock = sandbox, clock
        self.settings = _settings(sandbox, folder)
        self.phones = {name: _started(sandbox, name) for name in TELEGRAM_IDS}
        self.group = sandbox.group("领导群", [self.phones["alice"], self.phones["lena"]], chat_id=CHAT)

    def parts(self) -> list[str]:
        """The texts of bulletins in the group."""
        found = [message.text for message in self.group.messages if message.from_bot]
        return [text for text in found if _PART.search(text)]

    def papers(self) -> int:
        return len([message for message in self.group.messages if message.document is not None])

    def nudges(self) -> int:
        """How often Bob was urged."""
        return len([one for one in self.phones["bob"].messages if one.from_bot and "制定方案" in one.text])

    def assert_posted_once(self, mark: str = "") -> None:
        """Each part and the paper once, all of one issue, the title followed by the mark."""
        titles = [_PART.search(text) for text in self.parts()]
        places = [(int(title[1]), int(title[2])) for title in titles if title]
        assert places == [(place, len(places)) for place in range(1, len(places) + 1)]
        assert len(places) > 1
        assert self.papers() == 1
        assert all(("（补发）" in text) is bool(mark) for text in self.parts())

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Program]:
        """A program that leads: it has looked at the clock once. Ended as by SIGTERM."""
        program = Program(self.settings, self.clock)
        stop = asyncio.Event()
        serving = asyncio.ensure_future(program.run(stop))
        try:
            yield program
        finally:
            stop.set()
            await asyncio.wait_for(serving, 10)


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


async def _seeded(town: Town) -> None:
    """Registered on the Monday before; one item whose deadline calls for a nudge on the Friday."""
    seeding = Clock(DUE - timedelta(days=4))
    database = Database(town.settings.database(), seeding)
    try:
        await migrate(database)
        made = await county(database)
        await made.item("制定方案", deadline=date(2026, 11, 28))
        async with database.transaction() as tx:
            tx.record("register", "#1")
    finally:
        await database.close()


@pytest.fixture
async def town(sandbox: Sandbox, tmp_path: Path) -> Town:
    """Ten minutes before the due minute; the group was bound from within."""
    made = Town(sandbox, tmp_path, Clock(DUE - timedelta(minutes=10)))
    await _seeded(made)
    async with made.running() as program:
        await made.group.send_as(made.phones["alice"], "/bind")
        await made.group.wait("领导群")
        await looked(made, program)
    assert not made.parts()
    return made


async def decided(program: Program) -> None:
    """The program leads, and has decided all that is due."""
    await until(lambda: program.tick is not None, 30)
    assert program.tick is not None
    await program.tick()


async def looked(town: Town, program: Program) -> None:
    """Everything that was decided has left, too."""
    await decided(program)
    database = Database(town.settings.database(), town.clock)
    try:
        await _emptied(database)
    finally:
        await database.close()


async def _emptied(database: Database) -> None:
    async with asyncio.timeout(60):
        while True:
            async with database.reading() as tx:
                if not await outbox.in_state(tx, OutboxState.DUE, OutboxState.SENDING):
                    return
            await asyncio.sleep(0.05)


async def test_down_at_the_due_minute_posts_late_and_says_so(town: Town) -> None:
    """T01, the same day."""
    town.clock.at = DUE + timedelta(minutes=40)
    for _ in range(2):
        async with town.running() as program:
            await looked(town, program)
    town.assert_posted_once("补发")


async def test_down_until_monday_asks_first(town: Town) -> None:
    """T01, a later day: nothing is posted before a supervisor says so, and then once."""
    town.clock.at = MONDAY
    async with town.running() as program:
        await looked(town, program)
        questions = {name: await town.phones[name].wait("没有按时发布") for name in ("alice", "dave")}
        assert not town.parts()
    async with town.running() as program:
        await looked(town, program)
        assert not town.parts()
        await town.phones["dave"].press(questions["dave"], "现在发布")
        await town.phones["alice"].press(questions["alice"], "现在发布")
        await looked(town, program)
    town.assert_posted_once("补发")


@pytest.mark.parametrize("restarts", [4, pytest.param(10, marks=pytest.mark.full)], ids=["few", "full"])
async def test_restarts_around_the_due_minute_post_once(town: Town, restarts: int) -> None:
    """T02. Each ends as soon as it has decided, whatever is still leaving."""
    town.clock.at = DUE - timedelta(seconds=20)
    for _ in range(restarts):
        async with town.running() as program:
            await decided(program)
        town.clock.advance(seconds=60 / restarts)
    async with town.running() as program:
        await looked(town, program)
    town.assert_posted_once()
    assert town.nudges() == 1


async def test_two_programs_on_one_database_post_once(town: Town) -> None:
    """T03. The one that waits takes over when the other ends, and does nothing again."""
    async with AsyncExitStack() as leading:
        leader = await leading.enter_async_context(town.running())
        await decided(leader)
        async with town.running() as other:
            town.clock.at = DUE
            await looked(town, leader)
            assert other.tick is None
            town.assert_posted_once()
            await leading.aclose()
            await looked(town, other)
    town.assert_posted_once()
    assert town.nudges() == 1


@pytest.fixture(params=["UTC", "America/New_York"])
def host_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The zone of the machine, as the C library sees it."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("host_zone")
async def test_the_zone_of_the_host_does_not_matter(town: Town) -> None:
    """T05. A second too early there is nothing; at 17:00 in Beijing there is, unmarked."""
    town.clock.at = DUE - timedelta(seconds=1)
    async with town.running() as program:
        await looked(town, program)
        assert not town.parts()
        town.clock.at = DUE
        await looked(town, program)
    town.assert_posted_once()
    (weekly,) = [row for row in rows(town.settings.profile()) if row.name == "weekly_bulletin"]
    assert weekly.trigger.get_next_fire_time(None, DUE - timedelta(days=3)) == DUE
