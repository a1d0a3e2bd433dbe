"""getUpdates by Telegram's rules."""

import asyncio


def texts(updates):
    return [update["message"]["text"] for update in updates]


async def test_update_is_given_again_until_a_higher_offset_is_asked(sandbox, bot):
    phone = sandbox.phone(1001, "张三")
    for text in ("一", "二", "三"):
        await phone.send(text)
    first = await bot.result("getUpdates")
    assert texts(first) == ["一", "二", "三"]
    assert [u["update_id"] - first[0]["update_id"] for u in first] == [0, 1, 2]
    assert await bot.result("getUpdates", offset=first[0]["update_id"]) == first
    rest = await bot.result("getUpdates", offset=first[0]["update_id"] + 1)
    assert texts(rest) == ["二", "三"]
    assert await bot.result("getUpdates") == rest
    assert await bot.result("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_negative_offset_keeps_only_the_last_ones(sandbox, bot):
    phone = sandbox.phone(1001)
    for number in range(5):
        await phone.send(str(number))
    assert texts(await bot.result("getUpdates", offset=-2)) == ["3", "4"]
    assert texts(await bot.result("getUpdates")) == ["3", "4"]


async def test_at_most_a_hundred_in_order(sandbox, bot):
    phone = sandbox.phone(1001)
    for number in range(130):
        await phone.send(str(number))
    assert texts(await bot.result("getUpdates", limit=500)) == [str(n) for n in range(100)]
    assert len(await bot.result("getUpdates", limit=7)) == 7


async def test_long_poll_returns_as_soon_as_something_is_said(sandbox, bot):
    poll = asyncio.ensure_future(bot.result("getUpdates", timeout=30))
    await bot.result("getMe")
    await sandbox.phone(1001).send("来了")
    assert texts(await asyncio.wait_for(poll, 5)) == ["来了"]


async def test_second_poller_ends_the_first_with_409(sandbox, bot):
    old = asyncio.ensure_future(bot("getUpdates", timeout=30))
    await sandbox.until_polled()
    new = asyncio.ensure_future(bot("getUpdates", timeout=30))
    ended = await asyncio.wait_for(old, 5)
    assert ended["error_code"] == 409
    assert ended["description"].startswith("Conflict: terminated by other getUpdates request")
    await sandbox.phone(1001).send("给后来的")
    assert texts((await asyncio.wait_for(new, 5))["result"]) == ["给后来的"]


async def test_messages_expire_after_a_day_and_presses_after_150_seconds(sandbox, bot, clock):
    phone = sandbox.phone(1001)
    await phone.send("/start")
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    await bot.result("sendMessage", chat_id=1001, text="?", reply_markup=keyboard)
    press = phone.tap(None, "好")
    assert len(await bot.result("getUpdates")) == 2
    clock.advance(151)
    assert ["message" in u for u in await bot.result("getUpdates")] == [True]
    stale = await bot.refused("answerCallbackQuery", callback_query_id=press.query_id, text="迟了")
    assert stale == "Bad Request: query is too old and response timeout expired or query ID is invalid"
    clock.advance(86_400)
    assert await bot.result("getUpdates") == []


async def test_allowed_updates_are_kept_until_changed(sandbox, bot):
    await bot.result("getUpdates", allowed_updates=["callback_query"])
    await sandbox.phone(1001).send("不要的")
    assert await bot.result("getUpdates") == []
    await bot.result("getUpdates", allowed_updates=[])
    await sandbox.phone(1001).send("要的")
    assert texts(await bot.result("getUpdates")) == ["要的"]


async def test_injected_updates_come_raw_and_again_though_confirmed(sandbox, bot):
    await sandbox.phone(1001).send("原件")
    (update,) = await bot.result("getUpdates")
    after = update["update_id"] + 1
    assert await bot.result("getUpdates", offset=after) == []
    sandbox.inject(update)
    sandbox.inject({"message": {"message_id": 9, "date": 1, "chat": {"type": "private"}}})
    again = await bot.result("getUpdates", offset=after)
    assert again[0] == update
    assert again[1]["message"]["chat"] == {"type": "private"}
    assert await bot.result("getUpdates", offset=again[1]["update_id"] + 1) == []


async def test_server_restart_keeps_world_queue_and_port(sandbox, bot):
    phone = sandbox.phone(1001)
    await phone.send("之前")
    url = sandbox.url
    await sandbox.stop()
    await phone.send("停着的时候")
    await sandbox.start()
    assert sandbox.url == url
    assert texts(await bot.result("getUpdates")) == ["之前", "停着的时候"]


async def test_stopping_the_server_does_not_wait_for_a_long_poll(sandbox, bot):
    poll = asyncio.ensure_future(bot("getUpdates", timeout=50))
    await sandbox.until_polled()
    await asyncio.wait_for(sandbox.stop(), 5)
    assert (await poll)["result"] == []
