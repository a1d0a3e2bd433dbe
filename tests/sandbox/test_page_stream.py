"""The page's stream: in order, resumable, the same for all, and never buffered without bound."""

import asyncio

import pytest

from sandbox import Fault, listener


@pytest.fixture
async def phone(sandbox):
    return sandbox.phone(1001, "张三")


async def test_acts_of_both_sides_arrive_in_order(sandbox, bot, browser, phone):
    async with browser.watch() as stream:
        hello = await stream.next("hello")
        assert hello.id is None
        assert hello.data["seq"] == sandbox.world.seq
        await phone.send("/start")
        sent = await stream.next("message")
        assert (sent.data["chat_id"], sent.data["detail"]["by_bot"]) == (1001, False)
        assert sent.data["detail"]["message"]["text"] == "/start"
        update = await stream.next("update")
        assert update.data["detail"]["message"]["text"] == "/start"
        await bot.result("sendChatAction", chat_id=1001, action="typing")
        assert (await stream.next("action")).data["detail"] == {"action": "typing"}
        markup = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
        await bot.result("sendMessage", chat_id=1001, text="您好", reply_markup=markup)
        shown = await stream.next("message")
        assert (shown.data["detail"]["markup"], shown.data["detail"]["by_bot"]) == (markup, True)
        call = await stream.next("call")
        assert (call.data["detail"]["method"], call.data["detail"]["status"]) == ("sendMessage", 200)
        await bot.result("editMessageText", chat_id=1001, message_id=2, text="改")
        assert (await stream.next("edit")).data["detail"]["message"]["text"] == "改"
        await bot.result("deleteMessage", chat_id=1001, message_id=2)
        assert (await stream.next("delete")).data["detail"] == {"message_id": 2}
        numbers = [told.id for told in stream.seen if told.id is not None]
        assert numbers == sorted(set(numbers))
        assert all(told.data["seq"] == told.id for told in stream.seen if told.id is not None)


async def test_long_polls_are_folded_but_not_their_refusals(sandbox, bot, browser):
    async with browser.watch() as stream:
        await stream.next("hello")
        await bot.result("getUpdates")
        sandbox.faults.add(Fault("5xx_before", "getUpdates", times=1))
        await bot.refused("getUpdates")
        call = await stream.next("call")
        assert (call.data["detail"]["method"], call.data["detail"]["status"]) == ("getUpdates", 502)


async def test_resumes_after_the_last_event_seen(sandbox, browser, phone):
    async with browser.watch() as stream:
        await stream.next("hello")
        await phone.send("一")
        last = (await stream.next("message")).id
    await phone.send("二")
    await phone.send("三")
    # A browser repeats the address it opened with; what it saw last counts.
    async with browser.watch(after=0, last_id=last) as stream:
        texts = [(await stream.next("message")).data["detail"]["message"]["text"] for _ in range(2)]
        assert texts == ["二", "三"]
        assert "lost" not in {told.kind for told in stream.seen}


async def test_state_and_stream_meet_without_gap_or_double(sandbox, browser, phone):
    await phone.send("之前")
    seq = (await browser.get("/sandbox/page"))[1]["result"]["seq"]
    await phone.send("之间")
    async with browser.watch(after=seq) as stream:
        await phone.send("之后")
        texts = [(await stream.next("message")).data["detail"]["message"]["text"] for _ in range(2)]
    assert texts == ["之间", "之后"]


@pytest.mark.parametrize("after", [5, 10**9, -5])
async def test_says_lost_when_the_place_is_not_kept(sandbox, browser, phone, after):
    for number in range(sandbox.world.events.maxlen + 10):
        sandbox.world.emit("commands", None, number=number)
    async with browser.watch(after=after) as stream:
        lost = await stream.next("lost")
        assert [told.kind for told in stream.seen] == ["hello", "bot", "faults", "lost"]
        assert lost.data["seq"] == sandbox.world.seq
        await phone.send("之后")
        assert (await stream.next("message")).data["detail"]["message"]["text"] == "之后"


async def test_two_browsers_see_the_same(sandbox, bot, browser, phone):
    async with browser.watch() as one, browser.watch() as other:
        await one.next("hello")
        await other.next("hello")
        await browser.post("/sandbox/send", {"user_id": 1001, "text": "/start"})
        for number in range(20):
            await bot.result("sendMessage", chat_id=1001, text=f"第 {number} 条")
        for stream in (one, other):
            while (await stream.next("message")).data["detail"]["message"].get("text") != "第 19 条":
                pass
        kept = [[(t.id, t.data) for t in stream.seen if t.id is not None] for stream in (one, other)]
        assert kept[0] == kept[1]


async def stuck(sandbox):
    """A browser that asks for the stream and never reads it, with a line that holds little."""
    host, port = sandbox.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port), limit=1024)
    writer.write(f"GET /sandbox/stream HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    await writer.drain()
    async with asyncio.timeout(10):
        while not sandbox.page.streams.readers:
            await asyncio.sleep(0.01)
    writer.transport.pause_reading()
    return writer


async def test_a_reader_that_stays_behind_is_cut_and_others_go_on(sandbox, browser):
    # Who went away is found out by the next beat.
    sandbox.page.streams.behind_most, sandbox.page.streams.heartbeat = 50, 0.05
    writer = await stuck(sandbox)
    (slow,) = sandbox.page.streams.readers
    async with browser.watch() as stream, asyncio.timeout(60):
        await stream.next("hello")
        while not slow.closed:
            sandbox.world.emit("commands", None, filler="督" * 30_000)
            await stream.next("commands")
    async with asyncio.timeout(10):
        while sandbox.page.streams.readers:
            await asyncio.sleep(0.01)
    # The watch may have looked while the line was stuck: the newest of each kind is all that is kept.
    assert slow.notes.keys() <= {"clock", "bot", "faults"}
    writer.close()


async def test_a_write_that_takes_too_long_is_given_up(sandbox):
    sandbox.page.streams.write_most, sandbox.page.streams.behind_most = 0.2, 10**9
    writer = await stuck(sandbox)
    async with asyncio.timeout(30):
        while sandbox.page.streams.readers:
            sandbox.world.emit("commands", None, filler="督" * 30_000)
            await asyncio.sleep(0.01)
    writer.close()


async def test_notes_of_a_stuck_reader_replace_each_other(sandbox):
    sandbox.page.streams.heartbeat = 60
    writer = await stuck(sandbox)
    (slow,) = sandbox.page.streams.readers
    for number in range(1000):
        sandbox.page.streams.tell("clock", {"now": number})
    assert len(slow.notes) == 1
    writer.close()


async def test_a_burst_in_one_go_cuts_nobody(sandbox, browser, phone):
    # However long the machine takes to write it all.
    sandbox.page.streams.write_most = 300
    async with browser.watch() as stream, asyncio.timeout(240):
        await stream.next("hello")
        (reader,) = sandbox.page.streams.readers
        while reader.writing:
            await asyncio.sleep(0.01)
        for number in range(3_000):
            sandbox.world.emit("commands", None, number=number)
        for number in range(3_000):
            assert (await stream.next("commands")).data["detail"]["number"] == number


async def test_a_browser_that_is_gone_is_forgotten(sandbox, browser):
    sandbox.page.streams.heartbeat = 0.05
    async with browser.watch() as stream:
        await stream.next("hello")
        assert len(sandbox.page.streams.readers) == 1
    async with asyncio.timeout(10):
        while sandbox.page.streams.readers:
            await asyncio.sleep(0.01)
    assert (await browser.get("/sandbox/state"))[0] == 200


async def test_a_heartbeat_keeps_the_line(sandbox, browser):
    sandbox.page.streams.heartbeat = 0.02
    async with browser.watch() as stream:
        await stream.next("hello")
        waiting = asyncio.ensure_future(stream.next("message"))
        async with asyncio.timeout(10):
            while stream.comments < 3:
                await asyncio.sleep(0.01)
        waiting.cancel()


async def test_stopping_the_server_ends_the_streams_at_once(sandbox, browser, monkeypatch):
    await sandbox.stop()
    # However busy the machine is, streams that do not end by themselves are seen.
    monkeypatch.setattr(listener, "LAST_SECONDS", 60.0)
    await sandbox.start()
    async with browser.watch() as stream:
        await stream.next("hello")
        async with asyncio.timeout(30):
            await sandbox.stop()
        while await stream.read():
            pass
        assert not sandbox.page.streams.readers
    await sandbox.start()
    async with browser.watch() as stream:
        assert (await stream.next("hello")).data["epoch"] == sandbox.page.epoch


@pytest.mark.parametrize("asked", [{"after": "x"}, {"after": "1.5"}])
async def test_a_malformed_place_is_refused(sandbox, browser, asked):
    status, answer = await browser.get("/sandbox/stream", params=asked)
    assert (status, answer["error_code"]) == (400, 400)
