"""The guided tour ticks itself off when the bot really did it."""

import asyncio

import pytest

from sandbox import Limits, Sandbox, Stage, Step


def step(key, done):
    return Step(key, 1001, None, key, key, done)


@pytest.fixture
def staged(sandbox):
    def put(*steps):
        sandbox.stage = Stage("督办", [], [], [], list(steps))

    return put


async def ticks(browser, sandbox):
    state = (await browser.get("/sandbox/page"))[1]["result"]
    return {one["key"]: one["done"] for one in state["steps"]}


async def test_a_step_ticks_after_what_happened_and_stays(sandbox, bot, browser, staged):
    phone = sandbox.phone(1001)
    told = []

    def done():
        told.append(any(m.from_bot for m in phone.messages))
        return told[-1]

    staged(step("answered", done))
    async with browser.watch() as stream:
        assert (await stream.next("step")).data == {"key": "answered", "done": False}
        await phone.send("/start")
        await bot.result("sendMessage", chat_id=1001, text="您好")
        assert (await stream.next("step")).data == {"key": "answered", "done": True}
        await bot.result("deleteMessage", chat_id=1001, message_id=2)
        await sandbox.page.look()
    assert told[-1]  # not asked again after it was true
    assert await ticks(browser, sandbox) == {"answered": True}
    async with browser.watch() as stream:
        assert (await stream.next("step")).data["done"]


async def test_a_step_without_an_event_ticks_within_seconds(sandbox, browser, staged):
    happened = []

    async def done():
        return bool(happened)

    staged(step("elsewhere", done))
    async with browser.watch() as stream, asyncio.timeout(5):
        await stream.next("step")
        happened.append(1)
        assert (await stream.next("step")).data["done"]


async def test_a_step_that_fails_harms_neither_the_others_nor_the_stream(sandbox, browser, staged, caplog, monkeypatch):
    monkeypatch.setattr("sandbox.page.guide.STEP_SECONDS", 0.01)

    async def endless():
        await asyncio.Event().wait()

    staged(step("broken", lambda: 1 / 0), step("endless", endless), step("good", lambda: True))
    async with browser.watch() as stream:
        while not (told := await stream.next("step")).data["done"]:
            pass
        assert told.data["key"] == "good"
        await sandbox.page.look()
        await sandbox.phone(1001).send("/start")
        await stream.next("message")
    assert await ticks(browser, sandbox) == {"broken": False, "endless": False, "good": True}
    told = [record.getMessage() for record in caplog.records]
    assert told == [f"sandbox: the step {key} cannot be looked at" for key in ("broken", "endless")]


async def test_steps_tick_although_no_browser_looks_on(clock):
    seen = asyncio.Event()

    def done():
        seen.set()
        return True

    async with Sandbox(limits=Limits.off(), clock=clock, stage=Stage("x", [], [], [], [step("a", done)])) as it:
        async with asyncio.timeout(5):
            await seen.wait()
            while not it.page.guide.done:
                await asyncio.sleep(0)
    assert it.page.guide.done == {"a"}
