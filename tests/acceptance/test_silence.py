"""Presses that Telegram forgot while nobody listened: the cards come once more, and only then."""

from collections.abc import AsyncIterator

import pytest

from sandbox import Limits, Message, MovableClock, Phone, Sandbox
from tests.acceptance.town import Town, looked


@pytest.fixture
async def telegram_clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def sandbox(telegram_clock: MovableClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=Limits.off(), clock=telegram_clock) as made:
        yield made


def cards(phone: Phone) -> list[Message]:
    """Open ones and those that say who decided."""
    said = [message for message in phone.messages if message.from_bot]
    return [message for message in said if "申请办结 #1" in message.text or "已由艾督" in message.text]


@pytest.mark.parametrize(("seconds", "offered"), [(100, 1), (200, 2)], ids=["short", "long"])
async def test_a_press_that_nobody_heard(town: Town, telegram_clock: MovableClock, seconds: int, offered: int) -> None:
    """R09."""
    alice, dave = (town.phones[name] for name in ("alice", "dave"))
    async with town.running() as program:
        await town.phones["bob"].send("/done 1 已竣工")
        for phone in (alice, dave):
            await phone.wait("申请办结 #1")
        await looked(town, program)
    alice.tap(cards(alice)[0], "通过")
    telegram_clock.advance(seconds)
    town.clock.advance(seconds=seconds)
    async with town.running() as program:
        await town.sandbox.until_polled()
        await looked(town, program)
        assert len(cards(dave)) == offered
        if offered == 2:
            assert "按钮可能没有生效" in "".join(message.text for message in alice.messages)
            await alice.press(cards(alice)[-1], "通过")
        await town.phones["bob"].wait("已销号")
        await looked(town, program)
    # The newest card tells the other supervisor who decided.
    assert "已由艾督" in cards(dave)[-1].text
