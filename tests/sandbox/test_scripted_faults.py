"""Each kind of fault as a client meets it, and whether the message was there afterwards."""

import asyncio

import aiohttp
import pytest

from sandbox import Fault


@pytest.fixture
async def phone(sandbox):
    phone = sandbox.phone(1001)
    await phone.send("/start")
    return phone


def arrived(phone):
    return [m.text for m in phone.messages if m.from_bot]


async def send(bot, text="x", chat_id=1001):
    return await bot("sendMessage", chat_id=chat_id, text=text)


async def test_429_and_4xx_are_not_applied(sandbox, bot, phone):
    sandbox.faults.add(Fault("429", "sendMessage", times=1, retry_after=35))
    sandbox.faults.add(Fault("4xx", "send*", times=1, error_code=403, description="Forbidden: no"))
    assert await send(bot) == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 35",
        "parameters": {"retry_after": 35},
    }
    assert await send(bot) == {"ok": False, "error_code": 403, "description": "Forbidden: no"}
    assert arrived(phone) == []
    assert (await send(bot))["ok"]
    assert [(c.status, c.applied) for c in sandbox.calls] == [(429, False), (403, False), (200, True)]


@pytest.mark.parametrize(("kind", "there"), [("5xx_before", []), ("5xx_after", ["x"])])
async def test_5xx(sandbox, bot, phone, kind, there):
    sandbox.faults.add(Fault(kind, times=1))
    assert (await send(bot))["error_code"] == 502
    assert arrived(phone) == there


@pytest.mark.parametrize(("applied", "there"), [(False, []), (True, ["x"])])
async def test_html_502(sandbox, bot, phone, applied, there):
    sandbox.faults.add(Fault("html_502", "sendMessage", times=1, applied=applied))
    with pytest.raises(aiohttp.ContentTypeError):
        await send(bot)
    assert arrived(phone) == there


@pytest.mark.parametrize(("kind", "there"), [("reset_before", []), ("drop_after", ["x"])])
async def test_cut_lines(sandbox, bot, phone, kind, there):
    sandbox.faults.add(Fault(kind, "sendMessage", times=1))
    with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
        await send(bot)
    assert arrived(phone) == there
    assert sandbox.calls[-1].status == 0
    assert sandbox.calls[-1].applied is bool(there)
    assert (await send(bot))["ok"]


@pytest.mark.parametrize(("applied", "there"), [(False, []), (True, ["x"])])
async def test_hang_outlasts_the_client(sandbox, bot, phone, applied, there):
    fault = sandbox.faults.add(Fault("hang", "sendMessage", times=1, seconds=600, applied=applied))
    sending = asyncio.ensure_future(send(bot))
    async with asyncio.timeout(10):
        while not fault.fired or arrived(phone) != there:
            await asyncio.sleep(0.01)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(sending, 0.2)
    assert arrived(phone) == there


async def test_slow_comes_in_the_end(sandbox, bot, phone):
    sandbox.faults.add(Fault("slow", "sendMessage", times=1, seconds=0.05))
    assert (await send(bot))["ok"]


async def test_refuse_cuts_all_until_lifted(sandbox, bot, phone):
    poll = asyncio.ensure_future(bot("getUpdates", offset=-1, timeout=30))
    fault = sandbox.faults.add(Fault("refuse"))
    with pytest.raises(aiohttp.ClientConnectorError):
        await send(bot)
    with pytest.raises(aiohttp.ClientError):
        await poll
    sandbox.faults.remove(fault)
    await sandbox.faults_settled()
    assert (await send(bot))["ok"]


async def test_refuse_ends_by_itself(sandbox, bot, phone):
    sandbox.faults.add(Fault("refuse", seconds=0.05))
    async with asyncio.timeout(5):
        while list(sandbox.faults):
            with pytest.raises(aiohttp.ClientError):
                await send(bot)
            await asyncio.sleep(0.01)
    await sandbox.faults_settled()
    assert (await send(bot))["ok"]


async def test_migrate_on_the_nth_call(sandbox, bot):
    group = sandbox.group("小群", [sandbox.phone(1)], kind="group")
    old = group.chat_id
    sandbox.faults.add(Fault("migrate", "sendMessage", chat_id=old, first=2, last=2))
    assert (await send(bot, "一", old))["ok"]
    refused = await send(bot, "二", old)
    assert refused["parameters"] == {"migrate_to_chat_id": group.follow()}
    assert (await send(bot, "二", group.chat_id))["ok"]
    await group.wait("二")


async def test_script_runs_in_order_and_only_for_its_chat(sandbox, bot, phone):
    await sandbox.phone(1002).send("/start")
    sandbox.faults.add(Fault("429", "sendMessage", chat_id=1001, times=1))
    sandbox.faults.add(Fault("ok", "sendMessage", chat_id=1001, times=2))
    sandbox.faults.add(Fault("5xx_before", "sendMessage", chat_id=1001, times=1))
    assert (await send(bot, chat_id=1002))["ok"]
    codes = [(await send(bot)).get("error_code", 200) for _ in range(5)]
    assert codes == [429, 200, 200, 502, 200]


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no such fault"):
        Fault("earthquake")
