"""Handlers answer and nothing else: what aiogram offers for sending and fetching is refused."""

import json

import pytest

from bot.dispatch import parse

MESSAGE = {
    "message_id": 7,
    "date": 1,
    "chat": {"id": 2001, "type": "private"},
    "document": {"file_id": "f", "file_unique_id": "u"},
}


async def test_a_handler_can_neither_send_nor_download() -> None:
    message = parse(json.dumps({"update_id": 1, "message": MESSAGE})).message
    assert message is not None
    assert message.bot is not None
    with pytest.raises(RuntimeError, match="tried to call SendMessage"):
        await message.answer("a word")
    with pytest.raises(RuntimeError, match="tried to download"):
        await message.bot.download_file("documents/f.docx")
