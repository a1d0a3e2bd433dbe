"""aiogram's own models accept every answer and every update of the sandbox."""

import struct

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    InputRichBlockTable,
    InputRichMessage,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
    RichBlockTableCell,
    Update,
)

from sandbox import Fault
from sandbox.methods import NAMES

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="销号", callback_data="a:1", style="success")]]
)


@pytest.fixture
async def client(sandbox):
    bot = Bot(sandbox.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
    yield bot
    await bot.session.close()


async def test_every_method_validates(sandbox, client):
    phone = sandbox.phone(1001, "张三")
    group = sandbox.group("领导群", [phone], kind="supergroup")
    await phone.send("/start")
    assert (await client.get_me()).username == sandbox.bot_username
    sent = await client.send_message(
        1001, "<b>x</b> /my", parse_mode="HTML", reply_markup=KEYBOARD, reply_parameters=ReplyParameters(message_id=1)
    )
    assert sent.reply_to_message.message_id == 1
    assert sent.reply_markup.inline_keyboard[0][0].style == "success"
    table = InputRichBlockTable(cells=[[RichBlockTableCell(text="县农林局", align="left", valign="middle")]])
    shown = await client.send_rich_message(1001, InputRichMessage(blocks=[table]))
    assert shown.rich_message.blocks[0].cells[0][0].text == "县农林局"
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="报进展")]])
    await client.send_message(1001, "x", reply_markup=keys)
    await client.send_message(1001, "x", reply_markup=ForceReply(input_field_placeholder="进展"))
    assert [m.keyboard for m in phone.messages][-2] == [["报进展"]]
    document = await client.send_document(1001, BufferedInputFile(b"abc", "通报.docx"), caption="c")
    await client.send_photo(1001, BufferedInputFile(PNG, "a.png"))
    await client.send_voice(1001, BufferedInputFile(b"OggS", "a.oga"), duration=2)
    film = (await client.send_video(1001, BufferedInputFile(b"film", "a.mp4"), caption="c")).video
    await client.send_animation(1001, BufferedInputFile(b"gif", "b.mp4"))
    await client.send_audio(1001, BufferedInputFile(b"song", "c.mp3"))
    await client.send_video_note(1001, BufferedInputFile(b"round", "d.mp4"))
    picture = InputMediaPhoto(media=BufferedInputFile(PNG, "a.png"), caption="c")
    album = await client.send_media_group(1001, [picture, InputMediaVideo(media=film.file_id)])
    assert len({one.media_group_id for one in album}) == 1
    assert album[1].video.file_unique_id == film.file_unique_id
    await client.send_chat_action(1001, "upload_document")
    assert (await client.edit_message_text("y", chat_id=1001, message_id=sent.message_id)).edit_date
    await client.edit_message_reply_markup(chat_id=1001, message_id=sent.message_id, reply_markup=KEYBOARD)
    await client.edit_message_caption(chat_id=1001, message_id=document.message_id, caption="d")
    newer = InputMediaDocument(media=BufferedInputFile(b"abcd", "更正.docx"), caption="e")
    document = await client.edit_message_media(newer, chat_id=1001, message_id=document.message_id)
    assert (document.document.file_name, document.caption) == ("更正.docx", "e")
    press = phone.tap(None, "销号")
    await client.answer_callback_query(press.query_id, text="好", show_alert=True)
    assert (await phone.answer(press)).text == "好"
    assert (await client.download(document.document)).read() == b"abcd"
    assert phone.message(document.message_id).document.file_name == "更正.docx"
    await client.delete_message(1001, sent.message_id)
    assert (await client.get_chat(1001)).first_name == "张三"
    assert (await client.get_chat(group.chat_id)).title == "领导群"
    assert (await client.get_chat_member(group.chat_id, 1001)).status == "creator"
    group.promote_bot()
    assert (await client.get_chat_member(group.chat_id, client.id)).status == "administrator"
    scope = BotCommandScopeChat(chat_id=1001)
    await client.set_my_commands([BotCommand(command="my", description="我的")], scope=scope)
    assert (await client.get_my_commands(scope=scope))[0].command == "my"
    await client.delete_my_commands(scope=scope)
    await client.set_my_description("督办")
    await client.set_my_short_description("督")
    told = (await client.get_my_description()).description, (await client.get_my_short_description()).short_description
    assert told == ("督办", "督")
    await client.leave_chat(group.chat_id)
    await client.set_webhook("http://127.0.0.1:9/x", secret_token="abc", allowed_updates=["message"])
    assert (await client.get_webhook_info()).url == "http://127.0.0.1:9/x"
    await client.delete_webhook(drop_pending_updates=True)
    assert await client.get_updates() == []
    assert {call.method for call in sandbox.calls} == set(NAMES.values())
    assert [call.description for call in sandbox.calls if call.status != 200] == []


async def test_every_kind_of_update_validates(sandbox, client):
    phone = sandbox.phone(1001, "张三", username="zhang_san")
    start = await phone.send("/start")
    await phone.send_document("a.pdf", b"1", caption="c")
    await phone.send_photo(PNG)
    await phone.send_voice(b"2")
    for kind in ("video", "video_note", "animation", "audio"):
        await phone.send_file(kind, b"3")
    await phone.send_album([("photo", PNG, "一"), ("video", b"4", None)])
    await phone.reply(start, "回复")
    await phone.edit(start, "/start x")
    await phone.forward(start)
    await phone.forward(start, hidden=True)
    await client.send_message(1001, "x", reply_markup=KEYBOARD)
    phone.tap(None, "销号")
    phone.block_bot()
    group = sandbox.group("小群", [phone], kind="group")
    group.promote_bot()
    group.join(sandbox.phone(1002))
    group.leave(sandbox.phone(1002))
    group.upgrade()
    group.kick_bot()
    updates = await client.get_updates()
    assert all(isinstance(update, Update) and update.event_type for update in updates)
    assert {u.event_type for u in updates} == {"message", "edited_message", "callback_query", "my_chat_member"}
    contents = {u.message.content_type for u in updates if u.message}
    assert {
        "text",
        "document",
        "photo",
        "voice",
        "video",
        "video_note",
        "animation",
        "audio",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    } <= contents
    assert all(not u.model_extra for u in updates)


async def test_refusals_become_aiograms_exceptions(sandbox, client):
    phone = sandbox.phone(1001)
    await phone.send("/start")
    sandbox.faults.add(Fault("429", "sendMessage", times=1, retry_after=7))
    with pytest.raises(TelegramRetryAfter) as limited:
        await client.send_message(1001, "x")
    assert limited.value.retry_after == 7
    phone.block_bot()
    with pytest.raises(TelegramForbiddenError):
        await client.send_message(1001, "x")
    group = sandbox.group("小群", [phone], kind="group")
    old = group.chat_id
    with pytest.raises(TelegramMigrateToChat) as moved:
        await client.send_message(old, "x") if group.upgrade() else None
    assert moved.value.migrate_to_chat_id == group.chat_id
