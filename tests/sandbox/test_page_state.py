"""The page's first state, with and without a stage, and that nothing of it holds the token."""

import json

import pytest

from sandbox import HandyFile, Role, Stage, Step
from tests.watching import Browser


def a_stage(**more):
    fields = {
        "title": "云岭县督办",
        "roles": [Role(1001, "张三", "督查室", "supervisor")],
        "groups": [-1_001_000_000_077],
        "files": [HandyFile("通报.txt", b"12345", "第 3 期")],
        "steps": [Step("start", 1001, None, "开始", "发送 /start", lambda: False, text="/start")],
    }
    return Stage(**(fields | more))


async def test_a_bare_world_is_shown_as_it_is(sandbox, browser):
    phone = sandbox.phone(1001, "张三")
    group = sandbox.group("领导群", [phone])
    await phone.send("/start")
    phone.block_bot()
    status, answer = await browser.get("/sandbox/page")
    state = answer["result"]
    assert (status, state["title"], state["bot_process"]) == (200, "督办", "none")
    assert state["roles"] == [{"user_id": 1001, "name": "张三", "post": "", "side": "official"}]
    assert state["people"] == [{"user_id": 1001, "first_name": "张三", "started": True, "blocked": True}]
    private, shown = state["chats"]
    assert (private["title"], private["last_id"], private["kind"]) == ("张三", 1, "private")
    assert shown["members"] == {"1001": "creator"}
    assert state["groups"] == [group.chat_id]
    assert [key for key, _ in state["moves"]] == ["hour", "day"]
    assert state["seq"] == sandbox.world.seq
    assert (state["steps"], state["files"]) == ([], [])


async def test_a_stage_is_shown(sandbox, browser):
    sandbox.stage = a_stage()
    state = (await browser.get("/sandbox/page"))[1]["result"]
    assert state["title"] == "云岭县督办"
    assert state["roles"][0]["side"] == "supervisor"
    assert state["files"] == [{"name": "通报.txt", "size": 5}]
    step = state["steps"][0]
    assert (step["key"], step["text"], step["done"]) == ("start", "/start", False)
    assert (state["moves"], state["clock_movable"]) == ([["hour", "前进 1 小时"], ["day", "前进 1 天"]], True)


async def test_each_start_of_the_server_is_another_epoch(sandbox, browser):
    first = (await browser.get("/sandbox/page"))[1]["result"]["epoch"]
    assert first
    await sandbox.stop()
    await sandbox.start()
    assert (await browser.get("/sandbox/page"))[1]["result"]["epoch"] != first


@pytest.mark.parametrize("path", ["calls", "updates", "events?after=0", "page", "state"])
async def test_the_token_is_told_nowhere(sandbox, bot, browser, path):
    await browser.get("/sandbox/page")
    phone = sandbox.phone(1001)
    await phone.send("/start")
    await phone.send(f"看 {sandbox.token}")
    hook = f"http://127.0.0.1:9/{sandbox.token.replace(':', '%3A')}/{sandbox.token}"
    await bot.result("setWebhook", url=hook)
    await bot.result("deleteWebhook")
    body = json.dumps((await browser.get(f"/sandbox/{path}"))[1])
    assert sandbox.token.partition(":")[2] not in body
    assert "***" in body or path in {"page", "state"}


async def test_the_streams_raw_traffic_is_without_token(sandbox, bot):
    browser = Browser(sandbox, bot.session)
    async with browser.watch() as stream:
        await stream.next("hello")
        hook = f"http://127.0.0.1:9/{sandbox.token}"
        await bot.result("setWebhook", url=hook)
        told = await stream.next("call")
    assert told.data["detail"]["params"]["url"] == "http://127.0.0.1:9/***"
