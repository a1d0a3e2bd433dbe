"""What people do on their phones, as the bot is told of it."""

import pytest

from sandbox import MovableClock


@pytest.fixture
def phone(sandbox):
    return sandbox.phone(1001, "张三", username="zhang_san")


async def last(bot):
    return (await bot.result("getUpdates"))[-1]


async def test_text_with_command_entity(bot, phone):
    await phone.send("/report 37 已完成 62%")
    message = (await last(bot))["message"]
    assert message["from"]["username"] == "zhang_san"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 7}]


async def test_reply_edit_and_delete(bot, phone, clock: MovableClock):
    await phone.send("/start")
    await bot.result("sendMessage", chat_id=1001, text="请报进展")
    answer = await phone.reply(await phone.wait("请报"), "好了")
    replied = (await last(bot))["message"]["reply_to_message"]
    assert replied["text"] == "请报进展"
    assert "reply_to_message" not in replied
    clock.advance(60)
    await phone.edit(answer, "好了 80%")
    edited = (await last(bot))["edited_message"]
    assert (edited["message_id"], edited["text"]) == (answer.message_id, "好了 80%")
    assert edited["edit_date"] - edited["date"] == 60
    count = len(await bot.result("getUpdates"))
    await phone.delete(answer)
    assert len(await bot.result("getUpdates")) == count
    with pytest.raises(ValueError, match="not one of"):
        await phone.edit(phone.messages[1], "别人的")


async def test_forwards_name_their_author(bot, phone, sandbox):
    original = await sandbox.phone(1002, "李四").send("农林局完成 80%")
    await phone.forward(original)
    assert (await last(bot))["message"]["forward_origin"]["sender_user"]["id"] == 1002
    await phone.forward(original, hidden=True)
    origin = (await last(bot))["message"]["forward_origin"]
    assert (origin["type"], origin["sender_user_name"]) == ("hidden_user", "李四")


async def test_forged_callback_data_goes_out_as_it_is(bot, phone):
    await phone.send("/start")
    await bot.result("sendMessage", chat_id=1001, text="没有按钮")
    phone.forge(phone.messages[-1], "approve:999:1")
    assert (await last(bot))["callback_query"]["data"] == "approve:999:1"


async def test_wait_reads_on_and_sees_edits(bot, phone):
    await phone.send("/start")
    for text in ("已记录 1", "别的", "已记录 2"):
        await bot.result("sendMessage", chat_id=1001, text=text)
    assert (await phone.wait("已记录")).text == "已记录 1"
    assert (await phone.wait("已记录")).text == "已记录 2"
    await bot.result("editMessageText", chat_id=1001, message_id=2, text="已记录 1（更正）")
    assert (await phone.wait("已记录")).message_id == 2
    with pytest.raises(AssertionError):
        await phone.wait("已记录", timeout=0)


async def test_events_tell_every_change_in_order(sandbox, bot, phone):
    await phone.send("/start")
    await bot.result("sendMessage", chat_id=1001, text="一")
    await bot.result("editMessageText", chat_id=1001, message_id=2, text="二")
    await bot.result("deleteMessage", chat_id=1001, message_id=2)
    events = list(sandbox.world.events)
    assert [e.kind for e in events] == ["person", "chat", "message", "message", "edit", "delete"]
    assert [e.seq for e in events] == list(range(1, 7))
