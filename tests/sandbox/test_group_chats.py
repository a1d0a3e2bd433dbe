"""Groups: members, privacy, kicks and the upgrade to a supergroup."""

import pytest


@pytest.fixture
def leader(sandbox):
    return sandbox.phone(2001, "李县长")


@pytest.fixture
def group(sandbox, leader):
    return sandbox.group("领导群", [leader, sandbox.phone(2002, "王主任")], chat_id=-1001234, kind="supergroup")


async def updates(bot):
    found = await bot.result("getUpdates")
    if found:
        await bot.result("getUpdates", offset=found[-1]["update_id"] + 1)
    return found


async def test_bot_hears_that_it_was_added(bot, group):
    moved, greeted = await updates(bot)
    assert moved["my_chat_member"]["chat"] == {"id": -1001234, "title": "领导群", "type": "supergroup"}
    assert moved["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert greeted["message"]["new_chat_members"][0]["is_bot"] is True


async def test_privacy_lets_commands_and_replies_through(sandbox, bot, group, leader):
    sent = await bot.result("sendMessage", chat_id=-1001234, text="通报")
    await updates(bot)
    await group.send_as(leader, "闲聊")
    await group.send_as(leader, "/status@other_bot")
    await group.send_as(leader, "/status")
    await group.send_as(leader, f"/bind@{sandbox.bot_username} x")
    await group.send_as(leader, "收到", reply_to=group.message(sent["message_id"]))
    heard = [u["message"]["text"] for u in await updates(bot)]
    assert heard == ["/status", f"/bind@{sandbox.bot_username} x", "收到"]
    group.promote_bot()
    await group.send_as(leader, "管理员什么都听得见")
    assert (await updates(bot))[-1]["message"]["text"] == "管理员什么都听得见"


async def test_message_ids_are_sequential_per_chat(sandbox, bot, group, leader):
    await leader.send("/start")
    ids = [(await bot.result("sendMessage", chat_id=-1001234, text=str(n)))["message_id"] for n in range(3)]
    assert ids == [2, 3, 4]
    assert (await bot.result("sendMessage", chat_id=2001, text="x"))["message_id"] == 2


async def test_kicked_left_and_deleted(sandbox, bot, group, leader):
    group.kick_bot()
    assert (await updates(bot))[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    kicked = await bot.refused("sendMessage", chat_id=-1001234, text="x")
    assert kicked == "Forbidden: bot was kicked from the supergroup chat"
    group.add_bot()
    assert await bot.result("leaveChat", chat_id=-1001234) is True
    left = await bot.refused("sendMessage", chat_id=-1001234, text="x")
    assert left == "Forbidden: bot is not a member of the supergroup chat"
    basic = sandbox.group("小群", [leader], kind="group")
    basic.delete()
    gone = await bot.refused("sendMessage", chat_id=basic.chat_id, text="x")
    assert gone == "Forbidden: the group chat was deleted"


async def test_upgrade_tells_both_ways(sandbox, bot, leader):
    group = sandbox.group("小群", [leader], kind="group")
    old = group.chat_id
    await updates(bot)
    new = group.upgrade()
    refused = await bot("sendMessage", chat_id=old, text="x")
    assert refused == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    before, after = (u["message"] for u in await updates(bot))
    assert (before["chat"]["id"], before["migrate_to_chat_id"]) == (old, new)
    assert (after["chat"]["id"], after["migrate_from_chat_id"]) == (new, old)
    await bot.result("sendMessage", chat_id=new, text="搬好了")
    await group.wait("搬好了")


async def test_members_come_and_go(sandbox, bot, group):
    newcomer = sandbox.phone(2003, "赵科员")
    await updates(bot)
    group.join(newcomer)
    assert (await bot.result("getChatMember", chat_id=-1001234, user_id=2003))["status"] == "member"
    group.leave(newcomer)
    assert (await bot.result("getChatMember", chat_id=-1001234, user_id=2003))["status"] == "left"
    joined, left = (u["message"] for u in await updates(bot))
    assert joined["new_chat_members"][0]["id"] == left["left_chat_member"]["id"] == 2003
    with pytest.raises(ValueError, match="not a member"):
        await group.send_as(newcomer, "x")
    assert await bot.refused("getChatMember", chat_id=-1001234, user_id=99) == "Bad Request: user not found"


async def test_press_in_a_group_is_of_the_presser(sandbox, bot, group):
    markup = {"inline_keyboard": [[{"text": "通过", "callback_data": "y"}]]}
    await bot.result("sendMessage", chat_id=-1001234, text="卡片", reply_markup=markup)
    press = group.tap_as(sandbox.phone(2002), None, "通过")
    query = (await updates(bot))[-1]["callback_query"]
    assert (query["id"], query["from"]["id"], query["message"]["chat"]["id"]) == (press.query_id, 2002, -1001234)
