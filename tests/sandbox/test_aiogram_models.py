"""The Bot API of the sandbox held against aiogram's own models: answers, required parameters, the table."""

import re
from collections.abc import Iterator
from typing import Any

import aiogram.methods
import pytest
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import TelegramObject
from pydantic import TypeAdapter

import sandbox.server
from sandbox.methods import METHODS, NAMES, WAITING

CHAT, GROUP = 1001, -1_001_000_000_077
KEYBOARD = {"inline_keyboard": [[{"text": "销号", "callback_data": "a:1", "style": "success"}]]}
# What each method is asked, with every parameter that it requires; `*` stands for an id made by the town.
ASKED: dict[str, dict[str, Any]] = {
    "getMe": {},
    "getChat": {"chat_id": GROUP},
    "getChatMember": {"chat_id": GROUP, "user_id": CHAT},
    "getFile": {"file_id": "*file"},
    "leaveChat": {"chat_id": GROUP},
    "answerCallbackQuery": {"callback_query_id": "*press", "text": "好", "show_alert": True},
    "sendMessage": {
        "chat_id": CHAT,
        "text": "<b>进展</b> /my https://example.org #标签",
        "parse_mode": "HTML",
        "reply_markup": KEYBOARD,
        "reply_parameters": {"message_id": 1},
    },
    "sendRichMessage": {
        "chat_id": CHAT,
        "rich_message": {
            "blocks": [
                {"type": "heading", "text": "按单位", "size": 4},
                {"type": "paragraph", "text": "共 2 件"},
                {"type": "table", "cells": [[{"text": "单位", "align": "left", "valign": "middle"}]]},
            ]
        },
        "reply_markup": KEYBOARD,
    },
    "sendPhoto": {"chat_id": CHAT, "photo": "*photo", "caption": "图"},
    "sendDocument": {"chat_id": CHAT, "document": "*file", "caption": "<i>c</i>", "parse_mode": "HTML"},
    "sendVoice": {"chat_id": CHAT, "voice": "*file", "duration": 2},
    "sendVideo": {"chat_id": CHAT, "video": "*file", "caption": "录像"},
    "sendAnimation": {"chat_id": CHAT, "animation": "*file"},
    "sendAudio": {"chat_id": CHAT, "audio": "*file", "caption": "录音"},
    "sendVideoNote": {"chat_id": CHAT, "video_note": "*file"},
    "sendMediaGroup": {
        "chat_id": CHAT,
        "media": [{"type": "photo", "media": "*photo", "caption": "图"}, {"type": "video", "media": "*file"}],
    },
    "sendChatAction": {"chat_id": CHAT, "action": "typing"},
    "editMessageText": {"chat_id": CHAT, "message_id": "*text", "text": "改", "reply_markup": KEYBOARD},
    "editMessageCaption": {"chat_id": CHAT, "message_id": "*caption", "caption": "改"},
    "editMessageMedia": {
        "chat_id": CHAT,
        "message_id": "*caption",
        "media": {"type": "document", "media": "*file", "caption": "改"},
    },
    "editMessageReplyMarkup": {"chat_id": CHAT, "message_id": "*text", "reply_markup": KEYBOARD},
    "deleteMessage": {"chat_id": CHAT, "message_id": "*text"},
    "setMyCommands": {"commands": [{"command": "my", "description": "我的"}]},
    "getMyCommands": {},
    "deleteMyCommands": {},
    "setMyDescription": {"description": "督办事项"},
    "getMyDescription": {},
    "setMyShortDescription": {"short_description": "督办"},
    "getMyShortDescription": {},
    "getUpdates": {},
    "setWebhook": {"url": "http://127.0.0.1:9/x", "allowed_updates": ["message"]},
    "deleteWebhook": {},
    "getWebhookInfo": {},
}
# The models leave these open because another form of the method does without them: inline messages are not
# emulated, and an edit without text needs a rich message.
ALSO_REQUIRED = {
    "editMessageText": {"chat_id", "message_id", "text"},
    "editMessageCaption": {"chat_id", "message_id"},
    "editMessageMedia": {"chat_id", "message_id"},
    "editMessageReplyMarkup": {"chat_id", "message_id"},
}


def model(name: str) -> type[TelegramMethod[Any]]:
    found: type[TelegramMethod[Any]] = getattr(aiogram.methods, name[0].upper() + name[1:])
    return found


def required(name: str) -> set[str]:
    fields = {field for field, about in model(name).model_fields.items() if about.is_required()}
    return fields | ALSO_REQUIRED.get(name, set())


@pytest.fixture
async def ask(sandbox, bot):
    """Parameters of a method with the ids of a small town put in."""
    phone = sandbox.phone(CHAT, "张三", username="zhang_san")
    group = sandbox.group("领导群", [phone], GROUP)
    await phone.send("/start")
    await group.send_as(phone, "/bind")
    document = await phone.send_document("通报.pdf", b"%PDF-")
    photo = await phone.send_photo(b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + b"\0\0\2\x80\0\0\1\xe0")
    file_id = document.payload["document"]["file_id"]
    text = await bot.result("sendMessage", chat_id=CHAT, text="x")
    await bot.result("sendMessage", chat_id=CHAT, text="y", reply_markup=KEYBOARD)
    caption = await bot.result("sendDocument", chat_id=CHAT, document=file_id)
    ids = {
        "*file": file_id,
        "*photo": photo.payload["photo"][0]["file_id"],
        "*text": text["message_id"],
        "*caption": caption["message_id"],
        "*press": phone.tap(None, "销号").query_id,
    }

    def put_in(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: put_in(one) for key, one in value.items()}
        if isinstance(value, list):
            return [put_in(one) for one in value]
        return ids.get(value, value) if isinstance(value, str) else value

    def made(name: str) -> dict[str, Any]:
        params: dict[str, Any] = put_in(ASKED[name])
        return params

    return made


def extras(value: Any, path: str = "") -> Iterator[str]:
    """Fields that aiogram's models do not know."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from extras(one, f"{path}[{index}]")
    elif isinstance(value, TelegramObject):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from extras(getattr(value, name), f"{path}.{name}")


def test_the_cases_are_all_the_methods():
    assert set(ASKED) == set(NAMES.values())


@pytest.mark.parametrize("name", sorted(NAMES.values()))
async def test_answers_are_what_aiogram_expects(sandbox, bot, ask, name):
    result = await bot.result(name, **ask(name))
    client = Bot(sandbox.token)
    adapter = TypeAdapter(model(name).__returning__)
    parsed = adapter.validate_python(result, context={"bot": client})
    assert list(extras(parsed, name)) == []
    # What is told is understood, not dropped: the models hold as much as was sent.
    if isinstance(parsed, TelegramObject):
        assert set(parsed.model_dump(exclude_unset=True, by_alias=True)) >= set(result) - {"from"}


@pytest.mark.parametrize("name", sorted(NAMES.values()))
async def test_the_parameters_are_aiograms_too(sandbox, bot, ask, name):
    """The calls of these tests are such as aiogram itself can make."""
    model(name)(**ask(name))


@pytest.mark.parametrize(
    ("name", "missing"), [(name, field) for name in sorted(NAMES.values()) for field in sorted(required(name))]
)
async def test_required_parameters_are_enforced(sandbox, bot, ask, name, missing):
    before, params = sandbox.world.seq, ask(name)
    absent = {key: value for key, value in params.items() if key != missing}
    for asked in (absent, {**absent, missing: None}):
        answer = await bot(name, **asked)
        assert (answer["ok"], answer.get("error_code")) == (False, 400)
        assert answer["description"].startswith("Bad Request: ")
    assert sandbox.world.seq == before
    assert not sandbox.courier.hook.url


def test_the_table_names_what_is_emulated():
    told = sandbox.server.__doc__ or ""
    listed = told.split("Emulated methods")[1].split("Any other")[0]
    assert set(re.findall(r"\b[a-z]+(?:[A-Z][a-z]+)+\b", listed)) == {*METHODS, *WAITING}
