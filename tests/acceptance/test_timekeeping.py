"""The weekly bulletin and the nudges by the office's clock: late, restarted, doubled, in any host's zone."""

import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from sandbox import Fault
from scheduler.timetable import rows
from tests.acceptance.harness import until
from tests.acceptance.town import CHAT, DUE, MONDAY, Town, decided, looked


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
        asked = {name: town.phones[name] for name in ("alice", "dave")}
        questions = {name: await phone.wait("没有按时发布") for name, phone in asked.items()}
        assert not town.parts()
    async with town.running() as program:
        await looked(town, program)
        assert not town.parts()
        # At the same time: who is second may find the card answered already.
        presses = [(phone, phone.tap(questions[name], "现在发布")) for name, phone in asked.items()]
        for phone, press in presses:
            await phone.answer(press)
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


async def test_ended_while_a_part_was_leaving_posts_it_once(town: Town) -> None:
    """T02, the narrowest of its moments: the part was claimed and never arrived, so it is looked for and sent again."""
    town.clock.at = DUE
    fault = town.sandbox.faults.add(Fault("hang", "sendDocument", CHAT, first=1, last=1, seconds=60))
    async with town.running():
        await until(lambda: fault.fired == 1)
    async with town.running() as program:
        await looked(town, program)
    town.assert_posted_once()


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
