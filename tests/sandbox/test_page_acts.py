"""Handy files, clock moves, the bot's process, the switches, and what is said to bad requests."""

import asyncio
import time

import aiohttp
import pytest

from sandbox import HandyFile, Sandbox, Stage

CHAT = {"user_id": 1001, "chat_id": 1001}


class Controls:
    """A stage's controls that write down what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.state = "running"

    def moves(self):
        return [("friday", "到周五 17:00"), ("never", "到明年")]

    async def move(self, key):
        if key == "never":
            raise ValueError("明年不去")
        self.asked.append(key)

    def bot(self):
        return self.state

    async def kill_bot(self):
        self.asked.append("kill")
        self.state = "stopped"

    async def start_bot(self):
        self.asked.append("start")
        self.state = "running"


@pytest.fixture
def stage(sandbox):
    sandbox.stage = Stage("督办", [], [], [HandyFile("通报.txt", b"12345", "第 3 期")], [], Controls())
    return sandbox.stage


async def test_a_handy_file_is_sent(sandbox, bot, browser, stage):
    status, answer = await browser.post("/sandbox/handy", {**CHAT, "name": "通报.txt"})
    assert status == 200
    assert (answer["result"]["document"]["file_name"], answer["result"]["caption"]) == ("通报.txt", "第 3 期")
    update = (await bot.result("getUpdates"))[0]
    assert update["message"]["document"]["file_size"] == 5
    status, answer = await browser.post("/sandbox/handy", {**CHAT, "name": "别的"})
    assert (status, answer["error_code"]) == (400, 400)


async def test_the_clock_moves_by_the_stage(sandbox, browser, stage):
    async with browser.watch() as stream:
        await stream.next("hello")
        assert (await browser.post("/sandbox/move", {"key": "friday"}))[0] == 200
        status, answer = await browser.post("/sandbox/move", {"key": "never"})
        assert (status, answer["description"]) == (400, "Bad Request: 明年不去")
        assert (await browser.post("/sandbox/move", {"key": "hour"}))[0] == 400
    assert stage.controls.asked == ["friday"]


async def test_a_movable_clock_moves_by_itself_and_everybody_sees_it(sandbox, browser, clock):
    before = clock()
    async with browser.watch() as one, browser.watch() as other:
        await one.next("hello")
        await other.next("hello")
        assert (await browser.post("/sandbox/move", {"key": "day"}))[1]["result"]["now"] == before + 86_400
        for stream in (one, other):
            while (await stream.next("clock")).data["now"] != before + 86_400:
                pass


async def test_a_clock_of_its_own_offers_no_moves(bot):
    async with Sandbox(clock=lambda: 1_795_000_000.0) as fixed:
        async with bot.session.get(f"{fixed.url}/sandbox/page") as answer:
            state = (await answer.json())["result"]
        assert (state["moves"], state["clock_movable"]) == ([], False)
        async with bot.session.post(f"{fixed.url}/sandbox/move", json={"key": "hour"}) as answer:
            assert answer.status == 400


async def test_the_bots_process_is_killed_and_started(sandbox, browser, stage):
    async with browser.watch() as stream:
        assert (await stream.next("bot")).data == {"state": "running", "waiting": 0}
        await browser.post("/sandbox/send", {"user_id": 1001, "text": "/start"})
        assert (await browser.post("/sandbox/bot", {"do": "kill"}))[1]["result"]["state"] == "stopped"
        while (told := await stream.next("bot")).data["state"] != "stopped":
            pass
        assert told.data["waiting"] == 1
        assert (await browser.post("/sandbox/bot", {"do": "start"}))[1]["result"]["state"] == "running"
        assert (await stream.next("bot")).data["state"] == "running"
    assert stage.controls.asked == ["kill", "start"]


async def test_without_a_process_there_is_nothing_to_kill(browser):
    status, answer = await browser.post("/sandbox/bot", {"do": "kill"})
    assert (status, answer["ok"]) == (400, False)


async def turn(browser, name, on):
    status, answer = await browser.post("/sandbox/switch", {"name": name, "on": on})
    assert status == 200
    return {one["name"]: one["on"] for one in answer["result"]}


async def test_the_switch_limit(sandbox, bot, browser):
    assert await turn(browser, "limit", True) == {
        "slow": False, "limit": True, "errors": False, "cut": False,
    }  # fmt: skip
    assert (await bot("getMe"))["parameters"] == {"retry_after": 5}
    await turn(browser, "limit", True)
    await turn(browser, "limit", False)
    assert await bot.result("getMe")
    assert not list(sandbox.faults)


async def test_the_switch_errors_applies_every_second_call(sandbox, bot, browser):
    await sandbox.phone(1001).send("/start")
    await turn(browser, "errors", True)
    for number in range(4):
        answer = await bot("sendMessage", chat_id=1001, text=f"第 {number} 条")
        assert answer["error_code"] == 500
    assert [m.text for m in sandbox.phone(1001).messages if m.from_bot] == ["第 1 条", "第 3 条"]


async def test_the_switch_slow(sandbox, bot, browser):
    await turn(browser, "slow", True)
    (fault,) = list(sandbox.faults)
    assert (fault.kind, fault.seconds, fault.method) == ("slow", 3, "*")
    fault.seconds = 0.2
    begin = time.monotonic()
    assert (await bot("getMe"))["ok"]
    assert time.monotonic() - begin >= 0.2
    await turn(browser, "slow", False)
    assert not list(sandbox.faults)


async def test_the_switch_cut_ends_open_polls_and_leaves_the_page(sandbox, bot, browser):
    polling = asyncio.ensure_future(bot("getUpdates", timeout=30))
    await sandbox.until_polled()
    async with browser.watch() as stream, asyncio.timeout(10):
        await stream.next("hello")
        await turn(browser, "cut", True)
        with pytest.raises(aiohttp.ClientError):
            await polling
        with pytest.raises(aiohttp.ClientError):
            await bot("getMe")
        file = (await browser.upload(b"abc", "a.txt", user_id=1001))[1]["result"]["document"]["file_id"]
        path = sandbox.world.files[file].path
        with pytest.raises(aiohttp.ClientError):
            await bot.session.get(f"{sandbox.url}/file/bot{sandbox.token}/{path}")
        while not (told := await stream.next("faults")).data[3]["on"]:
            pass
        assert told.data[3]["name"] == "cut"
    await turn(browser, "cut", False)
    # Nothing is lost: what came meanwhile is there when the line is back.
    assert len(await bot.result("getUpdates")) == 1


async def test_a_switch_shows_that_its_fault_was_lifted_elsewhere(browser, bot, sandbox):
    await turn(browser, "limit", True)
    sandbox.faults.clear()
    state = (await browser.get("/sandbox/page"))[1]["result"]["faults"]
    assert not any(one["on"] for one in state)
    assert (await turn(browser, "limit", True))["limit"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("switch", {"name": "fire", "on": True}),
        ("switch", {"name": "cut", "on": "yes"}),
        ("switch", {"name": "cut"}),
        ("switch", {"name": ["cut"], "on": True}),
        ("move", {}),
        ("move", {"key": 5}),
        ("bot", {"do": "dance"}),
        ("handy", {"user_id": 1001}),
        ("handy", {"name": "x", "user_id": "y"}),
        ("send", {"user_id": 1001, "text": "督" * 4097}),
        ("send", {"user_id": 1001, "text": " \n"}),
        ("send", {"user_id": -5, "text": "x"}),
        ("send", {"user_id": 123456, "text": "x"}),
        ("send", {"user_id": 1001, "text": "x", "reply_to": 99}),
        ("press", {"user_id": 1001, "message_id": 1, "data": "x", "timeout": "nan"}),
        ("press", {"user_id": 1001, "message_id": 1, "data": "x", "timeout": 1e9}),
        ("clock", {"advance": "inf"}),
        ("clock", {"advance": 1e300}),
        ("file", {"user_id": 1001, "file_name": "a", "content": ""}),
        ("file", {"user_id": 1001, "kind": "film", "content": "YQ=="}),
    ],
)
async def test_malformed_acts_change_nothing(sandbox, bot, browser, path, body):
    status, answer = await browser.post(f"/sandbox/{path}", body)
    assert (status, answer["ok"], answer["error_code"]) == (400, False, 400)
    assert "\n" not in answer["description"]
    assert not [chat for chat in sandbox.world.chats.values() if chat.messages]
    assert not list(sandbox.faults)
    assert 1_794_999_999 < sandbox.clock() < 1_795_000_001


async def test_a_press_nobody_answers_says_so(sandbox, bot, browser):
    await sandbox.phone(1001).send("/start")
    markup = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    await bot.result("sendMessage", chat_id=1001, text="秘密", reply_markup=markup)
    asked = {"user_id": 1001, "message_id": 2, "data": "ok", "timeout": 0.05}
    status, answer = await browser.post("/sandbox/press", asked)
    assert (status, answer["error_code"]) == (504, 504)
    assert "秘密" not in answer["description"]


async def test_our_own_mistake_is_a_500_and_the_server_goes_on(sandbox, browser, monkeypatch, caplog):
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sandbox.page, "state", broken)
    status, answer = await browser.get("/sandbox/page")
    assert (status, answer["description"]) == (500, "Internal Server Error")
    assert (await browser.get("/sandbox/state"))[0] == 200


async def test_unknown_addresses_and_tokens(sandbox, bot, browser):
    assert (await browser.get("/nothing"))[1]["error_code"] == 404
    assert (await browser.post("/sandbox/nothing"))[1]["error_code"] == 404
    async with bot.session.get(f"{sandbox.url}/bot1:x/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
