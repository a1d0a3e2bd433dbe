"""Bot API methods: what they refuse and what people then see."""

import aiohttp
import pytest

BUTTON = {"text": "销号", "callback_data": "a:1", "style": "success"}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


@pytest.fixture
async def phone(sandbox):
    phone = sandbox.phone(1001, "张三")
    await phone.send("/start")
    return phone


async def test_unknown_method_and_wrong_token(sandbox, bot):
    assert await bot("sendNothing") == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert (await bot("SENDMESSAGE"))["description"] == "Bad Request: message text is empty"
    async with bot.session.get(f"{sandbox.url}/bot1:wrong/getMe") as answer:
        assert answer.status == 401
        assert (await answer.json())["description"] == "Unauthorized"
    async with bot.session.get(f"{sandbox.url}/elsewhere") as answer:
        assert (await answer.json())["error_code"] == 404


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1001}, "message text is empty"),
        ({"chat_id": 1001, "text": " \n "}, "message text is empty"),
        ({"chat_id": 1001, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 4040, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": 1001, "text": "督" * 4097}, "message is too long"),
        ({"chat_id": 1001, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 1001, "text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
        ({"chat_id": 1001, "text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"chat_id": 1001, "text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
    ],
)
async def test_send_message_refusals(bot, phone, params, reason):
    assert await bot.refused("sendMessage", **params) == f"Bad Request: {reason}"
    assert len(phone.messages) == 1


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "督" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "x"}, "BUTTON_TEXT_INVALID"),
        ({"text": "x"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ],
)
async def test_button_refusals(bot, phone, button, reason):
    markup = {"inline_keyboard": [[button]]}
    refused = await bot.refused("sendMessage", chat_id=1001, text="x", reply_markup=markup)
    assert refused == f"Bad Request: {reason}"


async def test_limits_count_the_parsed_text(bot, phone):
    sent = await bot.result("sendMessage", chat_id=1001, text="<b>" + "督" * 4096 + "</b>", parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_json_form_and_query_say_the_same(sandbox, bot, phone):
    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    markup = '{"force_reply":true}'
    async with bot.session.post(url, data={"chat_id": "1001", "text": "表单", "reply_markup": markup}) as answer:
        assert "reply_markup" not in (await answer.json())["result"]
    async with bot.session.get(url, params={"chat_id": "1001", "text": "查询"}) as answer:
        assert answer.status == 200
    assert [m.text for m in phone.messages[1:]] == ["表单", "查询"]
    assert phone.messages[1].force_reply
    for body in (b"[1]", b"{", b"\xff"):
        async with bot.session.post(url, data=body, headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 400
            assert (await answer.json())["ok"] is False


async def test_phone_sees_buttons_style_reply_and_edit(bot, phone):
    asked = phone.messages[0]
    sent = await bot.result(
        "sendMessage",
        chat_id=1001,
        text="<b>第 37 项</b>",
        parse_mode="HTML",
        reply_parameters={"message_id": asked.message_id},
        reply_markup={"inline_keyboard": [[BUTTON]]},
    )
    message = await phone.wait("第 37 项")
    assert message.message_id == sent["message_id"] == 2
    assert message.from_bot
    assert message.reply_to == asked.message_id
    assert message.entities == [{"type": "bold", "offset": 0, "length": 6}]
    (button,) = message.buttons[0]
    assert (button.text, button.callback_data, button.style) == ("销号", "a:1", "success")
    await bot.result("editMessageText", chat_id=1001, message_id=2, text="已销号")
    edited = await phone.wait("已销号")
    assert edited.edited
    assert edited.buttons == []
    assert not message.edited


async def test_edit_refusals(bot, phone):
    markup = {"inline_keyboard": [[BUTTON]]}
    await bot.result("sendMessage", chat_id=1001, text="卡片", reply_markup=markup)
    edit = {"chat_id": 1001, "message_id": 2}
    assert await bot.refused("editMessageText", **edit, text="卡片", reply_markup=markup) == NOT_MODIFIED
    assert await bot.refused("editMessageReplyMarkup", **edit, reply_markup=markup) == NOT_MODIFIED
    await bot.result("editMessageReplyMarkup", **edit)
    assert await bot.refused("editMessageText", **edit, text="卡片") == NOT_MODIFIED
    missing = await bot.refused("editMessageText", chat_id=1001, message_id=77, text="x")
    assert missing == "Bad Request: message to edit not found"
    foreign = await bot.refused("editMessageText", chat_id=1001, message_id=1, text="x")
    assert foreign == "Bad Request: message can't be edited"
    caption = await bot.refused("editMessageCaption", **edit, caption="x")
    assert caption == "Bad Request: there is no caption in the message to edit"
    assert await bot.refused("editMessageText", **edit, text="<b>", parse_mode="HTML") == (
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
    )


async def test_delete(bot, phone, clock):
    await bot.result("sendMessage", chat_id=1001, text="一")
    await bot.result("sendMessage", chat_id=1001, text="二")
    assert await bot.result("deleteMessage", chat_id=1001, message_id=2) is True
    assert [m.text for m in phone.messages] == ["/start", "二"]
    missing = await bot.refused("deleteMessage", chat_id=1001, message_id=2)
    assert missing == "Bad Request: message to delete not found"
    clock.advance(49 * 3600)
    late = await bot.refused("deleteMessage", chat_id=1001, message_id=3)
    assert late == "Bad Request: message can't be deleted"


async def test_standing_of_a_person(sandbox, bot, phone):
    await bot.result("getUpdates", offset=-1)
    sandbox.phone(1002, "没开始的人")
    for user_id, change, reason in (
        (1002, lambda: None, "bot can't initiate conversation with a user"),
        (1001, phone.block_bot, "bot was blocked by the user"),
        (1001, phone.deactivate, "user is deactivated"),
    ):
        change()
        assert await bot.refused("sendMessage", chat_id=user_id, text="x") == f"Forbidden: {reason}"
    moved = (await bot.result("getUpdates"))[-1]["my_chat_member"]
    assert moved["new_chat_member"]["status"] == "kicked"
    with pytest.raises(ValueError, match="deactivated"):
        await phone.send("x")


async def test_unblocking_lets_messages_through(bot, phone):
    phone.block_bot()
    phone.unblock_bot()
    await bot.result("sendMessage", chat_id=1001, text="又好了")
    states = [u["my_chat_member"]["new_chat_member"]["status"] for u in (await bot.result("getUpdates"))[1:]]
    assert states == ["kicked", "member"]


async def test_press_waits_for_its_answer_once(bot, phone):
    await bot.result("sendMessage", chat_id=1001, text="卡片", reply_markup={"inline_keyboard": [[BUTTON]]})
    press = phone.tap(None, "销")
    query = (await bot.result("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["message"]["message_id"], query["id"]) == ("a:1", 2, press.query_id)
    for text in ("已销号", "第二次"):
        await bot.result("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=True)
    answer = await phone.answer(press)
    assert (answer.text, answer.show_alert) == ("已销号", True)
    long = await bot.refused("answerCallbackQuery", callback_query_id=query["id"], text="长" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"


async def test_waiting_in_vain_shows_the_chat(phone):
    with pytest.raises(AssertionError, match="/start"):
        await phone.wait("不会来", timeout=0.01)


async def test_commands_by_scope_and_language(sandbox, bot, phone):
    usual, mine = ([{"command": "status", "description": "总览"}], [{"command": "my", "description": "我的事项"}])
    scope = {"type": "chat", "chat_id": 1001}
    await bot.result("setMyCommands", commands=usual)
    await bot.result("setMyCommands", commands=mine, scope=scope, language_code="zh")
    assert await bot.result("getMyCommands") == usual
    assert await bot.result("getMyCommands", scope=scope) == []
    assert await bot.result("getMyCommands", scope=scope, language_code="zh") == mine
    url = f"{sandbox.url}/sandbox/chats/1001/menu?user_id=1001"
    async with bot.session.get(url) as answer:
        assert (await answer.json())["result"] == mine
    wrong = await bot.refused("setMyCommands", commands=[{"command": "Ü", "description": "x"}])
    assert wrong == "Bad Request: BOT_COMMAND_INVALID"


async def test_chat_action_is_shown_until_the_message(sandbox, bot, phone):
    await bot.result("sendChatAction", chat_id=1001, action="typing")
    assert sandbox.world.chats[1001].action == "typing"
    await bot.result("sendMessage", chat_id=1001, text="好了")
    assert sandbox.world.chats[1001].action == ""
    assert "wrong parameter action" in await bot.refused("sendChatAction", chat_id=1001, action="dance")


async def test_multipart_garbage_is_refused(sandbox, bot):
    url = f"{sandbox.url}/bot{sandbox.token}/sendDocument"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with bot.session.post(url, data=b"no parts here", headers=headers) as answer:
        assert answer.status == 400
    async with aiohttp.ClientSession() as other, other.get(f"{sandbox.url}/bot{sandbox.token}/getMe") as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("kinds", "reason"),
    [
        (["document"], "wrong number of messages specified: 2-10 messages expected"),
        (["document"] * 11, "wrong number of messages specified: 2-10 messages expected"),
        (["document", "photo"], "can't send media of these types together in an album"),
        (["animation", "animation"], "can't send media of these types together in an album"),
        (["document", "document"], "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_album_refusals(bot, phone, kinds, reason):
    media = [{"type": kind, "media": "unknown"} for kind in kinds]
    assert await bot.refused("sendMediaGroup", chat_id=1001, media=media) == f"Bad Request: {reason}"
    assert len(phone.messages) == 1
