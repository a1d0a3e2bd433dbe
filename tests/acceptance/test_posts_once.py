"""A bulletin that is cut off while it leaves is in the group once: killed processes, and many faults in a row."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import system_clock
from sandbox import Fault, Sandbox
from storage.database import Database
from tests.acceptance.harness import BotProcess, until
from tests.acceptance.town import CHAT, Town, passing
from tests.building import county
from tests.conftest import Clock


async def _seeded(town: Town) -> None:
    """Founded just now, so that no week was missed."""
    database = Database(town.settings.database(), system_clock)
    try:
        made = await county(database)
        for place in range(1, 4):
            await made.item(f"推进第{place}项工作")
    finally:
        await database.close()


@pytest.fixture
async def office(sandbox: Sandbox, data: Path) -> Town:
    made = Town(sandbox, data, Clock(system_clock()))
    await _seeded(made)
    return made


async def published(town: Town) -> None:
    """Alice has a draft made and publishes it."""
    alice = town.phones["alice"]
    alice.skip()
    await alice.send("/bulletin")
    draft = await alice.wait(lambda message: "发布" in message.labels, timeout=60)
    await alice.press(draft, "发布", timeout=60)
    # What was published before is the same, and is asked about.
    asked = await alice.wait(lambda one: "已发布第" in one.text or "仍要发布" in one.labels, timeout=60)
    if "仍要发布" in asked.labels:
        await alice.press(asked, "仍要发布", timeout=60)


async def bound(town: Town) -> None:
    await town.group.send_as(town.phones["alice"], "/bind")
    await town.group.wait("领导群", timeout=60)


CUT_OFF = {"summary": ("sendPhoto", 1), "text": ("sendMessage", 1), "paper": ("sendDocument", 1)}


@pytest.mark.parametrize("applied", [True, False], ids=["arrived", "not arrived"])
@pytest.mark.parametrize("kind", CUT_OFF)
async def test_killed_while_a_post_leaves(
    office: Town, bot: BotProcess, sandbox: Sandbox, kind: str, *, applied: bool
) -> None:
    """S02: the process dies between Telegram's taking the post and its being written down."""
    method, place = CUT_OFF[kind]
    await bot.start()
    await bound(office)
    hang = sandbox.faults.add(Fault("hang", method, CHAT, first=place, last=place, seconds=60, applied=applied))
    await published(office)
    await until(lambda: hang.fired == 1)
    await bot.kill()
    await bot.start()
    await until(lambda: office.papers() == 1, 60, "the papers come last")
    await bot.stop()
    office.assert_posted_once()


FAULTS = ("drop_after", "5xx_after", "5xx_before", "html_502", "reset_before", "429", "refuse")


@pytest.fixture
async def unpaced(office: Town) -> AsyncIterator[Town]:
    async with office.running(), passing(office):
        await bound(office)
        yield office


@pytest.mark.parametrize("runs", [12, pytest.param(200, marks=pytest.mark.full)], ids=["few", "full"])
async def test_many_posts_under_faults(unpaced: Town, runs: int) -> None:
    """S02 and S03: whatever goes wrong with one call of a post, each issue is there once, in order."""
    town, chance = unpaced, random.Random(runs)
    for run in range(1, runs + 1):
        kind, method = (
            chance.choice(FAULTS),
            chance.choice(("sendMessage", "sendMessage", "sendPhoto", "sendDocument")),
        )
        applied = kind == "html_502" and chance.random() < 0.5
        fault = Fault(kind, method, CHAT, times=1, seconds=0.5, applied=applied)
        town.sandbox.faults.add(fault)
        await published(town)
        await until(lambda run=run: town.papers() == run, 60)  # type: ignore[misc]
        town.sandbox.faults.remove(fault)
        titles = [text.splitlines()[0] for text in town.parts()]
        assert len(titles) == len(set(titles)) == 2 * run, f"run {run}: {kind} on {method}"
    print(f"S02 runs={runs} posts={2 * runs} papers={town.papers()} doubled=0 missing=0")
