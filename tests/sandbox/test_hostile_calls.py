"""Calls of any shape get a Bot API answer below 500, and the server lives on."""

import asyncio
import random

import pytest

from sandbox.methods import NAMES

ODD = [
    None, True, -1, 0, 1, 2, 1001, 2**70, 1.5,
    "", " ", "x", "1001", "-5", "\ud800", "<b>", "\0", "😀" * 5000, [], {},
    [[]], [1], [{}], {"type": "chat"}, {"type": []},
    {"message_id": []}, {"message_id": {}}, {"message_id": 1},
    {"inline_keyboard": 1}, {"inline_keyboard": [[1]]}, {"inline_keyboard": [[{"text": 1}]]},
    {"inline_keyboard": [[{"text": "x", "callback_data": {}, "style": []}]]},
    {"inline_keyboard": [[{"text": "x", "url": 5}]]}, {"keyboard": [[{}]]}, {"keyboard": [["x", 5]]},
    {"force_reply": True}, [{"type": "bold", "offset": 0, "length": 1}], [{"offset": -1, "length": 5}],

    [{"type": [], "offset": 0, "length": 1}], [{"command": [], "description": 1}], "[[[[", "{\"a\":", "HTML",
    {"blocks": 1}, {"blocks": []}, {"blocks": [[]]}, {"blocks": [{"type": []}]}, {"blocks": [{"type": "table"}]},
    {"blocks": [{"type": "table", "cells": [[{"align": []}]]}]}, {"blocks": [{"type": "heading", "size": []}]},
    {"blocks": [{"type": "paragraph", "text": {}}]}, {"html": "x", "blocks": []},
]  # fmt: skip
NAMES_OF_PARAMETERS = [
    "chat_id", "message_id", "text", "caption", "parse_mode", "entities", "caption_entities", "reply_markup",
    "reply_parameters", "reply_to_message_id", "document", "photo", "voice", "action", "user_id", "file_id",
    "callback_query_id",
    "show_alert", "commands", "scope", "language_code", "offset",
    "limit", "allowed_updates",
    "secret_token", "duration", "rich_message",
]  # fmt: skip


async def test_no_parameters_make_a_500(sandbox, bot):
    phone = sandbox.phone(1001)
    await phone.send("/start")
    await bot.result("sendMessage", chat_id=1001, text="x")
    chance = random.Random(37)
    for _ in range(3000):
        method = chance.choice([name for name in NAMES.values() if name != "leaveChat"])
        params = {name: chance.choice(ODD) for name in chance.sample(NAMES_OF_PARAMETERS, 8)}
        if chance.random() < 0.7:
            params["chat_id"] = 1001
        if chance.random() < 0.7:
            params["text"] = "x"
        answer = await bot(method, **params)
        assert answer["ok"] or answer["error_code"] < 500, (method, params)
    assert (await bot("getMe"))["ok"]


@pytest.mark.parametrize("raw", [b"rubbish\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01", b"\0" * 9000])
async def test_what_is_no_http_is_one_line_at_most(sandbox, bot, caplog, raw):
    host, port = sandbox.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(raw)
    assert (await reader.read()).startswith(b"HTTP/1.0 400 ")
    writer.close()
    assert not [one for one in caplog.records if one.exc_info and one.levelname == "ERROR"]
    assert all("\n" not in one.getMessage() for one in caplog.records)
    assert (await bot("getMe"))["ok"]
