"""Telegram's published limits."""

import aiohttp
import pytest

from sandbox import Limits, Sandbox
from sandbox.limits import Meter


class Ticks:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def ticks():
    return Ticks()


def test_private_chat_one_a_second_after_a_short_burst(ticks):
    meter = Meter(Limits(), ticks)
    assert [meter.charge(7) for _ in range(4)] == [0, 0, 0, 1]
    ticks.now += 1
    assert [meter.charge(7), meter.charge(7)] == [0, 1]
    assert meter.charge(8) == 0


def test_group_twenty_a_minute(ticks):
    meter = Meter(Limits(), ticks)
    for _ in range(20):
        assert meter.charge(-5) == 0
        ticks.now += 1
    assert meter.charge(-5) == 40
    ticks.now += 40
    assert meter.charge(-5) == 0


def test_thirty_a_second_in_all_and_a_refusal_costs_nothing(ticks):
    meter = Meter(Limits(), ticks)
    assert [meter.charge(n) for n in range(1, 31)] == [0] * 30
    assert [meter.charge(n) for n in range(31, 41)] == [1] * 10
    ticks.now += 1
    assert [meter.charge(n) for n in range(31, 61)] == [0] * 30


async def test_429_answer_then_off_then_only_sends_count():
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        await sandbox.phone(1001).send("/start")

        async def call(method, **params):
            url = f"{sandbox.url}/bot{sandbox.token}/{method}"
            async with session.post(url, json={"chat_id": 1001, **params}) as answer:
                return await answer.json()

        for _ in range(3):
            assert (await call("sendMessage", text="x"))["ok"]
        assert await call("editMessageText", message_id=2, text="y") == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
        assert (await call("sendChatAction", action="typing"))["ok"]
        sandbox.meter.limits = Limits.off()
        assert (await call("sendMessage", text="x"))["ok"]
